"""Amounts that are not quantity times unit price."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ibis import _

from salesplan_nb.intake.checks.evidence import FIRST, Evidence, money
from salesplan_nb.intake.findings import Finding
from salesplan_nb.number_formats import decimal_text

SAME = 0.005
"""Relative distance within which two factors are one: rounding to the cent."""


def totals(evidence: Evidence) -> Iterator[Finding]:
    """Rows whose amount differs from quantity x unit price by more than a cent a piece.

    Notes
    -----
    A unit price that was rounded to the cent is off by half a cent a piece, an amount by half a cent more.
    """
    if not evidence.has("orders", "amount_cents", "quantity", "unit_price_cents"):
        return
    # Where it is derived, it is what sources.yml says, discount included.
    sources = [part.source for part in evidence.tables["orders"].parts]
    as_written = [i for i, source in enumerate(sources) if "amount" not in source.derive]
    rows = evidence.rows("orders", "amount_cents", "quantity", "unit_price_cents", "part")
    rows = rows.filter(_.part.isin(as_written)).drop_null()
    whole = evidence.asked(rows.agg(rows=_.count()))["rows"].iloc[0]
    rows = rows.mutate(due=(_.quantity * _.unit_price_cents).round().cast("int64"))
    rows = rows.mutate(over=_.amount_cents - _.due)
    off = rows.filter(_.over.abs() > _.quantity.abs().ceil().cast("int64"))
    asked = off.agg(
        rows=_.count(), over=_.over.sum(), amount_cents=_.amount_cents.sum(),
        factor=(_.amount_cents / _.due.nullif(0)).median(),
    )  # fmt: skip
    found = evidence.asked(asked).iloc[0]
    if not found["rows"]:
        return
    factor = float(found["factor"]) if found["factor"] == found["factor"] else 0.0
    alike = (
        off.filter((_.amount_cents / _.due.nullif(0) - factor).abs() <= SAME * abs(factor)) if factor else off.limit(0)
    )
    same = int(evidence.asked(alike.agg(rows=_.count()))["rows"].iloc[0])
    why = (
        f"; in {decimal_text(same)} of them it is {decimal_text(Decimal(f'{factor:.4g}'))} times that"
        if 2 * same > found["rows"] > 1
        else ""
    )
    shown = evidence.asked(off.order_by(_.over.abs().desc(), "row").limit(FIRST + 1))
    over = int(found["over"])
    yield Finding(
        check="amount-contradicts-price", weight="must", table="orders", column="amount", rows=int(found["rows"]),
        amount_cents=int(found["amount_cents"]),
        text=f"in {decimal_text(int(found['rows']))} of {decimal_text(int(whole))} rows amount is not "
        "quantity x unit_price; together they are "
        f"{money(abs(over))} {'over' if over >= 0 else 'under'} it{why}; the largest: "
        f"{evidence.places('orders', shown['row'].tolist())}",
        hint="find out which of the two is right (discount, tax or freight in one of them), then map or derive amount "
        "from it",
    )  # fmt: skip
