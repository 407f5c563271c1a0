"""How a column writes its numbers: decimal mark, thousands, currency sign, percent, parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from salesplan_nb.currency_codes import tender
from salesplan_nb.proposal.counted import Counted, told_apart

Marks = tuple[str, str]
"""Decimal mark and thousands mark; '' where there is none of the latter."""
MARKS: tuple[Marks, ...] = (
    (".", ""),
    (".", ","),
    (",", "."),
    (",", ""),
    (",", " "),
    (".", " "),
    (".", "'"),
    (",", "'"),
)
BLANK = "[ \u00a0\u2009\u202f]"
SIGN = rf"US\$|R\$|[$€£¥₹₺₩]|zł|kr|Fr\.?|{'|'.join(sorted(tender() - {'ALL', 'TOP'}))}|%"
"""What stands at an amount, but for the codes that stand before figures as words: TOP 10."""
SIGNED = re.compile(
    rf"(?P<open>\()?\s*(?P<minus>[-−+])?\s*(?P<before>{SIGN})?\s*(?P<minus2>[-−])?"
    rf"(?P<digits>\d[\d.,'\u00a0\u2009\u202f ]*|[.,]\d+)\s*(?P<minus3>[-−])?\s*(?P<after>{SIGN})?"
    r"\s*(?P<minus4>[-−])?\s*(?P<close>\))?"
)
LAKHS = {",": r"|\d{1,2}(,\d{2})+,\d{3}"}
"""Digits as India groups them, by the mark that they are grouped with: 1,21,200."""
PATTERNS = {
    (decimal, thousands): re.compile(
        rf"(\d+|\d{{1,3}}({BLANK if thousands == ' ' else re.escape(thousands)}\d{{3}})+{LAKHS.get(thousands, '')})?"
        rf"({re.escape(decimal)}\d*)?"
        if thousands
        else rf"\d*({re.escape(decimal)}\d*)?"
    )
    for decimal, thousands in MARKS
}


@dataclass(frozen=True)
class Figures:
    """Numbers as a column writes them."""

    marks: tuple[Marks, ...]
    """All that read every value, the likeliest first."""
    decimals: int
    """Most digits after the decimal mark, 0 for whole numbers."""
    whole: bool
    """Whether all are whole numbers, also where they are written with decimals: 7.0."""
    sign: str
    """Currency sign or code, '' for none."""
    percent: bool
    """Whether they are shares written with %: 12% is 0.12, as intake reads it."""
    parentheses: bool
    low: Decimal
    high: Decimal
    negative: float
    """Share of values below zero."""
    unsure: bool
    """Whether no value tells a decimal mark from one of thousands."""
    odd: tuple[str, ...] = ()
    """The few values that are no numbers."""

    @property
    def telling(self) -> bool:
        """Whether its values show a mark, and which one it is."""
        return not self.unsure and len(self.marks) < len(MARKS)


def figures(values: Iterable[Counted], told: Marks | None = None) -> Figures | None:
    """How texts write numbers; None where more than a few of them are none.

    Parameters
    ----------
    values : iterable of (str, int)
        Each text, trimmed, and how often it occurs.
    told : (str, str), optional
        Marks that the file's other columns show: they count where this one's values do not tell.

    Examples
    --------
    >>> found = figures([("1.234,50 €", 2), ("-3,00 €", 1)])
    >>> found.marks, found.sign, found.decimals, found.low
    (((',', '.'),), '€', 2, Decimal('-3.00'))
    """
    usual, odd = told_apart(list(values), _parts)
    found = [(parts, count) for text, count in usual if (parts := _parts(text)) is not None]
    signs = {parts.sign for parts, _count in found if parts.sign}
    digits = [parts.digits for parts, _count in found]
    possible = tuple(marks for marks in MARKS if all(PATTERNS[marks].fullmatch(text) for text in digits))
    if not found or len(signs) > 1 or not possible:
        return None
    marks, unsure = _likeliest(possible, digits)
    if unsure and told in marks:
        marks, unsure = (told, *(pair for pair in marks if pair != told)), False
    numbers = [parts.number(marks[0]) for parts, _count in found]
    percent = signs == {"%"}
    if percent and any(number and not parts.sign for number, (parts, _count) in zip(numbers, found, strict=True)):
        return None  # 12% and 12 in one column: nobody can say what the latter is
    below = sum(count for number, (_parts, count) in zip(numbers, found, strict=True) if number < 0)
    return Figures(
        marks=marks,
        decimals=max(len(text.rpartition(marks[0][0])[2]) if marks[0][0] in text else 0 for text in digits),
        whole=all(number == number.to_integral_value() for number in numbers),
        sign="" if percent else next(iter(signs), ""),
        percent=percent,
        parentheses=any(parts.parentheses for parts, _count in found),
        low=min(numbers),
        high=max(numbers),
        negative=below / sum(count for _parts, count in found),
        unsure=unsure,
        odd=odd,
    )


class _Parts(NamedTuple):
    """What a number is written of."""

    digits: str
    minus: bool
    sign: str
    """Of a currency, or %."""
    parentheses: bool

    def number(self, marks: Marks) -> Decimal:
        """What it is as read with some marks; 12% is 0.12."""
        decimal, thousands = marks
        text = self.digits
        if thousands:
            text = re.sub(BLANK if thousands == " " else re.escape(thousands), "", text)
        size = Decimal(text.replace(decimal, ".").strip() or "0") / (100 if self.sign == "%" else 1)
        return -size if self.minus else size


def _parts(text: str) -> _Parts | None:
    """The parts of a number; None where a text is none."""
    match = SIGNED.fullmatch(text)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    signs = {mark for mark in (match["before"], match["after"]) if mark}
    if len(signs) > 1:
        return None
    dashes = (match[name] for name in ("minus", "minus2", "minus3", "minus4"))
    minus = bool(match["open"]) or any(dash not in (None, "+") for dash in dashes)
    return _Parts(match["digits"].strip(), minus, next(iter(signs), ""), bool(match["open"]))


def _likeliest(marks: tuple[Marks, ...], digits: list[str]) -> tuple[tuple[Marks, ...], bool]:
    """Where a mark before three digits could mean both, thousands it is: 1,234 and 12,500 are seldom decimals."""
    grouped = [text for text in digits if re.search(r"[.,]", text)]
    for mark, other in ((",", "."), (".", ",")):
        if grouped and all(re.fullmatch(rf"\d{{1,3}}(\{mark}\d{{3}})+", text) for text in grouped):
            if any(text.startswith("0") for text in grouped) or not any(
                len(text) > 5 or len(grouped) > 1 for text in grouped
            ):
                return marks, True
            first = (other, mark)
            return (first, *(pair for pair in marks if pair != first)), not any(
                text.count(mark) > 1 for text in grouped
            )
    return marks, False


def read(text: str, written: Figures | None) -> Decimal | None:
    """One of a column's numbers; None where the text is none.

    Examples
    --------
    >>> read("(1,200.50)", figures([("(1,200.50)", 1)]))
    Decimal('-1200.50')
    """
    parts = _parts(text.strip())
    if parts is None or written is None or not PATTERNS[written.marks[0]].fullmatch(parts.digits):
        return None
    return parts.number(written.marks[0])
