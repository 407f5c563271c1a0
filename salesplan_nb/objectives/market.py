"""How we did against the year before, against competitors, and against the market."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from salesplan_nb.calendars import Period, shift
from salesplan_nb.intervals import wilson
from salesplan_nb.objectives.result import Objectives
from salesplan_nb.objectives.series import TOTAL, member_series
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Market

YEAR = 12
ALL = ""
UNNAMED = "none named"


def latest_year(as_of: str) -> Period:
    """The twelve months to as_of."""
    return Period(shift(as_of, 1 - YEAR), as_of)


def ratio(above: float, below: float) -> float:
    """above / below; NaN where below is not positive."""
    return above / below if below > 0 else math.nan


def mix(frames: Mapping[str, pd.DataFrame], as_of: str) -> pd.DataFrame:
    """The table `mix`: one row per member, latest 12 months against the 12 before.

    With under 24 months the shares of what there is, at most 12 months, and nothing before.
    """
    series = member_series(frames, as_of)
    short = not series or len(next(iter(series.values()))) < 2 * YEAR
    sums = {
        key: (0 if short else int(values.iloc[-2 * YEAR : -YEAR].sum()), int(values.iloc[-YEAR:].sum()))
        for key, values in series.items()
        if key[0] != TOTAL
    }
    rows = []
    for (dimension, member), (before, now) in sums.items():
        whole_before, whole_now = (sum(pair[i] for key, pair in sums.items() if key[0] == dimension) for i in (0, 1))
        was, is_now = ratio(before, whole_before), ratio(now, whole_now)
        rows.append((dimension, member, before, now, ratio(now, before) - 1, was, is_now, is_now - was))
    return framed(Objectives, "mix", rows)


def competitors(outcomes: pd.DataFrame | None, as_of: str) -> pd.DataFrame:
    """The table `competitors`: all closed deals first (competitor ''), then each competitor, most deals first.

    Parameters
    ----------
    outcomes : DataFrame or None
        One row per competitor and month: competitor, month, won, lost; None without closed deals. Where no deal names
        a competitor only the row of all deals is left.
    as_of : str
        Last month.

    Notes
    -----
    The verdict sets a competitor's 95% Wilson interval against the rate of all deals.
    """
    if outcomes is None:
        return framed(Objectives, "competitors", [])
    now, before = _counts(outcomes, latest_year(as_of)), _counts(outcomes, latest_year(as_of).shifted(-YEAR))
    whole = (sum(won for won, _ in now.values()), sum(closed for _, closed in now.values()))
    whole_before = (sum(won for won, _ in before.values()), sum(closed for _, closed in before.values()))
    if whole[1] == 0:
        return framed(Objectives, "competitors", [])
    overall = whole[0] / whole[1]
    names = sorted(now, key=lambda name: (name == UNNAMED, -now[name][1], name))
    rows = [(ALL, *_rates(whole, whole_before), "")]
    for name in names if names != [UNNAMED] else []:
        won, closed = now[name]
        low, high = wilson(won, closed)
        verdict = "below" if high < overall else "above" if low > overall else "unclear"
        rows.append((name, *_rates((won, closed), before.get(name, (0, 0))), verdict))
    return framed(Objectives, "competitors", rows)


def _counts(outcomes: pd.DataFrame, period: Period) -> dict[str, tuple[int, int]]:
    rows = outcomes[outcomes["month"].between(period.first, period.last)]
    sums = rows.groupby("competitor")[["won", "lost"]].sum()
    return {str(name): (int(won), int(won + lost)) for name, won, lost in sums.itertuples() if won + lost}


def _rates(now: tuple[int, int], before: tuple[int, int]) -> tuple[float, ...]:
    won, closed = now
    return won, closed, won / closed, *wilson(won, closed), *before, ratio(*before)


def market(ours: pd.DataFrame, months: pd.DataFrame, sizes: Sequence[Market], as_of: str) -> pd.DataFrame:
    """The table `market`: one row per segment that the market table or the plan names.

    Parameters
    ----------
    ours : DataFrame
        Our orders: month, segment, amount_cents.
    months : DataFrame
        Sales of all makers: month, segment, amount_cents; may be empty.
    sizes : sequence of Market
        The plan's section: SAM and SOM, each with a source and a date.
    as_of : str
        Last month.

    Notes
    -----
    Segments are matched without regard to case and named as our orders name them; '' is the whole market. A year counts
    only where all its twelve months are there.
    """
    names = _names(ours, months, sizes)
    declared = {size.segment.casefold(): size for size in sizes}
    rows = []
    for key, name in names.items():
        (our_now, our_growth), (all_now, all_growth) = (_year_and_growth(frame, key, as_of) for frame in (ours, months))
        size = declared.get(key)
        rows.append(
            (
                *(name, our_now, all_now, ratio(our_now, all_now), our_growth, all_growth),
                *((size.sam or 0, size.som or 0, size.source, size.date.isoformat()) if size else (0, 0, "", "")),
            )
        )
    return framed(Objectives, "market", rows)


def _names(ours: pd.DataFrame, months: pd.DataFrame, sizes: Sequence[Market]) -> dict[str, str]:
    """Segments to show, by their case-folded name, spelt as our orders spell them."""
    spelt = {} if "segment" not in ours else {str(name).casefold(): str(name) for name in ours["segment"].unique()}
    wanted = [*(str(name) for name in months["segment"].unique()), *(size.segment for size in sizes)]
    return {name.casefold(): spelt.get(name.casefold(), name) for name in wanted}


def _year_and_growth(frame: pd.DataFrame, key: str, as_of: str) -> tuple[int, float]:
    """Cents of the latest year and its growth; 0 and NaN where a month is missing from the data."""
    if "segment" not in frame or frame.empty:
        return 0, math.nan
    rows = frame[frame["segment"].str.casefold() == key] if key else frame
    year = latest_year(as_of)
    now, before = (rows[rows["month"].between(period.first, period.last)] for period in (year, year.shifted(-YEAR)))
    if str(frame["month"].min()) > year.first or str(frame["month"].max()) < year.last:
        return 0, math.nan
    told = str(frame["month"].min()) <= year.shifted(-YEAR).first
    sums = int(now["amount_cents"].sum()), int(before["amount_cents"].sum())
    return sums[0], ratio(*sums) - 1 if told else math.nan
