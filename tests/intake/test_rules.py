from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesplan_nb.errors import PlanError, PlanErrors

ROWS = "order,date,net\nA,2026-10-01,5\nB,2026-10-01,0\nA,2026-10-02,7\n,2026-10-02,0\n"
RULES = """
rules:
  - {rule: free, where: "net = 0"}
  - {rule: twice, duplicates: [order]}
  - {rule: nameless, missing: order}
"""


def test_each_row_counts_once_under_the_first_rule_that_takes_it(maker, counted) -> None:  # type: ignore[no-untyped-def]
    # B and the nameless one are free; the second A repeats the first; nobody is left for the third rule.
    assert counted(maker.orders(ROWS, RULES), "orders") == {
        "used": (1, 500), "free": (2, 0), "twice": (1, 700), "nameless": (0, 0),
    }  # fmt: skip


def test_rejects_name_row_rule_and_value(maker) -> None:  # type: ignore[no-untyped-def]
    frame = maker.orders(ROWS, RULES).quality.rejects
    assert frame[["row", "rule", "amount_cents"]].to_numpy().tolist() == [
        [3, "free", 0],
        [4, "twice", 700],
        [5, "free", 0],
    ]
    assert frame["value"].tolist() == ["0", "A", "0"]


def test_rejects_and_the_rows_used_are_all_rows(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders(ROWS, RULES)
    assert len(taken.quality.rejects) + len(taken.tables["orders"].to_pandas()) == ROWS.count("\n") - 1


def test_a_row_behind_a_cell_of_several_lines_has_its_physical_line(maker) -> None:  # type: ignore[no-untyped-def]
    text = 'order,date,net\n"A\nx\ny",2026-10-01,5\nB,2026-10-01,0\n'
    frame = maker.orders(text, RULES).quality.rejects
    assert frame["row"].tolist() == [5]  # header 1, A 2 to 4


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("net > 5", [5, 0, 0]),
        ("amount > 5", [5, 0, 0]),  # whole units, as the file has them
        ("amount = 7", [5, 0, 0]),
        ("net >= 5", [0, 0]),
        ("net < 5", [5, 7]),
        ("net <= 5", [7]),
        ("net != 5", [5]),
        ("order = 'A'", [0, 0]),
        ("order in ('A', 'B')", [0]),
        ("order = 'A' and net = 7", [5, 0, 0]),
        ("order = 'a'' or 1=1; drop table orders'", [5, 0, 7, 0]),
    ],
)
def test_conditions_take_the_rows_that_they_describe(maker, where: str, left: list[int]) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders(
        ROWS,
        f"rules:\n  - rule: some\n    where: {where!r}"
        if "'" not in where
        else f'rules:\n  - rule: some\n    where: "{where}"',
    )
    assert taken.tables["orders"].to_pandas()["amount_cents"].tolist() == [amount * 100 for amount in left]


@pytest.mark.parametrize("amounts", [["0", "-0.00", "0.000"], ["0"]])
def test_zero_is_zero_however_it_is_written(maker, counted, amounts: list[str]) -> None:  # type: ignore[no-untyped-def]
    text = "order,date,net\nA,2026-10-01,5\n" + "".join(f"B,2026-10-01,{one}\n" for one in amounts)
    assert counted(maker.orders(text, RULES), "orders")["free"] == (len(amounts), 0)


def test_a_row_that_a_rule_took_stays_there_though_it_lies_after_the_last_month(maker, counted) -> None:  # type: ignore[no-untyped-def]
    text = "order,date,net\nA,2026-10-01,5\nB,2026-11-02,0\nC,2026-11-02,7\n"
    assert counted(maker.orders(text, RULES), "orders") == {
        "used": (1, 500), "free": (1, 0), "twice": (0, 0), "nameless": (0, 0), "after as_of": (1, 700),
    }  # fmt: skip


