"""Words by which a file or a column says that it is about credit notes, which lower sales."""

from __future__ import annotations

import re

from salesplan_nb.accents import unaccented

WORDS = re.compile(
    r"(?<![a-z])("
    r"credit[ _-]?(notes?|memos?)|avoirs?|notes? de credit|gutschrift\w*|creditnota\w*"
    r"|notas? (de |di )?credit[oi]s?|notas? de abono|faktura korygujaca|kreditnot\w*|kreditfaktur\w*|hyvityslasku\w*"
    r")(?![a-z])"
)
"""English, French, German, Dutch, Spanish, Portuguese, Italian, Polish, Nordic; in small plain letters."""


def names_credit_notes(text: str) -> bool:
    """Whether a file's name or a header speaks of credit notes.

    Examples
    --------
    >>> [
    ...     names_credit_notes(text)
    ...     for text in ("N° avoir", "credit_notes_2026.csv", "Gutschriftsnummer", "Nota crédito")
    ... ]
    [True, True, True, True]
    >>> [names_credit_notes(text) for text in ("Credit limit", "Savoir-faire", "Note")]
    [False, False, False]
    """
    return WORDS.search(unaccented(text.lower())) is not None
