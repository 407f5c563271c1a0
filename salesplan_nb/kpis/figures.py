"""From counts by month to a figure of a period: value, n, interval, or the reason why there is none."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from salesplan_nb.calendars import Period, month_name, shift
from salesplan_nb.intervals import Z95, wilson
from salesplan_nb.number_formats import decimal_text

NOT_NEW = 12
"""First months of the history in which nobody can be told to be new."""


@dataclass(frozen=True)
class Value:
    """A figure of a period.

    Parameters
    ----------
    value : float
        In the KPI's unit; NaN where it cannot be told.
    n : int
        What it rests on: deals, ratings, customers or order lines.
    low, high : float
        95% interval; NaN where none is defined.
    reason : str
        '' or, in one line, why there is no value.
    """

    value: float
    n: int
    low: float = math.nan
    high: float = math.nan
    reason: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return not self.reason


def untold(reason: str) -> Value:
    """No value, and why."""
    return Value(math.nan, 0, reason=reason)


def scaled(value: Value, factor: float) -> Value:
    """A value and its interval times a factor that is known."""
    return replace(value, value=value.value * factor, low=value.low * factor, high=value.high * factor)


def within(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The rows of a period."""
    return frame[frame["month"].between(period.first, period.last)]


def share(hits: int, trials: int, what: str, period: Period) -> Value:
    """A rate with its Wilson interval; `what` says in a reason what there was none of."""
    if trials == 0:
        return untold(f"no {what} in {period.name}")
    return Value(hits / trials, trials, *wilson(hits, trials))


def win_rate(frame: pd.DataFrame, period: Period) -> Value:
    """Won / (won + lost) among the deals closed in the period."""
    won, lost = within(frame, period)[["won", "lost"]].sum()
    return share(int(won), int(won + lost), "deal closed", period)


def satisfaction(frame: pd.DataFrame, period: Period) -> Value:
    """Scores 4 and 5 / all scores; refused where a score is off the scale."""
    rows = within(frame, period)
    if outside := int(rows["outside"].sum()):
        return untold(f"{outside} of {int(rows['trials'].sum())} scores are not from 1 to 5")
    return share(int(rows["hits"].sum()), int(rows["trials"].sum()), "rating", period)


def _uncovered(frame: pd.DataFrame, period: Period) -> str:
    """'' where the history holds the whole period, else why not."""
    if frame.empty:
        return "no orders"
    first = str(frame["month"].min())
    return (
        ""
        if first <= period.first
        else f"orders start in {month_name(first)}, the period in {month_name(period.first)}"
    )


def booked(frame: pd.DataFrame, period: Period) -> Value:
    """Sum of the order lines [cents]."""
    if reason := _uncovered(frame, period):
        return untold(reason)
    rows = within(frame, period)
    return Value(float(rows["amount_cents"].sum()), int(rows["lines"].sum()))


def growth(frame: pd.DataFrame, period: Period) -> Value:
    """Against the same months a year before, less 1."""
    now, before = booked(frame, period), booked(frame, period.shifted(-12))
    if not before.known:
        return untold(f"needs the year before: {before.reason}")
    if before.value <= 0:
        return untold(f"nothing booked in {period.shifted(-12).name} to compare with")
    return Value(now.value / before.value - 1, now.n)


def newcomers(frame: pd.DataFrame, period: Period) -> Value:
    """Customers whose first order ever falls in the period; the first 12 months of the history never count."""
    if frame.empty:
        return untold("no orders")
    told_from = shift(str(frame["month"].min()), NOT_NEW)
    if period.first < told_from:
        return untold(f"who is new can be told from {month_name(told_from)} on, after 12 months of orders")
    count = int(within(frame, period)["customers"].sum())
    return Value(float(count), count)


def cycle(frame: pd.DataFrame, period: Period) -> Value:
    """Median days from created to won, with the interval of the order statistics.

    References
    ----------
    G. J. Hahn and W. Q. Meeker (1991), Statistical Intervals, section 5.2: distribution-free interval of a median.
    """
    rows = within(frame, period).sort_values("days")
    days = np.repeat(rows["days"].to_numpy(dtype="int64"), rows["deals"].to_numpy(dtype="int64"))
    if len(days) == 0:
        return untold(f"no deal won in {period.name}")
    half = Z95 * math.sqrt(len(days)) / 2
    low, high = math.floor(len(days) / 2 - half) - 1, math.ceil(len(days) / 2 + half)
    if low < 0 or high >= len(days):
        return Value(float(np.median(days)), len(days))
    return Value(float(np.median(days)), len(days), float(days[low]), float(days[high]))


