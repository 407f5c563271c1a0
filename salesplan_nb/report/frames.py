"""Rows of a frame, to be read by name."""

from __future__ import annotations

from typing import Any

import pandas as pd


def rows(frame: pd.DataFrame) -> list[Any]:
    """Each row as a named tuple; its types are those that the result declares, which a type checker cannot know."""
    return list(frame.itertuples(index=False))


def largest(frame: pd.DataFrame, column: str) -> Any:
    """The row in which a column is largest, the first of several."""
    return frame.iloc[int(frame[column].to_numpy().argmax())]


def smallest(frame: pd.DataFrame, column: str) -> Any:
    """The row in which a column is smallest, the first of several."""
    return frame.iloc[int(frame[column].to_numpy().argmin())]


def total(values: Any) -> int:
    """Sum of whole numbers."""
    return int(sum(int(v) for v in values))
