"""What changed since the approved plan: sentences, amounts that add up as printed, the state of a plan."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.report import plan
from salesplan_nb.report.approval import Approval, Figures, Step
from salesplan_nb.report.bridge import bridge
from salesplan_nb.report.changes import first_figures, since
from salesplan_nb.report.names import drawn_width
from salesplan_nb.report.numbers import Scale
from salesplan_nb.report.objects import Chart
from salesplan_nb.report.page import page
from salesplan_nb.report.sections import Results
from salesplan_nb.report.steps import landing_steps
from salesplan_nb.report.wording import approval as state
from salesplan_nb.report.wording import changes as say
from salesplan_nb.report.workbook import workbook
from tests.e2e.support import Read
from tests.report import fakes

M = 100_000_000
MILLIONS = Scale(10**6, "M")


def figures(*steps: tuple[str, int], chance: float | None = 0.28, goal: int = 2_880_000_000, **more: Any) -> Figures:
    """Figures whose landing is the sum of these steps [cents]."""
    landing = sum(cents for _, cents in steps)
    made = Figures(
        "EUR", "sales27", "2027-01", "2027-12", goal, 24 * M, (landing - M, landing, landing + M), (1, 2, 3), chance,
        steps=tuple(Step(key, key.removeprefix("tactic:"), cents) for key, cents in steps),
    )  # fmt: skip
    return replace(made, **more)


def signed(then: Figures, who: str = "Anna Weber, CEO") -> Approval:
    return Approval(who, "2026-10-14", "r1", "b" * 64, "c" * 64, then, {})


def told(then: Figures, now: Figures) -> tuple[str, str, list[tuple[str, str]]]:
    found = since(signed(then), now, year="2026", calibrated=True)
    return found.heading, found.note, [(line.name, line.amount) for line in found.lines]


def printed(amount: str) -> int:
    """A printed amount in tenths: '−0.3M' is -3."""
    return int(re.sub(r"[^\d-]", "", amount.replace("−", "-")))


@pytest.mark.parametrize(
    ("then", "now", "sentence"),
    [
        (0.40, 0.28, "Since 14 Oct the chance fell from 40% to 28%"),
        (0.28, 0.40, "Since 14 Oct the chance rose from 28% to 40%"),
        (0.281, 0.279, "Since 14 Oct the chance stays at 28%"),  # both are printed as 28%
        (0.28, 0.28, "Since 14 Oct the chance stays at 28%"),
        (0.0, 0.28, "Since 14 Oct the chance rose from under 1% to 28%"),
        (0.28, 1.0, "Since 14 Oct the chance rose from 28% to over 99%"),
        (0.0, 0.005, "Since 14 Oct the chance stays at under 1%"),
        (None, 0.28, "Since 14 Oct: the chance, not told then, is 28%"),
        (0.40, None, "Since 14 Oct: the chance, 40% then, cannot be told now"),
        (None, None, "Since 14 Oct: the chance could not be told then, nor now"),
    ],
)
def test_the_heading_says_what_became_of_the_chance(then: float | None, now: float | None, sentence: str) -> None:
    assert say.heading(then, now, "14 Oct", calibrated=True) == sentence


@pytest.mark.parametrize(
    ("then", "now", "sentence"),
    [
        (28.8, 30.0, "The goal rose from 28.8M to 30.0M."),
        (28.8, 27.9, "The goal fell from 28.8M to 27.9M."),
        (28.8, 28.8, ""),
        (28.80, 28.84, "The goal rose by less than 0.1M."),  # both are printed as 28.8M
        (28.84, 28.80, "The goal fell by less than 0.1M."),
        (0.0, 28.8, "The goal rose from 0.0M to 28.8M."),
        (-1.0, 28.8, "The goal rose from −1.0M to 28.8M."),
    ],
)
def test_a_goal_that_changed_is_told_with_both_amounts(then: float, now: float, sentence: str) -> None:
    assert say.goal_change(round(then * M), round(now * M), MILLIONS) == sentence


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"currency": "USD"}, "it was in USD"),
        ({"goal_id": "sales26"}, "its main goal was sales26"),
        ({"goal_id": ""}, "it had no goal in money"),
        ({"first": "2026-01", "last": "2026-12"}, "its goal was for 2026-01 to 2026-12"),
    ],
)
def test_plans_of_another_currency_goal_or_year_are_not_compared(change: dict[str, str], why: str) -> None:
    now = figures(("base", 24 * M), ("going-on", 2 * M))
    assert told(replace(now, **change), now) == (f"The plan of 14 Oct cannot be compared: {why}", "", [])  # type: ignore[arg-type]


def test_the_day_has_its_year_where_that_is_not_the_year_of_the_data() -> None:
    then = figures(("base", 24 * M))
    assert since(signed(then), then, year="2027", calibrated=True).heading == "Since 14 Oct 2026 no figure has changed"


def test_a_plan_whose_figures_are_the_same_says_so_whatever_its_tactics_are_called() -> None:
    then = figures(("base", 24 * M), ("tactic:food", 2 * M))
    renamed = replace(then, steps=tuple(replace(step, label="Another name") for step in then.steps))
    assert told(then, renamed) == ("Since 14 Oct no figure has changed", "", [])
    # the range alone is a figure, too
    assert told(then, replace(then, chance_low=0.1))[0] == "Since 14 Oct the chance stays at 28%"


def test_the_largest_changes_are_named_and_the_rest_is_one_line_above_their_sum() -> None:
    tenth = M // 10
    then = figures(("base", 240 * tenth), ("tactic:a", 10 * tenth), ("tactic:b", 5 * tenth), ("people", 0))
    now = figures(("base", 243 * tenth), ("tactic:a", 2 * tenth), ("tactic:c", 3 * tenth), ("people", -4 * tenth))
    # a −0.8, b −0.5 (dropped), people −0.4, c +0.3 (new), base +0.3; 25.5 less 1.1 is 24.4
    assert told(then, now)[2] == [
        ("a", "−0.8M"),
        ("b (dropped)", "−0.5M"),
        ("Other", "+0.2M"),
        ("With this plan, from 25.5M", "−1.1M"),
    ]
    level = figures(("base", 241 * tenth), ("tactic:a", 2 * tenth), ("tactic:c", 3 * tenth), ("people", -4 * tenth))
    assert told(then, level)[2] == [  # the rest comes to nothing: no line of zero
        ("a", "−0.8M"),
        ("b (dropped)", "−0.5M"),
        ("With this plan, from 25.5M", "−1.3M"),
    ]
    three = figures(("base", 240 * tenth), ("tactic:a", 10 * tenth), ("tactic:c", 3 * tenth), ("people", 2 * M))
    assert told(then, three)[2] == [  # three that changed are three lines
        ("People run less short", "+2.0M"),
        ("b (dropped)", "−0.5M"),
        ("c (new)", "+0.3M"),
        ("With this plan, from 25.5M", "+1.8M"),
    ]


def test_medians_that_do_not_add_up_are_never_named() -> None:
    then, now = figures(("base", 24 * M), ("together", 0)), figures(("base", 24 * M), ("together", M))
    assert told(then, now)[2] == [("Other", "+1.0M"), ("With this plan, from 24.0M", "+1.0M")]


def test_a_landing_that_did_not_move_in_print_has_no_lines() -> None:
    then, now = figures(("base", 24 * M)), figures(("base", 24 * M + 1))
    assert told(then, now) == ("Since 14 Oct the chance stays at 28%", "", [])


def test_a_landing_that_could_not_be_told_on_one_side_is_said() -> None:
    now = figures(("base", 24 * M), goal=30 * M)
    untold = replace(now, plan_cents=None, steps=(), goal_cents=2_880_000_000)
    goal = "The goal rose from 28.8M to 30.0M."
    assert told(untold, now)[1:] == (f"{goal} With this plan: 24.0M, not told then.", [])
    assert told(replace(now, goal_cents=2_880_000_000), replace(untold, goal_cents=30 * M))[1:] == (
        f"{goal} With this plan: 24.0M then, not told now.",
        [],
    )
    assert told(untold, replace(untold, chance=None))[1:] == ("", [])


KEYS = ("base", "going-on", "tactic:a", "tactic:b", "together", "people")
STEPS = st.dictionaries(st.sampled_from(KEYS), st.integers(-2 * M, 4 * M))


@given(STEPS, STEPS, st.sampled_from([90_00, 2_880_000_00, 2_880_000_000, 10**12]))
def test_as_printed_the_lines_sum_to_the_change_of_the_printed_landing(
    old: dict[str, int], new: dict[str, int], goal: int
) -> None:
    then, now = (figures(*steps.items(), goal=goal) for steps in (old, new))
    lines = told(then, now)[2]
    scale = Scale.of_goal(goal)
    before, after = (printed(scale.money(sum(steps.values()))) for steps in (old, new))
    assert len(lines) <= 4
    if not lines:
        assert before == after
        return
    *pieces, (_, total) = lines
    assert printed(total) == after - before
    if old and new:
        assert sum(printed(amount) for _, amount in pieces) == printed(total)
    assert all(printed(amount) for _, amount in pieces)  # no line of zero
    assert all((amount[0] == "−") == (printed(amount) < 0) for _, amount in pieces)


def test_a_good_change_and_a_bad_one_have_their_mark_beside_the_sign() -> None:
    then = figures(("base", 24 * M), ("tactic:a", M), ("people", 0))
    now = figures(("base", 24 * M), ("tactic:a", 3 * M), ("people", -M))
    assert [(line.amount, line.mark) for line in since(signed(then), now, year="2026", calibrated=True).lines] == [
        ("+2.0M", "good"),
        ("−1.0M", "bad"),
        ("+1.0M", "good"),
    ]


@pytest.mark.parametrize("name", ["W" * 500, "株式会社" * 40, "a\x00b\n" * 60])
@pytest.mark.parametrize("now", [True, False])
def test_a_long_name_leaves_room_for_its_amount(name: str, now: bool) -> None:
    line = say.step_change("tactic:x", name, -M, then=not now, now=now)
    assert drawn_width(line, 16) <= say.ROOM
    assert line.endswith("… (new)" if now else "… (dropped)")


def test_the_steps_sum_to_the_landing_to_the_cent() -> None:
    results = fakes.complete()
    facts = results.resources.facts
    steps = first_figures(results.goals, results.strategies, results.resources, currency="EUR").steps
    assert sum(step.cents for step in steps) == facts.plan_p50_cents
    assert steps[1] == Step("going-on", "Going on as now", facts.momentum_p50_cents - 24 * M)


def test_the_steps_are_those_of_the_bridge() -> None:
    results, demand = fakes.complete(), 28.3 * M
    goal, tactics, facts = results.goals.goals.iloc[0], results.strategies.tactics, results.resources.facts
    nothing, landing = facts.momentum_p50_cents, facts.plan_p50_cents
    steps = landing_steps(goal, tactics, 24 * M, nothing, landing, demand, facts)
    drawn = bridge(goal, tactics, currency="EUR", demand_p50=demand, resources=facts)
    assert isinstance(drawn, Chart)
    # what was declared is printed as it rounds; what people cannot carry takes what is left by rounding
    shown = {name: printed(text) for name, text in re.findall(r"([^;]+?) ([+−][\d.]+)(?:;|\.$)", drawn.desc)}
    shown = {name.strip(): tenths for name, tenths in shown.items()}
    for step in steps:
        if step.key.startswith("tactic:"):
            assert shown[step.label] == step.cents / (M / 10), step
        elif step.key not in ("base", "together"):
            assert abs(shown[step.label] - step.cents / (M / 10)) <= 1, step
    assert shown["People run short"] == -4  # 27.9 less 28.3


def test_without_planned_people_nobody_runs_short() -> None:
    results = fakes.complete(resources=fakes.resources(capacity=False))
    goal = results.goals.goals.iloc[0]
    steps = landing_steps(goal, results.strategies.tactics, 24 * M, 26 * M, 28 * M, 29.0 * M, results.resources.facts)
    assert {s.key: s.cents for s in steps}["people"] == 0
    assert sum(s.cents for s in steps) == 28 * M


def before() -> Figures:
    """What the complete fake plan was when it was signed: four in ten, 28.3M, people less short by 0.4M."""
    results = fakes.complete()
    now = first_figures(results.goals, results.strategies, results.resources, currency="EUR")
    more = 4 * M // 10
    assert now.plan_cents is not None
    steps = tuple(replace(s, cents=s.cents + more) if s.key == "people" else s for s in now.steps)
    low, middle, high = now.plan_cents
    return replace(now, chance=0.40, plan_cents=(low, middle + more, high), steps=steps)


def cover(results: Results, **identity: Any) -> list[str]:
    """The texts of the workbook's first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(results, replace(fakes.IDENTITY, **identity))))
    return [str(cell.value) for row in book["Cover"].iter_rows() for cell in row if cell.value is not None]


