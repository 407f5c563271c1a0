"""Texts as YAML writes them: plain where that is safe, else in double quotes; conditions and comments on one line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ_][\wÀ-ÖØ-öø-ÿ./-]*( [\wÀ-ÖØ-öø-ÿ./%-]+)*")
WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n", "nan", "inf"})
"""Words that some reader of YAML takes for something else than text."""
LONGEST = 400
"""Characters of a comment."""


def scalar(text: str) -> str:
    """A text in YAML.

    Examples
    --------
    >>> scalar("Order Date"), scalar("NO"), scalar("a: b"), scalar("01")
    ('Order Date', '"NO"', '"a: b"', '"01"')
    """
    return text if PLAIN.fullmatch(text) and text.lower() not in WORDS else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes; what does not print is written as its number."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in plain)


def one_or_more(texts: Iterable[str]) -> str:
    """A list on one line, a single text alone."""
    items = list(texts)
    return scalar(items[0]) if len(items) == 1 else in_list(items)


def in_list(texts: Iterable[str]) -> str:
    """A list on one line."""
    return f"[{', '.join(map(_inner, texts))}]"


def pairs(mapping: Mapping[str, str]) -> str:
    """A mapping on one line."""
    return "{" + ", ".join(f"{_inner(key)}: {_inner(value)}" for key, value in mapping.items()) + "}"


def _inner(text: str) -> str:
    """Within brackets, where commas and colons mean something."""
    return scalar(text) if re.fullmatch(r"[\w ./-]+", text) else quoted(text)


def nameable(column: str) -> bool:
    """Whether conditions and expressions can name a column: they write a name in double quotes."""
    return '"' not in column


def condition(column: str, values: Iterable[str]) -> str:
    r"""A condition of sources.yml on a column that has one of some values.

    Examples
    --------
    >>> print(condition("Deal Stage", ["Won", "Won't"]))
    "Deal Stage" in ('Won', 'Won''t')
    """
    name = column if column.isidentifier() and column.isascii() else f'"{column}"'
    texts = ["'" + text.replace("'", "''") + "'" for text in values]
    return f"{name} = {texts[0]}" if len(texts) == 1 else f"{name} in ({', '.join(texts)})"


def comment(text: str) -> str:
    r"""A text on one line that prints, for a comment.

    Examples
    --------
    >>> comment("two\nlines")
    'two lines'
    """
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))[:LONGEST]
