"""A breakdown as plan.yml writes it: lines that read back as the same breakdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from salesplan_nb.calendars import Period
from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.workspace.plan import Breakdown, Lock, RepBreakdown


def breakdown_lines(breakdown: Breakdown) -> str:
    """The section `breakdown` for plan.yml; what is as it would be without a line has none, but bases always have.

    Notes
    -----
    Names and reasons stand in double quotes, so that NO stays a region. Months of a lock are spelt out, since 2027-Q1
    means two things where the company's year does not begin in January.

    Examples
    --------
    >>> lock = Lock(region="NO", period="2027-Q1", floor="2500000", reason="agreed")
    >>> print(breakdown_lines(Breakdown(goal="g", month="even", locks=[lock])))
    breakdown:
      goal: "g"
      month: even
      region: trailing_12
      product_family: trailing_12
      locks:
        - {region: "NO", period: 2027-01..2027-03, floor: 2500000, reason: "agreed"}
    """
    lines = ["breakdown:", f"  goal: {_text(breakdown.goal)}"]
    bases = {
        level: breakdown.basis_of(level)
        for level in ("quarter", "month", "week", "region", "product_family", "channel")
    }
    lines += [f"  {level}: {basis}" for level, basis in bases.items() if basis is not None]
    lines += [f"  {key}" for key in _rounding(breakdown)]
    if breakdown.rep is not None:
        lines.append(f"  rep: {{{', '.join([f'basis: {breakdown.rep.basis}', *_rounding(breakdown.rep)])}}}")
    if breakdown.locks:
        lines += ["  locks:", *(f"    - {{{', '.join(_lock(lock))}}}" for lock in breakdown.locks)]
    return "\n".join(lines)


def _rounding(of: Breakdown | RepBreakdown) -> Iterator[str]:
    if of.round_to > 1:
        yield f"round_to: {of.round_to}"
    if of.remainder != type(of).model_fields["remainder"].default:
        yield f"remainder: {_text(of.remainder)}"


def _lock(lock: Lock) -> Iterator[str]:
    for key in ("rep", "region", "product_family", "channel"):
        if (name := getattr(lock, key)) is not None:
            yield f"{key}: {_text(name)}"
    if lock.month is not None:
        yield f"month: {lock.month}"
    if lock.period is not None:
        yield f"period: {_span(lock.period)}"
    for key in ("amount", "floor", "cap"):
        if (cents := getattr(lock, key)) is not None:
            yield f"{key}: {_units(cents)}"
    yield f"reason: {_text(lock.reason)}"


def _span(period: Period) -> str:
    return f"{period.first}..{period.last}"


def _units(cents: int) -> str:
    """Whole currency units without decimals, else with two."""
    amount = Decimal(cents) / CENTS_PER_UNIT
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def _text(text: str) -> str:
    """A text in double quotes; what does not print is written as its number."""
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in json.dumps(text, ensure_ascii=False))
