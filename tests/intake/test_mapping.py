from __future__ import annotations

import pytest

from salesplan_nb.errors import PlanErrors

ORDERS = "date,net,agent\n2026-10-01,5.00,ann\n2026-10-02,7.00,bob\n2026-10-02,9.00,zoe\n"
WITH_OFFICE = """
    orders:
      file: orders.csv
      columns: {order_date: date, amount: net, rep_id: agent}
      joins: [{file: offices.csv, on: {agent: agent}, columns: {region: office}}]
"""
DEALS = """
    orders:
      file: orders.csv
      columns: {order_date: date, amount: net}
    opportunities:
      file: deals.csv
      columns: {opportunity_id: id, status: stage}
"""


def corrected(taken, *columns: str) -> list[list[object]]:  # type: ignore[no-untyped-def]
    """Columns of the corrections, as rows."""
    return taken.quality.corrections[list(columns)].to_numpy().tolist()  # type: ignore[no-any-return]


def test_a_join_looks_columns_up_and_leaves_rows_and_totals_as_they_were(maker, counted) -> None:  # type: ignore[no-untyped-def]
    taken = maker.read(WITH_OFFICE, {"orders.csv": ORDERS, "offices.csv": "agent,office\nann,DACH\nbob,UK\n"})
    assert counted(taken, "orders") == {"used": (3, 2100)}
    found = taken.tables["orders"].to_pandas().set_index("rep_id")["region"]
    assert (found["ann"], found["bob"], found.isna()["zoe"]) == ("DACH", "UK", True)


def test_a_join_that_would_multiply_rows_is_refused(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.read(WITH_OFFICE, {"orders.csv": ORDERS, "offices.csv": "agent,office\nann,DACH\nbob,UK\nann,Nordics\n"})
    (error,) = caught.value.errors
    assert (error.reference, error.exit_code) == ("doubled-key", 3)
    assert [line.split(":")[:2] for line in error.context] == [["offices.csv", "2"], ["offices.csv", "4"]]
    assert "assignments: customer_id, rep_id, region, starts" in error.hint


def test_what_nobody_can_assign_has_no_way_out_by_assignments(maker) -> None:  # type: ignore[no-untyped-def]
    tables = WITH_OFFICE.replace("{region: office}", "{channel: office}")
    with pytest.raises(PlanErrors) as caught:
        maker.read(tables, {"orders.csv": ORDERS, "offices.csv": "agent,office\nann,Web\nbob,Shop\nann,Shop\n"})
    assert [error.hint for error in caught.value.errors] == ["leave one row for each key"]


def test_a_join_by_two_columns_needs_both(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: orders.csv
          columns: {order_date: date, amount: net}
          joins: [{file: offices.csv, on: {agent: agent, year: year}, columns: {region: office}}]
    """
    orders = "date,net,agent,year\n2026-10-01,5,ann,25\n2026-10-01,6,ann,26\n"
    taken = maker.read(tables, {"orders.csv": orders, "offices.csv": "agent,year,office\nann,25,DACH\nann,26,UK\n"})
    assert taken.tables["orders"].to_pandas()["region"].tolist() == ["DACH", "UK"]


def test_replaced_values_are_counted_with_their_money(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders(
        "order,date,net\nGTXPro,2026-10-01,5\nGTX Pro,2026-10-01,7\nGTXPro,2026-10-01,11\n",
        "replace: {order: {GTXPro: GTX Pro}}",
    )
    assert taken.tables["orders"].to_pandas()["order_id"].tolist() == ["GTX Pro"] * 3
    rows = corrected(taken, "column", "value", "replacement", "rows", "amount_cents")
    assert rows == [["order", "GTXPro", "GTX Pro", 2, 1600]]  # 5 + 11


def test_tidy_makes_spellings_one_and_says_so(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders(
        "order,date,net\ns-1 ,2026-10-01,5\nS-1,2026-10-01,7\n s-1,2026-10-01,11\n", "tidy: {order: [trim, upper]}"
    )
    assert taken.tables["orders"].to_pandas()["order_id"].tolist() == ["S-1"] * 3
    assert sum(row[0] for row in corrected(taken, "rows")) == 2
    assert sum(row[0] for row in corrected(taken, "amount_cents")) == 1600


def test_corrections_of_rows_set_aside_are_not_counted(maker) -> None:  # type: ignore[no-untyped-def]
    more = 'replace: {order: {old: new}}\nrules:\n  - {rule: zero, where: "net = 0"}'
    taken = maker.orders("order,date,net\nold,2026-10-01,0\nold,2026-10-01,5\n", more)
    assert corrected(taken, "rows", "amount_cents") == [[1, 500]]


def test_a_default_fills_empty_cells_and_absent_columns(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders(
        "order,date,net\n,2026-10-01,5\nA,2026-10-01,5\n", "default: {channel: direct, order_id: unknown}"
    )
    orders = taken.tables["orders"].to_pandas()
    assert orders["channel"].tolist() == ["direct", "direct"]
    assert orders["order_id"].tolist() == ["unknown", "A"]


def test_map_translates_values_and_refuses_those_it_does_not_name(maker) -> None:  # type: ignore[no-untyped-def]
    files = {"orders.csv": "date,net\n2026-10-01,5\n", "deals.csv": "id,stage\n1,Won\n2,Lost\n3,Negotation\n"}
    named = "\n      map: {status: {Won: won, Lost: lost}}\n"
    with pytest.raises(PlanErrors) as caught:
        maker.read(DEALS.rstrip() + named, files)
    error = caught.value.errors[0]
    assert error.context == ("deals.csv:4, column status: 'Negotation'",)
    assert error.exit_code == 3
    files["deals.csv"] = files["deals.csv"].replace("Negotation", "Lost")
    deals = maker.read(DEALS.rstrip() + named, files).tables["opportunities"].to_pandas()
    assert deals["status"].tolist() == ["won", "lost", "lost"]


def test_a_required_value_that_is_empty_is_an_error_unless_a_rule_takes_the_row(maker, counted) -> None:  # type: ignore[no-untyped-def]
    content = "order,date,net\nA,2026-10-01,5\nB,2026-10-01,\n"
    with pytest.raises(PlanErrors) as caught:
        maker.orders(content)
    assert caught.value.errors[0].context[0].startswith("orders.csv:3")
    taken = maker.orders(content, "rules:\n  - {rule: no price, missing: amount}")
    assert counted(taken, "orders") == {"used": (1, 500), "no price": (1, 0)}
