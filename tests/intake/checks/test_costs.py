from __future__ import annotations

from collections.abc import Callable

import pytest

from salesplan_nb.errors import PlanErrors
from tests.intake.checks.told import Found
from tests.intake.making import Maker

ORDERS = "orders: {file: orders.csv, columns: {order_date: date, amount: net, cost: cost}}"


def csv(costs: list[str], net: str = "100.00") -> dict[str, str | bytes]:
    return {"orders.csv": "\n".join(["date,net,cost", *(f"2026-10-30,{net},{cost}" for cost in costs)]) + "\n"}


@pytest.mark.parametrize(
    ("cost", "unit", "share"),
    [
        ("720.00", 12, "720%"),  # a dozen at 60 each
        ("6000.00", 100, "6,000%"),  # in cents
        ("60000.00", 1000, "60,000%"),  # of a thousand
    ],
)
def test_costs_of_many_pieces_stop_the_run_with_what_to_divide_by(
    maker: Maker, cost: str, unit: int, share: str
) -> None:
    with pytest.raises(PlanErrors, match="cost-out-of-scale") as stopped:
        maker.read(ORDERS, csv([cost] * 12), as_of=None)
    text = str(stopped.value)
    assert "for 1,200.00 of amount in 12 rows" in text  # 12 * 100
    assert f"{share} of it, in the middle row {share}" in text
    assert f'derive: {{cost: "its column / {unit}"}}' in text


def test_costs_in_hundreds_or_thousands_are_a_must(found: Callable[..., Found]) -> None:
    # 0.60 for 100.00, 0.06 for 100.00: 60 a hundred, and a thousand, times as much.
    for cost, unit, share in (("0.60", 100, "0.60%"), ("0.06", 1000, "0.06%")):
        told = found(ORDERS, csv([cost] * 12))["cost-out-of-scale"]
        assert (told["weight"], told["rows"], told["amount_cents"]) == ("must", 12, 1200_00)
        assert f"{share} of it" in told["text"]
        assert f"its column * {unit}" in told["hint"]


@pytest.mark.parametrize(
    "costs",
    [
        ["60.00"] * 12,
        ["250.00"] * 12,  # sold far below cost, but no other scale
        ["1.20"] * 12,  # licences: a margin of 98.8%
        [*["60.00"] * 11, "90000.00"],  # one row makes the sum 75 times the amount, not the middle
    ],
)
def test_costs_that_a_company_can_have_are_no_finding(found: Callable[..., Found], costs: list[str]) -> None:
    assert "cost-out-of-scale" not in found(ORDERS, csv(costs))


def test_many_gifts_move_the_middle_but_not_the_sum(found: Callable[..., Found]) -> None:
    # Seven gifts sold for 1 at a cost of 60 (420 for 7), five sales of 1,000 at 600: 3,420 for 5,007.
    rows = [*["2026-10-30,1.00,60.00"] * 7, *["2026-10-30,1000.00,600.00"] * 5]
    assert "cost-out-of-scale" not in found(ORDERS, {"orders.csv": "\n".join(["date,net,cost", *rows]) + "\n"})


def test_few_rows_tell_nothing(found: Callable[..., Found]) -> None:
    assert "cost-out-of-scale" not in found(ORDERS, csv(["720.00"] * 9))


def test_one_source_of_many_is_told_by_its_name(maker: Maker) -> None:
    # 30 rows at 60 for 100, and 12 of the shop in cents, 6,000 for 90: 73,800 for 4,080 as a whole, 0.6 in the middle.
    tables = ORDERS.replace("}}", "}, also: [{file: shop.csv, columns: {order_date: date, amount: net, cost: cost}}]}")
    files = csv(["60.00"] * 30) | {"shop.csv": csv(["6000.00"] * 12, "90.00")["orders.csv"]}
    with pytest.raises(PlanErrors) as stopped:
        maker.read(tables, files, as_of=None)
    (error,) = stopped.value.errors
    assert error.reference == "cost-out-of-scale"
    text = str(error)
    assert "shop.csv: cost comes to 72,000.00 for 1,080.00 of amount in 12 rows" in text
    assert 'derive: {cost: "its column / 100"}' in text
