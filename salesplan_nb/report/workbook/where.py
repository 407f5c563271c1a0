"""Sums over a long table for what a row or column stands for, by names that may hold anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

PLAIN = re.compile(r"[^\W\d_][\w &/().,'’-]{0,99}")
"""A name that begins with a letter and has no operator or wildcard."""
READ = re.compile(r"(true|false)|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ ./-]*\d.*", re.IGNORECASE)
"""A name that is read as something else: a truth, or a date as in Sep 3 and MARCH1."""


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
        fit = all(PLAIN.fullmatch(name) and not READ.fullmatch(name) for name in names)
        return fit and len({name.casefold() for name in names}) == len(names)


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
