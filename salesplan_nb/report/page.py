"""The plan as one offline page: first screen, five parts, what stands behind it. Made from results, nothing scraped."""

from __future__ import annotations

import math
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pandas as pd

from salesplan_nb.calendars import Period, day_name
from salesplan_nb.number_formats import used
from salesplan_nb.report import breakdown as parts
from salesplan_nb.report import goals as part2
from salesplan_nb.report import measures as part5
from salesplan_nb.report import objectives as part1
from salesplan_nb.report import plan as whole
from salesplan_nb.report import resources as part4
from salesplan_nb.report import strategies as part3
from salesplan_nb.report.approval import Approval
from salesplan_nb.report.background import background
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.numbers import Scale, decimal_mark
from salesplan_nb.report.objects import Block, Chart, FirstScreen, Part, Refusal, Showable, block, sentences
from salesplan_nb.report.panels import Section, grouped
from salesplan_nb.report.plain import filled, with_figures
from salesplan_nb.report.templates import rendered, text
from salesplan_nb.report.wording.approval import brief_state, last_signed, state, title_state
from salesplan_nb.report.wording.quality import redacted_words, todos_words
from salesplan_nb.report.wording.team import ROLES_CLAIM


@dataclass(frozen=True)
class Results:
    """Everything that the page is made of.

    Parameters
    ----------
    plan : Plan
        plan.yml.
    quality, objectives, goals, strategies, resources, measures
        The typed results of the stages.
    todos : sequence of Todo
        What is unfinished.
    approval : Approval, optional
        The newest of the workspace: what this plan is compared with.
    """

    plan: Any
    quality: Any
    objectives: Any
    goals: Any
    strategies: Any
    resources: Any
    measures: Any
    todos: Sequence[Any] = ()
    approval: Approval | None = None

    @property
    def year(self) -> Period:
        """The months planned for."""
        year: Period = self.plan.plan_year
        return year

    @property
    def names(self) -> dict[str, str]:
        """Ids of stakeholders, roles and reps to what a reader calls them."""
        found = {str(r.rep_id): str(r.name) for r in frame_rows(self.resources.team) if r.name}
        found |= {str(r.role): str(r.title) for r in frame_rows(self.resources.roles) if r.title}
        return found | {str(s.id): str(s.role) for s in frame_rows(self.objectives.stakeholders)}

    @property
    def goal(self) -> pd.Series | None:
        """The main goal's row."""
        return part2.main_goal(self.goals.goals, self.goals.facts.main_goal)


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


def market_part(r: Results) -> Section:
    """Part 1: objectives and market."""
    o, money, records, as_of = r.objectives, r.plan.currency, r.quality.facts.records, r.quality.facts.as_of
    by = "segment" if len(o.mix[o.mix.dimension == "segment"]) > 1 else "product_family"
    mix, season = part1.mix(o.mix, by, as_of, records=records), part1.season(o.seasonality)
    tables: list[Part] = [part1.mix_table(o.mix, by, as_of, currency=money, records=records)]
    folded: list[Part] = [part1.trend_table(o.trend, currency=money)] if len(o.trend) else []
    if by == "segment" and len(o.mix[o.mix.dimension == "product_family"]) > 1:
        folded.insert(0, part1.mix_table(o.mix, "product_family", as_of, currency=money, records=records))
    folded += [t for t in (part1.market(o.market, currency=money),) if len(o.market)]
    rivals = part1.competitors(o.competitors, as_of)
    blocks = [
        block(mix, *tables, details=folded),
        block(part1.trend(o.history, o.trend, currency=money, records=records), details=[season], summary="The season"),
        block(rivals, *([part1.competitors_table(o.competitors)] if isinstance(rivals, Chart) else [])),
        block(part1.swot(o.swot)),
        block(
            part1.stakeholders(o.stakeholders),
            details=[part1.raci(o.raci, r.names), part1.lineage(o.lineage, r.names)],
            summary="Who answers for what",
        ),
    ]
    intro = " ".join(clean(t).rstrip(".") + "." for t in (r.plan.vision, r.plan.mission) if t)
    return Section("market", "Market", "Objectives and market", intro, tuple(blocks), "01_objectives")


