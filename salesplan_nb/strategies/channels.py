"""Routes to market: what each brings, grows and leaves, and the mix that was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from salesplan_nb.allocate import shares
from salesplan_nb.money import scaled
from salesplan_nb.results import framed
from salesplan_nb.strategies.result import Strategies
from salesplan_nb.strategies.windows import Window, ratio
from salesplan_nb.workspace.plan import Channel

UNASSIGNED = "unassigned"


def channels(monthly: pd.DataFrame, plan_channels: Sequence[Channel], main_target: int, as_of: str) -> pd.DataFrame:
    """One row per channel: revenue, costs, contribution of the latest 12 months [cents], its part of the main goal.

    Parameters
    ----------
    monthly : DataFrame
        `Cube.monthly("channel")`: month, channel, amount_cents, cost_cents (0 where unknown).
    plan_channels : sequence of Channel
        Own cost as a share of revenue and share of the chosen mix, where declared.
    main_target : int
        Target of the main goal [cents].
    as_of : str
        Last month of data.

    Notes
    -----
    Contribution = revenue - cost of goods where known - the channel's own cost where declared; `note` says which are
    missing, and without either the rate is NaN. The planned parts sum to the main target to the cent.
    """
    plan = {channel.id: channel for channel in plan_channels}
    seen = set(monthly["channel"]) - {"", UNASSIGNED}
    if not seen and not plan:
        return framed(Strategies, "channels", [])
    window = Window.until(as_of, str(monthly["month"].min()) if len(monthly) else as_of)
    now, before = window.sums(monthly, "channel", "amount_cents")
    goods, _ = window.sums(monthly, "channel", "cost_cents")
    others = set(monthly["channel"]) - set(plan) - {""}
    names = [*plan, *sorted(others, key=lambda name: (name == UNASSIGNED, -int(now.get(name, 0)), name))]
    planned = _planned([plan.get(name) for name in names], main_target)
    rows = []
    for name, part in zip(names, planned, strict=True):
        sums = (int(now.get(name, 0)), int(before.get(name, 0)), int(goods.get(name, 0)))
        rows.append({"channel": name, **_figures(sums, plan.get(name), int(now.sum())), "planned_cents": part})
    return framed(Strategies, "channels", rows)


def _planned(chosen: Sequence[Channel | None], main_target: int) -> list[int]:
    weights = [channel.share or 0.0 if channel else 0.0 for channel in chosen]
    return shares(main_target, weights) if any(weights) else [0] * len(weights)


def _figures(sums: tuple[int, int, int], channel: Channel | None, total: int) -> dict[str, float | int | str]:
    revenue, before, goods = sums
    cost = channel.cost if channel else None
    own = scaled(revenue, Decimal(str(cost))) if cost is not None else 0
    left = revenue - goods - own
    unknown = [what for what, missing in (("goods", not goods), ("channel", cost is None)) if missing]
    return {
        "revenue_cents": revenue,
        "before_cents": before,
        "growth": ratio(revenue, before) - 1,
        "goods_cents": goods,
        "own_cost_cents": own,
        "contribution_cents": left,
        "rate": ratio(left, revenue) if len(unknown) < 2 else float("nan"),
        "share": ratio(revenue, total),
        "planned_share": channel.share or 0.0 if channel else 0.0,
        "note": {0: "", 1: f"cost of {''.join(unknown)} not known", 2: "no cost known"}[len(unknown)],
    }