def test_notebook_page_and_workbook_say_the_same_changes() -> None:
    results = fakes.complete(approval=signed(before()))
    lines = [("People run short", "−0.4M"), ("With this plan, from 28.3M", "−0.4M")]
    heading = "Since 14 Oct the chance fell from 40% to 28%"
    in_a_line = f"{heading}. {'; '.join(f'{name} {amount}' for name, amount in lines)}."
    shown = plan.first_screen(
        results.goals,
        results.resources,
        results.quality,
        strategies=results.strategies,
        currency="EUR",
        approval=results.approval,
    )
    assert in_a_line in repr(shown).splitlines()
    made = page(results, fakes.IDENTITY)
    for html in (shown._repr_html_(), made.html):
        text = Read(html).text
        assert heading in text.splitlines()
        assert [f"{name} {amount}" for name, amount in lines] == text.splitlines()[
            text.splitlines().index(heading) + 1 :
        ][:2]
    assert ("first", "first.since", in_a_line) in made.told()
    assert in_a_line in cover(results)


def test_without_an_approval_nothing_is_said_of_changes() -> None:
    made = page(fakes.complete(), fakes.IDENTITY)
    assert 'class="since"' not in made.html
    assert [words for words in cover(fakes.complete()) if words.startswith("Since")] == []


