"""Sentences follow the data: with an effect of the sample off or turned round, what rests on it says something else.

So do figures with another seed; what stands still is listed, with the entry it rests on, and moves when that is edited.
"""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.sample.edits import RESTS_ON_FIXED_FILES, RESTS_ON_PLAN, edit
from tests.sample.pages import ROOT, SAMPLE, Variant, Words, pages

pytestmark = pytest.mark.slow

# Effect of the sample -> what the page says because of it, whether it is switched off or turned round.
# `row CAPTION | HEAD` are rows of tables; {R020} is the seller's name.
DEPENDS: dict[str, tuple[str, ...]] = {
    "segment_growth": (
        "claim-mix-segment.claim",
        "mix-segment.desc",
        "mix-segment.reading",
        "row Bookings by segment* | Food",
        "market.claim",
        "trend.reading",
        "row Trend * | Food*",
        "claim-swot.claim",
        "swot.reading",
        "claim-segments.claim",
        "segments.reading",
        "row Segments* | Food plants",
    ),
    "segment_decline": (
        "mix-segment.desc",
        "mix-segment.reading",
        "row Bookings by segment* | Chemicals",
        "trend.reading",
        "row Trend * | Chemicals*",
        "claim-swot.claim",
        "swot.reading",
        "row Segments* | Chemical plants",
    ),
    "competitor": (
        "claim-rivals.claim",
        "rivals.desc",
        "rivals.reading",
        "row Closed deals* | Corvex",
        "claim-swot.claim",
        "swot.reading",
        "segments.reading",
        "claim-measures.claim",
        "measures.reading",
        "measures.Win rate*",
        "measures.Conversion*",
        "signal.desc",
        "signal.reading",
        "claim-triggers.claim",
        "triggers.reading",
        "claim-pipeline.claim",
        "pipeline.desc",
        "pipeline.reading",
    ),
    # No sentence reads the spend on media yet: the effect shows in the web shop's sales, and through them in the total.
    "saturation": (
        "channels.desc",
        "row Channels* | online",
        "measures.Bookings*",
        "measures.Revenue growth*",
        "trend.desc",
        "season.desc",
        "forecast.desc",
        "baselines.reading",
        "first.Goal",
        "first.With this plan",
        "first.If nothing changes",
        "first.base",
    ),
    "ramp": ("row Attainment* | {R020}",),  # R023 is not among the fifteen that the page shows
    "kpi_break": (
        "measures.Customer satisfaction*",
        "row Measures* | Customer satisfaction",
        "row Goals and what* | CSAT Q4 2027",
    ),
    "trend": (
        "claim-trend.claim",
        "trend.desc",
        "trend.reading",
        "row Trend * | All",
        "claim-swot.claim",
        "first.chance",
        "first.Goal",
        "first.With this plan",
        "first.If nothing changes",
        "first.Short of goal",
        "first.holds",
        "first.option-1",
        "first.option-2",
        "first.base",
        "claim-forecast.claim",
        "forecast.desc",
        "forecast.reading",
        "baselines.reading",
        "verdict.Demand",
        "reliability.desc",
        "reliability.reading",
        "backtest.claim",
        "claim-replan.claim",
        "claim-build.claim",
        "build.desc",
        "build.reading",
        "claim-ambition.claim",
        "ambition.desc",
        "ambition.reading",
        "even-chance.reading",
        "claim-bridge.claim",
        "bridge.desc",
        "bridge.reading",
        "smart.reading",
        "smart-sales27.Measurable",
        "smart-sales27.Achievable",
        "claim-capacity.claim",
        "capacity.desc",
        "capacity.reading",
        "claim-quotas.claim",
        "quotas.desc",
        "channels.desc",
        "measures.Bookings*",
        "measures.Revenue growth*",
        "claim-tracking.claim",
        "tracking.desc",
        "tracking.reading",
    ),
    "seasonality": (
        "season.claim",
        "season.desc",
        "season.reading",
        "claim-breakdown.claim",
        "quotas.desc",
        "quotas.reading",
        "forecast.desc",
        "first.holds",
        "first.base",
        "claim-tracking.claim",
        "tracking.reading",
    ),
}

# What only one of the two changes: a count or a status that need not move with every change of its figures.
ONLY: dict[tuple[str, str], tuple[str, ...]] = {
    ("off", "ramp"): ("attainment.reading",),  # turned round, R020 stays under 100% as in the sample
    ("turn", "kpi_break"): ("claim-measures.claim", "measures.reading", "claim-smart.claim"),  # off, 85% is under 88%
    ("turn", "trend"): ("mix-segment.desc", "claim-segments.claim"),
}

