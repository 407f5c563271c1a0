"""Whether a column of one file is that of another under a new name: by what both names say, and by what both hold."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.words import plain, said, words

MOST = 2
"""Columns that a new version of an export names anew: with more, it may be another table."""
SHARE = 0.25
"""Share of a file's columns that they may be."""
NEAR = 0.6
"""Likeness of two names' letters from which one is the other, shortened or slightly changed."""


def alike(a: str, b: str) -> bool:
    """Whether two names have the same words, or one has all words of the other.

    Examples
    --------
    >>> alike("Customer ID", "CustomerID"), alike("Price", "Unit Price"), alike("Price", "Cost")
    (True, True, False)
    """
    one, other = set(words(a)), set(words(b))
    return one == other or bool(one and other and (one < other or other < one))


def few_enough(renamed: int, columns: int) -> bool:
    """Whether so few of a file's columns are named anew that it is the same table.

    Examples
    --------
    >>> few_enough(1, 4), few_enough(1, 3), few_enough(2, 12), few_enough(3, 12)
    (True, False, True, False)
    """
    return renamed <= min(MOST, SHARE * columns)


def same_renamed(one: Profile, other: Profile) -> bool:
    """Whether a column may be another of its kind under a new name: no name speaks against it, both hold the like.

    Two columns of money are filled alike whatever they mean, so that there the names must speak for it.
    """
    if "empty" in (one.kind, other.kind):
        return _said_the_same(one.name, other.name)
    if one.coded != other.coded or not _filled_alike(one, other):
        return False
    mine, theirs = said(one.name).concepts, said(other.name).concepts
    unknown = not (mine and theirs) and not (one.kind == "number" and not one.coded)
    return unknown or _said_the_same(one.name, other.name)


def _said_the_same(a: str, b: str) -> bool:
    mine, theirs = said(a).concepts, said(b).concepts
    if mine and theirs:
        return mine == theirs or mine < theirs or theirs < mine
    return SequenceMatcher(None, plain(a), plain(b)).ratio() >= NEAR


def _filled_alike(one: Profile, other: Profile) -> bool:
    if one.kind == "number" and not one.coded:
        return True
    if one.days is not None and other.days is not None:
        return one.native == other.native and bool(one.native or set(one.days.forms) & set(other.days.forms))
    return bool(one.known & other.known or _forms(one) & _forms(other))


def _forms(profile: Profile) -> set[str]:
    """How its commonest values are built: P-1005 is A-9."""
    return {re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", text)) for text in profile.samples}
