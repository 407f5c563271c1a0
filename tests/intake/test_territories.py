from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.fiscal import CalendarMonths, MonthCalendar, WeekMonths
from salesplan_nb.intake.assignments import assignments
from salesplan_nb.intake.territories import Restated, restated

HOUSE = "house account"
At = Literal["as_sold", "today"]
Row = dict[str, Any]


def orders(*rows: Row) -> pd.DataFrame:
    """Order lines, sold by Zoe in the West for 1.00 on 15 March 2026 to C1 unless they say otherwise; index from 10."""
    usual = {"customer_id": "C1", "order_date": "2026-03-15", "amount_cents": 100, "rep_id": "Zoe", "region": "West"}
    frame = pd.DataFrame([{**usual, **row} for row in rows], columns=[*usual, *(k for k in rows[0] if k not in usual)])
    return frame.assign(order_date=pd.to_datetime(frame["order_date"])).set_axis(range(10, 10 + len(rows)))


def counted(
    lines: pd.DataFrame, *rows: Row, at: At = "as_sold", as_of: str = "2026-10", by: MonthCalendar | None = None
) -> Restated:
    table = pd.DataFrame([{"customer_id": "C1", **row} for row in rows]).astype("object")
    served = assignments(table, place=str)
    return restated(lines, served, at=at, as_of=as_of, house=HOUSE, calendar=by or CalendarMonths())


def told(found: Restated, *columns: str) -> list[list[Any]]:
    return found.orders[[*(columns or ("rep_id", "amount_cents"))]].astype("object").to_numpy().tolist()


MOVE: tuple[Row, Row] = (
    {"rep_id": "Ada", "region": "North", "ends": pd.Timestamp(2026, 6, 30)},
    {"rep_id": "Ben", "region": "South", "starts": pd.Timestamp(2026, 7, 1)},
)


def test_when_ada_leaves_june_stays_hers_and_july_is_bens() -> None:
    lines = orders({"order_date": "2026-06-30"}, {"order_date": "2026-07-01"})
    assert told(counted(lines, *MOVE), "rep_id", "region") == [["Ada", "North"], ["Ben", "South"]]


def test_on_todays_territories_the_past_moves_with_the_customer() -> None:
    lines = orders({"order_date": "2026-06-30"}, {"order_date": "2026-07-01"})
    assert told(counted(lines, *MOVE, at="today"), "rep_id", "region") == [["Ben", "South"]] * 2


@pytest.mark.parametrize(("as_of", "rep"), [("2026-06", "Ada"), ("2026-07", "Ben")])
def test_today_is_the_last_day_of_as_of(as_of: str, rep: str) -> None:
    lines = orders({"order_date": "2026-01-31"})
    assert told(counted(lines, *MOVE, at="today", as_of=as_of), "rep_id") == [[rep]]


def test_today_is_the_last_day_of_the_companys_own_month() -> None:
    # The retailers' June 2026 ends on Saturday 4 July, so that Ben serves the customer on its last day.
    retail = WeekMonths.parse("4-5-4", "Saturday nearest the end of January")
    assert retail.last_day("2026-06") == date(2026, 7, 4)
    assert told(counted(orders({}), *MOVE, at="today", as_of="2026-06", by=retail), "rep_id") == [["Ben"]]


def test_a_line_that_knows_its_month_only_counts_on_its_first_day() -> None:
    lines = orders({"order_date": None, "month": "2026-07"}, {"order_date": None, "month": "2026-06"})
    assert told(counted(lines, *MOVE), "rep_id") == [["Ben"], ["Ada"]]


def test_two_reps_share_at_sixty_to_forty() -> None:
    lines = orders({"order_id": "A1", "quantity": 1, "cost_cents": 33, "amount_cents": 101})
    found = counted(lines, {"rep_id": "Ben", "share": 0.4}, {"rep_id": "Ada", "share": 0.6})
    # 101 x 0.6 = 60.6, x 0.4 = 40.4: 60 and 40, and the odd cent to 0.6. Cost 19.8 and 13.2: 20 and 13.
    assert told(found, "order_id", "rep_id", "amount_cents", "cost_cents", "quantity") == [
        ["A1", "Ada", 61, 20, 0.6],
        ["A1", "Ben", 40, 13, 0.4],
    ]
    assert found.orders.index.tolist() == [10, 10]


