"""Lines that sum others: planted among random ones they are found, and random ones are none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.intake.sums import sums_of_others

NOBODY = np.zeros(99, dtype="bool")


def lines(count: int, months: int, seed: int, unit: int = 1, about: float = 3e6) -> np.ndarray:
    """Random lines of a company: a level each, a season, noise; in cents, rounded to a unit."""
    rng = np.random.default_rng(seed)
    level = about * rng.lognormal(0, 1, (count, 1))
    season = 1 + 0.3 * np.sin(np.arange(months) / 12 * 2 * np.pi)
    amounts = level * season * rng.lognormal(0, 0.1, (count, months))
    return (np.rint(amounts / unit) * unit).astype("int64")


def found(table: np.ndarray, named: np.ndarray | None = None) -> list[int]:
    words = NOBODY[: len(table)] if named is None else named
    return np.flatnonzero(sums_of_others(table, np.ones(table.shape, dtype="bool"), words)).tolist()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(2, 6), min_size=1, max_size=5), st.integers(4, 30), st.integers(0, 10_000), st.booleans())
def test_subtotals_and_their_total_are_found_above_or_below_what_they_sum(
    sizes: list[int], months: int, seed: int, above: bool
) -> None:
    table, due = [], []
    for i, size in enumerate(sizes):
        table += list(block := lines(size, months, seed + i))
        table.append(block.sum(axis=0))
        due.append(len(table) - 1)
    table.append(sum(table[line] for line in due))
    due.append(len(table) - 1)
    whole = np.array(table)
    if above:
        whole, due = whole[::-1], sorted(len(whole) - 1 - line for line in due)
    assert found(whole) == due


@settings(max_examples=100, deadline=None)
@given(st.integers(3, 60), st.integers(1, 40), st.integers(0, 10_000), st.sampled_from([1, 100, 10_000, 1_000_000]))
def test_lines_of_their_own_are_no_sums(count: int, months: int, seed: int, unit: int) -> None:
    assert found(lines(count, months, seed, unit)) == []


def test_a_total_sorted_among_its_members_is_the_sum_of_all_others() -> None:
    table = lines(4, 12, 7)
    whole = np.insert(table, 2, table.sum(axis=0), axis=0)
    assert found(whole) == [2]


def test_sums_of_figures_rounded_each_by_itself_are_found() -> None:
    exact = lines(5, 12, 3)
    rounded = np.rint(np.vstack([exact, exact.sum(axis=0)]) / 10_000).astype("int64") * 10_000
    assert (rounded[:5].sum(axis=0) != rounded[5]).any()
    assert found(rounded) == [5]


def test_fixed_shares_prove_nothing() -> None:
    year = lines(1, 12, 5)[0] * 10
    assert found(np.array([year // 10 * 2, year // 10 * 3, year // 10 * 5])) == []


def test_small_numbers_prove_nothing_in_few_months() -> None:
    # 1 + 2 = 3, 2 + 2 = 4, 3 + 1 = 4 pieces: three sums that come out, among numbers of one digit.
    assert found(np.array([[1, 2, 3], [2, 2, 1], [3, 4, 4]]) * 100) == []


@pytest.mark.parametrize(("off", "due"), [(0.0, [3]), (0.008, [3]), (0.03, [])])
def test_a_line_that_a_word_names_may_be_a_hundredth_off(off: float, due: list[int]) -> None:
    table = lines(3, 12, 11)
    whole = np.vstack([table, np.rint(table.sum(axis=0) * (1 + off)).astype("int64")])
    assert found(whole, np.array([False, False, False, True])) == due


def test_a_line_that_a_word_names_may_sum_one_line_and_a_name_with_the_word_sums_none() -> None:
    table = lines(3, 6, 2)
    whole = np.vstack([table, table[2]])
    assert found(whole) == []
    assert found(whole, np.array([True, False, False, True])) == [3]


def test_totals_of_totals_are_found_where_more_lines_follow() -> None:
    a, b, c = lines(2, 6, 1), lines(3, 6, 2), lines(2, 6, 3)
    both = a.sum(axis=0) + b.sum(axis=0)
    assert found(np.vstack([a, a.sum(axis=0), b, b.sum(axis=0), both, c])) == [2, 6, 7]


def test_of_two_months_only_a_sum_that_comes_out_counts_for_a_line_that_a_word_names() -> None:
    table, words = lines(3, 2, 11), np.array([False, False, False, True])
    assert found(np.vstack([table, table.sum(axis=0)]), words) == [3]
    assert found(np.vstack([table, np.rint(table.sum(axis=0) * 1.008).astype("int64")]), words) == []


def test_months_that_a_line_has_not_are_not_asked_for() -> None:
    table = lines(4, 8, 4)
    whole = np.vstack([table[:3], table[:3].sum(axis=0), table[3]])
    there = np.ones(whole.shape, dtype="bool")
    whole[3, 0], there[3, 0] = 0, False
    assert np.flatnonzero(sums_of_others(whole, there, NOBODY[:5])).tolist() == [3]
    there[3, 0] = True  # a month of nothing is no sum of what was sold
    assert not sums_of_others(whole, there, NOBODY[:5]).any()
