"""A table of several sources, each laid out in its own way: `also` in sources.yml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb import intake
from salesplan_nb.workspace import load
from tests.files.making import errors_of, workbook
from tests.intake.making import Maker

ERP = "order,date,net\nA1,2026-10-01,100.00\nA2,2026-10-02,50.25\n"
SHOP = "Nr;Tag;Betrag\nW1;03.10.2026;1.000,50\nW2;04.10.2026;0,75\n"
TWO = """
    orders:
      file: erp.csv
      columns: {order_id: order, order_date: date, amount: net}
      also:
        - file: shop.csv
          delimiter: ";"
          dates: "%d.%m.%Y"
          decimal: ","
          thousands: "."
          columns: {order_id: Nr, order_date: Tag, amount: Betrag}
"""
FILES: dict[str, str | bytes] = {"erp.csv": ERP, "shop.csv": SHOP}


def test_each_source_is_read_by_its_own_marks_and_accounted_for_by_its_own_file(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.read(TWO, FILES)
    orders = {row["order_id"]: (row["order_date"], row["amount_cents"]) for row in taken.tables["orders"].to_pylist()}
    assert orders == {
        "A1": (date(2026, 10, 1), 100_00),
        "A2": (date(2026, 10, 2), 50_25),
        "W1": (date(2026, 10, 3), 1000_50),
        "W2": (date(2026, 10, 4), 75),
    }
    frame = taken.quality.accounting
    assert frame[["source", "rule", "rows", "amount_cents"]].to_numpy().tolist() == [
        ["erp.csv", "used", 2, 150_25],
        ["shop.csv", "used", 2, 1001_25],
    ]


def test_credit_notes_that_the_system_writes_as_positive_amounts_lower_sales(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: invoices.csv
          columns: {order_id: no, order_date: date, amount: net}
          also:
            - file: credits.csv
              columns: {order_id: credit, order_date: date}
              derive: {amount: "-Net"}
    """
    files = {
        "invoices.csv": "no,date,net\nI1,2026-10-01,100\nI2,2026-10-02,50\n",
        "credits.csv": "credit,date,Net\nC1,2026-10-05,30.10\n",
    }
    taken = maker.read(tables, files)
    assert sum(taken.tables["orders"]["amount_cents"].to_pylist()) == 100_00 + 50_00 - 30_10


def test_a_rule_takes_rows_of_its_own_source_only_and_rejects_name_file_and_line(maker) -> None:  # type: ignore[no-untyped-def]
    tables = TWO + "          rules: [{rule: small, where: amount < 2}]\n"
    files = {"erp.csv": ERP + "A3,2026-10-06,1.50\n", "shop.csv": SHOP}
    taken = maker.read(tables, files)
    assert taken.quality.rejects[["source", "row", "rule", "amount_cents"]].to_numpy().tolist() == [
        ["shop.csv", 3, "small", 75]
    ]
    assert sum(taken.tables["orders"]["amount_cents"].to_pylist()) == 150_25 + 1_50 + 1000_50


