from __future__ import annotations

import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.fiscal import CalendarMonths, WeekMonths
from salesplan_nb.intake.returns import Matched, matched, moved

MONTHS = CalendarMonths()
KEYS = ["customer_id", "product_id"]
Row = tuple[str | None, str, str, float | None, int]


def sold(*rows: Row) -> pd.DataFrame:
    """Rows of customer, product, day, quantity, cents, as the file has them; ordinals count from 10."""
    frame = pd.DataFrame(rows, columns=[*KEYS, "order_date", "quantity", "amount_cents"])
    frame["order_date"] = pd.to_datetime(frame["order_date"])
    frame = frame.astype({"amount_cents": "int64", "quantity": "float64"})
    return frame.set_axis(range(10, 10 + len(rows)))


def found(lines: pd.DataFrame, match: list[str] = KEYS) -> Matched:
    return matched(lines, lines["amount_cents"] < 0, match)


def matches(lines: pd.DataFrame, match: list[str] = KEYS) -> list[tuple[int, int, float, int]]:
    return list(found(lines, match).matches.itertuples(index=False, name=None))


def unmatched(lines: pd.DataFrame) -> list[tuple[int, float, int]]:
    return list(found(lines).unmatched.itertuples(index=False, name=None))


def test_a_return_undoes_the_latest_order_on_or_before_its_day() -> None:
    lines = sold(
        ("A", "p", "2026-03-01", 5, 500),
        ("A", "p", "2026-03-09", 5, 500),
        ("A", "p", "2026-03-11", 5, 500),
        ("A", "p", "2026-03-10", -2, -200),
    )
    assert matches(lines) == [(13, 11, -2, -200)]
    assert unmatched(lines) == []


def test_an_order_of_the_same_day_counts_wherever_it_stands_in_the_file() -> None:
    assert matches(sold(("A", "p", "2026-03-10", -2, -200), ("A", "p", "2026-03-10", 5, 500))) == [(10, 11, -2, -200)]


def test_of_two_orders_of_one_day_the_later_row_is_undone_first() -> None:
    lines = sold(("A", "p", "2026-03-10", 2, 200), ("A", "p", "2026-03-10", 2, 200), ("A", "p", "2026-03-10", -1, -100))
    assert matches(lines) == matches(lines[::-1]) == [(12, 11, -1, -100)]


def test_customer_and_product_must_both_be_the_same() -> None:
    lines = sold(("A", "q", "2026-03-01", 5, 500), ("B", "p", "2026-03-01", 5, 500), ("A", "p", "2026-03-02", -1, -100))
    assert matches(lines) == []
    assert unmatched(lines) == [(12, -1, -100)]
    assert matches(lines, ["customer_id"]) == [(12, 10, -1, -100)]
    assert matches(lines, ["product_id"]) == [(12, 11, -1, -100)]


def test_an_unknown_customer_is_like_no_other() -> None:
    lines = sold((None, "p", "2026-03-01", 5, 500), (None, "p", "2026-03-02", -1, -100))
    assert matches(lines) == []
    assert unmatched(lines) == [(11, -1, -100)]


def test_a_return_uses_up_several_orders_and_its_money_is_shared_by_pieces() -> None:
    lines = sold(
        ("A", "p", "2026-02-01", 10, 1000), ("A", "p", "2026-03-01", 1, 100), ("A", "p", "2026-03-02", -3, -200)
    )
    # 1 of 3 pieces is of March, 2 of February: -200/3 = -66.7 and -133.3, so -67 and -133.
    assert matches(lines) == [(12, 10, -2, -133), (12, 11, -1, -67)]


def test_what_no_order_is_left_for_stays_unmatched() -> None:
    lines = sold(
        ("A", "p", "2026-03-01", 2, 200), ("A", "p", "2026-03-02", -3, -300), ("A", "p", "2026-03-03", -1, -90)
    )
    assert matches(lines) == [(11, 10, -2, -200)]
    assert unmatched(lines) == [(11, -1, -100), (12, -1, -90)]


