"""Where past ranges did not hold, every chance of a goal has 'not calibrated' beside it; where they did, nothing has.

Beside: in the same sentence, or in the caption of the table or drawing that it stands in.
"""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass, field, replace
from functools import cache
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest

from salesplan_nb.report import budget, workbook
from salesplan_nb.report.approval import Approval, Figures
from salesplan_nb.report.landing import fan
from salesplan_nb.report.objects import Chart, Table
from salesplan_nb.report.page import Page, page
from salesplan_nb.report.sections import Results
from salesplan_nb.report.widgets import AmbitionExplorer, ambition_explorer
from tests.report import fakes

M = fakes.M
MARK = "not calibrated"
CHANCE = re.compile(
    r"(?:about|less than|more than) \d+ in 100?\b|\b\d+ in 100?\b|\beven chance\b"
    r"|\bchance\b[^.]*\d%|\d of 100? simulated years|\d% of simulated paths",
    re.IGNORECASE,
)
"""A chance as the page prints it: in words, in percent, as a share of simulated years."""
RANGE = re.compile(
    r"(?:hold|holds) 8 in 10|8 in 10(?= between|:|\.? *$|; past)|8 in 10 outcomes lie|8 in 10 would be \d+ of \d+"
    r"|8-in-10"
    r"|In \d+ of 10 simulated years we run out[^.]*|it is enough in [^.]*|people run short in [^.]*",
    re.IGNORECASE,
)
"""What is no chance of a goal: the range that a forecast names, and how often people are too few."""
RULE = re.compile(r"under \d+%: will almost surely miss.*")
PAST = ("claim-reliability", "claim-backtest", "claim-signal", "claim-triggers")
"""Blocks whose chances are those of past goals, or of triggers."""
UNITS = {"p", "li", "caption", "figcaption", "h1", "h2", "h3", "h4", "dt", "dd", "th", "td", "summary"}
DRAWN = {"title", "desc", "text"}


@dataclass
class Unit:
    """A piece of text that is read as one: its kind, what heads it, its words."""

    kind: str
    head: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


class Units(HTMLParser):
    """The page in units; a cell is headed by its table's caption and heads, a word of a drawing by its caption."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.units: list[Unit] = []
        self._open: list[tuple[str, Unit | None]] = []
        self._head = ""
        self._past = 0
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in ("meta", "br", "img", "link", "input", "hr"):
            return
        self._silent += tag in ("style", "script")
        self._past += self._past > 0 or (tag == "article" and told.get("id") in PAST)
        if tag in ("table", "figure"):
            self._head = ""
        unit = None
        if tag in UNITS | DRAWN or (told.get("class") or "") == "caveat":
            unit = Unit(tag, self._head if tag in {"td", "th"} | DRAWN else "")
            if not self._past:
                self.units.append(unit)
        self._open.append((tag, unit))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A shape of a drawing: nothing is inside."""

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, unit = self._open.pop()
            self._silent -= name in ("style", "script")
            self._past -= self._past > 0
            if unit is not None and name in ("caption", "figcaption"):
                self._head = unit.text
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        inner = next((unit for _, unit in reversed(self._open) if unit is not None), None)
        if inner is not None and not self._silent:
            inner.words.append(data)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def chances(text: str) -> list[str]:
    """The sentences of a text that hold a chance of a goal."""
    return [one for one in sentences(text) if CHANCE.search(RULE.sub("", RANGE.sub("", one)))]


def bare_of_it(html: str) -> list[str]:
    """Sentences that hold a chance without the words beside it."""
    found = []
    for unit in Units(html).units:
        if MARK in unit.head.lower():
            continue
        found += [f"{unit.kind}: {one}" for one in chances(unit.text) if MARK not in one.lower()]
    return found


def with_chances(html: str) -> list[str]:
    return [one for unit in Units(html).units for one in chances(unit.text)]


def approved(p: float) -> Approval:
    figures = Figures(
        "EUR", "sales27", "2027-01", "2027-12", round(28.8 * M), round(24 * M),
        (round(25 * M), round(27 * M), round(29 * M)), (1, 2, 3), p, None, None, (),
    )  # fmt: skip
    return Approval("A. Name", "2026-10-14", "r1", "b" * 64, "c" * 64, figures, {})


@cache
def plans(calibrated: bool) -> tuple[Results, ...]:
    """Plans that print every sentence with a chance: of what holds back, missed and reached."""
    goals = fakes.goals(calibrated=calibrated)
    people = fakes.complete(goals=goals, approval=approved(0.4))
    demand = fakes.complete(goals=goals, resources=fakes.resources(capacity=False), approval=approved(0.28))
    safe = fakes.resources(plan_ends=(28.9, 29.4, 31.0), chance=0.8)
    reached = fakes.complete(goals=fakes.goals(target=24.0, calibrated=calibrated), resources=safe)
    lacking, both, enough = (
        replace(people, resources=replace(safe, facts=replace(safe.facts, binds=0.2, chance=p, **lifted)))
        for p, lifted in (
            (0.3, {"p_tactics": 0.4, "capacity_chance": 0.8}),
            (0.3, {"p_tactics": 0.6, "capacity_chance": 0.8}),
            (0.92, {"p_tactics": 0.95, "capacity_chance": 0.96}),
        )
    )
    return people, demand, reached, lacking, both, enough


