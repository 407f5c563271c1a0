"""The six questions of the first screen: what answers each, by the results of the run, and where it stands on a phone.

What a page must say follows from its run's tables: a question that these answer must be answered by text with their
figure; one that they leave open is accounted for by its rule here, never skipped.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from tests.e2e import probes
from tests.e2e.support import says

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTH, HEIGHT = 390, 844
SCALES = {"k": 1e3, "M": 1e6, "B": 1e9, "": 1.0}


@dataclass(frozen=True)
class Question:
    """A question; the words that answer it, as a pattern; the amount [cents] or share that they must say.

    With a reason why there is nothing to say, the pattern must not be found.
    """

    name: str
    pattern: str
    amount: float | None = None
    share: float | None = None
    nothing: str = ""


@dataclass(frozen=True)
class Answer:
    """What answers a question, how far below the first screen it ends [px], and what is wrong with it."""

    name: str
    words: str
    beyond: int
    wrong: str


def questions(folder: Path) -> list[Question]:
    """What the first screen of a workspace's last run must answer."""
    tables = folder / "runs" / "latest" / "tables"
    facts = json.loads((tables / "resources" / "facts.json").read_text(encoding="utf-8"))["facts"]["facts"]
    goals = pd.read_parquet(tables / "goals" / "goals.parquet")
    rows = goals[(goals.goal_id == facts["main_goal"]) & (goals.unit == "cents")]
    if rows.empty:
        return [Question("goal", r"^No goal in money is planned yet\.")]
    goal: Any = rows.iloc[0]
    options = pd.read_parquet(tables / "resources" / "options.parquet")
    open_ = options[(options.kind == "hires") | ((options.kind == "goal") & (options.target_cents > 0))]
    approved = any((folder / "approvals").glob("*"))
    return [
        Question("goal", r"^Goal .*\d", amount=float(goal.target)),
        Question("with this plan", "^With this plan .", amount=facts["plan_p50_cents"]),
        Question("if nothing changes", "^If nothing changes .", amount=facts["momentum_p50_cents"]),
        Question("chance", r"^Chance: .*\(.*\d%|^Chance: (?!about|cannot tell|\d).*", share=facts["chance"]),
        Question("what holds us back", r"^What holds us back: \S.*\.$"),
        Question("what changed", "^Since .", nothing="" if approved else "no plan was approved yet"),
        Question(
            "what is asked", r"^For you to decide.* 1 .", nothing="" if len(open_) else "nothing is to be decided"
        ),
        Question("base", "^Base .*[=:] .", amount=float(goal.baseline)),
    ]


def answers(page: Page, folder: Path) -> list[Answer]:
    """Each question with its answer on the page, which is shown at 390 x 844 px and unscrolled."""
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.evaluate("window.scrollTo(0, 0)")
    return [_answer(page, question) for question in questions(folder)]


def _answer(page: Page, question: Question) -> Answer:
    places = page.evaluate(probes.PLACES, question.pattern)
    if question.nothing:
        return Answer(question.name, question.nothing, 0, f"said all the same: {places[0][0]}" if places else "")
    if not places:
        return Answer(question.name, "", 0, "not said")
    words, left, top, right, bottom = places[0]
    wrong = "" if top >= 0 and left >= 0 and right <= WIDTH else "cut off at a side"
    if question.amount is not None and not _says_amount(words, question.amount):
        wrong = f"does not say {question.amount / 100:.2f}"
    if question.share is not None and not _says_share(words, question.share):
        wrong = f"does not say {question.share:.2%}"
    return Answer(question.name, words, max(0, round(bottom - HEIGHT)), wrong)


def _says_amount(words: str, cents: float) -> bool:
    """Whether the first amount among the words is this one; a dash where it is not known."""
    if math.isnan(cents):
        return "–" in words or "—" in words
    found = re.search(r"([−-]?\d[\d,]*(?:\.\d+)?)([kMB]?)", re.sub(r"^.*?(?=[−-]?\d)", "", words, count=1))
    return found is not None and says(found[1].replace(",", ""), cents / 100 / SCALES[found[2]])


def _says_share(words: str, share: float) -> bool:
    """Whether the words name the share in %, or that it is under or over one that they name."""
    if found := re.search(r"(less|more) than (\d+) in 100", words):
        return share < int(found[2]) / 100 if found[1] == "less" else share > int(found[2]) / 100
    found = re.search(r"(under|over)? ?(\d+)%", words)
    if found is None:
        return math.isnan(share)
    if found[1]:
        return share < int(found[2]) / 100 if found[1] == "under" else share > int(found[2]) / 100
    return says(found[2], 100 * share)
