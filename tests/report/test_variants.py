"""Plans that are unlike the sample, and names that try to break out: all become a page that says so."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from typing import Any

import pandas as pd
import pytest

from salesplan_nb.objectives import Objectives
from salesplan_nb.report import goals, market, signals
from salesplan_nb.report.objects import Block, Chart, Refusal, Table
from salesplan_nb.report.page import page
from salesplan_nb.results import framed
from tests.report import fakes
from tests.report.test_page import Tree


def told(results: Any) -> dict[str, str]:
    return {name: words for _, name, words in page(results, fakes.IDENTITY).told()}


@pytest.mark.parametrize("name", fakes.NASTY)
def test_a_name_from_outside_is_text_wherever_it_stands(name: str) -> None:
    made = page(fakes.nasty(name), fakes.IDENTITY)
    tree = Tree(made.html)
    tags = Counter(tag for tag, _ in tree.elements)
    assert not tags.keys() & {"img", "iframe"}
    assert tags["script"] == 1  # ours; test_page compares it whole
    assert not [k for _, a in tree.elements for k in a if k.startswith("on")]
    assert all(re.match(r"#|notebooks/0[1-6]_[a-z]+\.html$", a["href"]) for _, a in tree.elements if a.get("href"))  # type: ignore[arg-type]
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", made.html)
    ids = [a["id"] for _, a in tree.elements if a.get("id")]
    assert len(ids) == len(set(ids))
    shown = unescape(made.html)
    assert name.replace("\x00", "\ufffd").replace("\x0b", "\ufffd")[:10].strip() in shown
    for _, one in made.shown:
        if isinstance(one, Block):
            assert len(one.claim) <= 72


def test_a_long_name_is_whole_in_the_title() -> None:
    name = "W" * 500
    assert f'title="{name}"' in page(fakes.nasty(name), fakes.IDENTITY).html


def test_dollars_are_drawn_and_not_set_as_mathematics() -> None:
    made = page(fakes.nasty("US$5M $x_$"), fakes.IDENTITY).html
    drawing = re.search(r'aria-labelledby="mix-segment-t.*?</svg>', made, re.DOTALL)
    assert drawing
    assert "US$5M $x_$" in re.findall(r"<text[^>]*>([^<]*)</text>", drawing[0])


@pytest.mark.parametrize("reps", [1, 16, 200])
def test_the_heat_map_holds_any_number_of_reps(reps: int) -> None:
    made = page(fakes.complete(resources=fakes.resources(reps)), fakes.IDENTITY)
    assert len(made.html.encode()) < 400_000
    heat = re.search(r'aria-labelledby="quotas-t.*?</svg>', made.html, re.DOTALL)
    assert heat
    assert len(re.findall(r"\d others", heat[0])) == (1 if reps > 15 else 0)
    words = told(fakes.complete(resources=fakes.resources(reps)))
    assert words["claim-quotas.claim"].startswith("One rep carries" if reps == 1 else f"{reps} reps carry")


def test_without_capacity_the_chance_is_said_to_be_from_demand_alone() -> None:
    words = told(fakes.complete(resources=fakes.resources(capacity=False)))
    assert "From demand alone" in words["first.caveat"]
    assert words["capacity.cannot"] == "Capacity is not planned yet."
    assert "people" not in words["bridge.desc"].lower()


def test_an_uncalibrated_forecast_is_called_so_beside_the_chance() -> None:
    words = told(fakes.complete(goals=fakes.goals(calibrated=False)))
    assert words["first.chance"] == "Chance: about 3 in 10 (28%; 19 to 39%, not calibrated)"
    assert words["first.caveat"] == "Past ranges did not hold as they should."
    assert "first.caveat" not in told(fakes.complete())


def test_a_goal_below_its_base_is_a_goal_like_any_other() -> None:
    sure = fakes.resources(chance=0.97)
    sure = replace(sure, facts=replace(sure.facts, chance_low=0.9, chance_high=0.99))
    words = told(fakes.complete(goals=fakes.goals(target=22.8), resources=sure))
    assert words["first.verdict"] == "We will almost surely reach EUR 22.8M (−5%)."
    assert words["claim-bridge.claim"].endswith("the plan lies 5.1M above the goal")


def test_a_base_of_zero_is_no_percentage() -> None:
    words = told(fakes.complete(goals=fakes.goals(base=0.0)))
    assert "(n/a (from 0))." in words["first.verdict"]
    assert "from 0.0M" in words["first.Goal"]


def test_no_signal_is_said() -> None:
    words = told(fakes.complete(measures=fakes.measures(signal=False)))
    assert words["claim-signal.claim"].startswith("No signal in one measure")
    assert words["claim-triggers.claim"] == "The trigger is quiet"


def test_a_near_certain_miss_is_less_than_one_in_a_hundred() -> None:
    words = told(fakes.complete(resources=fakes.resources(chance=0.0)))
    assert words["first.chance"].startswith("Chance: less than 1 in 100 (under 1%")


def test_sentences_change_with_the_result_that_they_are_about() -> None:
    before, after = (
        told(fakes.complete()),
        told(fakes.complete(objectives=fakes.objectives(("Food", "Chemicals", "Pharma", "Water"), rival="Tessera"))),
    )
    assert {k for k in before if before[k] != after.get(k)} >= {"claim-rivals.claim", "rivals.desc", "rivals.reading"}
    other = told(fakes.complete(resources=fakes.resources(plan_ends=(28.9, 29.4, 31.0), chance=0.8)))
    changed = {k for k in before if before[k] != other.get(k)}
    assert changed >= {
        "first.verdict",
        "first.chance",
        "first.With this plan",
        "claim-forecast.claim",
        "forecast.desc",
        "claim-bridge.claim",
    }


def test_the_printed_steps_of_the_bridge_add_up() -> None:
    desc = told(fakes.complete())["bridge.desc"]
    steps = [float(v.replace("−", "-")) for v in re.findall(r" ([+−]?\d+\.\d)M?[;.]", desc)]
    base, nothing, plan, goal = steps[0], steps[2], steps[-3], steps[-1]
    assert round(base + steps[1], 1) == nothing
    assert round(nothing + sum(steps[3:-3]), 1) == plan
    assert round(plan + steps[-2], 1) == goal


def test_a_plan_without_a_goal_in_money_says_what_to_add() -> None:
    results = fakes.complete()
    from dataclasses import replace

    goals = replace(results.goals, facts=replace(results.goals.facts, main_goal=""))
    made = page(fakes.complete(goals=goals), fakes.IDENTITY)
    assert isinstance(made.shown[0][1], Refusal)
    assert "No goal in money is planned yet." in made.html


def test_a_run_ends_where_the_other_side_of_the_mean_begins() -> None:
    # Months 2 to 4 lie below the mean, 5 to 7 above it: the last run is that of the last three.
    below = [False, False, True, True, True, False, False, False]
    assert signals._tail_run([2, 3, 4, 5, 6, 7], below) == [5, 6, 7]
    assert signals._tail_run([2, 3, 4], below) == [2, 3, 4]
    assert signals._tail_run([0, 2, 3], below) == [2, 3]


def control_chart(kpi: str, unit: str, trigger: str) -> Chart:
    """Ten months of an index about 1 of a measure with a trigger on it."""
    level = pd.DataFrame(
        [(kpi, f"2026-{m:02d}", 1 + m % 2 / 10, 12, 1.05, 0.78, 1.32, False) for m in range(1, 11)],
        columns=["kpi", "month", "value", "n", "mean", "low", "high", "signal"],
    )
    kpis = pd.DataFrame({"kpi": [kpi], "name": [kpi.capitalize()], "unit": [unit]})
    made = signals.signal(level, kpis, pd.DataFrame({"kpi": [kpi], "when": [trigger]}))
    assert isinstance(made, Chart)
    return made


def test_a_trigger_in_money_has_no_place_on_the_axis_of_an_index() -> None:
    made = control_chart("revenue", "cents", "below 1900000")
    assert "trigger" not in made.svg
    assert made.title.startswith("Revenue by month")
    assert made.how.startswith("1 = the mean of the twelve months before, without the season")
    assert "trigger 90%" in control_chart("win_rate", "fraction", "below 90%").svg


def test_a_threshold_in_money_is_written_in_the_scale_that_readers_know() -> None:
    row = ("revenue", "below 1900000", 2, "call", "head", "quiet", "", 0.16)
    columns = ["kpi", "when", "months", "action", "owner", "state", "since", "false_alarm"]
    kpis = pd.DataFrame({"kpi": ["revenue"], "name": ["Revenue"]})
    table = signals.triggers_table(pd.DataFrame([row], columns=columns), kpis)
    assert isinstance(table, Table)
    assert "Revenue below 1.9M for 2 months" in str(table.rows[0][0])
    assert table.rows[0][2] == "about 2 in 10"


def split(*cells: tuple[str, str, int]) -> Table:
    """The breakdown of a goal of so much by region and family in January and April."""
    rows = [("g", month, *cell) for month in ("2027-01", "2027-04") for cell in cells]
    targets = pd.DataFrame(rows, columns=["goal_id", "month", "region", "product_family", "target"])
    made = goals.breakdown(targets, "g", currency="EUR")
    assert isinstance(made, Table)
    return made


def test_a_goal_is_broken_down_by_what_the_orders_have() -> None:
    """75 of 100 in either month."""
    both = split(("North", "Bikes", 7_500_000), ("South", "Bikes", 2_500_000))
    assert both.claim.startswith("North carries 75% of the goal")
    families = split(("unassigned", "Bikes", 7_500_000), ("unassigned", "Helmets", 2_500_000))
    assert families.claim.startswith("75% of the goal falls to Bikes; Q1 brings 50%")
    assert families.caption.startswith("Goal by product family and quarter")
    neither = split(("unassigned", "unassigned", 10_000_000))
    assert neither.claim == "Q1 brings 50% of the goal"
    assert neither.caption.startswith("Goal by quarter")
    assert "unassigned" not in str(neither)


def test_only_a_table_that_a_section_waits_for_is_called_missing() -> None:
    results = fakes.complete()
    columns = list(results.quality.inventory.columns)
    rows = [
        ("orders", True, 9, "2026-01-01", "2026-10-31", ""),
        ("rates", False, 0, "", "", "amounts in other currencies"),
        ("ratings", False, 0, "", "", "customer satisfaction"),
    ]
    quality = replace(results.quality, inventory=pd.DataFrame(rows, columns=columns))
    words = told(fakes.complete(quality=quality))
    assert words["quality-notes.Missing"] == "Without ratings: customer satisfaction."


def test_a_mix_that_cannot_be_shown_says_which_of_the_two_is_missing() -> None:
    short = framed(
        Objectives,
        "mix",
        [("segment", name, 0, 10, math.nan, math.nan, 0.5, math.nan) for name in ("Food", "Pharma")],
    )
    nobody = framed(Objectives, "mix", [])
    for table, words in ((short, "Orders of two whole years are needed."), (nobody, "Map a segment column")):
        refused = market.mix(table, "segment", "2026-10")
        assert isinstance(refused, Refusal)
        assert refused.lift.startswith(words)
    assert "tell no two segments apart" in market.mix(nobody, "segment", "2026-10").figure  # type: ignore[union-attr]


def test_a_team_without_managers_is_told_and_its_roles_stay() -> None:
    full = fakes.resources()
    alone = replace(full, team=full.team.assign(manager_id="", level=0))
    made = page(fakes.complete(resources=alone), fakes.IDENTITY)
    team = {one.id: one for part, one in made.shown if part == "team"}
    assert isinstance(team["org"], Refusal)
    assert team["org"].figure == f"{len(full.team)} people are known."
    assert "claim-roles" in team
    assert "claim-roles" not in {one.id for _, one in page(fakes.complete(), fakes.IDENTITY).shown}


def test_without_targets_no_measure_is_said_to_meet_them() -> None:
    full = fakes.measures()
    free = full.kpis.assign(target=math.nan, status="no target")
    none = replace(full, kpis=free, facts=replace(full.facts, on_target=0, with_target=0))
    words = told(fakes.complete(measures=none))
    assert words["claim-measures.claim"] == "No measure has a target yet"
    assert "measures.reading" not in words
    assert "measures.reading" in told(fakes.complete())
