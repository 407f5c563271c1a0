"""Figures of the page and sums of the tables, recomputed in plain SQL on the raw CSVs: nothing of ours is imported."""
# ruff: noqa: S608 -- queries of our own on files of our own

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from ruamel.yaml import YAML

from tests.e2e.support import read, says
from tests.office import named

BOTH = pytest.mark.parametrize("workspace", ["sample", pytest.param("crm", marks=pytest.mark.real_data)], indirect=True)
SQL = Callable[..., list[tuple[Any, ...]]]

# Lines as the ledger has them: of a line sent twice the first counts, lines without an amount are none. Money in cents.
ORDERS = """(
  select *, cast(cast(net_amount as decimal(18, 2)) * 100 as bigint) as cents, order_date[:7] as month
  from (select *, row_number() over (partition by order_id, line order by nr) as copy
        from (select *, row_number() over () as nr from read_csv('{data}/orders.csv', all_varchar = true)))
  where copy = 1 and cast(net_amount as decimal(18, 2)) <> 0
)"""
NOW, BEFORE = "month between '2025-11' and '2026-10'", "month between '2024-11' and '2025-10'"
WON = """(
  select *, cast(close_value as bigint) * 100 as cents, close_date[:7] as month
  from read_csv('{data}/sales_pipeline.csv', all_varchar = true) where deal_stage = 'Won'
)"""


@pytest.fixture
def sql(request: pytest.FixtureRequest) -> Any:
    """A query on the raw files: `{data}`, `{orders}`, `{won}` and `{tables}` are put in."""
    name = next(name for name in ("workspace", "sample", "crm") if name in request.fixturenames)
    folder: Path = request.getfixturevalue(name)
    data = data_of(folder)
    names = {"orders": ORDERS.format(data=data), "won": WON.format(data=data), "now": NOW, "before": BEFORE}
    with duckdb.connect() as engine:
        yield lambda text, **more: engine.sql(
            text.format(data=data, tables=folder / "runs" / "latest" / "tables", **names, **more)
        ).fetchall()


def data_of(folder: Path) -> Path:
    """The folder that sources.yml refers to."""
    named = YAML(typ="safe").load((folder / "sources.yml").read_text(encoding="utf-8")).get("data", "data")
    return (folder / named).resolve()


def test_sample_the_base_is_what_was_booked_and_equals_the_goal_table(sample: Path, sql: SQL) -> None:
    [(cents,)] = sql("select sum(cents) from {orders} where month between '2026-01' and '2026-10'")
    shown = re.search(r"Jan to Oct actual \(([\d.]+)M", read(sample).text)
    assert shown is not None
    assert says(shown[1], cents / 1e8)
    assert sql("select baseline_actual from '{tables}/goals/goals.parquet' where goal_id = 'sales27'") == [(cents,)]


def test_sample_segments_have_the_sales_growth_and_share_of_the_raw_orders(sample: Path, sql: SQL) -> None:
    found = sql("""select industry, sum(cents) filter ({before}), sum(cents) filter ({now}) from {orders}
        join read_csv('{data}/customers.csv', all_varchar = true) using (customer_id) group by 1 order by 3 desc""")
    page, total = read(sample), sum(row[2] for row in found)
    for name, before, now in found:
        _, shown_before, shown_now, change, _ = page.row("Bookings by segment", name)
        assert says(shown_before, before / 1e8)
        assert says(shown_now, now / 1e8)
        assert says(change, 100 * (now / before - 1))
    largest, before, now = found[0]
    claim = re.search(rf"{largest} grew (\d+)% and is now our largest segment", page.text)
    share = re.search(rf"We go for {largest} plants: 1 of 4 segments, (\d+)% of sales", page.text)
    assert claim is not None
    assert share is not None
    assert says(claim[1], 100 * (now / before - 1))
    assert says(share[1], 100 * now / total)


