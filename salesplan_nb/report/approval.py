"""The plan that was signed: who, when, of which run, and the figures with which later plans are compared.

Plain data, so that a kernel which only asks whether a plan was signed loads nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass

Ends = tuple[int, int, int]
"""Low, middle and high end of a range [cents]."""


@dataclass(frozen=True)
class Step:
    """A step of the way from the base to where the plan lands.

    Parameters
    ----------
    key : str
        What it is, however it is called: 'base', 'going-on', 'tactic:food-line', 'together', 'people'.
    label : str
        As the bridge calls it.
    cents : int
        What it adds; all steps sum to the landing with the plan.
    """

    key: str
    label: str
    cents: int


@dataclass(frozen=True)
class Figures:
    """The first screen's figures, exact; None where a figure cannot be told.

    Parameters
    ----------
    currency, goal_id, first, last : str
        What must be the same so that two plans can be compared: currency, main goal ('' without one in money), months.
    goal_cents : int
        The target; 0 without a goal.
    base_cents : int or None
        What the target is measured from.
    plan_cents, nothing_cents : (low, middle, high) or None
        The landing with this plan, and if nothing changes.
    chance, chance_low, chance_high : float or None
        Of reaching the goal with this plan, and its range.
    steps : tuple of Step
        From base to landing; empty where one of both is not known.
    """

    currency: str
    goal_id: str
    first: str
    last: str
    goal_cents: int = 0
    base_cents: int | None = None
    plan_cents: Ends | None = None
    nothing_cents: Ends | None = None
    chance: float | None = None
    chance_low: float | None = None
    chance_high: float | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Approval:
    """A signature under a run.

    Parameters
    ----------
    who : str
        Who signed.
    on : str
        The day, '2026-10-14'.
    run_id, plan_sha256 : str
        Of the run.
    fingerprint : str
        Of all that the run was made of, earlier approvals aside: a run of the same is approved too.
    figures : Figures
        Of its first screen.
    files : dict of str to str
        The signed files beside approval.json and their hashes.
    """

    who: str
    on: str
    run_id: str
    plan_sha256: str
    fingerprint: str
    figures: Figures
    files: dict[str, str]
