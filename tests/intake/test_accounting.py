from __future__ import annotations

import csv
import hashlib
import shutil
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from ruamel.yaml import YAML

from salesplan_nb import intake
from salesplan_nb.workspace import load

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "data" / "sample"
CENTS = "cast(cast({} as decimal(18, 2)) * 100 as bigint)"
Counted = Callable[[intake.Intake, str], dict[str, tuple[int, int]]]


@cache
def sample() -> intake.Intake:
    return intake.read(load(SAMPLE))


@cache
def planted() -> Any:
    return YAML(typ="safe").load(SAMPLE / "truth.yml")


def raw(name: str, query: str) -> tuple[Any, ...]:
    """A row of plain SQL over a raw file of the sample, all its cells as text."""
    file = SAMPLE / "data" / f"{name}.csv"
    found = duckdb.sql(query.format(f"read_csv('{file}', all_varchar = true)", CENTS.format("net_amount"))).fetchone()
    assert found is not None
    return found


def test_orders_of_the_sample_sum_to_what_sql_finds_in_the_raw_file(counted: Counted) -> None:
    rows = counted(sample(), "orders")
    assert rows["used"] == raw("orders", "select count(*), sum({1}) from (select distinct * from {0}) where {1} <> 0")
    assert rows["line sent twice"] == raw(
        "orders",
        "select count(*), sum({1}) from (select net_amount,"
        " row_number() over (partition by order_id, line) as nth from {0}) where nth > 1",
    )
    assert rows["no amount"] == (raw("orders", "select count(*) from {0} where {1} = 0")[0], 0)
    everything = raw("orders", "select count(*), sum({1}) from {0}")
    assert tuple(map(sum, zip(*rows.values(), strict=True))) == everything


def test_messy_rows_of_the_sample_are_the_planted_ones(counted: Counted) -> None:
    messy, rows = planted()["messy_rows"], counted(sample(), "orders")
    assert rows["line sent twice"] == (messy["duplicate"]["rows"], messy["duplicate"]["cents"])
    assert rows["no amount"] == (messy["zero_amount"]["rows"], messy["zero_amount"]["cents"])
    assert rows["used"][1] == planted()["totals_cents"]["clean"]
    corrections = sample().quality.corrections
    spelt = corrections[corrections["column"] == "product_id"]
    kind = messy["product_spelling"]
    assert (spelt["rows"].sum(), spelt["amount_cents"].sum()) == (kind["rows"], kind["cents"])


def test_returns_of_the_sample_are_kept_with_their_minus() -> None:
    orders = sample().tables["orders"].to_pandas()
    back = orders[orders["order_id"].str.startswith("RT")]
    kind = planted()["messy_rows"]["return"]
    assert (len(back), back["amount_cents"].sum()) == (kind["rows"], kind["cents"])


def test_controls_of_the_sample_differ_where_the_ledger_was_made_to() -> None:
    frame = sample().quality.controls
    # truth.yml has Finance less orders; the table has orders less Finance.
    found = {row.month: -row.difference_cents for row in frame.itertuples() if row.difference_cents}
    assert found == planted()["ledger"]["cents"]


@pytest.mark.parametrize("table", list(sample().tables))
def test_every_physical_row_of_the_sample_counts_once(table: str, counted: Counted) -> None:
    with (SAMPLE / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        physical = sum(1 for _ in csv.reader(file)) - 1
    assert sum(rows for rows, _ in counted(sample(), table).values()) == physical


def test_inputs_carry_the_hash_and_the_rows_of_their_file() -> None:
    found = {entry["table"]: entry for entry in reversed(sample().inputs)}
    content = (SAMPLE / "data" / "orders.csv").read_bytes()
    assert found["orders"] == {
        "table": "orders",
        "rows": content.count(b"\n") - 1,
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def test_the_sample_lacks_what_a_company_of_one_currency_without_older_targets_lacks() -> None:
    inventory = sample().quality.inventory
    assert inventory.loc[~inventory["present"], "table"].tolist() == ["targets", "rates", "assignments"]
    assert sample().quality.facts.as_of == "2026-10"
    assert sample().quality.facts.segment_dimension == "segment"


@pytest.fixture
def crm(real_data: Path, tmp_path: Path) -> intake.Intake:
    """The CRM set, read with its template."""
    template = REPOSITORY / "templates" / "workspaces" / "b2b-crm"
    shutil.copy(template / "plan.yml", tmp_path)
    text = (template / "sources.yml").read_text(encoding="utf-8")
    folder = real_data / "crm_opportunities"
    assert "\ndata: data\n" in text
    (tmp_path / "sources.yml").write_text(text.replace("\ndata: data\n", f"\ndata: {folder}\n"), encoding="utf-8")
    return intake.read(load(tmp_path))


def test_crm_set_sums_to_what_a_csv_reader_finds(crm: intake.Intake, real_data: Path, counted: Counted) -> None:
    rows: Counter[str] = Counter()
    cents: Counter[str] = Counter()
    with (real_data / "crm_opportunities" / "sales_pipeline.csv").open(encoding="utf-8-sig", newline="") as file:
        for deal in csv.DictReader(file):
            kind = {"Won": "used", "Lost": "lost"}.get(deal["deal_stage"], "not won yet")
            rows[kind] += 1
            cents[kind] += int(Decimal(deal["close_value"] or 0) * 100)
    assert counted(crm, "orders") == {kind: (rows[kind], cents[kind]) for kind in ("used", "not won yet", "lost")}
    assert rows == {"used": 4238, "lost": 2473, "not won yet": 1589 + 500}  # data/README.md
    assert counted(crm, "opportunities") == {"used": (rows.total(), cents.total())}
    assert crm.quality.facts.as_of == "2017-12"


def test_crm_set_names_a_product_family_for_every_order(crm: intake.Intake) -> None:
    assert crm.tables["orders"].to_pandas()["product_family"].notna().all()
    frame = crm.quality.corrections
    respelt = frame[(frame["table"] == "opportunities") & (frame["value"] == "GTXPro")]
    assert respelt[["replacement", "rows"]].to_numpy().tolist() == [["GTX Pro", 1480]]  # data/README.md
