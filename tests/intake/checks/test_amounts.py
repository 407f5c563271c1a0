from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.errors import PlanErrors
from salesplan_nb.intake.checks.amounts import beginning_apart
from tests.intake.checks.told import Found
from tests.intake.making import Maker

ORDERS = "orders: {file: orders.csv, columns: {order_date: date, amount: net, quantity: pieces}}"
USUAL = [f"2026-10-30,{amount}.00,1" for amount in range(90, 120)]  # 30 amounts, their median 104 or 105


def csv(rows: list[str]) -> dict[str, str | bytes]:
    return {"orders.csv": "\n".join(["date,net,pieces", *rows]) + "\n"}


def test_usual_amounts_give_no_finding(found: Callable[..., Found]) -> None:
    assert found(ORDERS, csv(USUAL)) == {}


def test_an_amount_in_cents_is_no_plan_and_says_so_with_its_line_and_ratio(maker: Maker) -> None:
    # 10,450.00 for 104.50: 100 times the median, and 87 times the next smaller one.
    with pytest.raises(PlanErrors, match="amounts-apart") as stopped:
        maker.read(ORDERS, csv([*USUAL, "2026-10-30,10450.00,1"]), as_of=None)
    assert "1 amount is 100 times the median of 105.00 or more" in str(stopped.value)
    assert "orders.csv:32 10,450.00" in str(stopped.value)


def test_an_amount_of_a_million_billions_is_told_in_the_smallest_table(maker: Maker) -> None:
    with pytest.raises(PlanErrors, match="amounts-apart"):
        maker.read(ORDERS, csv([*USUAL[:2], "2026-10-30,1000000000000000,1"]), as_of=None)


def test_a_large_amount_at_the_end_of_a_long_tail_is_no_error(found: Callable[..., Found]) -> None:
    # 100 x 2, x 4, ... x 256: each twice the one before, the last one far over 50 times the median.
    tail = [f"2026-10-30,{100 * 2**step},1" for step in range(1, 9)]
    assert found(ORDERS, csv([*USUAL, *tail])) == {}


def test_an_amount_twelve_times_the_median_is_no_error(found: Callable[..., Found]) -> None:
    # 1,300.00: eleven times the next smaller one, twelve times the median
    assert found(ORDERS, csv([*USUAL, "2026-10-30,1300.00,1"])) == {}


def test_large_amounts_of_a_channel_that_has_no_others_are_no_error(found: Callable[..., Found]) -> None:
    rows = [f"{row},web" for row in USUAL] + [f"2026-10-30,{amount}00.00,1,direct" for amount in (100, 110, 120)]
    tables = "orders: {file: orders.csv, columns: {order_date: date, amount: net, channel: channel}}"
    assert found(tables, {"orders.csv": "\n".join(["date,net,pieces,channel", *rows]) + "\n"}) == {}


def test_a_file_in_cents_is_told_by_its_name(maker: Maker) -> None:
    # 90 to 119 in one file, median 104.50; 9,000, 9,300 ... 11,700 in the other, median 10,350: 99 times.
    cents = [f"2026-10-29,{amount}00.00,1" for amount in range(90, 120, 3)]
    files = {"a.csv": csv(USUAL)["orders.csv"], "b.csv": csv(cents)["orders.csv"]}
    with pytest.raises(PlanErrors, match=r"the amounts of b\.csv are 99 times those of the other files"):
        maker.read(ORDERS.replace("orders.csv", "[a.csv, b.csv]"), files, as_of=None)


def test_a_month_in_thousands_is_told(maker: Maker) -> None:
    rows = [f"2026-{month:02d}-28,{amount}000.00,1" for month in (8, 9) for amount in range(90, 120)]
    with pytest.raises(PlanErrors, match="the amounts of 2026-10 are 1/1,000 of those of the other months"):
        maker.read(ORDERS, csv([*USUAL, *rows]), as_of=None)


def test_another_mix_of_products_is_no_other_unit(found: Callable[..., Found]) -> None:
    # Screws at 1 come in October; machines at 100 sell as before: all amounts of 1 are screws.
    rows = [f"2026-0{month}-28,{amount}.00,1,machine" for month in (8, 9) for amount in range(95, 106)]
    rows += [f"2026-10-30,{100 + amount}.00,1,machine" for amount in range(5)]
    rows += [f"2026-10-30,1.{amount},1,screw" for amount in range(10, 60)]
    tables = "orders: {file: orders.csv, columns: {order_date: date, amount: net, product_id: product}}"
    assert "unit-scale" not in found(tables, {"orders.csv": "\n".join(["date,net,pieces,product", *rows]) + "\n"})


def test_zeros_and_signs_are_notes_with_their_money(found: Callable[..., Found]) -> None:
    odd = ["2026-10-30,0,1", "2026-10-30,95.50,0", "2026-10-30,99.25,-1", "2026-10-30,-90.25,1"]
    told = found(ORDERS, csv([*USUAL, *odd]))
    assert set(told) == {"zero-amounts", "zero-quantities", "signs-differ"}
    assert told["zero-amounts"]["text"] == "1 row has an amount of 0: orders.csv:32"
    assert told["zero-quantities"]["amount_cents"] == 95_50
    # 99.25 - 90.25 = 9.00 in two rows
    assert (told["signs-differ"]["rows"], told["signs-differ"]["amount_cents"]) == (2, 9_00)
    assert {row["weight"] for row in told.values()} == {"note"}


@given(st.lists(st.integers(1, 10**6), min_size=30, max_size=60, unique=True), st.integers(2, 1000))
def test_what_stands_apart_does_not_depend_on_the_currency(sizes: list[int], factor: int) -> None:
    values = np.array(sorted(sizes))
    counts = np.ones(len(values), dtype="int64")
    start = beginning_apart(values, counts)
    scaled = beginning_apart(values * factor, counts)
    assert scaled == (None if start is None else start * factor)


@given(st.lists(st.integers(100, 900), min_size=20, max_size=40, unique=True))
def test_amounts_within_a_factor_of_ten_never_stand_apart(sizes: list[int]) -> None:
    values = np.array(sorted(sizes))
    assert beginning_apart(values, np.ones(len(values), dtype="int64")) is None
