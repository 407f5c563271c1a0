"""The web shop's orders by the template web-orders: every line and cent against plain SQL over the raw files."""
# ruff: noqa: S608 -- queries of our own on files of our own

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from salesplan_nb.intake import Intake
from tests.e2e.real_sets import ROUNDED, Raw, counted, sums, taken, years

CLOTHING = ("Bib-Shorts", "Caps", "Gloves", "Jerseys", "Shorts", "Socks", "Tights", "Vests")
FAMILY = (
    "case when Category like '% Bikes' then replace(Category, 'Bikes', 'bikes')"
    f" when Category in {CLOTHING} then 'Clothing' else 'Accessories' end"
)
"""Of what was sold; components never were."""


@pytest.fixture(scope="module")
def shop(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return taken("web-orders", real_data / "dp_data_sales", tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def raw(real_data: Path) -> Raw:
    found = Raw(**{name: real_data / "dp_data_sales" / f"{name}.csv" for name in ("sales", "products", "customers")})
    part = "cast(Quantity as int) * cast(cast(UnitPrice as decimal(9, 4)) * 10000 as hugeint)"
    found.keep("parts", f"select *, {part} as part from sales")
    found.keep("lines", f"select *, {ROUNDED.format('part', 100)} as cents, OrderDate[:7] as month from parts")
    return found


def test_every_line_is_used_without_its_tax(shop: Intake, raw: Raw) -> None:
    rows = counted(shop, "orders")
    assert rows["used"] == raw.one("select count(*), sum(cents) from lines") == (32718, 2_092_802_310)
    assert rows["line sent twice"] == raw.one(
        "select count(*) - count(distinct (SalesOrderNumber, SalesOrderLineNumber)), 0 from sales"
    )
    assert rows["nothing ordered"] == raw.one("select count(*), 0 from sales where cast(Quantity as int) <= 0")
    assert set(rows) == {"used", "line sent twice", "nothing ordered"}
    assert len(shop.quality.rejects) == 0


def test_years_hold_what_was_ordered_in_them(shop: Intake, raw: Raw) -> None:
    assert years(shop) == raw.pairs("select OrderDate[:4], count(*), sum(cents) from lines group by 1")


def test_each_line_finds_its_family_by_the_name_of_the_product(shop: Intake, raw: Raw) -> None:
    found = raw.pairs(
        f"select {FAMILY}, count(*), sum(cents) from lines join products on Item = ProductName group by 1"
    )
    assert sums(shop, "product_family") == found
    assert sum(rows for rows, _ in found.values()) == 32718  # no name twice among the products, none unknown
    assert "Components" not in found
    bought = raw.pairs(
        "select ProductID, count(*), sum(cents) from lines join products on Item = ProductName group by 1"
    )
    assert sums(shop, "product_id") == bought


def test_a_customer_is_an_address(shop: Intake, raw: Raw) -> None:
    found = sums(shop, "customer_id")
    assert found == raw.pairs("select EmailAddress, count(*), sum(cents) from lines group by 1")
    assert (len(found), *raw.one("select count(distinct CustomerName) from sales")) == (12427, 12387)
    shared = "select CustomerName from sales group by 1 having count(distinct EmailAddress) > 1"
    assert raw.one(f"select count(*) from ({shared})") == (39,)
    # The list of customers is of other people, most of them there twice.
    listed = "select EmailAddress, count(*) as ids from customers group by 1"
    assert raw.one(f"select count(*), count(*) filter (ids > 1) from ({listed})") == (440, 407)
    assert raw.one("select count(*) from customers semi join sales using (EmailAddress)") == (0,)


def test_what_the_plan_says_of_the_data_is_so(raw: Raw) -> None:
    def dollars(where: str) -> Decimal:
        return Decimal(int(raw.one(f"select sum(cents) from lines where {where}")[0])) / 100

    half = dollars("OrderDate >= '2021-07-01'")
    assert (round(half), round(dollars("OrderDate >= '2021-01-01'"))) == (7_207_135, 10_692_441)
    articles = "select count(distinct Item) from sales where OrderDate[:7] = '{}'"
    assert (raw.one(articles.format("2021-04")), raw.one(articles.format("2021-07"))) == ((31,), (102,))
    orders = (
        "select SalesOrderNumber, bool_or(Category like '% Bikes') as bicycle, sum(cents) as cents from lines"
        " join products on Item = ProductName where OrderDate >= '2021-07-01' group by 1"
    )
    without, all_, money = raw.one(
        f"select count(*) filter (not bicycle), count(*), sum(cents) filter (not bicycle) from ({orders})"
    )
    assert (without, all_) == (6280, 10517)
    assert round(100 * Decimal(int(money)) / 100 / half) == 4
    bicycles = (
        "select avg(cents) / 100 from lines join products on Item = ProductName where Category like '% Bikes' and {}"
    )
    assert round(raw.one(bicycles.format("OrderDate < '2020-06-01'"))[0]) == 3201
    assert round(raw.one(bicycles.format("OrderDate >= '2021-07-01'"))[0]) == 1584
    assert raw.one("select round(sum(cast(TaxAmount as decimal(9, 4))), 2) from sales") == (Decimal("1674241.85"),)
    assert raw.one("select count(*) from lines where part % 100 <> 0") == (2449,)
