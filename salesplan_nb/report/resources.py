"""Part 4, shown: what people can carry and are asked to carry, what it costs, who leads whom. One call, one claim."""

from __future__ import annotations

from typing import Any

import pandas as pd

from salesplan_nb.calendars import month_name
from salesplan_nb.report.budget import budget, budget_table, landing_table, options_table
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.numbers import DASH, count, number
from salesplan_nb.report.objects import Cell, Notes, Org, Person, Refusal, Table, named
from salesplan_nb.report.quotas import capacity, capacity_table, quota_regions, quota_table, quotas
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording import team as say

__all__ = [
    "budget",
    "budget_table",
    "capacity",
    "capacity_table",
    "landing_table",
    "options_table",
    "org",
    "quota_regions",
    "quota_table",
    "quotas",
    "roles",
    "skills",
]
"""What notebooks call."""


def skills(skills: pd.DataFrame, names: dict[str, str] | None = None) -> Table | Refusal:
    """Skills required against assessed, and what meets each gap.

    Parameters
    ----------
    skills : DataFrame
        `Resources.skills`.
    names : dict, optional
        Role id to title, owner id to role.
    """
    if skills.empty:
        return Refusal("skills", *no.FIXED["skills"])
    known = names or {}
    gaps = skills[skills.below > 0].sort_values("gap", ascending=False, kind="stable")
    open_ = gaps[gaps.met_by == ""]
    reading = ""
    if len(gaps):
        g = gaps.iloc[0]
        reading = say.skills_reading(
            str(g["skill"]), known.get(str(g["role"]), str(g["role"])), int(g.below), int(g.people), str(g.met_by)
        )
    rows = skills.sort_values(["gap", "role", "skill"], ascending=[False, True, True]).head(12)
    body = [
        (
            named(str(s.skill), known.get(str(s.role), str(s.role)), 30),
            number(s.assessed, 1),
            number(s.required, 1),
            f"{number(s.below)} of {number(s.people)}",
            Cell(shortened(str(s.met_by), 40), shortened(known.get(str(s.owner), str(s.owner)), 40))
            if s.met_by
            else Cell("open", mark="bad")
            if s.below
            else Cell(DASH),
        )
        for s in frame_rows(rows)
    ]
    return Table(
        "skills",
        say.skills_claim(len(open_), len(gaps)),
        "Skills by role, levels 1 to 5, means",
        ("Skill and role", "Level", "Asked", "Below", "Met by"),
        tuple(body),
        reading,
        left=(0, 4),
    )


def org(team: pd.DataFrame, as_of: str) -> Org | Refusal:
    """Who leads whom.

    Parameters
    ----------
    team : DataFrame
        `Resources.team`, in tree order.
    as_of : str
        Last month of the data: whoever starts later is still to come.
    """
    if team.empty:
        return Refusal("org", *no.FIXED["org"])
    rows = {str(r.rep_id): r for r in frame_rows(team)}
    children: dict[str, list[str]] = {}
    for r in rows.values():
        boss = str(r.manager_id)
        children.setdefault(boss if boss in rows and boss != r.rep_id else "", []).append(str(r.rep_id))
    coming = [r for r in rows.values() if str(r.first_month) > as_of]
    if not any(boss for boss in children):
        return Refusal("org", *no.FIXED["leads"])
    managers = [r for r in rows.values() if children.get(str(r.rep_id))]
    widest = max(managers, key=lambda r: (len(children[str(r.rep_id)]), str(r.rep_id)))
    roots = tuple(_person(key, rows, children, as_of) for key in children.get("", []) if children.get(key))
    alone = [key for key in children.get("", []) if not children.get(key)]
    if alone:
        roots = (
            *roots,
            Person("No manager named", count(len(alone), "person", "people"), people=_leaves(alone, rows, as_of)),
        )
    reading = say.org_reading(len(rows), int(team.level.max()) + 1, _label(widest), [_name(r) for r in coming])
    return Org(
        "org",
        say.org_claim(len(children[str(widest.rep_id)])),
        "Who leads whom; dashed = still to come.",
        roots,
        reading,
    )


def _name(row: Any) -> str:
    return shortened(str(row.name) or str(row.rep_id), 30)


def _label(row: Any) -> str:
    title = str(row.title) or str(row.role)
    return f"{_name(row)}, {shortened(title, 30)}" if title else _name(row)


def _person(key: str, rows: dict[str, Any], children: dict[str, list[str]], as_of: str) -> Person:
    below = children.get(key, [])
    leads = [k for k in below if children.get(k)]
    people = [k for k in below if not children.get(k)]
    return Person(
        _label(rows[key]),
        f"leads {number(len(below))}",
        tuple(_person(k, rows, children, as_of) for k in leads),
        _leaves(people, rows, as_of),
    )


def _leaves(keys: list[str], rows: dict[str, Any], as_of: str, most: int = 30) -> tuple[tuple[str, bool], ...]:
    told = []
    for key in keys[:most]:
        later = str(rows[key].first_month)
        told.append(
            (f"{_name(rows[key])}, from {month_name(later)}", True) if later > as_of else (_name(rows[key]), False)
        )
    return (*told, (f"and {number(len(keys) - most)} more", False)) if len(keys) > most else tuple(told)


def roles(roles: pd.DataFrame) -> Notes | Refusal:
    """What each role does and what is expected of it; pay is never shown."""
    if roles.empty:
        return Refusal("roles", *no.FIXED["roles"])
    items = []
    for r in frame_rows(roles):
        told = [count(int(r.people), "person", "people")]
        told += [
            f"{word}: {clean(str(text))}"
            for word, text in (("Does", r.responsibilities), ("Expected", r.expectations))
            if text
        ]
        items.append((shortened(str(r.title) or str(r.role), 40), ". ".join(told) + "."))
    return Notes("roles", tuple(items), "Roles")
