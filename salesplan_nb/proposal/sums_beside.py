"""Columns beside months that sum them: counted as well, each sale would count twice or in every month."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from salesplan_nb.files.totals import is_total
from salesplan_nb.intake.sums import sums_of_others
from salesplan_nb.intake.totals import MOST_LINES, MOST_ROWS
from salesplan_nb.proposal.grids import grid
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.words import words


def sums_beside(table: pa.Table, months: Sequence[Profile], others: Sequence[Profile]) -> set[str]:
    """Names of columns of numbers beside months that sum these: a word says so, or row by row they come to them."""
    numbers = [one for one in others if one.kind == "number"]
    named = {one.name for one in numbers if any(map(is_total, [one.name, *words(one.name)]))}
    columns = sorted((*months, *numbers), key=lambda one: one.place)
    if not numbers or table.num_rows > MOST_ROWS or len(columns) > MOST_LINES:
        return named
    amounts, there = grid(table, {one.name: one.figures for one in columns})
    words_of_sums = np.array([one.name in named for one in columns], dtype="bool")
    sums = sums_of_others(amounts.T, there.T, words_of_sums)
    found = {one.name for one, is_sum in zip(columns, sums, strict=True) if is_sum}
    return named | (found & {one.name for one in numbers})
