"""The templates against the sets that they map; of the CRM's also the figures."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from salesplan_nb.calendars import Period
from salesplan_nb.workspace import Checked, check
from salesplan_nb.workspace.scaffold import init, templates

SETS = {
    "b2b-crm": "crm_opportunities",
    "header-and-lines": "northwind",
    "web-orders": "dp_data_sales",
    "category-targets": "india_ecommerce_targets",
    "retail-orders": "online_retail",
    "regional-sales": "us_regional_sales",
    "repeat-buyers": "cdnow",
}


@pytest.fixture
def crm(real_data: Path) -> Path:
    return real_data / "crm_opportunities"


@pytest.fixture
def checked(crm: Path, tmp_path: Path) -> Checked:
    return check(init(tmp_path / "plan", "b2b-crm", crm))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("template", SETS)
def test_every_file_and_column_is_there_and_all_decisions_are_marked_as_examples(
    template: str, real_data: Path, tmp_path: Path
) -> None:
    plan = check(init(tmp_path / "plan", template, real_data / SETS[template])).workspace.plan
    facts_of_the_set = {"company", "currency", "year", "assumed", "examples"}
    decided = {name for name in type(plan).model_fields if getattr(plan, name) not in (None, [])} - facts_of_the_set
    assert decided == set(plan.examples)


def test_the_goal_brings_the_quarter_back_to_the_best_of_2017(checked: Checked, crm: Path) -> None:
    won: Counter[str] = Counter()
    for row in rows(crm / "sales_pipeline.csv"):
        if row["deal_stage"] == "Won":
            won[row["close_date"][:7]] += int(row["close_value"])
    quarters = {
        label: sum(won[month] for month in Period.parse(label).months) for label in ("2017-Q2", "2017-Q3", "2017-Q4")
    }
    assert quarters == {"2017-Q2": 3_086_111, "2017-Q3": 2_982_255, "2017-Q4": 2_802_496}
    goal = checked.workspace.plan.goals[0]
    assert goal.period is not None
    assert goal.period.baseline(goal.baseline or "").label == "2017-Q4"
    assert goal.change is not None
    target = goal.change.on(Decimal(2_802_496))  # 3,082,745.6
    assert abs(target / quarters["2017-Q2"] - 1) < 0.002


def test_the_segments_take_every_sector_once(checked: Checked, crm: Path) -> None:
    corrected = checked.workspace.sources.tables["customers"].replace["sector"]
    sectors = {corrected.get(row["sector"], row["sector"]) for row in rows(crm / "accounts.csv")}
    from salesplan_nb.workspace.where import conditions

    named = [value for segment in checked.workspace.plan.segments for value in conditions(segment.where)[0].values]
    assert sorted(map(str, named)) == sorted(sectors)


def test_the_replacements_correct_what_is_there_and_the_products_then_match(checked: Checked, crm: Path) -> None:
    tables = checked.workspace.sources.tables
    corrected = tables["orders"].replace["product"]
    sold = Counter(row["product"] for row in rows(crm / "sales_pipeline.csv"))
    assert sold["GTXPro"] == 1480
    assert {corrected.get(name, name) for name in sold} == {row["product"] for row in rows(crm / "products.csv")}
    offices = {row["office_location"] for row in rows(crm / "accounts.csv")}
    assert set(tables["customers"].replace["office_location"]) <= offices
    assert set(tables["opportunities"].map["status"]) == {row["deal_stage"] for row in rows(crm / "sales_pipeline.csv")}


def test_each_template_says_in_a_readme_what_it_is() -> None:
    assert all((folder / "README.md").is_file() for folder in templates().values())
