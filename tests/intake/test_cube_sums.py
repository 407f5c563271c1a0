from __future__ import annotations

import pytest

TABLES = """
    orders:
      file: orders.csv
      columns: {order_id: id, order_date: date, amount: net, customer_id: customer, channel: channel}
    customers:
      file: customers.csv
      columns: {customer_id: id, industry: industry, employees: size, founded: year, revenue: turnover}
"""
ORDERS = [
    "1,2025-08-01,10,c1,direct",
    "1,2025-08-01,1,c1,direct",
    "2,2025-10-31,20,c2,online",
    "3,2025-11-01,40,c1,direct",
    "4,2026-10-30,80,c1,",
    "5,2026-10-30,160,c3,online",
    "6,2026-10-30,-60,c3,online",
]
CUSTOMERS = (
    "id,industry,size,year,turnover\nc1,Food,60,1980,5000\nc2,Food,10,1990,100\nc3,Water,,2001,\nc4,Water,5,2001,1\n"
)
SEGMENTS = """\
segments:
  - {id: big-food, where: industry = 'Food' and employees >= 50}
  - {id: food, where: industry = 'Food'}
"""


@pytest.fixture
def made(maker):  # type: ignore[no-untyped-def]
    """A maker of cubes: lines of orders.csv and more of plan.yml in, a cube out."""

    def of(orders: list[str] = ORDERS, plan: str = "", customers: str = CUSTOMERS):  # type: ignore[no-untyped-def]
        text = "id,date,net,customer,channel\n" + "\n".join(orders) + "\n"
        return maker.cube(maker.read(TABLES, {"orders.csv": text, "customers.csv": customers}, plan=plan))

    return of


def test_monthly_sums_are_sorted_and_in_cents(made) -> None:  # type: ignore[no-untyped-def]
    frame = made().monthly("channel")
    assert frame[["month", "channel", "amount_cents", "orders"]].to_numpy().tolist() == [
        ["2025-08", "direct", 1100, 1],
        ["2025-10", "online", 2000, 1],
        ["2025-11", "direct", 4000, 1],
        ["2026-10", "online", 10000, 2],
        ["2026-10", "unassigned", 8000, 1],
    ]
    assert str(frame["amount_cents"].dtype) == "int64"


@pytest.mark.parametrize("by", [(), ("channel",), ("segment",), ("customer_id",), ("channel", "segment")])
def test_cells_sum_to_the_total_whatever_they_are_cut_by(made, by: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    assert made().monthly(*by)["amount_cents"].sum() == (10 + 1 + 20 + 40 + 80 + 160 - 60) * 100


def test_history_has_every_month_and_zero_where_nothing_was_sold(made) -> None:  # type: ignore[no-untyped-def]
    history = made().history()
    assert [str(month) for month in history.index[[0, -1]]] == ["2025-08", "2026-10"]
    assert len(history) == 15
    assert history["2025-09"] == 0.0
    assert history.sum() == 25100.0
    assert made().history("channel: online").to_dict()[history.index[2]] == 2000.0


def test_members_come_by_descending_amount(made) -> None:  # type: ignore[no-untyped-def]
    assert made().members("channel") == ["online", "unassigned", "direct"]  # 120, 80, 51


def test_the_first_rule_that_fits_a_customer_is_its_segment(made) -> None:  # type: ignore[no-untyped-def]
    frame = made(plan=SEGMENTS).customers().set_index("customer_id")
    assert frame["segment"].to_dict() == {"c1": "big-food", "c2": "food", "c3": "other"}


def test_without_rules_the_industry_is_the_segment(made) -> None:  # type: ignore[no-untyped-def]
    assert made().customers()["segment"].tolist() == ["Food", "Food", "Water"]


def test_a_segments_value_is_a_value_and_never_code(made) -> None:  # type: ignore[no-untyped-def]
    plan = "segments:\n  - {id: odd, where: \"industry = 'x'' or 1=1 --'\"}\n"
    assert set(made(plan=plan).customers()["segment"]) == {"other"}


def test_customers_have_their_year_and_the_year_before(made) -> None:  # type: ignore[no-untyped-def]
    frame = made().customers().set_index("customer_id")
    assert frame.index.tolist() == ["c1", "c2", "c3"]  # c4 never ordered
    columns = ["orders", "amount_cents", "orders_before", "before_cents"]
    # The year is November 2025 to October 2026: c1 40 + 80, before 10 + 1 in one order; c2 only before; c3 160 - 60.
    assert frame[columns].to_numpy().tolist() == [[2, 12000, 1, 1100], [0, 0, 1, 2000], [2, 10000, 0, 0]]
    assert [str(day)[:10] for day in frame.loc["c1", ["first_order", "last_order"]]] == ["2025-08-01", "2026-10-30"]


def test_the_order_of_rows_does_not_matter(made) -> None:  # type: ignore[no-untyped-def]
    one, other = made(), made([ORDERS[i] for i in (4, 1, 6, 0, 3, 5, 2)])
    assert one.monthly("segment", "channel").equals(other.monthly("segment", "channel"))
    assert one.customers().equals(other.customers())


def test_customers_come_in_the_order_of_their_ids(made) -> None:  # type: ignore[no-untyped-def]
    ids = [f"k{number * 7 % 200:03d}" for number in range(200)]
    known = "id,industry,size,year,turnover\n" + "".join(f"{one},Food,,,\n" for one in ids)
    frame = made([f"{i},2026-10-30,1,{one},direct" for i, one in enumerate(ids)], customers=known).customers()
    assert frame["customer_id"].tolist() == sorted(ids)


def test_what_the_data_does_not_tell_apart_is_no_dimension(made) -> None:  # type: ignore[no-untyped-def]
    cube = made()
    assert cube.dimensions() == ["segment", "channel", "customer_id"]
    assert cube.monthly("region").empty or set(cube.monthly("region")["region"]) == {"unassigned"}
