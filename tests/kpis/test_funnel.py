"""The funnel against counts by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from salesplan_nb.calendars import Period
from salesplan_nb.kpis import funnel
from tests.kpis.cubes import cube_of, deals

QUARTER = Period.parse("2026-Q1")
LEAD, PROPOSAL = {"reached": "1 Lead"}, {"reached": "2 Proposal"}
EARLIER = ("2024-02-10", "2024-03-01", "lost", LEAD)
STAGED = deals(
    *[("2026-01-10", "2026-02-01", "won", PROPOSAL)] * 4,
    *[("2026-02-10", "2026-03-01", "lost", LEAD)] * 2,
    *[("2026-01-10", "2026-02-01", "lost", PROPOSAL)] * 1,
    *[("2026-03-10", None, "open", LEAD)] * 3,
    *[("2025-02-10", "2025-03-01", "won", PROPOSAL)] * 1,
    *[("2025-02-10", "2025-03-01", "lost", PROPOSAL)] * 1,
    *[("2025-02-10", "2025-03-01", "lost", LEAD)] * 3,
    EARLIER,
)


def test_each_stage_counts_what_entered_went_on_was_lost_and_is_still_there() -> None:
    """Lead: 4 + 2 + 1 + 3 = 10 in, 2 lost, 3 there, 5 of 7 on (a year before 2 of 5). Proposal: 5 in, 1 lost, 4 of 5
    won (a year before 1 of 2). Wilson ends of 5 in 7: 0.359 and 0.918.
    """
    table = funnel(cube_of("2026-03", opportunities=STAGED), QUARTER)
    assert table[["stage", "entered", "moved_on", "lost", "open"]].values.tolist() == [
        ["1 Lead", 10, 5, 2, 3],
        ["2 Proposal", 5, 4, 1, 0],
    ]
    assert table.rate.tolist() == pytest.approx([5 / 7, 4 / 5])
    assert table.before.tolist() == pytest.approx([2 / 5, 1 / 2])
    assert (table.low[0], table.high[0]) == pytest.approx((0.3589, 0.9178), abs=1e-4)
    assert set(table.period) == {"2026-Q1"}


def test_stages_that_were_others_a_year_before_are_not_compared() -> None:
    """Without the loss at Proposal the year before had one stage: its rate would be of Lead to won."""
    one = STAGED[~((STAGED.reached == "2 Proposal") & (STAGED.status == "lost") & (STAGED.created < date(2026, 1, 1)))]
    table = funnel(cube_of("2026-03", opportunities=one), QUARTER)
    assert (table.stage.tolist(), table.before.isna().all()) == (["1 Lead", "2 Proposal"], True)


@pytest.mark.parametrize(("first", "given"), [("2025-01-31", True), ("2025-02-01", False)])
def test_a_year_before_of_which_only_a_part_is_known_is_not_compared(first: str, given: bool) -> None:
    """The quarter a year before is Jan to Mar 2025: deals known from January on tell of it, from February on do not.

    Lead: 1 won, 1 lost later, 2 lost here: 2 of 4 on. Proposal: 1 of 2 won. Now 2 of 3 and 1 of 2.
    """
    made = deals(
        (first, "2025-03-01", "won", PROPOSAL),
        ("2025-03-10", "2025-03-20", "lost", PROPOSAL),
        *[("2025-03-10", "2025-03-20", "lost", LEAD)] * 2,
        ("2026-01-10", "2026-02-01", "won", PROPOSAL),
        ("2026-01-10", "2026-02-01", "lost", PROPOSAL),
        ("2026-01-10", "2026-02-01", "lost", LEAD),
    )
    table = funnel(cube_of("2026-03", opportunities=made), QUARTER)
    assert table.rate.tolist() == pytest.approx([2 / 3, 1 / 2])
    if given:
        assert table.before.tolist() == pytest.approx([2 / 4, 1 / 2])
    else:
        assert table.before.isna().all()


def test_a_stage_that_nobody_has_left_has_no_rate() -> None:
    table = funnel(cube_of("2026-03", opportunities=deals(EARLIER, *[("2026-03-10", None, "open", LEAD)] * 3)), QUARTER)
    assert (table.entered.tolist(), table.open.tolist()) == ([3], [3])
    assert table[["rate", "low", "high", "before"]].isna().all(axis=None)


def test_a_stage_that_lost_all_has_a_rate_of_nothing_with_its_interval() -> None:
    """0 of 2: Wilson from 0 to 3.84 / (2 + 3.84) = 0.658."""
    table = funnel(cube_of("2026-03", opportunities=deals(*[("2026-01-10", "2026-02-01", "lost", LEAD)] * 2)), QUARTER)
    assert (table.rate[0], table.low[0]) == (0.0, 0.0)
    assert table.high[0] == pytest.approx(3.8415 / 5.8415, abs=1e-4)


@pytest.mark.parametrize(
    "found",
    [
        pd.DataFrame(),
        deals(("2024-01-10", "2024-02-01", "won", {})),
        STAGED.drop(columns="created"),
    ],
    ids=["no deals", "none in the period", "no days of creation"],
)
def test_without_deals_of_the_period_there_are_no_rows(found: pd.DataFrame) -> None:
    cube = cube_of("2026-03", **({"opportunities": found} if len(found) else {}))
    assert funnel(cube, QUARTER).empty
