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


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("metric: csat, change: +5%", "+5% of a rate could be points, or a share of what it was"),
        ("metric: sales_cycle, change: -5 points", "a change in points is none of sales_cycle"),
        ("metric: bookings, change: +5 USD", "a change in USD is none of bookings"),
        ("metric: pipeline_coverage, change: +5 days", "a change in days is none of pipeline_coverage"),
        ("metric: win_rate, target: 32%, scope: {region: DACH}", "win_rate is measured for the whole company"),
    ],
)
def test_a_change_is_in_a_unit_of_its_metric_and_a_part_has_only_money(workspace, keys: str, problem: str) -> None:
    (found,) = problems(workspace(f"  - {{id: g2, baseline: yoy, period: 2027, {keys}}}\n"))
    assert found.startswith("plan.yml:6: goal 'g2': " + problem)


@pytest.mark.parametrize(
    "keys",
    [
        "metric: csat, change: +5 points",
        "metric: sales_cycle, change: -10 days",
        "metric: sales_cycle, change: -10%",
        "metric: new_customers, change: +1 customer",
        "metric: bookings, change: +400000 EUR, scope: {product_family: Flow}",
    ],
)
def test_changes_in_the_units_of_metrics_are_in_order(workspace, keys: str) -> None:
    assert problems(workspace(f"  - {{id: g2, baseline: yoy, period: 2027, {keys}}}\n")) == []


@pytest.mark.parametrize("scope", ["{}", "{region: DACH, product_family: Flow}", "{chanel: online}", "DACH"])
def test_a_scope_is_one_region_or_one_family(workspace, scope: str) -> None:
    more = f"  - {{id: g2, metric: bookings, baseline: yoy, change: 5%, period: 2027, scope: {scope}}}\n"
    assert [message.partition(":")[2][:1] for message in problems(workspace(more))] == ["6"]


def test_the_goal_that_is_broken_down_is_of_the_whole_company(workspace) -> None:
    more = (
        "  - {id: g2, metric: bookings, baseline: yoy, change: 5%, period: 2027, scope: {region: DACH}}\n"
        "breakdown: {goal: g2}\n"
    )
    (found,) = problems(workspace(more))
    assert found == (
        "plan.yml:7: breakdown: its goal is of 'DACH' alone, and quotas and budget are those of the whole company"
    )


SENTENCE = "  - Raise win rate from 27% to 32% by Q4 2027\n"


def test_a_goal_that_is_a_sentence_gets_its_draft_and_what_it_leaves_open_and_hides_no_other_problem(workspace) -> None:
    with pytest.raises(PlanErrors) as raised:
        load(workspace(SENTENCE + GOAL % ("csat", "2019-13", "target: 88%", "2027")))
    first, second = raised.value.errors
    assert (first.reference, first.message) == (
        "not-smart",
        "plan.yml:6: a goal is written as a sentence: 'Raise win rate from 27% to 32% by Q4 2027'",
    )
    assert first.context == (
        "baseline: 27% is of which period?; write baseline: yoy or qoq, or the period that had it",
        "owner: nobody owns it; write owner: and the one person who answers for it",
    )
    assert first.hint == (
        "write - {id: win-rate-2027-q4, metric: win_rate, baseline: ..., target: 32%, period: 2027-Q4, owner: ...}"
    )
    assert (second.reference, second.message.partition(" ")[0]) == ("bad-baseline", "plan.yml:7:")


def test_a_plan_of_nothing_but_a_sentence_has_that_problem_alone(workspace) -> None:
    plan = f"company: Halden\ncurrency: EUR\nyear: {{starts: 2027-01}}\ngoals:\n{SENTENCE}"
    assert [message.partition(": ")[0] for message in problems(workspace(plan=plan))] == ["plan.yml:5"]


def test_relative_words_of_a_sentence_count_from_as_of_where_the_workspace_says_it(workspace) -> None:
    text = "  - Raise bookings by 5% next quarter yoy (owner cro)\n"
    orders = "orders: {file: orders.csv, columns: {order_date: date, amount: net}}"
    sources = f"as_of: 2026-10\nrecords: bookings\ntables:\n  {orders}\n"
    with pytest.raises(PlanErrors) as raised:
        load(workspace(text, sources=sources))
    assert raised.value.errors[0].hint == (
        "write - {id: bookings-2027-q1, metric: bookings, baseline: yoy, change: +5%, period: 2027-Q1, owner: cro}"
    )
    with pytest.raises(PlanErrors) as raised:
        load(workspace(text))
    assert "counts from the last month of the data, which is not known here" in raised.value.errors[0].context[0]
