"""What a file holds, told by its first bytes: a name can lie, and some kinds must never be opened."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from salesplan_nb.errors import PlanError

Kind = Literal["text", "compressed", "zip", "ole", "parquet"]
HEAD = 8192
"""Bytes that are looked at."""
DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What the standard library raises on a damaged or encrypted archive."""
SAVE_AS = "save it as CSV, as an Excel workbook (.xlsx) or as Parquet"
MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # an empty one
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "compressed"),
    (b"BZh", "compressed"),
    (b"\xfd7zXZ\x00", "compressed"),
)
REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"PARE", "an encrypted Parquet file"),
    (b"%PDF", "a PDF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"\x89HDF", "an HDF5 file"),
    (b"ARROW1", "an Arrow file"),
    (b"ORC", "an ORC file"),
    (b"Obj\x01", "an Avro file"),
    (b"\x28\xb5\x2f\xfd", "a file packed by zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "an RTF document"),
)
REFUSED_NAMES = {
    ".pkl": "a Python pickle",
    ".pickle": "a Python pickle",
    ".joblib": "a joblib file",
    ".json": "JSON",
    ".jsonl": "JSON",
    ".ndjson": "JSON",
    ".xml": "XML",
    ".html": "a web page",
    ".htm": "a web page",
}
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
PLAIN = (".csv", ".tsv", ".tab", ".txt", ".psv", ".dat", ".asc", ".prn")
UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def kind(path: Path, name: str) -> Kind:
    """What kind of file this is, from its first bytes.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        What messages call it.

    Raises
    ------
    PlanError
        Of kind "input" where there is no such file, "disk" where it cannot be read, "data" where it is of a kind that
        holds no table, that only its own program may open (a pickle runs code), or that is not known.
    """
    head = _head(path, name)
    if what := REFUSED_NAMES.get(path.suffix.lower()):
        raise refused(name, what)
    for magic, found in MAGIC:
        if head.startswith(magic):
            return found
    for magic, what in REFUSED:
        if head.startswith(magic):
            raise refused(name, what)
    if head[:1] == b"\x80" and head[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        raise refused(name, "a Python pickle")
    if what := _markup(head):
        raise refused(name, what)
    if path.suffix.lower() == ".parquet" and head:
        raise damaged(name, "it does not begin as Parquet does")
    # A NUL in a file of text is a fault with a line; in a file of no known name it is no text at all.
    if b"\0" in head and path.suffix.lower() not in PLAIN and not head.startswith(UNICODE_MARKS):
        raise refused(name, "of a kind that is not known here")
    return "text"


def _head(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except FileNotFoundError as cause:
        raise PlanError(
            "file-not-found",
            message=f"there is no file {name}",
            context=None,
            hint="name a file of the data folder",
        ) from cause
    except OSError as cause:
        raise unreadable(name, cause) from cause


def _markup(head: bytes) -> str:
    """What a file of tags is; '' for one that is none."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1000].lower()
    if text.startswith(b"<?xml"):
        return "XML"
    if text.startswith((b"<!doctype", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div")):
        return "a web page"
    return ""


def refused(name: str, what: str) -> PlanError:
    """The error for a file of a kind that is not read."""
    return PlanError("unknown-kind", message=f"{name} is {what}", context=None, hint=SAVE_AS, kind="data")


def damaged(name: str, why: object) -> PlanError:
    """The error for a file that is not what it begins as."""
    hint = f"export it again, or open it in its own program and {SAVE_AS}"
    return PlanError("damaged-file", message=f"{name} cannot be read: {why}", context=None, hint=hint, kind="data")


def unreadable(name: str, cause: OSError) -> PlanError:
    """The error for a file that the system does not hand out."""
    return PlanError(
        "unreadable-file",
        message=f"{name} cannot be read: {cause.strerror or cause}",
        context=None,
        hint="let your account read it",
        kind="disk",
    )


def _begin(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as opened:
        return opened.read(100)


def is_workbook(path: Path, name: str) -> bool:
    """Whether a zip archive is a workbook: Excel's or OpenDocument's.

    Raises
    ------
    PlanError
        Of kind "data" for an archive that cannot be opened, and for a document or a presentation.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            mime = _begin(archive, "mimetype") if "mimetype" in names else b""
    except (*DAMAGE, ValueError) as cause:
        raise damaged(name, cause) from cause
    if any(part.startswith(("word/", "ppt/")) for part in names) or (
        mime.startswith(b"application/vnd.oasis") and b"spreadsheet" not in mime
    ):
        raise refused(name, "a document, not a table")
    return mime.startswith(b"application/vnd.oasis") or any(part.startswith("xl/") for part in names)
