from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.errors import PlanErrors
from salesplan_nb.intake.assignments import EVER, NOW, Assignments, assignments

COLUMNS = ["customer_id", "rep_id", "region", "starts", "ends", "share", "kind"]


def place(row: int) -> str:
    return f"assignments.csv:{row + 2}"


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    frame = pd.DataFrame([{"customer_id": "C1", **row} for row in rows], columns=COLUMNS, dtype="object")
    return frame.assign(starts=pd.to_datetime(frame["starts"]), ends=pd.to_datetime(frame["ends"]))


def made(*rows: dict[str, Any]) -> Assignments:
    return assignments(table(*rows), place=place)


def faults(*rows: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    with pytest.raises(PlanErrors) as found:
        made(*rows)
    assert found.value.exit_code == 3
    return [(error.reference, error.context) for error in found.value.errors]


def number(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def test_a_customer_that_moves_on_the_first_of_july_has_two_spans() -> None:
    found = made({"rep_id": "Ada", "ends": "2026-06-30"}, {"rep_id": "Ben", "starts": "2026-07-01"})
    assert [(s.first, s.last, s.people) for s in found.owners] == [
        (EVER, number("2026-06-30"), (("Ada", 1),)),
        (number("2026-07-01"), NOW, (("Ben", 1),)),
    ]
    assert found.gaps.empty


def test_two_reps_share_a_customer_and_a_third_joins_for_a_month() -> None:
    found = made(
        {"rep_id": "Ben", "share": 0.4},
        {"rep_id": "Ada", "share": 0.6, "ends": "2026-06-30"},
        {"rep_id": None, "share": 0.6, "starts": "2026-07-01"},
    )
    assert [span.people for span in found.owners] == [
        (("Ada", Fraction(3, 5)), ("Ben", Fraction(2, 5))),
        (("Ben", Fraction(2, 5)), (None, Fraction(3, 5))),  # the house account last
    ]


def test_an_overlap_names_its_rows_days_and_sum() -> None:
    assert faults({"rep_id": "Ada", "ends": "2026-07-01"}, {"rep_id": "Ben", "starts": "2026-07-01"}) == [
        (
            "shares-not-one",
            ("assignments.csv:2, assignments.csv:3: C1, from 2026-07-01 to 2026-07-01: shares sum to 2",),
        )
    ]


def test_shares_that_sum_to_less_than_one_are_no_split() -> None:
    assert faults({"rep_id": "Ada", "share": 0.6}, {"rep_id": "Ben", "share": 0.3}) == [
        ("shares-not-one", ("assignments.csv:2, assignments.csv:3: C1, since ever: shares sum to 0.9",))
    ]


@pytest.mark.parametrize("third", [0.333, 0.3333, 1 / 3])
def test_thirds_may_be_written_in_three_decimals(third: float) -> None:
    assert len(made(*[{"rep_id": name, "share": third} for name in ("Ada", "Ben", "Cem")]).owners) == 1


def test_thirds_in_two_decimals_lose_a_hundredth_and_are_refused() -> None:
    assert faults(*[{"rep_id": name, "share": 0.33} for name in ("Ada", "Ben", "Cem")])[0][0] == "shares-not-one"


def test_days_of_nobody_between_two_owners_are_a_gap_not_an_error() -> None:
    found = made(
        {"rep_id": "Ada", "starts": "2025-01-01", "ends": "2026-06-30"},
        {"rep_id": "Ben", "starts": "2026-07-11", "ends": "2026-12-31"},
    )
    assert found.gaps.to_numpy().tolist() == [["C1", date(2026, 7, 1), date(2026, 7, 10)]]
    assert len(found.owners) == 2


@pytest.mark.parametrize("share", [0, -0.5, 1.01])
def test_a_share_is_above_nought_and_at_most_one(share: float) -> None:
    found = faults({"rep_id": "Ada", "share": share}, {"customer_id": "C2", "rep_id": "Ada"})
    assert found == [("share-out-of-range", (f"assignments.csv:2, column share: '{float(share)}'",))]


def test_it_cannot_end_before_it_starts() -> None:
    found = faults({"rep_id": "Ada", "starts": "2026-07-01", "ends": "2026-06-30"})
    assert found == [("ends-before-starts", ("assignments.csv:2: 2026-07-01 to 2026-06-30",))]


def test_one_day_is_a_span() -> None:
    (span,) = made({"rep_id": "Ada", "starts": "2026-07-01", "ends": "2026-07-01"}).owners
    assert span.first == span.last == number("2026-07-01")


def test_a_customer_is_in_one_region_a_day() -> None:
    rows: list[dict[str, Any]] = [
        {"rep_id": "Ada", "share": 0.5, "region": "North"},
        {"rep_id": "Ben", "share": 0.5, "region": "South", "ends": "2026-06-30"},
        {"rep_id": "Ben", "share": 0.5, "starts": "2026-07-01"},
    ]
    assert faults(*rows) == [
        ("two-regions", ("assignments.csv:2, assignments.csv:3: C1, since ever to 2026-06-30: North, South",))
    ]
    rows[1]["region"] = "North"
    assert [span.region for span in made(*rows).owners] == ["North", "North"]
    assert [span.region for span in made(*rows[::-1]).owners] == ["North", "North"]  # one that says nothing goes along


def test_an_overlay_stands_beside_the_owners_and_asks_for_no_sum() -> None:
    found = made(
        {"rep_id": "Ada", "region": "North"},
        {"rep_id": "Eve", "region": "South", "kind": "overlay", "share": 0.5, "starts": "2026-01-01"},
        {"rep_id": "Kim", "kind": "overlay", "starts": "2026-07-01"},
    )
    assert [span.people for span in found.owners] == [(("Ada", 1),)]
    assert [span.people for span in found.overlays] == [(("Eve", 0.5),), (("Eve", 0.5), ("Kim", 1))]


def test_an_overlay_is_somebody() -> None:
    found = faults({"rep_id": "Ada"}, {"rep_id": None, "kind": "overlay"})
    assert found == [("overlay-of-nobody", ("assignments.csv:3, column rep_id: ''",))]


def test_all_that_is_wrong_is_told_at_once_and_five_rows_of_each_are_shown() -> None:
    wrong = [{"customer_id": f"C{i}", "rep_id": "Ada", "share": 2} for i in range(7)]
    found = faults(*wrong, {"customer_id": "D", "rep_id": "Ada"}, {"customer_id": "D", "rep_id": "Ben"})
    assert [(reference, len(context)) for reference, context in found] == [
        ("share-out-of-range", 5),
        ("shares-not-one", 1),
    ]


def test_a_table_without_people_says_nothing_of_them() -> None:
    found = assignments(table({"region": "North"})[["customer_id", "region"]], place=place)
    assert [(span.people, span.region) for span in found.owners] == [((), "North")]


DAYS = st.integers(0, 12).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "customer_id": st.sampled_from(["C1", "C2"]),
            "rep_id": st.sampled_from(["Ada", "Ben", None]),
            "starts": DAYS | st.none(),
            "ends": DAYS | st.none(),
            "share": st.sampled_from([0.5, 0.25, 1, None]),
        }
    ),
    max_size=5,
)


