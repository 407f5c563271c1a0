"""The header of a delimited file: its column names and nothing else of it."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path

MAX_HEADER = 100_000
"""Characters of a header; a longer one is no header."""
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def header(path: Path, encoding: str, delimiter: str) -> list[str]:
    """The names in the first row of a file; empty where the file is.

    Raises
    ------
    UnicodeError
        Where the first row is not in the encoding.
    ValueError
        Where the first row is none of delimited text.
    OSError
        Where the file cannot be read.
    """
    with path.open("rb") as file:
        if file.read(2) in UTF_16 and not encoding.lower().replace("_", "-").startswith("utf-16"):
            raise UnicodeError("it begins like UTF-16")
    codec = "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
    # Text is decoded in blocks: what is wrong below the header is intake's to tell, with its own line.
    with path.open(encoding=codec, newline="", errors="replace") as text:
        line = text.readline(MAX_HEADER)
        if len(line) == MAX_HEADER:
            raise ValueError(f"the first row is over {MAX_HEADER} characters long")
        while line.count('"') % 2 and len(line) < MAX_HEADER and (more := text.readline(MAX_HEADER)):
            line += more  # a quoted name goes on in the next line
    if "\ufffd" in line:
        raise UnicodeError(f"the first row is not in {encoding}")
    if "\0" in line:
        raise ValueError("the first row holds a NUL character")
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error as cause:
        raise ValueError(f"the first row cannot be split: {cause}") from cause
