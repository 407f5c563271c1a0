"""The US seller's orders by the template regional-sales: every order and cent against plain SQL over the raw files."""
# ruff: noqa: S608 -- queries of our own on files of our own

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from salesplan_nb.intake import Intake
from tests.e2e.real_sets import ROUNDED, Raw, counted, sums, taken, years

FILES = {
    "sales": "US_Regional_Sales_Data",
    "customers": "Customer_Sheet",
    "products": "Product",
    "sellers": "Sales_Team",
    "stores": "Store_Location_Sheet",
}
MONEY = "cast(replace(replace(\"{}\", '$', ''), ',', '') as decimal(12, 2))"
PARTS = """
    select *, split_part(OrderDate, '/', 1) as first, split_part(OrderDate, '/', 2) as second,
        '20' || right(OrderDate, 2) as year, cast("Order Quantity" as int) as pieces,
        cast("Discount Applied" as decimal(4, 2)) as discount, cast({cost} * 100 as bigint) * pieces as cost,
        cast({price} * 100 as bigint) * pieces * cast((1 - discount) * 100 as int) as part
    from sales"""
ORDERS = f"""
    select *, {ROUNDED.format("part", 100)} as cents, year || '-' || lpad(second, 2, '0') as month,
        year || '-' || lpad(second, 2, '0') || '-' || lpad(first, 2, '0') as day
    from parts"""


