from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.calendars import Period
from salesplan_nb.errors import PlanError
from salesplan_nb.resources import all_lines, budget, lines
from salesplan_nb.resources.budget import hire_cost
from salesplan_nb.workspace.plan import Budget, BudgetLine, Hire, Role, Scenario, Tactic
from tests.resources.small_goals import AE

YEAR = Period.parse("2027")


def line(**fields: object) -> BudgetLine:
    return BudgetLine.model_validate({"id": "crm", "category": "technology", "amount": "1", "owner": "anna"} | fields)


def test_a_line_is_spread_evenly_over_its_months_to_the_cent() -> None:
    found = budget([line(amount="1.00", period="2027-01..2027-03"), line(id="pay", category="headcount")], YEAR)
    assert found[found["line"] == "crm"]["amount_cents"].tolist() == [34, 33, 33]
    assert len(found[found["line"] == "pay"]) == 12
    assert set(found[found["line"] == "pay"]["category"]) == {"headcount"}


def test_only_the_months_in_the_planning_year_take_a_share() -> None:
    found = budget([line(amount="10", period="2026-07..2027-02")], YEAR)
    assert found["month"].tolist() == ["2027-01", "2027-02"]
    assert found["amount_cents"].tolist() == [500, 500]
    with pytest.raises(PlanError, match="no month in 2027"):
        budget([line(period="2028")], YEAR)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-(10**9), 10**12), st.integers(1, 12), st.integers(1, 12)), max_size=8))
def test_lines_and_total_are_what_the_months_sum_to(rows: list[tuple[int, int, int]]) -> None:
    made = [
        line(id=f"l{i}", amount=f"{cents / 100:.2f}", period=f"2027-{min(a, b):02d}..2027-{max(a, b):02d}")
        for i, (cents, a, b) in enumerate(rows)
    ]
    found = budget(made, YEAR)
    assert found["amount_cents"].sum() == sum(each.amount for each in made)
    assert found.groupby("line")["amount_cents"].sum().to_dict() == {each.id: each.amount for each in made}


def test_no_lines_no_budget() -> None:
    assert budget([], YEAR).empty
    assert all_lines(None, [], YEAR) == []


def test_a_line_names_the_tactics_that_it_pays_for() -> None:
    tactics = [
        Tactic.model_validate({"id": name, "goal": "g", "action": "a", "owner": "o", "period": "2027", "budget": paid})
        for name, paid in (("visits", "crm"), ("mail", "fund"), ("calls", "crm"))
    ]
    found = lines([line(closes="negotiation", goal="g"), line(id="other")], tactics).set_index("line")
    assert found["tactics"].to_dict() == {"crm": "visits, calls", "other": ""}
    assert found.loc["crm", "closes"] == "negotiation"


def test_people_who_join_cost_their_months_of_the_year() -> None:
    hire = Hire(role="ae", region="DACH", starts="2027-02", count=4)
    assert hire_cost(hire, [AE], YEAR) == 440_00  # 120.00 x 11 / 12 x 4
    assert hire_cost(hire, [Role(id="ae", title="AE")], YEAR) is None
    assert hire_cost(hire.model_copy(update={"starts": "2026-10"}), [AE], YEAR) == 480_00
    assert hire_cost(hire.model_copy(update={"starts": "2028-01"}), [AE], YEAR) == 0


def test_a_scenario_that_is_run_pays_its_people_from_their_start() -> None:
    scenario = Scenario.model_validate(
        {"id": "two", "hires": [{"role": "ae", "region": "DACH", "starts": "2027-11", "count": 2}]}
    )
    plan = Budget(lines=[line()])
    found = budget(all_lines(plan, [AE], YEAR, scenario), YEAR)
    pay = found[found["line"] == "two-1"]
    assert pay["month"].tolist() == ["2027-11", "2027-12"]
    assert pay["amount_cents"].tolist() == [20_00, 20_00]  # two people, 120.00 / 12 each month
    assert isinstance(found, pd.DataFrame)
