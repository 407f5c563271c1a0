"""What files say of their figures in words: a list of columns with their meanings, a unit in a title or a header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from salesplan_nb.contract import TABLES
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.values import CURRENCY_WORDS
from salesplan_nb.proposal.words import plain, words

DESCRIBED = 0.6
"""Share of a column's values that must be names of columns elsewhere for it to be a list of columns."""
FEWEST = 3
UNITS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\b(in )?(millions?|mio|mn|millionen|millones|mill)\b|\bm(eur|usd|gbp)\b"), 1_000_000),
    (
        re.compile(
            r"\bin (thousands?|tausend|milliers|miles)\b|\b(thousands|tsd|t ?eur|teur|k ?eur|keur|kusd|000s|000 ?eur)\b"
        ),
        1_000,
    ),
)
"""Words of a unit, in plain letters, and the factor that they stand for."""


def factor(text: str) -> int:
    """What a figure is multiplied by, as a text near it says; 1 where it says nothing.

    Examples
    --------
    >>> factor("Annual revenue (in millions of USD)"), factor("Umsatz in TEUR"), factor("Revenue per mille")
    (1000000, 1000, 1)
    """
    return next((times for pattern, times in UNITS if pattern.search(plain(text))), 1)


def currency_word(text: str) -> str:
    """The currency that a text names, '' for none.

    Examples
    --------
    >>> currency_word("in EUR, netto"), currency_word("Europe")
    ('EUR', '')
    """
    return next((code for word in words(text) if (code := CURRENCY_WORDS.get(word))), "")


def dictionary(inputs: Sequence[Input]) -> tuple[dict[str, str], frozenset[str]]:
    """Meanings of columns by their names, and the labels of the inputs that list them."""
    meanings: dict[str, str] = {}
    labels = set()
    for one in inputs:
        names = {profile.name for other in inputs if other is not one for profile in other.profiles}
        texts = [profile for profile in one.profiles if profile.kind == "text"]
        listing = next((text for text in texts if _lists(text.known, names)), None)
        others = [text for text in texts if text is not listing]
        if listing is None or not others:
            continue
        labels.add(one.label)
        longest = max(others, key=lambda text: sum(map(len, text.known)) / max(1, text.distinct))
        rows = zip(one.table.column(listing.name).to_pylist(), one.table.column(longest.name).to_pylist(), strict=True)
        for name, meaning in rows:
            meanings.setdefault(name.strip(), meaning.strip())
    return meanings, frozenset(labels)


def _lists(values: frozenset[str], names: set[str]) -> bool:
    return len(values & names) >= max(FEWEST, DESCRIBED * len(values))


def add_scales(drafts: Mapping[str, Draft], meanings: Mapping[str, str]) -> None:
    """Multiply money that a list of columns, a header or a title gives in thousands or millions."""
    for draft in drafts.values():
        titles = " ".join(text for sheet in draft.owner.sheets for text in sheet.above)
        for column, match in draft.matches.items():
            kind = TABLES[draft.table].columns[TABLES[draft.table].stored(column)].kind
            if kind != "cents" or match.seen is None:
                continue
            name = match.seen.profile.name
            for what, text in (
                ("the list of columns", meanings.get(name, "")),
                ("its name", name),
                ("the title", titles),
            ):
                if (times := factor(text)) > 1:
                    draft.scale[column] = (times, f"{what} says {text!r}" if what != "its name" else f"{what} says so")
                    break
