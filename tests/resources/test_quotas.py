from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.fiscal import CalendarMonths, PlanYear
from salesplan_nb.resources import margins, quotas, quotas_missing, team
from salesplan_nb.workspace.plan import Breakdown, Role
from tests.resources.small_goals import AE, reps, small_goals, year

YEAR = PlanYear("2027-01", "2027-12", CalendarMonths())
AS_OF = "2026-12"
TWO = team(reps(("R1", "ae", "DACH"), ("R2", "ae", "Iberia")), [AE], YEAR)


def breakdown(locks: list[dict[str, object]] | None = None, **rep: object) -> Breakdown:
    return Breakdown.model_validate(
        {"goal": "g", "rep": {"basis": "even", "remainder": "house"} | rep, "locks": locks or []}
    )


def lock(rep: str, month: str, amount: int) -> dict[str, object]:
    return {"rep": rep, "month": month, "amount": amount, "reason": "leave"}


def sales(**amounts: int) -> pd.DataFrame:
    """One order a rep in the as-of month [cents]."""
    rows = [(AS_OF, rep, cents) for rep, cents in amounts.items()]
    return pd.DataFrame(rows, columns=["month", "rep_id", "amount_cents"])


def shared(
    plan: Breakdown,
    people: pd.DataFrame = TWO,
    role: Role = AE,
    target: int = 10_000_00,
    over: float = 0.0,
    booked: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Quotas by rep (rows) and month (columns) [cents]."""
    goals = small_goals(year(target), [[0]], paths_from="2027-01")
    sums = margins(goals, over, plan, people)
    found = quotas(sums, people, [role], plan, sales() if booked is None else booked, goals)
    assert found.groupby("month")["quota_cents"].sum().tolist() == sums["quota_cents"].tolist()
    return found.pivot(index="rep_id", columns="month", values="quota_cents")


def test_a_margin_is_the_months_target_times_one_plus_over_assignment_rounded_half_even() -> None:
    goals = small_goals({"2027-01": 150, "2027-02": 250, "2027-03": 1001}, [[0]], paths_from="2027-01")
    found = margins(goals, 0.03, breakdown(), TWO)
    assert found["quota_cents"].tolist() == [154, 258, 1031]  # 154.50, 257.50, 1031.03
    assert found["over_assignment"].tolist() == [0.03] * 3


def test_round_figures_go_to_people_and_the_rest_to_the_house_line() -> None:
    found = shared(breakdown(round_to=1000), target=7_654_32)
    assert found.loc["R1"].tolist() == [4_000_00] * 12  # seven thousands: four and three
    assert found.loc["R2"].tolist() == [3_000_00] * 12
    assert found.loc["house"].tolist() == [654_32] * 12
    assert found.index.tolist() == ["R1", "R2", "house"]


def test_a_step_that_is_more_than_any_months_quotas_is_refused() -> None:
    with pytest.raises(PlanError, match="step-too-coarse") as told:
        shared(breakdown(round_to=7_655), target=7_654_32)
    assert told.value.message == (
        "plan.yml, breakdown.rep.round_to: 7,655 is more than the quotas of any month, 7,654.32 at most"
    )


def test_past_bookings_decide_and_who_was_not_ramped_counts_as_the_median_of_the_role() -> None:
    role = AE.model_copy(update={"ramp": [0.0, 0.5]})
    people = team(reps(("R1", "ae"), ("R2", "ae"), ("R3", "ae"), ("R4", "ae", "", "", "2026-06-01")), [role], YEAR)
    booked = sales(R1=100, R2=200, R3=600, R4=50)
    found = shared(breakdown(basis="trailing_12"), people, role, target=110_000, booked=booked)
    # 100, 200, 600 and the median 200 for R4: of 1,100
    assert found["2027-01"].tolist() == [10_000, 20_000, 60_000, 20_000, 0]


def test_trailing_bookings_are_those_of_the_last_twelve_months() -> None:
    booked = pd.DataFrame(
        {"month": ["2025-12", "2026-01", "2026-12"], "rep_id": ["R1", "R1", "R2"], "amount_cents": [900, 100, 300]}
    )
    assert shared(breakdown(basis="trailing_12"), target=40_000, booked=booked)["2027-01"].tolist() == [
        10_000,
        30_000,
        0,
    ]


def test_a_prior_year_is_the_last_whole_calendar_year() -> None:
    goals = small_goals(year(40_000), [[0]], paths_from="2026-11")  # data to October 2026
    booked = pd.DataFrame(
        {"month": ["2025-03", "2025-04", "2026-10"], "rep_id": ["R1", "R2", "R1"], "amount_cents": [100, 300, 900]}
    )
    plan = breakdown(basis="prior_year")
    found = quotas(margins(goals, 0.0, plan, TWO), TWO, [AE], plan, booked, goals)
    assert found[found["month"] == "2027-01"]["quota_cents"].tolist() == [10_000, 30_000, 0]


def test_a_quota_ramps_and_ends_with_its_person() -> None:
    role = AE.model_copy(update={"ramp": [0.0, 0.5]})
    people = team(reps(("R1", "ae"), ("R2", "ae", "", "", "2027-02-01", "2027-05-15")), [role], YEAR)
    found = shared(breakdown(), people, role, target=300_00)
    assert found.loc["R2"].tolist()[:6] == [0, 0, 100_00, 150_00, 0, 0]  # 0, 0, half of one and a half, half, gone
    assert found.loc["R1"].tolist()[:6] == [300_00, 300_00, 200_00, 150_00, 300_00, 300_00]


def test_a_month_in_which_nobody_can_carry_is_the_houses() -> None:
    people = team(reps(("R1", "ae", "", "", "2027-02-01")), [AE], YEAR)
    found = shared(breakdown(), people, target=5_00)
    assert found.loc["house"].tolist()[:2] == [5_00, 0]


def test_potential_shares_a_regions_target_among_its_people() -> None:
    people = team(reps(("R1", "ae", "DACH"), ("R2", "ae", "DACH"), ("R3", "ae", "Iberia")), [AE], YEAR)
    goals = small_goals(year(0), [[0]], paths_from="2027-01")
    rows = [
        ("g", month, region, "all", cents, "")
        for month in YEAR.months
        for region, cents in (("DACH", 60_00), ("Iberia", 40_00))
    ]
    goals = small_goals(year(100_00), [[0]], paths_from="2027-01")
    goals = type(goals)(**{**vars(goals), "targets": pd.DataFrame(rows, columns=goals.targets.columns)})
    plan = breakdown(basis="potential")
    found = quotas(margins(goals, 0.0, plan, people), people, [AE], plan, sales(), goals)
    assert found[found["month"] == "2027-05"]["quota_cents"].tolist() == [30_00, 30_00, 40_00, 0]


def test_potential_without_regions_and_a_basis_of_months_are_refused() -> None:
    with pytest.raises(PlanError, match="potential needs targets by region"):
        shared(breakdown(basis="potential"))
    with pytest.raises(PlanError, match="seasonal tells months apart, not people"):
        shared(breakdown(basis="seasonal"))


def test_a_lock_holds_and_the_others_take_the_rest() -> None:
    found = shared(breakdown([lock("R1", "2027-01", 0), lock("R1", "2027-02", 1234)], round_to=1000))
    assert found["2027-01"].tolist() == [0, 10_000_00, 0]
    assert found["2027-02"].tolist() == [1_234_00, 8_000_00, 766_00]  # 10,000 - 1,234 = 8,766
    assert found["2027-03"].tolist() == [5_000_00, 5_000_00, 0]


def limit(rep: str, **keys: object) -> dict[str, object]:
    return {"rep": rep, "reason": "agreed"} | keys


def test_a_cap_of_months_together_is_made_up_for_by_the_others_of_each_month() -> None:
    # two share 10,000 a month; R1 carries at most 9,000 in the first quarter: 3,000 a month instead of 5,000
    found = shared(breakdown([limit("R1", period="2027-Q1", cap=9_000)], round_to=1000))
    assert found.loc["R1"].tolist()[:4] == [3_000_00, 3_000_00, 3_000_00, 5_000_00]
    assert found.loc["R2"].tolist()[:4] == [7_000_00, 7_000_00, 7_000_00, 5_000_00]
    assert not found.loc["house"].any()


def test_a_year_that_is_fixed_holds_beside_a_locked_month_that_is_not_round() -> None:
    plan = breakdown([limit("R1", amount=50_234), lock("R1", "2027-02", 1234)], round_to=1000)
    found = shared(plan)
    assert found.loc["R1"].sum() == 50_234_00
    assert found.loc["R1"].tolist()[1] == 1_234_00
    assert found.sum().tolist() == [10_000_00] * 12
    assert found.loc["house"].tolist() == [0, 766_00, *[0] * 10]  # of February 10,000 - 1,234 - 8,000


def test_limits_that_no_quotas_keep_are_named() -> None:
    plan = breakdown([limit("R1", cap=10), limit("R2", month="2027-03", floor=1), limit("R2", cap=20_000)])
    with pytest.raises(PlanError, match="no quotas keep these limits") as told:
        shared(plan)
    assert "R1: at most 10.00 (agreed)" in str(told.value)
    assert "R2: at most 20,000.00 (agreed)" in str(told.value)
    assert "at least" not in str(told.value)


def test_a_months_sum_is_never_lifted_for_what_its_people_must_carry() -> None:
    month = {"month": "2027-03"}
    with pytest.raises(PlanError, match="no quotas keep these limits"):
        shared(breakdown([limit("R1", floor=8_000, **month), limit("R2", floor=5_000, **month)]))


def test_a_locked_month_takes_nothing_more_for_a_floor_above_it() -> None:
    with pytest.raises(PlanError, match=r"R1 2027-02: at least 2,000\.00"):
        shared(breakdown([lock("R1", "2027-02", 1234), limit("R1", month="2027-02", floor=2_000)]))


def test_locks_that_cannot_hold_are_named_all_at_once() -> None:
    plan = breakdown([lock("R1", "2027-01", 9_000), lock("R2", "2027-01", 1_001), lock("R9", "2027-02", 5)])
    with pytest.raises(PlanErrors) as raised:
        shared(plan)
    told = str(raised.value)
    assert "R9 carries no quota" in told
    assert "2027-01 has 10,000.00 to share" in told
    assert "R1, 2027-01: 9,000.00" in told
    assert "lower them by 1.00" in told
    assert raised.value.exit_code == 2


def test_without_over_assignment_a_basis_or_people_quotas_are_not_planned_yet() -> None:
    goals = small_goals(year(100), [[0]], paths_from="2027-01")
    assert quotas_missing(0.05, breakdown(), TWO) == ""
    assert "over_assignment" in quotas_missing(None, breakdown(), TWO)
    assert "breakdown.rep" in quotas_missing(0.05, Breakdown(goal="g"), TWO)
    assert "table reps" in quotas_missing(0.05, breakdown(), TWO[:0])
    for over, plan, people in ((None, breakdown(), TWO), (0.05, None, TWO), (0.05, breakdown(), TWO[:0])):
        empty = margins(goals, over, plan, people)
        assert empty.empty
        assert quotas(empty, people, [AE], plan, sales(), goals).empty


def test_where_no_role_has_a_quota_whoever_booked_carries_one() -> None:
    people = team(reps(("R1", "boss"), ("R2", "seller"), ("R3", "seller")), [], YEAR)
    goals = small_goals(year(400), [[0]], paths_from="2027-01")
    plan = breakdown(basis="trailing_12")
    found = quotas(margins(goals, 0.0, plan, people), people, [], plan, sales(R2=100, R3=300), goals)
    assert found[found["month"] == "2027-01"].set_index("rep_id")["quota_cents"].to_dict() == {
        "R2": 100,
        "R3": 300,
        "house": 0,
    }


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(0, 10**10), min_size=12, max_size=12),
    st.lists(st.integers(-(10**6), 10**9), min_size=1, max_size=5),
    st.sampled_from([1, 100, 1000]),
    st.floats(-0.5, 0.5),
)
def test_quotas_sum_to_the_margins_to_the_cent_and_none_is_negative(
    targets: list[int], booked: list[int], round_to: int, over: float
) -> None:
    people = team(reps(*[(f"R{i}", "ae") for i in range(len(booked))]), [AE], YEAR)
    goals = small_goals(dict(zip(YEAR.months, targets, strict=True)), [[0]], paths_from="2027-01")
    plan = breakdown(basis="trailing_12", round_to=round_to)
    sums = margins(goals, round(over, 4), plan, people)
    found = quotas(sums, people, [AE], plan, sales(**{f"R{i}": cents for i, cents in enumerate(booked)}), goals)
    assert found.groupby("month")["quota_cents"].sum().tolist() == sums["quota_cents"].tolist()
    assert (found["quota_cents"] >= 0).all()
    reps_only = found[found["rep_id"] != "house"]["quota_cents"]
    assert (reps_only % (round_to * 100) == 0).all()
