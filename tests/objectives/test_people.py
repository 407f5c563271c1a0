from __future__ import annotations

import pytest

from salesplan_nb.objectives import lineage, raci, stakeholders
from salesplan_nb.workspace.plan import Goal, KpiTarget, Objective, Stakeholder


def person(interest: str, influence: str) -> Stakeholder:
    return Stakeholder.model_validate(
        {
            "id": "p",
            "role": "Head",
            "department": "Sales",
            "interest": interest,
            "influence": influence,
            "heard": "2026-11-12",
        }
    )


@pytest.mark.parametrize(
    ("interest", "influence", "engage"),
    [("high", "high", "manage closely"), ("low", "high", "keep satisfied"), ("medium", "high", "keep satisfied"),
     ("high", "low", "keep informed"), ("low", "medium", "monitor")],
)  # fmt: skip
def test_how_to_engage_follows_interest_and_influence(interest: str, influence: str, engage: str) -> None:
    table = stakeholders([person(interest, influence)])
    assert table.loc[0, "engage"] == engage
    assert table.loc[0, "heard"] == "2026-11-12"


GROW = Objective(id="grow", statement="Grow", accountable="cro", responsible=["a", "b"], consulted=["cfo"])
IDLE = Objective(id="idle", statement="Wait")


def test_raci_has_a_row_for_each_person_and_an_empty_a_where_nobody_is_accountable() -> None:
    rows = raci([GROW, IDLE])[["objective_id", "person", "letter"]].values.tolist()
    assert rows == [
        ["grow", "cro", "A"],
        ["grow", "a", "R"],
        ["grow", "b", "R"],
        ["grow", "cfo", "C"],
        ["idle", "", "A"],
    ]


def test_lineage_names_every_break_in_the_chain() -> None:
    goals = [
        Goal(id="g1", objective="grow", metric="bookings", owner="cro"),
        Goal(id="g2", objective="grow", metric="csat"),
        Goal(id="g3", objective="grow", metric="win_rate"),
        Goal(id="g4", objective="gone", metric="bookings"),
    ]
    kpis = [
        KpiTarget(kpi="csat", target="88%", owner="service"),
        KpiTarget(kpi="sales_cycle", target="60", owner="ops"),
    ]
    assert lineage([GROW, IDLE], goals, kpis).values.tolist() == [
        ["grow", "g1", "bookings", "cro", ""],
        ["grow", "g2", "csat", "service", ""],
        ["grow", "g3", "win_rate", "", "no owner"],
        ["idle", "", "", "", "no goal"],
        ["", "g4", "bookings", "", "no objective"],
        ["", "", "sales_cycle", "ops", "no goal"],
    ]


def test_an_empty_plan_gives_empty_tables_with_their_columns() -> None:
    assert stakeholders([]).empty
    assert raci([]).empty
    assert list(lineage([], [], []).columns) == ["objective_id", "goal_id", "kpi", "owner", "orphan"]
