"""Distinct texts with their counts, and the few among them that are not what the rest is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Counted = tuple[str, int]
"""A text and how often it occurs."""
TOLERATED = 0.02
"""Share of rows that may hold something else, and the column is still one of numbers or days ..."""
A_FEW = 2
"""... and rows that may, in a small table."""


def few(texts: Iterable[Counted]) -> float:
    """Rows that may be odd among some.

    Examples
    --------
    >>> few([("1", 500), ("2", 500)]), few([("1", 10)]), few([("1", 2)])
    (20.0, 2, 0)
    """
    rows = sum(count for _text, count in texts)
    return 0 if rows < 5 else max(A_FEW, TOLERATED * rows)


def told_apart(texts: list[Counted], usual: Callable[[str], object]) -> tuple[list[Counted], tuple[str, ...]]:
    """The texts that are as usual and, where they are few, the odd ones; no usual ones where the odd are many."""
    odd = [pair for pair in texts if not usual(pair[0])]
    if sum(count for _text, count in odd) > few(texts):
        return [], ()
    return [pair for pair in texts if usual(pair[0])], tuple(text for text, _count in odd)
