"""The fractional table against arithmetic, and conflicts against every table there is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.allocate import Box, conflicts
from salesplan_nb.allocate.boxes import Limits
from salesplan_nb.allocate.conflict import NAMED, conflict
from salesplan_nb.allocate.fit import fitted

from .tables import SHAPES, boxes_of, every_table, keeps


def test_a_lock_scales_the_rest_of_its_row_in_proportion() -> None:
    # 2 of 10 are set; the other 8 go by 3 to 1
    found = fitted(np.array([[1.0, 3.0, 1.0]]), np.array([10.0]), [Limits(np.array([0]), 2, 2)])
    assert found.tolist() == [pytest.approx([2.0, 6.0, 2.0])]


def test_both_margins_keep_the_odds_ratio_of_the_seeds() -> None:
    # Deming and Stephan's fit: x = r_i c_j seed_ij, so x11 x22 / x12 x21 = 1*4 / 2*3
    found = fitted(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([30.0, 70.0]), [Limits(np.array([0, 2]), 40, 40)])
    assert found.sum(axis=1).tolist() == pytest.approx([30, 70])
    assert found.sum(axis=0).tolist() == pytest.approx([40, 60])
    assert found[0, 0] * found[1, 1] / (found[0, 1] * found[1, 0]) == pytest.approx(4 / 6)


@settings(max_examples=60)
@given(st.lists(st.floats(0.1, 9), min_size=9, max_size=9), st.floats(1, 40), st.floats(1, 40))
def test_a_limit_that_holds_anyway_has_no_factor_and_one_that_binds_is_met(
    seeds: list[float], floor: float, cap: float
) -> None:
    table, rows = np.array(seeds).reshape(3, 3), np.array([10.0, 20.0, 30.0])
    plain = table / table.sum(axis=1, keepdims=True) * rows[:, None]
    first, second = np.array([0, 3, 6]), np.array([1, 4, 7])
    found = fitted(table, rows, [Limits(first, floor, None), Limits(second, 0, cap)])  # type: ignore[arg-type]
    assert found.sum(axis=1) == pytest.approx(rows)
    sums, before = found.sum(axis=0), plain.sum(axis=0)
    if floor + 1e-6 < before[0] and cap > before[1] + 1e-6:
        assert found == pytest.approx(plain)
    if floor + 1 < 59 - 1e-6:  # room for both
        assert sums[0] >= floor - 1e-3
        assert sums[1] <= cap + 1e-3


@settings(max_examples=100)
@given(st.data(), SHAPES, st.one_of(st.none(), st.integers(0, 5)))
def test_a_conflict_is_true_and_leaving_out_any_one_ends_it(
    data: st.DataObject, shape: tuple[int, ...], total: int | None
) -> None:
    most = 3 if total is None else total + 1
    boxes = data.draw(st.lists(boxes_of(shape, most), min_size=1, max_size=5))
    found = conflict(boxes, np.ones(shape, dtype=bool), total)
    # without a total: no box asks for more than 4, so a table that keeps them need not hold more than that of each
    totals = [total] if total is not None else range(1 + sum(box.low for box in boxes))
    if total is None and sum(box.low for box in boxes) > 6:
        return
    tables = [table for amount in totals for table in every_table(amount, shape)]
    named = [boxes[i] for i in found]
    if not found:
        assert any(keeps(table, boxes) for table in tables)
        return
    assert not any(keeps(table, named) for table in tables)
    for left_out in range(len(named)):
        assert any(keeps(table, named[:left_out] + named[left_out + 1 :]) for table in tables)


def test_cells_that_can_hold_nothing_are_to_blame_by_themselves() -> None:
    assert conflict([], np.zeros(2, dtype=bool), 5) == []
    assert conflict([Box(((0,),), 3, 3)], np.array([False, True]), 5) == [0]


@settings(max_examples=60)
@given(st.data(), st.sampled_from([(2,), (3,), (2, 2)]), st.integers(0, 4))
def test_whichever_lock_of_each_conflict_is_taken_out_the_others_hold(
    data: st.DataObject, shape: tuple[int, ...], total: int
) -> None:
    boxes = data.draw(st.lists(boxes_of(shape, total + 1), min_size=2, max_size=5))
    found = conflicts(boxes, np.ones(shape, dtype=bool), total)
    tables = list(every_table(total, shape))
    if not found.all_named:
        assert len(found.sets) == NAMED
        return
    for out in product(*found.sets):
        kept = [box for k, box in enumerate(boxes) if k not in out]
        assert any(keeps(table, kept) for table in tables)
    for one in found.sets:
        assert not any(keeps(table, [boxes[k] for k in one]) for table in tables)


def test_conflicts_that_share_a_lock_are_all_named() -> None:
    # 12 and at least 13 conflict with each other; at most 1 with either
    amount, floor, cap = Box(((0,),), 12, 12), Box(((0,),), 13, None), Box(((0,),), 0, 1)
    found = conflicts([amount, floor, cap], np.ones(2, dtype=bool), 20)
    assert {frozenset(one) for one in found.sets} == {frozenset(pair) for pair in ((0, 1), (0, 2), (1, 2))}
    assert found.all_named


def test_of_many_conflicts_the_first_are_named_and_that_is_said() -> None:
    pairs = [box for k in range(NAMED + 1) for box in (Box(((k,),), 3, None), Box(((k,),), 0, 1))]
    found = conflicts(pairs, np.ones(NAMED + 1, dtype=bool), None)
    assert len(found.sets) == NAMED
    assert not found.all_named
    assert conflicts(pairs[:-2], np.ones(NAMED + 1, dtype=bool), None).all_named
