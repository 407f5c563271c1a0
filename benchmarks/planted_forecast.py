"""How often ranges and chances of the forecast hold what the sample's generator goes on to book.

    .venv/bin/python benchmarks/planted_forecast.py [samples, 500]

The generator's own formulas (level, trend, season, segments, media, noise) are run on past the export, for as many
seeds; 36 months are seen, the rest is what comes: November 2026 to December 2027. Only monthly sums are made, no order
lines. The trend planted in the total is 7.7% a year, in Food 27%, in Chemicals -6%; with effects off, none has any.
"""

from __future__ import annotations

import sys
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1] / "data" / "sample"))

from generator import demand, months, spend
from generator.effects import chosen_effects

from salesplan_nb.goals import sample_paths

SEEN, AHEAD, WHOLE = 36, 14, 60
for module in (demand, spend):
    module.MONTHS = months.FIRST_MONTH + np.arange(WHOLE)
demand.YEARS = (np.arange(WHOLE) - months.CENTRE) / 12.0
demand.MONTH_OF_YEAR = (np.arange(WHOLE) + 10) % 12

SPANS = {"month": (0, 1), "quarter": (2, 5), "year 2027": (2, 14)}
GOALS = (0.0, 0.05, 0.1, 0.2)


def trial(job: tuple[int, bool]) -> list[tuple[object, ...]]:
    """Rows of scope, span, whether both ranges held, and chances of goals on the year before with what came."""
    seed, planted = job
    effects = chosen_effects(() if planted else ("trend", "segment_growth", "segment_decline"))
    cells = demand.monthly_demand(seed, effects, spend.monthly_spend(seed)).cells
    scopes = {"total": cells.sum(axis=(1, 2))}
    scopes |= {name: cells[:, place].sum(axis=1) for place, name in enumerate(demand.SEGMENTS[:2])}
    rows: list[tuple[object, ...]] = []
    for scope, values in scopes.items():
        history = pd.Series(values[:SEEN], index=pd.period_range("2023-11", periods=SEEN, freq="M"))
        paths = sample_paths(history, AHEAD, draws=1000, rng=np.random.default_rng([seed, 1]))
        for span, (first, last) in SPANS.items():
            sums, came = paths[:, first:last].sum(axis=1), values[SEEN + first : SEEN + last].sum()
            low95, low, high, high95 = np.quantile(sums, [0.025, 0.1, 0.9, 0.975])
            base = values[SEEN + first - 12 : SEEN + last - 12].sum()  # as it came: for the year two months are ahead
            odds = [(float((sums >= base * (1 + g)).mean()), bool(came >= base * (1 + g))) for g in GOALS]
            rows.append((scope, span, low <= came <= high, low95 <= came <= high95, odds))
    return rows


def main(count: int) -> None:
    """Print the tables."""
    for planted in (True, False):
        with Pool() as pool:
            rows = [row for rows in pool.map(trial, [(s, planted) for s in range(count)], chunksize=4) for row in rows]
        table = pd.DataFrame(rows, columns=["scope", "span", "80", "95", "odds"])
        error = 100 * (0.8 * 0.2 / count) ** 0.5
        state = "as planted" if planted else "off"
        print(f"\neffects {state}, {count} samples; standard error at 80%: {error:.1f} points")
        for (scope, span), part in table.groupby(["scope", "span"], sort=False):
            chances = np.array([pair for odds in part["odds"] for pair in odds], dtype=float)
            brier = ((chances[:, 0] - chances[:, 1]) ** 2).mean()
            off = abs(chances[:, 0].mean() - chances[:, 1].mean())
            held = f"80%: {part['80'].mean():6.1%}  95%: {part['95'].mean():6.1%}"
            print(f"{scope:10} {span:10} {held}  Brier {brier:.3f}  mean chance less mean share {off:.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
