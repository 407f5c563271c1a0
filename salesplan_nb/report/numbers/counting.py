"""Numbers of things, with the words that go with them: 12 rows, Four tactics, None."""

from __future__ import annotations

from salesplan_nb.report.numbers.figures import number

ONES = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def count(n: int, one: str, many: str = "") -> str:
    """A number of things: '1 row', '12 rows'."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def agree(n: int, one: str, many: str) -> str:
    """The form of a word that goes with a number: 'is' or 'are'."""
    return one if n == 1 else many


def counted(n: int, one: str, many: str = "") -> str:
    """A number of things, up to nine in words, to begin a claim: 'Four tactics'."""
    word = ONES[n] if 0 <= n < len(ONES) else number(n)
    return f"{word.capitalize()} {one if n == 1 else many or one + 's'}"


def beginning(n: int) -> str:
    """A number that begins a claim about some of several: 'None', 'One', 'Two', '12'."""
    return counted(n, "x", "x").split()[0] if n else "None"
