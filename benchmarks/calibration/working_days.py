"""Whether months weighed by their days forecast better: `benchmarks/calibration/working_days.py [EVERY]`.

A history is divided by the weights of its months, forecast by `sample_paths`, and the paths are multiplied by the
weights of theirs. Weights: Mondays to Fridays; the company's own sales by weekday, from the orders seen; days. Each is
relative to the average of that calendar month, so that the season stays in the history. "Gated": only where the
backtest of what was seen has the lower CRPS of months and quarters with the weights. EVERY takes each so-manieth series
of M3 and the adjusted Census (1; half an hour on two cores). The figures are kept in docs/forecast.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))

from report import table
from scoring import SPANS, in_range
from series import FOLDER, YEAR, Trial, by_month, regional_rows, retail_rows, trials, web_rows

from salesplan_nb.goals import sample_paths
from salesplan_nb.goals.backtest import GATE, backtest

DRAWS = 500
AVERAGE = np.array([31, 28.2425, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
"""Days of each calendar month in 400 years."""
FLAT, OFFICE = np.ones(7), np.array([1.0, 1, 1, 1, 1, 0, 0])


def weights(months: pd.PeriodIndex, weekdays: np.ndarray) -> np.ndarray:
    """Sum of what each day of a month sells, over that of an average month of this name."""
    days = [pd.date_range(month.start_time, month.end_time, freq="D").day_of_week for month in months]
    sums = [weekdays[day].sum() for day in days]
    return np.array(sums) / (AVERAGE[months.month - 1] * weekdays.mean())


def orders() -> dict[str, tuple[pd.DataFrame, list[str]]]:
    """Sets that have the days of their orders, and what each is split by."""
    lines, heads = (pd.read_csv(FOLDER / "northwind" / f"{name}.csv") for name in ("order_details", "orders"))
    lines = lines.merge(heads)
    lines["amount"] = lines["unitPrice"] * lines["quantity"] * (1 - lines["discount"])
    lines["date"] = pd.to_datetime(lines["orderDate"])
    deals = pd.read_csv(FOLDER / "crm_opportunities" / "sales_pipeline.csv").query("deal_stage == 'Won'")
    deals = deals.assign(date=pd.to_datetime(deals["close_date"]), amount=deals["close_value"])
    names = ["customer", "date", "discs", "amount"]
    file = FOLDER / "cdnow" / "CDNOW_master.txt"
    bought = pd.read_csv(file, sep=r"\s+", names=names, skiprows=1, dtype={"date": str})
    bought["date"] = pd.to_datetime(bought["date"], format="%Y%m%d")
    return {
        "US regional sales": (regional_rows(), []),
        "Online retail": (retail_rows(), []),
        "Web orders": (web_rows(), []),
        "Northwind": (lines[lines["date"] < "1998-05-01"], ["shipCountry"]),
        "CRM deals": (deals, ["product"]),
        "CDNOW": (bought, []),
    }


def jobs(every: int) -> Iterator[tuple[Trial, np.ndarray | None]]:
    """Trials whose months are dated, each with its company's sales by weekday as known then."""
    sets = orders()
    known = [trial for trial in trials() if trial.begins and not trial.collection.startswith("M3, ")]
    names = set(sorted({trial.name for trial in known if trial.collection not in sets})[::every])
    names |= {"RSAFSNA", "RSCCASN"}
    known = [trial for trial in known if trial.name in names or trial.collection in sets]
    for collection, (rows, splits) in sets.items():
        for by in ["all", *splits]:
            for name, history in by_month(rows.assign(all="all"), by):
                values = history.to_numpy()
                for back in (16, 14, 12, 9, 6, 3):  # three of the sets are too short to hold a year out
                    seen, came = values[:-back], values[len(values) - back :][:YEAR]
                    if np.count_nonzero(seen) >= 6:
                        known.append(Trial(collection, name, str(back), False, seen, came, str(history.index[0])))
    for trial in known:
        rows, _ = sets.get(trial.collection, (None, []))
        ahead = pd.Period(trial.begins, "M") + len(trial.seen)
        yield trial, None if rows is None else by_weekday(rows[rows["date"] < ahead.start_time])


def by_weekday(rows: pd.DataFrame) -> np.ndarray:
    """Mean sales of a Monday, a Tuesday, and so on, over all days from the first month on."""
    first, last = rows["date"].min().to_period("M").start_time, rows["date"].max().to_period("M").end_time
    days = pd.date_range(first, last.normalize(), freq="D")
    sums = rows.groupby(rows["date"].dt.day_of_week)["amount"].sum().reindex(range(7), fill_value=0).to_numpy(float)
    return np.maximum(sums, 0) / np.bincount(days.day_of_week, minlength=7)


def scored(job: tuple[int, tuple[Trial, np.ndarray | None]]) -> list[dict[str, Any]]:
    """CRPS and ranges of one trial by each way."""
    seed, (trial, own) = job
    months = pd.period_range(trial.begins, periods=len(trial.seen) + len(trial.came), freq="M")
    ways = {"none": None, "Monday to Friday": OFFICE, "own weekdays": own, "days": FLAT}
    paths, score = {}, {}
    for way, days in ways.items():
        if way == "own weekdays" and days is None:
            paths[way], score[way] = paths["none"], score["none"]
            continue
        weight = np.ones(len(months)) if days is None else weights(months, days)
        before, after = weight[: len(trial.seen)], weight[len(trial.seen) :]
        history = pd.Series(trial.seen / before, index=months[: len(before)])
        tested = backtest(history, rng=np.random.default_rng([1, seed]))
        near = tested.table[tested.table["used"] & tested.table["horizon"].isin(GATE)]
        score[way] = near.set_index("horizon")["crps"].astype(float)
        rng = np.random.default_rng([2, seed])
        paths[way] = sample_paths(history, len(after), draws=DRAWS, rng=rng, tested=tested) * after
    for way in list(paths)[1:]:
        better = len(score["none"]) and (score[way] / score["none"]).mean() < 1
        paths[f"{way}, gated"] = paths[way if better else "none"]
    rows = []
    for way, drawn in paths.items():
        for span, width in SPANS.items():
            whole = len(trial.came) // width * width
            sums, came = (p[..., :whole].reshape(*p.shape[:-1], -1, width).sum(axis=-1) for p in (drawn, trial.came))
            rows += [
                {"collection": trial.collection, "way": way, "span": span, "used": drawn is not paths["none"]}
                | in_range(sums[:, k], came[k], trial)
                for k in range(len(came))
            ]
    return rows


def main() -> None:
    """Print a row per collection and way."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with Pool() as pool:
        found = pd.DataFrame([r for rows in pool.map(scored, enumerate(jobs(every)), chunksize=4) for r in rows])
    rows = []
    for collection, of in pd.concat([found, found.assign(collection="all")]).groupby("collection", sort=False):
        rates = of.groupby(["way", "span"], sort=False)[["crps", "held80", "used"]].mean()
        for way in dict.fromkeys(of["way"]):
            mine = rates.loc[way].reindex(SPANS)
            ratio = (mine["crps"] / rates.loc["none", "crps"].reindex(SPANS)).map("{:.4f}".format)
            hit = (mine["held80"].astype(float) * 100).map("{:.1f}".format)
            count = len(of[(of["way"] == way) & (of["span"] == "month")])
            rows.append([collection, way, count, *ratio, *hit, f"{mine['used'].iloc[0]:.2f}"])
    head = ["", "weights", "months", "CRPS ratio: month", "quarter", "year", "80%: month", "quarter", "year", "used"]
    print(table(head, rows))


if __name__ == "__main__":
    main()
