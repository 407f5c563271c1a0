"""The bytes of a file of text, unpacked on the way where it is compressed, and never more of them than is sane."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

from salesplan_nb.errors import PlanError, cut
from salesplan_nb.files.contents import DAMAGE, damaged, kind, refused, unreadable

BLOCK = 1 << 20
BUFFER = 1 << 18
MAX_UNPACKED = 2_000_000_000
"""Bytes that a compressed file may become."""
LARGE = 500_000_000
"""Bytes above which a compressed file must not have grown more than `MAX_GROWTH` times."""
MAX_GROWTH = 100


class _Bounded(io.RawIOBase):
    """Unpacked bytes, counted; too many of them are an error."""

    def __init__(self, source: IO[bytes], size: int, name: str) -> None:
        self._source, self._size, self._name, self._count = source, size, name, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # io asks for a writable buffer of any kind
        try:
            data = self._source.read(len(buffer))
        except DAMAGE as cause:
            raise damaged(self._name, cause) from cause
        self._count += len(data)
        check_growth(self._count, self._size, self._name)
        buffer[: len(data)] = data
        return len(data)


def check_growth(unpacked: int, size: int, name: str) -> None:
    """Refuse what has become absurdly large.

    Raises
    ------
    PlanError
        Of kind "data", past 2 GB, or past 500 MB and a hundred times the file.
    """
    if unpacked > MAX_UNPACKED or (unpacked > LARGE and unpacked > MAX_GROWTH * size):
        raise PlanError(
            "grows-too-large",
            message=f"{name} has {size:,} bytes and unpacks to over {min(unpacked, MAX_UNPACKED):,}",
            context=None,
            hint="unpack it yourself, look at it, and split it into files of less than 2 GB",
            kind="data",
        )


@contextmanager
def unpacked(path: Path, name: str) -> Iterator[io.BufferedReader[io.RawIOBase]]:
    """The bytes of a text file, or of the one inside a .gz, .bz2, .xz or .zip.

    Raises
    ------
    PlanError
        Of kind "data": damaged, encrypted, grown too large, no single member; "disk": not readable.
    """
    with ExitStack() as stack:
        try:
            found = kind(path, name)
            raw: io.RawIOBase = stack.enter_context(path.open("rb", buffering=0))
            file = stack.enter_context(io.BufferedReader(raw, BUFFER))
            if found != "text":
                inner = _inner(stack, file, found, name)
                raw = _Bounded(inner, path.stat().st_size, name)
                file = stack.enter_context(io.BufferedReader(raw, BUFFER))
                _plain(file.peek(8), name)
        except OSError as cause:
            raise unreadable(name, cause) from cause
        yield file


def _inner(stack: ExitStack, file: IO[bytes], found: str, name: str) -> IO[bytes]:
    head = file.read(6)
    file.seek(0)
    try:
        if found == "zip":
            archive = stack.enter_context(zipfile.ZipFile(file))
            return stack.enter_context(archive.open(_only_member(archive, name)))
        if head.startswith(b"\x1f\x8b"):
            return cast("IO[bytes]", stack.enter_context(gzip.GzipFile(fileobj=file)))
        return stack.enter_context(bz2.BZ2File(file) if head.startswith(b"BZh") else lzma.LZMAFile(file))
    except DAMAGE as cause:
        raise damaged(name, cause) from cause


def _only_member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    members = [
        info
        for info in archive.infolist()
        if not info.is_dir() and not info.filename.startswith("__MACOSX/") and Path(info.filename).name[:1] != "."
    ]
    if len(members) != 1:
        raise PlanError(
            "several-members",
            message=f"{name} holds {len(members)} files",
            context=[repr(cut(info.filename)) for info in members[:5]],
            hint="unpack it into the data folder and name its files",
            kind="data",
        )
    return members[0]


def _plain(head: bytes, name: str) -> None:
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1")):
        raise refused(name, "a compressed workbook or Parquet file, which is read unpacked only")
    if head.startswith((b"\x1f\x8b", b"BZh9", b"\xfd7zXZ")):
        raise refused(name, "compressed twice")
