"""The blocks of part 2 that show the target build, the price of ambition and the reverse funnel."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.goals import target_build as build_of
from salesplan_nb.goals.effects import Declared
from salesplan_nb.report import goals as show
from salesplan_nb.report import plan as whole
from salesplan_nb.report.approval import Step
from salesplan_nb.report.behind import verdict_notes
from salesplan_nb.report.bridge import bridge, largest_first
from salesplan_nb.report.build import printed_steps
from salesplan_nb.report.landing import fan
from salesplan_nb.report.numbers import DASH, Scale
from salesplan_nb.report.objects import Block, Chart, Refusal, Table
from salesplan_nb.report.pipeline import disagreement, support
from salesplan_nb.report.sections import Results, goals_part
from salesplan_nb.report.steps import TACTIC, demand_middle, landing_steps
from tests.report import fakes

M = fakes.M


def tenths(desc: str) -> dict[str, int]:
    """Each step of a drawing in words, in tenths of its unit."""
    found = re.findall(r"([^;]+?) ([+−]?[\d.]+)M?(?:;|\.$)", desc)
    return {name.strip(): round(float(text.replace("−", "-")) * 10) for name, text in found}


def test_build_and_bridge_share_base_landing_and_tactics_to_the_cent(results: Results) -> None:
    goal, tactics, facts = results.goal, results.strategies.tactics, results.resources.facts
    assert goal is not None
    effects = [
        Declared(t.tactic_id, t.name, "", t.first, t.last, t.low_cents, t.likely_cents, t.high_cents, t.source)
        for t in tactics.itertuples()
    ]
    build = build_of(goal, pd.DataFrame(), effects).set_index("step").amount_cents
    demand = demand_middle(results.goals.paths, results.strategies.effects, goal)
    nothing = round(float(goal.demand_p50))
    steps = {s.key: s.cents for s in landing_steps(goal, tactics, 24 * M, nothing, facts.plan_p50_cents, demand, facts)}
    shared = [key for key in steps if key.startswith(TACTIC) or key in ("base", "going-on")]
    assert len(shared) == 6
    assert build[shared].to_dict() == {key: steps[key] for key in shared}
    # What the build leaves unexplained is what the bridge misses, less what medians and people take.
    missing = build["target"] - facts.plan_p50_cents
    assert build["rest"] == missing + steps["together"] + steps["people"]


def test_tactics_are_printed_alike_in_build_bridge_and_table(results: Results) -> None:
    goal = results.goal
    assert goal is not None
    build = show.target_build(results.goals.build, goal, currency="EUR")
    drawn = bridge(
        goal, results.strategies.tactics, currency="EUR", demand_p50=28.0 * M, resources=results.resources.facts
    )
    assert isinstance(build, Chart)
    assert isinstance(drawn, Chart)
    one, two = tenths(build.desc), tenths(drawn.desc)
    for name in results.strategies.tactics.name:
        assert one[name] == two[name]
    assert one["Base 2026"] == two["Base 2026"]


def test_tactics_beyond_the_most_shown_are_one_step() -> None:
    """1 to 5, three shown: 5, 4, and 3 + 2 + 1."""
    steps = [Step(f"{TACTIC}{k}", f"T{k}", k) for k in range(1, 6)]
    shown = largest_first(steps, most=3)
    assert [(s.label, s.cents) for s in shown] == [("T5", 5), ("T4", 4), ("3 other tactics", 6)]
    assert largest_first(steps, most=5) == steps[::-1]


def test_the_drawn_steps_add_up_as_printed(results: Results) -> None:
    goal = results.goal
    assert goal is not None
    chart = show.target_build(results.goals.build, goal, currency="EUR")
    assert isinstance(chart, Chart)
    told = tenths(chart.desc)
    whole = told.pop("If nothing changes")
    going = ("Base 2026", "Customers lost", "Customers kept", "New customers", "Forecast differs")
    assert sum(told[step] for step in going) == whole
    assert sum(amount for step, amount in told.items() if step != "Goal 2027") == told["Goal 2027"] == 288
    assert chart.claim == "0.9M of the goal is explained by nothing in this plan"


AMOUNT = st.integers(-(10**9), 10**9)


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 10**9), min_size=5, max_size=5), st.lists(AMOUNT, min_size=5, max_size=5), AMOUNT, AMOUNT,
    st.lists(AMOUNT, max_size=12), st.sampled_from([1, 2]), st.booleans(),
)  # fmt: skip
def test_any_steps_add_up_as_printed(
    before: list[int], now: list[int], base: int, target: int, likely: list[int], digits: int, known: bool
) -> None:
    goal = pd.Series(
        {
            "goal_id": "g", "baseline": float(base), "target": float(target), "baseline_period": "2026",
            "first": "2027-01", "last": "2027-12", "demand_p50": 5e8 if known else math.nan,
        }
    )  # fmt: skip
    moves = pd.DataFrame(
        {
            "move": ("lost", "stayed", "returned", "new", "other"), "customers": [1] * 5, "before_cents": before,
            "now_cents": now,
        }
    )  # fmt: skip
    effects = [Declared(f"t{k}", f"T{k}", "", "2027-01", "2027-12", v, v, v, "s") for k, v in enumerate(likely)]
    scale = Scale.of(10**9)
    steps = printed_steps(build_of(goal, moves, effects), scale, digits)
    unit = scale.divisor * 100 / 10**digits
    told = [cents / unit for _, _, cents in steps]
    assert all(value == pytest.approx(round(value), abs=1e-6) for value in told)
    assert sum(round(value) for value in told[:-1]) == round(told[-1])
    exact = {"base": base, "target": target} | {f"{TACTIC}t{k}": v for k, v in enumerate(likely)}
    for key, label, cents in steps:  # each is printed as it rounds by itself
        if key in exact and "other tactics" not in label:
            assert cents == pytest.approx(scale.rounded(exact[key], digits), abs=1e-3)
    left = next((value for (key, _, _), value in zip(steps, told, strict=True) if key == "rounding"), 0.0)
    assert abs(left) <= (len(told) + 1) / 2  # of each figure at most half of the last digit
    assert sum(key.startswith(TACTIC) for key, _, _ in steps) == min(len(likely), 8)


def test_each_figure_is_rounded_by_itself_and_the_remainder_is_named(results: Results) -> None:
    """20 - 0.5849 + 0.193 + 1.2988 + 0.088 = 20.9949; printed 20.00 - 0.58 + 0.19 + 1.30 + 0.09 make 21.00."""
    goal = results.goal
    assert goal is not None

    def steps(*told: tuple[str, float]) -> pd.DataFrame:
        amounts = [(step, round(value * M)) for step, value in told]
        amounts.append(("target", sum(cents for _, cents in amounts)))
        return pd.DataFrame(
            [{"goal_id": "sales27", "step": s, "name": "", "amount_cents": c, "low_cents": math.nan,
              "high_cents": math.nan, "customers": 1, "source": ""} for s, c in amounts]
        )  # fmt: skip

    rows = steps(("base", 20.0), ("lost", -0.5849), ("new", 0.193), ("forecast", 1.2988), ("rest", 0.088))
    asked = goal.copy()
    asked[["baseline", "target"]] = [20.0 * M, 20.9949 * M]
    table = show.build_table(rows, asked, currency="EUR")
    assert isinstance(table, Table)
    assert [row[1] for row in table.rows] == ["20.00", "−0.58", "+0.19", "+1.30", "+0.09", "−0.01", "20.99"]
    assert table.rows[-2][0] == "Rounding"
    chart = show.target_build(rows, asked, currency="EUR")
    assert isinstance(chart, Chart)
    assert "Rounding" not in chart.desc
    assert "Not explained +0.1" in chart.desc
    # 20 - 0.56 + 0.14 + 0.14 = 19.72, though 20.0 - 0.6 + 0.1 + 0.1 make 19.6.
    apart = steps(("base", 20.0), ("lost", -0.56), ("new", 0.14), ("forecast", 0.14), ("rest", 1.2749))
    chart = show.target_build(apart, asked, currency="EUR")
    assert isinstance(chart, Chart)
    assert "If nothing changes 19.7M" in chart.desc
    assert "Each figure is rounded by itself: +0.1 is left." in chart.how


def test_every_part_is_explained_only_where_the_table_too_has_no_rest(results: Results) -> None:
    goal = results.goal.copy()
    goal[["baseline", "target"]] = [20.0 * M, 21.0 * M]

    def claim_and_rest(rest: float) -> tuple[str, list[str]]:
        told = (("base", 20.0), ("forecast", 1.0 - rest), ("rest", rest), ("target", 21.0))
        rows = pd.DataFrame(
            [{"goal_id": "sales27", "step": s, "name": "", "amount_cents": round(v * M), "low_cents": math.nan,
              "high_cents": math.nan, "customers": 1, "source": ""} for s, v in told]
        )  # fmt: skip
        table = show.build_table(rows, goal, currency="EUR")
        chart = show.target_build(rows, goal, currency="EUR")
        assert isinstance(table, Table)
        return chart.claim, [
            row[1] for row in table.rows if getattr(row[0], "text", row[0]) in ("Not explained", "Past the goal")
        ]

    assert claim_and_rest(0.032) == ("0.03M of the goal is explained by nothing in this plan", ["+0.03"])
    assert claim_and_rest(-0.032) == ("If people can serve it, the steps pass the goal by 0.03M", ["−0.03"])
    assert claim_and_rest(0.004) == ("Every part of the goal of 21.0M is explained by a step", [])
    assert claim_and_rest(0.32) == ("0.3M of the goal is explained by nothing in this plan", ["+0.32"])
    # Of a goal of 1.3M the gap is told in thousands.
    goal[["baseline", "target"]] = [1.2 * M, 1.323247 * M]
    assert show.figures(goal).money(0.032247 * M) == "32k"


def test_the_table_has_every_step_with_its_source_and_range(results: Results) -> None:
    goal = results.goal
    assert goal is not None
    table = show.build_table(results.goals.build, goal, currency="EUR")
    assert isinstance(table, Table)
    rows = {row[0].text: row for row in table.rows}  # type: ignore[union-attr]
    assert (rows["Food plants first"][0].note, *rows["Food plants first"][1:]) == (  # type: ignore[union-attr]
        "pilot 2026", "+1.10", "0.60 to 1.70",
    )  # fmt: skip
    assert rows["Customers lost"][0].note == "63 customers in twelve months"  # type: ignore[union-attr]
    assert list(rows) == [*list(rows)[:-2], "Not explained", "Goal"]


def test_without_input_nothing_is_shown(results: Results) -> None:
    goal, g = results.goal, results.goals
    assert goal is not None
    none = replace(g, build=g.build[:0], reverse_funnel=g.reverse_funnel[:0], even_chance=g.even_chance[:0])
    for told in (
        show.target_build(none.build, goal, currency="EUR"),
        show.build_table(none.build, goal, currency="EUR"),
        show.pipeline(none.reverse_funnel, none.pipeline_needed, none.pipeline_backtest, goal),
        show.pipeline_table(none.reverse_funnel, goal, currency="EUR"),
        show.even_table(none.even_chance, goal, tactics=True),
    ):
        assert isinstance(told, Refusal)
    page = goals_part(fakes.complete(goals=none))
    ids = [one.id for one in page.blocks]
    assert "build" in ids
    assert "pipeline" in ids
    assert not [one for one in page.blocks if isinstance(one, Block) and one.id in ("claim-build", "claim-pipeline")]


def test_why_the_funnel_is_refused_stands_there(results: Results) -> None:
    goal, funnel = results.goal, results.goals.reverse_funnel
    assert goal is not None
    refused = funnel[:1].assign(reason="no won deal has an amount")
    told = show.pipeline(refused, results.goals.pipeline_needed, results.goals.pipeline_backtest, goal)
    assert isinstance(told, Refusal)
    assert told.figure == "No won deal has an amount."


def test_needed_and_created_stand_side_by_side(results: Results) -> None:
    goal = results.goal
    assert goal is not None
    chart = show.pipeline(
        results.goals.reverse_funnel, results.goals.pipeline_needed, results.goals.pipeline_backtest, goal
    )
    assert isinstance(chart, Chart)
    assert chart.claim == "60 new deals a month are needed; 50 are created"
    assert "30% of those of Nov 2026, 0% of Dec 2027. At 50 deals a month (54 in the last three) the" in chart.reading
    assert "disagree" not in chart.reading  # 25.0M lie inside the forecast's range
    table = show.pipeline_table(results.goals.reverse_funnel, goal, currency="EUR")
    assert isinstance(table, Table)
    assert [row[0].text for row in table.rows] == ["All", "DACH", "Benelux", "Nordics"]  # type: ignore[union-attr]
    assert table.head == ("Region", "Needed", "Today", "Won of closed", "Value")
    by_source = show.pipeline_table(results.goals.reverse_funnel.assign(dimension="source"), goal, currency="EUR")
    assert isinstance(by_source, Table)
    assert by_source.head[0] == "Source"
    months = results.goals.pipeline_needed
    one = months.assign(too_late=months.too_late | (months.month > "2026-11") & months.needed.notna())
    only = show.pipeline(results.goals.reverse_funnel, one, results.goals.pipeline_backtest, goal)
    assert isinstance(only, Chart)
    assert only.claim == "60 new deals in Nov 2026 are needed; 50 a month are created"


def test_how_near_the_deals_and_their_history_came_stands_beside_what_they_say(results: Results) -> None:
    """Off by 6M of 30M and by 3M of 30M; nine quarters are too few, and none say nothing."""
    goal, g = results.goal, results.goals
    assert goal is not None

    def reading(quarters: int) -> str:
        chart = show.pipeline(g.reverse_funnel, g.pipeline_needed, g.pipeline_backtest[:quarters], goal)
        assert isinstance(chart, Chart)
        return chart.reading

    assert reading(10).endswith(
        "In 10 past quarters the deals of the day missed what deals then won by 20%, their history alone by 10%."
    )
    assert reading(9).endswith(
        "Only 9 past quarters can be looked at: too few to say whether deals or their history tell more."
    )
    assert reading(1).endswith(
        "Only 1 past quarter can be looked at: too few to say whether deals or their history tell more."
    )
    assert reading(0).endswith("M.")


def test_the_price_of_ambition_has_tactics_market_and_customers_where_they_are_known(results: Results) -> None:
    goal, g = results.goal, results.goals
    assert goal is not None
    chart = show.ambition(g.ambition, g.levels, goal, currency="EUR", past_growths=g.past_growths)
    assert isinstance(chart, Chart)
    assert "With the effects of the tactics it is" in chart.reading
    assert chart.reading.endswith("+20% is more than in any of 3 past periods as long (the most was +9%).")
    table = show.ambition_table(g.ambition, goal, currency="EUR")
    assert table.head == ("Change", "Goal", "Alone", "Tactics", "Kept buy", "New")
    assert table.rows[0][0].note.endswith("of the market")  # type: ignore[union-attr]
    nothing = ["with_tactics", "implied_share", "growth_per_customer", "new_customers"]
    bare = g.ambition.assign(**dict.fromkeys(nothing, math.nan))
    assert show.ambition_table(bare, goal, currency="EUR").head == ("Change", "Goal", "Alone")
    alone = show.ambition(bare, g.levels, goal, currency="EUR")
    assert isinstance(alone, Chart)
    assert "tactics" not in alone.reading + alone.how
    assert "stretch" not in alone.reading


def test_a_win_rate_above_one_is_no_win_rate(results: Results) -> None:
    goal, even = results.goal, results.goals.even_chance
    assert goal is not None
    table = show.even_table(even, goal, tactics=False)
    assert isinstance(table, Table)
    assert table.rows[-1] == ("Win rate", "29%", "33%", "+14%")
    assert [row[0] for row in table.rows] == ["Price", "Volume", "Win rate"]
    assert table.caption == "What alone would give the goal an even chance (from demand alone, people not counted)"
    far = show.even_table(even.assign(needed=math.nan, change=math.nan), goal, tactics=True)
    low = show.even_table(even.assign(change=-1.0), goal, tactics=True)
    assert isinstance(far, Table)
    assert isinstance(low, Table)
    assert [row[2:] for row in far.rows] == [("out of reach", DASH)] * 3
    assert [row[2:] for row in low.rows] == [("any would do", DASH)] * 3
    assert low.caption.endswith("(tactics counted, people not)")


def test_where_what_is_created_speaks_against_the_forecast_both_panels_say_it(results: Results) -> None:
    """The forecast's range ends at about 27M: 27.5M of the pipeline lie outside, and so do 13M."""
    goal, g = results.goal, results.goals
    assert goal is not None

    def panels(supported: float) -> tuple[str, str]:
        funnel = g.reverse_funnel.assign(supported_cents=g.reverse_funnel.supported_cents * supported / 25e8)
        landed = fan(g.history, g.paths, goal, currency="EUR", funnel=funnel)
        chart = show.pipeline(funnel, g.pipeline_needed, g.pipeline_backtest, goal)
        assert isinstance(landed, Chart)
        assert isinstance(chart, Chart)
        return landed.reading, chart.reading

    for supported in (13e8, 1.3 * float(goal.demand_p90)):
        assert [": they disagree." in text for text in panels(supported)] == [True, True]
    agreed = panels(float(goal.demand_p50))
    assert ["disagree" in text for text in agreed] == [False, False]
    assert "pipeline" not in agreed[0]
    assert "the pipeline supports about" in agreed[1]
    unknown = g.reverse_funnel.assign(supported_cents=math.nan)
    assert support(unknown, goal) == ("", False)