def test_the_earlier_return_takes_first() -> None:
    lines = sold(
        ("A", "p", "2026-03-05", -2, -200), ("A", "p", "2026-03-01", 2, 200), ("A", "p", "2026-03-04", -1, -100)
    )
    assert matches(lines) == [(10, 11, -1, -100), (12, 11, -1, -100)]
    assert unmatched(lines) == [(10, -1, -100)]


def test_three_tenths_less_three_times_a_tenth_is_nothing() -> None:
    day = "2026-03-01"
    lines = sold(("A", "p", day, 0.3, 300), *[("A", "p", day, -0.1, -100)] * 4)
    assert matches(lines) == [(11, 10, -0.1, -100), (12, 10, -0.1, -100), (13, 10, -0.1, -100)]
    assert unmatched(lines) == [(14, -0.1, -100)]


def test_hundredths_of_a_piece_are_counted_as_they_are_written() -> None:
    # 2.01 x 1,000,000 is 2,009,999.9999999998 in floats; cut off, a millionth would be left over.
    assert unmatched(sold(("A", "p", "2026-03-01", 2, 200), ("A", "p", "2026-03-02", -2.01, -201))) == [(11, -0.01, -1)]


def test_goods_may_come_back_at_another_price() -> None:
    assert matches(sold(("A", "p", "2026-03-01", 1, 100), ("A", "p", "2026-03-02", -1, -150))) == [(11, 10, -1, -150)]


@pytest.mark.parametrize("quantity", [None, 0])
def test_a_credit_without_pieces_is_matched_by_money(quantity: float | None) -> None:
    lines = sold(
        ("A", "p", "2026-02-01", 5, 500),
        ("A", "p", "2026-03-01", 1, 70),
        ("A", "p", "2026-03-02", quantity, -100),
        ("A", "p", "2026-03-03", -4, -480),
        ("A", "q", "2026-03-01", 3, 70),
        ("A", "q", "2026-03-02", -2, -100),  # another product: by pieces still
    )
    rows = found(lines)
    # 70 of March, 30 of February's 500; of the 470 left the next one takes all, and 10 find nothing.
    assert rows.matches[["return_row", "order_row", "amount_cents"]].to_numpy().tolist() == [
        [12, 10, -30],
        [12, 11, -70],
        [13, 10, -470],
        [15, 14, -100],
    ]
    assert rows.matches["quantity"].isna().tolist() == [True, True, True, False]
    assert rows.unmatched[["return_row", "amount_cents"]].to_numpy().tolist() == [[13, -10]]


def test_files_without_quantities_are_matched_by_money() -> None:
    lines = sold(("A", "p", "2026-03-01", 1, 100), ("A", "p", "2026-03-02", -9, -60)).drop(columns="quantity")
    assert found(lines).matches["amount_cents"].tolist() == [-60]


def test_a_line_below_nought_that_is_no_return_undoes_nothing_and_is_not_undone() -> None:
    lines = sold(("A", "p", "2026-03-01", -1, -100), ("A", "p", "2026-03-02", -1, -100))
    rows = matched(lines, pd.Series([False, True], index=lines.index), KEYS)
    assert len(rows.matches) == 0
    assert rows.unmatched["return_row"].tolist() == [11]


def test_months_alone_are_enough() -> None:
    lines = sold(("A", "p", "2026-03-01", 2, 200), ("A", "p", "2026-03-01", -1, -100))
    lines = lines.assign(month=["2026-02", "2026-03"]).drop(columns="order_date")
    assert matches(lines) == [(11, 10, -1, -100)]
    assert moved(lines, found(lines), MONTHS)["month"].tolist() == ["2026-02", "2026-02"]


def test_without_returns_nothing_is_matched_or_moved() -> None:
    lines = sold(("A", "p", "2026-03-01", 2, 200))
    assert matches(lines) == unmatched(lines) == []
    pd.testing.assert_frame_equal(moved(lines, found(lines), MONTHS), lines)


