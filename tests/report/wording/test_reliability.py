"""Sentences about past chances, each with what turns it round."""

from __future__ import annotations

import math

from salesplan_nb.report.wording import reliability

ALL = {"told": True, "held": True, "tests": (19, 24)}


def test_chances_came_true_unless_a_fifth_lies_outside_its_band() -> None:
    whole, two = (0.39, 0.58, 92), [(0.85, 0.4), (0.3, 0.5)]
    assert reliability.claim_of([], whole, **ALL) == "92 past chances came true about as often as they said"
    assert reliability.claim_of(two, whole, **ALL) == "Past chances of 85% came true 40% of the time: not calibrated"
    assert (
        reliability.claim_of(two, whole, **ALL | {"told": False})
        == "Past chances of 85% came true 40% of the time: not calibrated"
    )
    near = [(0.55, 0.5), (0.3, 0.5)]
    assert reliability.claim_of(near, whole, **ALL) == "Past chances of 30% came true 50% of the time: not calibrated"
    assert reliability.claim_of([], (0.5, 1.0, 1), **ALL).startswith("1 past chance came true")


def test_what_cannot_be_judged_gives_the_plain_shares() -> None:
    whole, few = (0.39, 0.58, 92), "58% of past goals were reached, 39% were told: too few to judge"
    assert reliability.claim_of([], whole, **ALL | {"told": False}) == few
    assert reliability.claim_of([], whole, told=True, held=False, tests=(4, 8)) == few
    failed = reliability.claim_of([], whole, told=True, held=False, tests=(5, 12))
    assert failed == "Past ranges did not hold 8 in 10, so chances are not calibrated"
    often = reliability.claim_of([], whole, told=True, held=False, tests=(21, 21))
    assert often == "Past ranges were too wide, so chances are not calibrated"


def test_a_score_from_few_tests_says_little() -> None:
    assert reliability.reading(0.22, 0.11, told=False, held=True) == (
        "Brier score 0.22; bands this wide would hold almost any share, so it says little."
    )


def test_the_diagram_is_told_fifth_by_fifth() -> None:
    assert (
        reliability.given([(0.1, 0.0, 12), (0.9, 1.0, 3)]) == "10% given, 0% reached (12); 90% given, 100% reached (3)."
    )


def test_a_score_is_read_against_the_share_that_was_reached() -> None:
    assert reliability.reading(0.124, 0.4, told=True, held=True) == (
        "Brier score 0.12: 40% better than always naming each goal’s share that was reached."
    )
    assert "no better" in reliability.reading(0.3, -0.2, told=True, held=True)
    assert "no better" in reliability.reading(0.3, 0.001, told=True, held=True)
    assert "cannot be told" in reliability.reading(0.0, math.nan, told=True, held=True)
    assert reliability.reading(0.1, 0.4, told=True, held=False).endswith(
        "Ranges are not calibrated, so neither are chances."
    )


def test_ways_of_parts_are_told_with_what_they_gained() -> None:
    ways = [("region", "own forecasts", 0.05), ("channel", "shares of the total", 0.1)]
    assert reliability.parts_claim(ways) == "Regions are forecast alone; channels as shares of the total"
    assert reliability.parts_claim(ways[:1]) == "Regions are forecast alone"
    alike = [("product_family", "shares of the total", 0.05), ("channel", "shares of the total", 0.1)]
    together = "Product families and channels are forecast as shares of the total"
    assert reliability.parts_claim(alike) == together
    # of three the two with the largest gain are named
    assert reliability.parts_claim([("region", "own forecasts", 0.01), *alike]) == together
    assert reliability.parts_reading(6) == (
        "Each way forecast quarters of past months from up to 6 origins; the one with the lower error is used, "
        "and parts add up to the total on every path."
    )
    assert reliability.parts_reading(0) == (
        "The two ways could not be compared on this history; parts add up to the total on every path."
    )


def test_what_was_made_once_is_left_out_of_the_forecast_and_what_was_missed_put_back() -> None:
    assert reliability.one_off(120_000_000, "DACH", None, "one ministry") == (
        "Left out of the forecast, not out of the base: 1,200,000 in DACH (one ministry)."
    )
    assert reliability.one_off(-50, "DACH", "Flow", "strike").startswith("Put back into the forecast")
    assert "in DACH and Flow (strike)" in reliability.one_off(-50, "DACH", "Flow", "strike")
    assert reliability.one_off(100, None, None, "fair") == "Left out of the forecast, not out of the base: 1 (fair)."
