from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.files import Layout, column_names
from tests.files.making import GOOD, HEAD, error_of, read, texts, written

TEXT = HEAD + "Müller,2026-10-01,5\n"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-be", "utf-16-be"),
        ("utf-16-le", "utf-16-le"),
        ("cp1252", "cp1252"),
        ("latin-1", "latin-1"),
        ("utf-8-sig", "UTF8"),
    ],
)
def test_a_byte_order_mark_or_a_declared_encoding_gives_the_same_text(
    tmp_path: Path, encoding: str, declared: str
) -> None:
    path = written(tmp_path, TEXT.encode(encoding))
    layout = Layout(encoding=declared)
    assert texts(read(path, layout)) == {"order": ["Müller"], "date": ["2026-10-01"], "net": ["5"]}
    assert column_names(path, layout, path.name) == ["order", "date", "net"]


def test_a_byte_order_mark_is_no_text_where_the_byte_order_is_declared_too(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xff\xfe" + TEXT.encode("utf-16-le"))
    assert list(texts(read(path, Layout(encoding="utf-16-le")))) == ["order", "date", "net"]


@pytest.mark.parametrize(
    ("bytes_", "declared", "place", "hint"),
    [
        ((HEAD + GOOD + "Müller,2026-10-01,5\n").encode("cp1252"), "utf-8", "orders.csv:3: the bytes", "cp1252"),
        ((HEAD + GOOD + "M\x81ller,2026-10-01,5\n").encode("latin-1"), "utf-8", "orders.csv:3: the bytes", "latin-1"),
        (TEXT.encode("utf-16-le"), "utf-8", "orders.csv:1: the file is utf-16-le", "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-8", "orders.csv:1: the file is utf-16-be", "utf-16-be"),
        (TEXT.encode("utf-8"), "cp1252", "orders.csv:1: the file is utf-8", "utf-8"),
        (TEXT.encode("utf-8-sig"), "latin-1", "orders.csv:1: the file is utf-8", "utf-8"),
        (TEXT.encode("utf-16"), "cp1252", "orders.csv:1: the file is utf-16", "utf-16"),
        (HEAD.encode() + b"\x81\n", "cp1252", "orders.csv:2: the bytes", "latin-1"),
    ],
)
def test_a_wrong_encoding_is_told_by_line_and_bytes_with_the_setting_to_write(
    tmp_path: Path, bytes_: bytes, declared: str, place: str, hint: str
) -> None:
    error = error_of(lambda: read(written(tmp_path, bytes_), Layout(encoding=declared)))
    assert (error.reference, error.exit_code) == ("wrong-encoding", 3)
    assert error.message.startswith(place)
    assert (error.hint or "").endswith(f"encoding: {hint}")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_the_line_of_wrong_bytes_far_below_is_right(tmp_path: Path, end: bytes) -> None:
    lines = 300_000  # over the blocks in which bytes are read
    content = b"order,net" + end + (b"A,5" + end) * lines + b"M\xfcller,5" + end
    error = error_of(lambda: read(written(tmp_path, content)))
    assert error.message.startswith(f"orders.csv:{lines + 2}: the bytes b'\\xfclle'")


def test_a_nul_is_named_by_its_line(tmp_path: Path) -> None:
    error = error_of(lambda: read(written(tmp_path, (HEAD + GOOD + "B\0,2026-10-01,5\n").encode())))
    assert (error.reference, error.exit_code) == ("nul-byte", 3)
    assert error.message.startswith("orders.csv:3:")


def test_an_encoding_that_is_none_is_an_error_of_input(tmp_path: Path) -> None:
    error = error_of(lambda: read(written(tmp_path, TEXT), Layout(encoding="klingon")))
    assert (error.reference, error.exit_code) == ("unknown-encoding", 2)


def test_a_line_without_an_end_is_refused_and_not_kept_in_memory(tmp_path: Path) -> None:
    error = error_of(lambda: read(written(tmp_path, b"x" * 10_000_001)))
    assert (error.reference, error.exit_code) == ("endless-line", 3)
