"""A last month far below its neighbours: most often a load that came late or stopped half-way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from salesplan_nb.calendars import shift
from salesplan_nb.intake.checks.evidence import Evidence, money
from salesplan_nb.intake.checks.history import monthly
from salesplan_nb.intake.findings import Finding

WINDOW = 37
"""Months that tell how much months differ: three years, and the one in question."""
SHORTEST = 9
"""Months before which nobody knows."""
NEIGHBOURS = 3
YEAR, YEARS_NEIGHBOURS = 12, 6
SPREADS, SPREADS_SHORT = 3.0, 4.0
"""Robust standard deviations below expectation; with a history too short to know the season."""
SMALLEST = 0.05
"""Standard deviation of logarithms assumed at least: even the steadiest business has months of 5% less."""
SHARE, SHARE_SHORT = 0.75, 0.6
"""Share of the expectation above which no month is called low; with a history too short to know the season."""
LAST = 3
"""Months at the end that may all have come late."""
CONSISTENT = 1.4826
"""Median absolute deviations to a standard deviation, for normal errors."""


def expected(sums: Sequence[int]) -> float | None:
    """What the last month should have been, where it is far below that; None where it is not, or nobody can tell.

    Parameters
    ----------
    sums : sequence of int
        Money of consecutive months, the month in question last [cents].

    Returns
    -------
    float or None
        The lower of two expectations [cents].

    Notes
    -----
    Two comparisons, both of which must say so. The month against the median of the three before, and, with 25 months
    or more, its change on the same month of the year before against the median of the six changes before; each less
    than three quarters of what was expected, and more than three robust standard deviations (of the same comparison
    in the three years before) below. So a seasonal low is not told, nor the decline of a business. With less history
    there is the first comparison only, and it must be clearer: below 60%, and by four standard deviations.

    How often it cries wolf (benchmarks/late_load.py, 714 series of the M3 competition, where no month came late): in
    0.2% of months, one false alarm in 40 years of monthly reports; with less than 25 months in 0.6%. Where half of the
    month was missing 74% were told (71% with less than 25 months), where 70% was missing 87%, where 30% was missing
    51% (4%); the rest are series whose months differ that much anyway.

    Examples
    --------
    >>> steady = [100_00, 104_00, 97_00, 103_00, 99_00, 101_00, 98_00, 102_00, 100_00]
    >>> expected([*steady, 45_00]), expected([*steady, 90_00])
    (10000.0, None)
    """
    months = np.array(sums[-WINDOW:], dtype="float64")
    if len(months) < SHORTEST or (months[:-1] <= 0).any():
        return None
    logs = np.log(np.maximum(months, 1.0))
    if len(logs) > 2 * YEAR:
        yearly = logs[YEAR:] - logs[:-YEAR]
        found = [_below(logs, NEIGHBOURS, SPREADS, SHARE), _below(yearly, YEARS_NEIGHBOURS, SPREADS, SHARE)]
    else:
        found = [_below(logs, NEIGHBOURS, SPREADS_SHORT, SHARE_SHORT)]
    if any(deviation is None for deviation in found):
        return None
    return float(np.round(min(np.exp(logs[-1] - deviation) for deviation in found if deviation is not None), 2))


def _below(series: npt.NDArray[np.float64], before: int, spreads: float, share: float) -> float | None:
    """How far the last one lies below the median of those before it, None where that is nothing special."""
    starts = range(NEIGHBOURS, len(series))
    away = np.array([series[i] - np.median(series[max(0, i - before) : i]) for i in starts])
    past = away[:-1]
    middle = float(np.median(past))
    spread = max(CONSISTENT * float(np.median(np.abs(past - middle))), SMALLEST)
    if away[-1] < np.log(share) and away[-1] < middle - spreads * spread:
        return float(away[-1])
    return None


def late(evidence: Evidence) -> Iterator[Finding]:
    """The last months of the orders, where they are far below what went before."""
    months = monthly(evidence)
    sums = months["amount_cents"].tolist()
    for low in range(min(LAST, len(sums) - 1), 0, -1):
        # What a low month should have been stands in for it when the next one is asked about.
        known = sums[:-low]
        for one in sums[-low:]:
            known = [*known, round(expected([*known, one]) or 0.0)]
        if all(known[-low:]):
            yield _told(months["rows"].tolist()[-low:], months["month"].tolist()[-low:], sums[-low:], known[-1])
            return


def _told(rows: list[int], names: list[str], sums: list[int], due: int) -> Finding:
    where = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
    verb = "has" if len(names) == 1 else "have"
    return Finding(
        check="late-load", weight="must", table="orders", column="amount", rows=sum(rows), amount_cents=sum(sums),
        text=f"{where} {verb} {money(sums[-1])}{'' if len(names) == 1 else ' in the last month'}, where the months "
        f"before let expect {money(due)} or more: a load may be late or incomplete",
        hint=f"export again and run again; to leave it out write as_of: {shift(names[0], -1)} in sources.yml",
    )  # fmt: skip
