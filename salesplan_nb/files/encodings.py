"""The lines of a file as text, in the encoding that is declared or that the file itself declares by its first bytes."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from salesplan_nb.errors import PlanError
from salesplan_nb.files.streams import BLOCK, unpacked

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAX_LINE = 10_000_000
"""Characters of a physical line; a longer one is no line of a table."""


@contextmanager
def text_lines(path: Path, encoding: str, name: str) -> Iterator[Iterator[str]]:
    """The physical lines of a file, each with its end.

    Lines end in LF, CR LF or CR. A byte order mark is no text.

    Parameters
    ----------
    path : Path
        The file, which may be compressed.
    encoding : str
        As declared; utf-8 gives way to a byte order mark.
    name : str
        What messages call the file.

    Raises
    ------
    PlanError
        Of kind "data": bytes that are not in the encoding (with their line), a NUL, a line without an end.
    """
    with unpacked(path, name) as stream:
        head = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
        codec = _codec(head, encoding, name)
        with io.TextIOWrapper(stream, encoding=codec, newline="") as text:
            try:
                yield _checked(text, name, head)
            except UnicodeError as cause:
                raise _wrong_encoding(path, codec, name, cause) from cause


def first_lines(path: Path, encoding: str, name: str, count: int) -> list[str]:
    """The first physical lines of a file; what is below them is not looked at."""
    with text_lines(path, encoding, name) as lines:
        return [line for line, _ in zip(lines, range(count), strict=False)]


def _codec(head: bytes, encoding: str, name: str) -> str:
    try:
        declared = codecs.lookup(encoding).name
    except LookupError as cause:
        raise _unknown(name, encoding) from cause
    marked = next((codec for mark, codec in MARKS if head.startswith(mark)), None)
    if declared == "utf-8":
        return marked or "utf-8"
    if marked and not declared.startswith("utf"):
        raise PlanError(
            "wrong-encoding",
            message=f"{name}:1: begins with the mark of {marked.removesuffix('-sig')} and is not {encoding}",
            context=None,
            hint=f"write encoding: {marked.removesuffix('-sig')}",
            kind="data",
        )
    return encoding


def _unknown(name: str, encoding: str) -> PlanError:
    hint = "write encoding: utf-8, utf-16, cp1252 or latin-1"
    return PlanError("unknown-encoding", message=f"{name}: no encoding {encoding!r}", context=None, hint=hint)


def _checked(text: io.TextIOWrapper, name: str, head: bytes) -> Iterator[str]:
    number = 0
    while line := text.readline(MAX_LINE):
        number += 1
        if number == 1:
            line = line.removeprefix("\ufeff")
        if "\0" in line:
            raise _nul(name, number, head)
        if len(line) == MAX_LINE:
            raise PlanError(
                "endless-line",
                message=f"{name}:{number}: is over {MAX_LINE:,} characters long",
                context=[f"{name}:{number}: {line[:120]!r}"],
                hint="export the table as text with a line for each row",
                kind="data",
            )
        yield line


def _nul(name: str, number: int, head: bytes) -> PlanError:
    if head[1::2] == b"\0\0":
        hint = "write encoding: utf-16-le"
    elif head[::2] == b"\0\0":
        hint = "write encoding: utf-16-be"
    else:
        hint = "the file is damaged: export it again"
    return PlanError(
        "nul-byte", message=f"{name}:{number}: holds a NUL character", context=None, hint=hint, kind="data"
    )


def _wrong_encoding(path: Path, codec: str, name: str, cause: UnicodeError) -> PlanError:
    """The error for bytes that are not in the encoding: their line, and the encoding that fits."""
    number, wrong = _first_wrong(path, codec, name)
    fits = next(other for other in ("utf-8", "cp1252", "latin-1") if _first_wrong(path, other, name)[1] is None)
    what = f"the bytes {wrong!r} are" if wrong else f"{cause}: it is"
    return PlanError(
        "wrong-encoding",
        message=f"{name}:{number}: {what} not {codec.removesuffix('-sig')}",
        context=None,
        hint=f"write the file's encoding in sources.yml, encoding: {fits}",
        kind="data",
    )


def _first_wrong(path: Path, codec: str, name: str) -> tuple[int, bytes | None]:
    """Line and value of the first bytes that are not in an encoding; None where all are."""
    decoder = codecs.getincrementaldecoder(codec)()
    ends = io.IncrementalNewlineDecoder(None, translate=True)  # CR LF is one end, also where blocks part it
    number = 1
    with unpacked(path, name) as stream:
        while True:
            block = stream.read(BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as found:
                before = found.object[: found.start].decode(codec, errors="replace")
                return number + ends.decode(before, final=True).count("\n"), found.object[found.start : found.start + 4]
            except UnicodeError:  # of UTF-16 without its mark
                return number, b""
            number += ends.decode(text).count("\n")
            if not block:
                return number, None