def test_a_record_set_aside_stands_as_in_its_own_file_and_what_the_rule_looked_at_beside_it(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: [erp.csv, old.csv]
          columns: {order_date: date, amount: net, region: area}
          rules: [{rule: small, where: amount < 2}]
          also:
            - file: shop.csv
              columns: {order_date: date, amount: net}
              rules: [{rule: test shop, where: region = 'TEST'}]
    """
    files = {
        "erp.csv": "date,net,area\n2026-10-01,5,North\n2026-10-30,6,South\n",
        "old.csv": "area,net,date\nNorth,1,2026-09-01\n",
        "shop.csv": "region,net,date\nTEST ,7,2026-10-02\nweb,8,2026-10-03\n",  # its own column, which nobody mapped
    }
    rejects = maker.read(tables, files).quality.rejects
    assert rejects[["source", "row", "column", "value", "record"]].to_numpy().tolist() == [
        ["old.csv", 2, "amount", "1", "North,1,2026-09-01"],
        ["shop.csv", 2, "region", "TEST", "TEST ,7,2026-10-02"],
    ]


def test_two_sources_may_have_rules_of_one_name_each_with_its_own_limit(maker) -> None:  # type: ignore[no-untyped-def]
    rule = "rules: [{{rule: small, where: amount < 60, limit: {}}}]\n"
    tables = TWO.replace("      also:", "      " + rule.format(1) + "      also:") + "          " + rule.format(1)
    taken = maker.read(tables, FILES)  # A2 and W2: one row of each, two of the table
    frame = taken.quality.accounting
    small = frame[frame["rule"] == "small"]
    assert small[["source", "rows", "amount_cents"]].to_numpy().tolist() == [
        ["erp.csv", 1, 50_25],
        ["shop.csv", 1, 75],
    ]
    more = FILES | {"shop.csv": SHOP + "W3;05.10.2026;2\n"}
    (error,) = errors_of(lambda: maker.read(tables, more))
    assert error.reference == "past-limit"
    assert "shop.csv" in str(error)
    assert "erp.csv" not in str(error)


def test_a_key_that_two_sources_share_is_one_key_twice(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders: {file: erp.csv, columns: {order_id: order, order_date: date, amount: net}}
        customers:
          file: old.csv
          columns: {customer_id: id, name: name}
          also: [{file: new.csv, columns: {customer_id: no, name: title}}]
    """
    files = {"erp.csv": ERP, "old.csv": "id,name\nK1,Ada\nK2,Bo\n", "new.csv": "no,title\nK3,Cy\nK2,Bob\n"}
    (error,) = errors_of(lambda: maker.read(tables, files))
    assert error.reference == "doubled-key"
    assert [place.split(",")[0] for place in error.context] == ["old.csv:3", "new.csv:3"]
    assert "duplicates" not in str(error)  # such a rule sees its own source's rows alone
    assert "in one of the sources, by a where:" in str(error)


def test_the_same_row_used_by_two_sources_counts_twice_and_is_refused(maker) -> None:  # type: ignore[no-untyped-def]
    tables = TWO + "        - {file: erp.csv, columns: {order_date: date, amount: net}}\n"
    (error,) = errors_of(lambda: maker.read(tables, FILES))
    assert error.reference == "row-used-twice"
    assert [place.split(",")[0] for place in error.context] == ["erp.csv:2", "erp.csv:3"]
    assert "where a row has two amounts, unpivot: {columns: [Net, Freight]" in str(error)
    # Each keeps its own rows: none is used twice, and all are.
    split = tables.replace("amount: net}}\n", "amount: net}, rules: [{rule: theirs, keep: net > 60}]}\n").replace(
        "      also:", "      rules: [{rule: others, where: net > 60}]\n      also:"
    )
    assert sum(maker.read(split, FILES).tables["orders"]["amount_cents"].to_pylist()) == 150_25 + 1001_25


def test_two_sheets_of_one_workbook_are_two_sources(maker, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    old = [["date", "net"], ["2026-09-01", 5], ["2026-09-02", 6.5]]
    new = [["day", "value"], ["2026-10-01", 7], ["2026-10-02", 8]]
    book = workbook(tmp_path / "book.xlsx", Old=old, New=new).read_bytes()
    tables = """
        orders:
          file: book.xlsx
          sheet: Old
          columns: {order_date: date, amount: net}
          also: [{file: book.xlsx, sheet: New, columns: {order_date: day, amount: value}}]
    """
    orders = maker.read(tables, {"book.xlsx": book}).tables["orders"]
    assert sorted(orders["amount_cents"].to_pylist()) == [500, 650, 700, 800]


def test_a_workbook_that_types_its_cells_stands_beside_a_file_that_writes_them(maker, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    book = workbook(tmp_path / "book.xlsx", A=[["date", "net"], ["2026-10-01", 1.234]]).read_bytes()
    tables = """
        orders:
          file: book.xlsx
          columns: {order_date: date, amount: net}
          also:
            - {file: de.csv, delimiter: ";", decimal: ",", thousands: ".", columns: {order_date: date, amount: net}}
    """
    orders = maker.read(tables, {"book.xlsx": book, "de.csv": "date;net\n2026-10-02;1.234\n"}).tables["orders"]
    # The same digits: 1.23 as a number of the workbook, 1,234 as the text means it.
    assert sorted(orders["amount_cents"].to_pylist()) == [1_23, 1234_00]


def test_a_column_of_one_file_is_not_the_contracts_column_that_another_source_fills(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: erp.csv
          columns: {order_date: date, amount: net, region: area}
          also: [{file: shop.csv, columns: {order_date: day, amount: net}}]
    """
    files = {
        "erp.csv": "date,net,area\n2026-10-01,5,North\n",
        "shop.csv": "day,net,region\n2026-10-02,7,warehouse 3\n",  # a region of its own, that nobody mapped
    }
    orders = maker.read(tables, files).tables["orders"].to_pylist()
    assert {row["amount_cents"]: row["region"] for row in orders} == {5_00: "North", 7_00: None}


def test_nor_is_it_where_a_rule_of_that_source_looks_at_it(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: erp.csv
          columns: {order_date: date, amount: net, region: area}
          also:
            - file: shop.csv
              columns: {order_date: day, amount: net}
              rules: [{rule: test shop, where: region = 'TEST'}]
    """
    files = {
        "erp.csv": "date,net,area\n2026-10-01,5,North\n2026-10-30,6,South\n",
        "shop.csv": "day,net,region\n2026-10-02,7,TEST\n2026-10-03,8,NORTH\n",
    }
    taken = maker.read(tables, files)
    assert sum(taken.tables["orders"]["amount_cents"].to_pylist()) == 5_00 + 6_00 + 8_00
    assert "NORTH" not in taken.quality.findings["text"].str.cat()  # no spelling of a region


def test_what_a_source_lacks_is_missing_in_its_rows_only_and_a_default_is_its_own(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: erp.csv
          columns: {order_date: date, amount: net, region: area}
          also:
            - {file: shop.csv, columns: {order_date: day, amount: net}, default: {region: Web}}
            - {file: fair.csv, columns: {order_date: day, amount: net, cost: cost}}
    """
    files = {
        "erp.csv": "date,net,area\n2026-10-01,5,North\n",
        "shop.csv": "day,net\n2026-10-02,7\n",
        "fair.csv": "day,net,cost\n2026-10-03,9,4\n",
    }
    orders = maker.read(tables, files).tables["orders"].to_pylist()
    assert {row["amount_cents"]: (row["region"], row["cost_cents"]) for row in orders} == {
        5_00: ("North", None),
        7_00: ("Web", None),
        9_00: (None, 4_00),
    }


def test_currencies_are_told_by_source_and_brought_into_the_plans(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: erp.csv
          columns: {order_date: date, amount: net}
          default: {currency: EUR}
          also: [{file: us.csv, columns: {order_date: date, amount: net}, default: {currency: USD}}]
        rates: {file: rates.csv, columns: {date: date, currency: code, rate: rate}}
    """
    files = {
        "erp.csv": "date,net\n2026-10-01,5\n",
        "us.csv": "date,net\n2026-10-01,200\n",
        "rates.csv": "date,code,rate\n2026-10-01,USD,0.9\n",
    }
    orders = maker.read(tables, files).tables["orders"]
    assert sorted(orders["amount_cents"].to_pylist()) == [5_00, 180_00]  # 200 x 0.9
    (error,) = errors_of(lambda: maker.read(tables, files | {"rates.csv": "date,code,rate\n2026-10-01,GBP,1.2\n"}))
    assert error.reference == "no-rate"
    assert "USD" in str(error)


@pytest.mark.parametrize("lacking", [0, 1])
def test_a_source_without_a_currency_beside_one_with_it_is_asked_for_it(maker, lacking: int) -> None:  # type: ignore[no-untyped-def]
    says = ["default: {currency: USD}", "default: {currency: EUR}"]
    says[lacking] = "repeats: keep"
    tables = f"""
        orders:
          file: erp.csv
          columns: {{order_date: date, amount: net}}
          {says[0]}
          also:
            - file: us.csv
              columns: {{order_date: date, amount: net}}
              {says[1]}
    """
    files = {"erp.csv": "date,net\n2026-10-01,5\n", "us.csv": "date,net\n2026-10-01,200\n"}
    (error,) = errors_of(lambda: maker.made(tables, files))
    assert error.reference == "missing-column"
    assert f"{('erp.csv', 'us.csv')[lacking]} says no currency, and other files of orders do" in str(error)
    assert "sources.yml:" in str(error)


def test_synonyms_hold_in_all_sources(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: erp.csv
          columns: {order_date: date, amount: net, region: area}
          also: [{file: shop.csv, columns: {order_date: date, amount: net, region: where}}]
    """
    files = {
        "erp.csv": "date,net,area\n2026-10-01,5,Nord\n",
        "shop.csv": "date,net,where\n2026-10-02,7,nord-\n",
    }
    maker.made(tables, files)
    path = maker.folder / "sources.yml"
    path.write_text("synonyms: {region: {North: [Nord, nord-]}}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    orders = intake.read(load(maker.folder), as_of="2026-10").tables["orders"]
    assert orders["region"].to_pylist() == ["North", "North"]


def test_synonyms_and_spellings_hold_for_a_default_too(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: erp.csv
          columns: {order_date: date, amount: net, region: area}
          also:
            - {file: shop.csv, columns: {order_date: date, amount: net}, default: {region: Nord}}
            - {file: fair.csv, columns: {order_date: date, amount: net}, default: {region: NORTH}}
    """
    row = "date,net\n2026-10-0{0},{0}\n"
    files = {"erp.csv": "date,net,area\n2026-10-01,5,North\n2026-10-30,6,North\n"}
    maker.made(tables, files | {"shop.csv": row.format(2), "fair.csv": row.format(3)})
    path = maker.folder / "sources.yml"
    head = "synonyms: {region: {North: [Nord]}}\nignore_case: [region]\n"
    path.write_text(head + path.read_text(encoding="utf-8"), encoding="utf-8")
    taken = intake.read(load(maker.folder), as_of="2026-10")
    assert taken.tables["orders"]["region"].to_pylist() == ["North"] * 4
    corrected = taken.quality.corrections[["source", "rule", "value", "replacement", "amount_cents"]]
    assert corrected.to_numpy().tolist() == [  # each by the source that it stood in
        ["shop.csv", "synonym", "Nord", "North", 2_00],
        ["fair.csv", "merged spelling", "NORTH", "North", 3_00],
    ]


def test_returns_are_matched_to_the_orders_of_all_sources(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: erp.csv
          columns: {order_date: date, amount: net, quantity: qty, customer_id: who, product_id: what}
          returns: {where: quantity < 0, match: [customer_id, product_id], month: order}
          also:
            - file: shop.csv
              columns: {order_date: day, amount: net, quantity: n, customer_id: who, product_id: what}
    """
    files = {
        "erp.csv": "date,net,qty,who,what\n2026-08-01,10,1,K,P\n",
        "shop.csv": "day,net,n,who,what\n2026-10-02,-10,-1,K,P\n2026-10-03,4,1,L,P\n",
    }
    taken = maker.read(tables, files)
    by_month: dict[str, int] = {}
    for row in taken.tables["orders"].to_pylist():
        by_month[row["month"]] = by_month.get(row["month"], 0) + row["amount_cents"]
    assert by_month == {"2026-08": 0, "2026-10": 4_00}


def test_returns_are_told_by_what_the_first_source_fills_and_matched_by_what_any_does(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: erp.csv
          columns: {order_id: no, order_date: date, amount: net}
          returns: {where: channel = 'back', match: [customer_id]}
          also:
            - file: shop.csv
              columns: {order_id: no, order_date: date, amount: net, customer_id: who, channel: how}
    """
    files = {
        "erp.csv": "no,date,net,channel\n1,2026-10-01,5,back\n",  # its own column, which nobody mapped
        "shop.csv": "no,date,net,who,how\n2,2026-10-02,7,K,web\n3,2026-10-30,-7,K,back\n",
    }
    (error,) = errors_of(lambda: maker.made(tables, files))
    assert error.reference == "unknown-column"
    assert "sources.yml:6: 'channel' is filled under also: alone" in str(error)
    taken = maker.read(
        tables.replace("amount: net}\n          r", "amount: net, channel: channel}\n          r"), files
    )
    assert taken.quality.returns[["return_source", "return_row", "order_row"]].to_numpy().tolist() == [
        ["erp.csv", 2, 0],  # without a customer it is matched to nothing
        ["shop.csv", 3, 2],
    ]


@pytest.mark.parametrize(
    ("more", "reference", "said"),
    [
        ("returns: {where: amount < 0, match: [order_id]}", "unused-setting", "write returns: beside also:"),
        ("map: {region: {a: b}}", "unused-setting", "no column fills 'region'"),
        ("default: {cost: viel}", "unknown-value", "orders.cost"),
        ("scale: {order_id: 1000}", "unused-setting", "write replace: instead"),
    ],
)
def test_a_fault_under_also_is_told_with_its_own_line(maker, more: str, reference: str, said: str) -> None:  # type: ignore[no-untyped-def]
    (error,) = errors_of(lambda: maker.made(TWO + f"          {more}\n", FILES))
    assert error.reference == reference
    assert said in str(error)
    lines = ("records: bookings\ntables:\n" + TWO.strip("\n")).splitlines()
    assert f"sources.yml:{len(lines) + 1}: " in str(error)


def test_a_column_that_the_second_file_lacks_is_told_with_file_and_line(maker) -> None:  # type: ignore[no-untyped-def]
    (error,) = errors_of(lambda: maker.made(TWO.replace("amount: Betrag", "amount: Betrog"), FILES))
    assert error.reference == "column-not-found"
    assert "shop.csv" in str(error)
    assert "did you mean Betrag?" in str(error)


def test_a_source_needs_all_that_the_table_does(maker) -> None:  # type: ignore[no-untyped-def]
    (error,) = errors_of(lambda: maker.made(TWO.replace("order_date: Tag, ", ""), FILES))
    assert error.reference == "missing-column"


ROWS = st.lists(
    st.tuples(
        st.dates(date(2026, 1, 1), date(2026, 10, 31)),
        st.integers(1000, 5000),
        st.sampled_from(["North", "South", ""]),
    ),
    min_size=2,
    max_size=30,
    unique_by=lambda row: row[1],  # equal sales of both would be told
)


@given(rows=ROWS, place=st.floats(0, 1))
@settings(deadline=None, max_examples=25)
def test_one_file_cut_in_two_gives_the_table_of_the_whole(rows: list[tuple[date, int, str]], place: float) -> None:
    rows = [*rows, (date(2026, 10, 30), 999, "North")]  # October is over
    whole = [f"{i},{day},{cents / 100:.2f},{region}" for i, (day, cents, region) in enumerate(rows)]
    at = 1 + round(place * (len(rows) - 2))
    columns = "columns: {order_id: no, order_date: date, amount: net, region: area}"
    head = "no,date,net,area\n"
    with TemporaryDirectory() as folder:
        one = Maker(Path(folder) / "one").read(
            f"orders: {{file: a.csv, {columns}}}", {"a.csv": head + "\n".join(whole) + "\n"}
        )
        two = Maker(Path(folder) / "two").read(
            f"orders: {{file: a.csv, {columns}, also: [{{file: b.csv, {columns}}}]}}",
            {"a.csv": head + "\n".join(whole[:at]) + "\n", "b.csv": head + "\n".join(whole[at:]) + "\n"},
        )
    assert two.tables["orders"].equals(one.tables["orders"])
    assert two.quality.accounting["amount_cents"].sum() == sum(cents for _, cents, _ in rows)
