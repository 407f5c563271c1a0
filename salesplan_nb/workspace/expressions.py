"""The small language of `derive`: `quantity * "Unit Price"`, parsed, never evaluated as code.

An expression is made of columns (a word, or any name in double quotes), numbers, texts in single quotes, `+ - * /`,
brackets, and `join(a, b, ...)`, which writes texts one after another. Numbers are exact fractions until a column of the
contract rounds them once.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from salesplan_nb.workspace.where import sensible, split

TOKEN = re.compile(
    r"""\s*(?:(?P<column>"[^"]+")|(?P<text>'(?:[^']|'')*')|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<word>\w+)|(?P<mark>[-+*/(),]))"""
)
MAX_DEPTH = 30
"""Brackets within brackets; nobody needs more, and each costs a call."""
MAX_LENGTH = 2_000
"""Characters of an expression."""
MAX_BITS = 4_096
"""Of a number's two parts: figures of a company need a hundred, products of products grow without end."""
MAX_TEXT = 10_000
"""Characters that texts joined may have."""
ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
JOIN, MINUS, OPENING = "join", "-", "("
Value = Fraction | str


@dataclass(frozen=True)
class Expression:
    """A parsed expression."""

    kind: str
    """column, number, text, join, or one of + - * /."""
    name: str = ""
    """Of a column; the text of a text."""
    number: Fraction = Fraction(0)
    parts: tuple[Expression, ...] = ()

    def columns(self) -> Iterator[str]:
        """The columns that it reads, each as often as it does."""
        ahead = [self]
        while ahead:  # a sum of a thousand columns is as many parts deep
            found = ahead.pop()
            if found.kind == "column":
                yield found.name
            ahead += reversed(found.parts)

    def value(self, texts: Mapping[str, Value], number: Callable[[str, str], Fraction]) -> Value:
        """What it comes to for one row.

        Parameters
        ----------
        texts : mapping of str to str or Fraction
            The row's cells, by column.
        number : callable
            Reads a column's cell as a number, as the file writes it: column, cell; raises ValueError where it is none.

        Raises
        ------
        ValueError
            Where a number is asked for and the text is none, a division is by zero, or it comes to more than anybody
            means.
        """
        if self.kind == "text":
            return self.name
        if self.kind == "number":
            return self.number
        if self.kind == "column":
            return texts[self.name]
        if self.kind == "join":
            values = [part.value(texts, number) for part in self.parts]
            return _short("".join(value if isinstance(value, str) else plain(value) for value in values))
        left, steps = self, list[Expression]()
        while left.kind in ARITHMETIC:
            steps.append(left)
            left = left.parts[0]
        found = left.amount(texts, number)
        for step in reversed(steps):
            found = _combined(step.kind, found, step.parts[1].amount(texts, number))
        return found

    def amount(self, texts: Mapping[str, Value], number: Callable[[str, str], Fraction]) -> Fraction:
        """What it comes to as a number; parameters and errors are those of `value`."""
        value = self.value(texts, number)
        return _sensible(number(self.name, value) if isinstance(value, str) else value)


def expression(text: str) -> Expression:
    """The expression that a text writes.

    Raises
    ------
    ValueError
        Where it writes none; says what was expected.

    Examples
    --------
    >>> read = lambda column, cell: Fraction(cell)
    >>> expression('pieces * "Unit Price" * (1 - 0.1)').value({"pieces": "3", "Unit Price": "2.50"}, read)
    Fraction(27, 4)
    >>> expression("join(first, ' ', last)").value({"first": "Ada", "last": "Byron"}, read)
    'Ada Byron'
    """
    if len(text) > MAX_LENGTH:
        raise ValueError(f"an expression of more than {MAX_LENGTH:,} characters")
    tokens = split(text, TOKEN)
    found = _sum(tokens, text, 0)
    if tokens:
        raise ValueError(f"cannot read {tokens[0][1]!r} in {text!r}")
    return found


def _combined(sign: str, left: Fraction, right: Fraction) -> Fraction:
    if sign == "/" and right == 0:
        raise ValueError("division by zero")
    return _sensible(ARITHMETIC[sign](left, right))


def _sensible(number: Fraction) -> Fraction:
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > MAX_BITS:
        raise ValueError("a number beyond all figures of a company")
    return number


def _short(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise ValueError(f"a text of more than {MAX_TEXT:,} characters")
    return text


def plain(number: Fraction) -> str:
    """A number in digits and a point: all of them, or fifteen where it has no end.

    Examples
    --------
    >>> plain(Fraction(27, 4)), plain(Fraction(10**20)), plain(Fraction(1, 3))
    ('6.75', '100000000000000000000', '0.333333333333333')
    """
    if number.denominator == 1:
        return str(number.numerator)
    places = Context(prec=max(15, len(str(abs(number.numerator))) + len(str(number.denominator))))
    found = places.divide(Decimal(number.numerator), Decimal(number.denominator))
    return format(found if Fraction(found) == number else Context(prec=15).plus(found), "f")


def _sum(tokens: list[tuple[str, str]], text: str, depth: int) -> Expression:
    found = _product(tokens, text, depth)
    while tokens and tokens[0][1] in ("+", "-"):
        found = Expression(tokens.pop(0)[1], parts=(found, _product(tokens, text, depth)))
    return found


def _product(tokens: list[tuple[str, str]], text: str, depth: int) -> Expression:
    found = _factor(tokens, text, depth)
    while tokens and tokens[0][1] in ("*", "/"):
        found = Expression(tokens.pop(0)[1], parts=(found, _factor(tokens, text, depth)))
    return found


def _factor(tokens: list[tuple[str, str]], text: str, depth: int) -> Expression:
    if depth > MAX_DEPTH:
        raise ValueError(f"more than {MAX_DEPTH} brackets within brackets")
    if not tokens:
        raise ValueError(f"expected a column or a number at the end of {text!r}")
    kind, token = tokens.pop(0)
    if kind == "number":
        return Expression("number", number=Fraction(sensible(token)))
    if kind == "text":
        return Expression("text", token[1:-1].replace("''", "'"))
    if kind == "column":
        return Expression("column", token[1:-1])
    if kind == "word":
        called = bool(tokens) and tokens[0][1] == "("
        return _joined(tokens, text, depth) if called and token == JOIN else _column(token, tokens)
    if token == MINUS:
        return Expression("-", parts=(Expression("number"), _factor(tokens, text, depth + 1)))
    if token == OPENING:
        found = _sum(tokens, text, depth + 1)
        _expect(tokens, ")", text)
        return found
    raise ValueError(f"expected a column or a number, not {token!r}, in {text!r}")


def _column(token: str, tokens: list[tuple[str, str]]) -> Expression:
    if tokens and tokens[0][1] == "(":
        raise ValueError(f"there is no function {token!r}, only join")
    return Expression("column", token)


def _joined(tokens: list[tuple[str, str]], text: str, depth: int) -> Expression:
    tokens.pop(0)
    parts = [_sum(tokens, text, depth + 1)]
    while tokens and tokens[0][1] == ",":
        tokens.pop(0)
        parts.append(_sum(tokens, text, depth + 1))
    _expect(tokens, ")", text)
    return Expression("join", parts=tuple(parts))


def _expect(tokens: list[tuple[str, str]], mark: str, text: str) -> None:
    if not tokens or tokens.pop(0)[1] != mark:
        raise ValueError(f"expected {mark} in {text!r}")
