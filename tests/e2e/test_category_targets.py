"""The set with targets by category: orders, targets and spellings against plain SQL over the raw files."""
# ruff: noqa: S608 -- queries of our own on files of our own

from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.intake import Intake
from tests.e2e.real_sets import Raw, counted, sums, taken, years

FILES = {"orders": "used", "targets": "sales_target"}
FAMILY = "upper(trim({0})[1]) || lower(trim({0})[2:])"


@pytest.fixture(scope="module")
def shop(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return taken("category-targets", real_data / "india_ecommerce_targets", tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def raw(real_data: Path) -> Raw:
    folder = real_data / "india_ecommerce_targets"
    found = Raw(
        headers=folder / "List of Orders.csv",
        details=folder / "Order Details.csv",
        sales_target=folder / "Sales target.csv",
    )
    found.keep("days", """select *, strptime("Order Date"[:10], '%d-%m-%Y')::date as day from headers""")
    found.keep(
        "lines",
        f"""select *, strftime(day, '%Y-%m') as month, {FAMILY.format("Category")} as family,
        cast(Amount as bigint) * 100 as cents from details join days using ("Order ID")""",
    )
    found.keep("used", "from lines where month <= '2019-07'")
    found.keep(
        "wanted",
        f"""select strftime(strptime("Month of Order Date", '%b-%y'), '%Y-%m') as month,
        {FAMILY.format("Category")} as family, cast(Target as bigint) * 100 as cents from sales_target""",
    )
    return found


def test_every_line_is_used_or_of_august_2019(shop: Intake, raw: Raw) -> None:
    rows = counted(shop, "orders")
    assert rows["used"] == raw.one("select count(*), sum(cents) from used") == (1456, 41_786_400)
    assert rows["after as_of"] == raw.one("select count(*), sum(cents) from lines where day >= '2019-08-01'")
    assert rows["after as_of"] == (44, 1_363_800)
    assert rows["nothing ordered"] == raw.one("select count(*), 0 from details where cast(Quantity as int) <= 0")
    everything = raw.one("select count(*), sum(cast(Amount as bigint)) * 100 from details")
    assert tuple(map(sum, zip(*rows.values(), strict=True))) == everything
    assert counted(shop, "targets") == {"used": raw.one("select count(*), sum(cents) from wanted")}


def test_years_families_and_states_hold_what_was_ordered_in_them(shop: Intake, raw: Raw) -> None:
    assert years(shop) == raw.pairs("select month[:4], count(*), sum(cents) from used group by 1")
    assert sums(shop, "product_family") == raw.pairs("select family, count(*), sum(cents) from used group by 1")
    assert sums(shop, "region") == raw.pairs("select trim(State), count(*), sum(cents) from used group by 1")


def test_actual_stands_against_target_by_month_and_category(shop: Intake, raw: Raw) -> None:
    expected = raw.rows(
        "select month, family, any_value(wanted.cents), coalesce(sum(used.cents), 0) from wanted"
        " left join used using (month, family) group by month, family order by month, family"
    )
    frame = shop.quality.targets
    columns = [frame[name].tolist() for name in ("month", "product_family", "target_cents", "orders_cents")]
    assert sorted(zip(*columns, strict=True)) == expected
    assert len(expected) == 36
    reached = sum(orders >= target for _, _, target, orders in expected)
    assert reached == 8


def test_each_spelling_that_was_made_another_is_counted(shop: Intake, raw: Raw) -> None:
    frame = shop.quality.corrections
    merged = frame[frame["rule"] == "merged spelling"].groupby("table")["rows"].sum().to_dict()
    other = "select count(*) from {} where trim(Category) <> " + FAMILY.format("Category")
    assert merged == {table: raw.one(other.format(file))[0] for table, file in FILES.items()}
    assert merged == {"orders": 13, "targets": 7}
    trimmed = frame[frame["rule"] == "trimmed"].groupby("column")["rows"].sum().to_dict()
    blanks = "select count(*) from {} where {} <> trim({})"
    categories = sum(raw.one(blanks.format(file, "Category", "Category"))[0] for file in FILES.values())
    assert trimmed == {"Category": categories, "State": raw.one(blanks.format("used", "State", "State"))[0]}


def test_two_slips_of_the_calendar_are_the_days_that_their_neighbours_leave(shop: Intake, raw: Raw) -> None:
    slips = raw.rows("""select "Order ID", "Order Date" from headers where length("Order Date") <> 10 order by 1""")
    assert slips == [("B-25612", "12-04-201800"), ("B-25617", "17-04-2018000")]
    around = """select "Order Date" from headers where "Order ID" in ('B-25611', 'B-25613', 'B-25616', 'B-25618')"""
    assert [day for (day,) in raw.rows(f"{around} order by 1")] == [
        "11-04-2018",
        "13-04-2018",
        "16-04-2018",
        "18-04-2018",
    ]
    orders = shop.tables["orders"].to_pandas()
    read = orders[orders["order_id"].isin(["B-25612", "B-25617"])].groupby("order_id")["order_date"].unique()
    assert {order: [str(day)[:10] for day in days] for order, days in read.items()} == {
        "B-25612": ["2018-04-12"],
        "B-25617": ["2018-04-17"],
    }
    fixed = shop.quality.corrections.query("rule == 'replaced'")
    lines = raw.rows(
        """select "Order Date", count(*) from lines where length("Order Date") <> 10 group by 1 order by 1"""
    )
    assert list(zip(fixed["value"], fixed["rows"], strict=True)) == lines


def test_cost_is_amount_less_profit(shop: Intake, raw: Raw) -> None:
    cost = "sum(cast(Amount as bigint) - cast(Profit as bigint)) * 100"
    orders = shop.tables["orders"].to_pandas()
    assert int(orders["cost_cents"].sum()) == raw.one(f"select {cost} from used")[0]


def test_what_the_plan_and_the_readme_say_of_the_data_is_so(raw: Raw) -> None:
    attained = raw.rows(
        "select family, round(100 * sum(orders) / sum(target)) from"
        " (select month, family, any_value(wanted.cents) as target, sum(used.cents) as orders"
        " from wanted join used using (month, family) group by 1, 2) group by 1 order by 1"
    )
    assert attained == [("Clothing", 59), ("Electronics", 94), ("Furniture", 66)]
    sums_of = "select sum(cents) / 100 from {} where month between '2018-08' and '2019-03'"
    assert (raw.one(sums_of.format("used")), raw.one(sums_of.format("wanted"))) == ((222_362,), (307_600,))
    assert raw.one("select count(*) filter (cast(Profit as int) < 0), count(*) from details") == (503, 1500)
    lost = "select month from lines group by 1 having sum(cast(Profit as int)) < 0 order by 1"
    assert [month for (month,) in raw.rows(lost)] == [f"2018-{month:02d}" for month in range(4, 11)]
    low = "select month from used group by 1 having sum(cents) < 2000000 order by 1"
    assert raw.rows(low) == [("2018-07",), ("2018-11",), ("2019-07",)]  # never two in a row
    # Each order is of the day after the one before it: the dates count orders, not customers.
    steps = """select day - lag(day) over (order by "Order ID") as step from days"""
    assert raw.rows(f"select step, count(*) from ({steps}) where step is not null group by 1 order by 1") == [
        (0, 4), (1, 491), (2, 4),
    ]  # fmt: skip
