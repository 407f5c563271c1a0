"""Names that differ and mean one thing; money in several currencies; what stops a run."""

from __future__ import annotations

import pytest

from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.intake.summary import summary
from salesplan_nb.workspace import load

NAMES = """
    orders:
      file: orders.csv
      columns: {order_date: date, amount: net, customer_id: customer}
    customers:
      file: customers.csv
      columns: {customer_id: name, industry: industry}
"""
FILES = {
    "orders.csv": "date,net,customer\n2026-10-01,1,ACME  ltd\n2026-10-02,2,Acme Ltd\n2026-10-30,4,Acme Limited\n",
    "customers.csv": "name,industry\nAcme Ltd,Food\n",
}


def read(maker, tables: str, files: dict[str, str], head: str = ""):  # type: ignore[no-untyped-def]
    """What intake makes of a workspace with further lines at the top of its sources.yml."""
    from salesplan_nb import intake

    maker.made(tables, files)
    path = maker.folder / "sources.yml"
    path.write_text(head + path.read_text(encoding="utf-8"), encoding="utf-8")
    return intake.read(load(maker.folder), as_of="2026-10")


def test_names_are_never_merged_unless_told(maker) -> None:  # type: ignore[no-untyped-def]
    taken = read(maker, NAMES, FILES)
    found = taken.quality.corrections
    assert found[["rule", "value", "amount_cents"]].to_numpy().tolist() == [
        ["not in customers", "ACME  ltd", 100], ["not in customers", "Acme Limited", 400],
    ]  # fmt: skip


def test_case_and_blanks_tell_nothing_apart_where_told_and_the_customers_spelling_is_kept(maker) -> None:  # type: ignore[no-untyped-def]
    taken = read(maker, NAMES, FILES, "ignore_case: [customer_id]\n")
    assert taken.tables["orders"]["customer_id"].to_pylist() == ["Acme Ltd", "Acme Ltd", None]
    merged = taken.quality.corrections.query("rule == 'merged spelling'")
    assert merged[["value", "replacement", "rows", "amount_cents"]].to_numpy().tolist() == [
        ["ACME  ltd", "Acme Ltd", 1, 100]
    ]


def test_synonyms_are_one_name_in_all_tables(maker) -> None:  # type: ignore[no-untyped-def]
    head = "ignore_case: [customer_id]\nsynonyms: {customer_id: {Acme Ltd: [Acme Limited]}}\n"
    taken = read(maker, NAMES, FILES, head)
    assert taken.tables["orders"]["customer_id"].to_pylist() == ["Acme Ltd"] * 3


def test_without_a_table_that_names_them_the_most_frequent_spelling_is_kept(maker) -> None:  # type: ignore[no-untyped-def]
    tables = "orders:\n  file: o.csv\n  columns: {order_date: date, amount: net, region: r}"
    text = "date,net,r\n2026-10-01,1,NORTH\n2026-10-02,2,North\n2026-10-03,3,North\n"
    text += "2026-10-30,4,Café\n2026-10-30,5,Cafe\u0301\n"  # one letter, and a letter with an accent behind
    taken = read(maker, tables, {"o.csv": text}, "ignore_case: [region]\n")
    assert taken.tables["orders"]["region"].to_pylist()[:3] == ["North"] * 3
    assert len(set(taken.tables["orders"]["region"].to_pylist())) == 2


MONEY = """
    orders:
      file: o.csv
      columns: {order_id: id, order_date: date, amount: net, currency: cur}
      rules: [{rule: test orders, where: "id = 'T'"}]
    rates:
      file: r.csv
      columns: {date: from, currency: cur, rate: rate}
"""
RATES = "from,cur,rate\n2026-01-01,USD,0.92\n2026-07-01,USD,0.905\n"


def test_each_amount_takes_the_rate_of_its_day(maker, counted) -> None:  # type: ignore[no-untyped-def]
    text = "id,date,net,cur\nA,2026-06-30,100,USD\nB,2026-07-01,100,USD\nC,2026-10-30,100,EUR\nD,2026-10-30,0.10,\n"
    taken = maker.read(MONEY, {"o.csv": text, "r.csv": RATES})
    # 92 + 90.50 + 100 + 0.10
    assert counted(taken, "orders")["used"] == (4, 92_00 + 90_50 + 100_00 + 10)


