"""What each part of the page is made of: blocks in their order, from the results of the stages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.report import breakdown as parts
from salesplan_nb.report import goals as part2
from salesplan_nb.report import measures as part5
from salesplan_nb.report import objectives as part1
from salesplan_nb.report import plan as whole
from salesplan_nb.report import reliability as past
from salesplan_nb.report import resources as part4
from salesplan_nb.report import strategies as part3
from salesplan_nb.report import targets as by_part
from salesplan_nb.report.approval import Approval
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import clean
from salesplan_nb.report.numbers import Scale
from salesplan_nb.report.objects import Block, Chart, Part, Refusal, block
from salesplan_nb.report.panels import Section
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
            details=[part1.raci(o.raci, r.names), part1.lineage(o.lineage, r.names, goals=r.plan.goals)],
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
            funnel=g.reverse_funnel,
        )
        blocks.append(
            block(
                fan,
                details=[
                    whole.verdict_notes(g, r.resources, tactics=not r.strategies.effects.empty),
                    *([past.one_offs_notes(r.plan.one_offs)] if r.plan.one_offs else []),
                    *_tables((part4.landing_table, r.resources.landing, None, money)),
                ],
            )
        )
        blocks += [_past(g), _build(g, goal, money), _ambition(g, goal, money), _pipeline(g, goal, money, records)]
        further = by_part.further_breakdowns(g.targets, str(goal.goal_id), currency=money)
        lead = part2.breakdown(g.targets, str(goal.goal_id), currency=money)
        blocks.append(block(lead, details=further, summary="The goal by other parts"))
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


def _past(g: Any) -> Block | Refusal:
    """What past chances were worth, which method has earned its use, and how parts add up."""
    chart, tested = past.reliability(g.reliability, g.facts), part2.backtest_table(g.backtest, g.facts)
    if isinstance(chart, Refusal):
        return tested if isinstance(tested, Refusal) else block(tested)
    table = past.reliability_table(g.reliability)
    ways = [past.coherence_table(g.coherence)] if len(g.coherence) else []
    return block(chart, details=[table, tested, *ways], summary="Chances, methods and parts tested")


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
    even = [part2.even_table(g.even_chance, goal, tactics=tactics)] if len(g.even_chance) else []
    table = part2.ambition_table(g.ambition, goal, currency=money)
    return block(chart, *even, details=[table], summary="Other goals, and what each asks")


def _pipeline(g: Any, goal: pd.Series, money: str, records: str) -> Block | Refusal:
    """What must be created so that the goal can be met."""
    chart = part2.pipeline(g.reverse_funnel, g.pipeline_needed, g.pipeline_backtest, goal, records=records)
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
    scale = Scale.of_goal(float(goal.target)) if goal is not None else Scale(1, "")
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
            budget,
            *(
                [part4.budget_table(t.lines, currency=money, goals=r.plan.goals, names=names)]
                if isinstance(budget, Chart)
                else []
            ),
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
