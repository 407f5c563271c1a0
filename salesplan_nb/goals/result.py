"""What stage 2 hands on: goals with a verdict, a forecast that was tested, targets that sum to the cent."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.goals.level import Apart, LevelChange
from salesplan_nb.results import table

Row = Mapping[Hashable, Any] | pd.Series
"""A goal's figures by column."""


def period_of(goal: Row) -> Period:
    """The months of a goal, a row of `Goals.goals`."""
    return Period(str(goal["first"]), str(goal["last"]))


@dataclass(frozen=True)
class GoalsFacts:
    """The goal that the first screen is about, and what earned its forecast."""

    main_goal: str
    """The money goal that lies furthest ahead; breakdown.goal where given."""
    method: str
    """A name of `methods.METHODS`."""
    trials: int
    hits: int
    """Held-out outcomes, and how many fell into their 80% range."""
    calibrated: bool
    """Whether past ranges held and past chances came true, see `goals.calibration.came_true`."""
    skill: float
    """1 - CRPS / CRPS of the seasonal naive; 0 where that is what is used, NaN where it cannot be told."""
    little_evidence: str
    """'' or why the forecast rests on little: 'ten months of history'."""
    brier: float
    brier_skill: float
    """Brier score of the chances given in the past, and its skill over always naming the share that was reached."""
    shows: str
    """What the history shows by 95% intervals: 'season', 'trend', 'both', 'neither'; '' where it is too short."""
    trend: float
    """The rate of a sure trend [fraction a year]; NaN without one."""
    drift: float
    """What the forecast's months grow by in a year [fraction]; NaN where it goes no further than a year."""
    past_cents: float
    ahead_cents: float
    """The mean month of the last twelve, and of the forecast's first twelve (medians)."""
    level: LevelChange | None
    apart: Apart | None
    """A change of level that the last months have seen; a month far above all others; see `goals.level`."""


