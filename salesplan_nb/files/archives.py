"""A workbook's zip archive, unpacked by hand: what its directory says of sizes is checked, not believed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.parsers import expat

from salesplan_nb.errors import PlanError
from salesplan_nb.files.contents import DAMAGE, damaged
from salesplan_nb.files.streams import BLOCK, LARGE, MAX_GROWTH

SMALL = 20_000_000
"""Bytes up to which an archive may have grown as much as it likes."""
MAX_MEMBERS = 10_000


class Archive:
    """The members of a workbook.

    Its reader (in Rust) unpacks on its own and aborts the process where memory ends, so everything is unpacked here
    before, in blocks.
    """

    def __init__(self, file: IO[bytes], size: int, name: str) -> None:
        self._file, self.name = file, name
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
        self._members = {info.filename: info for info in infos}
        total = sum(info.file_size for info in infos)
        if total > LARGE or (total > SMALL and total > MAX_GROWTH * size) or len(infos) > MAX_MEMBERS:
            raise PlanError(
                "grows-too-large",
                message=f"{name} has {size:,} bytes and unpacks to {total:,} in {len(infos):,} parts",
                context=None,
                hint="open it in its own program and save the sheet as CSV",
                kind="data",
            )
        if any(info.flag_bits & 1 for info in infos):
            raise encrypted(name)

    @property
    def members(self) -> frozenset[str]:
        """The names of the members."""
        return frozenset(self._members)

    def blocks(self, member: str) -> Iterator[bytes]:
        """What a member unpacks to, a block at a time.

        Raises
        ------
        PlanError
            Of kind "data" for a damaged member, and for one that becomes more than the directory says.
        """
        info = self._members[member]
        self._file.seek(info.header_offset)
        head = self._file.read(30)
        self._file.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1)
        unpacked = 0
        for block in self._unpacked(info):
            unpacked += len(block)
            if unpacked > info.file_size:
                raise damaged(self.name, f"{member} unpacks to more than its {info.file_size:,} bytes")
            yield block

    def _unpacked(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        left = info.compress_size
        unpack = zlib.decompressobj(-zlib.MAX_WBITS)
        while left > 0 and (packed := self._file.read(min(left, BLOCK))):
            left -= len(packed)
            if info.compress_type == zipfile.ZIP_STORED:
                yield packed
                continue
            if info.compress_type != zipfile.ZIP_DEFLATED:
                raise damaged(self.name, f"{info.filename} is packed in an unusual way")
            while packed:
                yield unpack.decompress(packed, BLOCK)
                packed = unpack.unconsumed_tail
        yield unpack.flush() if info.compress_type == zipfile.ZIP_DEFLATED else b""


@contextmanager
def archive(path: Path, name: str) -> Iterator[Archive]:
    """The archive of a workbook.

    Raises
    ------
    PlanError
        Of kind "data": damaged, encrypted, or grown too large.
    """
    try:
        with path.open("rb") as file:
            yield Archive(file, path.stat().st_size, name)
    except (*DAMAGE, ValueError, KeyError, expat.ExpatError) as cause:
        raise damaged(name, cause) from cause


def parse(blocks: Iterator[bytes], parser: expat.XMLParserType, name: str) -> None:
    """Feed XML to a parser that knows no document type, and so no entities.

    Raises
    ------
    PlanError
        Of kind "data" where the XML declares one, or is none.
    """

    def refuse(*_: object) -> None:
        raise PlanError(
            "xml-entities",
            message=f"{name} declares an XML document type, which no workbook does",
            context=None,
            hint="open it in its own program and save it again",
            kind="data",
        )

    parser.StartDoctypeDeclHandler = refuse
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as cause:  # the latter two: encodings that are none
        raise damaged(name, cause) from cause


def relations(archive: Archive, member: str) -> dict[str, str]:
    """The members that a workbook's parts are in, by the ids under which it names them."""
    found: dict[str, str] = {}

    def relation(_: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        found[attributes.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

    parser = expat.ParserCreate()
    parser.StartElementHandler = relation
    parse(archive.blocks(member), parser, archive.name)
    return found


def encrypted(name: str) -> PlanError:
    """The error for a workbook with a password."""
    return PlanError(
        "encrypted",
        message=f"{name} is encrypted",
        context=None,
        hint="open it with its password and save it without one, or as CSV",
        kind="data",
    )
