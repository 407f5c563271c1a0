"""Names replaced by ids that tell nothing: keyed, so that they cannot be guessed, and stable while the key stays."""

from __future__ import annotations

import hashlib
import hmac
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from salesplan_nb.accents import unaccented

WORD = re.compile(r"[^\W_]+")
CODE = re.compile(r"[A-Z]{0,2}[-_./ ]?[0-9][-_./0-9]*")
"""An id that is no name: R014, C-0079, 12345."""
BEFORE, AFTER = re.compile(r"[0-9][-.,:/]"), re.compile(r"[-.,:/][0-9]|%")
"""What stands beside digits that are part of a figure or a date."""
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
CUT = re.compile(r"\.\.\.|…")
DIGITS, GAP = 6, 3
"""Hex digits of an id at the least, and characters that may stand between two words of a name."""
SHORT, SHORTEST_CUT, LOOK_BACK = 5, 3, 160
"""Letters from which one word is found in any case; letters of a name cut off; where its beginning is looked for."""
LEGAL = re.compile(r"ag|bv|co|company|corp|corporation|gmbh|inc|kg|limited|llc|ltd|nv|oy|plc|sa|sarl|sas|srl|spa")
"""Words at the end of a company's name that texts leave out."""
JOINS = frozenset({"and", "und", "et"})
"""Words between two of them: GmbH und Co. KG."""


@dataclass(frozen=True)
class Pseudonyms:
    """An id for each name.

    Parameters
    ----------
    ids : dict
        By name, as the data writes it.
    codes : frozenset of str
        Those of them that are codes, as ids are: replaced where one stands alone, not sought within texts.
    """

    ids: dict[str, str]
    codes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Mapping[str, Iterable[str]], key: bytes, codes: frozenset[str] = frozenset()) -> Pseudonyms:
        """Ids such as person-3fa2c1 for names by kind: HMAC-SHA256 of kind and name; those that collide are lengthened.

        Examples
        --------
        >>> made = Pseudonyms.of({"person": ["Ada Byron"], "account": ["Acme Ltd"]}, b"key")
        >>> made.ids["Ada Byron"]
        'person-3aee8c'
        >>> made.text("BYRON, ADA sold to Acme") == f"{made.ids['Ada Byron']} sold to {made.ids['Acme Ltd']}"
        True
        """
        whole: dict[str, str] = {}
        for kind, each in names.items():
            for name in sorted(set(each)):
                digest = hmac.new(key, f"{kind}\0{name}".encode(), hashlib.sha256).hexdigest()
                whole.setdefault(name, f"{kind}-{digest}")
        sizes = zip(whole.items(), _sizes(whole), strict=True)
        return cls({name: found[:size] for (name, found), size in sizes}, codes)

    def text(self, words: str) -> str:
        """A text with every known name in it replaced: in any case, with or without accents, cut off, turned round."""
        if not words:
            return words
        if words in self.ids:
            return self.ids[words]
        return self._whole(self._cut(MAIL.sub("mail-withheld", words)))

    def prose(self, words: str) -> str:
        """A text that somebody wrote: people are named there by their family names alone, too."""
        told = self.text(words)
        return WORD.sub(lambda word: self._family.get(word[0], word[0]), told)

    @cached_property
    def _family(self) -> dict[str, str]:
        """By family name an id of somebody who has it; as it is written only, since many are words too."""
        people = {name: id_ for name, id_ in sorted(self.ids.items()) if id_.startswith("person-")}
        last = {WORD.findall(name)[-1]: id_ for name, id_ in people.items() if len(WORD.findall(name)) > 1}
        return {word: id_ for word, id_ in last.items() if word[:1].isupper()}

    def _whole(self, words: str) -> str:
        found = list(WORD.finditer(words))
        folded = [_folded(m[0]) for m in found]
        pieces, at, i = [], 0, 0
        while i < len(found):
            for name, exact, id_ in self._by_first.get(folded[i], ()):
                n = len(name)
                if tuple(folded[i : i + n]) != name or not _adjoin(found[i : i + n]):
                    continue
                if n == 1 and len(name[0]) < SHORT and found[i][0] != exact:
                    continue
                if n == 1 and exact.isdecimal() and _in_figure(words, found[i]):
                    continue
                end = found[i + n - 1].end()
                pieces += [words[at : found[i].start()], self.ids.get(words[found[i].start() : end], id_)]
                at, i = end, i + n - 1
                break
            i += 1
        return "".join([*pieces, words[at:]])

    def _cut(self, words: str) -> str:
        """A text in which the beginnings of names before an ellipsis are replaced."""
        pieces, at = [], 0
        for dots in CUT.finditer(words):
            back = max(at, dots.start() - LOOK_BACK)
            for word in WORD.finditer(words, back, dots.start()):
                start = " ".join(_folded(m[0]) for m in WORD.finditer(words, word.start(), dots.start()))
                place = bisect_left(self._sorted, (start,))
                if (
                    len(start) >= SHORTEST_CUT
                    and place < len(self._sorted)
                    and self._sorted[place][0].startswith(start)
                ):
                    pieces += [words[at : word.start()], self._sorted[place][1]]
                    at = dots.end()
                    break
        return "".join([*pieces, words[at:]])

    @cached_property
    def _by_first(self) -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
        """By first word the names that begin with it, longest first."""
        found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for name, id_ in self.ids.items():
            if name in self.codes:
                continue
            for parts in _spellings(tuple(_folded(m[0]) for m in WORD.finditer(name)), id_):
                found.setdefault(parts[0], []).append((parts, WORD.findall(name)[0], id_))
        for each in found.values():
            each.sort(key=lambda one: (-len(one[0]), one[1:]))
        return found

    @cached_property
    def _sorted(self) -> list[tuple[str, str]]:
        """Names as their words, and ids, in the order of the words."""
        names = ((" ".join(_folded(m[0]) for m in WORD.finditer(name)), id_) for name, id_ in self.ids.items())
        return sorted((words, id_) for words, id_ in names if words)