def test_sample_customers_of_a_segment_are_those_who_bought_within_the_year(sample: Path, sql: SQL) -> None:
    bought = sql("""select industry, count(distinct customer_id) from {orders}
        join read_csv('{data}/customers.csv', all_varchar = true) using (customer_id) where {now} group by 1""")
    shown = {row[0].split()[0].removesuffix("s"): int(row[1]) for row in read(sample).table("Segments,")[1:]}
    assert shown == {name.removesuffix("s").replace("Chemicals", "Chemical"): count for name, count in bought}


def test_sample_deals_won_of_closed_by_competitor(sample: Path, sql: SQL) -> None:
    found = sql("""select coalesce(nullif(competitor, ''), 'none named'), count(*) filter (stage = 'Won'), count(*)
        from read_csv('{data}/opportunities.csv', all_varchar = true)
        where stage in ('Won', 'Lost') and closed[:7] between '2025-11' and '2026-10' group by 1""")
    page = read(sample)
    for name, won, closed in found:
        row = page.row("Closed deals by the competitor", name)
        assert row[1] == f"{won} of {closed}"
        assert says(row[2], 100 * won / closed)
    won, closed = sum(row[1] for row in found), sum(row[2] for row in found)
    assert page.row("Closed deals by the competitor", "All deals")[1] == f"{won} of {closed}"
    assert says(page.row("Measures with 95% interval", "Win rate")[1], 100 * won / closed)
    corvex = {row[0]: row for row in found}["Corvex"]
    claim = re.search(r"Against Corvex we win (\d+)% of deals", page.text)
    assert claim is not None
    assert says(claim[1], 100 * corvex[1] / corvex[2])


def test_sample_channels_bring_what_the_raw_orders_say(sample: Path, sql: SQL) -> None:
    page = read(sample)
    for name, cents in sql("select channel, sum(cents) from {orders} where {now} group by 1"):
        assert says(page.row("Channels: revenue", name)[1], cents / 1e8)


def test_crm_the_goal_stands_on_what_was_won_in_the_last_quarter(crm: Path, sql: SQL) -> None:
    [(cents,)] = sql("select sum(cents) from {won} where month between '2017-10' and '2017-12'")
    assert cents == 280249600
    shown = re.search(r"Base ([\d,]+)k = Q4 2017 actual", read(crm).text)
    assert shown is not None
    assert says(shown[1].replace(",", ""), cents / 1e5)
    assert sql("select baseline, target from '{tables}/goals/goals.parquet'") == [(cents, cents * 11 / 10)]


def test_crm_wins_of_closed_deals_and_all_bookings(crm: Path, sql: SQL) -> None:
    [(won, closed)] = sql("""select count(*) filter (deal_stage = 'Won'), count(*)
        from read_csv('{data}/sales_pipeline.csv', all_varchar = true) where deal_stage in ('Won', 'Lost')""")
    page = read(crm)
    assert says(page.row("Measures with 95% interval", "Win rate")[1], 100 * won / closed)
    assert f"{closed:,} closed deals" in page.text
    [(cents,)] = sql("select sum(cents) from {won}")
    assert says(page.row("Measures with 95% interval", "Bookings")[1], cents / 1e8)


def test_crm_the_chosen_segment_by_customers_bookings_and_wins(crm: Path, sql: SQL) -> None:
    [(customers, cents, won, closed)] = sql("""
        select count(distinct account) filter (deal_stage = 'Won'), sum(cast(close_value as bigint)) * 100,
            count(*) filter (deal_stage = 'Won'), count(*)
        from read_csv('{data}/sales_pipeline.csv', all_varchar = true) as deals
        join read_csv('{data}/accounts.csv', all_varchar = true) as accounts using (account)
        where sector in ('medical', 'finance') and deal_stage in ('Won', 'Lost')""")
    row = read(crm).row("Segments,", "Health and finance")
    assert row[1] == str(customers)
    assert says(row[2], cents / 1e8)
    assert says(row[4], 100 * won / closed)


