"""Cross-checks of a plan, each with one thing wrong in a plan that is otherwise in order."""

import pytest

from salesplan_nb.errors import PlanErrors
from salesplan_nb.workspace import load

GOAL = "  - {id: g2, metric: %s, baseline: %s, %s, period: %s}\n"


def problems(folder) -> list[str]:
    try:
        load(folder)
    except PlanErrors as raised:
        return [error.message for error in raised.errors]
    return []


@pytest.mark.parametrize(
    ("baseline", "period"),
    [
        ("yoy", "2027"),
        ("yoy", "2027-03"),
        ("qoq", "2027-Q2"),
        ("qoq", "2027-02..2027-04"),
        ("2026", "2027"),
        ("2025", "2027"),
    ],
)
def test_a_baseline_as_long_as_the_goal_and_before_it_is_in_order(workspace, baseline: str, period: str) -> None:
    assert problems(workspace(GOAL % ("bookings", baseline, "change: 5%", period))) == []


@pytest.mark.parametrize(
    ("baseline", "period", "problem"),
    [
        ("qoq", "2027", "goal 'g2': qoq compares quarters"),
        ("last year", "2027", "goal 'g2': not a period: 'last year'"),
        ("2027-05", "2027-05", "goal 'g2': its baseline (May 2027) does not end before it begins (May 2027)"),
        ("2027", "2027", "goal 'g2': its baseline (2027) does not end before it begins (2027)"),
        ("2026-Q3", "2026-Q3", "goal 'g2': its baseline (Q3 2026) does not end before it begins (Q3 2026)"),
        ("2026-Q3", "2027", "goal 'g2' has 12 months and its baseline 3: no change can be told"),
    ],
)
def test_a_baseline_that_measures_nothing_is_named(workspace, baseline: str, period: str, problem: str) -> None:
    assert problems(workspace(GOAL % ("bookings", baseline, "change: 5%", period))) == [f"plan.yml:6: {problem}"]


@pytest.mark.parametrize(
    ("metric", "target", "fine"),
    [
        ("bookings", "2400000", True),
        ("bookings", "0", False),
        ("bookings", "88%", False),
        ("csat", "88%", True),
        ("csat", "0.88", True),
        ("csat", "88", False),
        ("sales_cycle", "50", True),
        ("pipeline_coverage", "1.2", True),
        ("attainment", "105%", True),
        ("win_rate", "high", False),
    ],
)
def test_a_target_is_a_value_of_its_metric(workspace, metric: str, target: str, *, fine: bool) -> None:
    found = problems(
        workspace(
            GOAL % (metric, "yoy", f"target: {target}", "2027")
            + f"kpis: [{{kpi: {metric}, target: {target}, owner: a}}]\n"
        )
    )
    assert [message.partition(": ")[0] for message in found] == ([] if fine else ["plan.yml:6", "plan.yml:7"])


def test_only_what_adds_up_can_be_broken_down(workspace) -> None:
    more = GOAL % ("win_rate", "yoy", "target: 32%", "2027") + "breakdown: {goal: g2}\n"
    assert problems(workspace(more)) == ["plan.yml:7: breakdown: win_rate does not add up over months and regions"]


def test_a_lock_lies_in_the_months_of_its_goal(workspace) -> None:
    locks = "breakdown: {goal: sales27, locks: [{rep: R1, month: %s, amount: 0, reason: leave}]}\n"
    assert problems(workspace(locks % "2027-12")) == []
    assert problems(workspace(locks % "2028-01")) == [
        "plan.yml:6: lock on R1: 2028-01 is outside goal 'sales27' (2027)"
    ]


def test_locks_of_regions_hold_at_most_the_target(workspace) -> None:
    # 600.50 + 399.50 = 1,000 is the whole target; a cent more cannot hold. People's locks belong to their quotas.
    goal = GOAL % ("bookings", "yoy", "target: 1000", "2027")
    cells = "breakdown: {goal: g2, locks: [{region: A, month: 2027-01, amount: 600.50, reason: x}, %s]}\n"
    assert problems(workspace(goal + cells % "{region: A, month: 2027-02, amount: 399.50, reason: y}")) == []
    assert problems(workspace(goal + cells % "{rep: R1, month: 2027-02, amount: 399.51, reason: y}")) == []
    assert problems(workspace(goal + cells % "{region: B, month: 2027-02, amount: 399.51, reason: y}")) == [
        "plan.yml:7: 2 locks cannot hold together in goal 'g2', whose target is 1,000.00"
    ]


