"""Whole numbers with both margins exact and the least movement, against a linear program and against every table."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from salesplan_nb.allocate import InfeasibleError
from salesplan_nb.allocate.rounding import FAR, Range, rounded


def open_cells(shape: tuple[int, int]) -> Range:
    return Range(np.zeros(shape, dtype=np.int64), np.full(shape, FAR))


def movement(table: np.ndarray, fractions: np.ndarray) -> float:
    return float(np.abs(table - fractions).sum())


def whole_least(fractions: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> float:
    """The least movement of any table of whole numbers, by looking at each that is a step or two away."""
    near = np.floor(fractions).astype(int)
    ways = [range(max(0, n - 1), n + 3) for n in near.ravel()]
    tables = (np.array(cells).reshape(fractions.shape) for cells in product(*ways))
    fit = [t for t in tables if (t.sum(axis=1) == rows).all() and (t.sum(axis=0) == columns).all()]
    return min(movement(t, fractions) for t in fit)


@st.composite
def fractions_of(draw: st.DrawFn, height: int, width: int) -> np.ndarray:
    cells = draw(st.lists(st.integers(0, 50), min_size=height * width, max_size=height * width))
    return np.array(cells).reshape(height, width) / 10


@settings(max_examples=40)
@given(st.data(), st.sampled_from([(2, 2), (3, 2), (2, 3)]))
def test_no_table_of_whole_numbers_moves_less(data: st.DataObject, shape: tuple[int, int]) -> None:
    fractions = data.draw(fractions_of(*shape))
    rows = np.floor(fractions.sum(axis=1) + 0.5).astype(np.int64)
    columns = np.floor(fractions.sum(axis=0)).astype(np.int64)
    columns[-1] += rows.sum() - columns.sum()
    found = rounded(fractions, Range.exactly(rows), Range.exactly(columns), open_cells(shape))
    assert (found.sum(axis=1) == rows).all()
    assert (found.sum(axis=0) == columns).all()
    assert movement(found, fractions) == pytest.approx(whole_least(fractions, rows, columns), abs=1e-9)


def with_corners(fractions: np.ndarray, lines: Range, nodes: Range, cells: Range) -> float:
    """The least movement over whole numbers, as a flow's program: one unit up, units beyond it, units down."""
    base = np.clip(np.floor(fractions), cells.low, cells.high)
    height, width = fractions.shape
    part = fractions - np.floor(fractions)
    first = np.where(base == np.floor(fractions), 1 - 2 * part, np.where(base > fractions, 1, -1)).ravel()
    rows = np.vstack([np.repeat(np.eye(height), width, axis=1), np.tile(np.eye(width), height)])
    sums = np.hstack([rows, rows, -rows])
    held = np.r_[base.sum(axis=1), base.sum(axis=0)]
    high, low = (np.r_[getattr(lines, e), getattr(nodes, e)] - held for e in ("high", "low"))
    room = np.minimum(cells.high.ravel() - base.ravel(), 10**6)
    bounds = [(0, min(1, r)) for r in room] + [(0, max(0, r - 1)) for r in room]
    bounds += [(0, b - c) for b, c in zip(base.ravel(), cells.low.ravel(), strict=True)]
    costs = np.r_[first, np.ones(2 * fractions.size)]
    found = linprog(costs, A_ub=np.vstack([sums, -sums]), b_ub=np.r_[high, -low], bounds=bounds)
    return float(found.fun) + float(np.abs(base - fractions).sum()) if found.status == 0 else float("inf")


@settings(max_examples=100)
@given(st.data(), st.sampled_from([(3, 3), (5, 3), (8, 4), (2, 6)]))
def test_the_movement_is_that_of_the_flow_and_what_is_refused_has_none(
    data: st.DataObject, shape: tuple[int, int]
) -> None:
    fractions = data.draw(fractions_of(*shape))
    some = st.integers(0, 3)
    low = np.array([data.draw(some) for _ in range(fractions.size)]).reshape(shape)
    cells = Range(np.minimum(low, np.floor(fractions)).astype(np.int64), low + np.ceil(fractions).astype(np.int64))
    sums = fractions.sum(axis=1)
    lines = Range(*(np.floor(sums + d).astype(np.int64) for d in (0, data.draw(st.sampled_from([0, 0, 2])))))
    parts = np.floor(fractions.sum(axis=0)).astype(np.int64) + np.array(
        [data.draw(st.integers(-2, 2)) for _ in range(shape[1])]
    )
    nodes = Range(
        np.maximum(parts, 0),
        np.maximum(parts, 0) + np.array([data.draw(st.sampled_from([0, 0, 1, 50])) for _ in parts]),
    )
    expected = with_corners(fractions, lines, nodes, cells)
    try:
        found = rounded(fractions, lines, nodes, cells)
    except InfeasibleError:
        assert expected == float("inf")
        return
    for held, given_range in ((found.sum(axis=1), lines), (found.sum(axis=0), nodes), (found, cells)):
        assert (given_range.low <= held).all()
        assert (held <= given_range.high).all()
    assert movement(found, fractions) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("seed", range(12))
def test_a_long_table_with_free_sums_takes_many_paths_and_the_last_is_as_good_as_the_first(seed: int) -> None:
    # 40 rows of which every third may give or take, six columns that ask for up to 9 units more or less
    rng = np.random.default_rng(seed)
    fractions = np.round(rng.uniform(0, 30, (40, 6)), 2)
    sums, own = np.floor(fractions.sum(axis=1)).astype(np.int64), np.floor(fractions.sum(axis=0)).astype(np.int64)
    free = np.arange(40) % 3 == 0
    lines = Range(sums, sums + np.where(free, rng.integers(0, 4, 40), 0))
    away = rng.integers(-9, 10, 6)
    nodes = Range(own + away, own + away + rng.choice([0, 0, 3, 40], 6))
    cells = Range(np.maximum(np.floor(fractions) - 2, 0).astype(np.int64), np.ceil(fractions).astype(np.int64) + 2)
    expected = with_corners(fractions, lines, nodes, cells)
    try:
        found = rounded(fractions, lines, nodes, cells)
    except InfeasibleError:
        assert expected == float("inf")
        return
    assert (lines.low <= found.sum(axis=1)).all()
    assert (found.sum(axis=1) <= lines.high).all()
    assert (nodes.low <= found.sum(axis=0)).all()
    assert (found.sum(axis=0) <= nodes.high).all()
    assert movement(found, fractions) == pytest.approx(expected, abs=1e-6)


def test_a_row_gives_no_more_than_its_range_however_much_is_moved_at_once() -> None:
    fractions = np.array([[1000.0, 0.0], [1000.0, 0.0]])
    lines = Range(np.array([998, 0]), np.array([1000, 1000]))
    nodes = Range(np.array([1500, 0]), np.array([1500, 0]))
    assert rounded(fractions, lines, nodes, open_cells((2, 2))).tolist() == [[998, 0], [502, 0]]


def test_a_table_far_from_its_margins_is_moved_in_one_go() -> None:
    # a fit that has not converged: a billion cents too many in one column, and quick all the same
    fractions = np.array([[2e9, 1.5], [2e9, 2.5]])
    rows, columns = np.array([10**9, 3 * 10**9]), np.array([10**9, 3 * 10**9])
    found = rounded(fractions, Range.exactly(rows), Range.exactly(columns), open_cells((2, 2)))
    assert found.sum(axis=1).tolist() == rows.tolist()
    assert found.sum(axis=0).tolist() == columns.tolist()
