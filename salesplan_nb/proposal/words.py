"""From a header to what it says: its words, their concepts, and how well they name a column of the contract."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from salesplan_nb.accents import unaccented
from salesplan_nb.proposal.headers import HEADERS
from salesplan_nb.proposal.vocabulary import SEVERAL, UNSPACED, WORDS

CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
SPELT_OUT = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ß": "ss",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "æ": "ae",
    }
)
"""Letters that are no ASCII letter with an accent."""
ENGLISH = {part: ours for ours, parts in UNSPACED.items() for part in parts.split()}
UNSPACED_PART = re.compile("|".join(sorted(ENGLISH, key=lambda part: (-len(part), part))))
LINKS = ("", "s", "n", "en", "es")
"""Letters that German puts between the parts of a word."""
SHORT = frozenset({"id", "nr", "no", "qty", "dt"})
"""Words of two letters or so that end a word written in one: `customerid`."""
FOREIGN, UNKNOWN = 0.4, 0.88
"""What a header loses for each concept that has no business there, and for each word that nobody knows."""
EMPTY_WORDS = frozenset(
    {"of", "the", "at", "de", "du", "des", "der", "die", "das", "la", "le", "el", "und", "and", "in"}
)
"""Words that say nothing of a column."""


@dataclass(frozen=True)
class Said:
    """What a header says."""

    concepts: frozenset[str]
    unknown: int
    """Words that are in no vocabulary."""


def plain(text: str) -> str:
    """A text in lower case ASCII letters: umlauts as two letters, accents dropped.

    Examples
    --------
    >>> plain("Währung"), plain("Données N°")
    ('waehrung', 'donnees n°')
    """
    return _ascii(text.lower())


def _ascii(text: str) -> str:
    """A text with its letters as ASCII has them, where it has."""
    return unaccented(unicodedata.normalize("NFC", text).translate(SPELT_OUT))


def letters(text: str) -> str:
    """The letters of a text alone, plain: `Closed Won` is closedwon."""
    return re.sub(r"[^a-z]", "", plain(text))


def parted(text: str) -> tuple[str, str]:
    """What a text begins with, and what stands behind a dash, colon, comma or bracket; twice '' where none does.

    Examples
    --------
    >>> parted("Cancelled - reissued"), parted("Closed Won (pending)"), parted("re-opened")
    (('Cancelled', 'reissued'), ('Closed Won', 'pending)'), ('', ''))
    """
    found = re.split(r"\s+[-–—/]\s+|\s*[:;,(]\s*", text.strip(), maxsplit=1)
    return (found[0], found[1]) if len(found) == 2 else ("", "")


def words(header: str) -> list[str]:
    """The words of a header, plain.

    Examples
    --------
    >>> words("_SalesTeamID"), words("Bestell-Nr."), words("Dto.%")
    (['sales', 'team', 'id'], ['bestell', 'nr'], ['dto', 'percent'])
    """
    text = header.replace("№", " No ").replace("#", " No ").replace("%", " percent ")
    text = re.sub(r"[nN]\.?\s?[°º]", " No ", text)
    text = UNSPACED_PART.sub(lambda part: f" {ENGLISH[part[0]]} ", text)
    return [word.lower() for part in re.split(r"[^A-Za-z0-9]+", _ascii(text)) for word in CAMEL.findall(part)]


@cache
def _dictionary() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for concept, text in WORDS.items():
        for word in text.split():
            found[word] = (*found.get(word, ()), concept)
    return found | {word: tuple(concepts.split()) for concepts, text in SEVERAL.items() for word in text.split()}


@lru_cache(maxsize=10_000)
def _concepts(word: str) -> tuple[str, ...]:
    known = _dictionary()
    if word in known:
        return known[word]
    for ending in ("s", "es", "e", "en", "n"):
        if word.endswith(ending) and len(word) > 4 and word.removesuffix(ending) in known:
            return known[word.removesuffix(ending)]
    return next(_compounds(word), ()) if len(word) >= 6 else ()


def _compounds(word: str) -> Iterator[tuple[str, ...]]:
    """Concepts of a word that is several written as one, the longest first part first."""
    known = _dictionary()
    if word in known and (len(word) > 2 or word in SHORT):
        yield known[word]
    for cut in range(len(word) - 2, 2, -1):
        if (head := known.get(word[:cut])) is None:
            continue
        for link in LINKS:
            if word.startswith(link, cut):
                for tail in _compounds(word[cut + len(link) :]):
                    yield (*head, *tail)


@lru_cache(maxsize=10_000)
def said(header: str) -> Said:
    """The concepts of a header.

    Examples
    --------
    >>> sorted(said("Auftragsdatum").concepts), sorted(said("Customer Names").concepts)
    (['date', 'order'], ['customer', 'name'])
    """
    parts, concepts, unknown, at = words(header), set[str](), 0, 0
    while at < len(parts):
        two = "".join(parts[at : at + 2])
        if len(parts) > at + 1 and (pair := _dictionary().get(two) or _dictionary().get(two.removesuffix("s"))):
            concepts.update(pair)
            at += 2
            continue
        if found := _concepts(parts[at]):
            concepts.update(found)
        elif len(parts[at]) > 1 and parts[at] not in EMPTY_WORDS and not parts[at].isdecimal():
            unknown += 1
        at += 1
    return Said(frozenset(concepts), unknown)


def named(table: str, column: str, header: str) -> float:
    """How well a header names a column of the contract, 0 to 1.

    Examples
    --------
    >>> named("orders", "order_date", "Order Date"), named("orders", "order_date", "Ship Date") < 0.5
    (0.97, True)
    """
    heard, best = said(header), 0.0
    for pattern in HEADERS[table].get(column, ()):
        if pattern.needs <= heard.concepts:
            foreign = len(heard.concepts - pattern.needs - pattern.also)
            best = max(best, pattern.weight * FOREIGN**foreign * UNKNOWN**heard.unknown)
    return round(best, 3)


def speaks_of(headers: Iterable[str], *concepts: str) -> bool:
    """Whether one of some headers speaks of one of some concepts.

    Examples
    --------
    >>> speaks_of(["Ship Date"], "shipped", "due"), speaks_of(["Order Date"], "shipped", "due")
    (True, False)
    """
    return any(said(header).concepts & set(concepts) for header in headers)
