"""What the page must show, for the sample and every template on its set: nothing found, and six questions answered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from salesplan_nb.workspace.scaffold import templates
from tests.e2e import first_screen, probes
from tests.e2e.support import REAL, Read
from tests.e2e.test_page import LIMIT, POLICY, SCRIPT_POLICY, plan, shown

MARKS = """[...document.querySelectorAll('svg')].map(svg =>
    svg.querySelectorAll('path, use, rect, circle, ellipse, line, polygon, polyline, image, text').length)"""
NAMES = ["sample", "orders", *("crm" if name == "b2b-crm" else name for name in REAL)]


def every() -> pytest.MarkDecorator:
    """The test once a workspace."""
    return pytest.mark.parametrize(
        "workspace",
        [pytest.param(name, marks=[] if name in ("sample", "orders") else [pytest.mark.real_data]) for name in NAMES],
        indirect=True,
    )


pytestmark = pytest.mark.slow


def test_every_template_is_among_them() -> None:
    assert {"orders", *REAL} == set(templates())


@every()
def test_nothing_is_found_at_any_width_light_dark_or_printed_with_folds_shut_and_open(
    offline: Callable[..., Any], workspace: Path
) -> None:
    window = offline(width=390, height=844, bypass_csp=True)
    window.context.set_offline(True)
    page, said = shown(window, plan(workspace))
    found: list[tuple[str, Any]] = []
    for state in probes.states(page):
        if (beyond := page.evaluate(probes.OVERFLOW)) > 0 and not state.startswith("print"):
            found.append((state, f"{beyond} px beyond the window"))
        # Colours follow from scheme and medium. They cost axe most of its time: once each, with all folds open.
        colours = state.endswith("open") and state.startswith(("390", "print"))
        found += [(state, violation) for violation in probes.axe(page, contrast=colours)]
    page.set_viewport_size({"width": 320, "height": 844})
    if (beyond := page.evaluate(probes.OVERFLOW)) > 0:
        found.append(("320 px", f"{beyond} px beyond the window"))
    assert found == []
    assert page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)") == []
    assert (window.refused, said) == ([], [])


@every()
def test_pictures_have_words_of_their_own_and_the_words_in_them_stand_out(
    offline: Callable[..., Any], workspace: Path
) -> None:
    page = offline(width=390, height=844, bypass_csp=True).open(plan(workspace))
    page.evaluate(probes.UNFOLD)
    assert probes.alternatives(page) == []
    assert max(page.evaluate(MARKS)) <= 500  # the issue asks for a bitmap above: no drawing comes near it
    for scheme in probes.SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert [words for words in probes.words_on_marks(page) if words[0] < 4.5] == [], scheme


@every()
def test_marks_are_told_from_the_ground(offline: Callable[..., Any], workspace: Path) -> None:
    page = offline(width=390, height=844, bypass_csp=True).open(plan(workspace))
    page.evaluate(probes.UNFOLD)
    for scheme in probes.SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert [mark for mark in probes.marks(page) if mark[0] < 3] == [], scheme


@every()
def test_words_in_drawings_are_at_least_11_px_on_a_phone(offline: Callable[..., Any], workspace: Path) -> None:
    page = offline(width=390, height=844, bypass_csp=True).open(plan(workspace))
    page.evaluate(probes.UNFOLD)
    assert page.evaluate(probes.SMALLEST) >= 11


@every()
def test_the_file_is_small_and_its_policy_comes_first(workspace: Path) -> None:
    html = plan(workspace).read_bytes()
    assert len(html) < LIMIT
    assert Read(html.decode()).policy == POLICY + SCRIPT_POLICY
    head = html[: html.index(b"Content-Security-Policy")]
    assert not any(element in head for element in (b"<style", b"<script", b"<link", b"<img", b"<title"))


@every()
def test_the_six_questions_are_answered_within_the_first_phone_screen(
    offline: Callable[..., Any], workspace: Path
) -> None:
    page = offline(width=390, height=844, bypass_csp=True).open(plan(workspace))
    found = first_screen.answers(page, workspace)
    assert [(answer.name, answer.wrong, answer.beyond) for answer in found if answer.wrong or answer.beyond] == []
