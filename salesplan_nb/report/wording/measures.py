"""Sentences of part 5: KPIs against target, actual against target to date, signal or noise, triggers."""

from __future__ import annotations

import math
from decimal import Decimal

from salesplan_nb.report.names import begun, claim, clean, listed, shortened
from salesplan_nb.report.numbers import (
    MINUS,
    Scale,
    agree,
    beginning,
    count,
    counted,
    interval,
    measured,
    nothing,
    number,
    part,
    printed,
)

BAD = ("under target", "over target")


def kpis_claim(on_target: int, with_target: int, ahead: str = "") -> str:
    """'Three of six measures are on target'; before a year `ahead`: '... are where 2027 is to bring them'."""
    if not with_target:
        return "No measure has a target yet"
    if with_target == 1:
        if ahead:
            yet = "" if on_target else "not yet "
            return claim(f"The one measure with a target is {yet}where {{}} is to bring it", ahead)
        return "The one measure with a target is on it" if on_target else "The one measure with a target misses it"
    if on_target == with_target:
        head = f"All {number(with_target)} measures"
    else:
        head = f"{beginning(on_target)} of {counted(with_target, 'measure').lower()}"
    verb, them = ("is", "it") if on_target < 2 else ("are", "them")
    return claim(f"{head} {verb} where {{}} is to bring {them}", ahead) if ahead else f"{head} {verb} on target"


def kpis_reading(missed: list[str], ahead: str = "") -> str:
    """Which measures miss their target, or are still to come to that of a year ahead."""
    if not missed:
        return "Every target is met already." if ahead else "Nothing misses its target."
    if ahead:
        return begun(f"{listed(missed)} {'has' if len(missed) == 1 else 'have'} a way to go to the target of {ahead}.")
    return begun(f"{listed(missed)} {'misses its' if len(missed) == 1 else 'miss their'} target.")


def untold(measures: list[tuple[str, str]]) -> tuple[str, str]:
    """How many measures have no value yet, and why each has none; ('', '') where all have one."""
    if not measures:
        return "", ""
    by_reason: dict[str, list[str]] = {}
    for name, reason in measures:
        by_reason.setdefault(clean(reason).rstrip(".") or "not enough data", []).append(name)
    why = " ".join(f"{listed(names)}: {reason}." for reason, names in by_reason.items())
    return f"{counted(len(measures), 'measure')} cannot be told yet.", why


CASES = {
    "bookings": "order line",
    "revenue": "order line",
    "revenue_growth": "order line",
    "new_customers": "",
    "conversion": "deal",
    "win_rate": "closed deal",
    "sales_cycle": "won deal",
    "pipeline_coverage": "open deal",
    "weighted_coverage": "open deal",
    "csat": "rating",
    "attainment": "quota",
}
"""What the n of a KPI counts, one of it; '' where it is the value itself."""


def card_text(value: float, target: float, before: float, unit: str, n: int, low: float, high: float, kpi: str) -> str:
    """A KPI against its target and the year before: '3 points under target 32%; 600 closed deals, 26 to 33%'."""
    told = []
    if math.isfinite(target):
        told.append(
            f"{gap_words(value, target, unit)} target {measured(target, unit)}"
            if gap_words(value, target, unit) != "at"
            else f"at target {measured(target, unit)}"
        )
    if math.isfinite(before):
        told.append(f"a year before {measured(before, unit)}")
    cases = count(n, CASES[kpi]) if n and CASES[kpi] else ""
    span = interval(measured(low, unit), measured(high, unit)) if math.isfinite(low) and math.isfinite(high) else ""
    told += [", ".join(part for part in (cases, span) if part)] if cases or span else []
    text = "; ".join(told)
    return text[:1].upper() + text[1:] + "." if text else ""


def gap_words(value: float, target: float, unit: str) -> str:
    """How far a KPI lies from its target, as the printed figures have it: '3 points under', 'just under', 'at'."""
    if measured(value, unit) == measured(target, unit):
        return "at" if value == target else "just under" if value < target else "just over"
    gap: Decimal
    if unit == "fraction":
        gap = printed(_exact(value) * 100) - printed(_exact(target) * 100)
        words = f"{number(abs(gap))} {'point' if abs(gap) == 1 else 'points'}"
    elif unit == "days":
        gap = printed(_exact(value)) - printed(_exact(target))
        words = count(int(abs(gap)), "day")
    elif unit == "cents":
        scale = Scale.of(target)
        same = Scale.of(value) == scale  # else the printed figures have different decimals
        gap = _exact(scale.rounded(value) - scale.rounded(target) if same else value - target)
        words = (scale if same else Scale.of(float(gap))).money(float(abs(gap)))
    else:
        digits = 2 if unit == "ratio" else 0
        gap = printed(_exact(value), digits) - printed(_exact(target), digits)
        words = number(abs(gap), digits)
    return f"{words} {'under' if gap < 0 else 'over'}"


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