def test_the_odd_cent_of_equal_shares_goes_to_the_first_by_name_also_below_nought() -> None:
    rows: list[Row] = [{"rep_id": name, "share": 0.5} for name in ("Cem", "Ada")]
    found = counted(orders({"amount_cents": 101}, {"amount_cents": -101}), *rows)
    assert told(found) == [["Ada", 51], ["Cem", 50], ["Ada", -51], ["Cem", -50]]


def test_three_thirds_are_thirds_though_they_are_written_in_three_decimals() -> None:
    found = counted(orders({"amount_cents": 300_000}), *[{"rep_id": r, "share": 0.333} for r in ("Ada", "Ben", "Cem")])
    assert told(found) == [["Ada", 100_000], ["Ben", 100_000], ["Cem", 100_000]]


def test_a_missing_cost_stays_missing() -> None:
    lines = orders({}, {}).assign(cost_cents=pd.array([None, 10], dtype="Int64"), quantity=[np.nan, 2])
    found = counted(lines, {"rep_id": "Ada", "share": 0.5}, {"rep_id": "Ben", "share": 0.5})
    assert found.orders["cost_cents"].tolist() == [pd.NA, pd.NA, 5, 5]
    assert found.orders["quantity"].isna().tolist() == [True, True, False, False]


def test_the_house_account_has_a_name_and_is_not_the_unknown_rep() -> None:
    lines = orders({}, {"customer_id": "C2", "rep_id": None})
    found = counted(lines, {"rep_id": None, "region": "North"})
    assert found.orders["rep_id"].tolist()[0] == HOUSE
    assert found.orders["rep_id"].isna().tolist() == [False, True]


def test_the_house_account_takes_its_share() -> None:
    found = counted(orders({}), {"rep_id": None, "share": 0.3}, {"rep_id": "Zoe", "share": 0.7})
    assert told(found) == [["Zoe", 70], [HOUSE, 30]]


def test_customers_and_days_without_an_assignment_keep_what_they_were_sold_with() -> None:
    lines = orders({"customer_id": "C2"}, {"customer_id": None}, {"order_date": "2024-12-31"}, {})
    row: Row = {
        "rep_id": "Ada",
        "region": "North",
        "starts": pd.Timestamp(2025, 1, 1),
        "ends": pd.Timestamp(2026, 5, 1),
    }
    found = counted(lines, row)
    assert told(found, "rep_id", "region") == [["Zoe", "West"]] * 3 + [["Ada", "North"]]
    assert found.assigned.to_dict() == {10: False, 11: False, 12: False, 13: True}
    # Ended in May, so on 31 October nobody is assigned.
    assert told(counted(lines, row, at="today"), "rep_id") == [["Zoe"]] * 4


def test_without_a_region_the_orders_region_stays_and_without_people_the_orders_rep() -> None:
    assert told(counted(orders({}), {"rep_id": "Ada"}), "rep_id", "region") == [["Ada", "West"]]
    assert told(counted(orders({}), {"region": "North"}), "rep_id", "region") == [["Zoe", "North"]]


def test_orders_that_name_no_rep_or_region_get_them_from_the_assignments() -> None:
    lines = orders({}, {"customer_id": "C2"}).drop(columns=["rep_id", "region"])
    found = counted(lines, {"rep_id": "Ada", "region": "North"}).orders[["rep_id", "region"]]
    assert found.iloc[0].tolist() == ["Ada", "North"]
    assert found.iloc[1].isna().all()


