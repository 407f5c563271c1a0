"""Rows that are sums of other rows, told by arithmetic: a word may be missing, or be a customer's name."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from salesplan_nb.intake.coded import Cents, Mask

LEAST_PERIODS = 3
"""Periods in which a sum must come out before it is none of chance."""
DIGITS = 9.0
"""Digits that must agree in all: a chance of one in a thousand million, where some thousand sums are tried."""
NAMED_DIGITS = 4.0
"""Digits that must agree where a word names the sum."""
NEAR = 0.01
"""Relative distance of a sum that a word names, of which a line may have been left out or put right by hand."""


def sums_of_others(amounts: npt.NDArray[np.int64], there: npt.NDArray[np.bool_], named: Mask) -> Mask:
    """Which lines of a table are, in every period that they have, the sum of others.

    A line is such a sum where it comes to the run of lines directly above it, or below, or to all others, those left
    out that are sums themselves.

    Parameters
    ----------
    amounts : array of int64, lines x periods
        Money [cents] in the order of the table, 0 where a line has none.
    there : array of bool, lines x periods
        Whether a line has the period.
    named : array of bool, lines
        Lines that a word names a sum: one of a single line, or one that comes out within a hundredth, suffices,
        and fewer digits.

    Examples
    --------
    >>> north, south = [1203_11, 990_40, 1422_73], [805_02, 913_55, 777_10]
    >>> table = np.array([north, south, np.add(north, south)])
    >>> sums_of_others(table, table > 0, np.zeros(3, dtype="bool"))
    array([False, False,  True])

    Returns
    -------
    array of bool, lines
    """
    found = np.zeros(len(amounts), dtype="bool")
    unit = int(np.gcd.reduce(np.abs(amounts), axis=None)) or 1
    for order in (np.arange(len(amounts)), np.arange(len(amounts))[::-1]):
        for place, line in enumerate(order):
            before = order[:place][~found[order[:place]]][::-1]  # the nearest first
            if not found[line] and len(before):
                periods = there[line]
                runs = np.cumsum(amounts[before][:, periods], axis=0)
                found[line] = _comes_to(amounts[line, periods], runs, amounts[before[0], periods], unit, named[line])
    for line in np.flatnonzero(~found):
        others = np.flatnonzero(~found)
        others, periods = others[others != line], there[line]
        if len(others) > 1 and periods.any():
            whole = amounts[others][:, periods].sum(axis=0)[None, :]
            first = amounts[others[0], periods]
            found[line] = _comes_to(amounts[line, periods], whole, first, unit, named[line], len(others))
    return found


def _comes_to(line: Cents, runs: npt.NDArray[np.int64], first: Cents, unit: int, named: bool, size: int = 0) -> bool:
    """Whether a line is one of some runs' sums in all its periods, and not by chance.

    Runs of one, two, three ... lines, or one of `size` lines. Each cell may be rounded to half a unit. Lines in fixed
    shares of each other prove nothing: a line may be another's twin, and a plan that gives 20, 30 and 50% has one that
    is the sum of two.
    """
    if not line.any():
        return False
    sizes = np.full(1, size) if size else np.arange(1, len(runs) + 1)
    off = np.abs(runs - line)
    exact = (off <= (sizes + 1)[:, None] * unit // 2).all(axis=1)
    enough = len(line) >= LEAST_PERIODS
    if named and enough and (off <= NEAR * np.abs(line)).all(axis=1).any():
        return True
    if not exact.any() or not (named or enough):
        return False
    some = line != 0
    if not named and np.ptp(first[some] / line[some]) <= 2 * unit / np.abs(line[some]).min():
        return False
    many = int(sizes[exact][0]) + 2
    different = {abs(int(amount)) for amount in line}
    digits = sum(max(0.0, math.log10(amount / (many * unit))) for amount in different if amount)
    return digits >= (NAMED_DIGITS if named else DIGITS)