@settings(deadline=None)
@given(ROWS)
def test_it_is_an_error_or_every_day_has_shares_of_one_or_nobody(rows: list[dict[str, Any]]) -> None:
    """Day by day, by the rows as they are written."""

    def shares(customer: str, day: date) -> float:
        return sum(
            1 if row["share"] is None else row["share"]
            for row in rows
            if row["customer_id"] == customer
            and (row["starts"] or date.min) <= day <= (row["ends"] or date.max)
        )  # fmt: skip

    days = [date(2025, 12, 30) + timedelta(days=i) for i in range(20)]
    sums = {(customer, day): shares(customer, day) for customer in ("C1", "C2") for day in days}
    turned = any(row["starts"] and row["ends"] and row["ends"] < row["starts"] for row in rows)
    try:
        found = made(*rows)
    except PlanErrors:
        assert turned or not set(sums.values()) <= {0, 1}
        return
    assert not turned
    for (customer, day), total in sums.items():
        spans = [s for s in found.owners if s.customer == customer and s.first <= number(str(day)) <= s.last]
        assert [sum(share for _, share in span.people) for span in spans] == ([1] if total == 1 else [])
        between = any(g.customer_id == customer and g.first <= day <= g.last for g in found.gaps.itertuples())
        before, after = (
            any(sums[customer, d] for d in days if d < day),
            any(sums[customer, d] for d in days if d > day),
        )
        assert between == (total == 0 and before and after)
