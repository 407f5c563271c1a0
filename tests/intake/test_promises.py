"""Money that must not be lost, doubled or misread: each of these once was."""

from __future__ import annotations

import pytest

from salesplan_nb.errors import PlanError, PlanErrors

BUYERS = """
    orders:
      file: orders.csv
      columns: {order_date: date, amount: net, customer_id: customer}
    customers:
      file: customers.csv
      columns: {customer_id: id, industry: industry, revenue: turnover}
"""
DEALS = """
    orders:
      file: orders.csv
      columns: {order_date: date, amount: net}
    opportunities:
      file: deals.csv
      columns: {opportunity_id: id, status: stage}
"""
ONE_ORDER = "date,net\n2026-10-01,5\n"


def test_a_key_that_is_there_twice_is_refused_before_it_doubles_a_sum(maker) -> None:  # type: ignore[no-untyped-def]
    files = {
        "orders.csv": "date,net,customer\n2026-10-01,5,a\n",
        "customers.csv": "id,industry,turnover\na,Food,1\na,Water,1\n",
    }
    with pytest.raises(PlanErrors) as caught:
        maker.read(BUYERS, files)
    (error,) = caught.value.errors
    assert (error.reference, error.exit_code) == ("doubled-key", 3)
    assert error.context == ("customers.csv:2, column customer_id: 'a'", "customers.csv:3, column customer_id: 'a'")


def test_a_key_doubled_in_rows_set_aside_is_no_error(maker) -> None:  # type: ignore[no-untyped-def]
    more = "      rules: [{rule: twice, duplicates: [customer_id]}]\n"
    files = {
        "orders.csv": "date,net,customer\n2026-10-01,5,a\n",
        "customers.csv": "id,industry,turnover\na,Food,1\na,Water,1\n",
    }
    taken = maker.read(BUYERS.rstrip() + "\n" + more, files)
    assert maker.cube(taken).monthly("segment")[["segment", "amount_cents"]].to_numpy().tolist() == [["Food", 500]]


