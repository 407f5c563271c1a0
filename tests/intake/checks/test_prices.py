from __future__ import annotations

from collections.abc import Callable

import pytest

from salesplan_nb.errors import PlanErrors
from tests.intake.checks.told import Found
from tests.intake.making import Maker

ORDERS = "orders: {file: orders.csv, columns: {order_date: date, amount: net, quantity: n, product_id: product}}"
# A pump costs 10.00 (nine rows of two pieces) or 9.00 (three rows of ten): its median is 10.00.
PUMPS = ["2026-10-30,20.00,2,pump"] * 9 + ["2026-10-30,90.00,10,pump"] * 3
VALVES = ["2026-10-30,1000.00,1,valve"] * 12


def csv(rows: list[str]) -> dict[str, str | bytes]:
    return {"orders.csv": "\n".join(["date,net,n,product", *rows]) + "\n"}


def test_discounts_for_quantity_are_no_odd_prices(found: Callable[..., Found]) -> None:
    assert found(ORDERS, csv([*PUMPS, *VALVES])) == {}


def test_a_price_ten_times_the_usual_is_told_with_what_it_moves(found: Callable[..., Found]) -> None:
    # 100.00 for one pump, 10.00 as usual: 90.00 too much, of 180 + 270 + 12,000 + 100 = 12,550.00: 0.7%, a note
    told = found(ORDERS, csv([*PUMPS, *VALVES, "2026-10-30,100.00,1,pump"]))["odd-prices"]
    assert (told["rows"], told["amount_cents"], told["weight"]) == (1, 100_00, "note")
    assert "would differ by 90.00" in told["text"]
    assert "orders.csv:26 (pump at 100.00, 10 times its usual 10.00)" in told["text"]


def test_prices_that_move_more_than_a_hundredth_are_a_must(found: Callable[..., Found]) -> None:
    # Twenty pumps at 100.00: 1,800.00 too much of 14,450.00, 12%.
    assert found(ORDERS, csv([*PUMPS, *VALVES, "2026-10-30,2000.00,20,pump"]))["odd-prices"]["weight"] == "must"


def test_prices_in_cents_that_make_a_fifth_of_the_total_stop_the_run(maker: Maker) -> None:
    # Ten pumps at 1,000.00: 9,900.00 too much of 22,450.00, 44%.
    rows = [*PUMPS, *VALVES, "2026-10-30,10000.00,10,pump"]
    with pytest.raises(PlanErrors, match="1 is about 100 times it, as if cents were written"):
        maker.read(ORDERS, csv(rows), as_of=None)


def test_a_product_whose_price_varies_by_nature_has_no_odd_price(found: Callable[..., Found]) -> None:
    # Postage at 1, 2, 4, 8, 16 ...: half of the prices are four times off the median or more.
    postage = [f"2026-10-30,{2**step}.00,1,postage" for step in range(12)]
    assert found(ORDERS, csv([*PUMPS, *VALVES, *postage])) == {}


def test_a_product_with_few_rows_has_no_usual_price(found: Callable[..., Found]) -> None:
    assert found(ORDERS, csv([*VALVES, *PUMPS[:8], "2026-10-30,100.00,1,pump"])) == {}


def test_returns_are_priced_too(found: Callable[..., Found]) -> None:
    # -100.00 for minus one pump: the price is 100.00.
    assert found(ORDERS, csv([*PUMPS, *VALVES, "2026-10-30,-100.00,-1,pump"]))["odd-prices"]["amount_cents"] == -100_00
