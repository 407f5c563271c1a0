from __future__ import annotations

import pandas as pd
import pytest

from salesplan_nb.fiscal import CalendarMonths, PlanYear, WeekMonths
from salesplan_nb.resources import roles, skills, team
from salesplan_nb.workspace.plan import AcceptedRisk, Budget, Role, Scenario
from tests.resources.small_goals import AE, reps

YEAR = PlanYear("2027-01", "2027-12", CalendarMonths())
TREE = reps(
    ("R1", "cro"),
    ("R3", "ae", "Iberia", "R2"),
    ("R2", "lead", "Iberia", "R1"),
    ("R4", "ae", "DACH", "R2"),
)


def test_the_team_is_a_tree_with_spans_and_levels() -> None:
    found = team(TREE, [AE], YEAR)
    assert found["rep_id"].tolist() == ["R1", "R2", "R3", "R4"]
    assert found["level"].tolist() == [0, 1, 2, 2]
    assert found["span"].tolist() == [1, 2, 0, 0]
    assert found["title"].tolist() == ["cro", "lead", "Account executive", "Account executive"]


def test_who_left_by_the_plan_year_drops_out_and_their_reports_go_to_the_next_above() -> None:
    gone = TREE.assign(ends=["", "2027-01-01", "2026-12-31", ""])
    found = team(gone, [AE], YEAR)
    assert found["rep_id"].tolist() == ["R1", "R3", "R4"]
    assert found["manager_id"].tolist() == ["", "R1", "R1"]
    assert found["span"].tolist() == [2, 0, 0]


def test_future_starts_are_kept_until_the_year_ends() -> None:
    late = TREE.assign(starts=["", "2027-12-31", "", "2028-01-01"])
    assert team(late, [AE], YEAR)["rep_id"].tolist() == ["R1", "R2", "R3"]


def test_missing_dates_and_managers_of_any_kind_are_nobody_and_never() -> None:
    raw = TREE.assign(manager_id=[None, "R2", "R1", pd.NA], starts=[pd.NaT, "2020-01-01", None, ""], ends=pd.NaT)
    found = team(raw, [], YEAR)
    assert found["manager_id"].tolist() == ["", "R1", "R2", ""]
    assert found["starts"].tolist() == ["", "", "2020-01-01", ""]
    assert set(found["ends"]) == {""}


def test_people_of_a_scenario_join_under_the_lead_of_their_role() -> None:
    scenario = Scenario.model_validate(
        {"id": "two", "hires": [{"role": "ae", "region": "DACH", "starts": "2027-02", "count": 2}]}
    )
    found = team(TREE, [AE], YEAR, scenario).set_index("rep_id")
    assert found.loc["R2", "span"] == 4
    assert found.loc["hire.ae.DACH.2027-02.2", "manager_id"] == "R2"
    assert found.loc["hire.ae.DACH.2027-02.1", "starts"] == "2027-02-01"
    assert len(found) == 6


def test_roles_count_their_people_and_have_no_pay_that_was_not_given() -> None:
    lead = Role(id="lead", title="Lead", responsibilities=["leads", "coaches"])
    found = roles([AE, lead], team(TREE, [AE], YEAR)).set_index("role")
    assert found["people"].to_dict() == {"ae": 2, "lead": 1}
    assert found.loc["lead", "responsibilities"] == "leads; coaches"
    assert (found.loc["ae", "annual_quota_cents"], found.loc["lead", "ote_cents"]) == (120_000, 0)


