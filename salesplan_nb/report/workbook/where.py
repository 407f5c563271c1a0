"""Sums over a long table for what a row or column stands for, by names that may hold anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

PLAIN = re.compile(r"[^\W\d_](?:[^\W\d_]|[ &/().,'’-]){0,99}")
"""A name that SUMIFS takes as it stands: no operator, no wildcard, nothing that reads as a number or a date."""


@dataclass(frozen=True)
class Where:
    """A condition: the range that is looked at, the cell that it must be equal to, and every value that occurs.

    `members` None says that the values are ours or dates, and plain.
    """

    range: str
    cell: str
    members: Iterable[str] | None = None

    @property
    def plain(self) -> bool:
        """Whether SUMIFS tells the members apart: it knows no case, and 01 and 1 are the same to it."""
        names = sorted(set(self.members)) if self.members is not None else []
        return all(PLAIN.fullmatch(n) for n in names) and len({n.casefold() for n in names}) == len(names)


def sum_where(amounts: str, *wheres: Where) -> str:
    """The formula of a conditional sum: SUMIFS, or where a name would be misread, an exact comparison.

    Examples
    --------
    >>> sum_where("target_amount", Where("target_region", "$A7", ["DACH", "Nordics"]))
    'SUMIFS(target_amount,target_region,$A7)'
    >>> sum_where("target_amount", Where("target_region", "$A7", ["=1", "N*"]))
    'SUMPRODUCT(EXACT(target_region,$A7)*target_amount)'
    """
    if all(where.plain for where in wheres):
        return f"SUMIFS({amounts},{','.join(f'{w.range},{w.cell}' for w in wheres)})"
    tests = (f"({w.range}={w.cell})" if w.members is None else f"EXACT({w.range},{w.cell})" for w in wheres)
    return f"SUMPRODUCT({'*'.join([*tests, amounts])})"
