"""What the history shows at all: a season, a trend, both or neither."""

from __future__ import annotations

import pandas as pd


def signal(trend: pd.DataFrame, seasonality: pd.DataFrame) -> str:
    """'season', 'trend', 'both' or 'neither' of the total; '' where the history is too short to tell.

    Parameters
    ----------
    trend, seasonality : DataFrame
        `Objectives.trend` and `Objectives.seasonality`: what stands out there by its 95% interval counts.
    """
    total = trend[trend["dimension"] == "total"]
    verdict = str(total["verdict"].iloc[0]) if len(total) else "too short"
    if verdict == "too short" or seasonality.empty:
        return ""
    seasonal, moving = bool((seasonality["side"] != "").any()), verdict in ("growing", "shrinking")
    return "both" if seasonal and moving else "season" if seasonal else "trend" if moving else "neither"
