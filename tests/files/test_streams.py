from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from salesplan_nb.files import streams
from tests.files.making import GOOD, HEAD, archive, error_of, read, texts, workbook, written

PACKED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("orders.csv.gz", gzip.compress),
    ("orders.csv.bz2", bz2.compress),
    ("orders.csv.xz", lzma.compress),
    ("orders.zip", lambda content: archive({"in/orders.csv": content, "__MACOSX/._orders.csv": b"x", "in/": b""})),
]


@pytest.mark.parametrize(("name", "pack"), PACKED, ids=[name for name, _ in PACKED])
def test_a_compressed_file_reads_like_the_plain_one(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    cells = read(written(tmp_path, pack((HEAD + GOOD).encode()), name))
    assert (texts(cells)["net"], cells.rows.to_pylist()) == (["5.00"], [2])


@pytest.mark.parametrize(("name", "pack"), PACKED, ids=[name for name, _ in PACKED])
def test_a_compressed_file_that_is_cut_is_damaged(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    whole = pack((HEAD + GOOD * 1000).encode())
    error = error_of(lambda: read(written(tmp_path, whole[: len(whole) // 2], name)))
    assert (error.reference, error.exit_code) == ("damaged-file", 3)


def test_a_zip_of_two_files_names_them(tmp_path: Path) -> None:
    error = error_of(lambda: read(written(tmp_path, archive({"a.csv": b"x", "b.csv": b"y"}), "orders.zip")))
    assert (error.reference, error.exit_code, error.context) == ("several-members", 3, ("'a.csv'", "'b.csv'"))


def test_what_grows_over_a_hundred_times_and_over_the_limit_is_refused_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LARGE", 100_000)
    content = (HEAD + GOOD * 30_000).encode()  # 540 kB
    packed = gzip.compress(content)
    assert len(content) > 100 * len(packed)
    error = error_of(lambda: read(written(tmp_path, packed, "orders.csv.gz")))
    assert (error.reference, error.exit_code) == ("grows-too-large", 3)
    monkeypatch.setattr(streams, "LARGE", len(content))
    assert len(read(written(tmp_path, packed, "orders.csv.gz")).rows) == 30_000


def test_a_large_file_that_is_packed_no_tighter_than_others_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LARGE", 100_000)
    content = (HEAD + "".join(f"{number},2026-10-01,5\n" for number in range(10_000))).encode()
    packed = gzip.compress(content)
    assert 100_000 < len(content) < 100 * len(packed)
    assert len(read(written(tmp_path, packed, "orders.csv.gz")).rows) == 10_000


def test_nothing_grows_over_the_second_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MAX_UNPACKED", 1000)
    rows = "".join(f"{number},2026-10-01,5\n" for number in range(100))  # 1,790 bytes
    error = error_of(lambda: read(written(tmp_path, gzip.compress((HEAD + rows).encode()), "orders.csv.gz")))
    assert error.reference == "grows-too-large"


@pytest.mark.parametrize("inner", ["gzip", "workbook"])
def test_what_is_packed_within_is_refused(tmp_path: Path, inner: str) -> None:
    book = workbook(tmp_path / "book.xlsx", Orders=[["id"], [1]])
    content = gzip.compress(b"a,b\n1,2\n") if inner == "gzip" else book.read_bytes()
    error = error_of(lambda: read(written(tmp_path, gzip.compress(content), "orders.gz")))
    assert (error.reference, error.exit_code) == ("unknown-kind", 3)


def test_an_encrypted_zip_is_damaged_and_no_traceback(tmp_path: Path) -> None:
    path = written(tmp_path, archive({"orders.csv": (HEAD + GOOD).encode()}), "orders.zip")
    raw = bytearray(path.read_bytes())
    raw[6] |= 1  # the flag in the local header, and in the directory
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    with zipfile.ZipFile(path) as opened:
        assert opened.infolist()[0].flag_bits & 1
    assert error_of(lambda: read(path)).reference == "damaged-file"