def test_neighbours_by_name_are_not_taken_for_one_another() -> None:
    lines = orders(*[{"customer_id": name} for name in ("C", "C1", "C2", "B9", "D")])
    found = counted(
        lines,
        {"customer_id": "C1", "rep_id": "Ada"},
        {"customer_id": "C2", "rep_id": "Ben", "starts": date(2026, 3, 16)},
    )
    assert told(found, "rep_id") == [["Zoe"], ["Ada"], ["Zoe"], ["Zoe"], ["Zoe"]]


def test_an_overlay_is_credited_and_counts_nothing() -> None:
    lines = orders(*[{"amount_cents": 101}] * 3, {"order_date": "2026-04-01"}, {"customer_id": "C2"})
    found = counted(
        lines,
        {"rep_id": "Ada"},
        {"rep_id": "Eve", "kind": "overlay", "share": 0.5},
        {"rep_id": "Kim", "kind": "overlay", "starts": date(2026, 4, 1)},
    )
    assert told(found) == [["Ada", 101]] * 3 + [["Ada", 100], ["Zoe", 100]]
    # Half of 303 is 151.5, and half-even 152: rounded once a month, not line by line (three times 50).
    assert found.credits.to_numpy().tolist() == [
        ["2026-03", "Eve", "overlay", 152],
        ["2026-04", "Eve", "overlay", 50],
        ["2026-04", "Kim", "overlay", 100],
    ]


def test_an_overlay_of_several_customers_has_one_sum_a_month() -> None:
    rows: list[Row] = [{"customer_id": c, "rep_id": "Eve", "kind": "overlay", "share": 0.25} for c in ("C1", "C2")]
    found = counted(orders({"amount_cents": 2}, {"customer_id": "C2", "amount_cents": 4}), *rows)
    assert found.credits["amount_cents"].tolist() == [2]  # 0.5 + 1 = 1.5
    assert told(found) == [["Zoe", 2], ["Zoe", 4]]


def test_overlays_too_are_of_today_where_history_is_restated() -> None:
    rows: tuple[Row, ...] = ({"rep_id": "Ada"}, {"rep_id": "Eve", "kind": "overlay", "starts": date(2026, 10, 31)})
    assert counted(orders({}), *rows).credits.empty
    assert counted(orders({}), *rows, at="today").credits.to_numpy().tolist() == [["2026-03", "Eve", "overlay", 100]]


def test_without_assignments_nothing_changes() -> None:
    lines = orders({}, {"customer_id": "C2", "rep_id": None})
    served = assignments(pd.DataFrame({"customer_id": []}), place=str)
    found = restated(lines, served, at="today", as_of="2026-10", house=HOUSE, calendar=CalendarMonths())
    pd.testing.assert_frame_equal(found.orders, lines)
    assert found.credits.columns.tolist() == ["month", "rep_id", "kind", "amount_cents"]


@pytest.mark.parametrize("kind", ["object", "category", "str"])
def test_customers_are_found_however_they_are_kept(kind: str) -> None:
    lines = orders({}, {"customer_id": "C2"}, {"customer_id": None}).astype({"customer_id": kind})
    assert told(counted(lines, {"rep_id": "Ada"}), "rep_id") == [["Ada"], ["Zoe"], ["Zoe"]]


# -- properties --------------------------------------------------------------------------------------------------------

CUTS = st.lists(st.integers(0, 300), min_size=2, max_size=4, unique=True).map(sorted)
SHARES = st.sampled_from([(1.0,), (0.5, 0.5), (0.6, 0.4), (0.333, 0.333, 0.334), (0.05, 0.95)])
REPS = st.permutations(["Ada", "Ben", None, "Cem"])
SPANS = st.lists(st.tuples(SHARES, REPS), min_size=1, max_size=3)
LINES = st.lists(
    st.fixed_dictionaries(
        {
            "customer_id": st.sampled_from(["C1", "C2", "C3", None]),
            "order_date": st.integers(0, 330).map(lambda days: str(date(2026, 1, 1) + timedelta(days=days))),
            "amount_cents": st.integers(-(10**6), 10**6) | st.just(10**17),
            "cost_cents": st.integers(-1000, 1000) | st.none(),
            "quantity": st.sampled_from([1, -1, 0.3, 7, None]),
        }
    ),
    min_size=1,
    max_size=8,
)