def test_a_draft_says_which_plan_was_signed_last() -> None:
    text = Read(page(fakes.complete(), fakes.IDENTITY).html).text
    assert "DRAFT, not signed. No plan was signed yet." in text.splitlines()
    assert {"DRAFT, not signed", "No plan was signed yet."} <= set(cover(fakes.complete()))
    results = fakes.complete(approval=signed(before()))
    text = Read(page(results, fakes.IDENTITY).html).text
    state_ = "DRAFT, not signed. Last signed plan: 14 Oct 2026, by Anna Weber, CEO."
    assert state_ in text.splitlines()
    assert {"DRAFT, not signed", "Last signed plan: 14 Oct 2026, by Anna Weber, CEO."} <= set(cover(results))


def test_a_signed_plan_shows_its_state_in_every_place_of_the_draft_mark() -> None:
    identity = replace(fakes.IDENTITY, signed=signed(before()))
    draft, html = page(fakes.complete(), fakes.IDENTITY).html, page(fakes.complete(), identity).html
    assert "draft" not in re.sub(r"\.draft \{[^}]*\}", "", html).lower()
    assert "<title>Halden Instruments: sales plan 2027 (approved 14 Oct 2026)</title>" in html
    words = "Approved 14 Oct 2026 by Anna Weber, CEO"
    lines = Read(html).text.splitlines()
    assert f"Halden Instruments: sales plan 2027 {words}, data to 31 Oct 2026" in lines
    assert "Summary Approved" in lines
    assert f"{words}." in lines  # the footer
    assert re.search(r'@bottom-left \{ content: "[^"]*\. Approved 14 Oct 2026 by Anna Weber, CEO"', html)
    assert html.count("Approved") == len(re.findall("DRAFT", draft))
    assert (
        cover(fakes.complete(), signed=signed(before())).count(words) == 2
    )  # under the title, and where it comes from


