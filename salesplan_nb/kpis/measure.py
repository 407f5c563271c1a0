"""The KPIs of a cube: one period, month by month, or all of them for the year to as_of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from salesplan_nb.calendars import Period, shift
from salesplan_nb.kpis.counts import Tables
from salesplan_nb.kpis.figures import Value, scaled, untold
from salesplan_nb.kpis.library import LIBRARY, Kpi, missing


@dataclass(frozen=True)
class Against:
    """What the plan sets for a KPI that is measured against it.

    Parameters
    ----------
    period : Period
        Its months.
    amount_cents : int
        Remaining target, or quota to date [cents], above 0.
    """

    period: Period
    amount_cents: int


@dataclass(frozen=True)
class Measured:
    """A KPI now and a year before."""

    kpi: Kpi
    period: Period
    now: Value
    before: Value


def measure(cube: Tables, kpi: str, period: Period, against: Against | None = None) -> Value:
    """The value of a KPI in a period.

    Parameters
    ----------
    cube : Tables
        The canonical tables.
    kpi : str
        Its id in the library.
    period : Period
        Whole months.
    against : Against, optional
        What the plan sets; needed by pipeline coverage and attainment only.

    Raises
    ------
    KeyError
        For a KPI that the library does not have.
    """
    found = LIBRARY[kpi]
    if reason := missing(cube, found):
        return untold(reason)
    return _figure(found, found.counts(cube), period, against)


def measured_over(cube: Tables, kpi: str, periods: Sequence[Period]) -> list[Value]:
    """The values of a KPI over many periods, from one count of the data; as `measure` gives them one by one.

    Parameters
    ----------
    cube : Tables
        The canonical tables.
    kpi : str
        Its id in the library; one that the plan sets nothing for.
    periods : sequence of Period
        Whole months.

    Raises
    ------
    KeyError
        For a KPI that the library does not have.
    """
    found = LIBRARY[kpi]
    if reason := missing(cube, found):
        return [untold(reason)] * len(periods)
    frame = found.counts(cube)
    return [_figure(found, frame, period, None) for period in periods]


def _figure(kpi: Kpi, frame: pd.DataFrame, period: Period, against: Against | None) -> Value:
    if not kpi.against:
        return kpi.figure(frame, period)
    if against is None:
        return untold(f"needs {kpi.against}")
    value = kpi.figure(frame, period)
    return scaled(value, 1 / against.amount_cents) if value.known else value


def monthly(cube: Tables, kpi: str, months: Sequence[str]) -> pd.DataFrame:
    """A KPI month by month.

    Returns
    -------
    DataFrame
        One row per month that has a value: month, value [the KPI's unit], n. None for a KPI whose single months say
        nothing (growth, conversion, coverage, attainment).

    Raises
    ------
    KeyError
        For a KPI that the library does not have.
    """
    found = LIBRARY[kpi]
    rows: list[tuple[str, float, int]] = []
    if found.by_month and not missing(cube, found):
        frame = found.counts(cube)
        values = [(month, found.figure(frame, Period(month, month))) for month in months]
        rows = [(month, value.value, value.n) for month, value in values if value.known]
    return pd.DataFrame(rows, columns=["month", "value", "n"]).astype(
        {"month": "str", "value": "float64", "n": "int64"}
    )


def latest(cube: Tables, against: Mapping[str, Against] | None = None) -> dict[str, Measured]:
    """Every KPI for the twelve months to as_of, or as many as the orders have, and for the same months a year before.

    Parameters
    ----------
    cube : Tables
        The canonical tables.
    against : mapping of str to Against, optional
        What the plan sets, by KPI; these KPIs take their period from it.
    """
    given = dict(against or {})
    year = latest_year(cube)
    return {name: _measured(cube, kpi, year, given.get(name)) for name, kpi in LIBRARY.items()}


def latest_year(cube: Tables) -> Period:
    """The twelve months to as_of, or as many as the orders have."""
    start = min(LIBRARY["bookings"].counts(cube)["month"], default=cube.as_of)
    return Period(max(start, shift(cube.as_of, -11)), cube.as_of)


def _measured(cube: Tables, kpi: Kpi, year: Period, against: Against | None) -> Measured:
    period = against.period if against else year
    if reason := missing(cube, kpi):
        return Measured(kpi, period, untold(reason), untold(reason))
    frame = kpi.counts(cube)
    return Measured(kpi, period, _figure(kpi, frame, period, against), _before(kpi, frame, period.shifted(-12)))


def _before(kpi: Kpi, frame: pd.DataFrame, period: Period) -> Value:
    """The figure of a year before, where the data holds the whole of its period: part of it is another figure."""
    if kpi.against:
        return untold("the plan of a year before is not kept")
    first = min(frame["month"], default="")
    if not first or first > period.first:
        return untold(f"the data does not hold the whole of {period.name}")
    return kpi.figure(frame, period)
