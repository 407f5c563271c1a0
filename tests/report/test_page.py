"""The page's structure: what axe does not see."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from salesplan_nb.report.first_screen import FirstScreen
from salesplan_nb.report.objects import Block, Cards, Chart, Refusal
from salesplan_nb.report.page import Page, page
from tests.report import fakes

PAGES = ["full", "bare"]
PLACEHOLDERS = re.compile(
    r"\bNone\b|\bnan\b|\bNaN\b|\binf\b|\{\}|undefined|TODO|[Ll]orem|No description|(?<!\w)-0\b|−0(?![.\d])|<NA>"
)
NOTEBOOKS = ("01_objectives", "02_goals", "03_strategies", "04_resources", "05_measures", "06_plan")
VOID = {"meta", "br", "img", "link", "input", "hr", "path", "circle", "rect", "use"}


class Tree(HTMLParser):
    """Elements with attributes, and the visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._skip = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._skip += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._skip -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.text.append(data)


@pytest.fixture(params=PAGES)
def made(request: pytest.FixtureRequest) -> Page:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


@pytest.fixture
def tree(made: Page) -> Tree:
    return Tree(made.html)


def parts(made: Page) -> list[Any]:
    return [
        part for _, one in made.shown for part in ((*one.parts, *one.details) if isinstance(one, Block) else (one,))
    ]


def test_no_id_stands_twice_and_every_reference_has_its_target(tree: Tree) -> None:
    ids = Counter(a["id"] for _, a in tree.elements if a.get("id"))
    assert [i for i, n in ids.items() if n > 1] == []
    wanted = {
        ref
        for _, a in tree.elements
        for key in ("aria-labelledby", "href")
        for ref in (a.get(key) or "").split()
        if a.get(key)
    }
    notebooks = {f"notebooks/{name}.html" for name in NOTEBOOKS}
    assert {w.lstrip("#") for w in wanted - notebooks} <= set(ids)


def test_every_drawing_has_role_title_and_a_description_with_its_numbers(made: Page) -> None:
    drawings = re.findall(r"<svg.*?</svg>", made.html, re.DOTALL)
    assert drawings
    for svg in drawings:
        head = re.match(r'<svg [^>]*role="img" aria-labelledby="([\w-]+)-t \1-d"', svg)
        assert head, svg[:200]
        title = re.search(rf'<title id="{head[1]}-t">([^<]+)</title>', svg)
        desc = re.search(rf'<desc id="{head[1]}-d">([^<]+)</desc>', svg)
        assert title
        assert desc
        assert re.search(r"\d", desc[1]), desc[1]


def test_the_numbers_of_a_description_are_those_of_the_result(results: Any, full: Page) -> None:
    charts = {p.id: p for p in parts(full) if isinstance(p, Chart)}
    f = results.resources.facts
    assert f"{f.plan_p50_cents / 1e8:.1f}M" in charts["forecast"].desc
    assert f"{f.momentum_p50_cents / 1e8:.1f}M" in charts["forecast"].desc
    food = results.objectives.mix.iloc[0]
    assert f"{food.member} from {food.share_before:.0%} to {food.share_now:.0%}" in charts["mix-segment"].desc
    corvex = results.objectives.competitors.iloc[1]
    assert f"Corvex: {corvex.rate:.0%}, {100 * corvex.low:.0f} to {corvex.high:.0%}" in charts["rivals"].desc
    assert f"{results.resources.quotas.quota_cents.sum() / 1e8:.1f}M together" in charts["quotas"].desc
    assert f"Total {f.budget_total_cents / 1e8:.2f}M" in charts["budget"].desc


def test_nothing_is_left_that_a_person_would_not_have_written(tree: Tree) -> None:
    found = PLACEHOLDERS.findall(" ".join(tree.text))
    assert found == []


