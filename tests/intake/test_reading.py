from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.intake.reading import read_text
from salesplan_nb.workspace.sources import Source

HEAD = b"order,date,net\n"
GOOD = b"A,2026-10-01,5.00\n"


def error_of(maker, content: bytes, more: str = "") -> PlanError:  # type: ignore[no-untyped-def]
    """The one error that a file of orders gives."""
    with pytest.raises((PlanErrors, PlanError)) as caught:
        maker.orders(content, more)
    errors = caught.value.errors if isinstance(caught.value, PlanErrors) else (caught.value,)
    assert len(errors) == 1, caught.value
    return errors[0]


def test_a_header_alone_has_no_data_rows(maker) -> None:  # type: ignore[no-untyped-def]
    error = error_of(maker, HEAD)
    assert (error.message, error.exit_code) == ("orders.csv has no data rows", 3)


@pytest.mark.parametrize(
    ("row", "place", "text"),
    [
        (b"B,2026-10-01\n", "orders.csv:3", "B,2026-10-01"),
        (b"B,2026-10-01,5,6\n", "orders.csv:3", "B,2026-10-01,5,6"),
    ],
    ids=["short", "long"],
)
def test_a_short_or_long_row_is_named_with_its_text(maker, row: bytes, place: str, text: str) -> None:  # type: ignore[no-untyped-def]
    error = error_of(maker, HEAD + GOOD + row)
    assert error.exit_code == 3
    assert [place in line and text in line for line in error.context] == [True]


def test_all_uneven_rows_are_counted_and_the_first_five_shown(maker) -> None:  # type: ignore[no-untyped-def]
    error = error_of(maker, HEAD + b"B,2026-10-01\n" * 7)
    assert "7 of 7 rows" in error.message
    assert [line.split()[0] for line in error.context] == [f"orders.csv:{line}:" for line in range(2, 7)]


def test_an_open_quote_is_refused(maker) -> None:  # type: ignore[no-untyped-def]
    error = error_of(maker, HEAD + GOOD + b'"B,2026-10-01,5\nC,2026-10-02,6\n')
    assert error.exit_code == 3
    assert error.message.startswith("orders.csv:")


def test_text_behind_a_closing_quote_is_refused(maker) -> None:  # type: ignore[no-untyped-def]
    error = error_of(maker, HEAD + b'"B"x,2026-10-01,5\n')
    assert (error.exit_code, error.message.split(": ")[0]) == (3, "orders.csv:2")


def test_a_nul_is_named_by_its_line(maker) -> None:  # type: ignore[no-untyped-def]
    error = error_of(maker, HEAD + GOOD + b"B\0,2026-10-01,5\n")
    assert (error.exit_code, error.message.split(": ")[0]) == (3, "orders.csv:3")


def test_bytes_of_another_encoding_are_named_by_their_line(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes(HEAD + GOOD + "Müller,2026-10-01,5\n".encode("cp1252"))
    with pytest.raises(PlanError) as caught:
        read_text(file, Source(file=file.name, columns={"amount": "net"}))
    error = caught.value
    assert (error.exit_code, error.message.split(": ")[0]) == (3, "orders.csv:3")
    assert "cp1252" in (error.hint or "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_a_declared_encoding_gives_the_same_text(maker, encoding: str) -> None:  # type: ignore[no-untyped-def]
    content = "order,date,net\nMüller,2026-10-01,5\n".encode(encoding)
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    assert maker.orders(content, f"encoding: {declared}").tables["orders"].to_pandas()["order_id"].tolist() == [
        "Müller"
    ]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_line_ends_of_either_kind_and_empty_lines_change_no_row(maker, end: bytes) -> None:  # type: ignore[no-untyped-def]
    content = end.join([b"order,date,net", b"A,2026-10-01,5", b"", b"B,2026-10-02,x", b""])
    with pytest.raises(PlanErrors) as caught:
        maker.orders(content)
    assert caught.value.errors[0].context[0].startswith("orders.csv:4")  # the empty line is one, and no row


def test_a_quoted_cell_keeps_its_delimiter_its_quotes_and_its_lines(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders(b'order,date,net\n"A,""b""\nc",2026-10-01,5\n')
    assert taken.tables["orders"].to_pandas()["order_id"].tolist() == ['A,"b"\nc']


def test_ids_stay_text(maker) -> None:  # type: ignore[no-untyped-def]
    ids = ["00123", "1E5", "NA", "null", "nan", "1234567890123456789", "3.10", "TRUE"]
    content = HEAD + b"".join(f"{one},2026-10-01,5\n".encode() for one in ids)
    assert maker.orders(content).tables["orders"].to_pandas()["order_id"].tolist() == ids


def test_every_broken_file_is_told_in_one_go(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: orders.csv
          columns: {order_date: date, amount: net}
        spend:
          file: spend.csv
          columns: {month: month, amount: cost}
    """
    with pytest.raises(PlanErrors) as caught:
        maker.read(tables, {"orders.csv": "date,net\n2026-10-01,5,6\n", "spend.csv": "month,cost\n2026-10,x\n"})
    assert [error.message.split(":")[0] for error in caught.value.errors] == ["orders.csv", "spend.csv"]
    assert caught.value.exit_code == 3