def codes_among(ids: Iterable[str]) -> frozenset[str]:
    """Those of some ids that are codes such as R014, and no names."""
    return frozenset(one for one in ids if CODE.fullmatch(one))


def _sizes(whole: Mapping[str, str]) -> list[int]:
    """Characters of each id: as few as tell all apart, from `DIGITS` on."""
    size = {name: len(id_.partition("-")[0]) + 1 + DIGITS for name, id_ in whole.items()}
    while True:
        shared = Counter(id_[: size[name]] for name, id_ in whole.items())
        double = [name for name, id_ in whole.items() if shared[id_[: size[name]]] > 1]
        if not double:
            return list(size.values())
        for name in double:
            size[name] += 1


def _folded(word: str) -> str:
    return unaccented(word).casefold()


def _adjoin(words: list[re.Match[str]]) -> bool:
    """Whether words stand beside each other, as those of one name do."""
    return all(b.start() - a.end() <= GAP for a, b in pairwise(words))


def _in_figure(words: str, digits: re.Match[str]) -> bool:
    """Whether digits are part of 2027-01, 1,822 or 12%, and so no name."""
    start, end = digits.span()
    return bool(BEFORE.fullmatch(words[max(0, start - 2) : start]) or AFTER.match(words[end : end + 2]))


def _spellings(parts: tuple[str, ...], id_: str) -> list[tuple[str, ...]]:
    """How texts write a name: a person also family name first or with initials, a company without its form."""
    if not parts:
        return []
    ways = [parts]
    if id_.startswith("person-") and len(parts) > 1:
        *given, last = parts
        initials = [word[0] for word in given]
        ways += [(last, *given), (initials[0], last)]
        if len(given) > 1:
            first = given[0]
            ways += [(first, last), (last, first), (first, *initials[1:], last), (*initials, last)]
            ways += [("".join(initials), last)]
    elif not id_.startswith("person-"):
        while rest := _without_form(ways[-1]):
            ways.append(rest)
    return list(dict.fromkeys(ways))


def _without_form(parts: tuple[str, ...]) -> tuple[str, ...]:
    """A company's name without the last word of its legal form, be it written S.A.; empty where there is none."""
    for n in (1, 2, 3):
        last, rest = parts[-n:], parts[:-n]
        if n > 1 and any(len(word) > 1 for word in last):
            return ()
        if rest and LEGAL.fullmatch("".join(last)):
            rest = rest[:-1] if rest[-1] in JOINS else rest
            return rest if any(not LEGAL.fullmatch(word) for word in rest) else ()
    return ()
