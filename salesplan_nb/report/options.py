"""What the reader may decide, the best first: people who could be hired, another goal."""

from __future__ import annotations

from typing import Any

import pandas as pd

from salesplan_nb.report.first_screen import Option
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.numbers import RULED_OUT, odds, printed
from salesplan_nb.report.wording import options as say
from salesplan_nb.report.wording.holds import Kind
from salesplan_nb.report.wording.landing import HOPELESS, Numbers


def choices(options: pd.DataFrame, n: Numbers, kind: Kind) -> tuple[Option, ...]:
    """Hires that help, another goal, then the other hires; each with what it brings.

    Hires help where people hold us back, they lift the chance, and the goal is not almost surely missed with them.
    Where the goal stays out of reach with all of them, one option says so, and where the best of them lands.

    Parameters
    ----------
    options : DataFrame
        `Resources.options`.
    n : Numbers
        Of the main goal.
    kind : str
        What holds us back.
    """
    planned = [hires(o, n) for o in frame_rows(options[options.kind == "hires"])]
    planned.sort(key=lambda one: (-one.chance, one.cost))
    if planned and max(one.chance for one in planned) < RULED_OUT:
        best = max(planned, key=lambda one: (one.gain, -one.cost))
        reached = n.scale.rounded(n.plan[1] + best.gain)
        return (
            *_goals(options, n, first=True),
            Option(say.no_hires_what(n.goal, n.scale), say.no_hires_rest(best, reached, n.scale)),
        )
    helping = [one for one in planned if kind in ("people", "both") and _helps(one)]
    told = [_option(one, n) for one in helping]
    return (*told, *_goals(options, n, first=not told), *(_option(one, n) for one in planned if one not in helping))


def hires(o: Any, n: Numbers) -> say.Hires:
    """A row of `Resources.options` as its sentences take it."""
    return say.Hires(
        int(o.count),
        str(o.region),
        str(o.starts),
        float(o.cost_cents),
        float(o.gain_cents),
        n.chance,
        float(o.chance),
        float(o.over_limit_cents),
        n.calibrated,
        str(o.note),
    )


def _helps(one: say.Hires) -> bool:
    """Whether hires lift the chance, as printed, to one with which the goal is not almost surely missed."""
    return printed(one.chance, 2) > printed(one.chance_before, 2) and float(printed(one.chance, 2)) >= HOPELESS


def _option(one: say.Hires, n: Numbers) -> Option:
    return Option(say.hires_what(one), say.hires_rest(one, n.scale))


def _goals(options: pd.DataFrame, n: Numbers, *, first: bool) -> tuple[Option, ...]:
    """Another goal that this plan would reach; none where no goal in money can be proposed, or it changes nothing.

    A goal that is printed like the one there is, or that has no other chance as printed, is no choice: the one with
    8 in 10 takes its place where that is another.
    """
    others = options[(options.kind == "goal") & (options.target_cents > 0)]  # a goal of nothing is no goal
    if others.empty:
        return ()
    middle = others.iloc[0]
    eighty = others[(others.chance - 0.8).abs() < 0.05]
    level = (
        float(eighty.target_cents.iloc[-1])
        if len(eighty) and eighty.target_cents.iloc[-1] != middle.target_cents
        else 0.0
    )
    other, chance = float(middle.target_cents), float(middle.chance)
    if n.money(other) == n.money(n.goal) or (not n.reached and odds(chance) == odds(n.chance)):
        if not level or n.money(level) == n.money(n.goal):
            return ()
        return (
            Option(say.goal_what(level, n.scale, first), say.goal_rest(0.8, 0.0, n.scale, calibrated=n.calibrated)),
        )
    if n.short < 0 and n.chance > chance:  # the goal is the safer one already
        rest = say.raised_rest(n.chance, chance, calibrated=n.calibrated, reached=n.reached)
        return (Option(say.raised_what(n.goal, other, n.scale), rest),)
    rest = say.goal_rest(chance, level, n.scale, calibrated=n.calibrated)
    return (Option(say.goal_what(other, n.scale, first), rest),)
