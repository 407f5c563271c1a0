"""The container of old Excel files (Compound File Binary): its streams by name."""

from __future__ import annotations

import struct
from array import array
from pathlib import Path

from salesplan_nb.files.contents import damaged
from salesplan_nb.files.streams import LARGE

MAX_SECTOR = 0xFFFFFFFA


class Container:
    """An open container.

    Raises
    ------
    ValueError, IndexError, struct.error
        From any method, where the file is damaged.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, self._mini_shift = struct.unpack_from("<HH", data, 30)
        if not 7 <= shift <= 20 or not 2 <= self._mini_shift <= shift:
            raise ValueError("its sectors have no sensible size")
        self._sector = 1 << shift
        directory, self._cutoff = struct.unpack_from("<I4xI", data, 48)
        mini_fat, _, difat, _ = struct.unpack_from("<IIII", data, 60)
        self._fat = self._numbers(self._fat_sectors(difat))
        self._mini_fat = self._numbers(self._chain(self._fat, mini_fat))
        self._entries = self._directory(directory)

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        start, size = self._entries[name]
        if size >= self._cutoff:
            return self._bytes(self._chain(self._fat, start))[:size]
        root_start, _ = self._entries["Root Entry"]
        small, step = self._bytes(self._chain(self._fat, root_start)), 1 << self._mini_shift
        return b"".join(small[n * step : (n + 1) * step] for n in self._chain(self._mini_fat, start))[:size]

    def _fat_sectors(self, difat: int) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        seen: set[int] = set()
        while difat < MAX_SECTOR and difat not in seen:
            seen.add(difat)
            *more, difat = self._numbers([difat])
            sectors += more
        return [sector for sector in sectors if sector < MAX_SECTOR]

    def _numbers(self, sectors: list[int]) -> array[int]:
        numbers = array("I")
        numbers.frombytes(self._bytes(sectors))
        return numbers

    def _bytes(self, sectors: list[int]) -> bytes:
        size = self._sector
        return b"".join(self._data[(n + 1) * size : (n + 2) * size].ljust(size, b"\0") for n in sectors)

    def _chain(self, links: array[int], start: int) -> list[int]:
        chain: list[int] = []
        while start < MAX_SECTOR:
            if len(chain) > len(links):
                raise ValueError("its sectors run in a circle")
            chain.append(start)
            start = links[start]
        return chain

    def _directory(self, start: int) -> dict[str, tuple[int, int]]:
        raw, entries = self._bytes(self._chain(self._fat, start)), dict[str, tuple[int, int]]()
        for at in range(0, len(raw) - 127, 128):
            length, kind = struct.unpack_from("<HB", raw, at + 64)
            name = raw[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
            if kind in (2, 5):
                entries.setdefault(name, struct.unpack_from("<II", raw, at + 116))
        return entries


def container(path: Path, name: str) -> Container:
    """The container of a file.

    Raises
    ------
    PlanError
        Of kind "data": damaged, or over 500 MB.
    """
    if path.stat().st_size > LARGE:
        raise damaged(name, f"it is over {LARGE:,} bytes")
    try:
        return Container(path.read_bytes())
    except (ValueError, IndexError, struct.error) as cause:
        raise damaged(name, cause) from cause
