"""The page in Chromium with the network off."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from salesplan_nb.report.approval import Approval, Figures
from salesplan_nb.report.page import page
from tests.e2e import probes
from tests.report import fakes


def held() -> Any:
    """A goal to hold what was sold in a year whose name is long, as `salesplan init` writes it."""
    goals = fakes.goals(target=24.0, base=24.0)
    return fakes.complete(goals=replace(goals, goals=goals.goals.assign(baseline_period="Nov 2025 to Oct 2026")))


MAKERS: dict[str, Callable[[], Any]] = {
    "full": fakes.complete,
    "bare": fakes.minimal,
    "held": held,
    "uncalibrated": lambda: fakes.complete(goals=fakes.goals(calibrated=False)),
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
def test_nothing_is_wider_than_the_window_nothing_is_asked_for_and_the_console_is_silent(
    offline: Any, written: Callable[[str], Path], name: str
) -> None:
    window = offline(width=390, height=844)
    shown = window.context.new_page()
    said: list[str] = []
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.goto(written(name).as_uri())
    beyond = {
        state: shown.evaluate(probes.OVERFLOW)
        for state in probes.states(shown, (320, 390, 768, 1440))
        if "light" in state
    }
    assert {state: pixels for state, pixels in beyond.items() if pixels > 0} == {}
    assert (window.refused, said) == ([], [])


@pytest.mark.parametrize("name", ["full", "bare"])
def test_axe_finds_nothing_with_folds_shut_and_open(offline: Any, written: Callable[[str], Path], name: str) -> None:
    shown = offline(width=390, height=844, bypass_csp=True).open(written(name))
    for state in probes.states(shown):
        colours = state.endswith("open") and state.startswith(("390", "print"))
        assert (state, probes.axe(shown, contrast=colours)) == (state, [])


@pytest.mark.parametrize("name", ["full", "uncalibrated"])
def test_the_answers_stand_within_the_first_phone_screen(
    offline: Any, written: Callable[[str], Path], name: str
) -> None:
    shown = offline(width=390, height=844).open(written(name))
    bottom = shown.evaluate("document.querySelector('.first .base').getBoundingClientRect().bottom")
    assert bottom <= 844


LONGEST = "{rows}.forEach(r => {{ r.cells[2].textContent = '258.7 less 246.3'; }})"
"""What a plan in thousands says; the made-up plan is one in millions."""


@pytest.mark.parametrize("width", [390, 1440])
def test_each_line_of_where_we_land_is_one_line(offline: Any, written: Callable[[str], Path], width: int) -> None:
    shown = offline(width=width, height=844).open(written("full"))
    rows = "[...document.querySelectorAll('.landing tr')]"
    for longer in ("", f"{rows}.forEach(r => {{ r.cells[1].textContent = '258.7k'; }})", LONGEST.format(rows=rows)):
        shown.evaluate(longer)
        heights = shown.evaluate(f"{rows}.map(r => r.getBoundingClientRect().height)")
        assert len(heights) == 4
        assert max(heights) < 40  # a line has some 32 px, two have 50


@pytest.mark.parametrize("who", ["W" * 80, "株式会社日本計測器製作所 مصر " * 4])
def test_a_long_name_of_who_signed_is_no_wider_than_a_small_phone(offline: Any, tmp_path: Path, who: str) -> None:
    figures = Figures("EUR", "sales27", "2027-01", "2027-12", plan_cents=(1, 2, 3))
    signed = Approval(who, "2026-10-14", "r1", "b" * 64, "c" * 64, figures, {})
    for name, identity in (("draft", fakes.IDENTITY), ("signed", replace(fakes.IDENTITY, signed=signed))):
        file = tmp_path / f"{name}.html"
        file.write_text(page(fakes.complete(approval=signed), identity).html, encoding="utf-8")
        shown = offline(width=320, height=844).open(file)
        assert shown.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_words_in_drawings_keep_a_readable_size_on_a_phone(offline: Any, written: Callable[[str], Path]) -> None:
    shown = offline(width=390, height=844).open(written("full"))
    smallest = shown.evaluate("""() => Math.min(...[...document.querySelectorAll('figure svg text')].map(t => {
        const svg = t.ownerSVGElement; const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        return parseFloat(getComputedStyle(t).fontSize) * scale; }))""")
    assert smallest >= 10.5


def test_no_label_leaves_its_drawing(offline: Any, written: Callable[[str], Path]) -> None:
    for name in ("full", "uncalibrated", "long", "wide"):
        shown = offline(width=390, height=844).open(written(name))
        outside = shown.evaluate("""() => [...document.querySelectorAll('figure svg text')].filter(t => {
            const a = t.getBoundingClientRect(), b = t.ownerSVGElement.getBoundingClientRect();
            return a.width &&
            (a.left < b.left - 3 || a.right > b.right + 3 ||
            a.top < b.top - 3 || a.bottom > b.bottom + 3); }).map(t => t.textContent)""")
        assert outside == [], name


SCRIPT = Path(__file__).parents[2] / "templates" / "report" / "page.js"
QUOTAS = "table:has(caption:text-matches('^Quota by rep and month'))"


def whole(text: str) -> int:
    """A whole number, whatever sets its thousands off."""
    return int(re.sub(r"\D", "", text))


@pytest.fixture
def quota_rows(offline: Any, written: Callable[[str], Path]) -> tuple[Any, Any]:
    """The table of 200 reps' quotas, its fold open, and what reads its rows."""
    shown = offline(width=1440, height=900).open(written("crowd"))
    shown.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    table = shown.locator(QUOTAS)
    return table, lambda: table.evaluate(
        "t => [...t.tBodies[0].rows].filter(r => !r.hidden).map(r => [...r.cells].map(c => c.textContent))"
    )


