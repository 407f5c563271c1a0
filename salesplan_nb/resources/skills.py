"""Skills: what each role requires against what was assessed, and what closes the gap."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from salesplan_nb.resources.result import Resources
from salesplan_nb.results import framed
from salesplan_nb.strategies.windows import ratio
from salesplan_nb.workspace.plan import AcceptedRisk, Budget, Role


def skills(
    plan_roles: Sequence[Role],
    team: pd.DataFrame,
    assessed: pd.DataFrame,
    budget: Budget | None,
    accepted_risks: Sequence[AcceptedRisk],
) -> pd.DataFrame:
    """One row per role and skill it requires: level required, mean assessed, people below, gap [levels], what meets it.

    Parameters
    ----------
    plan_roles : sequence of Role
        Required levels, 1 to 5.
    team : DataFrame
        Of the plan year; who is not on it does not count.
    assessed : DataFrame
        rep_id, skill, level, assessed [date]; the latest level of each person and skill counts, the last row where no
        day is known. May be empty.
    budget, accepted_risks
        What meets a gap: the budget line that names the skill in `closes`, else a risk accepted for the role.

    Notes
    -----
    Gap = sum of the shortfalls of those below / people assessed. Without an assessment the level and the gap are NaN,
    and what would meet a gap is named all the same.
    """
    if assessed.empty:
        assessed = pd.DataFrame(columns=["rep_id", "skill", "level", "assessed"])
    dated = assessed.sort_values("assessed", kind="stable", na_position="first") if "assessed" in assessed else assessed
    latest = dated.drop_duplicates(["rep_id", "skill"], keep="last")
    levels = latest.merge(team[["rep_id", "role"]], on="rep_id")
    rows = []
    for role in plan_roles:
        for skill, required in role.skills.items():
            mine = levels[(levels["role"] == role.id) & (levels["skill"] == skill)]["level"].astype("float64")
            short = (required - mine).clip(lower=0)
            gap = ratio(float(short.sum()), len(mine))
            met_by, owner = ("", "") if gap == 0 else _met(role.id, skill, budget, accepted_risks)
            rows.append(
                {
                    "role": role.id,
                    "skill": skill,
                    "required": required,
                    "assessed": float(mine.mean()),
                    "people": len(mine),
                    "below": int((short > 0).sum()),
                    "gap": gap,
                    "met_by": met_by,
                    "owner": owner,
                }
            )
    return framed(Resources, "skills", rows)


def _met(role: str, skill: str, budget: Budget | None, accepted_risks: Sequence[AcceptedRisk]) -> tuple[str, str]:
    for line in budget.lines if budget else []:
        if line.closes == skill:
            return line.id, line.owner
    for risk in accepted_risks:
        if (risk.role, risk.skill) == (role, skill):
            return "accepted risk", risk.owner
    return "", ""
