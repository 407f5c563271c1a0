"""What a notebook's cell shows, and the notebook as a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from salesplan_nb.report import goals, objectives, plan, widgets
from salesplan_nb.report.notebook_page import is_ours, markdown, notebook_page
from salesplan_nb.report.widgets.ambition import SLIDER
from tests.report import fakes
from tests.report.test_page import Tree


def test_an_object_shows_the_same_html_each_time_and_its_sentences_as_text(results: Any) -> None:
    shown = [objectives.mix(results.objectives.mix, "segment", "2026-10") for _ in range(2)]
    assert shown[0]._repr_html_() == shown[1]._repr_html_()
    assert repr(shown[0]).splitlines() == [shown[0].claim, shown[0].reading]  # type: ignore[union-attr]
    assert "<h3>Food grew 31%" in shown[0]._repr_html_()
    chart = shown[0]
    assert chart.sentences() == [
        (f"{chart.id}.claim", chart.claim), (f"{chart.id}.desc", chart.desc), (f"{chart.id}.reading", chart.reading)
    ]  # fmt: skip  # type: ignore[union-attr]


def test_the_explorer_leaves_figure_and_table_and_moves_both_words_and_drawing(results: Any) -> None:
    explorer = widgets.ambition_explorer(results.goals.ambition, results.goals.levels, results.goal, currency="EUR")
    assert isinstance(explorer, widgets.AmbitionExplorer)
    assert explorer._repr_html_().count("<svg") == 1
    assert explorer._repr_html_().count("<table") == 1
    assert "28.8M" in explorer.slider.told
    before = explorer.slider.drawing
    explorer.slider.at = 0
    assert "21.6M" in explorer.slider.told  # 24.0 less 10%
    assert explorer.slider.drawing != before
    assert repr(explorer.slider) == "Slider(Ambition against the base, EUR)"


def test_the_slider_is_a_labelled_native_input_that_keeps_its_arrow_keys() -> None:
    assert 'input.type = "range"' in SLIDER
    assert "label.htmlFor = input.id" in SLIDER
    assert "data-lm-suppress-shortcuts" in SLIDER


def notebook(tmp_path: Path, *outputs: dict[str, str], words: str = "# 2  Goals\n\nText") -> str:
    book = nbformat.v4.new_notebook()
    cell = nbformat.v4.new_code_cell("show.fan(x)  # <b>&")
    cell.outputs = [nbformat.v4.new_output("display_data", data=data) for data in outputs]
    book.cells = [nbformat.v4.new_markdown_cell(words), cell]
    nbformat.write(book, tmp_path / "a.ipynb")
    return notebook_page(tmp_path / "a.ipynb")


def test_our_outputs_are_shown_and_foreign_ones_are_text(tmp_path: Path, results: Any) -> None:
    ours = goals.smart_table(results.goals.smart, results.goals.goals)._repr_html_()
    html = notebook(
        tmp_path,
        {"text/html": ours},
        {"text/html": "<script>alert(1)</script>", "text/plain": "<script>x"},
        {"text/html": f"{ours}<script>y</script>", "text/plain": "z"},
    )
    assert html.count("<caption>Goals by the five letters") == 1
    assert not {t for t, _ in Tree(html).elements} & {"script", "img"}
    assert "&lt;script&gt;x" in html


def test_an_output_with_a_nasty_name_is_still_ours() -> None:
    for name in fakes.NASTY:
        mix = fakes.objectives((name, "Chemicals", "Pharma", "Water")).mix
        assert is_ours(objectives.mix(mix, "segment", "2026-10")._repr_html_())
        assert is_ours(objectives.mix_table(mix, "segment", "2026-10", currency="EUR")._repr_html_())


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "![x](http://a/b.png)",
        '[a](" onmouseover="alert(1))',
        "<svg onload=alert(1)>",
    ],
)
def test_raw_html_in_markdown_is_text_and_nothing_is_loaded(words: str) -> None:
    tree = Tree(markdown(words))
    assert not {t for t, _ in tree.elements} & {"script", "img", "svg"}
    assert not [k for _, a in tree.elements for k in a if k.startswith("on")]
    assert not [a for _, a in tree.elements if re.match("javascript", a.get("href") or "")]


def test_code_is_folded_but_present_and_the_page_has_the_policy(tmp_path: Path) -> None:
    html = notebook(tmp_path)
    assert re.search(r"<details[^>]*><summary>Code</summary>.*show.fan\(x\)  # &lt;b&gt;&amp;", html, re.DOTALL)
    assert "<title>2  Goals</title>" in html or "<title>2 Goals</title>" in html
    assert "default-src 'none'" in html


def test_the_first_screen_can_be_shown_in_a_notebook(results: Any) -> None:
    first = plan.first_screen(
        results.goals,
        results.resources,
        results.quality,
        strategies=results.strategies,
        currency="EUR",
        decide_by="2026-12-15",
    )
    assert "We will probably miss" in first._repr_html_()
    assert repr(first).startswith("We will probably miss EUR 28.8M (+20%).")


def test_what_may_scroll_can_be_reached_by_keyboard(tmp_path: Path) -> None:
    wide = "x" * 500
    html = notebook(tmp_path, {"text/plain": wide}, words=f"# 2  Goals\n\n```\n{wide}\n```")
    scrolling = [attributes for tag, attributes in Tree(html).elements if tag == "pre"]
    assert len(scrolling) == 3  # the words' block, the code, its output
    assert [one.get("tabindex") for one in scrolling] == ["0"] * 3
    assert all(one.get("role") and one.get("aria-label") for one in scrolling)
