"""Against whom we win less, or more, shown. One call, one claim."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.report import charts_market as draw
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.market import year_to
from salesplan_nb.report.numbers import DASH, interval, number, percent
from salesplan_nb.report.objects import Chart, Refusal, Table, named
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording import rivals as say


def rivals(competitors: pd.DataFrame) -> tuple[list[say.Rival], say.Rival | None]:
    """Competitors by deals closed, and all deals; those without a closed deal are left out."""
    found = [
        say.Rival(
            str(r.competitor),
            int(r.won),
            int(r.closed),
            float(r.rate),
            float(r.low),
            float(r.high),
            int(r.won_before),
            int(r.closed_before),
            float(r.rate_before),
            str(r.verdict),
        )
        for r in frame_rows(competitors)
        if r.closed > 0
    ]
    every = next((r for r in found if r.name == ""), None)
    return sorted((r for r in found if r.name != ""), key=lambda r: (r.rate, r.name)), every


def competitors(competitors: pd.DataFrame, as_of: str) -> Chart | Refusal:
    """Against whom we surely win less, or more, than overall.

    Parameters
    ----------
    competitors : DataFrame
        `Objectives.competitors`.
    as_of : str
        Last month of the data.
    """
    rows, every = rivals(competitors)
    if every is None:
        return Refusal("rivals", *no.FIXED["rivals"])
    if not rows:
        return Refusal("rivals", *no.no_rival(every.won, every.closed, every.rate))
    kept = sorted(sorted(rows, key=lambda r: -r.closed)[:8], key=lambda r: (r.rate, r.name))
    at = say.rival_lead(kept)
    marks = [
        draw.Rate(
            r.name,
            f"{number(r.won)} of {number(r.closed)}",
            100 * r.rate,
            100 * r.low,
            100 * r.high,
            100 * r.rate_before if r.closed_before else None,
            i == at,
        )
        for i, r in enumerate(kept)
    ]
    title, desc = f"Win rate by competitor with {percent(0.95)} intervals", say.rivals_desc(kept, every)
    svg = draw.dots("rivals", title, desc, marks, 100 * every.rate, f"All deals {percent(every.rate)}")
    return Chart(
        "rivals",
        say.rivals_claim(kept, every),
        "Win rate, %,",
        f"{year_to(as_of)} (dot) with {percent(0.95)} interval; ring = the 12 months before.",
        svg,
        title,
        desc,
        say.rivals_reading(kept, every),
    )


def competitors_table(competitors: pd.DataFrame) -> Table:
    """Closed deals by the competitor they name."""
    rows, every = rivals(competitors)
    told = [*rows[:12], *([every] if every else [])]
    body = [
        (
            named(r.name or "All deals"),
            f"{number(r.won)} of {number(r.closed)}",
            percent(r.rate),
            interval(percent(r.low), percent(r.high)),
            percent(r.rate_before) if r.closed_before else DASH,
        )
        for r in told
    ]
    return Table(
        "rivals-table",
        "",
        "Closed deals by the competitor they name",
        ("Competitor", "Won", "Rate", f"{percent(0.95)} interval", "Before"),
        tuple(body),
        sums=every is not None,
    )
