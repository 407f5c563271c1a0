"""The words of a PDF that Chromium printed: what Skia writes is simple enough to be read without a library."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

OBJECT = re.compile(rb"(?<![0-9])(\d+) 0 obj\n(.*?)(?:\nstream\n|stream\r?\n|\nendobj)", re.DOTALL)
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\((?:[^()\\]|\\.)*\)|(BT)|(Tm|Td)", re.DOTALL)


def pages(file: Path) -> list[str]:
    """The words of each page; glyphs stand in the order in which they were drawn."""
    content = file.read_bytes()
    found = {int(m[1]): (m[2], m.end()) for m in OBJECT.finditer(content)}

    def stream(number: int) -> bytes:
        head, at = found[number]
        end = content.index(b"endstream", at)
        return zlib.decompress(content[at:end].rstrip(b"\n")) if b"FlateDecode" in head else content[at:end]

    def letters(font: int) -> dict[int, str]:
        unicode = re.search(rb"/ToUnicode (\d+) 0 R", found[font][0])
        return _map(stream(int(unicode[1]))) if unicode else {}

    told = []
    for head, _ in found.values():
        if not re.search(rb"/Type /Page\b", head):
            continue
        fonts = {m[1]: letters(int(m[2])) for m in re.finditer(rb"/(F\d+) (\d+) 0 R", head)}
        drawn = re.search(rb"/Contents (\d+) 0 R", head)
        assert drawn is not None
        told.append(_words(stream(int(drawn[1])), fonts))
    return told


def _map(cmap: bytes) -> dict[int, str]:
    letters: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>", block):
            letters[int(code, 16)] = _utf16(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>", block):
            for n in range(int(first, 16), int(last, 16) + 1):
                letters[n] = chr(ord(_utf16(text)[-1]) + n - int(first, 16))
    return letters


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def _words(drawn: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    text, font = [], dict[int, str]()
    for m in SHOWN.finditer(drawn):
        if m[1]:
            font = fonts.get(m[1], {})
        elif m[2]:
            text += [font.get(int(m[2][i : i + 4], 16), "\ufffd") for i in range(0, len(m[2]), 4)]
        elif m[3]:
            text.append(" ")
    return " ".join("".join(text).split())
