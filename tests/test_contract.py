"""The data contract as data: kinds, examples, what switches what on; its page, and the sample that follows from it."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from salesplan_nb.contract import REFERENCES, TABLES, Column, Table
from salesplan_nb.kpis.library import KPIS, Kpi
from salesplan_nb.money import cents
from salesplan_nb.results import DTYPES
from salesplan_nb.workspace import contract_page

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample"
COLUMNS = [(table, name, column) for table, one in TABLES.items() for name, column in one.columns.items()]


def named(value: object) -> str:
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize(("table", "name", "column"), COLUMNS, ids=named)
def test_every_column_says_what_it_is_and_what_it_switches_on(table: str, name: str, column: Column) -> None:
    assert column.kind in DTYPES
    assert (column.kind == "cents") == name.endswith("_cents")
    assert column.meaning
    assert column.on
    assert not column.meaning.endswith("."), "the page and the editors' texts put the full stop"
    assert "|" not in column.meaning + column.on, "it would end a cell of the page"


def read(column: Column) -> object:
    """An example, by rules that are none of intake's."""
    text = column.example
    if column.kind == "date":
        return date.fromisoformat(text)
    if column.kind == "month":
        return date.fromisoformat(f"{text}-01")
    if column.kind == "cents":
        return cents(text)
    if column.kind == "count":
        return int(text)
    return float(text) if column.kind in ("number", "fraction") else text


@pytest.mark.parametrize(("table", "name", "column"), COLUMNS, ids=named)
def test_every_example_is_a_value_of_its_kind(table: str, name: str, column: Column) -> None:
    if column.example:
        read(column)
        assert not column.values or column.example in column.values
    else:
        assert not column.required
        assert column.kind in ("text", "date"), "only words and days may be missing in the example row"


def test_an_example_row_agrees_with_itself() -> None:
    orders = {name: column.example for name, column in TABLES["orders"].columns.items()}
    # 5 pieces at 389.83 = 1949.15, at a cost of 156.00 each = 780.00
    assert int(orders["quantity"]) * cents(orders["unit_price_cents"]) == cents(orders["amount_cents"]) == 194915
    unit_cost = TABLES["products"].columns["unit_cost_cents"].example
    assert int(orders["quantity"]) * cents(unit_cost) == cents(orders["cost_cents"]) == 78000


def test_what_columns_refer_to_is_the_key_of_a_table() -> None:
    assert {TABLES[table].key for table in REFERENCES.values()} == set(REFERENCES)
    for table in TABLES.values():
        assert {table.key, *table.one_of, *table.when} - {""} <= set(table.columns)


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.id)
def test_what_a_kpi_needs_says_so_in_the_contract(kpi: Kpi) -> None:
    name = {"Customer acquisition": "new customers"}.get(kpi.name, kpi.name.lower())
    for table, needed in kpi.needs.items():
        told = {column for column in needed if name in TABLES[table].columns[column].on}
        asked_for = {column for column in needed if column != "month" and not TABLES[table].columns[column].required}
        assert asked_for <= told
        assert told, f"no column of {table} names it"


def test_the_page_is_the_one_in_docs() -> None:
    assert (ROOT / "docs" / "data.md").read_text(encoding="utf-8") == contract_page.page(), "run make docs"


def test_the_page_begins_with_the_least_and_has_every_table_and_column_as_sources_yml_writes_it() -> None:
    first, *rest = contract_page.page().split("\n## ")[1:]
    assert first.startswith("From little to much")
    assert "month,region,amount" in first
    sections = {part.partition("\n")[0]: part for part in rest}
    for name, table in TABLES.items():
        cells = [[c.strip() for c in line.strip("|").split("|")] for line in sections[name].splitlines() if "|" in line]
        assert [row[0].strip("`") for row in cells[2:]] == [c.removesuffix("_cents") for c in table.columns]
        assert {len(row) for row in cells} == {5}
        ((header, example),) = re.findall(r"```\n(.*)\n(.*)\n```", sections[name])
        assert len(header.split(",")) == len(next(csv.reader([example])))


def test_a_small_table_gives_this_page() -> None:
    table = Table(
        "a day",
        {
            "date": Column("date", "the day", required=True, on="days", example="2026-10-01"),
            "paid_cents": Column("cents", "what was paid", on="sums", unit="currency units", example="2.50"),
            "note": Column("text", "a note", on="nothing"),
        },
        "days",
        when=("date",),
    )
    assert "".join(contract_page._section("days", table)) == (
        "\n## days\n\nA row is a day. Needs `date`. Rows after the last complete month, by `date`, are set aside.\n\n"
        "| column | type | required | meaning | switches on |\n|---|---|---|---|---|\n"
        "| `date` | date | yes | the day | days |\n"
        "| `paid` | amount [currency units] |  | what was paid | sums |\n"
        "| `note` | text |  | a note | nothing |\n"
        "\n```\ndate,paid\n2026-10-01,2.50\n```\n"
    )


@pytest.fixture(scope="module")
def mapped() -> dict[str, dict[str, object]]:
    return YAML(typ="safe").load(SAMPLE / "sources.yml")["tables"]  # type: ignore[no-any-return]


def test_the_sample_maps_columns_of_the_contract_and_no_others(mapped: dict) -> None:
    for name, source in mapped.items():
        joined = [column for join in source.get("joins", []) for column in join["columns"]]
        assert {*source["columns"], *joined} <= set(TABLES[name].written), name
        required = {column for column, one in TABLES[name].written.items() if one.required}
        assert required <= set(source["columns"])


def test_every_column_of_the_samples_files_is_mapped(mapped: dict) -> None:
    used: dict[str, set[str]] = {}
    for source in mapped.values():
        used.setdefault(source["file"], set()).update(source["columns"].values())
        for join in source.get("joins", []):
            used.setdefault(join["file"], set()).update(join["columns"].values(), join["on"].values())
    for path in sorted((SAMPLE / "data").iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        assert set(columns) == used[path.name], path.name


def test_the_example_order_has_a_day_and_no_month_beside_it() -> None:
    header = contract_page.page().partition("\n## orders\n")[2].partition("```\n")[2].partition("\n")[0].split(",")
    assert "order_date" in header
    assert "month" not in header


def test_the_page_names_the_sample_as_its_example() -> None:
    links = re.findall(r"\]\((\.\./[^)]+)\)", contract_page.page())
    assert "../data/sample/sources.yml" in links
    assert all((ROOT / "docs" / link).exists() for link in links)
