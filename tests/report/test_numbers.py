from __future__ import annotations

import math
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.report import numbers

FINITE = st.floats(-1e13, 1e13)
CENTS = st.integers(-(10**15), 10**15)
WRITTEN = re.compile(r"−?[\d,]+(\.\d+)?")


@given(FINITE, st.integers(0, 3))
def test_a_number_is_plain_digits_with_a_true_minus_and_never_a_minus_zero(value: float, digits: int) -> None:
    text = numbers.number(value, digits)
    assert WRITTEN.fullmatch(text)
    assert not (text.startswith("−") and not re.search(r"[1-9]", text))
    back = Decimal(text.replace("−", "-").replace(",", ""))
    assert abs(back - Decimal(str(value))) <= Decimal(5).scaleb(-digits - 1)


@given(FINITE, st.integers(0, 3))
def test_a_change_has_its_sign_unless_it_is_printed_as_zero(value: float, digits: int) -> None:
    text = numbers.signed(value, digits)
    assert text[0] in "+−" if re.search(r"[1-9]", text) else text[0] == "0"


@pytest.mark.parametrize(("value", "text"), [(0.25, "0.3"), (-0.25, "−0.3"), (2.85, "2.9"), (math.nan, "–")])
def test_halves_are_rounded_away_from_zero_and_nothing_is_a_dash(value: float, text: str) -> None:
    assert numbers.number(value, 1) == text


@given(st.lists(CENTS, min_size=1, max_size=12), st.sampled_from([10**4, 10**7]))
def test_parts_sum_as_printed_and_move_by_less_than_a_step(values: list[int], step: int) -> None:
    moved = numbers.parts([float(v) for v in values], float(sum(values)), step)
    total = Decimal(sum(values)) / step
    assert abs(Decimal(str(sum(moved))) / step - total) <= Decimal("0.5")
    assert all(abs(m - v) < step * 1.000001 for m, v in zip(moved, values, strict=True))


@given(st.lists(st.lists(st.integers(0, 10**9), min_size=3, max_size=3), min_size=1, max_size=8))
def test_a_grid_sums_both_ways_and_stays_within_two_steps_of_each_cell(rows: list[list[int]]) -> None:
    cells = numbers.grid([[float(v) for v in row] for row in rows], 1000)
    total = sum(map(sum, rows))
    assert abs(sum(map(sum, cells)) - total / 1000) <= 0.5
    for column, exact in zip(zip(*cells, strict=True), zip(*rows, strict=True), strict=True):
        assert abs(sum(column) - sum(exact) / 1000) < 1.5
    for row, exact in zip(cells, rows, strict=True):
        assert abs(sum(row) - sum(exact) / 1000) < 1.5
        assert all(v >= 0 for v in row)


@pytest.mark.parametrize(
    ("p", "words", "dots"),
    [
        (0.28, "about 3 in 10", 3),
        (0.03, "about 3 in 100", 0),
        (0.004, "less than 1 in 100", 0),
        (0.999, "more than 99 in 100", 10),
        (0.97, "about 97 in 100", 10),
        (0.05, "about 1 in 10", 1),
        (0.5, "about 5 in 10", 5),
        (math.nan, "cannot be told", 0),
    ],
)
def test_a_chance_is_said_in_tenths_and_in_hundredths_near_the_ends(p: float, words: str, dots: int) -> None:
    assert (numbers.chance(p), numbers.dots(p)) == (words, dots)


@given(st.floats(0, 1))
def test_a_simulated_chance_never_says_never_or_always(p: float) -> None:
    assert numbers.chance_percent(p) not in ("0%", "100%")
    assert not re.search(r"\b(0|10) in 10\b|\b0 in|100 in 100", numbers.chance(p))


@given(CENTS)
def test_money_keeps_its_scale_and_printed_figures_can_be_taken_from_each_other(cents: int) -> None:
    scale = numbers.Scale(10**6, "M")
    assert scale.money(cents) == scale.money(scale.rounded(cents))
    assert scale.money(cents).endswith("M")


def test_scales_go_from_units_to_billions() -> None:
    shown = [numbers.Scale.of(c).money(c) for c in (12_00, 12_345_00, 28_800_000_00, 1_200_000_000_00, 0)]
    assert shown == ["12.0", "12.3k", "28.8M", "1.2bn", "0.0"]


@given(st.integers(1, 10**15))
def test_a_goal_is_printed_to_a_thousandth_of_it_and_keeps_its_scale_from_ten_on(cents: int) -> None:
    scale = numbers.Scale.of_goal(cents)
    largest = numbers.Scale.of(cents)
    assert scale == largest or cents < 10 * 100 * largest.divisor
    assert scale == numbers.Scale(1, "") or scale.value(cents) >= 10  # three figures at least
    assert scale.divisor >= largest.divisor / 1000


def test_goals_of_a_few_millions_are_in_thousands() -> None:
    shown = [numbers.Scale.of_goal(c).money(c) for c in (12_00, 5_231_50, 12_345_00, 1_323_247_00, 28_800_000_00)]
    assert shown == ["12.0", "5,232", "12.3k", "1,323k", "28.8M"]
    scale = numbers.Scale.of_goal(1_323_247_00)
    assert (scale.step, scale.signed(32_500_00), scale.rounded(32_499_00), scale.bare(32_499_00, 1)) == (
        1_000_00,
        "+33",
        32_000_00,
        "32.5",
    )
    assert numbers.Scale.of_goal(28_800_000_00).step == 100_000_00


def test_a_change_from_nothing_is_not_a_percentage() -> None:
    assert (numbers.change(math.nan), numbers.change(math.inf), numbers.change(-0.001)) == (
        "n/a (from 0)",
        "n/a (from 0)",
        "0%",
    )


def test_counts_agree_with_their_nouns() -> None:
    assert (
        numbers.count(1, "row"),
        numbers.count(0, "row"),
        numbers.counted(4, "tactic"),
        numbers.counted(12, "rep"),
    ) == ("1 row", "0 rows", "Four tactics", "12 reps")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.29, "fraction", "29%"),
        (1.0, "days", "1 day"),
        (0.941, "ratio", "0.94"),
        (41.0, "count", "41"),
        (28e8, "cents", "EUR 28.0M"),
    ],
)
def test_a_measure_is_shown_in_its_unit(value: float, unit: str, text: str) -> None:
    assert numbers.measured(value, unit, "EUR") == text
