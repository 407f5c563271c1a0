"""Part 1, shown: who has a say, what the market does. One call, one claim; the data is the argument."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from salesplan_nb.goals.statement import goal_names
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.market import market, mix, mix_table, season, trend, trend_table
from salesplan_nb.report.names import listed, shortened
from salesplan_nb.report.numbers import DASH, day
from salesplan_nb.report.objects import Cell, Refusal, Table, named
from salesplan_nb.report.rivals import competitors, competitors_table
from salesplan_nb.report.wording import objectives as say
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.workspace.plan import Goal

__all__ = [
    "competitors",
    "competitors_table",
    "lineage",
    "market",
    "mix",
    "mix_table",
    "raci",
    "season",
    "stakeholders",
    "swot",
    "trend",
    "trend_table",
]
"""What notebooks call."""


def swot(swot: pd.DataFrame) -> Table | Refusal:
    """Opportunities and challenges, each with what it stands on and whether that still says so.

    Parameters
    ----------
    swot : DataFrame
        `Objectives.swot`.
    """
    if swot.empty:
        return Refusal("swot", *no.FIXED["swot"])
    order = {"opportunity": 0, "challenge": 1, "strength": 2, "weakness": 3}
    rows = swot.assign(rank=[order.get(str(k), 4) for k in swot.kind]).sort_values("rank", kind="stable")
    stale = [str(s) for s in rows[rows.state == "stale"].statement]
    words = {
        "holds": Cell("holds", mark="good"),
        "stale": Cell("stale", mark="bad"),
        "outside": Cell("source, not checked"),
    }
    body = [
        (
            named(str(r.statement), f"{str(r.kind).capitalize()}. {r.reading or r.evidence}", 120),
            words.get(str(r.state), Cell(str(r.state))),
        )
        for r in frame_rows(rows)
    ]
    kinds = {str(k): int(n) for k, n in rows.kind.value_counts().items()}
    first, outside = rows.iloc[0], int((rows.state == "outside").sum())
    return Table(
        "swot",
        say.swot_claim(kinds, len(stale), outside),
        "Statements and the evidence they stand on",
        ("Statement and evidence", "Evidence"),
        tuple(body),
        say.swot_reading(str(first.statement), str(first.reading or first.evidence), stale, outside),
        left=(0, 1),
    )


def stakeholders(stakeholders: pd.DataFrame) -> Table | Refusal:
    """Who has a say, what they need, and whether they were heard.

    Parameters
    ----------
    stakeholders : DataFrame
        `Objectives.stakeholders`.
    """
    if stakeholders.empty:
        return Refusal("stakeholders", *no.FIXED["stakeholders"])
    heard = set(stakeholders[stakeholders.heard != ""].department)
    missing = sorted(set(stakeholders.department) - heard)
    close = [str(r) for r in stakeholders[stakeholders.engage == "manage closely"].role]
    body = [
        (
            named(
                str(r.role),
                (
                    f"{r.department}; interest {r.interest}, influence "
                    f"{r.influence}{f'; needs {r.needs}' if r.needs else ''}"
                ),
                60,
            ),
            str(r.engage),
            day(str(r.heard)) if r.heard else Cell("not yet", mark="bad"),
        )
        for r in frame_rows(stakeholders)
    ]
    return Table(
        "stakeholders",
        say.heard_claim(len(heard), len(heard) + len(missing)),
        "Stakeholders by interest and influence",
        ("Who and what they need", "So we", "Heard"),
        tuple(body),
        say.heard_reading(missing, close),
        left=(0, 1),
    )


def raci(raci: pd.DataFrame, names: dict[str, str] | None = None) -> Table | Refusal:
    """For each objective: who answers for it, who does it, who is asked, who is told.

    Parameters
    ----------
    raci : DataFrame
        `Objectives.raci`.
    names : dict, optional
        Id to role or name.
    """
    if raci.empty:
        return Refusal("raci", *no.FIXED["raci"])
    known = names or {}
    body = []
    orphans = 0
    for _, rows in raci.groupby("objective_id", sort=False):
        people = {
            letter: [known.get(str(p), str(p)) for p in rows[rows.letter == letter].person if p] for letter in "ARCI"
        }
        orphans += len(people["A"]) != 1
        told = [
            f"{word}: {listed(people[letter])}"
            for letter, word in (("R", "Responsible"), ("C", "Consulted"), ("I", "Informed"))
            if people[letter]
        ]
        body.append(
            (
                named(str(rows.statement.iloc[0]), ". ".join(told), 120),
                listed(people["A"]) if people["A"] else Cell("nobody", mark="bad"),
            )
        )
    return Table(
        "raci",
        say.raci_claim(len(body), orphans),
        "Objectives and who answers for them",
        ("Objective", "Accountable"),
        tuple(body),
        left=(0, 1),
    )


def lineage(lineage: pd.DataFrame, names: dict[str, str] | None = None, *, goals: Sequence[Goal]) -> Table | Refusal:
    """From objective to goal to KPI to owner, and what is missing.

    Parameters
    ----------
    lineage : DataFrame
        `Objectives.lineage`.
    names : dict, optional
        What people are called, by the ids that the plan has for them.
    goals : sequence of Goal
        The plan's, which are named by what they are.
    """
    if lineage.empty:
        return Refusal("lineage", *no.FIXED["lineage"])
    known, called = names or {}, goal_names(goals)
    orphans = int((lineage.orphan != "").sum())
    body = [
        (
            named(str(r.objective_id) or DASH, str(r.orphan)),
            shortened(called.get(str(r.goal_id), str(r.goal_id))) or DASH,
            shortened(str(r.kpi).replace("_", " ")) or DASH,
            shortened(known.get(str(r.owner), str(r.owner))) or DASH,
        )
        for r in frame_rows(lineage)
    ]
    return Table(
        "lineage",
        say.lineage_claim(len(body), orphans),
        "Objective, goal, KPI, owner; what is missing stands under the objective",
        ("Objective", "Goal", "KPI", "Owner"),
        tuple(body),
        left=(0, 1, 2, 3),
    )
