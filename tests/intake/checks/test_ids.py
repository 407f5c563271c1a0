from __future__ import annotations

from collections.abc import Callable

import pytest

from salesplan_nb.intake.checks.ids import SPOILED, shorter
from tests.intake.checks.told import Found

TABLES = """
orders:
  file: orders.csv
  columns: {order_date: date, amount: net, customer_id: customer}
customers:
  file: customers.csv
  columns: {customer_id: id, name: name}
"""


def files(orders: list[str], customers: list[str]) -> dict[str, str | bytes]:
    return {
        "orders.csv": "\n".join(["date,net,customer", *(f"2026-10-30,10,{one}" for one in orders)]) + "\n",
        "customers.csv": "\n".join(["id,name", *customers]) + "\n",
    }


def test_whole_ids_give_no_finding(found: Callable[..., Found]) -> None:
    assert found(TABLES, files(["00123", "20500"], ["00123,Elm", "20500,Oak"])) == {}


def test_ids_without_the_zeros_that_they_have_elsewhere_are_told_with_their_money(found: Callable[..., Found]) -> None:
    told = found(TABLES, files(["123", "123", "20500"], ["00123,Elm", "20500,Oak"]))
    assert set(told) == {"lost-zeros"}
    one = told["lost-zeros"]
    assert (one["weight"], one["rows"], one["amount_cents"]) == ("must", 2, 20_00)
    assert "'123' for '00123'" in one["text"]
    assert "synonyms: {customer_id: {'00123': ['123']}}" in one["hint"]


def test_zeros_behind_letters_are_zeros_too(found: Callable[..., Found]) -> None:
    assert "'C79' for 'C0079'" in found(TABLES, files(["C79"], ["C0079,Elm"]))["lost-zeros"]["text"]


def test_numbers_that_run_on_have_lost_nothing() -> None:
    assert shorter({"9": 1, "10": 1, "99": 1, "100": 1}) == ([], 0)


@pytest.mark.parametrize("text", ["1E5", "1.23E+10", "1-Mar", "Mar-01", "17850.0", "#REF!", "####"])
def test_these_look_spoiled(text: str) -> None:
    assert SPOILED.fullmatch(text)


@pytest.mark.parametrize("text", ["85123A", "84997E", "E5", "1.0.2", "M", "POST", "12-MAR", "2026-03", "15E", "E-100"])
def test_these_do_not(text: str) -> None:
    assert not SPOILED.fullmatch(text)


def test_spoiled_ids_are_a_must(found: Callable[..., Found]) -> None:
    told = found(TABLES, files(["1.23E+10", "C2"], ["1.23E+10,Elm", "C2,Oak"]))
    assert {check: (row["weight"], row["rows"]) for check, row in told.items()} == {"spoiled-ids": ("must", 2)}


def test_long_numbers_that_all_end_in_zeros_lost_their_last_digits(found: Callable[..., Found]) -> None:
    lost = ["1234567890123450000", "2234567890123450000"]
    assert "spoiled-ids" in found(TABLES, files(lost, [f"{one},Elm {one}" for one in lost]))
