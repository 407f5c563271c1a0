"""Sentences of the reverse funnel."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from salesplan_nb.report.wording import pipeline
from tests.report.wording.made_up import MILLIONS, M

P = pipeline.Pipeline(59.7, 52.1, 68.1, 50.0, 194.1, 0.304, 0.0348 * M, 60.0, 0.5 * M, 0.25)


@pytest.mark.parametrize(
    ("needed", "created", "only", "words"),
    [
        (59.7, 50.0, "", "60 new deals a month are needed; 50 are created"),
        (59.7, 1.0, "", "60 new deals a month are needed; 1 is created"),
        (59.7, 70.0, "", "60 new deals a month are needed, and 70 are created"),
        (1.2, 1.0, "", "1 new deal a month is needed, as many as are created"),
        (0.0, 50.0, "", "Open deals are expected to bring all that is asked of deals"),
        (4351.0, 770.0, "2018-01", "4,351 new deals in Jan 2018 are needed; 770 a month are created"),
        (50.0, 50.0, "2018-01", "50 new deals in Jan 2018 are needed, and 50 a month are created"),
    ],
)
def test_what_is_needed_stands_beside_what_is_created(needed: float, created: float, only: str, words: str) -> None:
    assert pipeline.claim_of(replace(P, needed=needed, created=created, only=only)) == words


def test_the_reading_gives_the_arithmetic() -> None:
    told = pipeline.reading(P, [("2027-10", 0.3), ("2027-11", 0.21), ("2027-12", 0.13)], "bookings", MILLIONS)
    assert told == (
        "194 deals must be won: of all created that are old enough to tell 30% are, half of them within 60 days, at "
        "34.8k each; open deals are expected to bring 0.5M. Deals brought 25% of bookings in the last twelve months "
        "and are asked for as much. Each month counts by the deals that are won in the goal’s period: 30% of those of "
        "Oct 2027, 13% of Dec 2027."
    )
    one = pipeline.reading(replace(P, wins=1, days=1), [("2027-12", 0.1)], "revenue", MILLIONS)
    assert one.startswith(
        "1 deal must be won: of all created that are old enough to tell 30% are, half of them within 1 "
    )
    assert one.endswith("are asked for as much.")


def test_what_is_created_today_stands_beside_the_forecast() -> None:
    head = "At 770 deals a month (388 in the last three) the pipeline supports about 1.3M, the forecast says 3.0M"
    assert pipeline.supports((770.0, 388.3), 1.3 * M, 3.0 * M, MILLIONS, apart=True) == f"{head}: they disagree."
    assert pipeline.supports((770.0, 388.3), 1.3 * M, 3.0 * M, MILLIONS, apart=False) == f"{head}."


def test_the_columns_say_what_they_count() -> None:
    assert pipeline.caption("k EUR") == (
        "New deals a month; won of closed among those created long enough ago (part 5: closed in its period), 95% "
        "interval; a won deal in k EUR"
    )


def test_the_marks_are_explained() -> None:
    assert "its 95% interval" in pipeline.how()


def test_the_interval_stands_where_there_is_one() -> None:
    assert pipeline.needed_words(P) == "60 (52 to 68)"
    assert pipeline.needed_words(replace(P, low=math.nan, high=math.nan)) == "60"
    assert pipeline.needed_words(replace(P, needed=0.2)) == "0"
    assert pipeline.round_(0.5) == 1


def test_the_drawing_is_told_in_words() -> None:
    made = [("2026-09", 70.0), ("2026-10", 56.0)]
    assert pipeline.desc(P, made) == (
        "Created: Sep 2026 70, Oct 2026 56; 50 a month in the middle. Needed: 60 (52 to 68) a month."
    )
    assert pipeline.desc(replace(P, only="2027-01"), made).endswith("Needed: 60 (52 to 68) in Jan 2027.")


def test_a_refusal_says_what_would_lift_it() -> None:
    assert pipeline.refused("")[1:] == ("No deal with a day of creation is known.", pipeline.LIFT)
    assert pipeline.refused("9 deals are closed")[1:] == ("9 deals are closed.", pipeline.OLDER)
    assert pipeline.refused("no won deal has an amount")[1:] == ("No won deal has an amount.", pipeline.LIFT)
    assert pipeline.refused("every month left is too late")[2] == "Open opportunities have to bring it."


def test_how_near_both_came_is_told_of_ten_quarters_or_more() -> None:
    assert pipeline.looking_back(10, 0.3, 0.1) == (
        "In 10 past quarters the deals of the day missed what deals then won by 30%, their history alone by 10%."
    )
    assert pipeline.looking_back(9, 0.3, 0.1).startswith("Only 9 past quarters can be looked at: too few")
    assert pipeline.looking_back(0, math.nan, math.nan) == ""


def test_the_first_screen_has_the_disagreement_in_short() -> None:
    told = pipeline.disagrees(1.3 * M, 3.0 * M, MILLIONS)
    assert told == "today’s deals support about 1.3M, the forecast says 3.0M"