def ordered_stages(names: list[str]) -> list[str]:
    """Stages in the order of the number that each begins with: '1 Lead', '2 Proposal'; none where one has no number."""
    numbers = [re.match(r"\d+", name) for name in names]
    if not all(numbers):
        return []
    return sorted(names, key=lambda name: (int(re.match(r"\d+", name)[0]), name))  # type: ignore[index]


def stage_conversion(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    """How far the deals created in a period came, stage by stage.

    Returns
    -------
    DataFrame
        One row per stage, in order: stage ('all' where the data does not order them), entered, moved_on, lost, open
        [deals], rate [fraction] = moved_on / (entered - open). A deal still in a stage has not answered and is left
        out of that stage's rate: censored, not lost.
    """
    made = within(frame, period)
    undecided = made[(made["outcome"] != "won")]
    stages = ordered_stages(sorted(undecided["reached"].unique())) or ["all"]
    place = {name: number for number, name in enumerate(stages)}
    at = undecided["reached"].map(lambda name: place.get(name, 0)).to_numpy(dtype="int64")
    deals, is_open = undecided["deals"].to_numpy(dtype="int64"), (undecided["outcome"] == "open").to_numpy()
    won = int(made.loc[made["outcome"] == "won", "deals"].sum())
    rows = []
    for number, name in enumerate(stages):
        entered = won + int(deals[at >= number].sum())
        stuck, lost = (int(deals[(at == number) & state].sum()) for state in (is_open, ~is_open))
        rows.append((name, entered, entered - stuck - lost, lost, stuck))
    table = pd.DataFrame(rows, columns=["stage", "entered", "moved_on", "lost", "open"])
    answered = (table["entered"] - table["open"]).astype("float64")
    return table.assign(rate=table["moved_on"] / answered.where(answered > 0))


def conversion(frame: pd.DataFrame, period: Period) -> Value:
    """From creation to won, for the deals created in the period: the product of their stages' rates.

    Notes
    -----
    The product-limit over stages. Its interval is Greenwood's on the logarithm: variance = sum (1 - p) / (n p).
    """
    table = stage_conversion(frame, period)
    made = int(table["entered"].iloc[0])
    if made == 0:
        return untold(f"no deal created in {period.name}")
    if table["rate"].isna().any():
        return untold(f"no deal created in {period.name} has an answer yet")
    answered, rate = (table["entered"] - table["open"]).to_numpy(dtype="float64"), table["rate"].to_numpy()
    value = float(rate.prod())
    if value == 0:
        return Value(0.0, made)
    spread = Z95 * math.sqrt(float(((1 - rate) / (answered * rate)).sum()))
    return Value(value, made, value * math.exp(-spread), min(1.0, value * math.exp(spread)))


def pipeline(frame: pd.DataFrame, period: Period) -> Value:
    """Open deals expected to close in the period [cents], unweighted; refused where one lacks date or amount."""
    undated = int(frame.loc[frame["month"] == "", "deals"].sum())
    if undated:
        return untold(
            f"{decimal_text(undated)} of {decimal_text(int(frame['deals'].sum()))} open deals have no expected close"
        )
    rows = within(frame, period)
    if bare := int(rows["without_amount"].sum()):
        return untold(
            f"{decimal_text(bare)} of {decimal_text(int(rows['deals'].sum()))} open deals due in {period.name} "
            "have no amount"
        )
    return Value(float(rows["amount_cents"].sum()), int(rows["deals"].sum()))


def weighted_pipeline(frame: pd.DataFrame, period: Period) -> Value:
    """`pipeline` times the win rate of the twelve months before the snapshot, with that rate's interval [cents]."""
    value = pipeline(frame, period)
    if not value.known or frame.empty:
        return value
    rate = share(int(frame["won"].iloc[0]), int(frame["closed"].iloc[0]), "deal closed in the year before", period)
    if not rate.known:
        return rate
    return replace(value, value=value.value * rate.value, low=value.value * rate.low, high=value.value * rate.high)


def rep_total(frame: pd.DataFrame, period: Period) -> Value:
    """Bookings of the reps who carry a quota [cents]; n is the number of those reps."""
    if frame.empty:
        return untold("no order names a rep who carries a quota")
    return Value(float(within(frame, period)["amount_cents"].sum()), int(frame["reps"].iloc[0]))
