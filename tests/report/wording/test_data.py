"""Sentences about the data."""

from __future__ import annotations

import math

import pytest

from salesplan_nb.report.wording import data as say

LONG = "the months of 2019 hold orders of two companies that were bought since, " * 4


def test_years_are_told_as_one_or_as_a_span() -> None:
    assert say.years_claim("2023", "2026", "65.34M", "EUR", "bookings") == "Bookings used: EUR 65.34M from 2023 to 2026"
    assert say.years_claim("2026", "2026", "0.00M", "EUR", "revenue") == "Revenue used: EUR 0.00M in 2026"
    assert say.span("2018-04", "2019-03") == "Apr 2018 to Mar 2019"
    assert say.span("2018-04", "2018-04") == "Apr 2018"


@pytest.mark.parametrize(
    ("partial", "words"),
    [
        ([], "Every year is whole."),
        (["2026"], "2026 is not whole, so not to be compared with the others."),
        (["2023", "2026"], "2023 and 2026 are not whole, so not to be compared with the others."),
        (["2022", "2023", "2026"], "2022, 2023 and 2026 are not whole, so not to be compared with the others."),
    ],
)
def test_years_that_are_not_whole_are_named(partial: list[str], words: str) -> None:
    assert say.years_reading(partial) == words


@pytest.mark.parametrize(
    ("must", "notes", "words"),
    [
        (0, 0, "The data checks noted nothing"),
        (0, 1, "The data checks noted 1 point; it does not stand in the way of signing"),
        (0, 1200, "The data checks noted 1,200 points; none stands in the way of signing"),
        (1, 5, "One point of the data must be settled before signing"),
        (12, 0, "12 points of the data must be settled before signing"),
    ],
)
def test_points_of_the_data_are_counted_by_what_they_stand_in_the_way_of(must: int, notes: int, words: str) -> None:
    assert say.findings_claim(must, notes) == words


def test_the_first_screen_names_the_weightiest_finding_and_how_many_more_there_are() -> None:
    assert say.warning([], 0) == ""
    assert say.warning(["a month is empty"], 0) == "Data to settle first: a month is empty."
    assert say.warning(["a month is empty", "b", "c"], 1) == (
        "Data to settle first: a month is empty (2 more under Data). One thing was assumed and must be confirmed."
    )
    assert say.warning(["a month is empty", "b"], 0) == "Data to settle first: a month is empty (1 more under Data)."
    assert say.warning([], 2) == "Two things were assumed and must be confirmed."
    cut = say.warning([LONG], 0)
    assert len(cut) <= len("Data to settle first: .") + say.FIRST_SCREEN
    assert cut.endswith("….")


@pytest.mark.parametrize(
    ("attained", "words"),
    [
        (0.94, "Orders came to 94% of the targets that were set before"),
        (0.9996, "Orders came to over 99% of the targets that were set before"),  # not 100%: something is missing
        (1.0, "Orders came to 100% of the targets that were set before"),
        (0.0, "Orders came to 0% of the targets that were set before"),
        (-0.02, "Orders came to −2% of the targets that were set before"),
        (math.nan, "The earlier targets sum to nothing, so no attainment can be said"),
    ],
)
def test_attainment_of_earlier_targets(attained: float, words: str) -> None:
    assert say.targets_claim(attained) == words


def test_targets_that_were_reached_are_counted() -> None:
    assert say.targets_reading(0, 12) == "0 of 12 monthly targets were reached."
    assert say.targets_reading(1, 1) == "1 of 1 monthly target was reached."
    assert say.targets_reading(1200, 2400) == "1,200 of 2,400 monthly targets were reached."