def test_the_page_holds_one_script_of_ours_no_address_and_is_under_its_policy(made: Page, tree: Tree) -> None:
    tags = Counter(tag for tag, _ in tree.elements)
    assert not tags.keys() & {"iframe", "img", "link", "object", "embed", "form"}
    assert tags["script"] == 1
    script = made.html[made.html.rindex("<script>") + 8 : made.html.rindex("</script>")]
    assert script == (Path(__file__).parents[2] / "templates/report/page.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policies = [a.get("content") for t, a in tree.elements if t == "meta" and a.get("http-equiv")]
    assert policies == [f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"]
    assert not [k for _, a in tree.elements for k in a if k.startswith("on")]
    assert "url(http" not in made.html
    assert len(made.html.encode()) < 400_000


def test_a_dark_page_has_no_white_boxes(made: Page) -> None:
    for svg in re.findall(r"<svg.*?</svg>", made.html, re.DOTALL):
        bare = re.sub(r"var\(--[\w-]+,#[0-9a-f]{6}\)", "", svg)
        assert not re.search(
            r"#[0-9a-f]{6}\b|\bwhite\b|fill: ?rgb", re.sub(r"<(title|desc|text)\b.*?</\1>", "", bare, flags=re.DOTALL)
        )


def test_tables_have_captions_scopes_and_no_empty_header(made: Page) -> None:
    for table in re.findall(r"<table.*?</table>", made.html, re.DOTALL):
        assert "<caption>" in table
        assert not re.search(r"<caption>\s*</caption>", table)
        for header in re.findall(r"<th\b[^>]*>.*?</th>", table, re.DOTALL):
            assert re.match(r'<th scope="(col|row)"', header)
            assert re.sub(r"<[^>]*>", "", header).strip()


def test_claims_are_short_and_have_a_verb_or_number(made: Page) -> None:
    for _, one in made.shown:
        if isinstance(one, Block):
            assert 0 < len(one.claim) <= 72, one.claim
        if isinstance(one, Refusal):
            assert one.cannot
            assert one.lift


def test_nothing_of_a_section_without_input_is_shown_but_one_panel(bare: Page) -> None:
    refused = {one.id for _, one in bare.shown if isinstance(one, Refusal)}
    assert {
        "rivals",
        "swot",
        "stakeholders",
        "segments",
        "rfm",
        "channels",
        "capacity",
        "quotas",
        "skills",
        "budget",
        "org",
        "measures",
        "tracking",
        "triggers",
    } <= refused


def test_the_same_results_give_the_same_bytes(results: Any, full: Page) -> None:
    assert page(results, fakes.IDENTITY).html == full.html
    assert page(fakes.complete(), fakes.IDENTITY).html == full.html


def test_the_six_answers_stand_on_the_first_screen(full: Page) -> None:
    first = next(one for _, one in full.shown if isinstance(one, FirstScreen))
    told = dict(first.sentences())
    assert told["first.verdict"] == "We will probably miss EUR 28.8M (+20%)."
    assert told["first.chance"] == "Chance: about 3 in 10 (28%; 19 to 39%)"
    assert told["first.Short of goal"] == "Short of goal: 0.9M 28.8 less 27.9"
    assert told["first.holds"].startswith("What holds us back: people. In 6 of 10")
    assert told["first.option-1"].startswith(
        "Hire 4 more reps in DACH by 1 Feb. Costs 0.4M, adds 1.0M; chance 28% → 53%"
    )
    assert "0.1% off Finance’s ledger" in told["first.base"]


def test_every_sentence_has_an_id_of_its_own(made: Page) -> None:
    ids = [f"{part}/{name}" for part, name, _ in made.told()]
    assert len(ids) == len(set(ids))


def test_cards_say_good_and_bad_in_words_and_by_sign(full: Page) -> None:
    cards = next(p for p in parts(full) if isinstance(p, Cards))
    assert {c.mark for c in cards.cards if c.status in ("Under target", "On target")} == {"bad", "good"}
    assert full.html.count("▼ Under target") == 2
    assert full.html.count("● On target") == 1


def test_pay_is_never_shown(full: Page) -> None:
    assert "110,000" not in full.html
    assert "110k" not in full.html


def test_doubled_ids_are_refused() -> None:
    from salesplan_nb.report.page import unique

    one = Refusal("x", "a", "b", "c")
    with pytest.raises(ValueError, match="stand twice on the page: x"):
        unique([("p", one), ("q", one)])


def test_what_is_published_holds_page_workbook_sentences_and_todos(results: Any, full: Page) -> None:
    from salesplan_nb.report.assembly import plan_page

    published = plan_page(results, fakes.IDENTITY)
    assert published.files["plan.html"].decode() == full.html
    assert published.files["plan.xlsx"][:2] == b"PK"
    assert list(published.sentences.text) == [words for _, _, words in full.told()]
    assert list(published.todos.kind) == ["must", "may"]
