"""Words by which a row says that it sums others."""

from __future__ import annotations

WORDS = frozenset({
    "total", "totals", "grandtotal", "subtotal", "sum", "sums", "alltotal", "gesamt", "gesamtsumme", "summe",
    "insgesamt", "zwischensumme", "totale", "totaal", "totalgeneral", "soustotal", "somme", "suma", "sumatotal",
})  # fmt: skip
"""Letters alone, lower case."""


def is_total(cell: str) -> bool:
    """Whether a cell is such a word and nothing else; a name that holds one, such as Total Wine, is none.

    Examples
    --------
    >>> is_total("Grand total:"), is_total("Sous-total"), is_total("Total Wine")
    (True, True, False)
    """
    return "".join(letter for letter in cell.casefold() if letter.isalpha()) in WORDS
