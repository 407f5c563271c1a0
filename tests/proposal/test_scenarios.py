"""Reports that hold budget and forecast beside what was sold: only what came true is sales."""

from pathlib import Path

import pytest

from salesplan_nb.intake import read
from salesplan_nb.proposal import init_from
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.keys import links
from salesplan_nb.proposal.rules import add_rules
from salesplan_nb.proposal.scenarios import measure, scenario
from salesplan_nb.proposal.tables import surveyed
from salesplan_nb.workspace import load
from tests.proposal.conftest import Files

MONTHS = range(1, 13)


def report(header: str, kinds: list[str]) -> list[str]:
    """A row for each month and kind of figure; the k-th kind of month m is m * 100 + k + 0.50."""
    rows = [f"2026-{m:02d},{region},{kind},{m * 100 + k}.50"
            for m in MONTHS for region in ("North", "South") for k, kind in enumerate(kinds)]  # fmt: skip
    return [f"Month,Region,{header},Amount EUR", *rows]


def drafted(files: Files, header: str, kinds: list[str]) -> Draft:
    found = list(files(report="\n".join(report(header, kinds)) + "\n").values())
    made = surveyed(found, links(found)).drafts
    add_rules(made)
    return made["orders"]


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("Scenario", ["Actual", "Budget", "Forecast"]),
        ("Version", ["Ist", "Plan 2026", "Vorjahr"]),
        ("Wertart", ["20 Ist-Werte", "10 Planwerte", "Abweichung"]),
        ("Type", ["Réel", "Budget", "Prévision"]),
        ("Tipo", ["Real", "Presupuesto", "Objetivo"]),
        ("Measure", ["AC", "PY", "FC"]),
    ],
)
def test_what_a_report_calls_planned_or_of_another_year_is_set_aside(
    files: Files, header: str, kinds: list[str]
) -> None:
    draft = drafted(files, header, kinds)
    assert [(rule.name, rule.columns, set(rule.values), rule.rows) for rule in draft.rules] == [
        ("not actual", (header,), set(kinds[1:]), 48)
    ]
    # Two regions: the months' 7,800 and twelve times 1.50 and 2.50, twice.
    told = f"{2 * (7800 * 2 + 12 * (1.5 + 2.5)):,.2f}"
    assert any(f"48 rows with {header!r}" in text and f"({told}) set aside" in text for text in draft.assumed)


def test_what_stands_beside_them_unknown_is_asked_for_with_its_money(files: Files) -> None:
    draft = drafted(files, "Scenario", ["Actual", "Budget", "Blorp"])
    assert draft.rules[0].values == ("Budget",)
    assert any(  # 2 * (7800 + 12 * 2.50)
        "24 rows with 'Scenario' Blorp (15,660.00) are actual sales is not known" in text for text in draft.assumed
    )


@pytest.mark.parametrize("kinds", [["Budget", "Premium"], ["Actual", "Real"], ["Target", "Walmart"]])
def test_without_both_nothing_is_set_aside(files: Files, kinds: list[str]) -> None:
    assert [rule for rule in drafted(files, "Range", kinds).rules if rule.name == "not actual"] == []


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("KPI", ["Net sales", "Units", "Gross margin"]),
        ("Kennzahl", ["Umsatz", "Absatz", "Deckungsbeitrag"]),
        ("Indicateur", ["Chiffre d'affaires", "Quantité", "Coût"]),
        ("Measure", ["Revenue EUR", "Units sold", "Gross profit %"]),
    ],
)
def test_figures_that_are_none_of_sales_are_set_aside_beside_them(files: Files, header: str, kinds: list[str]) -> None:
    draft = drafted(files, header, kinds)
    assert [(rule.name, set(rule.values), rule.rows) for rule in draft.rules] == [("not sales", set(kinds[1:]), 48)]
    told = f"{2 * (7800 * 2 + 12 * (1.5 + 2.5)):,.2f}"
    assert any(f"({told}) set aside as no sales" in text for text in draft.assumed)


@pytest.mark.parametrize(
    "kinds",
    [["Units", "Cost"], ["Sales", "Revenue"], ["Sales", "Units", "Valve", "Pump", "Gasket"], ["Sales", "Valve"]],
)
def test_figures_are_told_apart_where_most_are_known_and_sales_are_among_them(files: Files, kinds: list[str]) -> None:
    assert [rule for rule in drafted(files, "Item", kinds).rules if rule.name == "not sales"] == []


def test_check_counts_what_came_true_alone(tmp_path: Path) -> None:
    given = tmp_path / "actuals_and_plan.csv"
    given.write_text("\n".join(report("Scenario", ["Budget", "Actual"])) + "\n", encoding="utf-8")
    workspace, proposal = init_from(tmp_path / "plan", [given])
    assert proposal.refused == ()
    # The actual is the second kind: 101.50 of January and so on, in two regions.
    assert read(load(workspace)).quality.years["amount_cents"].sum() == 2 * sum(m * 100_00 + 1_50 for m in MONTHS)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Actuals", "actual"),
        ("Budget v2", "other"),
        ("Budget %", "other"),
        ("Actual Budget", ""),
        ("2026", ""),
        ("Real Madrid", ""),
    ],
)
def test_a_scenario_is_what_all_of_its_words_say(text: str, what: str) -> None:
    assert scenario(text) == what


@pytest.mark.parametrize(
    ("text", "what"),
    [("Sales EUR", "sales"), ("Sales tax", ""), ("Cost of sales", "other"), ("Blorp units", ""), ("", "")],
)
def test_a_figure_is_one_of_sales_if_it_speaks_of_nothing_else(text: str, what: str) -> None:
    assert measure(text) == what
