"""Words by which a row says that it sums others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

WORDS = frozenset({
    "total", "totals", "grandtotal", "subtotal", "sum", "sums", "alltotal", "gesamt", "gesamtsumme", "summe",
    "insgesamt", "zwischensumme", "totale", "totaal", "totalgeneral", "soustotal", "somme", "suma", "sumatotal",
})  # fmt: skip
"""Letters alone, lower case."""
LIKELY = re.compile("tota|sum|som|gesamt", re.IGNORECASE)
"""What all of them hold: a column of a million ids is searched in a moment."""


def is_total(cell: str) -> bool:
    """Whether a cell is such a word and nothing else; a name that holds one, such as Total Wine, is none.

    Examples
    --------
    >>> is_total("Grand total:"), is_total("Sous-total"), is_total("Total Wine")
    (True, True, False)
    """
    return _letters(cell) in WORDS


def totals_among(cells: Collection[str]) -> set[str]:
    """Which of a column's different cells name sums: such a word, alone or beside another of the cells.

    Examples
    --------
    >>> sorted(totals_among(["Nord", "Summe Nord", "West", "West, total", "Total Wine", "Gesamt"]))
    ['Gesamt', 'Summe Nord', 'West, total']
    """
    likely = [cell for cell in cells if LIKELY.search(cell)]
    others = {_letters(cell) for cell in cells} - {""} if likely else set()
    return {cell for cell in likely if is_total(cell) or _rest(cell) in others}


def _rest(cell: str) -> str:
    """What a cell says beside a word of totals at its beginning or end; '' where it has none."""
    words = cell.split()
    for word, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if rest and _letters("".join(word)) in WORDS:
            return _letters("".join(rest))
    return ""


def _letters(cell: str) -> str:
    """Letters and digits, lower case and without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", cell).casefold() if letter.isalnum())
