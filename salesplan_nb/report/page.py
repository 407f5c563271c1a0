"""The plan as one offline page: first screen, five parts, what stands behind it. Made from results, nothing scraped."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from salesplan_nb.calendars import day_name
from salesplan_nb.number_formats import used
from salesplan_nb.report import plan as whole
from salesplan_nb.report.approval import Approval
from salesplan_nb.report.background import background
from salesplan_nb.report.first_screen import FirstScreen
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.numbers import decimal_mark
from salesplan_nb.report.objects import Block, Refusal
from salesplan_nb.report.panels import Section, grouped
from salesplan_nb.report.plain import filled, with_figures
from salesplan_nb.report.sections import Results, goals_part, market_part, measures_part, strategy_part, team_part
from salesplan_nb.report.templates import rendered, text
from salesplan_nb.report.wording.approval import brief_state, last_signed, state, title_state
from salesplan_nb.report.wording.quality import redacted_words, todos_words


@dataclass(frozen=True)
class Identity:
    """Where the page comes from: hashes and names, no clock, no path."""

    plan_sha256: str
    version: str
    seed: int
    scenario: str = ""
    redacted: tuple[str, ...] = ()
    """Whose names are replaced by ids: 'people', 'accounts'."""
    signed: Approval | None = None
    """Who signed this very plan; None: it is a draft."""


def first_screen(r: Results) -> FirstScreen | Refusal:
    """The answer in one look, as page, workbook and notebook have it."""
    decide = str(r.plan.decide_by or "")
    return whole.first_screen(
        r.goals,
        r.resources,
        r.quality,
        strategies=r.strategies,
        currency=r.plan.currency,
        decide_by=decide,
        approval=r.approval,
    )


@dataclass(frozen=True)
class Page:
    """The page, and the objects that it shows."""

    html: str
    shown: tuple[tuple[str, FirstScreen | Block | Refusal], ...]
    """Part and object."""

    def told(self) -> list[tuple[str, str, str]]:
        """Every sentence made from a result: where it stands, its id, its words."""
        return [(part, name, words) for part, one in self.shown for name, words in one.sentences()]


def page(results: Results, identity: Identity) -> Page:
    """The plan as one HTML document that makes no request and needs no script; one small script sorts its tables.

    Parameters
    ----------
    results : Results
        What it says.
    identity : Identity
        What its footer says of its origin.

    Raises
    ------
    ValueError
        Where two elements would have the same id.
    """
    with used(results.plan.locale):
        return _page(results, identity)


def _page(results: Results, identity: Identity) -> Page:
    plan, as_of, first = results.plan, results.quality.facts.as_of, first_screen(results)
    first = filled(first, results) if isinstance(first, Refusal) else first
    made = [part(results) for part in (market_part, goals_part, strategy_part, team_part, measures_part)]
    made.append(Section("behind", "Data", "Data, assumptions, method", "", background(results, identity), "06_plan"))
    *sections, behind = (with_figures(section, results) for section in made)
    shown: list[tuple[str, FirstScreen | Block | Refusal]] = [("first", first)]
    shown += [(section.id, one) for section in (*sections, behind) for one in section.blocks]
    unique(shown)
    must = sum(t.kind == "must" for t in results.todos)
    redacted = redacted_words(identity.redacted)
    label = f"{clean(plan.company)}: sales plan {results.year.name}"
    html = rendered(
        "page.j2",
        first=first,
        sections=sections,
        behind=behind,
        grouped=grouped([*sections, behind]),
        company=shortened(plan.company, 60),
        year=results.year.name,
        label=label,
        foot=css_text(
            f"{shortened(plan.company, 60)}, sales plan {results.year.name}. {state(identity.signed)}"
            f"{'; names replaced' if redacted else ''}"
        ),
        redacted=redacted,
        state=state(identity.signed),
        brief_state=brief_state(identity.signed),
        title_state=title_state(identity.signed),
        last_signed=last_signed(identity.signed, results.approval),
        data_to=day_name(plan.year.calendar.last_day(as_of)),
        css=text("page.css"),
        decimal=decimal_mark(),
        script=text("page.js"),
        script_hash=f"sha256-{b64encode(sha256(text('page.js').encode()).digest()).decode()}",
        identity=identity,
        open_=todos_words(must, len(results.todos) - must),
        tables=", ".join(str(i.table) for i in frame_rows(results.quality.inventory) if i.present),
        examples=[clean(e) for e in plan.examples],
    )
    return Page(html, tuple(shown))


def unique(shown: Sequence[tuple[str, FirstScreen | Block | Refusal]]) -> None:
    """Make sure that no two objects share an id.

    Raises
    ------
    ValueError
        Naming those that do.
    """
    ids = Counter(
        one.id for _, top in shown for one in ((top, *top.parts, *top.details) if isinstance(top, Block) else (top,))
    )
    doubled = sorted(i for i, n in ids.items() if n > 1)
    if doubled:
        raise ValueError(f"ids that stand twice on the page: {', '.join(doubled)}")


def css_text(words: str) -> str:
    """A text as a CSS string that cannot end the string or the style element."""
    return "".join(c if c.isalnum() or c in " .,:()-" else f"\\{ord(c):x} " for c in words)
