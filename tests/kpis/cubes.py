"""Cubes without intake: canonical tables from frames worked by hand, from the sample's raw files, from the CRM set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pandas as pd

from salesplan_nb.fiscal import CalendarMonths, MonthCalendar

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "data"
PLAIN = CalendarMonths()


@dataclass
class FakeCube:
    """What `kpis` asks of a cube, over tables of an in-process DuckDB."""

    tables: dict[str, ibis.Table]
    as_of: str
    calendar: MonthCalendar = PLAIN

    def has(self, name: str) -> bool:
        return name in self.tables

    def table(self, name: str) -> ibis.Table:
        return self.tables[name]

    def customers(self) -> pd.DataFrame:
        return self.tables["customers"].execute() if self.has("customers") else pd.DataFrame()


def cube_of(as_of: str, calendar: MonthCalendar = PLAIN, **frames: pd.DataFrame) -> FakeCube:
    """A cube of frames."""
    connection = ibis.duckdb.connect()
    made = {name: connection.create_table(name, ibis.memtable(frame)) for name, frame in frames.items()}
    return FakeCube(made, as_of, calendar)


def cube_in(as_of: str, connection: duckdb.DuckDBPyConnection, *names: str) -> FakeCube:
    """A cube of the tables that a connection holds."""
    backend = ibis.duckdb.from_connection(connection)
    return FakeCube({name: backend.table(name) for name in names}, as_of)


def orders(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """Order lines from (month, customer, cents)."""
    return pd.DataFrame(rows, columns=["month", "customer_id", "amount_cents"])


def deals(*rows: tuple[str, str | None, str, Any]) -> pd.DataFrame:
    """Opportunities from (created, closed, status, what): `what` holds the remaining columns, by name."""
    made = [
        {
            "created": date.fromisoformat(made),
            "closed": date.fromisoformat(done) if done else None,
            "status": status,
            **more,
        }
        for made, done, status, more in rows
    ]
    return pd.DataFrame(made)


SAMPLE_SQL = """
create table raw as select distinct * from read_csv('{folder}/orders.csv', all_varchar = true);
create table orders as select order_date[1:7] as month, customer_id, rep_id, product_id,
  cast(round(cast(net_amount as decimal(18, 2)) * 100) as bigint) as amount_cents from raw;
create table opportunities as select opportunity_id, cast(created as date) as created,
  cast(nullif(closed, '') as date) as closed, cast(nullif(expected_close, '') as date) as expected_close,
  case stage when 'Won' then 'won' when 'Lost' then 'lost' else 'open' end as status,
  case reached when 'Lead' then '1 Lead' when 'Qualified' then '2 Qualified' when 'Proposal' then '3 Proposal'
    else '4 Negotiation' end as reached, customer_id, competitor,
  cast(round(cast(amount as decimal(18, 2)) * 100) as bigint) as amount_cents
  from read_csv('{folder}/opportunities.csv', all_varchar = true);
create table ratings as select cast(date as date) as date, cast(score as double) as score
  from read_csv('{folder}/ratings.csv', all_varchar = true);
create table reps as select rep_id, cast(nullif(starts, '') as date) as starts, cast(nullif(ends, '') as date) as ends,
  cast(round(cast(nullif(quota, '') as decimal(18, 2)) * 100) as bigint) as quota_cents
  from read_csv('{folder}/reps.csv', all_varchar = true);
create table market as select month, segment,
  cast(round(cast(amount as decimal(18, 2)) * 100) as bigint) as amount_cents
  from read_csv('{folder}/market.csv', all_varchar = true);
create table customers as select customer_id, industry as segment
  from read_csv('{folder}/customers.csv', all_varchar = true);
create table products as select upper(trim(product_id)) as product_id, family
  from read_csv('{folder}/products.csv', all_varchar = true);
"""
SAMPLE_TABLES = ("orders", "opportunities", "ratings", "reps", "market", "customers")


def sample_connection(folder: Path = SAMPLE) -> duckdb.DuckDBPyConnection:
    """The sample's canonical tables, made by plain SQL from the raw files."""
    connection = duckdb.connect()
    connection.execute(SAMPLE_SQL.format(folder=folder))
    return connection


def sample_frames(connection: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """Monthly bookings of the sample by dimension, as the cube's `frames` gives them."""
    return {
        "total": connection.execute("select month, sum(amount_cents)::bigint amount_cents from orders group by 1").df(),
        "segment": connection.execute(
            """select month, segment as member, sum(amount_cents)::bigint amount_cents
            from orders join customers using (customer_id) group by 1, 2"""
        ).df(),
        "product_family": connection.execute(
            """select month, family as member, sum(amount_cents)::bigint amount_cents from orders
            join products on products.product_id = upper(trim(orders.product_id)) group by 1, 2"""
        ).df(),
    }


CRM_SQL = """
create table opportunities as select opportunity_id, cast(nullif(engage_date, '') as date) as created,
  cast(nullif(close_date, '') as date) as closed,
  case deal_stage when 'Won' then 'won' when 'Lost' then 'lost' else 'open' end as status, account as customer_id,
  cast(round(cast(nullif(close_value, '') as decimal(18, 2)) * 100) as bigint) as amount_cents
  from read_csv('{folder}/sales_pipeline.csv', all_varchar = true);
create table orders as select strftime(closed, '%Y-%m') as month, customer_id, amount_cents
  from opportunities where status = 'won';
"""


def crm_connection(folder: Path) -> duckdb.DuckDBPyConnection:
    """The CRM set's opportunities, and its won ones as orders."""
    connection = duckdb.connect()
    connection.execute(CRM_SQL.format(folder=folder / "crm_opportunities"))
    return connection
