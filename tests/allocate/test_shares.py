from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.allocate import InfeasibleError, bounded_shares, shares

TOTALS = st.integers(-(10**14), 10**14)
WEIGHTS = st.lists(st.floats(0, 1e9, allow_subnormal=False), min_size=1, max_size=40).filter(lambda w: sum(w) > 0)


def ideal(total: int, weights: list[float]) -> list[Fraction]:
    """The shares before rounding, exact."""
    exact = [Fraction(w) for w in weights]
    return [total * w / sum(exact) for w in exact]


# --- shares


@pytest.mark.parametrize(
    ("total", "weights", "step", "expected"),
    [
        (100, [1, 1, 1], 1, [34, 33, 33]),  # 33.33 each; the one cent left goes to the first
        (-100, [1, 1, 1], 1, [-34, -33, -33]),
        (10, [5, 3, 1], 1, [6, 3, 1]),  # 5.56 3.33 1.11: floors 5 3 1, the one left to .56
        (0, [2, 0, 1], 1, [0, 0, 0]),
        (7, [0, 1], 1, [0, 7]),
        (10_000, [1, 2], 1_000, [3_000, 7_000]),  # 3.33 and 6.67 steps of a thousand
    ],
)
def test_shares_by_hand(total: int, weights: list[float], step: int, expected: list[int]) -> None:
    assert shares(total, weights, step=step) == expected


def test_balinski_and_youngs_twenty_six_seats() -> None:
    # M. L. Balinski and H. P. Young (1982), Fair Representation: the example of 26 seats on which the methods differ.
    # Hamilton's: fair shares 9.061 7.179 5.259 3.319 1.182, floors 9 + 7 + 5 + 3 + 1 = 25, the last seat to .319
    assert shares(26, [9061, 7179, 5259, 3319, 1182]) == [9, 7, 5, 4, 1]


@given(TOTALS, WEIGHTS, st.sampled_from([1, 5, 100, 1000]))
def test_shares_sum_to_the_total_and_lie_less_than_a_step_from_the_ideal(
    total: int, weights: list[float], step: int
) -> None:
    total -= total % step
    parts = shares(total, weights, step=step)
    assert sum(parts) == total
    for part, exact in zip(parts, ideal(total, weights), strict=True):
        assert part % step == 0
        assert abs(part - exact) < step


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=2, max_size=12, unique=True), st.randoms())
def test_the_order_of_the_rows_does_not_matter(total: int, weights: list[int], random: object) -> None:
    # Ties in the remainders are settled by position: the amounts as a set stay, each weight keeps its own to a step
    by_weight = dict(zip(weights, shares(total, weights), strict=True))
    shuffled = list(weights)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = dict(zip(shuffled, shares(total, shuffled), strict=True))
    assert sorted(by_weight.values()) == sorted(again.values())
    assert all(abs(by_weight[w] - again[w]) <= 1 for w in weights)


@given(TOTALS, WEIGHTS, st.integers(1, 1000), st.sampled_from([0.5, 2.0, 1024.0]))
def test_scaling_the_weights_changes_nothing_and_scaling_the_total_scales_to_a_step(
    total: int, weights: list[float], times: int, factor: float
) -> None:
    parts = shares(total, weights)
    assert shares(total, [w * factor for w in weights]) == parts
    scaled = shares(total * times, weights)
    assert all(abs(big - times * small) <= times for big, small in zip(scaled, parts, strict=True))
    assert shares(total * times, weights, step=times) == [times * part for part in parts]


@given(st.integers(0, 10**12), WEIGHTS)
def test_a_cell_of_higher_weight_never_gets_less(total: int, weights: list[float]) -> None:
    pairs = sorted(zip(weights, shares(total, weights), strict=True))
    assert all(heavy[1] >= light[1] for light, heavy in pairwise(pairs) if heavy[0] > light[0])


