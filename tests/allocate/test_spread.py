"""A table level by level: exact in every margin, everything kept, refused only where there is no table."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.allocate import Box, InfeasibleError, shares, spread
from salesplan_nb.allocate.boxes import Limits
from salesplan_nb.allocate.spreading import _whole

from .tables import SHAPES, boxes_of, every_table, keeps, levels_of


def lock(*members: tuple[int, ...] | None, amount: int) -> Box:
    return Box(members, amount, amount)


EVEN = [np.ones(2), np.ones((2, 2)), np.ones((2, 2, 2))]


def test_without_boxes_each_level_is_shared_by_largest_remainders() -> None:
    weights = [np.array([1.0, 2.0]), np.array([[1.0, 1.0, 1.0], [3.0, 0.0, 1.0]])]
    # 100 by 1 to 2 is 33.33 and 66.67; 33 by thirds is 11 each; 67 by 3 to 1 is 50.25 and 16.75
    assert spread(100, weights).tolist() == [[11, 11, 11], [50, 0, 17]]


def test_a_locked_cell_is_made_up_for_by_its_row_and_the_rows_stay() -> None:
    assert spread(1200, EVEN[:2], [lock((0,), (0,), amount=100)]).tolist() == [[100, 500], [300, 300]]


def test_months_and_regions_set_in_both_directions_are_both_exact() -> None:
    weights = [np.ones(3), np.array([[1.0, 2.0], [2.0, 1.0], [1.0, 1.0]])]
    boxes = [lock((0,), amount=20), lock((1,), amount=30), lock(None, (0,), amount=45)]
    found = spread(101, weights, boxes)
    assert found.sum(axis=1).tolist() == [20, 30, 51]
    assert found.sum(axis=0).tolist() == [45, 56]


def test_a_lock_below_lifts_the_levels_above_it() -> None:
    # two halves of 50; the first family of the first half holds 70, so that half is no less
    found = spread(100, EVEN, [lock((0,), None, (0,), amount=70)])
    assert found.sum(axis=(1, 2)).tolist() == [70, 30]
    assert found[0, :, 1].tolist() == [0, 0]


def test_caps_that_take_in_a_whole_row_bound_it() -> None:
    found = spread(100, EVEN[:2], [Box(((0,), (0,)), 0, 10), Box(((0,), (1,)), 0, 20)])
    assert found.tolist() == [[10, 20], [35, 35]]


def test_boxes_across_three_directions_are_exact() -> None:
    # region's quarter, family's year, family in a region: no two of them nest
    boxes = [lock((0,), (0,), amount=31), lock(None, None, (0,), amount=47), lock(None, (0,), (0,), amount=13)]
    found = spread(101, EVEN, boxes)
    assert found.sum() == 101
    assert found[0, 0].sum() == 31
    assert found[:, :, 0].sum() == 47
    assert found[:, 0, 0].sum() == 13
    assert (found >= 0).all()


def test_a_lock_on_what_sold_nothing_is_held_and_no_more() -> None:
    weights = [np.ones(2), np.array([[1.0, 0.0], [1.0, 0.0]])]
    assert spread(100, weights, [lock((0,), (1,), amount=30)]).tolist() == [[20, 30], [50, 0]]
    assert spread(100, weights, [Box(((0,), (1,)), 30, None)]).tolist() == [[20, 30], [50, 0]]
    with pytest.raises(InfeasibleError) as told:
        spread(100, weights, [Box((None, (0,)), 0, 90)])  # nobody else can hold the ten
    assert told.value.cells == (0,)


def test_what_is_lifted_starts_even_and_its_row_makes_up_for_it() -> None:
    # nothing of columns 1 and 2 was ever sold; locked together they hold 20, ten each, in the first row
    weights = [np.ones(2), np.array([[1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])]
    assert spread(100, weights, [lock((0,), (1, 2), amount=20)]).tolist() == [[30, 10, 10], [50, 0, 0]]


def test_a_step_makes_every_cell_round_and_a_lock_between_steps_is_refused() -> None:
    found = spread(1000, EVEN[:2], [lock((0,), (0,), amount=300)], step=100)
    assert found.tolist() == [[300, 200], [300, 200]]
    with pytest.raises(InfeasibleError) as told:
        spread(1000, EVEN[:2], [Box((None, (1,)), 0, 900), lock((0,), (0,), amount=250)], step=100)
    assert told.value.cells == (1,)


@pytest.mark.parametrize(
    ("total", "weights", "step", "match"),
    [
        (-1, [1], 1, "cannot hold -1"),
        (150, [1], 100, "150 is no multiple of 100"),
        (1, [0, 0], 1, "above zero"),
        (1, [1, -1], 1, "not negative"),
        (1, [1, np.nan], 1, "finite"),
    ],
)
def test_what_cannot_be_shared_is_refused(total: int, weights: list[float], step: int, match: str) -> None:
    with pytest.raises(ValueError, match=match):
        spread(total, [np.array(weights, dtype=float)], step=step)


@settings(max_examples=150)
@given(st.data(), SHAPES, st.integers(0, 6), st.sampled_from([0, 1]))
def test_everything_is_kept_or_there_is_no_such_table_and_the_conflict_is_irreducible(
    data: st.DataObject, shape: tuple[int, ...], total: int, least: int
) -> None:
    levels = data.draw(levels_of(shape, least))
    boxes = data.draw(st.lists(boxes_of(shape, total), max_size=4))
    try:
        found = spread(total, levels, boxes)
    except InfeasibleError as error:
        named = [boxes[i] for i in error.cells]
    else:
        assert found.sum() == total
        assert (found >= 0).all()
        assert keeps(found, boxes)
        return
    if least:  # every cell can hold something: counted over every table there is
        tables = list(every_table(total, shape))
        assert named
        assert not any(keeps(table, named) for table in tables)
        for left_out in named:
            assert any(keeps(table, [box for box in named if box is not left_out]) for table in tables)


@settings(max_examples=40)
@given(st.data(), st.lists(st.integers(5, 60), min_size=6, max_size=6))
def test_no_table_that_keeps_rows_and_boxes_moves_less_from_the_fit(data: st.DataObject, tenths: list[int]) -> None:
    fractions = np.array(tenths).reshape(2, 3) / 10
    rows = np.floor(fractions.sum(axis=1)).astype(np.int64)
    boxes = data.draw(st.lists(boxes_of((2, 3), int(rows.sum())), min_size=1, max_size=3))
    sides = product(every_table(int(rows[0]), (3,)), every_table(int(rows[1]), (3,)))
    tables = [np.array(both) for both in sides]
    moves = [float(np.abs(table - fractions).sum()) for table in tables if keeps(table, boxes)]
    if not moves:
        return
    able = np.ones((2, 3), dtype=bool)
    limits = [Limits(np.flatnonzero(box.mask((2, 3))), box.low, box.high) for box in boxes]
    found = _whole(fractions, rows, limits, able, [], able, np.ones(2, dtype=bool))
    assert (found.sum(axis=1) == rows).all()
    assert keeps(found, boxes)
    assert np.abs(found - fractions).sum() == pytest.approx(min(moves), abs=1e-6)


@settings(max_examples=40)
@given(st.data(), st.integers(1, 10**12), st.sampled_from([(4, 3), (12, 5), (3, 4, 2), (2, 3, 2, 2)]))
def test_large_amounts_are_kept_to_the_cent(data: st.DataObject, total: int, shape: tuple[int, ...]) -> None:
    levels = data.draw(levels_of(shape, 1))
    # what some table holds can be held: boxes are read off one
    truth = spread(total, data.draw(levels_of(shape, 1)))
    boxes = []
    for _ in range(data.draw(st.integers(1, 6))):
        box = data.draw(boxes_of(shape, 1))
        held = int(truth[box.mask(shape)].sum())
        boxes.append(
            data.draw(
                st.sampled_from([Box(box.members, held, held), Box(box.members, held), Box(box.members, 0, held)])
            )
        )
    found = spread(total, levels, boxes)
    assert found.sum() == total
    assert (found >= 0).all()
    assert keeps(found, boxes)


@settings(max_examples=30)
@given(st.data(), st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_a_box_that_holds_anyway_changes_nothing(data: st.DataObject, total: int, random: object) -> None:
    levels = data.draw(levels_of((3, 3), 1))
    plain = spread(total, levels)
    box = data.draw(boxes_of((3, 3), 1))
    held = int(plain[box.mask((3, 3))].sum())
    assert (spread(total, levels, [Box(box.members, 0, None)]) == plain).all()
    kept = spread(total, levels, [Box(box.members, held, held)])
    assert (kept.sum(axis=1) == plain.sum(axis=1)).all()
    assert abs(kept - plain).max() <= 1  # ties between remainders


@settings(max_examples=30)
@given(st.data(), st.integers(0, 10**7), st.permutations(range(4)))
def test_the_order_of_members_moves_no_more_than_ties(data: st.DataObject, total: int, order: list[int]) -> None:
    weights = np.array(data.draw(st.lists(st.floats(0.1, 99), min_size=8, max_size=8))).reshape(2, 4)
    low = data.draw(st.integers(0, total))
    one = spread(total, [np.ones(2), weights], [Box((None, (2,)), low, low)])
    again = spread(total, [np.ones(2), weights[:, order]], [Box((None, (order.index(2),)), low, low)])
    assert abs(again - one[:, order]).max() <= 1
    assert (again.sum(axis=0) - one[:, order].sum(axis=0) == 0)[order.index(2)]


def test_one_level_alone_is_shares() -> None:
    weights = np.array([3.1, 0.0, 2.7, 9.9])
    assert spread(10**11 + 7, [weights]).tolist() == shares(10**11 + 7, weights)


def test_the_order_of_the_boxes_changes_nothing_even_where_the_fit_converges_slowly() -> None:
    # boxes that bind each other to the cent: the fit stops after its rounds, wherever it then is
    weights = np.array([[4.0, 1.0, 8.0], [6.0, 4.0, 8.0], [4.0, 5.0, 4.0], [7.0, 1.0, 5.0]])
    boxes = [
        Box((None, (1, 2)), 58_419_344_999, 58_419_344_999), Box(((1, 3), (0,)), 0, 3_140_289_023),
        Box((None, (1,)), 0, 24_025_703_319), Box(((0, 3), (1, 2)), 26_318_612_765, 26_318_612_765),
    ]  # fmt: skip
    levels = [np.array([4.0, 2.0, 9.0, 1.0]), weights]
    one, other = (spread(73_273_410_536, levels, order) for order in (boxes, boxes[::-1]))
    assert (one == other).all()