@dataclass(frozen=True, kw_only=True)
class Goals:
    """Stage 2."""

    goals: pd.DataFrame = table(
        goal_id="text",
        statement="text",
        metric="text",
        unit="text",
        baseline="number",
        target="number",
        p_demand="fraction",
        objective="text",
        owner="text",
        baseline_kind="text",
        baseline_period="text",
        change="fraction",
        first="month",
        last="month",
        baseline_actual="number",
        baseline_forecast="number",
        baseline_open="flag",
        p_low="fraction",
        p_high="fraction",
        demand_p10="number",
        demand_p50="number",
        demand_p90="number",
        name="text",
        scope="text",
        evidence="text",
        past_changes="number",
        past_reached="number",
        past_best="number",
        calibrated="flag",
        to_date="number",
    )
    """unit: cents, fraction, count, days, ratio. Money in cents. baseline = baseline_actual + baseline_forecast.
    name: what the goal is, 'Bookings DACH 2027'. scope: total, region: DACH, product_family: Flow. p_demand is the
    chance if nothing changes: of money by the forecast's paths, of other units as `outlook` defines it; NaN where it
    cannot be told. evidence says what it rests on, or in one line why it cannot be told; past_* are the changes of a
    KPI over the same distance in time: how many there were, in how many it moved as far as the goal asks, and the
    value that the best of them would make of the base. p_low and p_high are told of money alone.
    calibrated: whether what p_demand rests on came true in the past, as far ahead as the goal lies
    (`goals.calibration`); False without a chance. to_date: what the goal's own months brought up to as_of, money
    alone."""
    conflicts: pd.DataFrame = table(
        goal_id="text", other_id="text", kind="text", difference="number", words="text", must="flag"
    )
    """Goals that contradict each other, or parts that do not fit their whole; `goals.conflicts` has the kinds.
    difference in the unit of the goal, NaN where none applies."""
    smart: pd.DataFrame = table(
        goal_id="text", letter="text", passed="flag", reason="text", write_instead="text", verdict="text"
    )
    """verdict: yes, no, cannot tell; passed is true of yes alone."""
    backtest: pd.DataFrame = table(
        method="text",
        horizon="text",
        trials="count",
        hits="count",
        crps="number",
        skill="fraction",
        mase="number",
        used="flag",
        above="count",
    )
    """Rolling origins on the total; horizon: month, quarter, year. above: outcomes above the middle. crps in currency
    units."""
    errors: pd.DataFrame = table(
        origin="month",
        horizon="text",
        outcome_cents="cents",
        p10_cents="cents",
        p50_cents="cents",
        p90_cents="cents",
        inside="flag",
    )
    """Of the method used, for every origin."""
    chances: pd.DataFrame = table(origin="month", horizon="text", change="fraction", chance="fraction", reached="flag")
    """Of the method used: the chance that it gave a goal against the same months a year before, and what came."""
    reliability: pd.DataFrame = table(
        low="fraction",
        high="fraction",
        count="count",
        chance="fraction",
        reached="fraction",
        band_low="fraction",
        band_high="fraction",
    )
    """Chances given in the past by fifths: how many, their mean, the share reached, and where 95% of shares would lie
    were the chances right."""
    forecast: pd.DataFrame = table(scope="text", month="month", mean="cents", p10="cents", p50="cents", p90="cents")
    """scope: total, region: DACH, product_family: Flow."""
    coherence: pd.DataFrame = table(dimension="text", way="text", trials="count", crps="number", used="flag")
    """How parts were made to add up to the total, by dimension. CRPS of the members' quarters, summed [currency
    units]; one row with 0 trials where the ways could not be compared."""
    paths: pd.DataFrame = table(draw="count", month="month", amount_cents="cents")
    """Joint sample paths of the total, momentum only, from the month after as_of to the end of the plan."""
    targets: pd.DataFrame = table(
        goal_id="text", month="month", region="text", product_family="text", target="cents", channel="text"
    )
    """channel: '' where the breakdown does not ask for it."""
    target_weeks: pd.DataFrame = table(
        goal_id="text", week="date", month="month", first="date", last="date", working_days="count", target="cents"
    )
    """A row per piece of a month and a week (its first day), where the breakdown asks for weeks."""
    replan: pd.DataFrame = table(
        goal_id="text",
        month="month",
        region="text",
        product_family="text",
        channel="text",
        closed="flag",
        amount_cents="cents",
        locks_kept="flag",
    )
    """Of goals under way: what was sold in the months gone by, and the remainder of the goal over those to come."""
    bottom_up: pd.DataFrame = table(
        goal_id="text",
        dimension="text",
        member="text",
        target_cents="cents",
        forecast_cents="cents",
        ambition_cents="cents",
        basis_cents="cents",
    )
    """Each month, region and family: target against its own forecast, and what the difference is made of."""
    ambition: pd.DataFrame = table(
        goal_id="text",
        change="fraction",
        target_cents="cents",
        chance="fraction",
        with_tactics="fraction",
        implied_share="fraction",
        growth_per_customer="fraction",
        new_customers="number",
    )
    """What rising ambition means, main goal: chance from demand alone and with the tactics, share of the serviceable
    market, and what it asks of customers; change against the baseline. NaN where it cannot be told."""
    levels: pd.DataFrame = table(goal_id="text", chance="fraction", target_cents="cents")
    """The target that has 50, 80, 90% from demand alone."""
    past_growths: pd.DataFrame = table(goal_id="text", first="month", last="month", growth="fraction")
    """Growth of past periods as long as the goal's over the same time before, the latest first."""
    even_chance: pd.DataFrame = table(goal_id="text", lever="text", now="number", needed="number", change="fraction")
    """How far price, volume or win_rate (fraction) alone must move for an even chance: change from -100%, with which
    the chance is even or better still, to +100%; NaN where more than that would be needed."""
    build: pd.DataFrame = table(
        goal_id="text",
        step="text",
        name="text",
        amount_cents="cents",
        low_cents="number",
        high_cents="number",
        customers="count",
        source="text",
    )
    """From base to target. step: base, lost, stayed, returned, new, other, forecast or going-on, price, tactic:ID,
    rest, target; those between sum to target less base. low, high and source where declared."""
    reverse_funnel: pd.DataFrame = table(
        goal_id="text",
        dimension="text",
        member="text",
        won="count",
        lost="count",
        open="count",
        win_rate="fraction",
        rate_low="fraction",
        rate_high="fraction",
        created_to_won="fraction",
        deal_cents="number",
        deal_low="number",
        deal_high="number",
        cycle_days="number",
        share="fraction",
        remaining_cents="number",
        asked_cents="number",
        open_cents="number",
        wins_needed="number",
        needed="number",
        needed_low="number",
        needed_high="number",
        created="number",
        created_recently="number",
        supported_cents="number",
        reason="text",
    )
    """What must be created a month, member '' for all deals: deals old enough to learn from, needed and created
    [deals a month; the median of twelve months, the mean of the last three], 95% intervals; the target that what is
    created today supports; reason why it cannot be told."""
    pipeline_needed: pd.DataFrame = table(
        goal_id="text",
        month="month",
        created="number",
        needed="number",
        low="number",
        high="number",
        won_in_period="fraction",
        too_late="flag",
    )
    """Deals created in each of the last twelve months, then deals to create in each month ahead with the 95% interval
    and the share of them won in the goal's period; NaN where the other is meant. too_late: none is."""
    pipeline_backtest: pd.DataFrame = table(
        origin="month", won_cents="cents", pipeline_cents="cents", forecast_cents="cents"
    )
    """What deals won in the three months after each origin, as the deals of that day and as their history foretold."""
    history: pd.DataFrame = table(month="month", amount_cents="cents")
    facts: GoalsFacts
