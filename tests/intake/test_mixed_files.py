"""Columns that one file types and another writes as text, namesakes of columns, values that no row of a file holds."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from salesplan_nb.errors import PlanErrors

GERMAN = """
    orders:
      file: [a.csv, b.parquet]
      delimiter: ";"
      dates: "%d.%m.%Y"
      decimal: ","
      thousands: "."
      columns: {order_date: date, amount: net}
"""


def parquet(**columns: list[object]) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink)
    return bytes(sink.getvalue())


def test_one_file_types_a_column_and_another_writes_it_in_german(maker) -> None:  # type: ignore[no-untyped-def]
    files = {
        "a.csv": "date;net\n29.10.2026;1.234,50\n30.10.2026;20\n",
        "b.parquet": parquet(date=[date(2026, 10, 30)], net=[123.45]),
    }
    orders = maker.read(GERMAN, files).tables["orders"].to_pylist()
    # 1,234.50 + 20 of the text, 123.45 of the numbers
    assert [(row["order_date"].day, row["amount_cents"]) for row in orders] == [(29, 123450), (30, 2000), (30, 12345)]


def test_the_same_digits_are_what_their_own_file_means_by_them(maker) -> None:  # type: ignore[no-untyped-def]
    # 1.234 is 1,234 as the text file writes it, and 1.234 among the numbers of the other.
    more = """
      derive: {cost: net * 2}
      rules: [{rule: small, where: net < 2}, {rule: large, keep: net < 2000}]
      repeats: keep
    """.rstrip()
    files = {
        "a.csv": "date;net\n29.10.2026;1.234\n29.10.2026;4.000\n",
        "b.parquet": parquet(date=[date(2026, 10, 30)] * 2, net=[1.234, 4.125]),
    }
    taken = maker.read(GERMAN.rstrip() + more, files)
    frame = taken.quality.accounting
    assert frame[["source", "rule", "rows", "amount_cents"]].to_numpy().tolist() == [
        ["a.csv", "used", 1, 123_400],
        ["a.csv", "large", 1, 400_000],
        ["b.parquet", "used", 1, 412],
        ["b.parquet", "small", 1, 123],
    ]
    assert sorted(taken.tables["orders"]["cost_cents"].to_pylist()) == [825, 246_800]  # 4.125 x 2, 1,234 x 2


def test_a_column_is_read_as_itself_not_as_its_namesake_that_the_file_types(maker) -> None:  # type: ignore[no-untyped-def]
    tables = GERMAN.replace("[a.csv, b.parquet]", "b.parquet").replace("amount: net", "amount: Netto")
    files = {"b.parquet": parquet(date=[date(2026, 10, 30)], amount=[7.0], Netto=["1.234"])}
    assert maker.read(tables, files).tables["orders"]["amount_cents"].to_pylist() == [123400]


def test_a_namesake_that_one_of_the_files_types_is_another_column_too(maker) -> None:  # type: ignore[no-untyped-def]
    tables = GERMAN.replace("amount: net", "amount: Netto")
    files = {
        "a.csv": "date;net;amount;Netto\n29.10.2026;1;7,00;1.234\n",
        "b.parquet": parquet(date=[date(2026, 10, 30)], net=[1.0], amount=[7.0], Netto=["4.000"]),
    }
    derived = tables + "      derive: {cost: amount * 2}\n"
    orders = maker.read(derived, files).tables["orders"]
    assert orders["amount_cents"].to_pylist() == [123_400, 400_000]
    assert orders["cost_cents"].to_pylist() == [246_800, 800_000]


def test_nor_does_what_a_join_brings_or_an_expression_makes_inherit_the_type_of_a_namesake(maker) -> None:  # type: ignore[no-untyped-def]
    files = {
        "b.parquet": parquet(date=[date(2026, 10, 30)], amount=[7.0], item=["A"], cost=["2,50"]),
        "p.csv": "item;preis\nA;1.234\n",
    }
    joined = GERMAN.replace("[a.csv, b.parquet]", "b.parquet").replace(", amount: net", "")
    joined += "      joins: [{file: p.csv, on: {item: item}, columns: {amount: preis}}]\n"
    joined += "      derive: {unit_price: cost * 2}\n"
    (order,) = maker.read(joined, files).tables["orders"].to_pylist()
    assert (order["amount_cents"], order["unit_price_cents"]) == (123400, 500)


def test_days_as_numbers_in_a_typed_column_are_read_by_the_form_declared(maker) -> None:  # type: ignore[no-untyped-def]
    tables = "orders:\n  file: b.parquet\n  dates: '%d%m%Y'\n  columns: {order_date: day, amount: net}"
    files = {"b.parquet": parquet(day=[30102026, 1102026], net=[5.0, 6.0])}
    with pytest.raises(PlanErrors) as caught:  # 1102026 is the 1st of October, or the 11th of a month 02 in 026
        maker.read(tables, files)
    assert caught.value.errors[0].context == ("b.parquet:2, column order_date: '1102026'",)
    files = {"b.parquet": parquet(day=[30102026, 11022026], net=[5.0, 6.0])}
    days = maker.read(tables, files, as_of=None).tables["orders"]["order_date"].to_pylist()
    assert sorted(days) == [date(2026, 2, 11), date(2026, 10, 30)]


def test_a_default_is_written_plainly_whatever_the_file_does_and_is_never_scaled(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: a.csv
          delimiter: ";"
          dates: "%d.%m.%Y"
          decimal: ","
          thousands: "."
          scale: {cost: 1000}
          columns: {order_date: date, amount: net, cost: cost}
          default: {cost: "1.234", order_date: "2026-10-31"}
    """
    files = {"a.csv": "date;net;cost\n30.10.2026;5;\n30.10.2026;5;2,5\n;7;1\n"}
    orders = maker.read(tables, files).tables["orders"].to_pylist()
    # 1.234 is 1.23 in cents; 2.5 and 1 thousand; the third order is of the default's day
    assert [row["cost_cents"] for row in orders] == [123, 250_000, 100_000]
    assert orders[2]["order_date"] == date(2026, 10, 31)


def test_a_key_is_tidied_on_both_sides_of_a_join_and_a_tidied_cell_is_trimmed_too(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: o.csv
          columns: {order_date: date, amount: net, rep_id: owner}
          tidy: {owner: [upper]}
          joins: [{file: p.csv, on: {owner: id}, columns: {region: office}}]
    """
    files = {"o.csv": "date,net,owner\n2026-10-30,5, kim\n", "p.csv": "id,office\nKim ,West\n"}
    (order,) = maker.read(tables, files).tables["orders"].to_pylist()
    assert (order["rep_id"], order["region"]) == ("KIM", "West")


def test_the_same_file_twice_under_two_names_is_said(maker) -> None:  # type: ignore[no-untyped-def]
    tables = "orders:\n  file: [a.csv, b.csv, c.csv]\n  repeats: keep\n  columns: {order_date: date, amount: net}"
    same = "date,net\n2026-10-30,5\n"
    found = maker.read(tables, {"a.csv": same, "b.csv": same, "c.csv": same + "2026-10-30,6\n"}).quality.findings
    told = found[found["check"] == "same-file-twice"]
    assert told[["weight", "rows"]].to_numpy().tolist() == [["must", 1]]
    assert told["text"].item().startswith("b.csv is a.csv once more")
