"""The lines of a file as text, in the encoding that is declared or that the file itself declares by its first bytes."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from salesplan_nb.errors import PlanError, cut
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
        head = stream.peek(BLOCK)
        codec = _codec(head, encoding, name)
        with io.TextIOWrapper(stream, encoding=codec, newline="") as text:
            try:
                yield _checked(text, name)
            except UnicodeError as cause:
                raise _wrong_encoding(path, codec, name, cause) from cause


def first_lines(path: Path, encoding: str, name: str, count: int) -> list[str]:
    """The first physical lines of a file; what is below them is not looked at."""
    with text_lines(path, encoding, name) as lines:
        return [line for line, _ in zip(lines, range(count), strict=False)]


def _codec(head: bytes, encoding: str, name: str) -> str:
    """The codec to read with; what the first bytes say against the declared one is an error, no guess."""
    try:
        io.TextIOWrapper(io.BytesIO(), encoding)  # refuses codecs that are none of text, such as rot13
        declared = codecs.lookup(encoding).name
    except LookupError as cause:
        hint = "write encoding: utf-8, utf-16, cp1252 or latin-1"
        message = f"{name}: there is no encoding {encoding!r}"
        raise PlanError("unknown-encoding", message=message, context=None, hint=hint) from cause
    shown = shown_encoding(head)
    if declared == "utf-8":
        if shown.startswith("utf-16-"):
            raise _other_encoding(name, shown, encoding)
        return shown or "utf-8"
    if not declared.startswith("utf") and shown:
        raise _other_encoding(name, shown, encoding)
    if not declared.startswith("utf") and not head.isascii() and is_utf_8(head):
        raise _other_encoding(name, "utf-8", encoding)
    return encoding


def shown_encoding(head: bytes) -> str:
    """The encoding that a file's first bytes show: by a mark, or by every other byte being NUL; '' for none.

    Examples
    --------
    >>> shown_encoding("a,b".encode("utf-16")), shown_encoding("a,b".encode("utf-16-le")), shown_encoding(b"a,b")
    ('utf-16', 'utf-16-le', '')
    """
    for mark, codec in MARKS:
        if head.startswith(mark):
            return codec
    if len(head) > 3 and head[0] and head[2] and head[1:4:2] == b"\0\0":
        return "utf-16-le"
    return "utf-16-be" if len(head) > 3 and head[1] and head[3] and head[0:4:2] == b"\0\0" else ""


def is_utf_8(head: bytes) -> bool:
    """Whether the beginning of a file is UTF-8, its last character perhaps cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _other_encoding(name: str, shown: str, encoding: str) -> PlanError:
    shown = shown.removesuffix("-sig")
    return PlanError(
        "wrong-encoding",
        message=f"{name}:1: the file is {shown}, not {encoding}",
        context=None,
        hint=f"write encoding: {shown}",
        kind="data",
    )


def _checked(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    number = 0
    while line := text.readline(MAX_LINE):
        number += 1
        if number == 1:
            line = line.removeprefix("\ufeff")
        if "\0" in line:
            raise PlanError(
                "nul-byte",
                message=f"{name}:{number}: holds a NUL character",
                context=None,
                hint="the file is damaged: export it again",
                kind="data",
            )
        if len(line) == MAX_LINE:
            raise PlanError(
                "endless-line",
                message=f"{name}:{number}: is over {MAX_LINE:,} characters long",
                context=[f"{name}:{number}: {cut(line)!r}"],
                hint="export the table as text with a line for each row",
                kind="data",
            )
        yield line


def _wrong_encoding(path: Path, codec: str, name: str, cause: UnicodeError) -> PlanError:
    """The error for bytes that are not in the encoding: their line, and the encoding that fits."""
    number, wrong = first_wrong(path, codec, name)
    fits = next(other for other in ("utf-8", "cp1252", "latin-1") if first_wrong(path, other, name)[1] is None)
    what = f"the bytes {wrong!r} are" if wrong else f"{cause}: it is"
    return PlanError(
        "wrong-encoding",
        message=f"{name}:{number}: {what} not {codec.removesuffix('-sig')}",
        context=None,
        hint=f"write the file's encoding in sources.yml, encoding: {fits}",
        kind="data",
    )


def first_wrong(path: Path, codec: str, name: str) -> tuple[int, bytes | None]:
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
                before = _before(found, codec)
                return number + ends.decode(before, final=True).count("\n"), found.object[found.start : found.start + 4]
            except UnicodeError:  # of UTF-16 without its mark
                return number, b""
            number += ends.decode(text).count("\n")
            if not block:
                return number, None


def _before(found: UnicodeDecodeError, codec: str) -> str:
    """The text of the same block above the wrong bytes."""
    try:
        return found.object[: found.start].decode(codec)
    except UnicodeError:  # of codecs that keep a state
        return ""
