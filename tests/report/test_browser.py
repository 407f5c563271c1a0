"""The page in Chromium with the network off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from salesplan_nb.report.page import page
from tests.report import fakes


def held() -> Any:
    """A goal to hold what was sold in a year whose name is long, as `salesplan init` writes it."""
    goals = fakes.goals(target=24.0, base=24.0)
    return fakes.complete(goals=replace(goals, goals=goals.goals.assign(baseline_period="Nov 2025 to Oct 2026")))


MAKERS: dict[str, Callable[[], Any]] = {
    "full": fakes.complete,
    "bare": fakes.minimal,
    "held": held,
    "crowd": lambda: fakes.complete(resources=fakes.resources(200), plan=fakes.plan(locale="fr_FR")),  # longer numbers
    "long": lambda: fakes.nasty("W" * 500),
    "wide": lambda: fakes.nasty("株式会社日本計測器製作所 مصر 😀 " * 4),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("pages")

    def write(name: str) -> Path:
        file = folder / f"{name}.html"
        if not file.exists():
            file.write_text(page(MAKERS[name](), fakes.IDENTITY).html, encoding="utf-8")
        return file

    return write


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_is_wider_than_the_window_nothing_is_asked_for_and_the_console_is_silent(
    offline: Any, written: Callable[[str], Path], name: str, width: int
) -> None:
    window = offline(width=width, height=844)
    shown = window.context.new_page()
    said: list[str] = []
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.goto(written(name).as_uri())
    for _ in range(2):
        assert shown.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        shown.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert (window.refused, said) == ([], [])


@pytest.mark.parametrize("name", ["full", "bare"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_with_folds_shut_and_open(
    offline: Any, written: Callable[[str], Path], name: str, scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    shown = offline(width=width, height=844, color_scheme=scheme, bypass_csp=True).open(written(name))
    for _ in range(2):
        found = Axe().run(shown).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:160]) for v in found] == []
        shown.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def test_the_answers_stand_within_the_first_phone_screen(offline: Any, written: Callable[[str], Path]) -> None:
    shown = offline(width=390, height=844).open(written("full"))
    bottom = shown.evaluate("document.querySelector('.first .base').getBoundingClientRect().bottom")
    assert bottom <= 844


def test_words_in_drawings_keep_a_readable_size_on_a_phone(offline: Any, written: Callable[[str], Path]) -> None:
    shown = offline(width=390, height=844).open(written("full"))
    smallest = shown.evaluate("""() => Math.min(...[...document.querySelectorAll('figure svg text')].map(t => {
        const svg = t.ownerSVGElement; const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        return parseFloat(getComputedStyle(t).fontSize) * scale; }))""")
    assert smallest >= 10.5


def test_no_label_leaves_its_drawing(offline: Any, written: Callable[[str], Path]) -> None:
    for name in ("full", "long", "wide"):
        shown = offline(width=390, height=844).open(written(name))
        outside = shown.evaluate("""() => [...document.querySelectorAll('figure svg text')].filter(t => {
            const a = t.getBoundingClientRect(), b = t.ownerSVGElement.getBoundingClientRect();
            return a.width &&
            (a.left < b.left - 3 || a.right > b.right + 3 ||
            a.top < b.top - 3 || a.bottom > b.bottom + 3); }).map(t => t.textContent)""")
        assert outside == [], name
