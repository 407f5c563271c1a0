"""A made-up company's order lines, and files of them: figures follow from row numbers, so each run writes the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

CUSTOMERS = ("Aldo SA", "Berg GmbH", "Cairn Ltd", "Dune Inc", "Eiger AG", "Fjord AS", "Grove BV")
PRODUCTS = ("P-100", "P-200", "M-300", "G-400")
PRODUCT_NAMES = ("Pump", "Valve", "Motor", "Gear")
FAMILIES = ("Hydraulics", "Hydraulics", "Drives", "Drives")
REPS = ("Anna Ott", "Bert Uhl", "Cora Zink")
REGIONS = ("North", "South", "West")
FIRST = date(2024, 1, 2)


class Line:
    """The i-th order line: three lines an order, an order every three or four days, for two years."""

    def __init__(self, i: int) -> None:
        self.i, self.order = i, i // 3
        self.day = FIRST + timedelta(days=self.order * 7 // 2)
        self.customer = self.order * 5 % len(CUSTOMERS)
        self.product = i * 7 % len(PRODUCTS)
        self.rep = self.customer % len(REPS)
        self.quantity = i % 5 + 1
        self.price = 1000 + 37 * self.product + i % 3 * 250
        """Of a piece [cents]."""
        self.cents = self.quantity * self.price

    def after(self, days: int) -> date:
        """Some days after the order."""
        return self.day + timedelta(days=days)


LINES = [Line(i) for i in range(624)]
ORDERS = LINES[::3]
"""The first line of each order."""
Spec = Mapping[str, Callable[[Line], object]]
"""Header, and what stands below it."""


def whole_order(line: Line) -> int:
    """What the lines of an order come to [cents]."""
    return sum(other.cents for other in LINES[line.order * 3 : line.order * 3 + 3])


def point(cents: int) -> str:
    """1234.5 as 1234.50."""
    return f"{cents / 100:.2f}"


def comma(cents: int, thousands: str = "", sign: str = "") -> str:
    """1234.5 as 1.234,50."""
    whole, rest = divmod(abs(cents), 100)
    text = f"{whole:,}".replace(",", thousands) + f",{rest:02d}" + sign
    return "-" + text if cents < 0 else text


def write(
    path: Path,
    spec: Spec,
    lines: Iterable[Line] = LINES,
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    below: str = "",
) -> None:
    """A delimited file with a row for each line."""
    rows = [[str(value(line)) for value in spec.values()] for line in lines]
    save(path, [list(spec), *rows], delimiter=delimiter, encoding=encoding, below=below)


def save(
    path: Path, rows: Sequence[Sequence[object]], *, delimiter: str = ",", encoding: str = "utf-8", below: str = ""
) -> None:
    """A delimited file; cells in quotes where they must be."""

    def cell(value: object) -> str:
        text = str(value)
        return '"' + text.replace('"', '""') + '"' if delimiter in text or '"' in text else text

    text = "".join(delimiter.join(map(cell, row)) + "\n" for row in rows) + below
    path.write_bytes(text.encode(encoding))
