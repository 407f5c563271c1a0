"""The tables of docs/calibration.md."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from series import CUTS

SPANS = ["month", "quarter", "year"]


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 1)}"]
    return "\n".join([*lines, *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)])


def long(rows: pd.DataFrame) -> pd.DataFrame:
    """The trials of the claim: whole histories, of two years or more."""
    cut = rows["collection"].isin([f"M3, {months} months" for months in CUTS])
    return rows[(rows["months"] >= 24) & ~cut]


def held(rows: pd.DataFrame) -> pd.DataFrame:
    """Share of ranges that held, in %, by method and span."""
    return rows.groupby(["method", "span"])[["held80", "held95"]].mean() * 100


def hit_row(name: str, rows: pd.DataFrame, method: str = "ours") -> list[object]:
    """One row: trials, 80% ranges by span, 95% ranges by span."""
    of = rows[rows["method"] == method]
    rates = held(of).loc[method]
    count = len(of[of["span"] == "year"])
    return [name, count, *(f"{rates.loc[s, k]:.1f}" for k in ("held80", "held95") for s in SPANS)]


def skills(rows: pd.DataFrame) -> dict[str, list[float]]:
    """1 - CRPS / CRPS of the textbook's naive, by method: month, quarter, year."""
    scores = rows.groupby(["method", "span"])["crps"].mean()
    naive = scores.loc["seasonal naive"]
    return {m: [float(1 - scores.loc[(m, s)] / naive.loc[s]) for s in SPANS] for m in ("ours", "plain Theta")}


def skill_row(name: str, rows: pd.DataFrame) -> list[object]:
    """Skill of both, their ratio, and the CRPS of ours over that of the plain Theta."""
    found = skills(rows)
    scores = rows.groupby(["method", "span"])["crps"].mean()
    both = [
        f"{ours * 100:.1f} / {theirs * 100:.1f}"
        for ours, theirs in zip(found["ours"], found["plain Theta"], strict=True)
    ]
    times = [f"{a / b:.2f}" if b > 0.01 else "-" for a, b in zip(found["ours"], found["plain Theta"], strict=True)]
    ratio = [f"{scores.loc[('ours', s)] / scores.loc[('plain Theta', s)]:.3f}" for s in SPANS]
    return [name, *both, *times, *ratio]


def calibration_error(chances: pd.DataFrame) -> float:
    """Mean distance of chance and frequency over tenths, weighted by their size."""
    tenth = np.minimum((chances["chance"] * 10).astype(int), 9)
    gaps = chances.groupby(tenth)[["chance", "reached"]].sum().astype(float)
    return float((gaps["chance"] - gaps["reached"]).abs().sum() / len(chances))


def brier_rows(chances: pd.DataFrame) -> list[list[object]]:
    """By method and goal: Brier score, skill against the frequency itself and against the textbook's naive."""
    rows = []
    for (goal, span), of in chances.groupby(["goal", "span"]):
        score = {m: float(((r["chance"] - r["reached"]) ** 2).mean()) for m, r in of.groupby("method")}
        rate = float(of["reached"].mean())
        rows.append(
            [
                f"{goal:+.0%}, {span}",
                f"{rate:.2f}",
                f"{score['ours']:.4f}",
                f"{1 - score['ours'] / (rate * (1 - rate)):+.3f}",
                f"{1 - score['ours'] / score['seasonal naive']:+.3f}",
                f"{1 - score['ours'] / score['plain Theta']:+.3f}",
            ]
        )
    return rows


def reliability_rows(chances: pd.DataFrame, seed: int = 1) -> list[list[object]]:
    """By tenth: chances, mean chance, frequency, and where 95% of frequencies would lie were the chances right.

    Trials of one series at one origin stand or fall together, so whole trials are drawn.
    """
    ours = chances[chances["method"] == "ours"]
    tenth = np.minimum((ours["chance"] * 10).astype(int), 9).to_numpy()
    rng, p = np.random.default_rng(seed), ours["chance"].to_numpy()
    same = ours["trial"].to_numpy()
    _, of = np.unique(same, return_inverse=True)
    rows = []
    drawn = rng.random((1000, of.max() + 1))[:, of] < p
    for k in range(10):
        inside = tenth == k
        if inside.any():
            low, high = np.quantile(drawn[:, inside].mean(axis=1), [0.025, 0.975])
            seen = float(ours["reached"].to_numpy()[inside].mean())
            rows.append(
                [
                    f"{k / 10:.1f} to {(k + 1) / 10:.1f}", int(inside.sum()), f"{p[inside].mean():.3f}", f"{seen:.3f}",
                    f"{low:.3f} to {high:.3f}", "yes" if low <= seen <= high else "no",
                ]
            )  # fmt: skip
    return rows
