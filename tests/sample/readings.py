"""Ordinary statistics on the sample's raw files, written without a line of the package or of the generator."""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from functools import cached_property
from pathlib import Path

import numpy as np

Row = dict[str, str]
MONTHS = [f"{year}-{month:02d}" for year in range(2023, 2027) for month in range(1, 13)][10:46]


class Workspace:
    """A generated workspace: its files as rows of text, read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[str, list[Row]] = {}

    def rows(self, name: str) -> list[Row]:
        if name not in self.read:
            with (self.folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                self.read[name] = list(csv.DictReader(file))
        return self.read[name]

    def bytes_of(self, name: str) -> bytes:
        return (self.folder / "data" / f"{name}.csv").read_bytes()

    @cached_property
    def clean_orders(self) -> list[Row]:
        """Order lines, each order id and line once."""
        return list({(row["order_id"], row["line"]): row for row in self.rows("orders")}.values())

    def monthly(self, keep: dict[str, set[str]] | None = None) -> np.ndarray:
        """Bookings by month [EUR] of the clean lines whose columns are among the given values."""
        sums: defaultdict[str, float] = defaultdict(float)
        for row in self.clean_orders:
            if all(row[column] in values for column, values in (keep or {}).items()):
                sums[row["order_date"][:7]] += float(row["net_amount"])
        return np.array([sums[month] for month in MONTHS])

    def industry(self, name: str) -> np.ndarray:
        """Bookings by month [EUR] of an industry's customers."""
        return self.monthly(
            {"customer_id": {row["customer_id"] for row in self.rows("customers") if row["industry"] == name}}
        )

    def market(self, name: str) -> np.ndarray:
        """Market sales by month [EUR] of a segment."""
        return np.array([float(row["amount"]) for row in self.rows("market") if row["segment"] == name])


def cents(text: str) -> int:
    """A decimal number with two places as whole cents."""
    return int(text.replace(".", ""))


def fitted(columns: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Least squares: coefficients, their t values, and the sum of squared residuals."""
    coefficients = np.linalg.lstsq(columns, values, rcond=None)[0]
    squares = float(((values - columns @ coefficients) ** 2).sum())
    variance = squares / (len(values) - columns.shape[1])
    errors = np.sqrt(variance * np.diag(np.linalg.inv(columns.T @ columns)))
    return coefficients, coefficients / errors, squares


def month_dummies() -> np.ndarray:
    return np.array([[float(int(month[5:]) == number) for number in range(1, 13)] for month in MONTHS])


def growth(series: np.ndarray) -> tuple[float, float, float]:
    """Growth a year [-] with its 95% interval: slope of the logs beside month-of-year effects (t, 23 df: 2.07)."""
    years = np.arange(len(series)) / 12
    coefficients, t, _ = fitted(np.column_stack([month_dummies(), years]), np.log(series))
    slope, error = coefficients[-1], abs(coefficients[-1] / t[-1])
    low, high = slope - 2.07 * error, slope + 2.07 * error
    return math.expm1(slope), math.expm1(low), math.expm1(high)


def season(series: np.ndarray) -> tuple[np.ndarray, float]:
    """Month-of-year effects on the logs, January first, around 0; and F of leaving them out (11 and 23 df)."""
    years = np.arange(len(series)) / 12
    coefficients, _, squares = fitted(np.column_stack([month_dummies(), years]), np.log(series))
    plain = fitted(np.column_stack([np.ones(len(series)), years]), np.log(series))[2]
    return coefficients[:12] - coefficients[:12].mean(), (plain - squares) / 11 / (squares / 23)


def wilson(won: int, of: int) -> tuple[float, float]:
    """95% interval of a share (Wilson 1927)."""
    z, share = 1.96, won / of
    middle, half = share + z * z / (2 * of), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def two_shares(one: tuple[int, int], two: tuple[int, int]) -> float:
    """z of the second share less the first, pooled."""
    pooled = (one[0] + two[0]) / (one[1] + two[1])
    return (two[0] / two[1] - one[0] / one[1]) / math.sqrt(pooled * (1 - pooled) * (1 / one[1] + 1 / two[1]))


def wins(workspace: Workspace, since: str, before: str, competitor: str | None = None) -> tuple[int, int]:
    """Won, and won or lost, among opportunities closed from one month to before another."""
    stages = Counter(
        row["stage"]
        for row in workspace.rows("opportunities")
        if since <= row["closed"][:7] < before and competitor in (None, row["competitor"])
    )
    return stages["Won"], stages["Won"] + stages["Lost"]


def satisfied(workspace: Workspace, since: str, before: str) -> tuple[int, int]:
    """Ratings of 4 and 5, and all, from one month to before another."""
    scores = [row["score"] for row in workspace.rows("ratings") if since <= row["date"][:7] < before]
    return sum(score in ("4", "5") for score in scores), len(scores)


def ramp(workspace: Workspace) -> np.ndarray:
    """Direct and online bookings of R020 relative to the mean of the region's other AEs, 2026-05 to 2026-10 [-]."""
    own = {"channel": {"direct", "online"}}
    peers = workspace.monthly({**own, "rep_id": {"R008", "R009", "R010"}}) / 3
    return (workspace.monthly({**own, "rep_id": {"R020"}}) / peers)[-6:]


def search_terms(workspace: Workspace) -> tuple[float, float, float]:
    """t of search spend, of its square, and of e-mail spend, for online bookings relative to all others.

    Season, trend and the noise that all channels share cancel in the ratio.
    """
    spend = {
        medium: np.array([float(row["amount"]) for row in workspace.rows("spend") if row["medium"] == medium]) / 10_000
        for medium in ("search", "email")
    }
    ratio = workspace.monthly({"channel": {"online"}}) / workspace.monthly({"channel": {"direct", "partner"}})
    search = spend["search"]
    _, t, _ = fitted(np.column_stack([np.ones(len(ratio)), search, search**2, spend["email"]]), ratio)
    return float(t[1]), float(t[2]), float(t[3])
