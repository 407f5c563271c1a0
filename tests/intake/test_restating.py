"""Returns and assignments through sources.yml: what the orders of a workspace become."""

from __future__ import annotations

import pytest

from salesplan_nb.errors import PlanErrors

RETURNED = """
    orders:
      file: o.csv
      columns: {order_date: date, customer_id: who, product_id: what, quantity: pieces, amount: net}
      returns: {where: "pieces < 0", match: [customer_id, product_id]MONTH}
"""
SOLD = {
    "o.csv": "date,who,what,pieces,net\n"
    "2026-08-03,A,x,10,100\n2026-09-04,A,x,2,20\n2026-09-05,B,x,5,50\n2026-10-30,A,x,-4,-40\n2026-10-30,C,x,-1,-9\n"
}


def sums(taken, *by: str) -> dict[object, int]:  # type: ignore[no-untyped-def]
    """Money of the orders by some columns [cents]."""
    frame = taken.tables["orders"].to_pandas()
    grouped = frame.groupby(list(by) if len(by) > 1 else by[0], dropna=False)["amount_cents"].sum()
    return {key: int(value) for key, value in grouped.items()}


def test_returns_count_in_their_own_month_and_are_listed_with_the_lines_that_they_undo(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.read(RETURNED.replace("MONTH", ""), SOLD)
    assert sums(taken, "month") == {"2026-08": 10000, "2026-09": 7000, "2026-10": -4900}
    # Four pieces came back: the two of 4 September first, then two of the ten of 3 August. C never bought.
    assert taken.quality.returns.drop(columns="quantity").to_numpy().tolist() == [
        ["o.csv", 5, "o.csv", 2, -2000], ["o.csv", 5, "o.csv", 3, -2000], ["o.csv", 6, "", 0, -900],
    ]  # fmt: skip


def test_returns_may_count_in_the_months_of_their_orders(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.read(RETURNED.replace("MONTH", ", month: order"), SOLD)
    # 40 goes back in halves to August and September; what has no order stays in October.
    assert sums(taken, "month") == {"2026-08": 8000, "2026-09": 5000, "2026-10": -900}


SERVED = """
    orders:
      file: o.csv
      columns: {order_id: id, order_date: date, customer_id: who, rep_id: rep, amount: net}
    reps:
      file: r.csv
      columns: {rep_id: id}
    assignments:
      file: a.csv
      columns: {customer_id: who, rep_id: rep, region: area, starts: from, ends: to, share: share}
"""
PEOPLE = "id\nAda\nBen\n"
TEAM = {
    "o.csv": "id,date,who,rep,net\n1,2026-06-30,K,Ada,100\n2,2026-07-01,K,Ada,100\n"
    "3,2026-10-30,L,Ben,0.05\n4,2026-10-30,M,Ben,7\n",
    "r.csv": PEOPLE,
    "a.csv": "who,rep,area,from,to,share\nK,Ada,North,,2026-06-30,\nK,Ben,South,2026-07-01,,\n"
    "L,Ada,,,,60%\nL,Ben,,,,40%\n",
}


def served(maker, head: str = ""):  # type: ignore[no-untyped-def]
    from salesplan_nb import intake
    from salesplan_nb.workspace import load

    maker.made(SERVED, TEAM)
    path = maker.folder / "sources.yml"
    path.write_text(head + path.read_text(encoding="utf-8"), encoding="utf-8")
    return intake.read(load(maker.folder), as_of="2026-10")


def test_an_account_that_moves_keeps_its_past_with_who_sold_it(maker) -> None:  # type: ignore[no-untyped-def]
    taken = served(maker)
    # K: Ada to 30 June, Ben from 1 July. L: 5 cents at 60 to 40 are 3 and 2. M is assigned to nobody: Ben sold.
    assert sums(taken, "rep_id") == {"Ada": 10000 + 3, "Ben": 10000 + 2 + 700}
    assert sums(taken, "month") == {"2026-06": 10000, "2026-07": 10000, "2026-10": 705}
    note = taken.quality.findings.set_index("check").loc["orders-not-assigned"]
    assert (note["rows"], note["amount_cents"]) == (1, 700)
    assert note["text"].startswith("1 row of 1 customer has nobody assigned")


def test_history_may_be_restated_on_todays_territories(maker) -> None:  # type: ignore[no-untyped-def]
    taken = served(maker, "territories: today\n")
    assert sums(taken, "rep_id") == {"Ada": 3, "Ben": 20000 + 2 + 700}
    assert sums(taken, "month", "region")["2026-06", "South"] == 10000


def test_a_divided_order_is_still_one_order_and_its_rows_are_counted_once(maker, counted) -> None:  # type: ignore[no-untyped-def]
    taken = served(maker)
    assert counted(taken, "orders") == {"used": (4, 20705)}
    assert maker.cube(taken).monthly()["orders"].tolist() == [1, 1, 2]


def test_shares_that_are_no_whole_are_refused_with_their_lines(maker) -> None:  # type: ignore[no-untyped-def]
    files = TEAM | {"a.csv": TEAM["a.csv"].replace("40%", "30%")}
    with pytest.raises(PlanErrors, match=r"a\.csv:4") as caught:
        maker.read(SERVED, files)
    assert caught.value.exit_code == 3
