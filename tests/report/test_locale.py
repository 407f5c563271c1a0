"""A page under another locale: the same figures, each written as people there write it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import openpyxl
import pytest

from salesplan_nb.goals.statement import statement
from salesplan_nb.number_formats import used
from salesplan_nb.report.objects import Block
from salesplan_nb.report.page import Page, page
from salesplan_nb.report.sections import Results
from salesplan_nb.report.workbook import workbook
from salesplan_nb.results import tables_of
from salesplan_nb.workspace.plan import Goal
from tests.report import fakes
from tests.report.test_page import Tree

NO_BREAK, NARROW = "\u00a0", "\u202f"
MARKS = {  # decimal mark, group mark, size of groups after the first, what stands before the percent sign
    "de_DE": (",", ".", 3, NO_BREAK),
    "fr_FR": (",", NARROW, 3, NO_BREAK),
    "en_IN": (".", ",", 2, ""),
    "de_CH": (".", "’", 3, ""),
}
LOCALES = list(MARKS)
MAKERS = {"full": fakes.complete, "bare": fakes.minimal}
VERSION = "0.1.0, seed 2027"
"""No number but a version stands there."""


@cache
def results(kind: str, locale: str | None) -> Results:
    made = MAKERS[kind]()
    if locale is None:
        return made
    return type(made)(**{**vars(made), "plan": made.plan.model_copy(update={"locale": locale})})


@cache
def made(kind: str, locale: str | None) -> Page:
    return page(results(kind, locale), fakes.IDENTITY)


def visible(one: Page) -> list[str]:
    """Text nodes, and the words that are read out instead of a drawing."""
    tree = Tree(one.html)
    read_out = [text for _, attributes in tree.elements for text in (attributes.get("aria-label"),) if text]
    return [text for text in (*tree.text, *read_out) if text.strip()]


@cache
def written_elsewhere() -> tuple[str, ...]:
    """Words that stages or the user wrote: they come into the page as they are, the longest first."""

    def words() -> Iterator[str]:
        made = results("full", None)
        for stage in vars(made).values():
            if not hasattr(stage, "__dataclass_fields__"):
                continue
            for name in tables_of(type(stage)):
                frame = getattr(stage, name)
                for column in frame.columns:
                    yield from (str(v) for v in frame[column] if isinstance(v, str))

    return tuple(sorted({w for w in words() if re.search(r"\d\D", w)}, key=len, reverse=True))


def ours(text: str) -> str:
    """What the page itself wrote of a text node."""
    for words in (*written_elsewhere(), VERSION):
        text = text.replace(words, "").replace(words[:1].upper() + words[1:], "")
    return text


def back(text: str, locale: str) -> str:
    """A text of that locale with its numbers in the default formats, by patterns that know nothing of Babel."""
    decimal, group, size, before = MARKS[locale]
    if before:
        text = re.sub(rf"(?<=\d){before}(?=%)", "", text)
    mark, point = re.escape(group), re.escape(decimal)
    number = re.compile(rf"\d{{1,3}}(?:{mark}\d{{{size}}})*(?:{mark}\d{{3}})(?:{point}\d+)?|\d+{point}\d+")

    def plain(match: re.Match[str]) -> str:
        whole, _, rest = match[0].replace(group, "").partition(decimal)
        return f"{int(whole):,}" + (f".{rest}" if rest else "")

    return number.sub(plain, text)


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("locale", LOCALES)
def test_the_figures_are_those_of_the_default_page_and_only_their_marks_differ(kind: str, locale: str) -> None:
    before, after = visible(made(kind, None)), visible(made(kind, locale))
    assert [back(text, locale) for text in after] == before


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("locale", LOCALES)
def test_no_number_is_left_that_is_written_as_the_default_page_writes_it(kind: str, locale: str) -> None:
    english = {
        "de_DE": r"\d,\d{3}(?!\d)|\d\.\d(?!\d\d)|\d%",  # a part of three digits behind a mark is a group there
        "fr_FR": r"\d,\d{3}(?!\d)|\d\.\d|\d%",
        "en_IN": r"\d{2},?\d{3},\d{3}|\d{3},\d{3}(?!\d)",
        "de_CH": r"\d,\d",
    }[locale]
    found = [text for text in visible(made(kind, locale)) if re.search(english, text)]
    assert [text for text in found if re.search(english, ours(text))] == []


def test_the_page_holds_numbers_of_every_form_that_a_locale_writes_otherwise() -> None:
    text = "\n".join(visible(made("full", "de_DE")))
    for form in (r"\d,\dM", r"\d\.\d{3}", rf"\d{NO_BREAK}%", r"−\d,\d", r"\+\d,\d"):
        assert re.search(form, text), form
    drawn = "\n".join(re.findall(r"<text[^>]*>([^<]*)</text>", made("full", "de_DE").html))
    for form in (r"^\d,\d$", rf"^\d+{NO_BREAK}%$"):  # axes and labels
        assert re.search(form, drawn, re.MULTILINE), form


def test_no_heading_grows_over_72_characters_with_the_marks_of_a_locale() -> None:
    whole = fakes.nasty("W" * 500)
    long = type(whole)(**{**vars(whole), "plan": whole.plan.model_copy(update={"locale": "fr_FR"})})
    claims = [one.claim for _, one in page(long, fakes.IDENTITY).shown if isinstance(one, Block)]
    assert claims
    assert [claim for claim in claims if len(claim) > 72] == []


def test_the_texts_of_the_workbook_follow_the_locale_and_its_cells_stay_numbers() -> None:
    def read(locale: str | None) -> list[list[Any]]:
        book = openpyxl.load_workbook(io.BytesIO(workbook(results("full", locale), fakes.IDENTITY)))
        return [[cell.value for row in sheet for cell in row] for sheet in book]

    plain, german = read(None), read("de_DE")
    said = "\n".join(value for value in german[0] if isinstance(value, str))
    assert f"EUR 28,8M (+20{NO_BREAK}%)." in said
    assert "28.8M" not in said
    numbers = [[v for v in sheet if isinstance(v, int | float)] for sheet in german]
    assert numbers == [[v for v in sheet if isinstance(v, int | float)] for sheet in plain]
    assert sum(map(len, numbers)) > 300


def test_a_page_leaves_the_formats_as_they_were() -> None:
    with used("de_CH"):
        page(results("bare", "de_DE"), fakes.IDENTITY)
        goal = Goal(id="g", metric="bookings", baseline="yoy", change="+20%", period="2027")
        figures = {"baseline": 100_000_00, "target": 120_000_00, "baseline_period": "2026", "baseline_open": False}
        assert statement(goal, figures, "EUR") == (
            "Raise bookings by 20% in 2027 year on year: from EUR 100’000 in 2026 to EUR 120’000"
        )