@pytest.mark.parametrize("who", fakes.NASTY)
def test_the_name_of_who_signed_is_shown_as_text(who: str) -> None:
    results = replace(fakes.minimal(), approval=signed(before(), who))
    for identity in (fakes.IDENTITY, replace(fakes.IDENTITY, signed=results.approval)):
        html = page(results, identity).html
        assert not re.search(
            r"<(script|img)|<svg on|</style><", html.partition("</style>")[2].rpartition("<script>")[0]
        )
        assert html.count("</style>") == 1
        assert "\x00" not in html
        Read(html)  # every element is closed where it should be
    if who.isprintable():
        shown = Read(page(results, fakes.IDENTITY).html).text
        assert f"by {re.sub(' +', ' ', who)}." in shown


def test_a_long_name_is_shortened_in_the_mark_and_whole_in_the_footer() -> None:
    who = "Dr. Wilhelmina " + "Brandenburg-" * 5
    assert len(state.state(signed(before(), who))) < len("Approved 14 Oct 2026 by ") + 41
    assert state.last_signed(None, signed(before(), who)) == f"Last signed plan: 14 Oct 2026, by {who}."


def test_the_mark_is_brief_in_the_contents_and_in_the_window_s_title() -> None:
    plan_ = signed(before(), "Anna Weber")
    assert [(state.brief_state(one), state.title_state(one)) for one in (None, plan_)] == [
        ("DRAFT", "draft"), ("Approved", "approved 14 Oct 2026"),
    ]  # fmt: skip


