"""What changed since the approved plan: the figures of both, and the steps in which they differ."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from salesplan_nb.report.approval import Approval, Ends, Figures, Step
from salesplan_nb.report.first_screen import Change, Since
from salesplan_nb.report.goals import figures, main_goal
from salesplan_nb.report.numbers import Scale, parts
from salesplan_nb.report.steps import TOGETHER, demand_middle, landing_steps
from salesplan_nb.report.wording import changes as say

NAMED = 2
"""Steps that are told one by one; the rest is one line, unless it is a single step."""
UNNAMED = TOGETHER
"""Never told by itself."""


def first_figures(goals: Any, strategies: Any, resources: Any, *, currency: str) -> Figures:
    """The first screen's figures, exact.

    Parameters
    ----------
    goals, strategies, resources : Goals, Strategies, Resources
        The results that it speaks of.
    currency : str
        Of all amounts.
    """
    goal = main_goal(goals.goals, goals.facts.main_goal)
    if goal is None:
        return Figures(currency, "", "", "")
    n = figures(goal, resources.facts)
    known = math.isfinite(float(goal.demand_p50))
    plan, nothing = (_ends(n.plan), _ends(n.nothing)) if known else (None, None)
    steps: tuple[Step, ...] = ()
    if plan and nothing and math.isfinite(n.base):
        demand = demand_middle(goals.paths, strategies.effects, goal) if len(goals.paths) else None
        steps = landing_steps(goal, strategies.tactics, round(n.base), nothing[1], plan[1], demand, resources.facts)
    return Figures(
        currency,
        str(goal.goal_id),
        str(goal["first"]),
        str(goal["last"]),
        round(n.goal),
        _told(n.base, round),
        plan,
        nothing,
        _told(n.chance, float),
        _told(n.chance_low, float),
        _told(n.chance_high, float),
        steps,
    )


def since(approval: Approval, now: Figures, *, year: str, calibrated: bool) -> Since:
    """What a reader of the approved plan must know of this one.

    Parameters
    ----------
    approval : Approval
        The newest.
    now : Figures
        Of this plan.
    year : str
        Of the data: the approval's day is told without its year where that is the same.
    calibrated : bool
        Whether this plan's chance is.
    """
    then, day = approval.figures, say.when(approval.on, year)
    if why := say.not_comparable(then, now, day):
        return Since(why, "", ())
    if _unnamed(then) == _unnamed(now):
        return Since(say.nothing_changed(day), "", ())
    scale = Scale.of_goal(now.goal_cents)
    notes = [say.goal_change(then.goal_cents, now.goal_cents, scale)]
    lines: tuple[Change, ...] = ()
    if then.plan_cents and now.plan_cents:
        lines = _lines(then, now, then.plan_cents[1], now.plan_cents[1], scale)
    else:
        before, after = (f.plan_cents[1] if f.plan_cents else None for f in (then, now))
        notes.append(say.landing_untold(before, after, scale))
    return Since(
        say.heading(then.chance, now.chance, day, calibrated=calibrated),
        " ".join(note for note in notes if note),
        lines,
    )


def _lines(then: Figures, now: Figures, before: int, after: int, scale: Scale) -> tuple[Change, ...]:
    """The largest changes of steps and the rest; as printed they sum to the last line, the landing's change."""
    total = scale.rounded(after) - scale.rounded(before)
    told = _largest(then.steps, now.steps) if then.steps and now.steps else []
    amounts = parts([cents for _, cents in told], total, scale.step) if told else []
    lines = [Change(name, *_amount(cents, scale)) for (name, _), cents in zip(told, amounts, strict=True) if cents]
    if not lines and not total:
        return ()
    return (*lines, Change(say.landing_was(before, scale), *_amount(total, scale)))


def _largest(then: tuple[Step, ...], now: tuple[Step, ...]) -> list[tuple[str, int]]:
    """Names of the steps that changed most, with their changes [cents], the largest first; the rest as one."""
    old, new = ({step.key: step for step in steps} for steps in (then, now))
    moved = {key: _cents(new, key) - _cents(old, key) for key in {**old, **new}}
    ordered = sorted((key for key in moved if moved[key] and key != UNNAMED), key=lambda key: (-abs(moved[key]), key))
    rest = ordered[NAMED:] + ([UNNAMED] if moved.get(UNNAMED) else [])
    if len(rest) == 1 and rest != [UNNAMED]:  # one step takes no more room than the rest
        rest = []
    shown = ordered if not rest else ordered[:NAMED]
    labels = {step.key: step.label for step in (*then, *now)}
    named = [
        (say.step_change(key, labels[key], moved[key], then=key in old, now=key in new), moved[key]) for key in shown
    ]
    return [*named, (say.OTHER, sum(moved[key] for key in rest))] if rest else named


def _unnamed(told: Figures) -> Figures:
    """Figures without the names of their steps: a tactic of another name is no other figure."""
    return replace(told, steps=tuple(replace(step, label="") for step in told.steps))


def _cents(steps: dict[str, Step], key: str) -> int:
    return steps[key].cents if key in steps else 0


def _amount(cents: float, scale: Scale) -> tuple[str, str]:
    """A signed amount with its unit, and the mark of its sign."""
    text = scale.signed(cents)
    return f"{text}{scale.suffix}", "good" if text.startswith("+") else "bad" if cents < 0 else ""


def _ends(ends: tuple[float, float, float]) -> Ends | None:
    low, middle, high = ends
    return (round(low), round(middle), round(high)) if all(map(math.isfinite, ends)) else None


def _told(value: float, kind: Any) -> Any:
    return kind(value) if math.isfinite(value) else None