def status_words(status: str) -> str:
    """A status as a card shows it."""
    return status[:1].upper() + status[1:]


def tracking_claim(pacing: float, actual: str, target: str, through: str) -> str:
    """'To Oct 2026 we have 18.9M of 18.8M: 101% of the way'."""
    if not math.isfinite(pacing):
        return f"To {through} we have {actual}; nothing was due yet"
    return f"To {through} we have {actual} of {target}: {part(pacing)} of what was due"


def tracking_reading(actual: str, whole: str, left: str, months_left: int) -> str:
    """What remains to be done."""
    if not months_left:
        return f"The period has closed at {actual} of {whole}."
    if nothing(left) or left.startswith(MINUS):
        return f"The goal of {whole} is reached, with {count(months_left, 'month')} to come."
    return f"{left} of {whole} remain for {count(months_left, 'month')}."


def no_tracking(goal: str, first: str) -> str:
    """Why there is nothing to compare yet."""
    return f"The period of {shortened(goal)} begins in {first}." if first else "No goal’s period has begun."


def signal_claim(name: str, run: int, below: bool, ongoing: bool, since: str) -> str:
    """'Win rate has been under its mean for eight months: a signal, not noise'."""
    have, its = ("have", "their") if name == "Bookings" else ("has", "its")
    if run >= 8 and ongoing:
        side = "under" if below else "above"
        told = f"{{}} {have} been {side} {its} mean for {counted(run, 'month').lower()}: a signal"
        return claim(f"{told}, not noise" if len(told) + len(name) < 63 else told, name)
    return claim(f"{{}} left {its} natural range in {since}: a signal, not noise", name)


def signal_reading(last: str, low: str, high: str, others: list[str]) -> str:
    """The latest month against the limits, and which other KPIs show a signal."""
    text = f"The latest month is {last}; by chance alone months fall between {low} and {high}"
    return f"{text}. Signals also in {listed(others)}." if others else f"{text}."


def quiet_claim(kpis: int) -> str:
    """'No signal: all five measures move as chance would have them'."""
    if not kpis:
        return "No measure has months enough to tell a signal from noise"
    return f"No signal in {counted(kpis, 'measure').lower()}: months differ as chance has it"


def triggers_claim(fired: int, all_: int) -> str:
    """'One of two triggers has fired'."""
    if not all_:
        return "No trigger is set"
    if not fired:
        return "The trigger is quiet" if all_ == 1 else f"All {count(all_, 'trigger')} are quiet"
    if all_ == 1:
        return "The trigger has fired"
    return f"{beginning(fired)} of {counted(all_, 'trigger').lower()} {agree(fired, 'has', 'have')} fired"


def triggers_reading(fired: list[tuple[str, str]]) -> str:
    """What starts because of a fired trigger: action and owner."""
    if not fired:
        return "Nothing has to be started."
    action, owner = fired[0]
    more = f"; {count(len(fired) - 1, 'more action')} with it" if len(fired) > 1 else ""
    return f"So this starts: {clean(action)} ({shortened(owner)}){more}."


def months_needed(rate: int, orders: int) -> str:
    """How many months limits need; orders are first set against the twelve months before."""
    return f"Rates need {number(rate)} months, orders {number(orders)}: each is set against the twelve before it."


def axis_words(unit: str, cases: int) -> str:
    """What an index is, or how many cases a month of a rate has; '' where there is nothing to say."""
    if unit == "ratio":
        return "1 = the mean of the twelve months before, without the season; "
    return f"About {count(cases, 'case')} a month; " if cases else ""


def reviews_words(dates: list[str]) -> str:
    """When the plan is looked at again."""
    if not dates:
        return "No review is planned yet: add reviews: to plan.yml."
    if len(dates) < 3:
        return f"{' and '.join(dates)}."
    return f"{dates[0]}, then {count(len(dates) - 1, 'more review')} to {dates[-1]}."