def test_a_click_on_a_head_sorts_its_rows_by_figures_and_leaves_the_total_last(quota_rows: tuple[Any, Any]) -> None:
    table, rows = quota_rows
    before = rows()
    january = table.get_by_role("button", name="Jan")
    january.click()
    after = rows()
    assert [whole(row[1]) for row in after[:-1]] == sorted((whole(row[1]) for row in before[:-1]), reverse=True)
    assert after[-1] == before[-1]
    assert table.locator("th[aria-sort]").evaluate_all("all => all.map(h => [h.textContent, h.ariaSort])") == [
        ["Jan", "descending"]
    ]
    january.press("Enter")
    assert rows()[:-1] == sorted(after[:-1], key=lambda row: whole(row[1]))
    table.get_by_role("button", name="Rep").click()
    assert table.locator("th[aria-sort]").evaluate_all("all => all.map(h => h.ariaSort)") == ["ascending"]


def test_what_fell_is_sorted_below_what_grew_and_thousands_below_millions(offline: Any) -> None:
    cells = {"a": ("−5%", "2.5k"), "b": ("+31%", "0.9M"), "c": ("+4%", "2bn"), "d": ("−12%", "1,999"), "e": ("–", "–")}
    cells["f"] = ("+%1", "3,999")  # in Turkish the sign stands in front
    rows = "".join(f"<tr><th>{name}</th><td>{one}</td><td>{two}</td></tr>" for name, (one, two) in cells.items())
    shown = offline(width=1440, height=900).context.new_page()
    shown.set_content(
        "<div><table class=data><caption>t</caption><thead><tr><th class=l>n<th>one<th>two</thead><tbody>"
        f"{rows}</tbody></table></div><script>{SCRIPT.read_text(encoding='utf-8')}</script>"
    )
    for head, wanted in (("one", "bcfade"), ("two", "cbfade")):
        shown.get_by_role("button", name=head).click()
        assert "".join(shown.locator("tbody th").all_text_contents()) == wanted


def test_the_filter_keeps_rows_that_hold_the_text_says_how_many_and_hides_the_total(
    quota_rows: tuple[Any, Any],
) -> None:
    table, rows = quota_rows
    before = rows()
    asked = before[3][0]
    wanted = [row for row in before[:-1] if asked.lower() in " ".join(row).lower()]
    field = table.page.get_by_label("Filter rows: Quota by rep and month")
    field.fill(f" {asked.upper()} ")
    assert rows() == wanted
    assert (
        table.page.locator(".filter [role=status]:not(:empty)").text_content() == f"{len(wanted)} of {len(before) - 1}"
    )
    field.fill("")
    assert rows() == before


def test_a_column_whose_cells_have_no_one_order_has_no_button(offline: Any, written: Callable[[str], Path]) -> None:
    """Won: '46 of 219' is not one figure; a dash is none and does not take the button away."""
    shown = offline(width=1440, height=900).open(written("full"))
    columns = shown.evaluate("""() => [...document.querySelectorAll('table.data:has(thead button)')].flatMap(t =>
        [...t.tHead.rows[0].cells].map((head, i) => [!!head.querySelector('button'), head.classList.contains('l'),
            [...t.tBodies[0].rows].filter(r => !r.classList.contains('sum'))
                .map(r => (r.cells[i].querySelector('span') ?? r.cells[i]).textContent.trim())]))""")
    assert columns
    for button, words, cells in columns:
        one = all(re.fullmatch(r"–|[+−]?[\d.,]+(%|k|M|bn)?", cell) for cell in cells)
        assert button == (words or one), cells


def test_without_scripts_the_page_shows_the_same_words(offline: Any, written: Callable[[str], Path]) -> None:
    with_script = offline(width=1440, height=900).open(written("full"))
    without = offline(width=1440, height=900, java_script_enabled=False).open(written("full"))
    assert with_script.locator("main").inner_text() == without.locator("main").inner_text()
