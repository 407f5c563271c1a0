from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb import intake
from salesplan_nb.intake.checks.names import quoted
from salesplan_nb.workspace import load
from tests.intake.checks.told import Found
from tests.intake.making import Maker

TABLES = """
orders:
  file: orders.csv
  columns: {order_date: date, amount: net, region: region, customer_id: customer}
customers:
  file: customers.csv
  columns: {customer_id: id, name: name}
"""
CUSTOMERS = "id,name\nC1,Acme Corp\nC2,Elm Ltd\n"


def files(*orders: str, customers: str = CUSTOMERS) -> dict[str, str | bytes]:
    return {
        "orders.csv": "\n".join(["date,net,region,customer", *(f"2026-10-30,{row}" for row in orders)]) + "\n",
        "customers.csv": customers,
    }


def test_clean_names_give_no_finding(found: Callable[..., Found]) -> None:
    assert found(TABLES, files("10,North,C1", "20,South,C2")) == {}


def test_twins_in_case_are_a_must_with_rows_money_and_the_line_to_paste(found: Callable[..., Found]) -> None:
    told = found(TABLES, files("10,North,C1", "20,North,C2", "5,NORTH,C2", "7,South,C1"))["spelling-twins"]
    assert (told["weight"], told["column"], told["rows"], told["amount_cents"]) == ("must", "region", 1, 5_00)
    assert "'North' (2 rows, 30.00) and 'NORTH' (1 row, 5.00)" in told["text"]
    assert "synonyms: {region: {North: [NORTH]}} in sources.yml" in told["hint"]
    assert "ignore_case: [region]" in told["hint"]


def test_near_names_are_a_note(found: Callable[..., Found]) -> None:
    told = found(TABLES, files("10,Northern,C1", "3,Nothern,C2"))
    assert {check: row["weight"] for check, row in told.items()} == {"near-twins": "note"}
    assert "'Northern' (1 row, 10.00) and 'Nothern' (1 row, 3.00)" in told["near-twins"]["text"]
    assert told["near-twins"]["hint"] == "where they mean one, synonyms: {region: {Northern: [Nothern]}} in sources.yml"


def test_codes_that_one_letter_tells_apart_are_no_twins(found: Callable[..., Found]) -> None:
    customers = "id,name\nFRANKE,Hill\nFRANRE,Dale\n"
    assert found(TABLES, files("10,North,FRANKE", "10,North,FRANRE", customers=customers)) == {}


def test_one_name_under_two_ids_is_proposed_by_id_with_what_each_bought(found: Callable[..., Found]) -> None:
    customers = "id,name\nC1,Acme Corp\nC2,ACME Corporation\nC3,Elm\n"
    told = found(TABLES, files("10,North,C1", "30,North,C2", customers=customers))
    assert set(told) == {"name-under-two-ids"}
    one = told["name-under-two-ids"]
    # C2 bought more, so that C1 goes into it: its row here, and its row in customers; 10.00
    assert (one["table"], one["rows"], one["amount_cents"]) == ("customers", 2, 10_00)
    assert "'C2' (2 rows, 30.00) 'ACME Corporation' and 'C1' (2 rows, 10.00) 'Acme Corp'" in one["text"]
    assert "synonyms: {customer_id: {C2: [C1]}} in sources.yml" in one["hint"]


@pytest.mark.parametrize("settled", ["ignore_case: [region]", "synonyms: {region: {North: [NORTH]}}"])
def test_what_sources_yml_settles_is_told_no_more(maker: Maker, settled: str) -> None:
    maker.made(TABLES, files("10,North,C1", "5,NORTH,C2"))
    sources = maker.folder / "sources.yml"
    sources.write_text(f"{settled}\n{sources.read_text(encoding='utf-8')}", encoding="utf-8")
    assert intake.read(load(maker.folder), as_of=None).quality.findings.empty


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "S"]), min_size=1, max_size=12))
def test_what_is_proposed_reads_back_as_it_was(text: str) -> None:
    assert yaml.safe_load(f"{{region: {{known: [{quoted(text)}]}}}}") == {"region": {"known": [text]}}
