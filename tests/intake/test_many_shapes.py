"""Files in other shapes than a plain list: several at once, other names for a column, months as columns."""

from __future__ import annotations

import pytest

from salesplan_nb.errors import PlanErrors


def test_files_of_a_pattern_are_read_together_each_row_with_its_own_file_and_line(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: "o-*.csv"
          columns: {order_date: date, amount: net}
          rules: [{rule: free, where: "amount = 0"}]
    """
    files = {
        "o-1.csv": "date,net\n2026-09-01,1\n",
        "o-2.csv": "date,net\n2026-10-01,0\n2026-10-30,4\n",
        "x.csv": "a\n1\n",
    }
    taken = maker.read(tables, files)
    rows = taken.quality.accounting[["source", "rule", "rows", "amount_cents"]].to_numpy().tolist()
    # 1 from the first; 4 from the second, where one row of nothing was set aside.
    assert rows == [["o-1.csv", "used", 1, 100], ["o-2.csv", "used", 1, 400], ["o-2.csv", "free", 1, 0]]
    assert taken.quality.rejects[["source", "row", "record"]].to_numpy().tolist() == [["o-2.csv", 2, "2026-10-01,0"]]
    assert [(entry["table"], entry["rows"]) for entry in taken.inputs] == [("orders", 1), ("orders", 2)]


def test_a_column_may_have_another_name_in_another_file_and_a_rule_sees_both(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: [old.csv, new.csv]
          columns: {order_id: [Invoice, InvoiceNo], order_date: date, amount: net}
          rules: [{rule: sent twice, duplicates: [Invoice, date, net]}]
    """
    files = {
        "old.csv": "Invoice,date,net\n1,2026-09-01,5\n2,2026-09-02,6\n",
        "new.csv": "InvoiceNo,date,net\n2,2026-09-02,6\n3,2026-10-30,7\n",
    }
    taken = maker.read(tables, files)
    assert taken.tables["orders"]["order_id"].to_pylist() == ["1", "2", "3"]
    assert taken.quality.rejects[["source", "row", "amount_cents"]].to_numpy().tolist() == [["new.csv", 2, 600]]


def test_a_file_without_any_of_the_names_is_told(maker) -> None:  # type: ignore[no-untyped-def]
    tables = "orders:\n  file: [a.csv, b.csv]\n  columns: {order_date: date, amount: [net, netto]}"
    with pytest.raises(PlanErrors) as caught:
        maker.read(tables, {"a.csv": "date,net\n2026-10-01,5\n", "b.csv": "date,brutto\n2026-10-01,5\n"})
    (error,) = caught.value.errors
    assert "b.csv has no column 'net' or 'netto'" in error.message
    assert error.exit_code == 2


MONTHS = """
    orders:
      file: wide.csv
      unpivot: {columns: "2026-08..2026-10", name: Month, value: Sales}
      columns: {month: Month, amount: Sales, region: Region}
      rules: [{rule: nothing sold, missing: Sales}, {rule: totals, where: "Region = 'Total'"}]
"""


def test_months_as_columns_become_rows_each_on_the_line_it_came_from(maker) -> None:  # type: ignore[no-untyped-def]
    wide = "Region,2026-08,2026-09,2026-10,Sum\nDACH,1,2,3,6\nUK,4,,6,10\nTotal,5,2,9,16\n"
    taken = maker.read(MONTHS, {"wide.csv": wide})
    orders = taken.tables["orders"].select(["month", "region", "amount_cents"]).to_pylist()
    assert [tuple(row.values()) for row in orders] == [
        ("2026-08", "DACH", 100), ("2026-09", "DACH", 200), ("2026-10", "DACH", 300), ("2026-08", "UK", 400),
        ("2026-10", "UK", 600),
    ]  # fmt: skip
    found = {row.rule: (row.rows, row.amount_cents) for row in taken.quality.accounting.itertuples()}
    # Nine cells: five used (16), one empty, three of the totals' row (16 again).
    assert found == {"used": (5, 1600), "nothing sold": (1, 0), "totals": (3, 1600)}
    assert sorted(taken.quality.rejects["row"]) == [3, 4, 4, 4]


def test_an_unpivot_may_name_its_columns_as_the_contract_does(maker) -> None:  # type: ignore[no-untyped-def]
    tables = MONTHS.replace("name: Month, value: Sales", "name: month, value: amount")
    tables = tables.replace("month: Month, amount: Sales", "month: month, amount: amount").replace(
        "missing: Sales", "missing: amount"
    )
    taken = maker.read(tables, {"wide.csv": "Region,2026-08,2026-09,2026-10\nDACH,1,2,3\n"})
    assert taken.tables["orders"]["amount_cents"].to_pylist() == [100, 200, 300]


def test_a_run_of_columns_that_is_not_there_is_told_at_its_line(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.read(MONTHS, {"wide.csv": "Region,2026-08,2026-09\nDACH,1,2\n"})
    assert caught.value.errors[0].message == "sources.yml:5: wide.csv: no column '2026-10'"


DERIVED = """
    orders:
      file: lines.csv
      columns: {order_id: id, order_date: date, quantity: pieces, unit_price: Unit Price}
      derive: {amount: 'pieces * "Unit Price" * (1 - rebate)'}
      currency_sign: $
      thousands: ","
      repeats: keep
"""


def test_money_that_is_derived_is_exact_and_rounded_once(maker) -> None:  # type: ignore[no-untyped-def]
    head = "id,date,pieces,Unit Price,rebate\n"
    text = head + '1,2026-10-01,3,"$1,000.05",0.1\n2,2026-10-02,1,$0.25,10%\n3,2026-10-30,1,$0.15,0.1\n'
    taken = maker.read(DERIVED, {"lines.csv": text})
    # 3 x 1000.05 x 0.9 = 2700.135: the half cent goes to the even one, 2700.14; 0.225 to 0.22; 0.135 to 0.14.
    assert taken.tables["orders"]["amount_cents"].to_pylist() == [270_014, 22, 14]


def test_an_empty_part_leaves_it_empty_and_a_wrong_one_is_shown_with_all_it_is_made_of(maker) -> None:  # type: ignore[no-untyped-def]
    head = "id,date,pieces,Unit Price,rebate\n"
    with pytest.raises(PlanErrors) as caught:
        maker.read(DERIVED, {"lines.csv": head + "1,2026-10-01,,$5,0\n2,2026-10-02,x,$5,0\n"})
    assert [(error.reference, error.context) for error in caught.value.errors] == [
        ("unreadable-values", ("lines.csv:3, column amount: pieces 'x' and Unit Price '$5' and rebate '0'",)),
        ("unreadable-values", ("lines.csv:3, column quantity: 'x'",)),
        ("missing-values", ("lines.csv:2, column amount: ''",)),
    ]


def test_texts_are_joined_and_a_step_on_the_way_is_no_column_of_the_plan(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: o.csv
          joins: [{file: people.csv, on: {who: id}, columns: {forename: first, surname: last}}]
          columns: {order_date: date, amount: net}
          derive: {rep_id: "join(forename, ' ', surname)"}
    """
    files = {"o.csv": "date,net,who\n2026-10-30,5,7\n", "people.csv": "id,first,last\n7,Ada,Byron\n"}
    orders = maker.read(tables, files).tables["orders"]
    assert orders["rep_id"].to_pylist() == ["Ada Byron"]
    assert "forename" not in orders.column_names


def test_a_step_that_nothing_reads_is_a_misspelt_column(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: o.csv
          columns: {order_date: date, amount: net}
          derive: {regoin: "join(net, '!')"}
    """
    with pytest.raises(PlanErrors, match="did you mean region"):
        maker.read(tables, {"o.csv": "date,net\n2026-10-30,5\n"})


def test_a_lookup_declared_one_to_one_refuses_a_key_used_twice(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: o.csv
          joins: [{file: h.csv, on: {id: id}, columns: {order_date: date}, cardinality: CARDINALITY}]
          columns: {order_id: id, amount: net}
    """
    files = {"o.csv": "id,net\nA,5\nA,6\n", "h.csv": "id,date\nA,2026-10-30\n"}
    assert len(maker.read(tables.replace("CARDINALITY", "many-to-one"), files).tables["orders"]) == 2
    with pytest.raises(PlanErrors) as caught:
        maker.read(tables.replace("CARDINALITY", "one-to-one"), files)
    assert caught.value.errors[0].context == ("o.csv:2: A", "o.csv:3: A")
    assert caught.value.exit_code == 3


def test_a_row_that_repeats_another_in_every_cell_is_decided_by_the_analyst(maker, counted) -> None:  # type: ignore[no-untyped-def]
    text = "order,date,net\nA,2026-10-01,5\nA,2026-10-01,5\nA,2026-10-01,6\n"
    with pytest.raises(PlanErrors) as caught:
        maker.orders(text)
    (error,) = caught.value.errors
    assert (error.reference, error.exit_code, error.context) == (
        "repeated-rows",
        3,
        ("orders.csv:3, column order_id: 'A'",),
    )
    assert counted(maker.orders(text, "repeats: keep"), "orders")["used"] == (3, 1600)
    rule = "rules:\n  - {rule: sent twice, duplicates: [order, date, net]}"
    assert counted(maker.orders(text, rule), "orders") == {"used": (2, 1100), "sent twice": (1, 500)}


@pytest.mark.parametrize(("limit", "stops"), [("1", True), ("2", False), ("50%", False), ("49.9%", True)])
def test_a_rule_that_takes_more_than_it_may_stops_the_run(maker, limit: str, stops: bool) -> None:  # type: ignore[no-untyped-def]
    text = "order,date,net\nA,2026-10-01,0\nB,2026-10-01,0\nC,2026-10-01,5\nD,2026-10-30,5\n"  # 2 of 4
    more = f'rules:\n  - {{rule: free, where: "net = 0", limit: {limit}}}'
    if not stops:
        maker.orders(text, more)
        return
    with pytest.raises(PlanErrors, match="took 2 of 4 rows, its limit is") as caught:
        maker.orders(text, more)
    assert caught.value.exit_code == 4


def test_a_rule_may_say_what_to_keep(maker, counted) -> None:  # type: ignore[no-untyped-def]
    text = "order,date,net\nA1,2026-10-01,1\nB1,2026-10-01,2\nA2,2026-10-30,4\n"
    rule = "rules:\n  - {rule: other countries, keep: \"order starts with 'A'\"}"
    assert counted(maker.orders(text, rule), "orders") == {"used": (2, 500), "other countries": (1, 200)}


def test_a_rule_may_ask_which_file_a_row_comes_from(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: [old.csv, new.csv]
          columns: {order_date: date, amount: net}
          rules: [{rule: in the new file too, where: "file = 'old.csv' and order_date >= '2026-10-01'"}]
    """
    same = "date,net\n2026-09-01,5\n2026-10-30,7\n"
    found = maker.read(tables, {"old.csv": same, "new.csv": same}).quality.accounting
    assert found[["source", "rule", "amount_cents"]].to_numpy().tolist() == [
        ["old.csv", "used", 500], ["old.csv", "in the new file too", 700], ["new.csv", "used", 1200],
    ]  # fmt: skip


def test_what_a_lookup_brings_is_trimmed_and_counted_in_the_rows_that_are_used(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: o.csv
          joins: [{file: h.csv, on: {id: id}, columns: {order_date: date, region: state}}]
          columns: {order_id: id, amount: net}
    """
    files = {
        "o.csv": "id,net\nA,5\nB,6\nC,7\n",
        "h.csv": "id,date,state\nA,2026-10-30,Kerala \nB,2026-11-02,Kerala \nC,2026-10-01,Goa\n",
    }
    found = maker.read(tables, files).quality.corrections  # B lies after as_of, 2026-10
    assert found[["rule", "column", "value", "rows", "amount_cents"]].to_numpy().tolist() == [
        ["trimmed", "state", "Kerala ", 1, 500]
    ]


def test_a_workbook_that_is_looked_up_in_keeps_its_own_dates_and_numbers(maker, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from datetime import date

    import xlsxwriter

    tables = """
        orders:
          file: o.csv
          joins: [{file: h.xlsx, on: {id: id}, columns: {order_date: date, price: price}}]
          columns: {order_id: id, quantity: pieces}
          derive: {amount: pieces * price}
          decimal: ","
          delimiter: ";"
          dates: "%d.%m.%Y"
    """
    path = tmp_path / "h.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "date", "price"])
        sheet.write_row(1, 0, ["A", date(2026, 10, 30), 2.5])
    taken = maker.read(tables, {"o.csv": "id;pieces\nA;1,5\n", "h.xlsx": path.read_bytes()})
    # One and a half pieces at 2.50.
    assert taken.tables["orders"].select(["month", "amount_cents"]).to_pylist() == [
        {"month": "2026-10", "amount_cents": 375}
    ]


@pytest.mark.parametrize("name", ["kind", "region"])  # one that nothing reads; the contract's, which `also` fills
def test_a_cell_that_cannot_be_read_is_told_by_its_column_whatever_reads_its_name(maker, name: str) -> None:  # type: ignore[no-untyped-def]
    tables = f"""
        orders:
          file: wide.csv
          unpivot: {{columns: [Goods, Freight], name: {name}, value: cell}}
          columns: {{order_id: no, order_date: date, amount: cell}}
          also: [{{file: list.csv, columns: {{order_id: no, order_date: date, amount: net, region: area}}}}]
    """
    files = {
        "wide.csv": "no,date,Goods,Freight\n1,2026-10-01,5,?\n",
        "list.csv": "no,date,net,area\n2,2026-10-30,7,N\n",
    }
    with pytest.raises(PlanErrors) as caught:
        maker.read(tables, files)
    assert [error.context for error in caught.value.errors] == [("wide.csv:2, column Freight: '?'",)]