def test_rules_that_leave_nothing_are_an_error(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises((PlanError, PlanErrors), match="no-orders") as caught:
        maker.orders("order,date,net\nA,2026-10-01,0\n", RULES)
    assert caught.value.exit_code == 3


CELLS = st.lists(
    st.tuples(
        st.sampled_from(["", "A", "B", "C,d", 'e"f', "g\nh"]),
        st.sampled_from(["2026-09-30", "2026-10-01", "2026-11-02"]),
        st.integers(-3, 3),
    ),
    min_size=1,
    max_size=25,
)
SOME_RULES = st.lists(
    st.sampled_from(
        [
            {"rule": "free", "where": '"net = 0"'},
            {"rule": "small", "where": "\"net in (-1, 1) and order != 'A'\""},
            {"rule": "back", "where": '"amount < 0"'},
            {"rule": "twice", "duplicates": "[order, net]"},
            {"rule": "same day", "duplicates": "[date]"},
            {"rule": "nameless", "missing": "order_id"},
        ]
    ),
    max_size=4,
    unique_by=lambda rule: rule["rule"],
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(cells=CELLS, rules=SOME_RULES)
def test_rows_read_are_rows_used_and_rows_set_aside(maker, counted, cells, rules) -> None:  # type: ignore[no-untyped-def]
    cells = [*cells, ("Z", "2026-10-05", 2)]  # no rule takes this one: a file without orders is another test's
    text = pd.DataFrame(cells, columns=["order", "date", "net"]).to_csv(index=False)
    more = "".join("\n  - {" + ", ".join(f"{key}: {value}" for key, value in rule.items()) + "}" for rule in rules)
    taken = maker.orders(text, "repeats: keep" + (f"\nrules:{more}" if rules else ""))
    found = counted(taken, "orders")
    assert sum(rows for rows, _ in found.values()) == len(cells)
    assert sum(cents for _, cents in found.values()) == 100 * sum(net for *_, net in cells)
    assert found["used"] == (len(taken.tables["orders"]), taken.tables["orders"].to_pandas()["amount_cents"].sum())
    aside = taken.quality.rejects
    assert len(aside) == len(cells) - found["used"][0]
    assert aside["row"].is_unique
    assert {rule["rule"] for rule in rules} <= set(found)


def test_what_cannot_be_read_is_an_error_not_a_row_that_keep_leaves_out(maker) -> None:  # type: ignore[no-untyped-def]
    text = "order,date,net\nA,2026-10-30,5\nB,2026-10-30,x\nC,2026-10-30,-1\n"
    with pytest.raises(PlanErrors) as caught:
        maker.orders(text, "rules: [{rule: sales, keep: amount > 0}]")
    assert [error.context for error in caught.value.errors] == [("orders.csv:3, column amount: 'x'",)]


def test_nor_does_keep_leave_out_cells_of_the_file_that_are_no_numbers(maker) -> None:  # type: ignore[no-untyped-def]
    text = "order,date,net,pieces\nA,2026-10-30,5,1\nB,2026-10-30,6,two\nC,2026-10-30,7,\n"
    with pytest.raises(PlanErrors) as caught:
        maker.orders(text, "rules: [{rule: sales, keep: pieces > 0}]")
    (error,) = caught.value.errors
    assert (error.reference, error.context) == ("unreadable-values", ("orders.csv:3, column pieces: 'two'",))


def test_a_condition_on_a_month_means_the_month_however_the_file_writes_it(maker, counted) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: o.csv
          dates: "%m/%Y"
          columns: {month: month, amount: net}
          rules: [{rule: old, where: "month < '2026-09'"}, {rule: autumn, where: "month starts with '2026-1'"}]
    """
    files = {"o.csv": "month,net\n08/2026,1\n09/2026,2\n10/2026,4\n"}
    assert counted(maker.read(tables, files), "orders") == {"used": (1, 200), "old": (1, 100), "autumn": (1, 400)}
    with pytest.raises((PlanError, PlanErrors), match="month cannot be compared with '08/2026'"):
        maker.read(tables.replace("'2026-09'", "'08/2026'"), files)


def test_starts_with_asks_for_a_text(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises((PlanError, PlanErrors), match="in quotes"):
        maker.orders(ROWS, "rules: [{rule: fives, where: order starts with 5}]")
    with pytest.raises((PlanError, PlanErrors), match="cannot be compared"):
        maker.orders(ROWS, "rules: [{rule: fives, where: \"amount starts with '5'\"}]", as_of=None)


@pytest.mark.parametrize("where", ["number = '27/4'", "number = 6.75", "number > 6.7", "number = '6.75'"])
def test_a_derived_number_is_compared_as_a_number_or_as_its_digits(maker, counted, where: str) -> None:  # type: ignore[no-untyped-def]
    more = f'''
        derive: {{number: net * 1.35}}
        rules: [{{rule: found, where: "{where}"}}]
    '''
    taken = maker.orders("order,date,net\nA,2026-10-30,5\nB,2026-10-30,1\n", more)  # 5 x 1.35 = 6.75
    assert counted(taken, "orders")["found"][0] == (where != "number = '27/4'")


def test_what_a_return_is_told_by_need_not_be_a_column_of_the_plan(maker) -> None:  # type: ignore[no-untyped-def]
    text = "order,date,net,kind,product\nA,2026-10-29,5,sale,p\nB,2026-10-30,-5,credit,p\n"
    tables = """
        orders:
          file: orders.csv
          columns: {order_date: date, amount: net, product_id: product}
          returns: {where: "kind = 'credit'", match: [product_id]}
    """
    returns = maker.read(tables, {"orders.csv": text}).quality.returns
    assert returns[["return_row", "order_row"]].to_numpy().tolist() == [[3, 2]]
