"""Sentences of the target build."""

from __future__ import annotations

from salesplan_nb.report.wording import build
from tests.report.wording.made_up import MILLIONS, M


def test_the_rest_is_named_for_what_it_is() -> None:
    assert build.claim_of(0.9, "0.9M", "28.8M") == "0.9M of the goal is explained by nothing in this plan"
    assert build.claim_of(-0.7, "0.7M", "28.8M") == "If people can serve it, the steps pass the goal by 0.7M"
    assert build.claim_of(0.01, "0.0M", "28.8M") == "Every part of the goal of 28.8M is explained by a step"
    assert (build.rest_label(1), build.rest_label(-1)) == ("Not explained", "Past the goal")


def test_customers_are_counted_where_a_step_is_about_them() -> None:
    assert build.customers_note("lost", 1) == "1 customer in twelve months"
    assert build.customers_note("new", 1_200) == "1,200 customers in twelve months"
    assert build.customers_note("forecast", 0) == ""


def test_the_table_says_whom_it_counts_where_it_counts_customers() -> None:
    head = "Steps from base to goal with the range declared, m EUR"
    assert build.caption("m EUR", customers=False) == head
    assert build.caption("m EUR", customers=True) == f"{head}; who has more credits than orders is no customer here"


def test_what_rounding_leaves_is_said() -> None:
    assert build.rounding_note("−0.1") == " Each figure is rounded by itself: −0.1 is left."


def test_the_reading_says_by_which_rule_and_leaves_out_what_is_nothing() -> None:
    told = build.reading((63, -1.5 * M), 2.8 * M, (1, 1.3 * M), -1.0 * M, 24.0 * M, MILLIONS)
    assert told == (
        "At the pace of the last twelve months, on this base: customers lost take 1.5M (63 have left), those who stay "
        f"buy 2.8M more, new ones bring 1.3M (1 was won); the forecast takes 1.0M from that pace. {build.APART}"
    )
    assert build.reading((1, -1.5 * M), -2.8 * M, (0, 0), 1.0 * M, 24.0 * M, MILLIONS) == (
        "At the pace of the last twelve months, on this base: customers lost take 1.5M (1 has left), those who stay "
        f"buy 2.8M less; the forecast adds 1.0M to that pace. {build.APART}"
    )
    assert build.reading((0, 0), 0.01 * M, (2, 0.2 * M), 0.01 * M, 24.0 * M, MILLIONS) == (
        f"At the pace of the last twelve months, on this base: new ones bring 0.2M (2 were won). {build.APART}"
    )
    assert build.reading((0, 0), 0, (0, 0), M, 24.0 * M, MILLIONS) == build.APART


def test_why_the_customers_are_one_step() -> None:
    assert build.untold_reading("the orders name no customer") == (
        f"Lost, kept and new customers are one step: the orders name no customer. {build.APART}"
    )


def test_a_step_of_half_the_base_may_rest_on_what_was_sold_once() -> None:
    once = "One of these is more than half of the base: what was sold once belongs under one_offs: in plan.yml."

    def told(lost: float, kept: float, new: float, base: float = 24.0) -> bool:
        return once in build.reading((1, -lost * M), kept * M, (1, new * M), 0.0, base * M, MILLIONS)

    assert [told(12.1, 0, 1), told(1, 12.1, 1), told(1, -12.1, 1), told(1, 1, 12.1)] == [True] * 4
    assert not told(11.9, 11.9, 11.9)
    assert not told(1, 1, 1, 0.0)
