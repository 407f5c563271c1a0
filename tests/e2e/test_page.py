"""The finished pages in Chromium with the network off: the sample's, the CRM's, and the executed notebooks."""
# ruff: noqa: S608 -- queries of our own on files of our own

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.e2e.probes import PLACEHOLDER, UNFOLD, axe, states
from tests.e2e.support import Read, read

CRM = pytest.param("crm", marks=pytest.mark.real_data)
BOTH = pytest.mark.parametrize("workspace", ["sample", CRM], indirect=True)
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
SCRIPT = Path(__file__).parents[2] / "templates" / "report" / "page.js"
SCRIPT_POLICY = f"; script-src 'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.read_bytes()).digest()).decode()}'"
LIMIT = 400_000
# White that stays white: computed in the dark scheme, on whatever paints an area.
WHITE = """() => [...document.querySelectorAll('body, body *')].flatMap(e => {
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const svg = e instanceof SVGGeometryElement || e instanceof SVGUseElement;
  const paint = svg ? style.fill : style.backgroundColor;
  const parts = (paint.match(/[\\d.]+/g) || []).map(Number);
  const light = paint.startsWith('rgb') && parts.slice(0, 3).every(p => p > 235) && (parts[3] ?? 1) > 0.2;
  return light && box.width * box.height > 16 ? [e.outerHTML.slice(0, 160)] : [];
})"""


def plan(folder: Path) -> Path:
    return folder / "runs" / "latest" / "plan.html"


def shown(window: Any, file: Path) -> tuple[Any, list[str]]:
    """A page and what its console said."""
    page = window.context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.resolve().as_uri(), wait_until="load")
    return page, said


@BOTH
def test_nothing_on_the_dark_page_stays_white(offline: Any, workspace: Path) -> None:
    page = offline(width=1440, color_scheme="dark").open(plan(workspace))
    page.evaluate(UNFOLD)
    assert page.evaluate(WHITE) == []
    fixed = [
        s
        for s in read(workspace).styles
        if re.search(r"(?<!,)(?<!, )(#fff\b|#ffffff|\bwhite\b|rgb\(255)", s, re.IGNORECASE)
    ]
    assert fixed == []  # white stands as the second word of var(--ground,#fff) only


@BOTH
def test_the_policy_is_there_and_in_force(offline: Any, workspace: Path) -> None:
    assert read(workspace).policy == POLICY + SCRIPT_POLICY
    page = offline().open(plan(workspace))
    page.evaluate("""() => {
      window.blocked = [];
      document.addEventListener('securitypolicyviolation', e => window.blocked.push(e.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.ran = 1'; document.body.append(script);
      const image = new Image(); image.src = 'https://example.org/x.png'; document.body.append(image);
    }""")
    page.wait_for_function("window.blocked.length >= 2")
    assert page.evaluate("window.ran") is None
    assert sorted(page.evaluate("window.blocked")) == ["img-src", "script-src-elem"]


@BOTH
def test_the_page_is_small_holds_our_script_alone_and_leads_to_its_notebooks_only(workspace: Path) -> None:
    html = plan(workspace).read_text(encoding="utf-8")
    assert len(html.encode()) < LIMIT
    html = html.replace(f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>", "")
    linked = set(re.findall(r'href="(notebooks/[^"]+)"', html))
    assert linked == {f"notebooks/{file.name}" for file in (plan(workspace).parent / "notebooks").glob("*.html")}
    html = re.sub(r'href="notebooks/[^"]+"', "", html)
    assert not re.search(
        r"<(script|iframe|object|embed|link|base|form)\b|\son\w+\s*=|javascript:|@import|url\((?!#)", html
    )
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#|data:image/)""", html)


@BOTH
def test_ids_are_unique_and_what_is_referred_to_is_there(workspace: Path) -> None:
    page, html = read(workspace), plan(workspace).read_text(encoding="utf-8")
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []
    asked = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', html)
    asked += [
        (name, "") for names in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', html) for name in names.split()
    ]
    assert {a or b for a, b in asked} - set(page.ids) == set()


@BOTH
def test_every_drawing_has_role_title_and_a_description_that_says_a_figure(workspace: Path) -> None:
    drawings = read(workspace).drawings
    assert drawings
    for drawing in drawings:
        if drawing.attributes.get("aria-hidden") == "true":
            continue
        assert drawing.attributes.get("role") == "img"
        assert len(drawing.attributes.get("aria-labelledby", "").split()) == 2, drawing
        assert drawing.title.strip(), drawing
        assert re.search(r"\d", drawing.desc), drawing
    assert max(Counter(d.title for d in drawings).values()) == 1
    assert max(Counter(d.desc for d in drawings).values()) == 1


@BOTH
def test_no_placeholder_is_left(workspace: Path) -> None:
    assert [line for line in read(workspace).text.splitlines() if PLACEHOLDER.search(line)] == []


def test_descriptions_say_the_figures_of_the_results(sample: Path) -> None:
    page, tables = read(sample), sample / "runs" / "latest" / "tables"
    with duckdb.connect() as engine:
        season = engine.sql(
            f"select index from '{tables}/objectives/seasonality.parquet' order by month_number"
        ).fetchall()
        rivals = engine.sql(
            f"select competitor, rate, low, high from '{tables}/objectives/competitors.parquet'"
        ).fetchall()
        cover = engine.sql(f"select cover from '{tables}/resources/capacity.parquet' order by month").fetchall()
    assert [int(f) for f in re.findall(r"(\d+)%", page.drawing("season").desc)] == [
        round(100 * index) for (index,) in season
    ]
    told = page.drawing("rivals").desc
    for name, rate, low, high in rivals[1:]:
        assert f"{name}: {100 * rate:.0f}%, {100 * low:.0f} to {100 * high:.0f}%" in told
    assert [int(f) for f in re.findall(r"(\d+)%", page.drawing("capacity").desc)][:12] == [
        round(100 * share) for (share,) in cover
    ]


@BOTH
def test_the_executed_notebooks_as_pages(offline: Any, workspace: Path) -> None:
    pages = sorted((workspace / "runs" / "latest" / "notebooks").glob("*.html"))
    assert len(pages) == 6
    for file in pages:
        assert Read(file.read_text(encoding="utf-8")).policy == POLICY
        window = offline(width=390, height=844, bypass_csp=True)
        window.context.set_offline(True)
        page, said = shown(window, file)
        for state in states(page, (390, 1440)):
            colours = state.endswith("open") and state.startswith(("390", "print"))
            assert (file.name, state, axe(page, contrast=colours)) == (file.name, state, [])
        assert (file.name, window.refused, said) == (file.name, [], [])
        window.context.close()
        doubled = [name for name, count in Counter(Read(file.read_text(encoding="utf-8")).ids).items() if count > 1]
        assert (file.name, doubled) == (file.name, [])
