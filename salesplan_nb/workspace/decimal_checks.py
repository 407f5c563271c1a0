"""Checks that no amount of the plan has more decimals than its currency: half a cent would be rounded in silence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from salesplan_nb.currency_codes import decimals
from salesplan_nb.errors import counted, cut
from salesplan_nb.workspace.checks import PlanCheck
from salesplan_nb.workspace.plan import ADDITIVE, Plan
from salesplan_nb.workspace.yamlfile import Location

KEYS = {
    "market": ("tam", "sam", "som"), "one_offs": ("amount",), "roles": ("annual_quota", "ote"),
}  # fmt: skip
"""Keys of amounts in the items of a list."""


def check_decimals(check: PlanCheck) -> None:
    """Find amounts that are finer than the smallest unit of the plan's currency."""
    most, currency = decimals(check.plan.currency), check.plan.currency
    for location in _amounts(check.plan):
        written = str(check.rest.value(*location) or "").strip().replace("\u2212", "-")
        try:
            amount = Decimal(written.removesuffix(currency).strip()).normalize()
        except InvalidOperation:
            continue
        exponent = amount.as_tuple().exponent
        if not isinstance(exponent, int) or -exponent <= most:
            continue
        finest = amount.quantize(Decimal(1).scaleb(-most), ROUND_HALF_EVEN)
        what = f"{cut(written)} has {counted(-exponent, 'decimal')}, and {currency} has {most or 'none'}"
        check.add("too-many-decimals", location, f"{'.'.join(_named(location))}: {what}", f"write {finest}")


def _named(location: Location) -> Iterator[str]:
    """The keys of a location, items counted from one."""
    for key, then in zip(location, (*location[1:], ""), strict=True):
        if isinstance(key, str):
            yield f"{key}[{then + 1}]" if isinstance(then, int) else key


def _amounts(plan: Plan) -> Iterator[Location]:
    """Every place where the plan may have an amount of money."""
    for i, goal in enumerate(plan.goals):
        if goal.metric in ADDITIVE:
            yield ("goals", i, "target")
        if goal.change is not None and goal.change.money:
            yield ("goals", i, "change")
    for i, kpi in enumerate(plan.kpis):
        if kpi.kpi in ADDITIVE:
            yield ("kpis", i, "target")
    for section, keys in KEYS.items():
        yield from ((section, i, key) for i in range(len(getattr(plan, section))) for key in keys)
    for i in range(len(plan.tactics)):
        yield from (("tactics", i, "effect", key) for key in ("low", "likely", "high"))
    for i in range(len(plan.breakdown.locks if plan.breakdown else ())):
        yield from (("breakdown", "locks", i, key) for key in ("amount", "floor", "cap"))
    yield ("budget", "limit")
    yield from (("budget", "lines", i, "amount") for i in range(len(plan.budget.lines if plan.budget else ())))
