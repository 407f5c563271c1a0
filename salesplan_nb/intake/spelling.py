"""Names that differ and mean one thing: synonyms that the analyst lists; case, blanks and Unicode form where told."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from salesplan_nb.contract import REFERENCES
from salesplan_nb.intake.coded import translating
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.workspace.sources import Sources


def one_spelling(tables: Sequence[Mapped], sources: Sources) -> None:
    """Apply `synonyms` and `ignore_case` of sources.yml to all tables; what they change is counted as corrected."""
    for column, names in sources.synonyms.items():
        meant = {spelling: name for name, spellings in names.items() for spelling in spellings}
        _respell(tables, column, meant, "synonym")
    for column in sources.ignore_case:
        _respell(tables, column, _common(tables, column), "merged spelling")


def folded(text: str) -> str:
    """A text less what tells nothing apart: case, kinds and number of blanks, Unicode form.

    Examples
    --------
    >>> folded(" Café\u00a0 NORD") == folded("Cafe\u0301 Nord")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _common(tables: Sequence[Mapped], column: str) -> dict[str, str]:
    """For each spelling the one to use: that of the table which the column refers to, else the most frequent."""
    counts: Counter[str] = Counter()
    for table in tables:
        if column in table.texts and column in table.names:
            texts = table.texts[column]
            found = np.bincount(texts.codes, minlength=len(texts.values)).tolist()
            counts.update(dict(zip(map(str, texts.values), found, strict=True)))
    own = [table for table in tables if table.name == REFERENCES.get(column, "") and column in table.texts]
    leading = {str(text) for table in own for text in table.texts[column].values}
    best: dict[str, str] = {}
    for text in sorted(counts, key=lambda text: (text not in leading, -counts[text], text)):
        best.setdefault(folded(text), text)
    return {text: best[folded(text)] for text in counts}


def _respell(tables: Sequence[Mapped], column: str, meant: Mapping[str, str], rule: str) -> None:
    for table in tables:
        if column in table.texts and column in table.names:
            before = table.texts[column]
            table.texts[column] = before.changed(translating(meant))
            table.changes.append((rule, column, before, table.texts[column]))
