"""Sentences of the base."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from salesplan_nb.report.wording import base, landing
from tests.report.wording.made_up import MILLIONS, M, figures


def test_the_base_adds_up_as_printed() -> None:
    n = landing.Numbers(
        28.8 * M,
        24.04 * M,
        18.96 * M,
        5.08 * M,
        "2026",
        "2027",
        12,
        (1, 2, 3),
        (1, 2, 3),
        0.3,
        0.2,
        0.4,
        MILLIONS,
        True,
    )
    text = base.base_sentence(n, "Jan to Oct", "Nov to Dec", base.control_words(0.0012), [("month", 19, 24)])
    assert text.startswith(
        "Base 24.0M = Jan to Oct actual (19.0M, 0.1% off Finance’s ledger) + Nov to Dec forecast (5.0M)."
    )  # 19.0 + 5.0 = 24.0
    assert "untested" in base.base_sentence(n, "Jan to Oct", "Nov to Dec", "", [])


def test_a_base_that_does_not_give_the_goal_as_printed_says_why() -> None:
    # 23.9568 x 1.20 = 28.74816: 28.7 is printed, while 24.0 x 1.20 = 28.8
    n = replace(figures(goal=28.74816, base=23.9568), base_actual=18.7858 * M, base_forecast=5.171 * M)
    text = base.base_sentence(n, "Jan to Oct", "Nov to Dec", "", [])
    assert text.startswith(
        "Base 24.0M = Jan to Oct actual (18.8M) + Nov to Dec forecast (5.2M). "  # 18.8 + 5.2 = 24.0
        "The goal is +20% on the base before rounding. Ranges "
    )
    assert "rounding" not in base.base_sentence(figures(), "", "", "", [])


def test_a_base_without_forecast_or_without_orders_says_so() -> None:
    whole = base.base_sentence(figures(), "", "", "", [("month", 19, 24), ("quarter", 6, 10)])
    assert (
        whole == "Base 24.0M = 2026 actual. Ranges should hold 8 in 10; past tests by month 19 of 24, quarter 6 of 10."
    )
    none = base.base_sentence(figures(base=math.nan), "", "", "", [("month", 1, 1), ("quarter", 0, 0)])
    assert none == (
        "The orders do not cover the months that the goal is compared with. "
        "Ranges should hold 8 in 10; past tests by month 1 of 1."
    )


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (None, ""),
        (0.0004, "as in Finance’s ledger"),
        (0.0, "as in Finance’s ledger"),
        (-0.0012, "0.1% off Finance’s ledger"),
        (0.25, "25.0% off Finance’s ledger"),
    ],
)
def test_the_base_is_compared_with_the_ledger(difference: float | None, words: str) -> None:
    assert base.control_words(difference) == words