@pytest.fixture(scope="module")
def seller(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return taken("regional-sales", real_data / "us_regional_sales", tmp_path_factory.mktemp("seller"))


@pytest.fixture(scope="module")
def raw(real_data: Path) -> Raw:
    found = Raw(**{name: real_data / "us_regional_sales" / f"{file}.csv" for name, file in FILES.items()})
    found.keep("parts", PARTS.format(price=MONEY.format("Unit Price"), cost=MONEY.format("Unit Cost")))
    found.keep("orders", ORDERS)
    found.keep("used", "select * from orders where month > '2018-05'")
    return found


def test_each_order_counts_once_net_of_its_discount_half_a_cent_to_the_even_one(seller: Intake, raw: Raw) -> None:
    rows = counted(seller, "orders")
    assert rows["used"] == raw.one("select count(*), sum(cents) from used") == (7983, 7_296_714_914)
    assert rows["one day of May 2018"] == raw.one("select count(*), sum(cents) from orders where month = '2018-05'")
    assert rows["order sent twice"] == raw.one("select count(*) - count(distinct OrderNumber), 0 from sales") == (0, 0)
    assert set(rows) == {"used", "one day of May 2018", "order sent twice"}
    assert raw.one("select count(*) from sales") == (7991,)  # data/README.md
    assert raw.one("select count(*) from orders where part % 100 = 50") == (822,)
    exactly = raw.one("select sum(part) from used")[0]
    assert exactly != 100 * rows["used"][1]  # rounding moves the total


def test_days_are_day_first_in_both_forms(seller: Intake, raw: Raw) -> None:
    found = seller.tables["orders"].select(["order_id", "order_date"]).to_pandas()
    days = dict(zip(found["order_id"], found["order_date"].astype("str"), strict=True))
    assert days == dict(raw.rows("select OrderNumber, day from used"))
    assert raw.one("select min(day), max(day) from orders") == ("2018-05-31", "2020-12-30")
    later = "(select {} as day, lag({}) over (order by cast(regexp_extract(OrderNumber, '[0-9]+$') as int)) as before"
    steps_back = f"select count(*) from {later} from orders) where day < before"
    assert raw.one(steps_back.format("day", "day")) == (0,)
    month_first = "(case when length(OrderDate) = 10 then year || '-' || first || '-' || second else day end)"
    assert raw.one(steps_back.format(month_first, month_first)) == (57,)
    forms = "select count(*) filter (length(OrderDate) = 10), count(*) filter (length(OrderDate) < 10) from sales"
    assert raw.one(forms) == (3090, 4901)


def test_years_hold_what_was_ordered_in_them(seller: Intake, raw: Raw) -> None:
    assert years(seller) == raw.pairs("select year, count(*), sum(cents) from used group by 1")
    assert seller.quality.years["months"].tolist() == [7, 12, 12]


def test_channels_customers_products_and_people_have_what_sql_gives_them(seller: Intake, raw: Raw) -> None:
    by = "select {}, count(*), sum(cents) from used {} group by 1"
    assert sums(seller, "channel") == raw.pairs(by.format('"Sales Channel"', ""))
    assert sums(seller, "rep_id") == raw.pairs(by.format("_SalesTeamID", ""))
    assert sums(seller, "region") == raw.pairs(by.format("Region", "join sellers using (_SalesTeamID)"))
    assert sums(seller, "product_id") == raw.pairs(by.format("_ProductID", ""))
    assert sums(seller, "customer_id") == raw.pairs(
        by.format('trim("Customer Names")', "join customers using (_CustomerID)")
    )
    corrections = seller.quality.corrections
    trimmed = corrections.loc[corrections["table"] == "customers", "rows"]
    blanks = raw.one('select count(*) from customers where "Customer Names" <> trim("Customer Names")')
    assert trimmed.tolist() == [1] * blanks[0] == [1] * 13


def test_six_families_take_each_product_once(seller: Intake, raw: Raw) -> None:
    products = seller.tables["products"].select(["product_id", "name", "family"]).to_pandas()
    assert len(products) == raw.one("select count(*) from products")[0] == 47
    raw.connection.register("families", products)
    query = "select family, count(*), sum(cents) from used join families on _ProductID = product_id group by 1"
    found = sums(seller, "product_family")
    assert found == raw.pairs(query)
    assert len(found) == 6
    assert products.set_index("name")["family"]["Rugs"] == "Furniture and textiles"


def test_costs_are_those_of_the_pieces(seller: Intake, raw: Raw) -> None:
    orders = seller.tables["orders"].select(["channel", "cost_cents"]).to_pandas()
    found = orders.groupby("channel")["cost_cents"].sum().to_dict()
    assert found == dict(raw.rows('select "Sales Channel", cast(sum(cost) as bigint) from used group by 1'))


def test_what_the_plan_says_of_the_data_is_so(raw: Raw) -> None:
    def dollars(what: str, where: str) -> tuple[int, ...]:
        return tuple(round(Decimal(int(cents)) / 100) for cents in raw.one(f"select {what} from used where {where}"))

    assert dollars("sum(cents)", "year = '2020'") == (28_144_684,)
    assert dollars("sum(cents)", "year = '2019'") == (27_814_285,)
    left, money = dollars("sum(cents - cost), sum(cents)", "year = '2020' and discount >= 0.3")
    assert (left, money, round(100 * left / money)) == (47_606, 1_832_756, 3)
    assert raw.one("select count(*) from used where year = '2020' and discount >= 0.3") == (257,)
    left, money = dollars("sum(cents - cost), sum(cents)", "year = '2020' and discount < 0.3")
    assert (round(left / 1e5), round(money / 1e5), round(100 * left / money)) == (81, 263, 31)
    below = "year = '2020' and cents < cost"
    assert raw.one(f"select count(*) from used where {below}") == (137,)
    assert dollars("sum(cost - cents)", below) == (144_595,)
    months = raw.rows("select month, round(sum(cents) / 1e8, 1) from used group by 1 order by sum(cents) limit 3")
    assert months == [("2019-03", 1.9), ("2019-02", 1.9), ("2019-07", 2.0)]


def test_the_regions_are_names_of_no_territories(raw: Raw) -> None:
    joined = "sales join stores using (_StoreID) join sellers using (_SalesTeamID)"
    states = f"select State, count(distinct Region) as regions from {joined} group by 1"
    assert raw.one(f"select count(*), min(regions) from ({states})") == (45, 4)
    sellers = "select _CustomerID, count(distinct _SalesTeamID) as n from sales group by 1"
    assert raw.one(f"select count(*), count(*) filter (n = 28) from ({sellers})") == (50, 45)