def test_the_day_has_its_year_only_where_it_is_another() -> None:
    assert (say.when("2026-10-14", "2026"), say.when("2025-10-14", "2026")) == ("14 Oct", "14 Oct 2025")


def test_the_same_goal_of_the_same_months_can_be_compared_whatever_its_figures() -> None:
    now = Figures("EUR", "sales27", "2027-01", "2027-12")
    assert say.not_comparable(now, replace(now, goal_cents=5), "14 Oct") == ""


def test_in_a_line_changes_are_listed_behind_their_heading() -> None:
    assert say.in_a_line("Since 14 Oct the chance stays at 28%", "", []) == "Since 14 Oct the chance stays at 28%."
    assert say.in_a_line("Since 14 Oct no figure has changed", "Goal as it was.", ["a +0.1M", "b −0.2M"]) == (
        "Since 14 Oct no figure has changed. Goal as it was. a +0.1M; b −0.2M."
    )


def test_a_landing_that_could_not_be_told_at_one_of_both_times_is_said_to() -> None:
    scale = Scale(10**6, "M")
    assert say.landing_untold(None, 2_790_000_000, scale) == "With this plan: 27.9M, not told then."
    assert say.landing_untold(2_790_000_000, None, scale) == "With this plan: 27.9M then, not told now."
    assert (say.landing_untold(None, None, scale), say.landing_untold(1, 2, scale)) == ("", "")
    assert say.landing_was(-30_000_000, scale) == "With this plan, from −0.3M"
    assert say.nothing_changed("14 Oct") == "Since 14 Oct no figure has changed"