def test_a_value_in_a_message_may_hold_a_semicolon(workspace) -> None:
    with pytest.raises(PlanErrors) as raised:
        load(workspace("segments: [{id: a, where: \"region = 'x'; drop table\"}]\n"))
    (error,) = raised.value.errors
    assert error.message == "plan.yml:6: segments[1].where: cannot read '; drop table' in \"region = 'x'; drop table\""
    assert error.hint == "write column = 'value', several joined by and"


@pytest.mark.parametrize("name", ["CON", "nul.x", "ends.", "..", ".hidden", "-x", "__x"])
def test_a_scenario_has_a_name_that_a_folder_can_have_everywhere(workspace, name: str) -> None:
    roles = "roles: [{id: ae, title: x}]\n"
    scenario = "scenarios: [{id: %s, hires: [{role: ae, region: x, starts: 2027-02}]}]\n"
    assert problems(workspace(roles + scenario % "two-more.hires")) == []
    assert problems(workspace(roles + scenario % name)) == [
        f"plan.yml:7: scenarios[1].id: {name!r} is no name that a folder can have everywhere"
    ]


@pytest.mark.parametrize("starts", ["2027-02", "2027-07"])
@pytest.mark.parametrize("label", ["2027", "2027-Q4"])
def test_labels_that_could_mean_two_years_are_refused_where_the_year_starts_elsewhere(workspace, starts, label) -> None:
    plan = (
        f"company: x\ncurrency: EUR\nyear: {{starts: {starts}}}\n"
        f"goals: [{{id: a, metric: csat, baseline: yoy, target: 88%, period: {label}}}]\n"
    )
    said = f"plan.yml:4: '{label}' could be the calendar's or the company's, whose year starts in {starts}"
    assert problems(workspace(plan=plan)) == [said]


def test_a_span_or_a_month_means_one_thing_in_any_year(workspace) -> None:
    plan = "company: x\ncurrency: EUR\nyear: {starts: 2027-07}\ngoals:\n"
    plan += GOAL % ("bookings", "yoy", "change: 5%", "2027-07..2028-06") + GOAL.replace("g2", "g3") % (
        "csat",
        "yoy",
        "target: 88%",
        "2027-09",
    )
    assert problems(workspace(plan=plan)) == []


def test_one_channel_share_asks_for_all_and_all_sum_to_one(workspace) -> None:
    channels = "channels: [{id: direct, share: 70%%}, {id: partner%s}]\n"
    assert problems(workspace(channels % ", share: 30%")) == []
    assert problems(workspace("channels: [direct, partner]\n")) == []
    assert problems(workspace(channels % "")) == ["plan.yml:6: channels: no share for partner"]
    assert problems(workspace(channels % ", share: 31%")) == ["plan.yml:6: channels: 70% + 31% = 101%"]


def test_the_shares_of_a_channel_mix_sum_to_one_though_floats_do_not(workspace) -> None:
    assert 0.7 + 0.2 + 0.1 != 1
    assert problems(workspace("channels: [{id: a, share: 70%}, {id: b, share: 20%}, {id: c, share: 10%}]\n")) == []


def test_a_tactic_shares_a_month_with_its_goal(workspace) -> None:
    tactic = "tactics: [{id: t, goal: sales27, action: call, owner: a, period: %s}]\n"
    assert problems(workspace(tactic % "2026-10..2027-01")) == []
    assert problems(workspace(tactic % "2026-10..2026-12")) == [
        "plan.yml:6: tactic 't' runs Q4 2026, its goal 'sales27' only 2027"
    ]


def test_without_segments_and_channels_of_its_own_a_plan_may_name_those_of_the_data(workspace) -> None:
    more = "tactics: [{id: t, goal: sales27, segment: Food, channel: web, action: call, owner: a, period: 2027}]\n"
    assert problems(workspace(more)) == []


def test_an_id_that_stands_in_a_broken_item_is_still_known(workspace) -> None:
    more = "breakdown: {goal: g2}\n"
    found = problems(workspace(GOAL % ("booking", "yoy", "change: 5%", "2027") + more))
    assert [message.partition(" is none of")[0] for message in found] == ["plan.yml:6: goals[2].metric: 'booking'"]


@pytest.mark.parametrize("column", ["industry", "employees", "revenue", "country", "founded", "parent"])
def test_segments_may_ask_for_every_column_of_customers(workspace, column: str) -> None:
    assert problems(workspace(f'segments: [{{id: a, where: "{column} = 5"}}]\n')) == []


def test_a_budget_over_its_limit_is_no_error(workspace) -> None:
    assert problems(workspace("budget: {limit: 1, lines: [{id: a, category: other, amount: 2, owner: b}]}\n")) == []
