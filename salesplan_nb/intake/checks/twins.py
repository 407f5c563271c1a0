"""Names that may be one: alike but for case and blanks, for punctuation and legal form, or for one letter."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from salesplan_nb.accents import unaccented
from salesplan_nb.intake.spelling import folded

LEGAL = frozenset(
    [
        "ab",
        "ag",
        "and",
        "aps",
        "as",
        "asa",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "eg",
        "ev",
        "gmbh",
        "inc",
        "incorporated",
        "kft",
        "kg",
        "kk",
        "lda",
        "limited",
        "llc",
        "llp",
        "lp",
        "ltd",
        "ltda",
        "mbh",
        "nv",
        "ohg",
        "oy",
        "oyj",
        "plc",
        "pty",
        "sa",
        "sarl",
        "sas",
        "se",
        "sl",
        "sp",
        "spa",
        "spzoo",
        "srl",
        "sro",
        "ug",
        "zoo",
        "zrt",
    ]
)
"""Legal forms, as they are left when their points are taken out."""
LONG = 5
"""Letters of a word below which one letter makes another word: West and East, Iran and Iraq."""
MOST = 10_000
"""Different names above which single letters are not compared."""


def words(name: str, *, company: bool = False) -> tuple[str, ...]:
    """The words of a name without case, accents and punctuation; of a company also without its legal form.

    Examples
    --------
    >>> words("Müller & Söhne G.m.b.H.", company=True)
    ('muller', 'and', 'sohne')
    """
    plain = unaccented(unicodedata.normalize("NFKD", name.replace("ß", "ss")).casefold()).replace("&", " and ")
    found = re.findall(r"\w+", re.sub(r"(?<=\w)['’.](?=\w)|\.", "", plain).replace("_", " "))
    while company and len(found) > 1 and found[-1] in LEGAL:
        found.pop()
    return tuple(found)


def same_but_for_blanks(names: Iterable[str]) -> list[list[str]]:
    """Groups of names that differ in case, blanks or Unicode form alone.

    Examples
    --------
    >>> same_but_for_blanks(["DACH", "Dach ", "UK"])
    [['DACH', 'Dach ']]
    """
    return _groups(names, folded)


def nearly_same(names: Iterable[str], *, company: bool = False, letters: bool = True) -> list[list[str]]:
    """Groups of names that punctuation, accents, legal form or (with `letters`) one letter tell apart.

    Parameters
    ----------
    names : iterable of str
        Spellings.
    company : bool
        Whether they are companies, whose legal form counts for nothing.
    letters : bool
        Whether names that one typing error tells apart are near: a letter more, less, another or two changed about, in
        a word of five or more, and not its first (typists rarely miss that one, and Gambia is not Zambia).

    Notes
    -----
    Names whose digits differ are never near: a 10 mm screw is no 12 mm screw.
    """
    # Of spellings that are the same but for case and blanks, one stands for all.
    every = {folded(name): name for name in sorted(names, reverse=True)}
    parts = {name: words(name, company=company) for name in every.values()}
    parts = {name: found for name, found in parts.items() if found}
    groups = _groups(parts, lambda name: ("".join(parts[name]), tuple(re.findall(r"\d+", " ".join(parts[name])))))
    if letters and len(parts) <= MOST:
        groups += [list(pair) for pair in _one_letter_apart(parts)]
    return _merged(groups)


def _groups(names: Iterable[str], key: Callable[[str], object]) -> list[list[str]]:
    by_key: dict[object, list[str]] = defaultdict(list)
    for name in sorted(names):
        by_key[key(name)].append(name)
    return [group for group in by_key.values() if len(group) > 1]


def _one_letter_apart(parts: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Pairs with the same words but for a typing error in one: found by the texts that losing one letter leaves."""
    shortened: dict[tuple[tuple[str, ...], int, str], list[str]] = defaultdict(list)
    for name, found in parts.items():
        for place, word in enumerate(found):
            if len(word) < LONG or not word.isalpha():
                continue
            rest = found[:place] + found[place + 1 :]
            for text in {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}:
                shortened[rest, place, text].append(name)
    pairs = set()
    for names in shortened.values():
        for i, one in enumerate(names):
            pairs |= {
                tuple(sorted((one, other))) for other in names[i + 1 :] if _typing_error(parts[one], parts[other])
            }
    return sorted(pairs)  # type: ignore[arg-type]


def _typing_error(one: Sequence[str], other: Sequence[str]) -> bool:
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = sorted(differing[0], key=len)
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return swapped or a[start + 1 :] == b[start + 1 :]


def _merged(groups: list[list[str]]) -> list[list[str]]:
    """Groups that share a name made one."""
    whole: dict[str, set[str]] = {}
    for group in groups:
        joined = set(group).union(*(whole.get(name, set()) for name in group))
        whole |= dict.fromkeys(joined, joined)
    return [list(group) for group in sorted({tuple(sorted(group)) for group in whole.values()})]