@cache
def pages(calibrated: bool) -> tuple[Page, ...]:
    return tuple(page(results, fakes.IDENTITY) for results in plans(calibrated))


@pytest.mark.parametrize("which", range(6))
def test_every_chance_of_a_goal_has_the_words_beside_it(which: int) -> None:
    html = pages(False)[which].html
    assert len(with_chances(html)) > 10
    assert bare_of_it(html) == []


@pytest.mark.parametrize("which", range(6))
def test_a_calibrated_chance_has_nothing_beside_it(which: int) -> None:
    html = pages(True)[which].html
    assert len(bare_of_it(html)) > 10
    assert MARK not in html.lower()


def test_the_page_of_little_history_says_it_too() -> None:
    html = page(fakes.minimal(), fakes.IDENTITY).html
    assert with_chances(html)
    assert bare_of_it(html) == []


def test_tables_and_drawings_of_chances_say_it_where_their_cells_are_bare() -> None:
    for made in pages(False):
        heads = [unit.text for unit in Units(made.html).units if unit.kind in ("caption", "figcaption", "th")]
        told = [head for head in heads if re.search(r"\bchances?\b", head, re.IGNORECASE)]
        assert len(told) == 3  # the price of ambition, its table, and what would give an even chance
        assert [head for head in told if MARK not in head] == []


def test_once_a_sentence_is_enough() -> None:
    told = [one for made in pages(False) for unit in Units(made.html).units for one in sentences(unit.text)]
    assert [one for one in told if one.lower().count(MARK) > 1] == []


@pytest.mark.parametrize("calibrated", [False, True])
def test_claims_keep_their_length(calibrated: bool) -> None:
    claims = [words for made in pages(calibrated) for _, name, words in made.told() if name.endswith(".claim")]
    assert [claim for claim in claims if len(claim) > 72] == []


def texts(calibrated: bool) -> list[tuple[str, str]]:
    """What the cover of plan.xlsx says in each row: its words, and its head where it is a table of options."""
    data = workbook.workbook(plans(calibrated)[0], fakes.IDENTITY)
    cover: Any = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Cover"]
    return [
        (str(cell.value), " ".join(str(c.value) for c in row if c.value is not None))
        for row in cover.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]


def test_the_cover_of_the_workbook_says_it_beside_each_chance() -> None:
    told = texts(False)
    assert next(row for _, row in told if row.startswith("Chance")).endswith(f", {MARK}")
    assert any(text == f"Chance then, {MARK}" for text, _ in told)
    assert [text for text, _ in told if any(MARK not in one for one in chances(text))] == []
    assert not [text for text, _ in texts(True) if MARK in text.lower()]


def explorer(calibrated: bool) -> AmbitionExplorer:
    g = fakes.goals(calibrated=calibrated)
    made = ambition_explorer(g.ambition, g.levels, g.goals.iloc[0], currency="EUR", past_growths=g.past_growths)
    assert isinstance(made, AmbitionExplorer)
    return made


def test_the_slider_says_it_at_every_place() -> None:
    without, with_it = explorer(True), explorer(False)
    for at in range(with_it.slider.steps):
        assert with_it.told(at) == without.told(at).removesuffix(".") + f", {MARK}."
        assert MARK in re.findall(r"<text[^>]*>([^<]*)</text>", with_it.drawing(at))
        assert MARK not in without.drawing(at)


def test_the_tables_and_the_fan_of_the_notebooks_say_it() -> None:
    table = budget.options_table(fakes.resources().options, currency="EUR", calibrated=False)
    plain = budget.options_table(fakes.resources().options, currency="EUR", calibrated=True)
    assert isinstance(table, Table)
    assert isinstance(plain, Table)
    assert table.caption == "Options and their chance, not calibrated, M EUR".replace("M EUR", plain.caption[9:])
    for calibrated in (False, True):
        g = fakes.goals(calibrated=calibrated)
        drawn = fan(g.history, g.paths, g.goals.iloc[0], currency="EUR")
        assert isinstance(drawn, Chart)
        assert drawn.reading.endswith(f", {MARK}.") != calibrated
        unknown = fan(g.history, g.paths, g.goals.iloc[0].copy().replace(g.goals.p_demand[0], math.nan), currency="EUR")
        assert isinstance(unknown, Chart)
        assert MARK not in unknown.reading
