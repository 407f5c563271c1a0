"""What cannot be said yet: that, the plain figure that can, and what would lift it, each one sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping

from salesplan_nb.report.names import begun, clean, shortened
from salesplan_nb.report.numbers import agree, change, count, number, percent

Told = tuple[str, str, str]
"""What cannot be said; the plain figure that can, '' where the page knows it from elsewhere; what would lift it."""
FIXED: Mapping[str, Told] = {
    "budget": (
        "The budget is not planned yet.",
        "",
        "Add budget: to plan.yml with a limit and lines by category, amount and owner.",
    ),
    "options": ("No options are planned yet.", "", "Add scenarios: to plan.yml, with hires."),
    "coherence": (
        "How parts of the forecast add up cannot be told.",
        "The orders tell no region, product family, channel or person apart.",
        "Map one of these columns for orders in sources.yml.",
    ),
    "reliability": (
        "Whether past chances came true cannot be told.",
        "No month of the history could be held out with the same month a year before.",
        "Add earlier orders: 13 months are the least.",
    ),
    "breakdown": (
        "The goal is not broken down yet.",
        "",
        "Add breakdown: to plan.yml with the goal and a basis for month and region.",
    ),
    "bottom_up": (
        "Targets are not compared with the parts' own forecasts yet.",
        "",
        "Add breakdown: to plan.yml for a goal whose months the forecast covers.",
    ),
    "replan": (
        "No goal is under way yet.",
        "",
        "Add a goal of which some months have closed and some are to come.",
    ),
    "controls": (
        "Orders are not compared with Finance yet.",
        "No control totals are known.",
        "Map a controls table (month, amount) in sources.yml.",
    ),
    "ambition": (
        "The price of ambition cannot be told yet.",
        "The forecast has no paths for this goal.",
        "Map orders of at least three months in sources.yml.",
    ),
    "market": (
        "The market's size is not planned yet.",
        "",
        "Add market: to plan.yml with segment, sam, som, year, source and date.",
    ),
    "measures": (
        "Measures are not planned yet.",
        "No measure can be computed from the tables that are mapped.",
        "Add kpis: to plan.yml with a target and an owner.",
    ),
    "attainment": (
        "Attainment cannot be told yet.",
        "No quota of a running year is known.",
        "Map quota_cents of the reps in sources.yml.",
    ),
    "swot": (
        "Opportunities and challenges are not planned yet.",
        "The data of this run suggest none.",
        "Add swot: to plan.yml with kind, statement and evidence.",
    ),
    "stakeholders": (
        "Stakeholders are not planned yet.",
        "Nobody outside the plan is named.",
        "Add stakeholders: to plan.yml with id, role, department, interest and influence.",
    ),
    "raci": (
        "Objectives are not planned yet.",
        "No one answers for what is not written.",
        "Add objectives: to plan.yml with id, statement, accountable and responsible.",
    ),
    "lineage": (
        "No chain from objective to owner can be shown yet.",
        "",
        "Add objectives: and link each goal to one in plan.yml.",
    ),
    "skills": (
        "Skills are not planned yet.",
        "No role names the skills it requires.",
        "Add skills: to the roles in plan.yml and map a skills table in sources.yml.",
    ),
    "org": (
        "The team is not planned yet.",
        "Nobody is named in the data.",
        "Map reps with role and manager_id in sources.yml.",
    ),
    "leads": (
        "Who leads whom cannot be told.",
        "",
        "Map manager_id of the reps in sources.yml.",
    ),
    "roles": (
        "Roles are not planned yet.",
        "",
        "Add roles: to plan.yml with title, responsibilities and expectations.",
    ),
    "rivals": (
        "No win rate can be shown yet.",
        "No closed opportunities are known.",
        "Map an opportunities table with a status in sources.yml.",
    ),
    "triggers": (
        "Triggers are not planned yet.",
        "Nothing is set to start when a measure goes astray.",
        "Add triggers: to plan.yml with kpi, when, for, action and owner.",
    ),
    "tactics": (
        "Tactics are not planned yet.",
        "The plan rests on momentum alone.",
        "Add tactics: to plan.yml with action, owner, period, effect (low, likely, high, source) and budget.",
    ),
    "rfm": (
        "Customers cannot be told apart by their purchases yet.",
        "The orders name no customer.",
        "Map customer_id of the orders in sources.yml.",
    ),
    "channels": (
        "Channels are not planned yet.",
        "The orders name no channel.",
        "Map a channel column in sources.yml and add channels: to plan.yml.",
    ),
}
"""By the id of what would stand there."""


def no_goal(statement: str) -> Told:
    """No goal in money; the first other goal, where there is one."""
    figure = f"{clean(statement)}." if statement else ""
    return (
        "No goal in money is planned yet.",
        figure,
        "Add goals: to plan.yml, one with the metric bookings or revenue.",
    )


def no_backtest(little_evidence: str) -> Told:
    """No month could be held back to test the forecast."""
    figure = f"{begun(clean(little_evidence)) or '0 months of the history could be held out'}."
    return "The forecast could not be tested on the past.", figure, "About two years of orders would allow a test."


def no_landing(months: int) -> Told:
    """No forecast at all."""
    figure = f"{count(months, 'month')} of history {agree(months, 'is', 'are')} known."
    return "Where we land cannot be told yet.", figure, "Map orders of at least three months in sources.yml."


def no_ambition(goal: str, chance: str, base: float) -> Told:
    """A chance, but no base that other goals could be a change of; `chance` with its mark: '6%, not calibrated'."""
    what = "is not known" if not math.isfinite(base) else "is nothing" if base == 0 else "is below nothing"
    return (
        "What other goals would have as a chance cannot be shown yet.",
        f"The market alone gives {goal} a chance of {chance}. The base {what}, so no change of it can be tried.",
        "Name under goals: in plan.yml a baseline that the orders cover.",
    )


def no_build() -> Told:
    """Neither base nor target, so no steps between them."""
    return (
        "What takes us from the base to the goal cannot be shown yet.",
        "The base or the value of the goal is not known.",
        "Add to the goal under goals: in plan.yml a baseline that the orders cover, and a change or a target.",
    )


def no_bridge(base: str, goal: str) -> Told:
    """No way from base to goal; `base` is '' where it is not known."""
    return (
        "The way from base to goal cannot be shown yet.",
        f"{f'Base {base}, goal' if base else 'Goal'} {goal}.",
        "Map orders of at least three months in sources.yml, and of all months of the base.",
    )


def no_mix(word: str, several: str, records: str, top: str, share: float) -> Told:
    """No shift of the mix: only one year (`top` is the largest member), or no two members."""
    cannot = f"No shift between {several} can be shown yet."
    if top:
        return (
            cannot,
            f"{shortened(top)} brings {percent(share)} of {records}.",
            "Orders of two whole years are needed.",
        )
    return (
        cannot,
        f"The orders tell no two {several} apart.",
        f"Map a {word} column in sources.yml, or declare segments in plan.yml.",
    )


def no_trend(months: int) -> Told:
    """No line through the months."""
    return "No trend can be shown yet.", f"The history has {count(months, 'month')}.", "Map orders in sources.yml."


def no_season() -> Told:
    """No month of the year is known twice."""
    return (
        "No season can be told yet.",
        "Under 24 months of history are known.",
        "Orders of two whole years would tell.",
    )


def no_tracking_yet(why: str) -> Told:
    """No month of the goal has gone by; `why` says when it begins."""
    return (
        "Actual against target cannot be shown yet.",
        why,
        "The orders of the period’s first complete month would show it.",
    )


def no_capacity(missing: str) -> Told:
    """What people can carry is not known; `missing` is what it lacks."""
    lift = f"Add {clean(missing) or 'roles: with annual_quota and ramp to plan.yml'}."
    return "Capacity is not planned yet.", "The chance is from demand alone.", lift


def no_quotas(missing: str) -> Told:
    """No quota by person; `missing` is what it lacks."""
    lift = f"Add {clean(missing) or 'reps in sources.yml, and breakdown.rep: in plan.yml'}."
    return "Quotas are not planned yet.", "The goal is not broken down to people.", lift


def no_rival(won: int, closed: int, rate: float) -> Told:
    """Deals are known, but not against whom."""
    return (
        "Win rates by competitor cannot be told.",
        f"We won {number(won)} of {count(closed, 'closed deal')} ({percent(rate)}).",
        "Map a competitor column of the opportunities in sources.yml.",
    )


def no_signal(needs: str) -> Told:
    """No measure has months enough; `needs` says how many."""
    return "Signals cannot be told from noise yet.", "No measure has enough months.", needs


def no_segments(customers: int | None) -> Told:
    """No two segments; `customers` are those of the only one, None where there is none."""
    who = "The one customer is" if customers == 1 else f"All {count(customers or 0, 'customer')} are"
    figure = "The data tell no customers apart by industry." if customers is None else f"{who} one segment."
    return "Segments are not planned yet.", figure, "Add segments: to plan.yml with a rule over the customers’ columns."


def sales_known(records: str, months: int, last: str, amount: str, growth: float) -> str:
    """The plain figure that orders always give: 'Bookings of the 12 months to Oct 2026: EUR 23.6M (+9%).'"""
    span = "the month" if months == 1 else f"the {count(months, 'month')}"
    moved = f" ({change(growth)} on the 12 before)" if math.isfinite(growth) else ""
    return f"{records.capitalize()} of {span} to {last}: {amount}{moved}."


def goal_a_month(amount: str, reps: int) -> str:
    """What a goal asks in an average month, and of how many."""
    carried = f"; {count(reps, 'rep')} {agree(reps, 'is', 'are')} known" if reps else ""
    return f"The goal asks {amount} a month on average{carried}."


def people_known(people: int) -> str:
    """How many people the data names."""
    return f"{count(people, 'person', 'people')} {agree(people, 'is', 'are')} known."


def goals_planned(goals: int) -> str:
    """How many goals there are to link."""
    return f"{count(goals, 'goal')} {agree(goals, 'is', 'are')} planned."


def momentum_known(amount: str, goal: str) -> str:
    """Where we land if nothing changes, against the goal."""
    return f"If nothing changes we land at {amount} of {goal}."