def served_by(cuts: list[int], spans: list[tuple[tuple[float, ...], list[str | None]]]) -> list[Row]:
    """Assignments of C1 and C2 that follow one another, C2 a day later."""
    first = date(2026, 1, 1)
    return [
        {
            "customer_id": customer,
            "rep_id": rep,
            "share": share,
            "starts": first + timedelta(days=cuts[i] + later),
            "ends": first + timedelta(days=cuts[i + 1] + later - 1),
        }
        for later, customer in enumerate(["C1", "C2"])
        for i, (shares, reps) in enumerate(spans[: len(cuts) - 1])
        for share, rep in zip(shares, reps, strict=False)
    ]


some = settings(max_examples=60, deadline=None)  # pandas takes its time


@some
@given(LINES, CUTS, SPANS, st.sampled_from(["as_sold", "today"]))
def test_totals_by_month_and_by_line_stay_to_the_cent(lines: list[Row], cuts: list[int], spans: Any, at: At) -> None:
    before = orders(*lines).astype({"cost_cents": "Int64", "quantity": "float64"})
    found = counted(before, *served_by(cuts, spans), at=at)
    after = found.orders
    for column in ("amount_cents", "cost_cents"):
        assert after.groupby(level=0)[column].sum().to_dict() == before[column].fillna(0).to_dict()
        months = [frame.groupby(frame["order_date"].dt.strftime("%Y-%m"))[column].sum() for frame in (before, after)]
        assert months[0].to_dict() == months[1].to_dict()
    assert np.allclose(after["quantity"].groupby(level=0).sum(), before["quantity"].fillna(0), atol=1e-12)
    assert not found.assigned[~before["customer_id"].isin(["C1", "C2"])].any()
    untouched = before.index[~found.assigned]
    pd.testing.assert_frame_equal(after.loc[untouched], before.loc[untouched], check_dtype=False)


@some
@given(LINES, CUTS, SPANS, st.sampled_from(["as_sold", "today"]), st.randoms())
def test_the_order_of_lines_and_assignments_does_not_matter(
    lines: list[Row], cuts: list[int], spans: Any, at: At, chance: Any
) -> None:
    before, rows = orders(*lines), served_by(cuts, spans)
    shuffled = before.loc[chance.sample(before.index.tolist(), len(before))]
    found, other = counted(before, *rows, at=at), counted(shuffled, *chance.sample(rows, len(rows)), at=at)
    pd.testing.assert_frame_equal(other.orders.sort_index(kind="stable"), found.orders)


def test_many_lines_of_many_customers_a_tenth_of_them_shared_keep_their_sum() -> None:
    chance, rows = np.random.default_rng(1), 50_000
    customers = [f"C{i}" for i in range(10_000)]
    shared = [(name, rep, share) for name in customers[::10] for rep, share in (("Ada", 0.6), ("Ben", 0.4))]
    alone = [(name, "Cem", 1) for i, name in enumerate(customers) if i % 10]
    table = pd.DataFrame([*shared, *alone], columns=["customer_id", "rep_id", "share"])
    lines = pd.DataFrame(
        {
            "customer_id": chance.choice(customers, rows),
            "order_date": pd.Timestamp(2024, 1, 1) + pd.to_timedelta(chance.integers(0, 730, rows), unit="D"),
            "rep_id": "Zoe",
            "amount_cents": chance.integers(1, 30_000, rows),
            "quantity": chance.integers(1, 20, rows),
        }
    )
    served = assignments(table, place=str)
    found = restated(lines, served, at="today", as_of="2025-12", house=HOUSE, calendar=CalendarMonths())
    assert found.orders["amount_cents"].sum() == lines["amount_cents"].sum()