def test_an_order_without_a_date_is_an_error_not_a_row_that_no_month_has(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.orders("order,date,net\nA,2026-10-01,5\nB,,7\n")
    assert caught.value.errors[0].context == ("orders.csv:3, column order_date: ''",)


def test_an_order_has_the_month_of_its_date_else_the_given_one(maker) -> None:  # type: ignore[no-untyped-def]
    tables = "orders:\n  file: o.csv\n  columns: {month: month, order_date: date, amount: net}"
    taken = maker.read(tables, {"o.csv": "month,date,net\n2026-01,,5\n2026-01,2026-02-27,6\n"}, as_of=None)
    assert taken.tables["orders"].to_pandas()["month"].tolist() == ["2026-01", "2026-02"]


def test_the_first_of_several_rows_is_the_first_that_no_earlier_rule_took(maker, counted) -> None:  # type: ignore[no-untyped-def]
    rules = 'rules:\n  - {rule: free, where: "net = 0"}\n  - {rule: twice, duplicates: [order]}'
    taken = maker.orders("order,date,net\nA,2026-10-01,0\nA,2026-10-01,100\n", rules)
    assert counted(taken, "orders") == {"used": (1, 10000), "free": (1, 0), "twice": (0, 0)}


def test_a_rule_on_an_amount_knows_the_decimal_comma(maker, counted) -> None:  # type: ignore[no-untyped-def]
    content = "order;date;net\nA;2026-10-01;0,00\nB;2026-10-01;100,50\n"
    rules = "delimiter: ';'\ndecimal: ','\nrules:\n  - {{rule: free, where: \"{} = 0\"}}"
    for column in ("amount", "net"):
        taken = maker.orders(content, rules.format(column))
        assert counted(taken, "orders") == {"used": (1, 10050), "free": (1, 0)}


def test_a_rule_on_a_date_compares_days_however_the_file_writes_them(maker, counted) -> None:  # type: ignore[no-untyped-def]
    more = "dates: '%d.%m.%Y'\nrules:\n  - {rule: old, where: \"order_date < '2026-05-01'\"}"
    taken = maker.orders("order,date,net\nA,02.01.2026,5\nB,01.10.2026,7\n", more)
    assert counted(taken, "orders") == {"used": (1, 700), "old": (1, 500)}


def test_a_rule_that_compares_a_date_with_a_number_is_refused(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises((PlanError, PlanErrors), match="2026-01-31") as caught:
        maker.orders("order,date,net\nA,2026-10-01,5\n", 'rules:\n  - {rule: old, where: "order_date < 2026"}')
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("where", ["net in (0, 1)", "net in (1, 0.00)", "amount in (0)"])
def test_in_compares_numbers_as_numbers(maker, counted, where: str) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders(
        "order,date,net\nA,2026-10-01,0.00\nB,2026-10-01,100\n", f'rules:\n  - {{rule: free, where: "{where}"}}'
    )
    assert counted(taken, "orders")["free"] == (1, 0)


def test_a_rule_on_a_translated_column_sees_what_it_means(maker, counted) -> None:  # type: ignore[no-untyped-def]
    more = "      map: {status: {W: won, L: lost}}\n      rules: [{rule: lost, where: \"status = 'lost'\"}]\n"
    taken = maker.read(DEALS.rstrip() + "\n" + more, {"orders.csv": ONE_ORDER, "deals.csv": "id,stage\n1,W\n2,L\n"})
    assert counted(taken, "opportunities") == {"used": (1, 0), "lost": (1, 0)}


def test_a_default_is_a_value_of_the_plan_and_not_translated(maker) -> None:  # type: ignore[no-untyped-def]
    more = "      map: {status: {W: won, L: lost}}\n      default: {status: open}\n"
    taken = maker.read(DEALS.rstrip() + "\n" + more, {"orders.csv": ONE_ORDER, "deals.csv": "id,stage\n1,W\n2,\n"})
    assert taken.tables["opportunities"].to_pandas()["status"].tolist() == ["won", "open"]


def test_a_status_that_the_contract_does_not_know_is_an_error(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.read(DEALS, {"orders.csv": ONE_ORDER, "deals.csv": "id,stage\n1,Won\n2,open\n"})
    (error,) = caught.value.errors
    assert (error.exit_code, error.context) == (3, ("deals.csv:2, column status: 'Won'",))
    assert "open, won, lost" in (error.hint or "")


def test_an_unknown_value_in_a_row_set_aside_is_no_error(maker, counted) -> None:  # type: ignore[no-untyped-def]
    more = "      map: {status: {W: won}}\n      rules: [{rule: test, where: \"id = '2'\"}]\n"
    taken = maker.read(DEALS.rstrip() + "\n" + more, {"orders.csv": ONE_ORDER, "deals.csv": "id,stage\n1,W\n2,?\n"})
    assert counted(taken, "opportunities") == {"used": (1, 0), "test": (1, 0)}


@pytest.mark.parametrize("name", ["used", "after as_of"])
def test_a_rule_cannot_take_the_name_of_what_the_accounting_keeps(maker, name: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors, match="give it another") as caught:
        maker.orders("order,date,net\nA,2026-10-01,0\n", f'rules:\n  - {{rule: {name}, where: "net = 0"}}')
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("text", ["1e1000000", "1E5", "1.5e1", "٣"])
def test_an_amount_in_another_notation_is_an_error(maker, text: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.orders(f"order,date,net\nA,2026-10-01,{text}\n")
    assert caught.value.exit_code == 3


def test_a_long_decimal_is_rounded_once(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders("order,date,net\nA,2026-10-01,0.02500000000000000000000000000000001\n")
    assert taken.tables["orders"].to_pandas()["amount_cents"].tolist() == [3]


def test_blanks_around_an_id_are_cut_and_counted(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders("order,date,net\nA ,2026-10-01,5\n\u00a0A,2026-10-01,6\nA,2026-10-01,7\n")
    assert taken.tables["orders"].to_pandas()["order_id"].tolist() == ["A"] * 3
    frame = taken.quality.corrections
    assert frame[["rule", "column", "rows", "amount_cents"]].to_numpy().tolist() == [
        ["trimmed", "order", 1, 500], ["trimmed", "order", 1, 600],
    ]  # fmt: skip


def test_orders_without_a_customer_are_listed_with_their_money(maker) -> None:  # type: ignore[no-untyped-def]
    files = {
        "orders.csv": "date,net,customer\n2026-10-01,5,\n2026-10-01,7,a\n",
        "customers.csv": "id,industry,turnover\na,Food,1\n",
    }
    frame = maker.read(BUYERS, files).quality.corrections
    assert frame[["column", "value", "replacement", "rows", "amount_cents"]].to_numpy().tolist() == [
        ["customer_id", "", "unassigned", 1, 500]
    ]


def test_what_a_join_does_not_find_is_listed_with_its_money(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: orders.csv
          columns: {order_date: date, amount: net}
          joins: [{file: offices.csv, on: {agent: agent}, columns: {region: office}}]
    """
    files = {
        "orders.csv": "date,net,agent\n2026-10-01,5,ann\n2026-10-01,7,zoe\n",
        "offices.csv": "agent,office\nann,DACH\n,X\n,Y\n",
    }
    taken = maker.read(tables, files)
    frame = taken.quality.corrections
    assert frame[["rule", "column", "value", "rows", "amount_cents"]].to_numpy().tolist() == [
        ["not in offices.csv", "agent", "zoe", 1, 700]
    ]
    assert [(entry["table"], entry["rows"]) for entry in taken.inputs] == [("orders", 2), ("orders", 3)]


def test_a_reject_carries_the_line_on_which_it_begins_and_its_text_as_written(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders(
        'order,date,net\n"A,\nx",2026-10-01,0\nB,2026-10-01,5\n', 'rules:\n  - {rule: free, where: "net = 0"}'
    )
    assert taken.quality.rejects[["row", "record"]].to_numpy().tolist() == [[2, '"A,\nx",2026-10-01,0']]


def test_an_open_quote_is_named_where_it_opens_with_its_text(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises((PlanError, PlanErrors)) as caught:
        maker.orders('order,date,net\nA,2026-10-01,5\nB,"2026-10-01,5\nC,2026-10-01,5\n')
    error = caught.value.errors[0] if isinstance(caught.value, PlanErrors) else caught.value
    assert error.message.startswith("orders.csv:3:")
    assert error.context[0] == 'orders.csv:3: B,"2026-10-01,5'


def test_a_date_years_ahead_does_not_move_the_plan_by_years(maker) -> None:  # type: ignore[no-untyped-def]
    content = "order,date,net\nA,2026-10-30,5\nB,2062-01-31,7\n"
    with pytest.raises((PlanError, PlanErrors), match="as_of: 2026-10") as caught:
        maker.orders(content, as_of=None)
    assert caught.value.exit_code == 3
    assert maker.orders(content, as_of="2026-10").quality.facts.as_of == "2026-10"


def test_a_line_without_an_orders_id_is_an_order(maker) -> None:  # type: ignore[no-untyped-def]
    files = {
        "orders.csv": "date,net,customer\n2026-10-01,5,a\n2026-10-02,5,a\n",
        "customers.csv": "id,industry,turnover\na,Food,1\n",
    }
    cube = maker.cube(maker.read(BUYERS, files))
    assert cube.monthly()["orders"].tolist() == [2]
    assert cube.customers()["orders"].tolist() == [2]


@pytest.mark.parametrize(
    ("where", "segment"), [("revenue >= 5000", "big"), ("revenue > 5000", "other"), ("revenue = 5000.00", "big")]
)
def test_a_segments_rule_on_revenue_is_in_whole_units(maker, where: str, segment: str) -> None:  # type: ignore[no-untyped-def]
    plan = f"segments:\n  - {{id: big, where: {where}}}\n"
    files = {
        "orders.csv": "date,net,customer\n2026-10-01,5,a\n",
        "customers.csv": "id,industry,turnover\na,Food,5000\n",
    }
    cube = maker.cube(maker.read(BUYERS, files, plan=plan))
    assert cube.customers()["segment"].tolist() == [segment]


def test_cost_is_not_known_where_the_pieces_are_not(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: orders.csv
          columns: {order_date: date, amount: net, product_id: product}
        products:
          file: products.csv
          columns: {product_id: id, unit_cost: cost}
    """
    files = {"orders.csv": "date,net,product\n2026-10-01,500,p\n", "products.csv": "id,cost\np,2\n"}
    assert maker.read(tables, files).tables["orders"].to_pandas()["cost_cents"].isna().all()


def test_a_table_of_months_lasts_from_the_first_day_to_the_last(maker) -> None:  # type: ignore[no-untyped-def]
    tables = (
        DEALS.replace("opportunities", "spend")
        .replace("deals.csv", "spend.csv")
        .replace("opportunity_id: id, status: stage", "month: m, amount: cost")
    )
    files = {"orders.csv": ONE_ORDER, "spend.csv": "m,cost\n2026-09,5\n2026-02,5\n"}
    frame = maker.read(tables, files).quality.inventory.set_index("table")
    assert frame.loc["spend", ["first", "last"]].tolist() == ["2026-02-01", "2026-09-30"]


def test_what_cannot_be_derived_is_an_error_where_a_text_is_wanted_too(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: o.csv
          columns: {order_date: date, amount: net}
          derive: {order_id: year * 1000 + number}
    """
    head = "date,net,year,number\n"
    with pytest.raises(PlanErrors) as caught:
        maker.read(tables, {"o.csv": head + "2026-10-30,5,2026,7\n2026-10-30,5,2026,A7\n"})
    assert caught.value.errors[0].context == ("o.csv:3, column order_id: year '2026' and number 'A7'",)
    taken = maker.read(tables, {"o.csv": head + "2026-10-30,5,2026,7\n2026-10-30,5,2026,0.25\n2026-10-30,5,,3\n"})
    assert sorted(map(str, taken.tables["orders"]["order_id"].to_pylist())) == ["2026000.25", "2026007", "None"]


def test_a_join_of_nothing_is_nothing(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: o.csv
          columns: {order_date: date, amount: net}
          derive: {rep_id: "join(first, '-', last)"}
    """
    taken = maker.read(tables, {"o.csv": "date,net,first,last\n2026-10-30,5,,\n2026-10-30,6,Ada,\n"})
    assert taken.tables["orders"]["rep_id"].to_pylist() == [None, "Ada-"]


def test_targets_are_compared_with_the_orders_as_they_count(maker) -> None:  # type: ignore[no-untyped-def]
    # The family comes from the products: the order's file has none.
    tables = """
        orders: {file: o.csv, columns: {order_date: date, amount: net, product_id: sku}}
        products: {file: p.csv, columns: {product_id: sku, family: family}}
        targets: {file: t.csv, columns: {month: month, product_family: family, amount: target}}
    """
    files = {
        "o.csv": "date,net,sku\n2026-10-30,5,a\n2026-10-30,7,b\n",
        "p.csv": "sku,family\na,Pumps\nb,Valves\n",
        "t.csv": "month,family,target\n2026-10,Pumps,10\n2026-10,Valves,6\n",
    }
    found = maker.read(tables, files).quality.targets
    assert found[["product_family", "target_cents", "orders_cents"]].to_numpy().tolist() == [
        ["Pumps", 1000, 500], ["Valves", 600, 700],
    ]  # fmt: skip


@pytest.mark.parametrize(("share", "right"), [("5%", True), ("0.05", True), ("5", False), ("-1%", False)])
def test_a_share_is_between_nothing_and_all(maker, share: str, right: bool) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders: {file: o.csv, columns: {order_date: date, amount: net}}
        controls: {file: c.csv, columns: {month: month, amount: total, tolerance: within}}
    """
    files = {"o.csv": "date,net\n2026-10-30,100\n", "c.csv": f"month,total,within\n2026-10,104,{share}\n"}
    if right:  # 100 is within 5% of 104
        assert maker.read(tables, files).quality.controls["difference_cents"].tolist() == [-400]
        return
    with pytest.raises(PlanErrors, match="cannot be read") as caught:
        maker.read(tables, files)
    assert "write 5% or 0.05" in (caught.value.errors[0].hint or "")


def test_an_amount_beyond_all_bounds_is_said_to_be_one(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.orders("order,date,net\nA,2026-10-30,1000000000000001\n")  # 10^15 is the most
    assert "slips of the pen" in (caught.value.errors[0].hint or "")
    most = "".join(f"{i},2026-10-30,1000000000000000\n" for i in range(24))  # 24 x 10^17 cents > 2^61 = 2.3 x 10^18
    with pytest.raises(PlanErrors) as caught:
        maker.orders("order,date,net\n" + most)
    assert caught.value.errors[0].reference == "too-much-money"


def test_costs_past_all_bounds_end_in_an_error(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders: {file: o.csv, columns: {order_date: date, amount: net, product_id: sku, quantity: n}}
        products: {file: p.csv, columns: {product_id: sku, unit_cost: cost}}
    """
    files = {"o.csv": "date,net,sku,n\n2026-10-30,5,a,1000000000000\n", "p.csv": "sku,cost\na,1000000\n"}
    with pytest.raises(PlanError, match="cost more than anything"):
        maker.read(tables, files)


def test_a_month_of_orders_that_is_not_over_is_no_whole_month(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanError, match="all orders are of 2026-10, and the last of them is of 2026-10-12") as caught:
        maker.orders("order,date,net\nA,2026-10-05,5\nB,2026-10-12,5\n", as_of=None)
    assert "as_of: 2026-10" in (caught.value.hint or "")


@pytest.mark.parametrize("month", ["0226-10", "2026-10-31x", "9999-01"])
def test_a_month_of_another_age_is_a_slip_of_the_pen(maker, month: str) -> None:  # type: ignore[no-untyped-def]
    tables = "orders: {file: o.csv, columns: {month: month, amount: net}}"
    with pytest.raises(PlanErrors, match="values of month cannot be read"):
        maker.read(tables, {"o.csv": f"month,net\n2026-10,5\n{month},6\n"})


LINES = "orders: {file: o.csv, columns: {order_id: order, line: line, order_date: date, quantity: pieces, amount: net}"
SALE, PART, REST = "A,1,2026-09-01,5,50", "A,1,2026-09-20,-2,-20", "A,1,2026-10-02,-2,-20"


@pytest.mark.parametrize(
    ("rows", "places", "used"),
    [
        ([SALE, PART, REST, "A,2,2026-09-01,1,7"], (), 1700),
        ([SALE, SALE, PART], ("o.csv:2", "o.csv:3"), 3000),
        ([SALE, PART, REST, PART], ("o.csv:3", "o.csv:5"), 1000),
    ],
)
def test_what_came_back_of_a_line_is_no_double_of_it_and_the_rule_of_the_hint_keeps_it(
    maker, counted, rows: list[str], places: tuple[str, ...], used: int
) -> None:  # type: ignore[no-untyped-def]
    files = {"o.csv": "\n".join(["order,line,date,pieces,net", *rows, "B,1,2026-10-30,0,0"])}
    more = "}"
    if places:
        with pytest.raises(PlanErrors) as caught:
            maker.read(LINES + ", repeats: keep}", files)
        (error,) = caught.value.errors
        assert error.reference == "doubled-key"
        assert tuple(place.partition(",")[0] for place in error.context) == places
        more = ", rules: [" + error.hint.partition("others aside: ")[2] + "]}"
    assert counted(maker.read(LINES + more, files), "orders")["used"][1] == used