def goals_part(r: Results) -> Section:
    """Part 2: goals."""
    g, money, records, goal = r.goals, r.plan.currency, r.quality.facts.records, r.goal
    blocks: list[Block | Refusal] = []
    if goal is not None:
        fan = part2.fan(
            g.history,
            g.paths,
            goal,
            currency=money,
            records=records,
            landing=r.resources.landing,
            resources=r.resources.facts,
        )
        blocks.append(
            block(
                fan,
                details=[
                    whole.verdict_notes(g, r.resources),
                    part2.backtest_table(g.backtest, g.facts),
                    *_tables((part4.landing_table, r.resources.landing, None, money)),
                ],
            )
        )
        blocks += [_build(g, goal, money), _ambition(g, goal, money), _pipeline(g, goal, money, records)]
        blocks.append(block(part2.breakdown(g.targets, str(goal.goal_id), currency=money)))
        if (g.bottom_up.goal_id == goal.goal_id).any():
            blocks.append(block(parts.bottom_up(g.bottom_up, str(goal.goal_id), currency=money)))
        if len(g.replan):
            blocks.append(block(parts.replan(g.replan, g.targets, g.goals, str(goal.goal_id), currency=money)))
    if len(g.smart):
        notes = [part2.smart_notes(g.smart, str(goal.goal_id))] if goal is not None else []
        mends = [part2.smart_mends(g.smart, g.goals)] if not g.smart.passed.all() else []
        blocks.append(
            block(
                part2.smart_table(g.smart, g.goals),
                details=[*notes, *mends, part2.baselines_table(g.goals, currency=money)],
            )
        )
    if len(g.conflicts):
        blocks.append(block(part2.conflicts_table(g.conflicts, g.goals)))
    return Section("goals", "Goals", "Goals", "", tuple(blocks), "02_goals")


def _build(g: Any, goal: pd.Series, money: str) -> Block | Refusal:
    """From the base to the goal."""
    build = part2.target_build(g.build, goal, currency=money)
    if isinstance(build, Refusal):
        return build
    return block(build, details=[part2.build_table(g.build, goal, currency=money)], summary="Every step")


def _ambition(g: Any, goal: pd.Series, money: str) -> Block | Refusal:
    """The price of ambition, and what an even chance would take."""
    chart = part2.ambition(g.ambition, g.levels, goal, currency=money, past_growths=g.past_growths)
    if isinstance(chart, Refusal):
        return chart
    tactics = bool(g.ambition.with_tactics.notna().any())
    even = [part2.even_table(g.even_chance, goal, currency=money, tactics=tactics)] if len(g.even_chance) else []
    table = part2.ambition_table(g.ambition, goal, currency=money)
    return block(chart, *even, details=[table], summary="Other goals, and what each asks")


def _pipeline(g: Any, goal: pd.Series, money: str, records: str) -> Block | Refusal:
    """What must be created so that the goal can be met."""
    chart = part2.pipeline(g.reverse_funnel, g.pipeline_needed, goal, records=records)
    if isinstance(chart, Refusal):
        return chart
    return block(chart, part2.pipeline_table(g.reverse_funnel, goal, currency=money))


def _tables(*calls: tuple[Any, pd.DataFrame, Any, str]) -> list[Part]:
    """Those tables whose data is there."""
    return [
        make(frame, *([extra] if extra is not None else []), currency=money)
        for make, frame, extra, money in calls
        if len(frame)
    ]


