from __future__ import annotations

import math

import pytest

from salesplan_nb.calendars import Period
from salesplan_nb.kpis import LIBRARY, Measured, Value
from salesplan_nb.measures import Measures, facts, kpi_table
from salesplan_nb.measures.scorecard import status, target_value
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import KpiTarget

YEAR = Period("2025-11", "2026-10")


def measured(kpi: str, value: float, n: int = 100, before: float = 0.3, reason: str = "") -> Measured:
    return Measured(LIBRARY[kpi], YEAR, Value(value, n, reason=reason), Value(before, n))


FOUND = {
    "bookings": measured("bookings", 5e9),
    "revenue": measured("revenue", 5e9),
    "win_rate": measured("win_rate", 0.281),
    "sales_cycle": measured("sales_cycle", 63.0, before=56.0),
    "csat": measured("csat", 0.9),
    "attainment": measured("attainment", math.nan, 0, reason="the data has no reps"),
}
TARGETS = [
    KpiTarget(kpi="win_rate", target="32%", owner="head-direct"),
    KpiTarget(kpi="sales_cycle", target="60 days", owner="ops"),
    KpiTarget(kpi="csat", target="88%", owner="head-service"),
    KpiTarget(kpi="attainment", target="100%", owner="cro"),
]


def test_every_kpi_has_value_target_owner_status_and_the_year_before() -> None:
    table = kpi_table(FOUND, TARGETS, "bookings").set_index("kpi")
    assert table["status"].to_dict() == {
        "bookings": "no target",
        "win_rate": "under target",
        "sales_cycle": "over target",
        "csat": "on target",
        "attainment": "cannot tell",
    }
    assert table.loc["win_rate", ["value", "target", "n", "before", "owner", "period"]].tolist() == [
        0.281, 0.32, 100, 0.3, "head-direct", "2025-11..2026-10",
    ]  # fmt: skip
    assert table.loc["attainment", "reason"] == "the data has no reps"
    assert math.isnan(table.loc["attainment", "value"])
    assert (table["definition"] != "").all()


def test_bookings_are_never_shown_as_revenue() -> None:
    assert "bookings" not in kpi_table(FOUND, [], "revenue")["kpi"].tolist()
    asked = kpi_table(FOUND, [KpiTarget(kpi="revenue", target="60000000", owner="cfo")], "bookings").set_index("kpi")
    assert (asked.loc["revenue", "status"], asked.loc["revenue", "reason"]) == (
        "cannot tell",
        "the orders are bookings",
    )
    assert asked.loc["revenue", "target"] == 6e9


@pytest.mark.parametrize(
    ("value", "target", "better", "word"),
    [
        (0.32, 0.32, "higher", "on target"),
        (0.319, 0.32, "higher", "under target"),
        (59.0, 60, "lower", "on target"),
        (60.0, 60, "lower", "on target"),
        (60.5, 60, "lower", "over target"),
        (math.nan, 0.3, "higher", "cannot tell"),
        (0.3, math.nan, "lower", "no target"),
    ],
)
def test_status_uses_the_side_that_is_better(value: float, target: float, better: str, word: str) -> None:
    assert status(value, target, better) == word


def test_targets_are_read_in_the_kpis_unit() -> None:
    texts = {"win_rate": "32%", "sales_cycle": "60", "pipeline_coverage": "3.2x", "bookings": "1000.50"}
    read = {name: target_value(text, LIBRARY[name]) for name, text in texts.items()}
    assert read == {"win_rate": 0.32, "sales_cycle": 60.0, "pipeline_coverage": 3.2, "bookings": 100050.0}


def test_the_facts_count_what_has_a_target() -> None:
    year, tracked = Period.parse("2027"), framed(Measures, "tracking", [("g", "2027-01", 1, 1, True)])
    found = facts(kpi_table(FOUND, TARGETS, "bookings"), tracked, year, "2027-01")
    assert (found.on_target, found.with_target, found.tracked_goal, found.ahead) == (1, 4, "g", "")
    before = facts(kpi_table({}, [], "bookings"), framed(Measures, "tracking", []), year, "2026-12")
    assert (before.tracked_goal, before.ahead) == ("", "2027")
