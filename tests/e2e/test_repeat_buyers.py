"""CDNOW's purchases by the template repeat-buyers: every line and cent against plain SQL over the raw file."""
# ruff: noqa: S608 -- queries of our own on files of our own

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from salesplan_nb.intake import Intake
from tests.e2e.real_sets import Raw, counted, sums, taken, years

LINES = """
    select string_split_regex(trim(line), ' +') as cells
    from (select unnest(string_split(replace(content, chr(13), ''), chr(10))) as line from read_text('{file}'))
    where trim(line) <> ''"""
BOUGHT = """
    select cells[1] as customer, cells[2][:4] || '-' || cells[2][5:6] as month, cells[2] as day,
        cast(cells[3] as int) as discs, cast(cast(cells[4] as decimal(9, 2)) * 100 as bigint) as cents
    from lines where cells[1] <> 'customer_id'"""


class Purchases(Raw):
    """The file split at its blanks; DuckDB's readers of CSV split at one."""

    def __init__(self, file: Path) -> None:
        self.connection = duckdb.connect()
        self.keep("lines", LINES.format(file=file))
        self.keep("bought", BOUGHT)
        self.keep("used", "select * from bought where cents <> 0")


@pytest.fixture(scope="module")
def shop(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return taken("repeat-buyers", real_data / "cdnow", tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def raw(real_data: Path) -> Purchases:
    return Purchases(real_data / "cdnow" / "CDNOW_master.txt")


def test_every_purchase_is_used_but_those_without_a_price(shop: Intake, raw: Purchases) -> None:
    rows = counted(shop, "orders")
    assert rows["used"] == raw.one("select count(*), sum(cents) from used") == (69_579, 250_031_563)
    assert rows["nothing paid"] == raw.one("select count(*), 0 from bought where cents = 0") == (80, 0)
    assert set(rows) == {"used", "nothing paid"}
    assert raw.one("select count(*), count(distinct customer) from bought") == (69_659, 23_570)  # data/README.md
    assert raw.one("select count(*) from lines where len(cells) <> 4") == (0,)


def test_years_hold_what_was_bought_in_them(shop: Intake, raw: Purchases) -> None:
    assert years(shop) == raw.pairs("select day[:4], count(*), sum(cents) from used group by 1")
    assert sums(shop, "month") == raw.pairs("select month, count(*), sum(cents) from used group by 1")


def test_customers_keep_their_zeros_and_what_they_bought(shop: Intake, raw: Purchases) -> None:
    found = sums(shop, "customer_id")
    assert found == raw.pairs("select customer, count(*), sum(cents) from used group by 1")
    assert "00001" in found
    discs = shop.tables["orders"].column("quantity").to_pandas().sum()
    assert discs == raw.one("select sum(discs) from used")[0]


def test_lines_that_repeat_another_stay_with_their_money(raw: Purchases) -> None:
    often = "select cents, count(*) as n from bought group by customer, day, discs, cents having count(*) > 1"
    assert raw.one(f"select sum(n - 1), sum((n - 1) * cents) from ({often})") == (255, 433_288)


def test_what_the_plan_says_of_the_data_is_so(raw: Purchases) -> None:
    each = "select customer, count(distinct day) as days, sum(cents) as cents, min(month) as first from bought"
    raw.keep("customers", f"{each} group by 1")
    assert raw.one("select count(*) filter (days = 1), count(*) from customers") == (12_054, 23_570)
    assert raw.one("select min(first), max(first) from customers") == ("1997-01", "1997-03")
    tenth = raw.one("select sum(cents) from (select cents from customers order by cents desc limit 2357)")[0]
    assert round(Decimal(int(tenth)) / 100) == 1_273_729
    assert round(100 * tenth / 250_031_563) == 51
    quarter = "month[:4] || 'Q' || cast(ceil(cast(month[6:] as int) / 3) as int)"
    by_quarter = f"select {quarter}, round(sum(cents) / 100) from used where month > '1997-03' group by 1 order by 1"
    assert [amount for _, amount in raw.rows(by_quarter)] == [359_154, 292_395, 300_807, 262_824, 213_330]
    halves = "select sum(cents) from used where month between '{}' and '{}'"
    assert raw.one(halves.format("1998-01", "1998-06")) == (47_615_437,)
    assert raw.one(halves.format("1997-07", "1997-12")) == (59_320_213,)
    months = dict(raw.rows("select month, sum(cents) from used group by 1"))
    assert (months["1997-03"], months["1997-04"]) == (39_315_527, 14_282_449)
    assert (min(months, key=lambda month: months[month]), round(min(months.values()) / 100)) == ("1998-04", 66_232)
