"""What the history shows at all: a season, a trend, both or neither."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

NAN = float("nan")


@dataclass(frozen=True)
class Signal:
    """'season', 'trend', 'both' or 'neither'; '' where the history is too short to tell. The rate of a sure trend."""

    shows: str
    rate: float = NAN
    """Per year, as a fraction of the mean year; NaN without a sure trend."""


def signal(trend: pd.DataFrame, seasonality: pd.DataFrame) -> Signal:
    """What the history of the total shows.

    Parameters
    ----------
    trend, seasonality : DataFrame
        `Objectives.trend` and `Objectives.seasonality`: what stands out there by its 95% interval counts.
    """
    total = trend[trend["dimension"] == "total"]
    verdict = str(total["verdict"].iloc[0]) if len(total) else "too short"
    if verdict == "too short" or seasonality.empty:
        return Signal("")
    seasonal, moving = bool((seasonality["side"] != "").any()), verdict in ("growing", "shrinking")
    shows = "both" if seasonal and moving else "season" if seasonal else "trend" if moving else "neither"
    return Signal(shows, float(total["rate"].iloc[0]) if moving else NAN)