def strategy_part(r: Results) -> Section:
    """Part 3: strategies."""
    s, money, goal = r.strategies, r.plan.currency, r.goal
    scale = Scale.of(float(goal.target)) if goal is not None else Scale(1, "")
    blocks: list[Block | Refusal] = []
    tactics = part3.tactics_table(s.tactics, currency=money, names=r.names)
    details: list[Part] = [part3.tactics_notes(s.tactics, s.facts, scale)] if len(s.tactics) else []
    if goal is not None:
        demand = (
            part3.demand_middle(r.goals.paths, s.effects, goal)
            if len(r.goals.paths) and math.isfinite(goal.demand_p50)
            else None
        )
        blocks.append(
            block(
                part3.bridge(goal, s.tactics, currency=money, demand_p50=demand, resources=r.resources.facts),
                tactics,
                details=details,
            )
        )
    else:
        blocks.append(block(tactics, details=details))
    blocks.append(
        block(
            part3.segments_table(s.segments, s.facts, currency=money),
            details=[part3.segment_notes(s.segments, s.profile)] if len(s.segments) else [],
        )
    )
    blocks.append(block(part3.rfm_table(s.rfm, s.facts, r.goals.history, currency=money)))
    channels = part3.channels(s.channels, s.facts, currency=money)
    blocks.append(
        block(channels, *([part3.channels_table(s.channels, currency=money)] if isinstance(channels, Chart) else []))
    )
    return Section("strategy", "Strategy", "Strategies", "", tuple(blocks), "03_strategies")


def team_part(r: Results) -> Section:
    """Part 4: team and budget."""
    t, money, records, names = r.resources, r.plan.currency, r.quality.facts.records, r.names
    org, roles = part4.org(t.team, r.quality.facts.as_of), part4.roles(t.roles)
    capacity = part4.capacity(t.capacity, t.facts, currency=money, records=records)
    quotas = part4.quotas(t.quotas, t.margins, t.team, currency=money, missing=t.facts.quotas_missing)
    budget = part4.budget(t.budget, t.lines, t.facts, t.options, currency=money)
    blocks = [
        block(capacity, *([part4.capacity_table(t.capacity, currency=money)] if isinstance(capacity, Chart) else [])),
        block(
            quotas,
            *([part4.quota_regions(t.quotas, t.team, currency=money)] if isinstance(quotas, Chart) else []),
            details=[part4.quota_table(t.quotas, t.team, currency=money)] if isinstance(quotas, Chart) else [],
            summary="Every quota",
        ),
        block(part4.skills(t.skills, names)),
        block(
            budget, *([part4.budget_table(t.lines, currency=money, names=names)] if isinstance(budget, Chart) else [])
        ),
        block(org, details=[roles], summary="Roles and expectations"),
    ]
    if isinstance(org, Refusal) and not isinstance(roles, Refusal):
        blocks.append(Block("claim-roles", ROLES_CLAIM, (roles,)))
    return Section("team", "Team", "Team and budget", "", tuple(blocks), "04_resources")


def measures_part(r: Results) -> Section:
    """Part 5: measures."""
    m, money, names = r.measures, r.plan.currency, r.names
    cards = part5.cards(m.kpis, m.series, m.facts, currency=money)
    stages = part5.funnel(m.funnel)
    signal = part5.signal(m.signals, m.kpis, m.triggers)
    triggers = part5.triggers_table(m.triggers, m.kpis, names)
    reviews: list[Part] = [part5.reviews(m.reviews)]
    blocks = [
        block(
            cards,
            details=[part5.kpi_table(m.kpis, currency=money, names=names), part5.definitions(m.kpis)]
            if len(m.kpis)
            else [],
        ),
        block(stages, *([part5.funnel_table(m.funnel)] if isinstance(stages, Chart) else [])),
        block(
            part5.tracking(
                m.tracking, m.pacing, m.facts, currency=money, records=r.quality.facts.records, goals=r.goals.goals
            ),
            details=[part5.attainment_table(m.attainment, names, currency=money)] if len(m.attainment) else [],
            summary="Attainment by rep",
        ),
        block(signal),
        block(triggers, details=reviews, summary="Reviews"),
    ]
    return Section("measures", "Measures", "Measures", "", tuple(blocks), "05_measures")


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
    shown: tuple[tuple[str, Showable], ...]
    """Part and object."""

    def told(self) -> list[tuple[str, str, str]]:
        """Every sentence made from a result: where it stands, its id, its words."""
        return [(part, name, words) for part, one in self.shown for name, words in sentences([one])]


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
    shown: list[tuple[str, Showable]] = [("first", first)]
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


def unique(shown: Sequence[tuple[str, Showable]]) -> None:
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
