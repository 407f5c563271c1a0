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
