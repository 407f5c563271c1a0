"""KPI values against plain SQL on the raw CSV files, written without a line of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from salesplan_nb.calendars import Period
from salesplan_nb.kpis import funnel, measure, monthly
from tests.kpis.cubes import SAMPLE, SAMPLE_TABLES, FakeCube, crm_connection, cube_in, sample_connection

YEAR = Period("2025-11", "2026-10")


@pytest.fixture(scope="module")
def sample() -> Iterator[FakeCube]:
    connection = sample_connection()
    yield cube_in("2026-10", connection, *SAMPLE_TABLES)
    connection.close()


def raw(query: str, folder: Path = SAMPLE) -> Any:
    """One row of a query in which {name} stands for a raw file."""
    return duckdb.sql(query.replace("{", f"'{folder}/").replace("}", ".csv'")).fetchone()


def test_bookings_of_the_sample_are_the_cents_of_its_lines_without_the_repeated_ones(sample: FakeCube) -> None:
    cents, lines = raw("""select sum(cast(net_amount * 100 as bigint)), count(*) from (
        select distinct order_id, line, net_amount::decimal(18, 2) as net_amount from {orders}
        where order_date between '2025-11-01' and '2026-10-31')""")
    booked = measure(sample, "bookings", YEAR)
    assert (booked.value, booked.n) == (cents, lines)


def test_win_rate_cycle_and_csat_of_the_sample(sample: FakeCube) -> None:
    won, closed = raw("""select count(*) filter (stage = 'Won'), count(*) from {opportunities}
        where closed between '2025-11-01' and '2026-10-31'""")
    assert (measure(sample, "win_rate", YEAR).value, measure(sample, "win_rate", YEAR).n) == (won / closed, closed)
    (days,) = raw("""select median(datediff('day', created, closed)) from {opportunities}
        where stage = 'Won' and closed between '2025-11-01' and '2026-10-31'""")
    assert measure(sample, "sales_cycle", YEAR).value == days
    share, n = raw("select avg((score >= 4)::int), count(*) from {ratings} where date >= '2025-11-01'")
    assert measure(sample, "csat", YEAR).value == pytest.approx(share, abs=1e-12)
    assert measure(sample, "csat", YEAR).n == n


def test_new_customers_of_the_sample_month_by_month(sample: FakeCube) -> None:
    (count,) = raw("""select count(*) from (select customer_id, min(order_date) as first from {orders} group by 1)
        where first between '2025-11-01' and '2026-10-31'""")
    assert measure(sample, "new_customers", YEAR).value == count
    assert monthly(sample, "new_customers", YEAR.months)["value"].sum() == count


def test_conversion_of_the_sample_stage_by_stage(sample: FakeCube) -> None:
    """Each factor is moved on / (entered - still there) of the deals created in the year."""
    entered, product, table = 0, 1.0, funnel(sample, YEAR)
    stages = ["Lead", "Qualified", "Proposal", "Negotiation"]
    for place, stage in enumerate(stages):
        later = "', '".join(stages[place:])
        entered, lost, waiting = raw(f"""select
            count(*) filter (stage = 'Won' or reached in ('{later}')),
            count(*) filter (stage = 'Lost' and reached = '{stage}'),
            count(*) filter (stage not in ('Won', 'Lost') and reached = '{stage}')
            from {{opportunities}} where created between '2025-11-01' and '2026-10-31'""")  # noqa: S608 -- our own words
        row = table.iloc[place]
        assert (row.stage[2:], row.entered, row.lost, row.open) == (stage, entered, lost, waiting)
        assert row.moved_on == entered - lost - waiting
        product *= (entered - lost - waiting) / (entered - waiting)
    assert measure(sample, "conversion", YEAR).value == pytest.approx(product, abs=1e-12)


def test_the_planted_break_of_csat_shows_before_and_since(sample: FakeCube) -> None:
    """Planted: 86% of ratings are 4 or 5 before June 2026, 76% since."""
    before, since = (
        measure(sample, "csat", Period(*span)) for span in (("2025-06", "2026-05"), ("2026-06", "2026-10"))
    )
    assert before.low < 0.86 < before.high
    assert since.low < 0.76 < since.high < before.value


def test_the_planted_loss_against_corvex_shows_in_the_overall_rate(sample: FakeCube) -> None:
    """Planted: 31% won against each competitor, 18% against Corvex (a third of all deals) since February 2026."""
    since = measure(sample, "win_rate", Period("2026-02", "2026-10"))
    assert since.low < 0.66 * 0.315 + 0.34 * 0.18 < since.high


def test_the_crm_set_has_the_win_rate_and_cycle_of_its_readme(real_data: Path) -> None:
    """README: Won 4,238, Lost 2,473, bookings of ten months $10.0M; definitions.md: the won took 57 days."""
    connection = crm_connection(real_data)
    cube = cube_in("2017-12", connection, "orders", "opportunities")
    period = Period("2017-03", "2017-12")
    win_rate, cycle = measure(cube, "win_rate", period), measure(cube, "sales_cycle", period)
    assert (win_rate.value, win_rate.n) == (4238 / (4238 + 2473), 6711)
    lengths = "select median(datediff('day', engage_date, close_date)) from {sales_pipeline} where deal_stage = 'Won'"
    (days,) = raw(lengths, real_data / "crm_opportunities")
    assert cycle.value == days == 57
    (dollars,) = raw("select sum(close_value) from {sales_pipeline}", real_data / "crm_opportunities")
    assert measure(cube, "bookings", period).value == 100 * dollars
    assert measure(cube, "new_customers", period).reason.startswith("who is new can be told from Mar 2018 on")
    assert measure(cube, "pipeline_coverage", period).reason == "needs the remaining target of a period to come"
    connection.close()