# Sentences that give figures of the data in whole points and say the same under the other seeds, and where they move.
STEADY: dict[str, tuple[str, str]] = {
    "mix-segment.desc": ("off", "segment_growth"),
    "swot.reading": ("off", "segment_growth"),
    "claim-segments.claim": ("off", "segment_growth"),
    "verdict.People": ("off", "trend"),
}

# What counts months and origins of the history, which all variants have alike, and a test that each of them passes.
COUNTS = ("claim-reliability.claim", "coherence.reading")

# Words of ours: what a measure or a method is, headings, and the parameters of the run (see the test of them below).
DEFINITIONS = (
    "definitions.*",
    "method.*",
    "verdict.Words",
    "ambition-table.reading",
    "claim-method.claim",
    "claim-assumptions.claim",
    "assumptions.Seed",
    "assumptions.Scenario",
)

EFFECTS = tuple(DEPENDS)
STATES = ("off", "turn")
BASE, SEEDS, EDITED, ALL_OFF = "committed", ("seed 4242", "seed 7"), "edited", "all off"
VARIANTS = (
    Variant(BASE),
    Variant(SEEDS[0], seed=4242),
    Variant(SEEDS[1], seed=7),
    *(Variant(f"off {effect}", off=(effect,)) for effect in EFFECTS),
    *(Variant(f"turn {effect}", turn=(effect,)) for effect in EFFECTS),
    Variant(EDITED, edit=edit),
    Variant(ALL_OFF, off=EFFECTS),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Words]:
    """What each variant's page says, by the variant's name."""
    return pages(VARIANTS, tmp_path_factory.mktemp("pages"))


def sentences(words: Words) -> Words:
    """Without the rows of tables."""
    return {name: text for name, text in words.items() if not name.startswith(("row ", "rep "))}


def matching(words: Words, pattern: str) -> list[str]:
    """Names on the committed page; a name that has gone from the page is to be mended here."""
    wanted = re.sub(r"{(\w+)}", lambda found: words[f"rep {found[1]}"], pattern)
    names = [name for name in words if fnmatchcase(name, wanted)]
    assert names, f"the page says nothing called {wanted!r}: renamed or gone? Then mend DEPENDS"
    return names


def unmoved(base: Words, words: Words, patterns: tuple[str, ...]) -> str:
    """What the other page says in the same words as the committed one, to be printed; '' where all differs."""
    names = [name for pattern in patterns for name in matching(base, pattern)]
    return "\n".join(f"{name}: {words[name]}" for name in names if words.get(name) == base[name])


def test_every_effect_of_the_generator_is_listed() -> None:
    from generator import EFFECTS as PLANTED

    assert set(DEPENDS) == set(PLANTED)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("effect", EFFECTS)
def test_what_rests_on_an_effect_changes_or_goes_with_it(told: dict[str, Words], effect: str, state: str) -> None:
    patterns = (*DEPENDS[effect], *ONLY.get((state, effect), ()))
    still = unmoved(told[BASE], told[f"{state} {effect}"], patterns)
    assert not still, f"{effect} {state}, and yet the page says as before:\n{still}"


def test_another_seed_changes_every_sentence_that_rests_on_data(told: dict[str, Words]) -> None:
    explained = (*DEFINITIONS, *COUNTS, *RESTS_ON_PLAN, *RESTS_ON_FIXED_FILES, *STEADY)
    still = [
        f"{name}: {text}"
        for name, text in sentences(told[BASE]).items()
        if all(told[seed].get(name) == text for seed in SEEDS)
        and not any(fnmatchcase(name, pattern) for pattern in explained)
    ]
    assert not still, "the same under three seeds, and not explained:\n" + "\n".join(still)


@pytest.mark.parametrize("name", STEADY)
def test_a_figure_in_whole_points_that_no_seed_moved_is_moved_by_an_effect(told: dict[str, Words], name: str) -> None:
    assert told[BASE][name] != told[" ".join(STEADY[name])].get(name)


def test_what_is_said_to_rest_on_plan_yml_alone_does_not_move_with_the_data(told: dict[str, Words]) -> None:
    moved = [
        f"{variant}: {name}: {words.get(name)}"
        for variant, words in told.items()
        for name in RESTS_ON_PLAN
        if variant != EDITED and words.get(name) != told[BASE][name]
    ]
    assert not moved