def test_a_skill_gap_is_the_shortfall_over_all_assessed_and_names_what_meets_it() -> None:
    role = Role(id="ae", title="AE", skills={"negotiation": 4, "product": 2, "crm": 3, "law": 3})
    levels = pd.DataFrame(
        [
            ("R3", "negotiation", 1, "2026-01-01"), ("R3", "negotiation", 3, "2026-09-01"),
            ("R4", "negotiation", 5, "2026-09-01"),
            ("R3", "product", 2, "2026-09-01"), ("R4", "crm", 1, "2026-09-01"), ("R9", "crm", 1, "2026-09-01"),
        ],
        columns=["rep_id", "skill", "level", "assessed"],
    )  # fmt: skip
    budget = Budget.model_validate(
        {"lines": [{"id": "course", "category": "training", "amount": "10", "owner": "anna", "closes": "negotiation"}]}
    )
    risk = AcceptedRisk(skill="crm", role="ae", owner="ben", reason="new system next year")
    needless = AcceptedRisk(skill="product", role="ae", owner="ben", reason="no gap")
    found = skills([role], team(TREE, [], YEAR), levels, budget, [risk, needless]).set_index("skill")
    negotiation = found.loc["negotiation"]
    assert negotiation["assessed"] == 4  # 3, the latest of R3, and 5
    assert (negotiation["people"], negotiation["below"]) == (2, 1)
    assert negotiation["gap"] == 0.5  # 4 - 3 of one in two
    assert (negotiation["met_by"], negotiation["owner"]) == ("course", "anna")
    assert (found.loc["product", "gap"], found.loc["product", "met_by"]) == (0, "")
    assert (found.loc["crm", "gap"], found.loc["crm", "met_by"]) == (2, "accepted risk")  # R9 is not on the team
    assert pd.isna(found.loc["law", "gap"])
    assert found.loc["law", "met_by"] == ""


def test_a_table_with_ids_alone_and_none_at_all_are_teams_too() -> None:
    assert team(pd.DataFrame({"rep_id": ["R1", "R2"]}), [], YEAR)["level"].tolist() == [0, 0]
    assert team(pd.DataFrame(), [AE], YEAR).empty
    assert roles([AE], team(pd.DataFrame(), [AE], YEAR))["people"].tolist() == [0]
    skilled = Role(id="ae", title="AE", skills={"law": 3})
    assert skills([skilled], team(TREE, [], YEAR), pd.DataFrame(), None, [])["people"].tolist() == [0]


def test_skills_without_the_day_of_the_assessment_count_by_their_last_row() -> None:
    levels = pd.DataFrame([("R3", "law", 1), ("R4", "law", 3), ("R3", "law", 2)], columns=["rep_id", "skill", "level"])
    role = Role(id="ae", title="AE", skills={"law": 3})
    found = skills([role], team(TREE, [], YEAR), levels, None, []).iloc[0]
    assert (found["assessed"], found["people"], found["gap"]) == (2.5, 2, 0.5)  # 2 and 3; 1 of one in two
    some = levels.assign(assessed=[None, "2026-09-01", "2026-01-01"])
    assert skills([role], team(TREE, [], YEAR), some, None, []).iloc[0]["assessed"] == 2.5  # a day beats none


RETAIL = PlanYear("2027-02", "2028-01", WeekMonths.parse("4-5-4", "Saturday nearest the end of January"))
"""31 January 2027 to 29 January 2028; its March is 28 February to 3 April."""


def test_in_a_year_of_weeks_people_come_and_go_in_its_months() -> None:
    found = team(TREE.assign(starts=["", "2027-02-28", "", ""], ends=["", "", "2027-04-03", "2027-04-02"]), [], RETAIL)
    months = found.set_index("rep_id")[["first_month", "last_month"]]
    assert months.loc["R3"].tolist() == ["2027-03", ""]
    assert months.loc["R2"].tolist() == ["", "2027-03"]  # worked to the last day
    assert months.loc["R4"].tolist() == ["", "2027-02"]


@pytest.mark.parametrize(
    ("starts", "ends", "there"),
    [("", "2027-01-30", False), ("", "2027-01-31", True), ("2028-01-29", "", True), ("2028-01-30", "", False)],
)
def test_the_team_of_a_year_of_weeks_is_that_of_its_days(starts: str, ends: str, *, there: bool) -> None:
    assert (len(team(reps(("R1", "ae", "", "", starts, ends)), [AE], RETAIL)) == 1) == there


def test_a_hire_starts_on_the_first_day_of_the_month() -> None:
    scenario = Scenario.model_validate({"id": "one", "hires": [{"role": "ae", "region": "DACH", "starts": "2027-03"}]})
    hired = team(pd.DataFrame(), [AE], RETAIL, scenario).iloc[0]
    assert (hired["starts"], hired["first_month"]) == ("2027-02-28", "2027-03")
