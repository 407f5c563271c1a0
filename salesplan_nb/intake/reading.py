"""A delimited file as text: every cell as it is written, every row with its physical line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pandas as pd

from salesplan_nb.errors import PlanError
from salesplan_nb.workspace.sources import Source

ROW = "_row"
"""Physical line of the file on which a row begins; the header is line 1."""
SHOWN = 5
"""Offending rows that an error shows."""


@dataclass(frozen=True)
class TextFile:
    """The rows of a file, as text."""

    path: Path
    frame: pd.DataFrame
    """One row per record: the file's columns as text, and `_row`."""


def read_text(path: Path, source: Source) -> TextFile:
    """Every record of a delimited file.

    One strict parser reads the whole file and knows the physical line of each record, so that no row can vanish
    between a reader and its count.

    Parameters
    ----------
    path : Path
        The file.
    source : Source
        Its delimiter and encoding.

    Raises
    ------
    PlanError
        Of kind "data": undecodable bytes, a NUL, an unclosed quote, rows with more or fewer cells than the header,
        a file without rows. Of kind "input": a doubled column.
    """
    text = _decoded(path, source.encoding)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=source.delimiter, strict=True)
    header: list[str] = []
    records: list[list[str]] = []
    lines: list[int] = []
    line = 1
    try:
        header = next(reader, [])
        line = reader.line_num + 1
        for record in reader:
            if record:
                records.append(record)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as cause:
        raise PlanError(
            "unreadable-row",
            message=f"{path.name}:{line}: {cause}",
            context=[f"{path.name}:{line}: {_line(text, line)}"],
            hint="a quote that opens must close, and a quote within a quoted cell is written twice",
            kind="data",
        ) from cause
    _check_header(path, header)
    if not records:
        raise PlanError(
            "no-rows",
            message=f"{path.name} has no data rows",
            context=None,
            hint="export it again, or take the table out of sources.yml",
            kind="data",
        )
    _check_widths(path, header, records, lines, source)
    frame = pd.DataFrame(records, columns=header, dtype="str")
    frame[ROW] = lines
    return TextFile(path, frame)


def _line(text: str, number: int) -> str:
    """A physical line as an error shows it."""
    return next(islice(io.StringIO(text, newline=""), number - 1, None), "").strip()[:120]


def _decoded(path: Path, encoding: str) -> str:
    raw = path.read_bytes()
    codec = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as cause:
        line = raw[: cause.start].count(b"\n") + 1
        raise PlanError(
            "wrong-encoding",
            message=f"{path.name}:{line}: the bytes {raw[cause.start : cause.start + 4]!r} are not {encoding}",
            context=None,
            hint="write the file's encoding in sources.yml, for example encoding: cp1252",
            kind="data",
        ) from cause
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise PlanError(
            "nul-byte",
            message=f"{path.name}:{line}: holds a NUL character",
            context=None,
            hint="the file is damaged, or its encoding is utf-16: write it in sources.yml",
            kind="data",
        )
    return text


def _check_header(path: Path, header: list[str]) -> None:
    doubled = sorted({name for name in header if header.count(name) > 1})
    if doubled:
        raise PlanError(
            "doubled-column",
            message=f"{path.name}:1: the header names {', '.join(map(repr, doubled))} more than once",
            context=None,
            hint="rename one of them in the file",
        )


def _check_widths(path: Path, header: list[str], records: list[list[str]], lines: list[int], source: Source) -> None:
    wrong = [
        f"{path.name}:{line}: {len(record)} cells: {source.delimiter.join(record)[:120]}"
        for line, record in zip(lines, records, strict=True)
        if len(record) != len(header)
    ]
    if wrong:
        raise PlanError(
            "uneven-rows",
            message=f"{path.name}: {len(wrong)} of {len(records)} rows have not the header's {len(header)} cells",
            context=wrong[:SHOWN],
            hint="mend the rows, or write the file's delimiter in sources.yml",
            kind="data",
        )
