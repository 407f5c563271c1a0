"""Segments of customers: how large, how they grow, stay and buy, and who is in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from salesplan_nb.results import framed
from salesplan_nb.strategies.result import Strategies
from salesplan_nb.strategies.windows import Window, bought, bought_before, ratio
from salesplan_nb.workspace.plan import Segment

OTHER = "other"
UNASSIGNED = "unassigned"
COMMONEST = 3
"""Values shown per attribute."""
SIZES = {"1 to 49": 1, "50 to 249": 50, "250 to 999": 250, "1,000 and more": 1000}
"""Employees from which a size class begins; 50 and 250 are those of the EU's definition of small and medium firms
(Commission Recommendation 2003/361/EC, annex, art. 2)."""
AGES = {"founded before 1970": 0, "founded 1970 to 1999": 1970, "founded 2000 or later": 2000}


@dataclass(frozen=True)
class Kind:
    """What a segment is called and by which rule its customers are found."""

    name: str
    rule: str
    chosen: bool = False
    reason: str = ""


def segments(
    customers: pd.DataFrame,
    monthly: pd.DataFrame,
    outcomes: pd.DataFrame | None,
    plan_segments: Sequence[Segment],
    as_of: str,
) -> pd.DataFrame:
    """One row per segment: buying customers, revenue [cents], growth, retention, order value, margin, win rate, choice.

    Parameters
    ----------
    customers : DataFrame
        One row per customer that ever ordered, as `Cube.customers` gives it; `segment` already assigned.
    monthly : DataFrame
        `Cube.monthly("segment")`: month, segment, amount_cents, cost_cents (0 where unknown), orders.
    outcomes : DataFrame or None
        `kpis.segment_outcomes`: segment, month, won, lost; None where the data does not tell.
    plan_segments : sequence of Segment
        The plan's rules; without any, segments are industries and none is chosen.
    as_of : str
        Last month of data.

    Notes
    -----
    Latest 12 months (fewer where the history is shorter). Growth and retention compare with the 12 before and are NaN
    where the history has fewer than 24. Retention = customers who ordered in both / those who ordered in the 12 before.
    Order value = revenue / orders. Margin = 1 - cost / revenue, NaN where no cost is known.
    Empty where the data cannot tell customers apart.
    """
    if customers.empty or not set(customers["segment"]) - {"", UNASSIGNED}:
        return framed(Strategies, "segments", [])
    window = Window.until(as_of, str(monthly["month"].min()))
    now, before = window.sums(monthly, "segment", "amount_cents")
    sums = {
        "now": now,
        "before": before,
        "cost": window.sums(monthly, "segment", "cost_cents")[0],
        "orders": window.sums(monthly, "segment", "orders")[0],
        "won": _deals(outcomes, window, "won"),
        "lost": _deals(outcomes, window, "lost"),
    }
    total = int(now.sum())
    rows = []
    for segment, kind in _kinds(customers, now, plan_segments).items():
        figures = {name: int(values.get(segment, 0)) for name, values in sums.items()}
        mine = customers[customers["segment"] == segment]
        rows.append(_row(segment, kind, mine, figures, total, compared=window.before is not None))
    return framed(Strategies, "segments", rows)


def _kinds(customers: pd.DataFrame, revenue: pd.Series, plan_segments: Sequence[Segment]) -> dict[str, Kind]:
    """The plan's segments in its order, or the industries by revenue; what no rule takes comes last."""
    found = {s.id: Kind(s.name or s.id, s.where, s.choose, s.reason or "") for s in plan_segments}
    rest = sorted(set(customers["segment"]) - set(found) - {""}, key=lambda s: (-float(revenue.get(s, 0)), s))
    for segment in sorted(rest, key=lambda s: (s == UNASSIGNED, s == OTHER)):
        if segment == UNASSIGNED:
            found[segment] = Kind(segment, "nothing known of them")
        elif plan_segments:
            found[segment] = Kind(segment, "none of the rules")
        else:
            found[segment] = Kind(segment, f"industry = '{segment}'")
    return found


def _deals(outcomes: pd.DataFrame | None, window: Window, column: str) -> pd.Series:
    return pd.Series(dtype="int64") if outcomes is None else window.sums(outcomes, "segment", column)[0]


def _row(
    segment: str, kind: Kind, mine: pd.DataFrame, figures: dict[str, int], total: int, *, compared: bool
) -> dict[str, Any]:
    now, before = bought(mine), bought_before(mine)
    closed = figures["won"] + figures["lost"]
    return {
        "segment": segment,
        "name": kind.name,
        "rule": kind.rule,
        "customers": int(now.sum()),
        "revenue_cents": figures["now"],
        "share": ratio(figures["now"], total),
        "growth": ratio(figures["now"], figures["before"]) - 1 if compared else float("nan"),
        "retention": ratio(int((now & before).sum()), int(before.sum())) if compared else float("nan"),
        "order_value_cents": round(figures["now"] / figures["orders"]) if figures["orders"] else 0,
        "margin": 1 - ratio(figures["cost"], figures["now"]) if figures["cost"] else float("nan"),
        "won": figures["won"],
        "closed": closed,
        "win_rate": ratio(figures["won"], closed),
        "chosen": kind.chosen,
        "reason": kind.reason,
    }


def profile(customers: pd.DataFrame) -> pd.DataFrame:
    """One row per segment, attribute and value, the commonest values first: customers and their share of the segment.

    Parameters
    ----------
    customers : DataFrame
        As for `segments`; those who ordered in the last 12 months count.

    Notes
    -----
    Attributes: industry (where it is not what tells segments apart), country, region, employees and founded in classes.
    Customers of whom an attribute is not known stay in the denominator; an attribute known of nobody is left out.
    """
    active = customers[bought(customers)]
    rows = []
    for segment in sorted(set(active["segment"]) - {"", UNASSIGNED}):
        mine = active[active["segment"] == segment]
        for attribute, values in _attributes(mine):
            if attribute == "industry" and set(values) == {segment}:
                continue
            counts = values[~values.isin(["", UNASSIGNED])].value_counts()
            ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
            rows += [(segment, attribute, value, n, n / len(mine)) for value, n in ranked[:COMMONEST]]
    return framed(Strategies, "profile", rows)


def _attributes(mine: pd.DataFrame) -> Iterable[tuple[str, pd.Series]]:
    for column in ("industry", "country", "region"):
        yield column, mine[column].fillna("").astype("str")
    yield "employees", _classed(mine["employees"], SIZES)
    yield "founded", _classed(mine["founded"], AGES)


def _classed(values: pd.Series, classes: dict[str, int]) -> pd.Series:
    """The class that each number falls into, '' where there is none."""
    numbers = pd.to_numeric(values).to_numpy(dtype="float64", na_value=np.nan)
    place = np.searchsorted(list(classes.values()), numbers, side="right")
    labels = np.array(["", *classes])
    return pd.Series(np.where(np.isfinite(numbers), labels[np.minimum(place, len(classes))], ""), dtype="str")
