"""Names and texts from outside, made fit to show: no control characters, no more width than there is."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path
from typing import Any

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Not allowed in XML, invisible, or turning the reading direction of what follows."""
ANSI = re.compile(r"\x1b\[[0-9;]*m")
"""Colours between the words of a traceback: a name behind one would not stand alone."""
SPACES = re.compile(r"(?!(?<=[\d%])[\u00a0\u202f][\d%])\s+")
"""Any run of white space, but not the no-break space within a number or before its percent sign."""
CELL = 48
"""Characters of a name in a table before it is shortened."""
CLAIM = 72
"""Characters of a heading."""


def clean(text: str) -> str:
    """A text on one line, with a replacement mark (U+FFFD) for what cannot be shown.

    Examples
    --------
    >>> clean("  Halden   Instruments ")
    'Halden Instruments'
    """
    return SPACES.sub(" ", UNSEEN.sub("\ufffd", text)).strip()


def shortened(text: str, length: int = CELL) -> str:
    """A text of at most that many characters, cut with an ellipsis; a sentence, longer than a name, between two words.

    Examples
    --------
    >>> shortened("Halden Instruments", 8)
    'Halden…'
    >>> shortened("Discounts of 30% and 40% went with 257 orders and left 3% of their money; the others", 82)
    'Discounts of 30% and 40% went with 257 orders and left 3% of their money; the…'
    """
    text = clean(text)
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    return cut[: space if length > CELL and space > length // 2 else None].rstrip() + "…"


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """A text cut so that it is no wider than that many units in DejaVu Sans, the widest font we expect.

    Parameters
    ----------
    text : str
        What to show.
    width : float
        Room [drawing units].
    size : float
        Font size [drawing units].
    bold : bool
        Whether it is drawn bold.
    """
    text = clean(text)
    if drawn_width(text, size, bold=bold) <= width:
        return text
    while text and drawn_width(text + "…", size, bold=bold) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def drawn_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text [drawing units] in DejaVu Sans; characters that it lacks count as one em."""
    return sum(_advance(character, bold) for character in text) * size


@functools.cache
def _advance(character: str, bold: bool) -> float:
    if unicodedata.combining(character):
        return 0.0
    face = _face(bold)
    if unicodedata.east_asian_width(character) in "WF" or not face.get_char_index(ord(character)):
        return 1.05
    return float(face.load_char(ord(character), flags=_no_hinting()).linearHoriAdvance) / 65536 / _SIZE


_SIZE = 100


def _no_hinting() -> Any:
    from matplotlib.ft2font import LoadFlags

    return LoadFlags.NO_HINTING


@functools.cache
def _face(bold: bool) -> Any:
    import matplotlib as mpl
    from matplotlib.ft2font import FT2Font

    face = FT2Font(str(Path(mpl.get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{'-Bold' if bold else ''}.ttf"))
    face.set_size(_SIZE, 72)
    return face


def claim(text: str, *names: str) -> str:
    """A heading of at most 72 characters: where it is longer, its longest names are shortened first.

    Parameters
    ----------
    text : str
        The heading, with `{}` where each name stands.
    *names : str
        Names from outside.

    Examples
    --------
    >>> claim("{} grew 31%", "Food")
    'Food grew 31%'
    """
    shown = [clean(name) for name in names]
    rest = CLAIM - len(text.replace("{}", ""))
    while shown and sum(len(name) for name in shown) > rest:
        longest = max(range(len(shown)), key=lambda i: len(shown[i]))
        if len(shown[longest]) <= 8:
            break
        shown[longest] = shortened(shown[longest], len(shown[longest]) - 1)
    between = text.split("{}")
    return "".join(piece + name for piece, name in zip(between, [*shown, ""], strict=True))


def listed(names: list[str]) -> str:
    """Names as a sentence lists them: 'a', 'a and b', 'a, b and c'."""
    names = [shortened(name) for name in names]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def begun(text: str) -> str:
    """A text as a sentence begins: with a capital."""
    return text[:1].upper() + text[1:]


def slug(text: str) -> str:
    """A part of an element's id: letters, figures and hyphens; different texts stay different.

    Examples
    --------
    >>> slug("sales27"), slug("Q1 2027")
    ('sales27', 'q1-2027-a457de')
    """
    import hashlib

    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return plain if plain == text else f"{plain[:24]}-{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:6]}"
