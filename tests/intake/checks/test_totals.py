from __future__ import annotations

from collections.abc import Callable

from tests.intake.checks.told import Found

ORDERS = "orders: {file: orders.csv, columns: {order_date: date, amount: net, quantity: n, unit_price: price}}"


def csv(*rows: str) -> dict[str, str | bytes]:
    return {"orders.csv": "\n".join(["date,net,n,price", *(f"2026-10-30,{row}" for row in rows)]) + "\n"}


def test_rounding_is_no_contradiction(found: Callable[..., Found]) -> None:
    # 3 x 3.33 = 9.99, one cent under 10.00; 7 x 0.14 = 0.98, two cents under 1.00; half a piece of 1.01 is 0.505.
    assert found(ORDERS, csv("10.00,3,3.33", "1.00,7,0.14", "0.51,0.5,1.01", "-10.00,-3,3.33", "5.00,,9.00")) == {}


def test_an_amount_that_contradicts_quantity_times_price_is_told_with_the_difference(
    found: Callable[..., Found],
) -> None:
    # 3 x 5.00 = 15.00 against 20.00: 5.00 over; 2 x 5.00 = 10.00 against 9.97: 0.03 under, more than a cent a piece
    told = found(ORDERS, csv("10.00,2,5.00", "20.00,3,5.00", "9.97,2,5.00"))["amount-contradicts-price"]
    assert (told["rows"], told["amount_cents"], told["weight"]) == (2, 29_97, "must")
    assert "in 2 of 3 rows" in told["text"]
    assert "4.97 over it" in told["text"]
    assert told["text"].endswith("the largest: orders.csv:3, orders.csv:4")


def test_the_same_factor_everywhere_is_named(found: Callable[..., Found]) -> None:
    # Gross amounts: 10 x 1.19 = 11.90, 20 x 1.19 = 23.80, 30 x 1.19 = 35.70
    told = found(ORDERS, csv("11.90,1,10.00", "23.80,1,20.00", "35.70,1,30.00"))["amount-contradicts-price"]
    assert "in 3 of them it is 1.19 times that" in told["text"]


def test_an_amount_that_sources_yml_derives_contradicts_nothing(found: Callable[..., Found]) -> None:
    derived = ORDERS.replace("amount: net, ", "").replace("}}", "}, derive: {amount: price * n * 0.9}}")
    assert found(derived, csv("99.00,2,5.00")) == {}


def test_only_the_source_that_derives_it_contradicts_nothing(found: Callable[..., Found]) -> None:
    # Credit notes are turned round; of the invoices one is 20.00 for 3 x 5.00.
    notes = "{file: credits.csv, columns: {order_date: date, quantity: n, unit_price: price}, derive: {amount: -net}}"
    tables = ORDERS.replace("price}}", f"price}}, also: [{notes}]}}")
    files = csv("10.00,2,5.00", "20.00,3,5.00") | {"credits.csv": "date,net,n,price\n2026-10-30,5.00,7,9.00\n"}
    told = found(tables, files)["amount-contradicts-price"]
    assert (told["rows"], told["amount_cents"]) == (1, 20_00)
    assert "in 1 of 2 rows" in told["text"]
