"""The reverse funnel, shown: how many deals must be created a month, beside what is created. One call, one claim."""

from __future__ import annotations

import math

import pandas as pd

from salesplan_nb.report import charts_pipeline as draw
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import clean
from salesplan_nb.report.numbers import DASH, Scale, interval, number, percent
from salesplan_nb.report.objects import Cell, Chart, Refusal, Table, named
from salesplan_nb.report.wording import pipeline as say

TITLES = {"source": "Source", "region": "Region", "product_family": "Product family"}


def pipeline(
    funnel: pd.DataFrame, months: pd.DataFrame, past: pd.DataFrame, goal: pd.Series, *, records: str = "bookings"
) -> Chart | Refusal:
    """How many deals must be created each month so that the goal can be met, beside what is created.

    Parameters
    ----------
    funnel, months, past : DataFrame
        `Goals.reverse_funnel`, `Goals.pipeline_needed` and `Goals.pipeline_backtest`.
    goal : Series
        The main goal's row of `Goals.goals`.
    records : str
        What an order line is.
    """
    mine = funnel[(funnel.goal_id == goal.goal_id) & (funnel.member == "")]
    if mine.empty or mine.reason.iloc[0]:
        return Refusal("pipeline", *say.refused(str(mine.reason.iloc[0]) if len(mine) else ""))
    rows = months[months.goal_id == goal.goal_id]
    before, ahead = rows[rows.created.notna()], rows[rows.created.isna()]
    early = ahead[~ahead.too_late]
    p = told(mine.iloc[0], str(early.month.iloc[0]) if len(early) == 1 else "")
    made = [(str(r.month), float(r.created)) for r in frame_rows(before)]
    words = (f"{number(p.created)} a month created", f"{say.needed_words(p)} needed", "too late")
    title, desc = "Deals created and deals needed, by month", say.desc(p, made)
    svg = draw.pipeline(
        "pipeline",
        title,
        desc,
        [str(m) for m in rows.month],
        [v for _, v in made],
        [float(v) for v in ahead.needed],
        (p.low, p.high),
        p.created,
        words,
    )
    in_time = [(str(m), float(v)) for m, v in zip(ahead.month, ahead.won_in_period, strict=True)]
    read = say.reading(p, in_time, records, Scale.of_goal(float(goal.target))), support(funnel, goal)[0], tried(past)
    reading = " ".join(text for text in read if text)
    return Chart("pipeline", say.claim_of(p), "New deals a month.", say.how(), svg, title, desc, reading)


def support(funnel: pd.DataFrame, goal: pd.Series) -> tuple[str, bool]:
    """What the deals created today support beside the forecast, and whether that lies outside the forecast's range.

    Parameters
    ----------
    funnel : DataFrame
        `Goals.reverse_funnel`.
    goal : Series
        The main goal's row of `Goals.goals`.

    Returns
    -------
    tuple of str and bool
        '' and False where the funnel or the forecast cannot tell.
    """
    mine = funnel[(funnel.goal_id == goal.goal_id) & (funnel.member == "") & funnel.supported_cents.notna()]
    if mine.empty or not math.isfinite(goal.demand_p50):
        return "", False
    row = mine.iloc[0]
    supported = float(row.supported_cents)
    apart = not float(goal.demand_p10) <= supported <= float(goal.demand_p90)
    made = float(row.created), float(row.created_recently)
    return say.supports(made, supported, float(goal.demand_p50), Scale.of_goal(float(goal.target)), apart=apart), apart


def disagreement(funnel: pd.DataFrame, goal: pd.Series) -> list[str]:
    """What the first screen says where today's deals support an amount outside the forecast's range; else nothing."""
    if not support(funnel, goal)[1]:
        return []
    mine = funnel[(funnel.goal_id == goal.goal_id) & (funnel.member == "")]
    scale = Scale.of_goal(float(goal.target))
    return [say.disagrees(float(mine.supported_cents.iloc[0]), float(goal.demand_p50), scale)]


def tried(past: pd.DataFrame) -> str:
    """How near the deals and their history came to past quarters; '' where none can be looked at."""
    won = float(past.won_cents.sum())
    deals, history = (float((past[name] - past.won_cents).abs().sum()) for name in ("pipeline_cents", "forecast_cents"))
    return say.looking_back(len(past), deals / won, history / won) if won > 0 else ""


def told(row: pd.Series, only: str) -> say.Pipeline:
    """A row of `Goals.reverse_funnel` as its sentences take it; `only`: the one month in which all must be created."""
    return say.Pipeline(
        needed=float(row.needed),
        low=float(row.needed_low),
        high=float(row.needed_high),
        created=float(row.created),
        wins=float(row.wins_needed),
        rate=float(row.created_to_won),
        value=float(row.deal_cents),
        days=float(row.cycle_days),
        open=float(row.open_cents),
        share=float(row.share),
        only=only,
    )


def pipeline_table(funnel: pd.DataFrame, goal: pd.Series, *, currency: str) -> Table | Refusal:
    """Needed and created a month for every member, with its win rate and the value of a won deal.

    Parameters
    ----------
    funnel : DataFrame
        `Goals.reverse_funnel`.
    goal : Series
        The main goal's row of `Goals.goals`.
    currency : str
        For the caption.
    """
    mine = funnel[funnel.goal_id == goal.goal_id]
    if mine.empty or mine.reason.iloc[0]:
        return Refusal("pipeline-table", *say.refused(str(mine.reason.iloc[0]) if len(mine) else ""))
    scale = Scale.of(*mine.deal_cents.dropna())
    order = [*mine[mine.member == ""].index, *mine[mine.member != ""].index]
    body: list[tuple[str | Cell, ...]] = [
        (
            named(clean(str(r.member)) or "All", length=30),
            number(r.needed),
            number(r.created),
            Cell(percent(r.win_rate), interval(percent(r.rate_low), percent(r.rate_high)))
            if r.win_rate == r.win_rate
            else DASH,
            scale.bare(r.deal_cents) if r.deal_cents == r.deal_cents else DASH,
        )
        for r in frame_rows(mine.loc[order])
    ]
    return Table(
        "pipeline-table",
        "",
        say.caption(scale.unit(currency)),
        (TITLES.get(str(mine["dimension"].iloc[0]), "Deals"), "Needed", "Today", "Won of closed", "Value"),
        tuple(body),
    )