def test_a_rate_rounds_half_even(maker, counted) -> None:  # type: ignore[no-untyped-def]
    text = "id,date,net,cur\nA,2026-07-01,1.00,USD\nB,2026-10-30,3.00,USD\n"  # 0.905 to 0.90; 2.715 to 2.72
    assert counted(maker.read(MONEY, {"o.csv": text, "r.csv": RATES}), "orders")["used"] == (2, 90 + 272)


@pytest.mark.parametrize("row", ["A,2025-12-31,5,USD", "A,2026-10-01,5,CHF"])
def test_money_without_a_rate_is_listed_and_never_summed(maker, row: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.read(MONEY, {"o.csv": f"id,date,net,cur\n{row}\nB,2026-10-30,1,EUR\n", "r.csv": RATES})
    (error,) = caught.value.errors
    assert (error.reference, error.exit_code) == ("no-rate", 3)
    assert error.context == (f"o.csv:2, column currency: '{row[-3:]}'",)


@pytest.mark.parametrize(("code", "said"), [("UDS", "UDS for USD?"), ("CHF", "")])
def test_a_mistyped_currency_is_told_with_the_one_that_was_meant(maker, code: str, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.read(MONEY, {"o.csv": f"id,date,net,cur\nA,2026-10-01,5,{code}\nB,2026-10-30,1,EUR\n", "r.csv": RATES})
    (error,) = caught.value.errors
    assert (said or "map a table rates") in str(error.hint)
    assert ("mistyped" in str(error.hint)) == bool(said)


def test_a_row_set_aside_needs_no_rate(maker, counted) -> None:  # type: ignore[no-untyped-def]
    text = "id,date,net,cur\nT,2026-10-01,5,CHF\nB,2026-10-30,1,EUR\n"
    found = counted(maker.read(MONEY, {"o.csv": text, "r.csv": RATES}), "orders")
    assert found == {"used": (1, 100), "test orders": (1, 0)}


def test_money_set_aside_without_a_rate_is_told_in_its_own_currencies(maker) -> None:  # type: ignore[no-untyped-def]
    text = "id,date,net,cur\nT,2026-10-01,5,CHF\nT,2026-10-02,1000.5,CHF\nT,2026-10-02,7,GBP\nT,2026-10-03,100,USD\n"
    taken = maker.read(MONEY, {"o.csv": text + "B,2026-10-30,1,EUR\n", "r.csv": RATES})
    (line,) = [line for line in summary(taken.quality) if "set aside: " in line]
    # 100 * 0.905; 5 + 1,000.50; 7: three sums, never one
    assert line == "  set aside: test orders (orders)  4 rows  EUR 90.50, CHF 1,005.50, GBP 7.00"


def test_where_nothing_set_aside_has_a_rate_no_zero_is_told(maker) -> None:  # type: ignore[no-untyped-def]
    text = "id,date,net,cur\nT,2026-10-01,5,CHF\nB,2026-10-30,1,EUR\n"
    taken = maker.read(MONEY, {"o.csv": text, "r.csv": RATES})
    assert "  set aside: test orders (orders)  1 row  CHF 5.00" in summary(taken.quality)


def test_a_rate_of_the_plan_s_own_currency_is_shown_as_the_file_writes_it(maker) -> None:  # type: ignore[no-untyped-def]
    files = {"o.csv": "id,date,net,cur\nB,2026-10-30,1,EUR\n", "r.csv": "from,cur,rate\n2026-01-01,EUR,81.780\n"}
    with pytest.raises(PlanErrors) as caught:
        maker.read(MONEY, files)
    (error,) = caught.value.errors
    assert error.context == ("r.csv:2, column rate: '81.780'",)
    assert "write that one under currency: in plan.yml" in str(error.hint)


CONTROLLED = """
    orders:
      file: o.csv
      columns: {order_date: date, amount: net}
    controls:
      file: c.csv
      columns: {month: month, amount: total, tolerance: tolerance}
"""
SOLD = "date,net\n2026-09-01,100\n2026-10-30,200\n"


@pytest.mark.parametrize(("total", "stops"), [("199.00", False), ("198.01", True), ("202.03", True), ("202.02", False)])
def test_a_difference_to_finance_past_its_tolerance_stops_the_run(maker, total: str, stops: bool) -> None:  # type: ignore[no-untyped-def]
    # 1% of 199.00 is 1.99, of 198.01 is 1.9801 < 1.99; of 202.03 it is 2.0203 < 2.03, of 202.02 it is 2.0202 >= 2.02.
    files = {"o.csv": SOLD, "c.csv": f"month,total,tolerance\n2026-09,100,\n2026-10,{total},1%\n"}
    if not stops:
        maker.read(CONTROLLED, files)
        return
    with pytest.raises(PlanErrors) as caught:
        maker.read(CONTROLLED, files)
    assert caught.value.exit_code == 4
    assert caught.value.errors[0].context[0].startswith("2026-10: orders 200.00")


def test_what_is_said_first_are_years_rules_and_the_difference_to_finance(maker) -> None:  # type: ignore[no-untyped-def]
    tables = CONTROLLED.replace("    controls:", '      rules: [{rule: free, where: "net = 0"}]\n    controls:')
    files = {
        "o.csv": "date,net\n2025-12-01,0\n2025-12-02,0\n" + SOLD[9:],
        "c.csv": "month,total,tolerance\n2026-10,199,\n",
    }
    lines = summary(maker.read(tables, files).quality)
    assert lines[:4] == [
        "orders: 4 rows read, 2 used, 2 set aside",
        "  2026  EUR 300.00  2 rows in 2 months",
        "  set aside: free (orders)  2 rows  EUR 0.00",
        "Finance's totals: orders differ by EUR 1.00 (+0.50%) over 1 month",
    ]


def test_without_control_totals_that_is_said(maker) -> None:  # type: ignore[no-untyped-def]
    lines = summary(maker.orders("order,date,net\nA,2026-10-30,5\n").quality)
    assert any(line.startswith("Finance's totals: none to compare with") for line in lines)


@pytest.mark.parametrize(("day", "known"), [("2026-08-31", True), ("2026-09-16", True), ("2026-09-17", False)])
def test_a_rate_of_a_month_does_not_hold_for_a_month_that_was_left_out(maker, day: str, known: bool) -> None:  # type: ignore[no-untyped-def]
    # Steps of 31, 30, 31, 31 and 61 days: the usual one is 31, so August's rate holds 46 days, to 16 September.
    firsts = ("2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01", "2026-10-01")
    rates = "from,cur,rate\n" + "".join(f"{first},USD,0.9\n" for first in firsts)
    files = {"o.csv": f"id,date,net,cur\nA,{day},5,USD\nB,2026-10-30,1,EUR\n", "r.csv": rates}
    if known:
        maker.read(MONEY, files)
        return
    with pytest.raises(PlanErrors, match="no rate into EUR"):
        maker.read(MONEY, files)


def test_a_row_of_a_total_is_refused_until_it_is_set_aside_and_a_name_that_holds_the_word_is_no_total(
    maker, counted
) -> None:  # type: ignore[no-untyped-def]
    tables = "orders:\n  file: o.csv\n  columns: {month: month, amount: net, region: region}"
    text = "month,net,region\n2026-10,1,North\n2026-10,2,Total Wine\n2026-10,3,Total:\n"
    with pytest.raises(PlanErrors) as caught:
        maker.read(tables, {"o.csv": text})
    (error,) = caught.value.errors
    assert (error.reference, error.exit_code) == ("rows-of-totals", 3)
    assert error.context == ("o.csv:4, column region: 'Total:'",)
    rule = "\n  rules: [{rule: totals, where: \"region = 'Total:'\"}]"
    found = counted(maker.read(tables + rule, {"o.csv": text}), "orders")
    assert found == {"used": (2, 300), "totals": (1, 300)}


def test_an_export_older_than_as_of_is_said_and_the_plan_stands_on_what_there_is(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders("order,date,net\nA,2026-09-30,1\nB,2026-10-30,5\n", as_of="2026-12")
    assert taken.quality.facts.as_of == "2026-10"
    first = taken.quality.findings.iloc[0]
    assert (first["check"], first["weight"]) == ("old-export", "must")
    assert first["text"].startswith("as_of 2026-12 was asked for, and the export is complete to 2026-10 only")


CHANGE = "target: 1000", "change: +20%"


def changing(maker, text: str):  # type: ignore[no-untyped-def]
    """What intake makes of orders where the goal is a change on the year before."""
    from salesplan_nb import intake

    maker.made("orders: {file: o.csv, columns: {order_id: order, order_date: date, amount: net}}", {"o.csv": text})
    path = maker.folder / "plan.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(*CHANGE), encoding="utf-8")
    return intake.read(load(maker.folder), as_of="2026-12")


def test_a_change_on_a_baseline_of_nothing_is_refused_at_its_line(maker) -> None:  # type: ignore[no-untyped-def]
    text = "order,date,net\nA,2025-12-01,5\n" + "".join(f"B{m},2026-{m:02d}-01,0\n" for m in range(1, 13))
    with pytest.raises(PlanErrors) as caught:
        changing(maker, text)
    (error,) = caught.value.errors
    assert (error.reference, error.exit_code) == ("zero-baseline", 2)
    assert error.message.startswith("plan.yml:5: goal 'sales27': its baseline (2026) is zero")
    changing(maker, text.replace("B12,2026-12-01,0", "B12,2026-12-01,1"))


def customers(maker, first: str, change: str, baseline: str = "2026-Q1"):  # type: ignore[no-untyped-def]
    """What intake makes of a goal of new customers where A orders from 2024 on, and B for the first time in a month."""
    orders = "".join(f"A,20{y}-{m:02d}-01,5\n" for y in (24, 25, 26) for m in range(1, 11)) + f"B,{first}-05,5\n"
    goal = (
        f"  - {{id: new, metric: new_customers, baseline: {baseline}, change: {change}, period: 2027-Q1, owner: cro}}\n"
    )
    tables = "orders: {file: o.csv, columns: {customer_id: who, order_date: date, amount: net}}"
    return maker.read(tables, {"o.csv": "who,date,net\n" + orders}, plan=goal)


def test_a_share_of_no_new_customers_is_refused_at_its_line(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        customers(maker, "2026-04", "+10%")  # B is new a month after the baseline, A from 2024-01 on
    (error,) = caught.value.errors
    assert (error.reference, error.exit_code) == ("zero-baseline", 2)
    assert error.message == (
        "plan.yml:6: goal 'new': its baseline (Q1 2026) has no new customer, so +10% of it asks for nothing"
    )
    assert str(error.hint).startswith("write target: and the number of new customers")
    customers(maker, "2026-03", "+10%")
    customers(maker, "2026-04", "+10 customers")


@pytest.mark.parametrize("baseline", ["2026-09..2026-11", "2024-12..2025-02"])
def test_new_customers_of_a_base_still_open_or_in_the_first_year_are_not_counted_here(maker, baseline: str) -> None:  # type: ignore[no-untyped-def]
    customers(maker, "2026-04", "+10%", baseline)


def test_a_change_on_months_before_the_orders_begin_is_refused_at_its_line(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors, match="begins in 2026-01, the orders in 2026-02") as caught:
        changing(maker, "order,date,net\nA,2026-02-01,5\nB,2026-12-31,5\n")
    assert (caught.value.errors[0].reference, caught.value.exit_code) == ("baseline-before-data", 2)


QUARTER = [("period: 2027", "period: 2027-Q1")]
UNDER_WAY = [("period: 2027", "period: 2026-11..2027-01")]
SAID = "keep baseline: and write target: with an amount in place of change:"


@pytest.mark.parametrize(
    ("plan", "hint", "heeded"),
    [
        ([], SAID, ("change: +20%", "target: 1000")),  # no other twelve months are covered
        (
            QUARTER,
            f"{SAID}, or name a baseline that the orders cover, such as 2026-10..2026-12",
            ("yoy", "2026-10..2026-12"),
        ),
        (
            UNDER_WAY,
            f"{SAID}, or name a baseline that the orders cover, such as 2026-08..2026-10",
            ("yoy", "2026-08..2026-10"),
        ),
    ],
)
def test_what_the_hint_of_a_baseline_before_the_data_says_makes_a_plan_that_passes(maker, plan, hint, heeded) -> None:  # type: ignore[no-untyped-def]
    from salesplan_nb import intake

    maker.made("orders: {file: o.csv, columns: {order_id: order, order_date: date, amount: net}}",
               {"o.csv": "order,date,net\nA,2026-04-01,5\nC,2026-08-01,5\nB,2026-12-31,5\n"})  # fmt: skip
    path = maker.folder / "plan.yml"

    def written(*changes: tuple[str, str]) -> None:
        for change in changes:
            assert path.read_text(encoding="utf-8").count(change[0]) == 1
            path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")

    written(CHANGE, *plan)
    with pytest.raises(PlanErrors) as caught:
        intake.read(load(maker.folder), as_of="2026-12")
    assert [(error.reference, error.hint) for error in caught.value.errors] == [("baseline-before-data", hint)]
    written(heeded)
    assert intake.read(load(maker.folder), as_of="2026-12").quality.facts.as_of == "2026-12"


def test_managers_in_a_circle_are_named_before_a_notebook_starts(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: o.csv
          columns: {order_date: date, amount: net}
        reps:
          file: r.csv
          columns: {rep_id: id, manager_id: boss}
    """
    with pytest.raises(PlanErrors, match=r"r\.csv:2: A reports to B reports to A") as caught:
        maker.read(tables, {"o.csv": "date,net\n2026-10-30,5\n", "r.csv": "id,boss\nA,B\nB,A\nC,A\n"})
    assert caught.value.exit_code == 2


PAID = """
    orders:
      file: o.csv
      columns: {order_date: date, amount: net, currency: cur}
    rates:
      file: r.csv
      columns: {date: day, currency: cur, rate: rate}
      rules: [{rule: withdrawn, where: rate = 0}]
"""


def test_the_rules_of_the_rates_hold_before_anything_is_converted(maker) -> None:  # type: ignore[no-untyped-def]
    files = {
        "o.csv": "date,net,cur\n2026-10-30,10,USD\n",
        "r.csv": "day,cur,rate\n2026-10-01,USD,0.9\n2026-10-02,USD,0\n",
    }
    assert maker.read(PAID, files).tables["orders"]["amount_cents"].to_pylist() == [900]


@pytest.mark.parametrize("rate", ["", "0,9", "abc"])
def test_a_rate_that_is_none_is_an_error_with_its_line(maker, rate: str) -> None:  # type: ignore[no-untyped-def]
    files = {"o.csv": "date,net,cur\n2026-10-30,10,USD\n", "r.csv": f'day,cur,rate\n2026-10-01,USD,"{rate}"\n'}
    with pytest.raises(PlanErrors) as caught:
        maker.read(PAID, files)
    assert [error.context for error in caught.value.errors] == [(f"r.csv:2, column rate: {rate!r}",)]


def test_foreign_money_is_rounded_once_after_its_rate(maker) -> None:  # type: ignore[no-untyped-def]
    # 0.004 x 150 = 0.60: rounded to cents before, it would be nothing.
    files = {"o.csv": "date,net,cur\n2026-10-30,0.004,XAU\n", "r.csv": "day,cur,rate\n2026-10-01,XAU,150\n"}
    assert maker.read(PAID, files).tables["orders"]["amount_cents"].to_pylist() == [60]


def test_money_past_all_bounds_after_its_rate_ends_in_an_error(maker) -> None:  # type: ignore[no-untyped-def]
    files = {"o.csv": "date,net,cur\n2026-10-30,1000000000000000,XAU\n", "r.csv": "day,cur,rate\n2026-10-01,XAU,9\n"}
    with pytest.raises(PlanError, match="past all bounds"):
        maker.read(PAID, files)
