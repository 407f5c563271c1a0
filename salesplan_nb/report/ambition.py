"""The price of ambition, shown: what the chance would be at another goal. One call, one claim."""

from __future__ import annotations

import math

import pandas as pd

from salesplan_nb.report import charts_ambition as draw
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.landing import figures
from salesplan_nb.report.numbers import DASH, chance, chance_percent, change, number, percent
from salesplan_nb.report.objects import Cell, Chart, Refusal, Table, named
from salesplan_nb.report.wording import ambition as words
from salesplan_nb.report.wording import goals as say
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording.landing import Numbers


def ambition(
    ambition: pd.DataFrame,
    levels: pd.DataFrame,
    goal: pd.Series,
    *,
    currency: str,
    past_growths: pd.DataFrame | None = None,
) -> Chart | Refusal:
    """The chance at another ambition, from demand alone and with the tactics, and what past growth says of the goal.

    Parameters
    ----------
    ambition, levels : DataFrame
        `Goals.ambition` and `Goals.levels`.
    goal : Series
        The main goal's row of `Goals.goals`.
    currency : str
        For the caption.
    past_growths : DataFrame, optional
        `Goals.past_growths`; without it nothing is said of a stretch.
    """
    rows = ambition[ambition.goal_id == goal.goal_id].sort_values("target_cents")
    n = figures(goal)
    if math.isfinite(goal.p_demand) and not n.base > 0:
        words_of = f"{chance_percent(n.chance)}{n.mark(n.chance)}"
        return Refusal("ambition", *no.no_ambition(n.money(n.goal), words_of, n.base))
    if len(rows) < 2 or not math.isfinite(goal.p_demand):
        return Refusal("ambition", *no.FIXED["ambition"])
    value = n.scale.value
    known = [(float(r.chance), float(r.target_cents)) for r in frame_rows(levels[levels.goal_id == goal.goal_id])]
    plus = [float(p) for p in rows.with_tactics] if rows.with_tactics.notna().all() else []
    at_goal = float(plus[int((rows.target_cents - n.goal).abs().to_numpy().argmin())]) if plus else math.nan
    told = [
        say.ambition_reading(known, n.scale, calibrated=n.calibrated),
        words.tactics_words(at_goal, calibrated=n.calibrated),
    ]
    if past_growths is not None:
        growths = past_growths[past_growths.goal_id == goal.goal_id].growth
        told.append(words.stretch(float(goal.change), [float(g) for g in growths]))
    reading = " ".join(sentence for sentence in told if sentence)
    title = "Chance of a goal against its height, from demand alone"
    p = float(goal.p_demand)
    desc = f"Goal {n.money(n.goal)}: {chance_percent(p)}{n.mark(p)}. {reading}"
    svg = draw.ambition(
        "ambition",
        title,
        desc,
        [value(c) for c in rows.target_cents],
        list(rows.chance),
        value(n.goal),
        p,
        [f"Goal {n.money(n.goal)}", *chance_label(n, p)],
        plus,
    )
    return Chart(
        "ambition",
        say.ambition_claim(n, p),
        f"Chance by goal{n.mark(p)}, {n.scale.unit(currency)}.",
        "Solid = from demand alone, dashed = with the tactics; square = the goal as it stands."
        if plus
        else "Chance from demand alone; square = the goal as it stands.",
        svg,
        title,
        desc,
        reading,
    )


def chance_label(n: Numbers, p: float) -> list[str]:
    """The lines of a drawing's label that tell a chance of the goal."""
    return [chance(p), *([mark] if (mark := n.mark(p).removeprefix(", ")) else [])]


def ambition_table(ambition: pd.DataFrame, goal: pd.Series, *, currency: str) -> Table:
    """A few levels of ambition around the goal: chance, share of the market, and what they ask of customers."""
    rows = ambition[ambition.goal_id == goal.goal_id].sort_values("target_cents").reset_index(drop=True)
    n = figures(goal)
    near = int((rows.target_cents - n.goal).abs().idxmin()) if len(rows) else 0
    step = max(1, len(rows) // 8)
    kept = [i for i in range(len(rows)) if (i - near) % step == 0][:12]
    near_rows = rows.iloc[kept]
    mark = n.mark(*near_rows.chance)
    optional = (
        ("with_tactics", "Tactics", chance_percent),
        ("growth_per_customer", "Kept buy", change),
        ("new_customers", "New", number),
    )
    more = [(column, name, make) for column, name, make in optional if near_rows[column].notna().any()]
    body: list[tuple[str | Cell, ...]] = [
        (
            named(change(float(r.change)), _share(float(r.implied_share))),
            n.scale.money(float(r.target_cents)),
            chance_percent(float(r.chance)),
            *(make(float(getattr(r, column))) for column, _, make in more),
        )
        for r in frame_rows(near_rows)
    ]
    return Table(
        "ambition-table",
        "",
        f"Goals with their chance{mark}, alone and with the tactics, and what each asks, {currency}",
        ("Change", "Goal", "Alone", *(name for _, name, _ in more)),
        tuple(body),
        words.asked_words(
            customers=bool(near_rows.growth_per_customer.notna().any()),
            market=bool(near_rows.implied_share.notna().any()),
        ),
    )


def _share(implied: float) -> str:
    return f"{percent(implied, 1)} of the market" if math.isfinite(implied) else ""


def even_table(even: pd.DataFrame, goal: pd.Series, *, tactics: bool) -> Table | Refusal:
    """How far price, volume or win rate alone must move for the goal to have an even chance.

    Parameters
    ----------
    even : DataFrame
        `Goals.even_chance`.
    goal : Series
        The main goal's row of `Goals.goals`.
    tactics : bool
        Whether the tactics' effects are counted already.
    """
    if even.empty:
        return Refusal("even-chance", *no.FIXED["ambition"])
    n, moved = figures(goal), 0.0
    body: list[tuple[str | Cell, ...]] = []
    for r in frame_rows(even[even.goal_id == goal.goal_id]):
        ends: tuple[str, str] = (DASH, DASH)
        told = words.NONE_WOULD if not math.isfinite(r.change) else words.ANY_WOULD if r.change <= -1 else ""
        if r.lever == "win_rate":
            ends = (percent(r.now), told or percent(r.needed))
        else:
            ends, moved = (DASH, told or DASH), float(r.change)
        body.append((words.LEVERS[str(r.lever)], *ends, DASH if told else change(r.change)))
    return Table(
        "even-chance",
        "",
        f"What alone would give the goal an even chance{n.mark(0.5)} ({words.counted(tactics=tactics)})",
        ("Only this", "Now", "Needed", "Change"),
        tuple(body),
        words.even_reading(moved, tactics=tactics, calibrated=n.calibrated),
    )
