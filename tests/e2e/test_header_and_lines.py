"""Northwind by the template header-and-lines: every line and cent against plain SQL over the raw files."""
# ruff: noqa: S608 -- queries of our own on files of our own

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from salesplan_nb.intake import Intake
from tests.e2e.real_sets import ROUNDED, Raw, counted, sums, taken, years

PARTS = (
    "cast(cast(unitPrice as decimal(9, 4)) * 10000 as hugeint) * cast(quantity as hugeint)"
    " * cast(10000 - cast(discount as decimal(5, 4)) * 10000 as hugeint)"
)
"""Price and discount have four decimals at most: a million parts to the cent, without a fraction."""
AREAS = {
    "North America": ("USA", "Canada", "Mexico"),
    "South America": ("Brazil", "Venezuela", "Argentina"),
    "German-speaking": ("Germany", "Austria", "Switzerland"),
    "Northern Europe": ("UK", "Ireland", "Sweden", "Denmark", "Norway", "Finland"),
    "Rest of Europe": ("France", "Belgium", "Italy", "Spain", "Portugal", "Poland"),
}


@pytest.fixture(scope="module")
def northwind(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return taken("header-and-lines", real_data / "northwind", tmp_path_factory.mktemp("northwind"))


@pytest.fixture(scope="module")
def raw(real_data: Path) -> Raw:
    names = ("orders", "order_details", "customers", "products", "categories", "employees")
    found = Raw(**{name: real_data / "northwind" / f"{name}.csv" for name in names})
    found.keep("parts", f"select *, {PARTS} as part, row_number() over () + 1 as place from order_details")
    rounded = ROUNDED.format("part", 1_000_000)
    found.keep("lines", f"select *, {rounded} as cents, orderDate[:7] as month from parts join orders using (orderID)")
    found.keep("used", "from lines where month <= '1998-04'")
    return found


def test_every_line_is_used_or_of_may_1998(northwind: Intake, raw: Raw) -> None:
    rows = counted(northwind, "orders")
    assert rows["used"] == raw.one("select count(*), sum(cents) from used") == (2096, 124_745_940)
    after = raw.one("select count(*), sum(cents) from lines where orderDate >= '1998-05-01'")
    assert rows["after as_of"] == after == (59, 1_833_362)
    assert rows["line sent twice"] == raw.one(
        "select count(*) - count(distinct (orderID, productID)), 0 from order_details"
    )
    assert rows["nothing ordered"] == raw.one("select count(*), 0 from lines where cast(quantity as int) <= 0")
    assert tuple(map(sum, zip(*rows.values(), strict=True))) == raw.one("select count(*), sum(cents) from lines")
    assert northwind.quality.facts.as_of == "1998-04"


def test_rounding_each_line_half_even_matters(raw: Raw) -> None:
    # Some lines end on half a cent; rounded up, or summed before rounding, the total is another.
    halves, up, whole = raw.one(
        "select count(*) filter (part % 1000000 = 500000), sum((part + 500000) // 1000000), sum(part) // 1000000"
        " from lines"
    )
    assert halves > 0
    assert len({up, whole, raw.one("select sum(cents) from lines")[0]}) == 3


def test_the_lines_set_aside_carry_their_place_in_the_file(northwind: Intake, raw: Raw) -> None:
    found = northwind.quality.rejects
    places = raw.rows("select place, cents from lines where month = '1998-05' order by place")
    assert sorted(zip(found["row"].tolist(), found["amount_cents"].tolist(), strict=True)) == places


def test_years_hold_what_was_ordered_in_them(northwind: Intake, raw: Raw) -> None:
    assert years(northwind) == raw.pairs("select orderDate[:4], count(*), sum(cents) from used group by 1")


def test_lines_know_their_family_by_product_and_their_seller_by_order(northwind: Intake, raw: Raw) -> None:
    families = "join products using (productID) join categories using (categoryID)"
    by_family = f"select categoryName, count(*), sum(cents) from used {families} group by 1"
    assert sums(northwind, "product_family") == raw.pairs(by_family)
    assert sums(northwind, "rep_id") == raw.pairs("select employeeID, count(*), sum(cents) from used group by 1")
    assert sums(northwind, "customer_id") == raw.pairs("select customerID, count(*), sum(cents) from used group by 1")


def test_sales_areas_hold_the_orders_shipped_to_their_countries(northwind: Intake, raw: Raw) -> None:
    by_area = {
        area: raw.one(f"select count(*), sum(cents) from used where shipCountry in {countries}")
        for area, countries in AREAS.items()
    }
    assert sums(northwind, "region") == by_area
    assert raw.one("select count(*) from orders join customers using (customerID) where shipCountry <> country") == (0,)


def test_the_text_null_is_nobody_to_report_to(northwind: Intake, raw: Raw) -> None:
    reps = northwind.tables["reps"].to_pandas().set_index("rep_id")
    managers = dict(raw.rows("select employeeID, nullif(reportsTo, 'NULL') from employees"))
    assert {rep: manager for rep, manager in reps["manager_id"].items() if isinstance(manager, str)} == {
        rep: manager for rep, manager in managers.items() if manager
    }
    names = dict(raw.rows("select employeeID, firstName || ' ' || lastName from employees"))
    assert reps["name"].to_dict() == names
    starts = dict(raw.rows("select employeeID, hireDate[:10] from employees"))
    assert {rep: str(day)[:10] for rep, day in reps["starts"].items()} == starts


def test_what_the_plan_says_of_the_data_is_so(raw: Raw) -> None:
    def booked(first: str, last: str) -> Decimal:
        cents = raw.one(f"select sum(cents) from used where month between '{first}' and '{last}'")[0]
        return Decimal(int(cents)) / 100

    year, level = booked("1997-05", "1998-04"), booked("1998-01", "1998-04")
    assert (year, level) == (Decimal("848053.55"), Decimal("422290.21"))
    assert round(level / 4) == 105_573
    assert round(year * Decimal("1.5") / 12) == 106_007
    assert round(booked("1997-01", "1997-04")) == 191_322
    assert round(level / booked("1997-01", "1997-04"), 1) == Decimal("2.2")
    firsts = "select customerID, min(orderDate) as day from orders group by 1"
    assert raw.one(f"select count(*) from ({firsts}) where day >= '1997-12-01'") == (1,)
    german = f"from used where shipCountry in {AREAS['German-speaking']} and month >= '1997-05'"
    buyers, cents = raw.one(f"select count(distinct customerID), sum(cents) {german}")
    assert (buyers, cents, round(100 * int(cents) / 84_805_355)) == (15, 26_455_617, 31)
    stale = "select count(*) from order_details l join products p using (productID) where {0} <> {1}"
    prices = ("cast(l.unitPrice as decimal(9, 4))", "cast(p.unitPrice as decimal(9, 4))")
    assert raw.one(stale.format(*prices)) == (658,)
    assert raw.one("select sum(cast(freight as decimal(9, 2))) from orders") == (Decimal("64942.69"),)
