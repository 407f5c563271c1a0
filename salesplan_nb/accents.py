"""Letters without their accents: the same word is typed with and without them."""

from __future__ import annotations

import unicodedata


def unaccented(text: str) -> str:
    """A text without accents; a letter that is none with an accent, such as ß or ø, stays.

    Examples
    --------
    >>> unaccented("Données N° Søby, große Mühle")
    'Donnees N° Søby, große Muhle'
    """
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
