"""The condition of a segment or a rule: `industry = 'Food' and employees >= 50`, parsed, never evaluated as code."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<column>\"[^\"]+\")|(?P<number>-?[0-9]+(?:\.[0-9]+)?)|(?P<op><=|>=|!=|=|<|>)|(?P<word>\w+)|(?P<mark>[(),]))"
)
MAX_DIGITS = 30
OPERATORS = ("=", "!=", "<", "<=", ">", ">=", "in", "starts with")


@dataclass(frozen=True)
class Condition:
    """A column compared with values: one value, or several for `in`."""

    column: str
    operator: str
    values: tuple[str | float, ...]


def conditions(text: str) -> tuple[Condition, ...]:
    """The conditions of a rule, all of which must hold.

    Raises
    ------
    ValueError
        Where the text is no rule; says what was expected.

    Examples
    --------
    >>> conditions("industry in ('Food', 'Water') and employees >= 50")[1]
    Condition(column='employees', operator='>=', values=(50.0,))
    """
    tokens = split(text, TOKEN)
    found = []
    while tokens:
        found.append(_condition(tokens, text))
        if tokens and _next(tokens, "and", text) != "and":
            raise ValueError(f"expected 'and' between conditions in {text!r}")
    if not found:
        raise ValueError("a rule needs a condition such as industry = 'Food'")
    return tuple(found)


def split(text: str, token: re.Pattern[str]) -> list[tuple[str, str]]:
    """The tokens of a text, each with the name of the group that it is.

    Raises
    ------
    ValueError
        Where no group of the pattern reads what comes next.
    """
    tokens, at = [], 0
    while text[at:].strip():
        match = token.match(text, at)
        if match is None or match.lastgroup is None:
            raise ValueError(f"cannot read {text[at:].strip()!r} in {text!r}")
        tokens.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return tokens


def _next(tokens: list[tuple[str, str]], expected: str, text: str) -> str:
    if not tokens:
        raise ValueError(f"expected {expected} at the end of {text!r}")
    return tokens.pop(0)[1]


def _value(tokens: list[tuple[str, str]], text: str) -> str | float:
    if not tokens or tokens[0][0] not in ("text", "number"):
        raise ValueError(f"expected a value in quotes or a number in {text!r}")
    kind, token = tokens.pop(0)
    return float(sensible(token)) if kind == "number" else token[1:-1].replace("''", "'")


def sensible(number: str) -> str:
    """A number that somebody can mean.

    Raises
    ------
    ValueError
        Where it has more digits than any figure of a company.
    """
    if sum(mark.isdigit() for mark in number) > MAX_DIGITS:
        raise ValueError(f"a number of more than {MAX_DIGITS} digits: {number[:MAX_DIGITS]}...")
    return number


def _condition(tokens: list[tuple[str, str]], text: str) -> Condition:
    if tokens[0][0] not in ("word", "column"):
        raise ValueError(f"expected a column name, not {tokens[0][1]!r}, in {text!r}")
    column, operator = tokens.pop(0)[1].strip('"'), _next(tokens, "an operator", text)
    if operator == "starts":
        operator = f"starts {_next(tokens, 'with', text)}"
    if operator not in OPERATORS:
        raise ValueError(f"expected one of {' '.join(OPERATORS)} after {column!r}, not {operator!r}")
    if operator != "in":
        return Condition(column, operator, (_value(tokens, text),))
    if _next(tokens, "(", text) != "(":
        raise ValueError(f"expected ( after in, in {text!r}")
    values = [_value(tokens, text)]
    while (mark := _next(tokens, ")", text)) == ",":
        values.append(_value(tokens, text))
    if mark != ")":
        raise ValueError(f"expected ) after the values of in, in {text!r}")
    return Condition(column, operator, tuple(values))