@pytest.mark.parametrize(
    ("weights", "match"),
    [
        ([], "without cells"),
        ([0, 0], "above zero"),
        ([1, -1], "not negative"),
        ([1, float("nan")], "finite"),
        ([1, float("inf")], "finite"),
    ],
)
def test_weights_that_cannot_be_shares_are_refused(weights: list[float], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        shares(10, weights)


def test_a_total_that_is_no_multiple_of_the_step_is_refused() -> None:
    with pytest.raises(ValueError, match="1001 is no multiple of 1000"):
        shares(1001, [1], step=1000)
    with pytest.raises(ValueError, match="step must be above zero"):
        shares(1000, [1], step=0)


def test_numpy_numbers_share_like_pythons() -> None:
    # 0.1 is a fraction over 2^55: times 10^15 cents it leaves 64 bits
    assert shares(np.int64(10**15), np.array([0.1, 0.2])) == shares(10**15, [0.1, 0.2])  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        shares(10.5, [1])  # type: ignore[arg-type]


# --- bounded_shares


@pytest.mark.parametrize(
    ("total", "weights", "bounds", "expected"),
    [
        (100, [1, 1, 1], {}, [34, 33, 33]),
        (100, [1, 1, 2], {"locks": {0: 40}}, [40, 20, 40]),  # 60 left, one third and two thirds
        (100, [1, 1, 2], {"caps": {2: 30}}, [35, 35, 30]),  # 50 is cut to 30, 70 left for two equals
        (100, [1, 1, 8], {"floors": {0: 30}}, [30, 8, 62]),  # 10 is raised to 30; 70 left: 7.78 and 62.22
        # the cap breaks by 50, the floor by 20: the cap is held first, its 50 go to the others, and the floor holds
        (100, [1, 1, 2, 0], {"caps": {2: 0}, "floors": {0: 45}}, [50, 50, 0, 0]),
        # a cell of weight zero takes its floor, even where the floor is all that is left
        (10, [1, 0], {"locks": {0: 5}, "floors": {1: 5}}, [5, 5]),
        (10, [1, 0], {"floors": {1: 10}}, [0, 10]),
        (0, [1, 1], {}, [0, 0]),
        (0, [0, 0], {"locks": {0: 0}}, [0, 0]),
        (7, [1, 1], {"locks": {0: 3, 1: 4}}, [3, 4]),
        (9, [1, 1], {"floors": {0: 4, 1: 4}, "caps": {0: 5, 1: 5}}, [5, 4]),
        (10, [1, 1], {"floors": {0: 20}, "caps": {0: 20}, "locks": {}}, None),
    ],
)
def test_bounded_shares_by_hand(
    total: int, weights: list[float], bounds: dict[str, dict[int, int]], expected: list[int] | None
) -> None:
    if expected is None:
        with pytest.raises(InfeasibleError):
            bounded_shares(total, weights, **bounds)
    else:
        assert bounded_shares(total, weights, **bounds) == expected


@pytest.mark.parametrize(
    ("bounds", "match", "cells"),
    [
        ({"locks": {0: 60, 2: 50}}, "locks and floors take 110, more than the 100", (0, 2)),
        ({"floors": {0: 70}, "locks": {1: 40}}, "take 110, more than the 100", (0, 1)),
        ({"caps": {0: 30, 1: 30, 2: 30}}, "leave room for 90 of the 100", (0, 1, 2)),
        ({"floors": {1: 20}, "caps": {1: 10}}, "above the cap", (1,)),
        ({"locks": {2: 20}, "caps": {2: 10}}, "above the cap", (2,)),
        ({"locks": {2: 20}, "floors": {2: 30}}, "below the floor", (2,)),
        ({"locks": {0: -5}}, "below the floor", (0,)),
        ({"caps": {0: -1}}, "above the cap", (0,)),
    ],
)
def test_bounds_that_clash_are_refused_naming_their_cells(
    bounds: dict[str, dict[int, int]], match: str, cells: tuple[int, ...]
) -> None:
    with pytest.raises(InfeasibleError, match=match) as caught:
        bounded_shares(100, [1, 1, 1], **bounds)
    assert caught.value.cells == cells


def test_what_capped_cells_leave_does_not_go_to_a_cell_of_weight_zero() -> None:
    with pytest.raises(InfeasibleError, match="weights of zero leave room for 5 of the 10") as caught:
        bounded_shares(10, [1, 0], caps={0: 5})
    assert caught.value.cells == (0, 1)


def test_a_bound_for_a_cell_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match=r"cells \[3\], but there are 3 cells"):
        bounded_shares(100, [1, 1, 1], locks={3: 10})


def test_a_negative_total_has_no_bounds() -> None:
    with pytest.raises(ValueError, match="not for -100"):
        bounded_shares(-100, [1, 1])


def brute_force(total: int, low: list[int], high: list[int]) -> bool:
    """Whether any whole amounts between the bounds sum to the total: by trying them all."""
    return any(
        sum(cells) == total
        for cells in product(*(range(least, min(most, total) + 1) for least, most in zip(low, high, strict=True)))
    )


