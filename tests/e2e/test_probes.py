"""The probes find what they are for: each on a page that has the fault, and on one that has not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import first_screen, probes

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Small</title>
<style>:root { --ground: #fff; --rule: #ddd; --panel: #eee } body { background: #fff; color: #111 }</style>
<main><h1>Small</h1><svg role="img" aria-labelledby="one-t one-d" viewBox="0 0 200 80" width="200" height="80">
<title id="one-t">Sales by month</title><desc id="one-d">Sales rose from 3 to 5.</desc>
<rect x="10" y="10" width="80" height="60" fill="#0072b2"/><path d="M 0 79 H 200" stroke="#ddd"/>
<text x="20" y="45" fill="#fff" font-size="16">Bar</text><text x="120" y="45" font-size="16">Ink</text></svg></main>"""


@pytest.fixture
def opened(offline: Callable[..., Any]) -> Callable[..., Any]:
    def open_(*changes: tuple[str, str]) -> Any:
        html = PAGE
        for old, new in changes:
            assert old in html
            html = html.replace(old, new)
        page = offline(width=390, height=844).context.new_page()
        page.set_content(html)
        return page

    return open_


def test_nothing_is_found_on_a_page_in_order(opened: Callable[..., Any]) -> None:
    page = opened()
    assert (probes.axe(page), probes.alternatives(page)) == ([], [])
    assert [(round(ratio, 1), chart) for ratio, chart, _ in probes.marks(page)] == [(5.2, "one")]
    # White on #0072b2 is as much as #0072b2 on white: 5.2; black on white is 21.
    assert [(round(ratio, 1), words) for ratio, _, words in probes.words_on_marks(page)] == [
        (5.2, "Bar"),
        (21.0, "Ink"),
    ]
    assert page.evaluate(probes.SMALLEST) == 16
    assert page.evaluate(probes.OVERFLOW) <= 0


def test_words_are_held_against_the_mark_that_they_stand_on(opened: Callable[..., Any]) -> None:
    told = {words: ratio for ratio, _, words in probes.words_on_marks(opened(('fill="#fff"', 'fill="#0080c0"')))}
    assert told["Bar"] < 1.5
    halo = 'fill="#0072b2" font-size="16" style="paint-order:stroke;stroke:#fff;stroke-width:5px"'
    told = {words: ratio for ratio, _, words in probes.words_on_marks(opened(('fill="#fff" font-size="16"', halo)))}
    assert told["Bar"] > 4.5  # its rim is behind it, not the bar


def test_a_mark_near_the_ground_counts_by_its_border_where_it_has_one(opened: Callable[..., Any]) -> None:
    pale = ('fill="#0072b2"', 'fill="#0072b2" fill-opacity="0.2"')
    assert probes.marks(opened(pale))[0][0] < 1.5
    assert probes.marks(opened(pale, ('height="60"', 'height="60" stroke="#0072b2"')))[0][0] > 5


def test_steps_of_a_chart_are_its_fills_by_contrast_with_their_borders(opened: Callable[..., Any]) -> None:
    pale = '<rect width="9" height="9" fill="#0072b2" fill-opacity="0.2" stroke="#111"/><rect x="10"'
    steps = probes.steps(opened(('<rect x="10"', pale)), "one")
    # A fifth of #0072b2 on white is #cce3f0; black of #111 on white has 18.9.
    assert [(round(fill, 2), round(border, 1)) for fill, border in steps] == [(1.33, 18.9), (5.19, 1.0)]


@pytest.mark.parametrize(
    "changes",
    [
        (("Sales by month", ""), ("Sales rose from 3 to 5.", "")),
        (("Sales by month", "untitled"),),
        (("</main>", '<img src="data:," alt=""></main>'),),
        (("</svg>", '</svg><svg role="img" aria-label="Sales by month Sales rose from 3 to 5."></svg>'),),
    ],
    ids=["none", "placeholder", "empty", "those of another"],
)
def test_pictures_without_words_of_their_own_are_found(
    opened: Callable[..., Any], changes: tuple[tuple[str, str], ...]
) -> None:
    assert probes.alternatives(opened(*changes)) != []


def test_a_wide_page_and_a_missing_language_are_found(opened: Callable[..., Any]) -> None:
    page = opened((' lang="en"', ""), ("<h1>", '<h1 style="width: 400px">'))
    assert page.evaluate(probes.OVERFLOW) > 0
    assert {rule for rule, _ in probes.axe(page, contrast=False)} == {"html-has-lang"}


def test_colours_are_looked_at_where_that_is_asked_for_only(opened: Callable[..., Any]) -> None:
    page = opened(("<h1>", '<h1 style="color: #ccc">'))
    assert [rule for rule, _ in probes.axe(page)] == ["color-contrast"]
    assert probes.axe(page, contrast=False) == []


def test_states_are_each_width_and_scheme_and_paper_with_folds_shut_and_open(opened: Callable[..., Any]) -> None:
    page = opened(("</main>", "<details><summary>More</summary>Words</details></main>"))
    asked = "[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('print').matches, \
document.querySelector('details').open]"
    seen = [(state, *page.evaluate(asked)) for state in probes.states(page)]
    assert len(seen) == 2 * (3 * 2 + 1)
    for state, width, dark, printed, unfolded in seen:
        assert (printed, unfolded) == (state.startswith("print"), state.endswith("open"))
        assert printed or (state.startswith(f"{width} px") and dark == ("dark" in state))


@pytest.mark.parametrize(
    ("script", "name", "wrong"),
    [
        ("row('Goal').cells[1].textContent = '1.0M'", "goal", "does not say"),
        ("row('If nothing changes').remove()", "if nothing changes", "not said"),
        ("document.querySelector('.base').style.opacity = 0", "base", "not said"),
        ("row('Goal').style.position = 'relative', row('Goal').style.left = '400px'", "goal", "cut off at a side"),
        ("row('Goal').cells[2].outerHTML = '<td><p>Since 14 Oct: 40%</p></td>'", "what changed", "said all the same"),
        ("document.querySelector('.base').style.marginTop = '500px'", "base", ""),
    ],
)
def test_a_first_screen_that_answers_wrong_late_or_not_at_all_is_found(
    offline: Callable[..., Any], sample: Path, script: str, name: str, wrong: str
) -> None:
    page = offline(width=390, height=844).open(sample / "runs" / "latest" / "plan.html")
    page.evaluate(
        "() => { const row = label => [...document.querySelectorAll('.first tr')]"
        f".find(r => r.cells[0].textContent === label); {script}; }}"
    )
    found = {answer.name: answer for answer in first_screen.answers(page, sample)}
    assert found[name].wrong.startswith(wrong)
    assert bool(found[name].wrong) == bool(wrong)
    assert (found[name].beyond > 100) == (not wrong)
