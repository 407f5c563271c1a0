"""The KPIs with target, owner and status."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.kpis import Kpi, Measured, Value
from salesplan_nb.measures.result import Measures, MeasuresFacts
from salesplan_nb.money import cents
from salesplan_nb.results import framed
from salesplan_nb.workspace.fields import fraction
from salesplan_nb.workspace.plan import KpiTarget

RECORDS = ("bookings", "revenue")
"""What the orders can be; the KPI of the other name is not measured."""


def kpi_table(measured: Mapping[str, Measured], targets: Sequence[KpiTarget], records: str) -> pd.DataFrame:
    """The table `kpis`: one row per KPI of the library, in its order.

    Parameters
    ----------
    measured : mapping of str to Measured
        By KPI, as `kpis.latest` gives them.
    targets : sequence of KpiTarget
        The plan's section.
    records : str
        What the orders are: bookings or revenue. The other stands in the table only where the plan has a target for it.
    """
    asked = {target.kpi: target for target in targets}
    rows = [
        _row(_declared_as(one, records), asked.get(name))  # type: ignore[call-overload]
        for name, one in measured.items()
        if name not in RECORDS or name == records or name in asked
    ]
    return framed(Measures, "kpis", rows)


def _declared_as(measured: Measured, records: str) -> Measured:
    """Bookings are not revenue: what the orders are not has no value."""
    if measured.kpi.id not in RECORDS or measured.kpi.id == records:
        return measured
    absent = Value(math.nan, 0, reason=f"the orders are {records}")
    return Measured(measured.kpi, measured.period, absent, absent)


def _row(measured: Measured, target: KpiTarget | None) -> tuple[object, ...]:
    kpi, now = measured.kpi, measured.now
    wanted = target_value(target.target, kpi) if target else math.nan
    return (
        *(kpi.id, measured.period.label, now.value, kpi.unit, now.n, now.low, now.high, wanted),
        *(status(now.value, wanted, kpi.better), kpi.name, kpi.definition, target.owner if target else ""),
        *(measured.before.value, kpi.better, now.reason),
    )


def target_value(text: str, kpi: Kpi) -> float:
    """A target as the plan writes it, in the KPI's unit: '32%', '60', '60 days', '28800000' in currency units.

    Raises
    ------
    ValueError
        Where the text is no number.
    """
    plain = text.strip().removesuffix("days").removesuffix("x").strip()
    return float(cents(plain)) if kpi.unit == "cents" else fraction(plain)


def status(value: float, target: float, better: str) -> str:
    """Where a value stands against its target, by the side that is better.

    Examples
    --------
    >>> status(0.31, 0.32, "higher"), status(64, 60, "lower"), status(60, 60, "lower")
    ('under target', 'over target', 'on target')
    """
    if math.isnan(value):
        return "cannot tell"
    if math.isnan(target):
        return "no target"
    if better == "higher":
        return "on target" if value >= target else "under target"
    return "on target" if value <= target else "over target"


def facts(kpis: pd.DataFrame, tracking: pd.DataFrame, year: Period, as_of: str) -> MeasuresFacts:
    """How many KPIs with a target are on it, and which goal is under way."""
    with_target = kpis[kpis["target"].notna()]
    return MeasuresFacts(
        on_target=int((with_target["status"] == "on target").sum()),
        with_target=len(with_target),
        tracked_goal=str(tracking["goal_id"].iloc[0]) if len(tracking) else "",
        ahead=year.name if as_of < year.first else "",
    )