def test_crm_the_largest_region_carries_its_share_of_the_goal(crm: Path, sql: SQL) -> None:
    found = sql("""select regional_office, sum(cents) from {won}
        join read_csv('{data}/sales_teams.csv', all_varchar = true) using (sales_agent) group by 1 order by 2 desc""")
    claim = re.search(r"(\w+) carries (\d+)% of the goal", read(crm).text)
    assert claim is not None
    assert claim[1] == found[0][0]
    assert says(claim[2], 100 * found[0][1] / sum(row[1] for row in found))


@BOTH
def test_the_leaves_of_each_money_goal_sum_to_it_to_the_cent(workspace: Path, sql: SQL) -> None:
    found = sql("""select goal_id, any_value(goals.target), sum(leaves.target), count(*)
        from '{tables}/goals/goals.parquet' as goals
        left join '{tables}/goals/targets.parquet' as leaves using (goal_id)
        where unit = 'cents' group by 1""")
    assert found
    for name, target, total, leaves in found:
        assert target == total, name
        assert leaves > 1


@BOTH
def test_quotas_are_target_times_over_assignment_month_by_month(workspace: Path, sql: SQL) -> None:
    plan = YAML(typ="safe").load((workspace / "plan.yml").read_text(encoding="utf-8"))
    share = Decimal(str(plan["over_assignment"]).rstrip("%")) / 100
    months = sql("select month, target_cents, over_assignment, quota_cents from '{tables}/resources/margins.parquet'")
    assert months
    for month, target, over, quota in months:
        assert Decimal(str(over)) == share
        assert quota == (target * (1 + share)).quantize(Decimal(1), ROUND_HALF_EVEN), month
    given = dict(sql("select month, sum(quota_cents) from '{tables}/resources/quotas.parquet' group by 1"))
    assert given == {month: quota for month, _, _, quota in months}
    goal = plan["breakdown"]["goal"]
    asked = dict(
        sql(
            "select month, sum(target) from '{tables}/goals/targets.parquet' where goal_id = '{goal}' group by 1",
            goal=goal,
        )
    )
    assert asked == {month: target for month, target, _, _ in months}


def test_sample_budget_months_sum_to_the_lines_of_the_plan_within_its_limit(sample: Path, sql: SQL) -> None:
    budget = YAML(typ="safe").load((sample / "plan.yml").read_text(encoding="utf-8"))["budget"]
    asked = {line["id"]: 100 * line["amount"] for line in budget["lines"]}
    assert dict(sql("select line, sum(amount_cents) from '{tables}/resources/budget.parquet' group by 1")) == asked
    for line in budget["lines"]:
        first, _, last = str(line.get("period", "2027-01..2027-12")).partition("..")
        outside = "select count(*) from '{tables}/resources/budget.parquet' where line = '{line}' and amount_cents <> 0"
        assert sql(f"{outside} and (month < '{first}' or month > '{last}')", line=line["id"]) == [(0,)]
    assert sum(asked.values()) <= 100 * budget["limit"]


def test_crm_plans_no_budget_and_says_so(crm: Path, sql: SQL) -> None:
    assert sql("select count(*) from '{tables}/resources/budget.parquet'") == [(0,)]
    assert "budget not planned yet" in read(crm).text


@BOTH
def test_every_physical_row_of_every_file_is_accounted_for_once(workspace: Path, sql: SQL) -> None:
    found = sql("select \"table\", source, sum(rows) from '{tables}/quality/accounting.parquet' group by 1, 2")
    sources = YAML(typ="safe").load((workspace / "sources.yml").read_text(encoding="utf-8"))["tables"]
    assert {(table, source) for table, source, _ in found} == {(name, table["file"]) for name, table in sources.items()}
    for _, source, rows in found:
        assert sql("select count(*) from read_csv('{data}/{source}', all_varchar = true)", source=source) == [(rows,)]
    lines = {
        path.name: len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in data_of(workspace).glob("*.csv")
    }
    assert all(lines[source] == rows for _, source, rows in found)  # no field of these files holds a line break
    aside = sql("select count(*) from '{tables}/quality/rejects.parquet'")
    assert aside == sql("select sum(rows) from '{tables}/quality/accounting.parquet' where rule <> 'used'")
    used, all_rows = sql(
        "select sum(rows) filter (rule = 'used'), sum(rows) from '{tables}/quality/accounting.parquet'"
    )[0]
    assert f"{used:,} of {all_rows:,} rows read were used" in read(workspace).text


