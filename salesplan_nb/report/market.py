"""What the market does, shown: shares, trend, season, win rates, size. One call, one claim."""

from __future__ import annotations

import math

import pandas as pd

from salesplan_nb.calendars import Period, month_name, shift
from salesplan_nb.report import charts_market as draw
from salesplan_nb.report.frames import largest, smallest
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import slug
from salesplan_nb.report.numbers import DASH, Scale, change, day, interval, parts, percent, points
from salesplan_nb.report.objects import Cell, Chart, Refusal, Table, named
from salesplan_nb.report.wording import market as say
from salesplan_nb.report.wording import refusals as no

MOST = 6
"""Members that a slope or dot chart shows; the rest is summed as 'others'."""


MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


DIMENSIONS = {"segment": "segment", "product_family": "product family"}


PLURALS = {"product family": "product families"}


def year_to(as_of: str) -> str:
    """The twelve months to a month, for readers: 'Nov 2025 to Oct 2026'."""
    return Period(shift(as_of, -11), as_of).name


def members(mix: pd.DataFrame, dimension: str) -> list[say.Member]:
    """Rows of the mix as the sentences take them, largest first."""
    rows = mix[mix.dimension == dimension].sort_values(
        ["now_cents", "before_cents", "member"], ascending=[False, False, True]
    )
    return [
        say.Member(
            str(r.member),
            int(r.before_cents),
            int(r.now_cents),
            float(r.growth),
            float(r.share_before),
            float(r.share_now),
        )
        for r in frame_rows(rows)
    ]


def fewer(found: list[say.Member]) -> list[say.Member]:
    """At most as many as a chart shows, the small ones summed as 'others', of whom no sentence speaks."""
    if len(found) <= MOST:
        return found
    rest = found[MOST - 1 :]
    before, now = sum(m.before for m in rest), sum(m.now for m in rest)
    growth = now / before - 1 if before > 0 else math.nan
    others = say.Member(
        "others", before, now, growth, sum(m.share_before for m in rest), sum(m.share_now for m in rest)
    )
    return [*found[: MOST - 1], others]


def mix(mix: pd.DataFrame, dimension: str, as_of: str, *, records: str = "bookings") -> Chart | Refusal:
    """Who gained share and who lost it over a year.

    Parameters
    ----------
    mix : DataFrame
        `Objectives.mix`.
    dimension : {"segment", "product_family"}
        Which members.
    as_of : str
        Last month of the data, '2026-10'.
    records : str
        'bookings' or 'revenue'.
    """
    every = members(mix, dimension)
    word = DIMENSIONS.get(dimension, dimension)
    if len(every) < 2 or not sum(m.before for m in every):
        return no_mix(every, word, records)
    rows, lead = fewer(every), every[say.lead(every)]
    scale = Scale.of(*(m.now for m in rows))
    shares = [draw.Share(m.name, 100 * m.share_before, 100 * m.share_now, scale.money(m.now), m is lead) for m in rows]
    key, title, desc = (
        f"mix-{slug(dimension.replace('_', '-'))}",
        f"Share of {records} by {word}, a year ago and now",
        say.mix_desc(rows),
    )
    svg = draw.slope(key, title, desc, shares, (f"to {month_name(shift(as_of, -12))}", f"to {month_name(as_of)}"))
    return Chart(
        key,
        say.mix_claim(every, records, word),
        f"Share of {records} by {word}, %,",
        f"12 months each, and {records} now.",
        svg,
        title,
        desc,
        say.mix_reading(every, records),
    )


def no_mix(rows: list[say.Member], word: str, records: str) -> Refusal:
    """Why no shift of the mix can be shown: no two members, or no two years."""
    key, several = f"mix-{slug(word.replace(' ', '-'))}", PLURALS.get(word, f"{word}s")
    if len(rows) > 1:
        top = rows[0]
        return Refusal(key, *no.no_mix(word, several, records, top.name, top.share_now))
    return Refusal(key, *no.no_mix(word, several, records, "", math.nan))


def mix_table(
    mix: pd.DataFrame, dimension: str, as_of: str, *, currency: str, records: str = "bookings"
) -> Table | Refusal:
    """Every member of the mix: amounts, growth, change of share; parts sum to the total as printed."""
    word = DIMENSIONS.get(dimension, dimension)
    rows = fewer(members(mix, dimension))
    if not rows:
        return no_mix(rows, word, records)
    before, now = sum(m.before for m in rows), sum(m.now for m in rows)
    scale = Scale.of(now, before)
    step = scale.divisor  # two decimals of the scale, in cents
    befores, nows = parts([m.before for m in rows], before, step), parts([m.now for m in rows], now, step)
    body = [
        (named(m.name), scale.bare(b, 2), scale.bare(n, 2), change(m.growth), points(m.shift))
        for m, b, n in zip(rows, befores, nows, strict=True)
    ]
    growth = now / before - 1 if before > 0 else math.nan
    total: tuple[str | Cell, ...] = ("All", scale.bare(before, 2), scale.bare(now, 2), change(growth), "0")
    return Table(
        f"mix-{slug(dimension.replace('_', '-'))}-table",
        "",
        f"{records.capitalize()} by {word}, {scale.unit(currency)}; share in points",
        (word.capitalize(), f"To {month_name(shift(as_of, -12))}", f"To {month_name(as_of)}", "Change", "Share"),
        (*body, total),
        sums=True,
    )