def test_deals_that_speak_against_the_forecast_stand_on_the_first_screen_and_others_do_not(results: Results) -> None:
    goal, funnel = results.goal, results.goals.reverse_funnel
    far = funnel.assign(supported_cents=11.0 * M)
    assert disagreement(far, goal) == ["today’s deals support about 11.0M, the forecast says 25.6M"]
    inside = funnel.assign(supported_cents=float(goal.demand_p50))
    assert disagreement(inside, goal) == []
    shown = whole.first_screen(
        replace(results.goals, reverse_funnel=far), results.resources, results.quality, strategies=results.strategies,
        currency="EUR",
    )  # fmt: skip
    assert "oday’s deals support about 11.0M" in shown.caveat


def test_without_tactics_no_chance_with_them_is_told(results: Results) -> None:
    told = [
        dict(verdict_notes(results.goals, results.resources, tactics=some).items)["Demand"] for some in (True, False)
    ]
    assert "With tactics: " in told[0]
    assert told[1].endswith("No tactic has an effect declared.")
    assert "With" not in told[1]


def test_a_goal_without_a_known_base_keeps_its_chance_and_has_no_change_from_nothing(results: Results) -> None:
    g = results.goals
    known = g.goals[g.goals.goal_id == "sales27"]
    no_base = {"baseline": math.nan, "change": math.nan, "p_demand": 0.06, "p_low": 0.0, "p_high": 0.2}
    unknown, nothing = known.assign(**no_base), known.assign(baseline=0.0, change=math.nan)
    told = show.ambition(g.ambition[:0], g.levels, unknown.iloc[0], currency="EUR")
    assert isinstance(told, Refusal)
    assert told.figure.startswith("The market alone gives 28.8M a chance of 6%. The base is not known")
    none = show.ambition(g.ambition[:0], g.levels, known.assign(p_demand=math.nan).iloc[0], currency="EUR")
    assert isinstance(none, Refusal)
    assert none.figure == "The forecast has no paths for this goal."
    changes = [show.baselines_table(goals, currency="EUR").rows[0][2] for goals in (known, unknown, nothing)]
    assert changes == ["+20%", DASH, "n/a (from 0)"]
