"""Who is on the team in the plan year: roles, the tree of managers, and those who would join."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from salesplan_nb.fiscal import MonthCalendar, PlanYear
from salesplan_nb.resources.result import Resources
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Hire, Role, Scenario

HIRE = "hire."
"""What the rep_id of somebody begins with who is not there yet."""


def roles(plan_roles: Sequence[Role], team: pd.DataFrame) -> pd.DataFrame:
    """One row per role of the plan: people in the plan year, duties, expectations, quota and pay [cents a year].

    Notes
    -----
    Quota and pay are 0 where the plan has none.
    """
    people = team["role"].value_counts()
    rows = [
        {
            "role": role.id,
            "title": role.title,
            "people": int(people.get(role.id, 0)),
            "responsibilities": "; ".join(role.responsibilities),
            "expectations": "; ".join(role.expectations),
            "annual_quota_cents": role.annual_quota or 0,
            "ote_cents": role.ote or 0,
        }
        for role in plan_roles
    ]
    return framed(Resources, "roles", rows)


def team(
    reps: pd.DataFrame, plan_roles: Sequence[Role], year: PlanYear, scenario: Scenario | None = None
) -> pd.DataFrame:
    """One row per person of the plan year, managers above their reports: role, region, manager, span, level.

    Parameters
    ----------
    reps : DataFrame
        rep_id, and where the data has them name, role, region, manager_id, starts, ends [date]; who left before the
        year or joins after it drops out. May be empty.
    plan_roles : sequence of Role
        For the titles.
    year : PlanYear
        The planning year; its calendar says which month somebody comes or goes in.
    scenario : Scenario, optional
        The scenario being run: its hires are on the team, with ids that begin with `HIRE`.

    Notes
    -----
    Managers form no circle: intake refuses such reps. The reports of a manager who drops out go to the next one above.
    Span = direct reports; level 0 = nobody above.
    """
    people = [_person(row) for row in reps.to_dict("records")]
    managers = {person["rep_id"]: person["manager_id"] for person in people}
    staying = {p["rep_id"]: p for p in people if _in_year(p, year)}
    for person in staying.values():
        above = person["manager_id"]
        while above and above not in staying:
            above = managers.get(above, "")
        person["manager_id"] = above
    for hire in scenario.hires if scenario else []:
        staying |= {person["rep_id"]: person for person in _joining(hire, staying, year.calendar)}
    titles = {role.id: role.title for role in plan_roles}
    spans = Counter(person["manager_id"] for person in staying.values())
    rows = [
        {
            **staying[rep],
            **_months(staying[rep], year.calendar),
            "title": titles.get(staying[rep]["role"], staying[rep]["role"]),
            "span": spans[rep],
            "level": level,
        }
        for rep, level in _tree(staying)
    ]
    return framed(Resources, "team", rows)


def hire_ids(hire: Hire) -> list[str]:
    """The ids of people who would join.

    Examples
    --------
    >>> hire_ids(Hire(role="ae", region="Iberia", starts="2027-02", count=2))
    ['hire.ae.Iberia.2027-02.1', 'hire.ae.Iberia.2027-02.2']
    """
    return [f"{HIRE}{hire.role}.{hire.region}.{hire.starts}.{number + 1}" for number in range(hire.count)]


def _person(row: Mapping[Any, Any]) -> dict[str, str]:
    return {
        **{name: _text(row.get(name)) for name in ("rep_id", "name", "role", "region", "manager_id")},
        "starts": _day(row.get("starts")),
        "ends": _day(row.get("ends")),
    }


def _text(value: Any) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value)


def _day(value: Any) -> str:
    if value is None or value == "" or pd.isna(value):
        return ""
    return pd.Timestamp(value).date().isoformat()


def _in_year(person: Mapping[str, str], year: PlanYear) -> bool:
    first, last = year.first_day.isoformat(), year.last_day.isoformat()
    return (not person["ends"] or person["ends"] >= first) and person["starts"] <= last


def _months(person: Mapping[str, str], calendar: MonthCalendar) -> dict[str, str]:
    """The month in which somebody starts, and the last one that they are there to the end of."""
    starts, ends = person["starts"], person["ends"]
    return {
        "first_month": calendar.month_of(date.fromisoformat(starts)) if starts else "",
        "last_month": calendar.last_whole_month(date.fromisoformat(ends)) if ends else "",
    }


def _joining(hire: Hire, staying: Mapping[str, Mapping[str, str]], calendar: MonthCalendar) -> list[dict[str, str]]:
    """People who would join, under whoever leads most of those of their role and region."""
    same = [p for p in staying.values() if p["role"] == hire.role]
    near = [p for p in same if p["region"] == hire.region] or same
    leads = Counter(p["manager_id"] for p in near)
    above = min(leads, key=lambda manager: (-leads[manager], manager)) if leads else ""
    return [
        {
            "rep_id": rep,
            "name": f"to be hired {number}",
            "role": hire.role,
            "region": hire.region,
            "manager_id": above,
            "starts": calendar.first_day(hire.starts).isoformat(),
            "ends": "",
        }
        for number, rep in enumerate(hire_ids(hire), start=1)
    ]


def _tree(people: Mapping[str, Mapping[str, str]]) -> list[tuple[str, int]]:
    """Ids with their level, every manager before their reports, ids in order among equals."""
    below: dict[str, list[str]] = {}
    for rep in sorted(people, reverse=True):
        below.setdefault(people[rep]["manager_id"], []).append(rep)
    found, waiting = [], [(rep, 0) for rep in below.get("", [])]
    while waiting:
        rep, level = waiting.pop()
        found.append((rep, level))
        waiting += [(report, level + 1) for report in below.get(rep, [])]
    return found
