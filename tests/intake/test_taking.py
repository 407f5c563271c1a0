"""Rows read = used + set aside, in rows and cents; what cannot be read stops the run and says where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from salesplan_nb import intake
from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.fiscal import CalendarMonths
from salesplan_nb.intake.tables import last_business_day
from salesplan_nb.workspace import Workspace

Maker = Callable[..., Workspace]
ORDERS = """tables:
  orders:
    file: orders.csv
    columns: {order_id: id, order_date: day, amount: net, customer_id: customer}
"""
HEAD = "id,day,net,customer\n"


def refused(made: Callable[[], Workspace]) -> str:
    """What is told of bad data, by the look at headers or by the reading."""
    with pytest.raises((PlanError, PlanErrors)) as caught:
        intake.read(made())
    assert caught.value.exit_code == 3
    return str(caught.value)


def test_every_row_is_used_or_set_aside_under_the_first_rule_that_takes_it(workspace: Maker) -> None:
    rules = """    rules:
      - {rule: sent twice, duplicates: [order_id]}
      - {rule: no amount, where: "net = 0"}
"""
    rows = "a,2026-01-05,10.00,x\na,2026-01-05,10.00,x\nb,2026-01-06,0,x\nb,2026-01-30,0,x\nc,2026-01-30,-2.50,x\n"
    quality = intake.read(workspace(ORDERS + rules, orders=HEAD + rows)).quality
    # a again: twice; b: no amount; b again: both, twice comes first. 5 = 2 + 2 + 1; 10.00 - 2.50 = 7.50
    assert quality.accounting[["rule", "rows", "amount_cents"]].values.tolist() == [
        ["used", 2, 750], ["sent twice", 2, 1000], ["no amount", 1, 0],
    ]  # fmt: skip
    assert quality.rejects[["row", "rule", "column", "value"]].values.tolist() == [
        [3, "sent twice", "order_id", "a"], [4, "no amount", "net", "0"], [5, "sent twice", "order_id", "b"],
    ]  # fmt: skip


def test_a_row_is_the_physical_line_even_after_a_cell_of_several_lines(workspace: Maker) -> None:
    rules = '    rules:\n      - {rule: no amount, where: "net = 0"}\n'
    rows = 'a,2026-01-30,1,"two\nlines"\nb,2026-01-30,0,x\n'
    rejects = intake.read(workspace(ORDERS + rules, orders=HEAD + rows)).quality.rejects
    assert rejects["row"].tolist() == [4]


def test_money_is_rounded_half_even_to_the_cent_once(workspace: Maker) -> None:
    rows = "a,2026-01-05,0.125,x\nb,2026-01-05,0.135,x\nc,2026-01-30,-0.125,x\n"
    taken = intake.read(workspace(ORDERS, orders=HEAD + rows))
    assert taken.tables["orders"].to_pandas()["amount_cents"].tolist() == [12, 14, -12]


def test_ids_stay_text(workspace: Maker) -> None:
    rows = "00123,2026-01-05,1,1E5\n12345678901234567890,2026-01-30,1,NA\n"
    orders = intake.read(workspace(ORDERS, orders=HEAD + rows)).tables["orders"].to_pandas()
    assert orders["order_id"].tolist() == ["00123", "12345678901234567890"]
    assert orders["customer_id"].tolist() == ["1E5", "NA"]


def test_a_comma_as_decimal_mark_is_declared_and_a_point_then_refused(workspace: Maker) -> None:
    declared = ORDERS + '    decimal: ","\n    delimiter: ";"\n    dates: "%d.%m.%Y"\n'
    head = HEAD.replace(",", ";")
    taken = intake.read(workspace(declared, orders=head + "a;05.01.2026;1,50;x\nb;30.01.2026;2;x\n"))
    assert taken.tables["orders"].to_pandas()["amount_cents"].tolist() == [150, 200]
    text = refused(lambda: workspace(declared, orders=head + "a;05.01.2026;1.234;x\n"))
    assert "orders.csv:2, column amount: '1.234'" in text


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("", "orders.csv has no data rows"),
        ("a,2026-01-05,1\n", "orders.csv:2: 3 cells: a,2026-01-05,1"),
        ("a,2026-01-05,1,x,y\n", "orders.csv:2: 5 cells"),
        ('a,2026-01-05,1,"x\n', "orders.csv:2: a quote opens here and never closes"),
        ("a,2026-01-05,1,x\0\n", "orders.csv:2: holds a NUL character"),
        ("a,31/02/2026,1,x\n", "orders.csv:2, column order_date: '31/02/2026'"),
        ("a,0207-01-05,1,x\n", "column order_date: '0207-01-05'"),
        ("a,2026-01-05,nan,x\n", "column amount: 'nan'"),
        ("a,2026-01-05,,x\n", "1 of 1 values of amount are empty"),
    ],
)
def test_what_cannot_be_read_names_file_line_and_value(workspace: Maker, rows: str, told: str) -> None:
    assert told in refused(lambda: workspace(ORDERS, orders=HEAD + rows))


def test_all_unreadable_values_are_told_in_one_go(workspace: Maker) -> None:
    text = refused(lambda: workspace(ORDERS, orders=HEAD + "a,x,1,c\nb,2026-01-30,y,c\n"))
    assert "orders.csv:2, column order_date: 'x'" in text
    assert "orders.csv:3, column amount: 'y'" in text


def test_bytes_of_another_encoding_are_told_with_the_setting_to_write(workspace: Maker) -> None:
    raw = (HEAD + "a,2026-01-30,1,Müller\n").encode("cp1252")
    text = refused(lambda: workspace(ORDERS, orders=raw))
    assert "orders.csv:2" in text
    assert "encoding: cp1252" in text
    taken = intake.read(workspace(ORDERS + "    encoding: cp1252\n", orders=raw))
    assert taken.tables["orders"].to_pandas()["customer_id"].tolist() == ["Müller"]


def test_a_byte_order_mark_is_no_part_of_the_first_column(workspace: Maker) -> None:
    taken = intake.read(workspace(ORDERS, orders=b"\xef\xbb\xbf" + (HEAD + "a,2026-01-30,1,x\n").encode()))
    assert taken.tables["orders"].to_pandas()["order_id"].tolist() == ["a"]


def test_a_lookup_with_a_doubled_key_is_refused_because_it_would_count_orders_twice(workspace: Maker) -> None:
    joined = ORDERS + "    joins:\n      - {file: regions.csv, on: {customer: who}, columns: {region: where}}\n"
    once = "who,where\nx,North\n"
    taken = intake.read(workspace(joined, orders=HEAD + "a,2026-01-30,1,x\n", regions=once))
    assert taken.tables["orders"].to_pandas()["region"].tolist() == ["North"]
    text = refused(lambda: workspace(joined, orders=HEAD + "a,2026-01-30,1,x\n", regions=once + "x,South\n"))
    assert "regions.csv:2: x" in text


def test_an_id_that_the_other_table_lacks_is_kept_as_unassigned_and_counted(workspace: Maker) -> None:
    customers = "  customers:\n    file: customers.csv\n    columns: {customer_id: id, name: name}\n"
    taken = intake.read(
        workspace(ORDERS + customers, orders=HEAD + "a,2026-01-05,1,x\nb,2026-01-30,2,y\n", customers="id,name\nx,X\n")
    )
    told = taken.quality.corrections[["rule", "column", "value", "replacement", "rows", "amount_cents"]]
    assert told.values.tolist() == [["not in customers", "customer_id", "y", "unassigned", 1, 200]]
    assert int(taken.quality.accounting.query("table == 'orders'")["amount_cents"].sum()) == 300


def test_spellings_that_are_made_one_are_counted_with_their_money(workspace: Maker) -> None:
    tidy = ORDERS + "    tidy: {customer: [trim, upper]}\n    replace: {customer: {ACNE: ACME}}\n"
    taken = intake.read(workspace(tidy, orders=HEAD + "a,2026-01-05,1,acme \nb,2026-01-30,2,ACNE\n"))
    told = taken.quality.corrections[["rule", "value", "replacement", "rows", "amount_cents"]]
    assert told.values.tolist() == [["spelling", "acme ", "ACME", 1, 100], ["replaced", "ACNE", "ACME", 1, 200]]
    assert taken.tables["orders"].to_pandas()["customer_id"].tolist() == ["ACME", "ACME"]


def test_a_month_is_complete_when_its_last_business_day_is_reached(workspace: Maker) -> None:
    assert last_business_day("2026-10", CalendarMonths()) == date(2026, 10, 30)  # the 31st is a Saturday
    early = workspace(ORDERS, orders=HEAD + "a,2026-09-30,1,x\nb,2026-10-29,2,x\n")
    taken = intake.read(early)
    assert taken.quality.facts.as_of == "2026-09"
    assert taken.quality.accounting[["rule", "rows", "amount_cents"]].values.tolist() == [
        ["used", 1, 100], ["after as_of", 1, 200],
    ]  # fmt: skip
    whole = workspace(ORDERS, orders=HEAD + "a,2026-09-30,1,x\nb,2026-10-30,2,x\n")
    assert intake.read(whole).quality.facts.as_of == "2026-10"


def test_a_deal_that_closed_after_as_of_is_open_again(workspace: Maker) -> None:
    deals = """  opportunities:
    file: deals.csv
    columns: {opportunity_id: id, created: made, closed: shut, status: state, amount: worth}
