"""Real monthly series and the origins from which each is forecast."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

FOLDER = Path(os.environ.get("SALESPLAN_REAL_DATA", Path(__file__).parents[3] / "shared" / "data"))
YEAR = 12
ORIGINS = (18, 15, 12)
"""Months before the end of a series from which a year is forecast."""
CUTS = (36, 24, 18, 12)
"""Lengths to which the histories of M3 are cut, from the middle origin."""
CENSUS = "1992-01"
"""The first month of every Census series."""
LONGEST = 120
"""Months of a history of the Census series: one is forecast from many eras, and a company does not know its first."""


@dataclass(frozen=True)
class Trial:
    """A history, the year that came after it, and where both are from."""

    collection: str
    name: str
    origin: str
    tuned: bool
    """Whether the constants of the package were chosen with this one in view."""
    seen: np.ndarray
    came: np.ndarray
    begins: str = ""
    """The month of the first value seen, where the series has dates."""


def trials() -> list[Trial]:
    """Every trial, in a fixed order."""
    return [*_m3(), *_census(), *_regional(), *_retail(), *_web_orders()]


def _m3() -> Iterator[Trial]:
    table = pd.read_parquet(FOLDER / "m3_monthly" / "m3_monthly_half.parquet").sort_values(["series", "t"])
    for (name, kind), group in table.groupby(["series", "type"]):
        values, tuned = group["value"].to_numpy(float), int(name[1:]) % 4 == 2
        begins = str(group["month"].iloc[0] or "")
        for back in ORIGINS:
            came = values[len(values) - back :][:YEAR]
            origin = f"{back} months before the end"
            yield Trial(f"M3 {kind.lower()}", name, origin, tuned, values[:-back], came, begins)
        for cut in CUTS:
            seen = values[: -ORIGINS[1]][-cut:]
            yield Trial(f"M3, {cut} months", name, "", tuned, seen, values[len(values) - ORIGINS[1] :][:YEAR])


def _census() -> Iterator[Trial]:
    table = pd.read_csv(FOLDER / "census_retail" / "mrts_master_long.csv")
    table["sales"] = pd.to_numeric(table["sales"].astype(str).str.replace(",", ""), errors="coerce")
    for name, group in table.groupby("industry"):
        yield from _eras("Census, adjusted", str(name), group.sort_values("years")["sales"].to_numpy(float), 31)
    for name in ("RSAFSNA", "RSCCASN"):
        values = pd.read_csv(FOLDER / "census_retail" / f"{name}.csv").iloc[:, 1].to_numpy(float)
        yield from _eras("Census, not adjusted", name, values[np.isfinite(values)], 13)


def _eras(collection: str, name: str, values: np.ndarray, step: int) -> Iterator[Trial]:
    """Origins `step` months apart from the seventh year on; every second was in view, by name and era."""
    if not np.isfinite(values).all() or len(values) < 200:
        return
    for at in range(84, len(values) - YEAR + 1, step):
        era = f"year {at // YEAR // 5 * 5} to {at // YEAR // 5 * 5 + 4} of the series"
        tuned = collection == "Census, not adjusted" or (sum(map(ord, name)) + (len(values) - at) // step) % 2 == 0
        begins = str(pd.Period(CENSUS, "M") + max(0, at - LONGEST))
        yield Trial(collection, name, era, tuned, values[:at][-LONGEST:], values[at : at + YEAR], begins)


def by_month(rows: pd.DataFrame, by: str) -> Iterator[tuple[str, pd.Series]]:
    """Monthly sums of the amounts of each member of a column, over the months of all rows."""
    rows = rows.assign(month=rows["date"].dt.to_period("M"))
    months = pd.period_range(rows["month"].min(), rows["month"].max(), freq="M")
    for name, group in rows.groupby(by):
        yield f"{by} {name}", group.groupby("month")["amount"].sum().reindex(months, fill_value=0).astype(float)


def _ends(collection: str, name: str, history: pd.Series, backs: tuple[int, ...], *, tuned: bool) -> Iterator[Trial]:
    values, begins = history.to_numpy(), str(history.index[0])
    for back in backs:
        if len(values) - back >= YEAR and np.count_nonzero(values[:-back]) >= 6:
            came = values[len(values) - back :][:YEAR]
            yield Trial(collection, name, f"{back} months before the end", tuned, values[:-back], came, begins)


def regional_rows() -> pd.DataFrame:
    """Orders of the US regional sales: date, amount, what they are of."""
    rows = pd.read_csv(FOLDER / "us_regional_sales" / "US_Regional_Sales_Data.csv")
    day = pd.to_datetime(rows["OrderDate"], format="%d/%m/%y", errors="coerce")
    rows["date"] = day.fillna(pd.to_datetime(rows["OrderDate"], format="%m/%d/%Y", errors="coerce"))
    price = rows["Unit Price"].str.replace('[$,"]', "", regex=True).astype(float)
    rows["amount"] = price * rows["Order Quantity"] * (1 - rows["Discount Applied"])
    return rows


def _regional() -> Iterator[Trial]:
    rows = regional_rows()
    for by in ("Sales Channel", "_SalesTeamID", "_ProductID"):
        for name, values in by_month(rows, by):
            yield from _ends("US regional sales", name, values, (16, 14, 12), tuned=True)


def retail_rows() -> pd.DataFrame:
    """Lines of the online retailer, whole months."""
    frames = []
    for name in ("online_retail_ii", "online_retail"):
        frame = pd.read_parquet(FOLDER / "online_retail" / f"{name}.parquet")
        frame.columns = [column.replace(" ", "") for column in frame.columns]
        frame = frame.rename(columns={"Invoice": "InvoiceNo", "Price": "UnitPrice"})
        frames.append(frame.assign(date=pd.to_datetime(frame["InvoiceDate"])))
    old, new = frames
    rows = pd.concat([old[old["date"] < "2010-12-01"], new[new["date"] < "2011-12-01"]])
    rows["amount"] = rows["Quantity"] * rows["UnitPrice"]
    return rows


def _retail() -> Iterator[Trial]:
    rows = retail_rows()
    # Chosen by the first year alone: the best of both years would be those that are known to have gone on.
    first = rows[rows["date"] < "2010-12-01"].groupby("StockCode")["amount"].sum()
    for by, of in (("Country", rows), ("StockCode", rows[rows["StockCode"].isin(first.nlargest(150).index)])):
        for name, values in by_month(of, by):
            yield from _ends("Online retail", name, values, (12,), tuned=True)


def web_rows() -> pd.DataFrame:
    """Lines of the web orders."""
    rows = pd.read_csv(FOLDER / "dp_data_sales" / "sales.csv")
    rows = rows.assign(date=pd.to_datetime(rows["OrderDate"]), amount=rows["Quantity"] * rows["UnitPrice"])
    rows["family"] = rows["Item"].str.split().str[0]
    return rows


def _web_orders() -> Iterator[Trial]:
    rows = web_rows()
    for name, values in by_month(rows, "family"):
        yield from _ends("Web orders", name, values, (16, 14, 12), tuned=False)
