"""What the data are: totals by year, what the checks found, actual against earlier targets. One call, one claim."""

from __future__ import annotations

from typing import Any

from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.numbers import DASH, Scale, number, percent
from salesplan_nb.report.objects import Cell, Notes, Table, named
from salesplan_nb.report.wording import data as say

WEIGHTS = {"must": "must", "note": "note", "accepted": "accepted"}
"""How the page calls what a finding weighs; what stops a run reaches no page."""
OPEN = "must"
"""What is still to be settled."""


def years(quality: Any, *, currency: str) -> Table:
    """Used orders by calendar year, to be compared with what everybody knows.

    Parameters
    ----------
    quality : Quality
        Its years.
    currency : str
        Of the amounts.
    """
    rows = list(frame_rows(quality.years))
    scale = Scale.of(*(year.amount_cents for year in rows))
    total = sum(int(year.amount_cents) for year in rows)
    body = [(str(y.year), number(y.months), number(y.rows), scale.bare(y.amount_cents, 2)) for y in rows]
    months, lines = sum(int(y.months) for y in rows), sum(int(y.rows) for y in rows)
    return Table(
        "years",
        say.years_claim(rows[0].year, rows[-1].year, Scale.of(total).money(total, 2), currency, quality.facts.records),
        f"{quality.facts.records.capitalize()} used, {scale.unit(currency)}",
        ("Year", "Months", "Rows", "Amount"),
        (*body, ("All years", number(months), number(lines), scale.bare(total, 2))),
        say.years_reading([str(y.year) for y in rows if y.months < 12]),
        sums=True,
    )


def findings(quality: Any, *, currency: str) -> Table | Notes:
    """What the data checks found, what matters most first.

    Parameters
    ----------
    quality : Quality
        Its findings.
    currency : str
        Of the amounts.
    """
    rows = list(frame_rows(quality.findings))
    if not rows:
        return Notes("findings", (("Checks", say.NOTHING_FOUND),))
    body = [
        (
            named(f"{clean(str(f.text))}.", f"{f.table}: {clean(str(f.hint))}", 400),
            Cell(WEIGHTS[f.weight], mark="bad") if f.weight == OPEN else WEIGHTS[f.weight],
            number(f.rows) if f.rows else DASH,
            Scale.of(f.amount_cents).money(f.amount_cents) if f.amount_cents else DASH,
        )
        for f in rows
    ]
    must = sum(f.weight == OPEN for f in rows)
    return Table(
        "findings",
        say.findings_claim(must, len(rows) - must),
        f"Checks of the data, amounts in {currency}",
        ("What was found, and what to do", "Kind", "Rows", "Amount"),
        tuple(body),
        left=(0, 1),
    )


def targets(quality: Any, *, currency: str) -> Table | None:
    """Actual against the targets that were set before, by what they are for; None where there are none.

    Parameters
    ----------
    quality : Quality
        Its targets.
    currency : str
        Of the amounts.
    """
    rows = quality.targets
    if rows.empty:
        return None
    rows = rows.assign(member=[_member(t) for t in frame_rows(rows)])
    sums = rows.groupby("member", sort=True)[["target_cents", "orders_cents"]].sum()
    months = sorted(rows.month.unique())
    hit = int((rows.orders_cents >= rows.target_cents).sum())
    scale = Scale.of(*sums.target_cents)
    body = [_attained(str(member), int(t), int(o), scale) for member, t, o in sums.itertuples(name=None)]
    total = sums.sum()
    return Table(
        "earlier-targets",
        say.targets_claim(int(total.orders_cents) / int(total.target_cents) if total.target_cents else float("nan")),
        f"Orders and earlier targets, {say.span(months[0], months[-1])}, {scale.unit(currency)}",
        ("For", "Orders", "Target", "Attained"),
        (*body, _attained("Together", int(total.target_cents), int(total.orders_cents), scale)),
        say.targets_reading(hit, len(rows)),
        sums=True,
    )


def _member(target: Any) -> str:
    return shortened(" / ".join(part for part in (target.product_family, target.region) if part) or "all orders")


def _attained(member: str, target: int, orders: int, scale: Scale) -> tuple[str, ...]:
    share = percent(orders / target) if target else DASH
    return member, scale.bare(orders, 2), scale.bare(target, 2), share


def warning(quality: Any) -> str:
    """What must be settled before the plan can be believed, for the first screen; '' where nothing must."""
    must = [str(f.text) for f in frame_rows(quality.findings) if f.weight == OPEN]
    return say.warning(must, quality.facts.assumed)
