"""The tables of the goal's parts: what they print sums as printed, and the sentence is theirs."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.goals.result import Goals
from salesplan_nb.report import breakdown
from salesplan_nb.report.numbers import Scale
from salesplan_nb.report.objects import Refusal, Table
from salesplan_nb.report.target_steps import member_steps
from salesplan_nb.report.targets import breakdown as breakdown_of
from salesplan_nb.report.targets import further_breakdowns
from salesplan_nb.results import framed

M = 100_000_000


def parts(*rows: tuple[str, str, float, float, float]) -> pd.DataFrame:
    """Rows of dimension, member, target, forecast and basis [M]; the ambition is what is left."""
    made = [
        ("g", d, m, round(t * M), round(f * M), round((t - f) * M) - round(b * M), round(b * M))
        for d, m, t, f, b in rows
    ]
    return framed(Goals, "bottom_up", made)


MONTHS = (
    ("total", "total", 3.083, 2.99, 0.0), ("month", "2018-01", 1.028, 0.72, 0.28),
    ("month", "2018-02", 1.028, 1.02, -0.02), ("month", "2018-03", 1.027, 1.25, -0.26),
)  # fmt: skip


def cells(table: Table) -> list[list[str]]:
    return [[str(getattr(cell, "text", cell)) for cell in row] for row in table.rows]


def test_an_even_split_against_an_uneven_forecast_is_said() -> None:
    table = breakdown.bottom_up(parts(*MONTHS), "g", currency="USD")
    assert isinstance(table, Table)
    assert table.claim == "Jan 2018 is asked most beyond its own forecast: 1,028.00k against 720.00k"
    assert table.head == ("Month", "Own forecast", "Goal", "Beyond it")
    assert cells(table)[0] == ["Jan 2018", "720", "1,028", "308"]
    assert cells(table)[-1] == ["All", "2,990", "3,083", "93"]
    assert not table.reading


def test_regions_are_shown_where_there_are_some_and_the_rest_is_folded_into_the_sums() -> None:
    regions = [("region", f"R{k:02d}", 1.0 + k / 10, 0.9, 0.0) for k in range(14)]
    table = breakdown.bottom_up(parts(*MONTHS, *regions), "g", currency="USD")
    assert isinstance(table, Table)
    rows = cells(table)
    assert len(rows) == 13
    assert rows[0][0] == "R13"
    assert rows[-2][0] == "others"
    for column in (1, 2, 3):
        amounts = [int(row[column].replace(",", "").replace("\u2212", "-")) for row in rows]
        assert sum(amounts[:-1]) == amounts[-1]
    assert table.reading.startswith("Among regions it is R13: 1.4M beyond")


def test_months_that_are_asked_alike_are_said_to_be() -> None:
    months = [("month", f"2018-0{k}", 1.1, 1.0, basis) for k, basis in ((1, 0.01), (2, -0.01))]
    alike = parts(("total", "total", 2.2, 2.0, 0), *months)
    table = breakdown.bottom_up(alike, "g", currency="USD")
    assert isinstance(table, Table)
    assert table.claim == "All months are asked alike: 10% beyond their own forecasts"


def test_without_a_comparison_that_is_said() -> None:
    assert isinstance(breakdown.bottom_up(parts(*MONTHS), "other", currency="USD"), Refusal)
    empty = framed(Goals, "replan", [])
    assert isinstance(breakdown.replan(empty, empty, empty, "g", currency="USD"), Refusal)


@pytest.mark.parametrize("goal_id", ["g", "later"])
def test_what_is_left_stands_beside_what_was_asked(goal_id: str) -> None:
    rows = [("g", "2026-10", "A", "x", "", True, 700_000_00, True)]
    rows += [
        ("g", month, "A", "x", "", False, cents, True)
        for month, cents in (("2026-11", 200_000_00), ("2026-12", 300_000_00))
    ]
    targets = pd.DataFrame(
        {"goal_id": "g", "month": ["2026-10", "2026-11", "2026-12"], "target": [400_000_00] * 3, "region": "A"}
    )
    goals = pd.DataFrame([{"goal_id": "g", "name": "Bookings 2026", "target": 1_200_000_00.0}])
    table = breakdown.replan(framed(Goals, "replan", rows), targets, goals, goal_id, currency="EUR")
    assert isinstance(table, Table)
    assert table.claim == "500.0k of Bookings 2026 is left for Nov to Dec 2026"
    assert table.caption.startswith("Bookings 2026, months to come")
    assert table.reading == "The targets of these 2 months were 800.0k, so 300.0k less is asked now."
    assert cells(table) == [["Nov 2026", "400", "200"], ["Dec 2026", "400", "300"], ["All", "800", "500"]]


def test_a_goal_that_is_passed_says_by_how_much() -> None:
    rows = [("g", "2026-11", "A", "x", "", True, 2_000_000_00, False), ("g", "2026-12", "A", "x", "", False, 0, False)]
    targets = pd.DataFrame({"goal_id": "g", "month": ["2026-11", "2026-12"], "target": [600_000_00] * 2})
    goals = pd.DataFrame([{"goal_id": "g", "name": "Bookings 2026", "target": 1_200_000_00.0}])
    table = breakdown.replan(framed(Goals, "replan", rows), targets, goals, "g", currency="EUR")
    assert isinstance(table, Table)
    assert table.claim == "Bookings 2026 is reached with 800.0k to spare; no more is asked"
    assert "spread without them" in table.reading


def whole(text: str) -> int:
    return int(text.replace(",", "").replace("\u2212", "-"))


@settings(max_examples=15)
@given(
    st.lists(st.lists(st.integers(0, 3_000_000_00), min_size=12, max_size=12), min_size=2, max_size=14),
    st.integers(0, 11),
)
def test_a_member_is_printed_alike_in_all_tables(amounts: list[list[int]], closed: int) -> None:
    """Targets of regions by month in 2027, of which some months have closed."""
    months = [f"2027-{k:02d}" for k in range(1, 13)]
    rows = [("g", m, f"R{r:02d}", "x", a) for r, own in enumerate(amounts) for m, a in zip(months, own, strict=True)]
    targets = pd.DataFrame(rows, columns=["goal_id", "month", "region", "product_family", "target"])
    total = int(targets.target.sum())
    if not total:
        return
    of = {d: targets.groupby(d).target.sum() for d in ("region", "month")}
    compared = [("total", "total", total)] + [(d, str(m), int(t)) for d, sums in of.items() for m, t in sums.items()]
    bottom = framed(Goals, "bottom_up", [("g", d, m, t, t // 2, t - t // 2, 0) for d, m, t in compared])
    rest = framed(Goals, "replan", [("g", m, "A", "x", "", k < closed, 5_00, True) for k, m in enumerate(months)])
    goals = pd.DataFrame([{"goal_id": "g", "name": "Bookings 2027", "target": float(total)}])
    split = breakdown_of(targets, "g", currency="EUR")
    regions = breakdown.bottom_up(bottom, "g", currency="EUR")
    by_month = breakdown.bottom_up(bottom[bottom.dimension != "region"], "g", currency="EUR")
    left = breakdown.replan(rest, targets, goals, "g", currency="EUR")
    assert isinstance(split, Table)
    assert isinstance(regions, Table)
    assert isinstance(by_month, Table)
    assert isinstance(left, Table)
    assert [(row[0], row[-1]) for row in cells(split)] == [(row[0], row[2]) for row in cells(regions)]
    asked = [whole(row[2]) for row in cells(by_month)[:-1]]
    assert [row[1] for row in cells(left)[:-1]] == [row[2] for row in cells(by_month)[closed:-1]]
    quarters = [whole(text) for text in cells(split)[-1][1:-1]]
    assert quarters == [sum(asked[k : k + 3]) for k in (0, 3, 6, 9)]
    for table in (split, regions, by_month, left):
        body = [[whole(text) for text in row[1:]] for row in cells(table)]
        assert [sum(column) for column in zip(*body[:-1], strict=True)] == body[-1]
    for *parts_of, sums in ([whole(text) for text in row[1:]] for row in cells(split)):
        assert sum(parts_of) == sums
        assert min(parts_of) >= 0
    # less than two steps from the cents: one for the goal's own rounding, one for the remainders
    step = Scale.of(total / 1000).divisor * 100
    folded = cells(regions)[:-1] if len(amounts) <= 12 else cells(regions)[:-2]
    assert all(abs(whole(row[2]) - of["region"][row[0]] / step) < 2 for row in folded)


def test_of_equal_members_the_first_by_name_is_rounded_up_in_whatever_order_they_come() -> None:
    # 1.5 + 1.5 + 1 of a hundred are 4: one of the two equals has the step that is left
    assert member_steps({"B": 150, "A": 150, "C": 100}, 100) == {"B": 1, "A": 2, "C": 1}
    assert member_steps({"A": 150, "C": 100, "B": 150}, 100) == {"A": 2, "C": 1, "B": 1}
    assert member_steps({"A": 0, "B": 0}, 100) == {"A": 0, "B": 0}


def test_families_and_routes_stand_beside_the_regions() -> None:
    rows = [
        ("g", month, region, family, "web", 250_000_00)
        for month in ("2027-01", "2027-04") for region in "AB" for family in "xy"
    ]  # fmt: skip
    targets = pd.DataFrame(rows, columns=["goal_id", "month", "region", "product_family", "channel", "target"])
    families, routes = further_breakdowns(targets, "g", currency="EUR")
    assert (families.id, routes.id) == ("breakdown-product-family", "breakdown-channel")
    assert families.caption == "Goal by product family and quarter, EUR thousand"
    assert families.claim == "50% of the goal falls to x; Q1 brings 50%"
    assert cells(families) == [
        ["x", "500", "500", "1,000"],
        ["y", "500", "500", "1,000"],
        ["All", "1,000", "1,000", "2,000"],
    ]
    assert further_breakdowns(targets.assign(product_family="unassigned", channel=""), "g", currency="EUR") == []
    assert further_breakdowns(targets, "other", currency="EUR") == []
    without = breakdown_of(targets.assign(region="unassigned"), "g", currency="EUR")
    assert isinstance(without, Table)
    assert without.head[0] == "Product family"