# -- the minus in the month of the order ---------------------------------------------------------------------------


def test_the_minus_moves_into_the_months_of_its_orders() -> None:
    lines = sold(
        ("A", "p", "2026-01-10", 4, 400),
        ("A", "p", "2026-01-20", 1, 100),
        ("A", "p", "2026-02-05", 1, 100),
        ("A", "p", "2026-03-02", -8, -805),
    )
    lines["month"] = lines["order_date"].dt.strftime("%Y-%m")
    lines["cost_cents"] = pd.array([None, 1, 1, -7], dtype="Int64")
    result = moved(lines, found(lines), MONTHS)
    assert result.index.tolist() == [10, 11, 12, 13, 13, 13]
    pieces = result.loc[13]
    # Of the 8 pieces 4 and 1 are of January, 1 is of February, 2 find no order and stay in March. 805 / 8 = 100.625:
    # 402.5 and 100.625, 100.625, 201.25; the two cents left over go to the largest remainders, both 0.625: 402 + 101,
    # 101, 201. Cost 7 by 5 : 1 : 2 is 4.375, 0.875, 1.75: 4, 1, 2.
    assert pieces["month"].tolist() == ["2026-01", "2026-02", "2026-03"]
    assert pieces["order_date"].tolist() == [pd.Timestamp(day) for day in ("2026-01-20", "2026-02-05", "2026-03-02")]
    assert pieces["quantity"].tolist() == [-5, -1, -2]
    assert pieces["amount_cents"].tolist() == [-503, -101, -201]
    assert pieces["cost_cents"].tolist() == [-4, -1, -2]
    pd.testing.assert_frame_equal(result.iloc[:3], lines.iloc[:3], check_dtype=False)


def test_it_counts_on_the_day_of_the_newest_order_not_of_the_last_row() -> None:
    lines = sold(("A", "p", "2026-01-20", 1, 100), ("A", "p", "2026-01-10", 1, 100), ("A", "p", "2026-03-02", -2, -200))
    assert moved(lines, found(lines), MONTHS).loc[12, "order_date"] == pd.Timestamp(2026, 1, 20)


def test_what_was_matched_by_money_is_shared_by_money() -> None:
    lines = sold(
        ("A", "p", "2026-01-10", None, 300), ("A", "p", "2026-02-10", None, 100), ("A", "p", "2026-03-02", -8, -400)
    ).assign(cost_cents=[0, 0, -40])
    pieces = moved(lines, found(lines), MONTHS).loc[12]
    assert pieces[["quantity", "amount_cents", "cost_cents"]].to_numpy().tolist() == [[-6, -300, -30], [-2, -100, -10]]


def test_months_of_whole_weeks_tell_what_moves() -> None:
    # 3 and 4 February 2024 are one month of the calendar, and two of the retailers'.
    lines = sold(("A", "p", "2024-02-03", 1, 100), ("A", "p", "2024-02-04", -1, -100))
    retail = WeekMonths.parse("4-5-4", "Saturday nearest the end of January")
    assert moved(lines, found(lines), retail)["order_date"].dt.day.tolist() == [3, 3]
    assert moved(lines, found(lines), MONTHS)["order_date"].dt.day.tolist() == [3, 4]


def test_a_return_within_the_month_of_its_order_stays_as_it_is() -> None:
    lines = sold(("A", "p", "2026-03-01", 2, 200), ("A", "p", "2026-03-09", -1, -100))
    pd.testing.assert_frame_equal(moved(lines, found(lines), MONTHS), lines)


# -- properties ------------------------------------------------------------------------------------------------------

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", None]),
        st.sampled_from(["p", "q"]),
        st.dates(pd.Timestamp(2026, 1, 1).date(), pd.Timestamp(2026, 4, 9).date()).map(str),
        st.sampled_from([1, 2, 3, 0.1, 0.2, 7, -1, -2, -5, -0.1, -0.3, None, 0]),
        st.integers(-1000, 1000),
    ),
    max_size=10,
)
some = settings(max_examples=40, deadline=None)  # pandas takes its time