def trend(history: pd.DataFrame, trend: pd.DataFrame, *, currency: str, records: str = "bookings") -> Chart | Refusal:
    """Where the total goes once its season is taken out.

    Parameters
    ----------
    history : DataFrame
        `Objectives.history`: month, amount_cents, adjusted_cents.
    trend : DataFrame
        `Objectives.trend`.
    """
    total = trend[trend.dimension == "total"]
    if history.empty or total.empty:
        return Refusal("trend", *no.no_trend(len(history)))
    t = total.iloc[0]
    others = trend[trend.dimension != "total"]
    growing = [str(m) for m in others[others.verdict == "growing"].member][:3]
    shrinking = [str(m) for m in others[others.verdict == "shrinking"].member][:3]
    scale = Scale.of(*history.adjusted_cents)
    months = list(history.month)
    years = [(i, m[:4]) for i, m in enumerate(months) if m.endswith("-01")] or [(0, month_name(months[0]))]
    last = scale.money(history.adjusted_cents.iloc[-1], 2 if scale.suffix else 0)
    title = f"{records.capitalize()} by month, as they were and without their season"
    desc = (
        f"{month_name(months[0])} to {month_name(months[-1])}; without its season the last month is at {last}. "
        + say.trend_claim(t.verdict, t.rate, t.low, t.high, records)
        + "."
    )
    svg = draw.series(
        "trend",
        title,
        desc,
        [scale.value(c) for c in history.amount_cents],
        [scale.value(c) for c in history.adjusted_cents],
        years,
        last,
    )
    return Chart(
        "trend",
        say.trend_claim(t.verdict, t.rate, t.low, t.high, records),
        f"{records.capitalize()} by month, {scale.unit(currency)}.",
        "Grey = as booked, blue = without the season.",
        svg,
        title,
        desc,
        say.trend_reading(t.verdict, t.rate, t.low, t.high, int(t.months), growing, shrinking),
    )


def trend_table(trend: pd.DataFrame, *, currency: str) -> Table:
    """Yearly trend of the total and of each member, with its interval and what may be said of it."""
    scale = Scale.of(*trend.slope_cents)
    rows = [
        (
            named("All" if t.dimension == "total" else str(t.member), DIMENSIONS.get(str(t.dimension), "")),
            scale.signed(t.slope_cents, 2),
            change(t.rate) if math.isfinite(t.rate) else DASH,
            interval(change(t.low), change(t.high)) if math.isfinite(t.low) else DASH,
            str(t.verdict),
        )
        for t in frame_rows(trend)
    ]
    return Table(
        "trend-table",
        "",
        f"Trend without the season over the whole history, {scale.unit(currency)} a year, "
        f"with {percent(0.95)} interval",
        ("Of", "A year", "In %", "Interval", "So it is"),
        tuple(rows),
        left=(0, 4),
    )


def season(seasonality: pd.DataFrame) -> Chart | Refusal:
    """Which months are strong and which are weak.

    Parameters
    ----------
    seasonality : DataFrame
        `Objectives.seasonality`.
    """
    if len(seasonality) < 12:
        return Refusal("season", *no.no_season())
    rows = seasonality.sort_values("month_number")
    top, bottom = largest(rows, "index"), smallest(rows, "index")
    above, below = (
        [MONTH_NAMES[int(number) - 1] for number in rows[rows.side == side].month_number] for side in ("above", "below")
    )
    title = "Each calendar month against an average month"
    desc = "; ".join(f"{MONTH_NAMES[int(r.month_number) - 1]} {percent(r['index'])}" for _, r in rows.iterrows()) + "."
    svg = draw.season("season", title, desc, *([100 * v for v in rows[c]] for c in ("index", "low", "high")))
    text = say.season_claim(
        MONTH_NAMES[int(top.month_number) - 1],
        float(top["index"]),
        MONTH_NAMES[int(bottom.month_number) - 1],
        float(bottom["index"]),
    )
    return Chart(
        "season",
        text,
        "Level of each month, % of an average month,",
        f"with its {percent(0.95)} interval.",
        svg,
        title,
        desc,
        say.season_reading(above, below),
    )


def market(market: pd.DataFrame, *, currency: str) -> Table | Refusal:
    """How large the market is, whose figure that is, and how much of it is ours."""
    if market.empty:
        return Refusal("market", *no.FIXED["market"])
    rows = market[(market.market_cents > 0) | (market.sam_cents > 0) | (market.som_cents > 0)]
    known = rows[rows.share.notna()]
    best = largest(known, "share") if len(known) else None
    text = (
        ""
        if best is None
        else say.market_claim(str(best.segment), float(best.share), float(best.ours_growth), float(best.market_growth))
    )
    scale = Scale.of(*market.market_cents, *market.sam_cents)
    body: list[tuple[str | Cell, ...]] = [
        (
            named(str(r.segment), f"{r.source}, {day(str(r.date))}" if r.source and r.date else str(r.source)),
            *(scale.bare(c) if c else DASH for c in (r.market_cents, r.sam_cents, r.som_cents)),
            percent(r.share, 1),
            change(r.market_growth) if math.isfinite(r.market_growth) else DASH,
        )
        for r in frame_rows(market)
    ]
    return Table(
        "market",
        text,
        f"Market by segment, {scale.unit(currency)} a year; our share; its growth",
        ("Segment and source", "Market", "Serviceable", "Obtainable", "Ours", "Growth"),
        tuple(body),
        wide=True,
    )
