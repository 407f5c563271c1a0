"""Sentences of what stands behind the plan."""

from __future__ import annotations

import math

import pytest

from salesplan_nb.report.wording import quality


def test_rows_and_todos_are_counted_in_good_english() -> None:
    assert quality.accounting_claim(1, 1) == "The one row read was used"
    assert quality.accounting_claim(60_000, 59_120) == "59,120 of 60,000 rows read were used"
    assert quality.todos_claim(1, 0) == "One thing must be done before the plan can be signed"
    assert quality.todos_claim(0, 0) == "Nothing is open"


def test_no_row_and_all_rows_are_said() -> None:
    assert quality.accounting_claim(0, 0) == "No row was read"
    assert quality.accounting_claim(60_000, 60_000) == "All 60,000 rows read were used"
    assert quality.accounting_claim(2, 1) == "1 of 2 rows read was used"
    assert quality.accounting_claim(2, 0) == "0 of 2 rows read were used"


@pytest.mark.parametrize(
    ("aside", "orders", "unrated", "words"),
    [
        (0, [], [], "No row was set aside."),
        (1, [], [], "1 row was set aside by rules; each rule is below."),
        (52, ["EUR 3.12k"], [], ("52 rows were set aside by rules; the orders among them come to EUR 3.12k; each rule "
         "is below.")),
        (52, ["EUR −3.12k"], ["USD 1.00k"], ("52 rows were set aside by rules; the orders among them come to "
         "EUR −3.12k and USD 1.00k without a rate; each rule is below.")),
    ],
)  # fmt: skip
def test_what_was_set_aside_is_told_with_its_money(
    aside: int, orders: list[str], unrated: list[str], words: str
) -> None:
    assert quality.accounting_reading(aside, orders, unrated) == words


@pytest.mark.parametrize(
    ("months", "difference", "worst", "words"),
    [
        (34, 0.004, 0.02, "Orders differ from Finance’s ledger by 0.4% over 34 months"),
        (34, -0.004, -0.02, "Orders differ from Finance’s ledger by 0.4% over 34 months"),
        (34, 0.0004, 0.02, "Orders agree with Finance’s ledger over 34 months together"),
        (34, 0.0004, 0.0004, "Orders agree with Finance’s ledger in all 34 months"),
        (1, 0.0, 0.0, "Orders agree with Finance’s ledger in the one month"),
        (1, 0.004, 0.004, "Orders differ from Finance’s ledger by 0.4% over 1 month"),
        (34, math.nan, 0.02, "Finance’s ledger sums to nothing over 34 months: no difference can be said"),
    ],
)
def test_orders_are_set_against_the_ledger(months: int, difference: float, worst: float, words: str) -> None:
    assert quality.controls_claim(months, difference, worst) == words


def test_the_month_that_differs_most_is_named_with_its_side() -> None:
    assert quality.controls_reading("Jan 2026", 0.012) == (
        "The largest difference is 1.2%, in Jan 2026: orders lie above the ledger."
    )
    assert quality.controls_reading("Jan 2026", -0.012).endswith("orders lie below the ledger.")
    assert quality.controls_reading("Jan 2026", -0.0004) == "No month differs by 0.1% or more."


def test_corrections_and_missing_tables_are_told() -> None:
    assert quality.corrections_words(0, 0) == "No value was corrected."
    assert quality.corrections_words(1, 1) == "One value was corrected by a stated rule, in 1 row."
    assert quality.corrections_words(12, 1400) == "12 values were corrected by a stated rule, in 1,400 rows."
    assert quality.absent_words([]) == "Every table that a section of the plan rests on is there."
    assert quality.absent_words([("ratings", "no satisfaction."), ("reps", "no quotas")]) == (
        "Without ratings: no satisfaction. Without reps: no quotas."
    )


def test_what_is_open_is_counted() -> None:
    assert quality.todos_claim(2, 5) == "Two things must be done before the plan can be signed"
    assert quality.todos_claim(0, 1) == "One thing could still be added; nothing stands in the way of signing"
    assert quality.todos_words(0, 1200) == "0 must, 1,200 may"


def test_the_method_says_what_past_tests_told() -> None:
    head = "Share of simulated paths whose sum over the goal’s period reaches it. "
    assert quality.chance_method(19, 24) == (
        f"{head}In past tests 19 of 24 outcomes fell into the 8-in-10 range; that is in line with 8 in 10."
    )
    assert quality.chance_method(0, 0) == (f"{head}No past test was possible; that is too few to compare with 8 in 10.")
    assert quality.chance_method(6, 8).endswith(
        "6 of 8 outcomes fell into the 8-in-10 range; that is too few to compare with 8 in 10."
    )
    assert quality.chance_method(5, 12).endswith("that is not in line with 8 in 10.")


def test_a_copy_to_share_says_whose_names_are_replaced() -> None:
    assert quality.redacted_words(()) == ""
    assert quality.redacted_words(("people",)) == "Names of people are replaced by ids."
    assert quality.redacted_words(("people", "accounts")) == "Names of people and accounts are replaced by ids."