"""
    rows = (
        "id,made,shut,state,worth\n1,2026-01-02,2026-01-20,won,5\n2,2026-01-03,2026-02-20,won,7\n3,2026-02-01,,open,9\n"
    )
    taken = intake.read(workspace(ORDERS, orders=HEAD + "a,2026-01-30,1,x\n"), as_of="2026-01")
    assert "opportunities" not in taken.tables
    taken = intake.read(workspace(ORDERS + deals, orders=HEAD + "a,2026-01-30,1,x\n", deals=rows), as_of="2026-01")
    found = taken.tables["opportunities"].to_pandas()[["opportunity_id", "status", "closed"]].values.tolist()
    assert found == [["1", "won", date(2026, 1, 20)], ["2", "open", None]]


def test_the_order_of_the_rows_does_not_matter(workspace: Maker, tmp_path: Path) -> None:
    rows = ["a,2026-01-05,1,x\n", "b,2026-01-06,2,y\n", "c,2026-01-30,3,x\n"]
    for name, order in (("one", rows), ("two", rows[::-1])):
        intake.read(workspace(ORDERS, orders=HEAD + "".join(order))).write(tmp_path / name)
    assert (tmp_path / "one" / "orders.parquet").read_bytes() == (tmp_path / "two" / "orders.parquet").read_bytes()


def test_controls_stand_beside_the_orders_of_their_month(workspace: Maker) -> None:
    controls = "  controls:\n    file: ledger.csv\n    columns: {month: month, amount: total}\n"
    taken = intake.read(
        workspace(
            ORDERS + controls,
            orders=HEAD + "a,2026-01-05,1,x\nb,2026-01-30,2,x\n",
            ledger="month,total\n2026-01,3.01\n",
        )
    )
    assert taken.quality.controls.drop(columns="tolerance").to_numpy().tolist() == [["2026-01", 300, 301, -1]]


def test_what_a_missing_table_switches_off_is_said(workspace: Maker) -> None:
    inventory = intake.read(workspace(ORDERS, orders=HEAD + "a,2026-01-30,1,x\n")).quality.inventory.set_index("table")
    assert bool(inventory.loc["orders", "present"])
    assert not bool(inventory.loc["ratings", "present"])
    assert inventory.loc["ratings", "switches_off"] == "customer satisfaction"
    assert isinstance(inventory, pd.DataFrame)
