"""Whether chances came true, shown: the reliability diagram and its table. One call, one claim."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from salesplan_nb.goals import GoalsFacts
from salesplan_nb.goals.backtest import CHANGES
from salesplan_nb.goals.calibration import ranges_held
from salesplan_nb.goals.reliability import outside
from salesplan_nb.report import charts_reliability as draw
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.numbers import interval, month, number, percent
from salesplan_nb.report.objects import Cell, Chart, Notes, Refusal, Table, named
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording import reliability as say
from salesplan_nb.workspace.plan import OneOff

WIDEST = 0.5
"""Mean width of the bands [fraction] beyond which past chances tell nothing: half of all shares would pass."""


def reliability(table: pd.DataFrame, facts: GoalsFacts) -> Chart | Refusal:
    """What past chances were worth: given against reached, by fifths.

    Parameters
    ----------
    table : DataFrame
        `Goals.reliability`.
    facts : GoalsFacts
        Brier score and its skill.
    """
    if table.empty:
        return Refusal("reliability", *no.FIXED["reliability"])
    count = int(table["count"].sum())
    off = [(float(r.chance), float(r.reached)) for r in frame_rows(table[outside(table)])]
    width = ((table["band_high"] - table["band_low"]) * table["count"]).sum() / count
    told = bool(width <= WIDEST)
    held = ranges_held(facts.hits, facts.trials)
    chance, reached = ((table[name] * table["count"]).sum() / count for name in ("chance", "reached"))
    whole = (float(chance), float(reached), count)
    title = "Share reached against chance given, past goals"
    asked = interval(percent(min(CHANGES)), percent(max(CHANGES)))
    desc = say.given([(float(r.chance), float(r.reached), int(r["count"])) for _, r in table.iterrows()])
    marks = [
        draw.Fifth(float(r.chance), float(r.reached), float(r.band_low), float(r.band_high), number(int(r["count"])))
        for _, r in table.iterrows()
    ]
    return Chart(
        "reliability",
        say.claim_of(off, whole, told=told, held=held, tests=(facts.hits, facts.trials)),
        f"Share of past goals reached, in 10, by the chance given: months to years at {asked} over last year.",
        "Hatched = where 95 of 100 shares would lie were the chances right; figure = chances given.",
        draw.reliability("reliability", title, desc, marks),
        title,
        desc,
        say.reading(facts.brier, facts.brier_skill, told=told, held=held),
    )


def reliability_table(table: pd.DataFrame) -> Table:
    """The diagram's figures."""
    rows = [
        (
            f"{number(r.low * 10)} to {number(r.high * 10)} in 10",
            number(int(r["count"])),
            percent(float(r.chance)),
            percent(float(r.reached)),
            f"{percent(float(r.band_low))} to {percent(float(r.band_high))}",
        )
        for _, r in table.iterrows()
    ]
    return Table(
        "reliability-table",
        "",
        "Chances given in the past, and what came",
        ("Chance", "Given", "Mean", "Reached", "Band"),
        tuple(rows),
    )


def coherence_table(coherence: pd.DataFrame) -> Table | Refusal:
    """In which way the parts of the forecast were made to add up, and why.

    Parameters
    ----------
    coherence : DataFrame
        `Goals.coherence`.
    """
    if coherence.empty:
        return Refusal("coherence", *no.FIXED["coherence"])
    rows: list[tuple[str | Cell, ...]] = []
    ways = []
    for dimension, of in coherence.groupby("dimension", sort=False):
        used, other = of[of["used"]].iloc[0], of[~of["used"]]
        gain = float(1 - used["crps"] / other["crps"].iloc[0]) if len(other) and other["crps"].iloc[0] else 0.0
        ways.append((str(dimension), str(used["way"]), gain))
        errors = [number(float(r.crps) / 1000, 1) if r.trials else "" for r in frame_rows(of.sort_values("way"))]
        name = named(say.PARTS[str(dimension)], str(used["way"]))
        rows.append((name, number(int(used["trials"])), *[""] * (2 - len(errors)), *errors))
    return Table(
        "coherence",
        say.parts_claim(ways),
        "Parts of the forecast: origins, and error of both ways (CRPS of quarters, summed, thousand)",
        ("Part", "Origins", "Own", "Shares"),
        tuple(rows),
        say.parts_reading(int(coherence["trials"].max())),
    )


def one_offs_notes(one_offs: Sequence[OneOff]) -> Notes:
    """What the forecast leaves out, one note each.

    Parameters
    ----------
    one_offs : sequence of OneOff
        The plan's; not empty.
    """
    items = tuple(
        (month(one.month), say.one_off(one.amount, one.region, one.product_family, one.reason)) for one in one_offs
    )
    return Notes("one-offs", items)
