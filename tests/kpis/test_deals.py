"""Deals one by one, by hand."""

from __future__ import annotations

import math

import pandas as pd

from salesplan_nb.fiscal import WeekMonths
from salesplan_nb.kpis import deal_lives
from tests.kpis.cubes import cube_of, deals

DACH, WEST = {"region": "DACH", "amount_cents": 500}, {"region": "West", "amount_cents": 700}


def lives(frame: pd.DataFrame, as_of: str = "2026-03") -> tuple[pd.DataFrame, str]:
    return deal_lives(cube_of(as_of, opportunities=frame))


def test_a_deal_has_an_age_a_length_and_an_end() -> None:
    found, dimension = lives(
        deals(
            ("2026-01-10", "2026-02-01", "won", DACH),  # 22 days; 80 days old at the end of March
            ("2026-01-10", "2026-02-01", "won", DACH),
            ("2026-02-10", "2026-02-05", "lost", WEST),  # closed before it began: no days
            ("2026-03-31", None, "open", WEST),
        )
    )
    assert dimension == "region"
    rows = found.set_index("outcome")
    assert rows.loc["won", ["age", "days", "deals", "closed_month"]].tolist() == [80, 22, 2, "2026-02"]
    assert rows.loc["lost", ["age", "days", "amount_cents", "member"]].tolist() == [49, 0, 700, "West"]
    assert (rows.age["open"], math.isnan(rows.days["open"]), rows.closed_month["open"]) == (0, True, "")


def test_what_closed_after_as_of_was_open_and_what_began_after_it_was_not_there() -> None:
    found, _ = lives(deals(("2026-01-10", "2026-04-01", "won", DACH), ("2026-04-02", "2026-04-03", "won", WEST)))
    assert found[["outcome", "closed_month", "deals"]].to_numpy().tolist() == [["open", "", 1]]
    assert math.isnan(found.days[0])


def test_deals_are_told_apart_by_the_first_dimension_with_two_members() -> None:
    one = [
        ("2026-01-10", "2026-01-20", "won", {"region": "DACH", "product_family": family})
        for family in ("Flow", "Level")
    ]
    found, dimension = lives(deals(*one))
    assert (dimension, sorted(found.member)) == ("product_family", ["Flow", "Level"])
    fairs = [(*deal[:3], deal[3] | {"source": name}) for deal, name in zip(one, ("Fair", "Web"), strict=True)]
    assert lives(deals(*fairs))[1] == "source"
    found, dimension = lives(deals(one[0]))
    assert (dimension, found.member.tolist()) == ("", [""])


def test_a_deal_that_does_not_say_when_it_began_is_left_out() -> None:
    known = deals(("2026-01-10", "2026-01-20", "won", DACH), ("2026-01-10", "2026-01-21", "lost", DACH))
    found, _ = lives(known.assign(created=known.created.where([True, False], None)))
    assert found.outcome.tolist() == ["won"]


def test_without_a_day_of_creation_there_are_no_rows() -> None:
    frame = deals(("2026-01-10", "2026-01-20", "won", {})).drop(columns="created")
    assert lives(frame)[0].empty
    assert deal_lives(cube_of("2026-03", orders=pd.DataFrame({"month": ["2026-03"]})))[0].empty


def test_without_amounts_or_closing_days_these_are_not_known() -> None:
    frame = deals(("2026-01-10", "2026-02-01", "won", {})).drop(columns="closed")
    found, _ = lives(frame)
    assert (math.isnan(found.days[0]), math.isnan(found.amount_cents[0]), found.closed_month[0]) == (True, True, "")


def test_in_a_year_of_weeks_a_deal_began_in_the_month_that_holds_its_day() -> None:
    """February 2023 runs from 29 January, 4 weeks: the deal is 27 days old on 25 February."""
    calendar = WeekMonths.parse("4-5-4", "Saturday nearest the end of January")
    found, _ = deal_lives(cube_of("2023-02", calendar, opportunities=deals(("2023-01-29", "2023-02-01", "won", {}))))
    assert found[["month", "age"]].to_numpy().tolist() == [["2023-02", 27]]