@pytest.mark.parametrize(("name", "word"), [*RESTS_ON_PLAN.items(), *RESTS_ON_FIXED_FILES.items()])
def test_what_rests_on_an_entry_changes_with_it(told: dict[str, Words], name: str, word: str) -> None:
    before, after = told[BASE][name], told[EDITED].get(name, "")
    assert after != before, f"edited, and yet the page says: {before}"
    assert word in after, after
    assert not word or word not in before, f"{word!r} stood there before the edit: it proves nothing"


def test_seed_and_scenario_are_those_of_the_run() -> None:
    from salesplan_nb.fiscal import CalendarMonths, PlanYear
    from salesplan_nb.report.behind import assumptions

    plan = SimpleNamespace(
        attrition=None,
        over_assignment=None,
        breakdown=None,
        market=(),
        accepted_risks=(),
        examples=(),
        plan_year=PlanYear("2027-01", "2027-12", CalendarMonths()),
    )
    said = dict(assumptions(plan, 7, "Four hires").items)
    assert said["Scenario"].startswith("Four hires")
    assert said["Seed"].startswith("7;")
    assert dict(assumptions(plan, 8).items)["Scenario"] != said["Scenario"]


def test_no_page_holds_a_gap_where_words_should_stand(told: dict[str, Words]) -> None:
    gap = re.compile(r"\b(nan|NaN|None(?! of )|NaT|inf)\b|[{}]|\s[.,;]|\b0 of 0\b|^\s*$")
    found = [
        f"{variant}: {name}: {text}"
        for variant, words in told.items()
        for name, text in sentences(words).items()
        if gap.search(text)
    ]
    assert not found, "\n".join(found)


def test_without_any_effect_the_page_says_so(told: dict[str, Words]) -> None:
    still = unmoved(told[BASE], told[ALL_OFF], ("claim-mix-segment.claim", "claim-trend.claim", "claim-rivals.claim"))
    assert not still, f"all effects off, and yet the page says as before:\n{still}"
    assert {name.split(".")[0] for name in sentences(told[ALL_OFF])} >= {"first", "forecast", "claim-quotas"}


# ---------------------------------------------------------------------------------------------- no word of the sample

# Ordinary words that are also names in the sample: a skill has a level; and a given name that is a word of Jinja.
ORDINARY = {"Level", "Service", "In house", "Elif"}
# Where a name is an example in a hint of `salesplan check`, not a word of the page.
HINTS = {
    "salesplan_nb/objectives/evidence.py",
    "salesplan_nb/workspace/where.py",
    "salesplan_nb/proposal/values.py",  # names of countries
}


@pytest.fixture(scope="module")
def names() -> re.Pattern[str]:
    """Names in the sample's files: company, people, regions, countries, segments, competitors, products, customers."""
    columns = {
        "reps": ("name", "rep_id", "region"),
        "customers": ("name", "industry", "country", "region"),
        "opportunities": ("competitor", "product_family"),
        "products": ("name", "family", "product_id"),
    }
    found = {"Halden", "EuroSens"}
    for file, wanted in columns.items():
        with (SAMPLE / "data" / f"{file}.csv").open(encoding="utf-8", newline="") as opened:
            found |= {row[column] for row in csv.DictReader(opened) for column in wanted}
    with (SAMPLE / "data" / "reps.csv").open(encoding="utf-8", newline="") as opened:
        found |= {part for row in csv.DictReader(opened) for part in row["name"].split()}
    ours = sorted(map(re.escape, found - ORDINARY - {""}), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(ours)})(?!\w)", re.IGNORECASE)


def strings(source: str) -> Iterator[str]:
    """String constants of a module, those that stand alone (docstrings) left out."""
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def test_no_module_holds_a_name_of_the_sample(names: re.Pattern[str]) -> None:
    found = [
        f"{place}: {text!r}"
        for path in sorted((ROOT / "salesplan_nb").rglob("*.py"))
        if "_resources" not in path.parts and (place := path.relative_to(ROOT).as_posix()) not in HINTS
        for text in strings(path.read_text(encoding="utf-8"))
        if names.search(text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("folder", ["templates/report", "notebooks"])
def test_no_template_and_no_notebook_holds_a_name_of_the_sample(names: re.Pattern[str], folder: str) -> None:
    found = [
        f"{path.name}: {hit[0]}"
        for path in sorted((ROOT / folder).iterdir())
        if path.is_file()
        for hit in names.finditer(written(path))
    ]
    assert not found, "\n".join(found)


def written(path: Path) -> str:
    """What we wrote in a file: all of it, of a notebook the sources of its cells."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return text
    return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
