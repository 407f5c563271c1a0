"""The first screen's figures, whatever they are: they add up, agree with their words, none is a slip of the machine."""

from __future__ import annotations

import re
from decimal import Decimal

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.report.numbers import Scale, dots
from salesplan_nb.report.plan import landing as lines
from salesplan_nb.report.plan import past_tests
from salesplan_nb.report.wording import base, landing

CENTS = st.integers(-(10**9), 10**13)
RANGES = st.tuples(CENTS, CENTS, CENTS).map(sorted)
CHANCES = st.tuples(*[st.integers(0, 1000)] * 3).map(sorted)
SLIP = re.compile(r"nan|inf|None|(?<!\w)-\d|[−-]0(?![.\d])|−0\.0+(?!\d)|  |\b0 in 10\b|\b10 in 10\b")
VERDICTS = {  # by the printed percentage; what lies above is the last
    5: "will almost surely miss", 40: "will probably miss", 60: "may reach", 95: "will probably reach",
}  # fmt: skip


@st.composite
def numbers(draw: st.DrawFn) -> landing.Numbers:
    low, chance, high = (p / 1000 for p in draw(CHANCES))
    goal, base = draw(st.integers(100, 10**13)), draw(CENTS)
    actual = draw(st.integers(0, 10**13))
    plan, nothing = (tuple(float(v) for v in draw(RANGES)) for _ in range(2))
    return landing.Numbers(
        goal, base, min(actual, base), max(base - actual, 0), "2026", "2027", 12,
        plan, nothing, chance, low, high, Scale.of(goal), True,
    )  # fmt: skip


def figure(text: str) -> Decimal:
    """The number that a text begins with."""
    match = re.match(r"−?[\d,]+(?:\.\d+)?", text)
    assert match, text
    return Decimal(match[0].replace("−", "-").replace(",", ""))


def said(n: landing.Numbers) -> list[str]:
    shown = [text for line in lines(n) for text in (line.label, line.value, line.note)]
    origin = base.base_sentence(n, "Jan to Oct", "Nov to Dec", "", [("month", 19, 24)])
    return [
        *shown, " ".join(piece for piece in landing.headline(n, "EUR") if piece), landing.chance_words(n),
        landing.chance_figures(n), landing.landing_claim(n), landing.momentum_claim(n),
        landing.landing_reading(n, n.chance), landing.momentum_reading(n, n.chance), origin,
    ]  # fmt: skip


@given(numbers())
def test_goal_less_plan_is_what_is_short_as_printed(n: landing.Numbers) -> None:
    goal, plan, _, short = lines(n)
    difference = figure(goal.value) - figure(plan.value)
    assert abs(figure(short.value)) == abs(difference)
    assert short.short == (difference > 0)


@given(numbers())
def test_low_middle_and_high_end_are_in_order_as_printed(n: landing.Numbers) -> None:
    for line in lines(n)[1:3]:
        low, _, high = line.note.partition(" to ")
        assert figure(low) <= figure(line.value) <= figure(high or low)


@given(numbers())
def test_the_verdict_is_that_of_the_printed_chance(n: landing.Numbers) -> None:
    percent = int(re.findall(r"\d+", landing.chance_figures(n))[0])
    if "under 1%" in landing.chance_figures(n)[:9]:
        percent = 0
    words = next((words for bound, words in VERDICTS.items() if percent < bound), "will almost surely reach")
    if n.chance_low < 0.295 and n.chance_high >= 0.705:  # printed as under 30% and over 70%
        words = "cannot tell whether we reach"
    assert landing.headline(n, "EUR")[0] == f"We {words}"


@given(numbers())
def test_the_printed_range_of_the_chance_holds_the_printed_chance(n: landing.Numbers) -> None:
    def at(text: str) -> float:
        number = float(re.findall(r"\d+", text)[0])
        return number - 0.5 if "under" in text else number + 0.5 if "over" in text else number

    chance, _, ends = landing.chance_figures(n).strip("()").partition("; ")
    if ends:
        low, high = ends.split(" to ")
        assert at(low) <= at(chance) <= at(high)


@given(numbers())
def test_nothing_is_said_that_only_a_machine_would_say(n: landing.Numbers) -> None:
    assert [text for text in said(n) if SLIP.search(text)] == []


@given(st.integers(0, 10_000))
def test_the_dots_are_those_of_the_words(p: int) -> None:
    words = landing.chance_words(landing.Numbers(
        1, 1, 1, 0, "", "", 12, (1, 1, 1), (1, 1, 1), p / 10_000, 0, 1, Scale(1, ""), True
    ))  # fmt: skip
    if tenths := re.search(r"about (\d+) in 10$", words):
        assert dots(p / 10_000) == int(tenths[1])
        assert 1 <= int(tenths[1]) <= 9


def test_a_horizon_tested_less_than_four_times_stands_only_where_no_nearer_one_has_more() -> None:
    def tests(*rows: tuple[str, int, int]) -> list[tuple[str, int, int]]:
        frame = pd.DataFrame(rows, columns=["horizon", "hits", "trials"]).assign(used=True)
        other = pd.DataFrame([("month", 0, 99)], columns=["horizon", "hits", "trials"]).assign(used=False)
        return past_tests(pd.concat([other, frame]))

    assert tests(("month", 10, 12), ("quarter", 6, 10), ("year", 1, 1)) == [("month", 10, 12), ("quarter", 6, 10)]
    assert tests(("month", 3, 4), ("quarter", 2, 3)) == [("month", 3, 4)]
    assert tests(("month", 1, 2)) == [("month", 1, 2)]
    assert tests() == []