def test_every_small_case_is_met_or_refused_as_trying_all_amounts_says() -> None:
    # three cells, totals to 4, every floor and cap from 0 to 3 or none, weights with and without zeros: 24,500 cases
    options = [None, 0, 1, 3]
    tried = refused = 0
    for total, weights in product(range(5), ([1, 1, 1], [5, 2, 1], [1, 0, 3], [0, 0, 1])):
        for floors, caps in product(product(options, repeat=3), product(options, repeat=3)):
            bounds = {
                "floors": {i: f for i, f in enumerate(floors) if f is not None},
                "caps": {i: c for i, c in enumerate(caps) if c is not None},
            }
            low = [f or 0 for f in floors]
            most = [total if cap is None else cap for cap in caps]
            # a cell of weight zero takes what it must and no more, where its cap allows that
            high = [low[i] if weights[i] == 0 and most[i] >= low[i] else most[i] for i in range(3)]
            tried += 1
            try:
                parts = bounded_shares(total, weights, **bounds)
            except InfeasibleError:
                refused += 1
                parts = None
            if parts is None:
                assert not brute_force(total, low, high), (total, weights, bounds)
            else:
                assert sum(parts) == total
                assert all(least <= part for least, part in zip(low, parts, strict=True))
                assert all(part <= cap for part, cap in zip(parts, caps, strict=True) if cap is not None)
    assert tried == 5 * 4 * 4**6
    assert 0 < refused < tried


@st.composite
def feasible(draw: st.DrawFn) -> tuple[int, list[float], dict[str, dict[int, int]]]:
    """A total with bounds that some allocation meets: the allocation is drawn first and the bounds around it."""
    cells = draw(st.lists(st.integers(0, 10**6), min_size=1, max_size=10))
    weights = draw(st.lists(st.floats(0.001, 1e6), min_size=len(cells), max_size=len(cells)))
    bounds: dict[str, dict[int, int]] = {"locks": {}, "floors": {}, "caps": {}}
    for i, amount in enumerate(cells):
        kind = draw(st.sampled_from(["free", "lock", "floor", "cap", "both"]))
        if kind == "lock":
            bounds["locks"][i] = amount
        if kind in ("floor", "both"):
            bounds["floors"][i] = draw(st.integers(0, amount))
        if kind in ("cap", "both"):
            bounds["caps"][i] = draw(st.integers(amount, 2 * 10**6))
    return sum(cells), weights, bounds


@given(feasible())
def test_bounds_that_can_be_met_are_met_and_the_total_is_exact(
    case: tuple[int, list[float], dict[str, dict[int, int]]],
) -> None:
    total, weights, bounds = case
    parts = bounded_shares(total, weights, **bounds)
    assert sum(parts) == total
    assert all(parts[i] == amount for i, amount in bounds["locks"].items())
    assert all(parts[i] >= amount for i, amount in bounds["floors"].items())
    assert all(parts[i] <= amount for i, amount in bounds["caps"].items())


@given(feasible())
def test_free_cells_follow_the_weights_and_held_ones_are_held_for_a_reason(
    case: tuple[int, list[float], dict[str, dict[int, int]]],
) -> None:
    # At the rate of the free cells (amount per weight), a cell at its floor would have had no more than the floor, one
    # at its cap no less than the cap: to the rounding of as many cents as there are cells.
    total, weights, bounds = case
    parts = bounded_shares(total, weights, **bounds)
    held = {i for kind in bounds.values() for i, amount in kind.items() if parts[i] == amount}
    free = [i for i in range(len(parts)) if i not in held]
    if not free:
        return
    rate = Fraction(sum(parts[i] for i in free)) / sum(Fraction(weights[i]) for i in free)
    slack = len(parts)
    for i, part in enumerate(parts):
        would_have = rate * Fraction(weights[i])
        if i in free:
            assert abs(part - would_have) <= slack
        elif part == bounds["floors"].get(i) != bounds["caps"].get(i):
            assert would_have <= part + slack
        elif part == bounds["caps"].get(i) != bounds["floors"].get(i):
            assert would_have >= part - slack


@given(TOTALS.map(abs), WEIGHTS)
def test_without_bounds_they_are_plain_shares(total: int, weights: list[float]) -> None:
    assert bounded_shares(total, weights) == shares(total, weights)
