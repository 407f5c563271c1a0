"""A goal in a sentence against what a workspace holds: people, objectives, the base in its data."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.calendars import Period
from salesplan_nb.goals import Base
from salesplan_nb.run.goal_sentence import against_base, drafted
from salesplan_nb.workspace.plan import Goal

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


@pytest.mark.parametrize(
    ("metric", "value", "base", "asked"),
    [
        ("win_rate", {"target": "5%"}, 0.272, "target: 5% lies below its base, 27.2% in 2026"),
        ("win_rate", {"target": "45%"}, 0.272, ""),
        ("win_rate", {"target": "27.2%"}, 0.272, ""),
        ("win_rate", {"change": "-5 points"}, 0.272, "change: 22.2% lies below its base"),
        ("win_rate", {"change": "-30 points"}, 0.272, "change: from 27.2% in 2026 it leads to −2.8%"),
        ("sales_cycle", {"change": "-500 days"}, 63.0, "change: from 63 days in 2026 it leads to −437 days"),
        ("sales_cycle", {"change": "-63 days"}, 63.0, "it leads to 0 days"),
        ("sales_cycle", {"change": "-10 days"}, 63.0, ""),
        ("sales_cycle", {"target": "70"}, 63.0, "target: 70 days lies above its base, 63 days in 2026"),
        ("csat", {"target": "5%"}, float("nan"), ""),
    ],
)
def test_what_leads_to_the_worse_side_of_its_base_is_asked(
    metric: str, value: dict[str, str], base: float, asked: str
) -> None:
    goal = Goal.model_validate({"id": "g", "metric": metric, "baseline": "yoy", "period": "2027"} | value)
    found = [str(question) for question in against_base(goal, Base(base, Period.parse("2026"), still_open=False))]
    assert len(found) == bool(asked)
    assert asked in "".join(found)


def test_the_sample_knows_its_people_its_objectives_and_its_win_rate() -> None:
    read = drafted("Raise win rate to 5% in 2027 yoy (owner nobody-here)", SAMPLE)
    assert [question.part for question in read.questions] == ["target", "owner", "objective"]
    assert "change: ..., period: 2027, owner: ..., objective: ...}" in read.yaml
    assert drafted("Raise bookings by 5% in 2027 yoy (owner R003; objective grow)", SAMPLE).complete
