"""Sentences of part 4: team and budget."""

from __future__ import annotations

import math

from salesplan_nb.report.names import claim, clean, listed, shortened
from salesplan_nb.report.numbers import Scale, agree, count, counted, nothing, number, part, percent, simulations, years


def capacity_claim(gap: str, short: list[str], cover: float, target: str) -> str:
    """'In Q1 the team can carry 0.5M less than the goal', or that it can carry the goal. `gap` has no sign."""
    if short and not nothing(gap):
        return claim(f"In {{}} the team can carry {gap} less than the {target}", listed(short))
    if cover >= 1:
        return f"The team can carry {percent(cover)} of the {target} in every quarter"
    return f"The team can carry {part(cover)} of the {target}"


def capacity_reading(cover: float, worst: str, worst_cover: float, p: float, months: int) -> str:
    """Cover of the period, its worst month, and how often it is enough; `months` of the period."""
    text = f"Over the period the team can carry {part(cover)} of the goal, {part(worst_cover)} in {worst}"
    return f"{text}; it is enough in {years(p)} {simulations(months)}." if math.isfinite(p) else f"{text}."


def quotas_claim(reps: int, total: str, over: float) -> str:
    """'Fourteen reps carry 31.1M, 8% more than the goal'."""
    head = f"{counted(reps, 'rep')} {agree(reps, 'carries', 'carry')} {total}"
    if not math.isfinite(over):
        return head
    if nothing(percent(over)):
        return f"{head}, {'exactly' if not over else 'just over' if over > 0 else 'just under'} the goal"
    return f"{head}, {percent(abs(over))} {'more' if over > 0 else 'less'} than the goal"


def quotas_reading(largest: str, smallest: str, factor: float, zero: list[str]) -> str:
    """How uneven the months are, and whose quota starts at nothing."""
    told = (
        f"{largest} asks {number(factor, 1)} times as much as {smallest}"
        if math.isfinite(factor) and factor >= 1.05
        else "Every month asks about the same"
    )
    if zero:
        told += (
            f"; {listed(zero[:3])}{f' and {number(len(zero) - 3)} more' if len(zero) > 3 else ''} "
            f"{'has' if len(zero) == 1 else 'have'} months without quota"
        )
    return f"{told}."


def skills_claim(open_: int, gaps: int) -> str:
    """'Two of three skill gaps are met; one is open'."""
    if not gaps:
        return "Every assessed skill is at the level its role requires"
    if not open_:
        return f"{counted(gaps, 'skill gap')}, {agree(gaps, 'met', 'all met')} by training, a hire or an accepted risk"
    return f"{counted(open_, 'skill gap')} of {number(gaps)} {agree(open_, 'is', 'are')} still open"


def skills_reading(skill: str, role: str, below: int, people: int, met_by: str) -> str:
    """The widest gap and what meets it."""
    lies = (
        f"{number(below)} of {count(people, 'person', 'people')} {agree(below, 'lies', 'lie')} below the required level"
    )
    return (
        f"The widest gap is {shortened(skill)} ({shortened(role)}): {lies}; "
        f"{f'met by {clean(met_by)}' if met_by else 'nothing meets it yet'}."
    )


def budget_claim(total: str, limit: float, left: float, scale: Scale) -> str:
    """'The budget is 2.35M and leaves 0.15M of the limit'."""
    if limit <= 0:
        return f"The budget is {total}; no limit is set"
    gap = scale.money(abs(left), 2)
    if nothing(gap):
        return f"The budget is {total}, all of its limit"
    return (
        f"The budget is {total} and leaves {gap} of the limit"
        if left > 0
        else f"The budget is {total}, {gap} over its limit"
    )


def budget_reading(category: str, share: float, tied: int, lines: int, over: list[str]) -> str:
    """The largest category, how many lines serve a tactic or goal, and which options would pass the limit."""
    text = (
        f"{category.capitalize()} takes {part(share)}; {number(tied)} of "
        f"{count(lines, 'line')} {agree(tied, 'serves', 'serve')} a goal or tactic"
    )
    return f"{text}; {listed(over)} would pass the limit." if over else f"{text}."


ROLES_CLAIM = "What each role does, and what is expected of it"


def org_claim(span: int) -> str:
    """'Nobody leads more than six people'."""
    return f"Nobody leads more than {counted(span, 'person', 'people').lower()}"


def org_reading(people: int, levels: int, widest: str, open_: list[str]) -> str:
    """How many people, how deep, who leads most, and who is still to come."""
    text = (
        f"{counted(people, 'person', 'people')} on "
        f"{counted(levels, 'level').lower()}{f'; {widest} leads most' if widest else ''}"
    )
    return (
        f"{text}; {listed(open_[:3])}{f' and {number(len(open_) - 3)} more' if len(open_) > 3 else ''} still to come."
        if open_
        else f"{text}."
    )
