"""What is left of a sentence while its parts are taken out of it."""

from __future__ import annotations

import re
from collections.abc import Collection

TAKEN = " \x1f "
"""Stands where something was taken, so that its neighbours do not become one phrase."""


class Left:
    """The rest of a sentence.

    Parameters
    ----------
    sentence : str
        As it was written.
    """

    def __init__(self, sentence: str) -> None:
        # No-break spaces stay: they group digits in some locales.
        self._text = re.sub(r"[ \t\n\r\f\v\x1f]+", " ", sentence)

    def has(self, pattern: str) -> bool:
        """Whether a pattern is still there."""
        return re.search(pattern, self._text, re.IGNORECASE) is not None

    def take(self, pattern: str) -> re.Match[str] | None:
        """The first match of a pattern, taken out; None where there is none."""
        found = re.search(pattern, self._text, re.IGNORECASE)
        if found is not None:
            self._text = self._text[: found.start()] + TAKEN + self._text[found.end() :]
        return found

    def drop_figures(self) -> None:
        """Take out what follows a colon: the figures of a run behind a printed statement."""
        self._text = re.sub(r":\s.*$", " ", self._text)

    def words(self, fillers: Collection[str]) -> list[str]:
        """Words and numbers that are left, without those that say nothing, each once."""
        found = re.findall(r"[^\s\x1f.,;:!?()“”\"']+(?:[.,'’-][^\s\x1f.,;:!?()“”\"']+)*", self._text)
        return [word for word in dict.fromkeys(found) if word.lower() not in fillers and re.search(r"\w", word)]
