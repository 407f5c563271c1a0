"""Columns that some of a table's files have, and others not."""

from __future__ import annotations

from collections.abc import Callable

from tests.intake.checks.told import Found

TABLES = """
orders:
  file: [old.csv, new.csv]
  columns: {order_date: date, amount: net, channel: channel}
  default: {channel: shop}
"""
OLD = "date,net\n2026-09-01,10\n2026-09-30,20\n"
NEW = "date,net,channel\n2026-10-01,30,web\n2026-10-30,40,\n"


def test_rows_of_a_file_that_lacks_a_column_get_its_default_and_that_is_a_must(found: Callable[..., Found]) -> None:
    # old.csv: 10.00 + 20.00; the empty cell of new.csv is filled too, but its file has the column.
    told = found(TABLES, {"old.csv": OLD, "new.csv": NEW})
    assert set(told) == {"file-without-column"}
    one = told["file-without-column"]
    assert (one["weight"], one["column"], one["rows"], one["amount_cents"]) == ("must", "channel", 2, 30_00)
    assert one["text"] == "old.csv has no column 'channel': 2 rows, 30.00, get the channel 'shop'"


def test_a_column_that_all_files_have_needs_no_word(found: Callable[..., Found]) -> None:
    same = OLD.replace("net", "net,channel").replace("0\n", "0,web\n")
    assert found(TABLES, {"old.csv": same, "new.csv": NEW}) == {}


def test_rows_that_a_rule_takes_are_not_counted(found: Callable[..., Found]) -> None:
    rule = "  rules: [{rule: old, where: \"date = '2026-09-01'\"}]\n"
    told = found(TABLES + rule, {"old.csv": OLD, "new.csv": NEW})
    assert told["file-without-column"]["text"].endswith("1 row, 20.00, gets the channel 'shop'")


def test_a_column_with_another_name_in_another_file_is_there(found: Callable[..., Found]) -> None:
    both = TABLES.replace("channel: channel", "channel: [route, channel]")
    same = OLD.replace("net", "net,route").replace("0\n", "0,web\n")
    assert found(both, {"old.csv": same, "new.csv": NEW}) == {}
    told = found(both, {"old.csv": OLD, "new.csv": NEW})["file-without-column"]
    assert told["text"].startswith("old.csv has no column 'route' or 'channel': 2 rows")