def test_sample_money_is_accounted_for_by_rule(sample: Path, sql: SQL) -> None:
    told = {
        (table, rule): (rows, cents)
        for table, rule, rows, cents in sql(
            "select \"table\", rule, rows, amount_cents from '{tables}/quality/accounting.parquet'"
        )
    }
    assert [told["orders", "used"]] == sql("select count(*), sum(cents) from {orders}")
    raw = "(select *, row_number() over (partition by order_id, line order by nr) as copy "
    raw += "from (select *, row_number() over () as nr from read_csv('{data}/orders.csv', all_varchar = true)))"
    money = "cast(sum(cast({column} as decimal(18, 2))) * 100 as bigint)"
    twice = "select count(*), " + money.format(column="net_amount") + f" from {raw} where copy > 1"
    assert [told["orders", "line sent twice"]] == sql(twice)
    nothing = f"select count(*), 0 from {raw} where copy = 1 and cast(net_amount as decimal(18, 2)) = 0"
    assert [told["orders", "no amount"]] == sql(nothing)
    for table in ("opportunities", "spend", "market", "controls"):
        query = (
            "select count(*), "
            + money.format(column="amount")
            + " from read_csv('{data}/{table}.csv', all_varchar = true)"
        )
        assert [told[table, "used"]] == sql(query, table=table)


def test_crm_money_is_accounted_for_by_rule(crm: Path, sql: SQL) -> None:
    told = sql("select rule, rows, amount_cents from '{tables}/quality/accounting.parquet' where \"table\" = 'orders'")
    known = sql("""select case deal_stage when 'Won' then 'used' when 'Lost' then 'lost' else 'not won yet' end,
        count(*), coalesce(sum(cast(close_value as bigint)), 0) * 100
        from read_csv('{data}/sales_pipeline.csv', all_varchar = true)
        group by 1""")
    assert sorted(told) == sorted(known)


@BOTH
def test_the_workbooks_totals_are_formulas_whose_value_is_the_sum_of_the_tables(workspace: Path, sql: SQL) -> None:
    file = workspace / "runs" / "latest" / "plan.xlsx"
    formulas, values = openpyxl.load_workbook(file), openpyxl.load_workbook(file, data_only=True)
    goals = dict(sql("select goal_id, sum(target) from '{tables}/goals/targets.parquet' group by 1"))
    listed = [(row[0], row[-1]) for row in values["Target cells"].iter_rows(values_only=True) if row[0] in goals]
    assert {goal: sum(cents(value) for name, value in listed if name == goal) for goal in goals} == goals
    known = {
        "targets_total": goals[named(values, "goal_id")],
        "quotas_total": sql("select sum(quota_cents) from '{tables}/resources/quotas.parquet'")[0][0],
        "budget_total": sql("select sum(amount_cents) from '{tables}/resources/budget.parquet'")[0][0],
    }
    assert sum(total is not None for total in known.values()) >= 2
    for name, total in known.items():
        assert (name in values.defined_names) == (total is not None), name
        if total is not None:
            assert re.fullmatch(r"=SUM\([A-Z]+\d+:[A-Z]+\d+\)", named(formulas, name))
            assert round(cents(named(values, name)), 3) == total


def cents(value: Any) -> Decimal:
    """A workbook's amount in cents."""
    return 100 * Decimal(str(value or 0))