def parts(rows: Matched) -> pd.DataFrame:
    return pd.concat([rows.matches, rows.unmatched])


@some
@given(ROWS)
def test_the_parts_of_a_return_sum_to_it(rows: list[Row]) -> None:
    lines = sold(*rows)
    result = parts(found(lines))
    returns = lines[lines["amount_cents"] < 0]
    assert result.groupby("return_row")["amount_cents"].sum().to_dict() == returns["amount_cents"].to_dict()


@some
@given(ROWS)
def test_no_order_is_undone_beyond_what_was_sold(rows: list[Row]) -> None:
    lines = sold(*rows)
    result = found(lines).matches
    pieces = result["quantity"].notna()
    for row, group in result[pieces].groupby("order_row"):
        assert -group["quantity"].clip(upper=0).sum() <= lines.loc[row, "quantity"] + 1e-9
    for row, group in result[~pieces].groupby("order_row"):
        assert -group["amount_cents"].sum() <= lines.loc[row, "amount_cents"]
    for one in result.itertuples():
        before, after = lines.loc[one.order_row], lines.loc[one.return_row]
        assert before["order_date"] <= after["order_date"]
        assert before[KEYS].tolist() == after[KEYS].tolist()


@some
@given(ROWS.map(lambda rows: [row for row in rows if row[3] and row[3] * row[4] > 0]))
def test_what_is_unmatched_had_no_order_left(rows: list[Row]) -> None:
    lines = sold(*rows)
    result = found(lines)
    left = lines["quantity"].add(result.matches.groupby("order_row")["quantity"].sum(), fill_value=0)
    for row in result.unmatched["return_row"]:
        end = lines.loc[row]
        same = (lines[KEYS] == end[KEYS]).all(axis=1) & (lines["order_date"] <= end["order_date"])
        assert (left[same & (lines["amount_cents"] > 0)] < 1e-9).all()


@some
@given(ROWS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows: list[Row], chance: Any) -> None:
    lines = sold(*rows)
    shuffled = lines.loc[chance.sample(lines.index.tolist(), len(lines))]
    pd.testing.assert_frame_equal(parts(found(shuffled)), parts(found(lines)))
    pd.testing.assert_frame_equal(moved(shuffled, found(lines), MONTHS), moved(lines, found(lines), MONTHS))


@some
@given(ROWS)
def test_moving_keeps_each_rows_money_pieces_and_cost(rows: list[Row]) -> None:
    lines = sold(*rows).assign(cost_cents=lambda frame: frame["amount_cents"] // 3)
    result = (
        moved(lines, found(lines), MONTHS).groupby(level=0)[["quantity", "amount_cents", "cost_cents"]].sum(min_count=1)
    )
    money = ["amount_cents", "cost_cents"]
    pd.testing.assert_frame_equal(result[money], lines[money], check_names=False)
    assert np.allclose(result["quantity"], lines["quantity"], equal_nan=True)


def test_twenty_thousand_returns_among_a_million_lines_take_two_seconds() -> None:
    chance, rows = np.random.default_rng(1), 1_000_000
    lines = pd.DataFrame(
        {
            "customer_id": pd.Series(chance.integers(0, 6000, rows)).astype("str"),
            "product_id": pd.Series(chance.integers(0, 500, rows)).astype("str"),
            "order_date": pd.Timestamp(2024, 1, 1) + pd.to_timedelta(chance.integers(0, 730, rows), unit="D"),
            "quantity": chance.integers(1, 20, rows),
            "amount_cents": chance.integers(1, 10_000, rows),
        }
    )
    lines.loc[chance.choice(rows, 20_000, replace=False), ["quantity", "amount_cents"]] *= -1
    started = time.process_time()
    result = found(lines)
    assert time.process_time() - started < 4  # 0.4 s of a processor on two slow cores
    assert parts(result)["amount_cents"].sum() == lines["amount_cents"].clip(upper=0).sum()
