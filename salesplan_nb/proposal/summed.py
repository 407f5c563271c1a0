"""Lines of a table that are sums of others, shown by arithmetic: no word need say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from salesplan_nb.files.totals import may_be_total, totals_among
from salesplan_nb.intake.sums import sums_of_others
from salesplan_nb.intake.totals import MOST_LETTERED, MOST_LINES, MOST_ROWS
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.grids import Amounts, grid


@dataclass(frozen=True)
class Lines:
    """The lines of a table by month."""

    cells: Mapping[str, Sequence[str]]
    """Words of each line, by column."""
    sums: npt.NDArray[np.bool_]
    """Which of them are sums of others."""


def summed_lines(draft: Draft) -> Lines | None:
    """A table's lines, and which are sums of others; None where it is no table of few lines by month."""
    made = _across(draft) if draft.owner.months is not None else _down(draft)
    if made is None:
        return None
    cells, amounts, there = made
    named = np.zeros(len(amounts), dtype="bool")
    for column in cells.values():
        totals = totals_among(set(column))
        named |= np.array([cell in totals or may_be_total(cell) for cell in column], dtype="bool")
    return Lines(cells, sums_of_others(amounts, there, named))


def _across(draft: Draft) -> tuple[dict[str, list[str]], Amounts, npt.NDArray[np.bool_]] | None:
    """Lines of a table whose months are columns, in its order."""
    owner = draft.owner
    wide, months = owner.sheets[0].table, owner.months
    if months is None or not 3 <= wide.num_rows <= MOST_LINES:
        return None
    figures = owner.profile(months.value).figures
    amounts, there = grid(wide, dict.fromkeys(months.each, figures))
    kept = [one for one in owner.profiles if one.kind in ("text", "empty") and one.name in wide.column_names]
    return {one.name: _stripped(wide.column(one.name)) for one in kept}, amounts, there


def _down(draft: Draft) -> tuple[dict[str, list[str]], Amounts, npt.NDArray[np.bool_]] | None:
    """Lines of a table that has a row for each of them and month."""
    owner = draft.owner
    when = next((match for name in ("month", "order_date") if (match := draft.matches.get(name))), None)
    money = draft.matches.get("amount")
    own = [match.seen.profile for match in (when, money) if match and match.seen and match.seen.owner is owner]
    texts = [one for one in owner.profiles if one.kind == "text" and one not in own]
    if len(own) < 2 or not texts or owner.rows > MOST_ROWS or any(one.distinct > MOST_LETTERED for one in texts):
        return None
    period, amount = own
    columns = {one.name: _stripped(owner.table.column(one.name)) for one in texts}
    keys = list(zip(*columns.values(), strict=True))
    lines = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    when_each = _stripped(owner.table.column(period.name))
    periods = {text: place for place, text in enumerate(dict.fromkeys(when_each))}
    if not 3 <= len(lines) <= MOST_LINES or len(lines) * len(periods) > MOST_ROWS:
        return None
    at = [lines[key] for key in keys], [periods[text] for text in when_each]
    values, filled = grid(owner.table, {amount.name: amount.figures})
    there = np.zeros((len(lines), len(periods)), dtype="int64")
    np.add.at(there, at, 1)
    if there.max() > 1:
        return None
    amounts, has = np.zeros(there.shape, dtype="int64"), np.zeros(there.shape, dtype="bool")
    amounts[at], has[at] = values[:, 0], filled[:, 0]
    return {name: [key[i] for key in lines] for i, name in enumerate(columns)}, amounts, has


def _stripped(column: pa.ChunkedArray) -> list[str]:
    return [str(text).strip() for text in column.to_pylist()]
