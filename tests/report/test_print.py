"""The page on paper, A4 and Letter: what a reader's browser prints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from salesplan_nb.report.page import page
from salesplan_nb.workspace import Todo
from tests import pdf
from tests.report import fakes

PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
MARGINS = 32.0
"""Left and right [mm], of page.css."""
MAKERS: dict[str, Callable[[], Any]] = {
    "full": fakes.complete,
    "bare": fakes.minimal,
    "listed": lambda: replace(
        fakes.complete(), todos=[Todo("may", f"add the thing of number {n}", "plan.yml") for n in range(100, 180)]
    ),
    "long": lambda: fakes.nasty("W" * 500),
}


def squeezed(words: str) -> str:
    """Words without space and ligatures: PDF knows neither where one ends nor that fi is two letters."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


@pytest.fixture
def shown(offline: Any, tmp_path: Path) -> Callable[[str], Any]:
    def open_(name: str) -> Any:
        file = tmp_path / f"{name}.html"
        file.write_text(page(MAKERS[name](), fakes.IDENTITY).html, encoding="utf-8")
        return offline(width=794, height=1123).open(file)

    return open_


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Any, str, str], Path]:
    """The PDF of a page on a paper, printed once for all tests."""
    folder = tmp_path_factory.mktemp("prints")

    def printed(window: Any, name: str, paper: str) -> Path:
        file = folder / f"{name}-{paper}.pdf"
        if not file.exists():
            window.pdf(path=str(file), format=paper, prefer_css_page_size=True)
        return file

    return printed


def squeezed_pages(file: Path) -> list[str]:
    return [squeezed(words) for words in pdf.pages(file)]


def together(sheets: list[str], pieces: list[str]) -> bool:
    return any(all(squeezed(piece) in sheet for piece in pieces) for sheet in sheets)


@pytest.mark.parametrize(("name", "paper"), [("full", "A4"), ("full", "Letter"), ("bare", "A4")])
def test_every_sheet_has_its_number_and_the_state_and_none_is_nearly_empty(
    shown: Callable[[str], Any], prints: Callable[[Any, str, str], Path], name: str, paper: str
) -> None:
    file = prints(shown(name), name, paper)
    sheets = pdf.pages(file)
    foot = "company, sales plan 2027. DRAFT, not signed"  # the last words that each sheet has beside its own
    for number, words in enumerate(sheets, start=1):
        assert squeezed(f"{number} of {len(sheets)}") in squeezed(words)
        assert "DRAFT, not signed" in words
        assert len(words.split()) - len(foot.split()) - 3 >= 25, words
    width, height = PAPERS[paper]
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", file.read_bytes())
    assert box is not None
    assert [float(side) * 25.4 / 72 for side in box.groups()] == pytest.approx([width, height], abs=0.5)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_claim_stays_with_its_chart_a_heading_with_what_follows_and_a_row_is_whole(
    shown: Callable[[str], Any], prints: Callable[[Any, str, str], Path], paper: str
) -> None:
    window = shown("full")
    every = [squeezed_pages(prints(window, "full", paper))]
    if paper == "A4":  # what fits by luck must fit elsewhere on the sheet too
        for room in (60, 120, 180):
            before = f".part::before {{ content: ''; display: block; height: {room}mm !important }}"
            window.add_style_tag(content=f"@media print {{ {before} }}")
            every.append(squeezed_pages(prints(window, f"full-{room}", paper)))
    units = window.evaluate("""() => {
        const words = e => e.textContent.trim();
        const all = (e, what) => [...e.querySelectorAll(what)].map(words);
        const charts = [...document.querySelectorAll('.shown')].filter(e => e.querySelector('figure, .cards'))
            .map(e => all(e, 'h3, figcaption, svg text, .cards h4, .cards .value, p'));
        const heads = [...document.querySelectorAll('.data')]
            .map(t => all(t, 'caption, thead th').concat(all(t.tBodies[0].rows[0], 'th, td')));
        const rows = [...document.querySelectorAll('.data tbody tr')].map(r => all(r, 'th, td'));
        const next = [...document.querySelectorAll('.block h3, .part > h2, summary, details h4')]
            .filter(h => h.nextElementSibling).map(h => [words(h), h.nextElementSibling])
            .map(([h, n]) => [h, ...all(n, 'figcaption, caption, dt:first-of-type, h3').slice(0, 1)]);
        return {charts, heads, rows, next}; }""")
    for kind, found in units.items():
        assert found, kind
        assert [unit for sheets in every for unit in found if not together(sheets, unit)] == [], kind


def test_a_table_longer_than_a_sheet_repeats_its_head_and_folds_are_printed_open(
    shown: Callable[[str], Any], prints: Callable[[Any, str, str], Path]
) -> None:
    window = shown("listed")
    assert window.evaluate("[...document.querySelectorAll('details')].filter(d => d.open).length") == 0
    sheets = squeezed_pages(prints(window, "listed", "A4"))
    # 80 rows of two lines, 9 and 8 pt, are at least 80 x 17 pt = 480 mm: two sheets of 264 mm at the least.
    assert sum(squeezed("What, and where") in sheet for sheet in sheets) >= 2
    folded = window.evaluate("[...document.querySelectorAll('details tbody th, details dt')].map(e => e.textContent)")
    assert len(folded) > 30
    assert [words for words in folded if squeezed(words) not in "".join(sheets)] == []


@pytest.mark.parametrize(("name", "paper"), [("full", "A4"), ("full", "Letter"), ("long", "A4")])
def test_nothing_is_wider_than_the_paper_between_its_margins(
    shown: Callable[[str], Any], name: str, paper: str
) -> None:
    window = shown(name)
    window.emulate_media(media="print")
    window.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    window.evaluate(f"document.body.style.width = '{PAPERS[paper][0] - MARGINS}mm'")
    wider = window.evaluate("""() => { const edge = document.body.getBoundingClientRect().right + 1;
        return [...document.querySelectorAll('main *, header *, .claims *')]
            .filter(e => !e.closest('svg') || e.tagName === 'svg')
            .filter(e => e.getBoundingClientRect().right > edge || e.scrollWidth > e.clientWidth + 1 && e.clientWidth
                && getComputedStyle(e).overflowX !== 'visible' && e.tagName !== 'CAPTION')
            .map(e => e.tagName + ' ' + e.className + ' ' + e.textContent.slice(0, 40)); }""")
    assert wider == []
