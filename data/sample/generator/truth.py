"""What was planted: every effect with its parameters and where it shows, the messy rows, and the totals."""

from typing import Any

import numpy as np

from generator import demand, market, opportunities, ratings, team
from generator.effects import EFFECTS, Effects
from generator.mess import Mess
from generator.months import MONTHS
from generator.orders import Lines


def segment_truth(name: str, sign: int) -> dict[str, Any]:
    """Yearly growth of a segment's bookings and of its market."""
    return {
        "segment": name,
        "growth_per_year": sign * demand.SEGMENT_GROWTH[name],
        "market_growth_per_year": sign * market.GROWTH[name],
        "see": {
            "files": ["orders.csv", "customers.csv", "market.csv"],
            "columns": ["industry", "order_date", "net_amount", "month", "segment", "amount"],
            "months": "2023-11 to 2026-10",
            "statistic": f"slope of the log of monthly bookings of industry {name} with month-of-year effects",
        },
    }


def competitor_truth(sign: int) -> dict[str, Any]:
    """Win rates against Corvex before and since the break, and against the others."""
    named = opportunities.COMPETITORS.index("Corvex")
    before = float(opportunities.WIN_RATES[named])
    return {
        "competitor": "Corvex",
        "win_rate_before": before,
        "win_rate_since": round(before - sign * opportunities.BREAK_DROP, 4),
        "since": str(opportunities.BREAK),
        "win_rate_other_named": float(opportunities.WIN_RATES[named + 1]),
        "win_rate_none_named": float(opportunities.WIN_RATES[0]),
        "see": {
            "files": ["opportunities.csv"],
            "columns": ["competitor", "stage", "closed"],
            "months": "12 months to 2026-10 by month of close; before and since 2026-02",
            "statistic": "won / (won + lost) with Wilson interval against the rate of all",
        },
    }


def saturation_truth(sign: int, scale: float) -> dict[str, Any]:
    """The curve of search, the line of e-mail, and the media that bring nothing."""
    month = demand.LEVEL / 12
    spend = f"spend / {demand.HALF_SATURATION:.0f}"
    shape = {1: f"spend / ({demand.HALF_SATURATION:.0f} + spend)", 0: spend, -1: f"({spend}) ** {demand.CONVEX_POWER}"}
    email_mean = float(demand.EMAIL_SHARE * month / 5_500)
    return {
        "medium": "search",
        "response": f"scale * {shape[sign]}",
        "scale_share_of_average_month": round(scale, 6),
        "scale_eur_in_average_month_of_2025": round(scale * month, 2),
        "half_saturation_eur": demand.HALF_SATURATION,
        "linear_medium": "email",
        "email_bookings_per_eur_in_average_month_of_2025": round(email_mean, 4),
        "media_without_effect": ["fairs", "print"],
        "lag_months": 0,
        "moves_with": "season, trend, segment growth and common noise of the month (multiplicative)",
        "average_month_of_2025_eur": round(month, 2),
        "see": {
            "files": ["spend.csv", "orders.csv"],
            "columns": ["medium", "amount", "order_date", "channel", "net_amount"],
            "months": "2023-11 to 2026-10",
            "statistic": "channel online relative to direct + partner by month, on search spend and its square",
        },
    }


def ramp_truth(sign: int) -> dict[str, Any]:
    """Share of a full seller's bookings that the new hires have, by month since they started."""
    curve = [team.ramp_share(step, sign) for step in range(len(team.RAMP))]
    return {
        "reps": {hire.id: hire.starts for hire in team.NEW_HIRES},
        "share_of_full_by_month": curve,
        "then": curve[-1],
        "full": "mean bookings, direct and online, of the AEs of the region who have not left",
        "see": {
            "files": ["orders.csv", "reps.csv"],
            "columns": ["rep_id", "order_date", "channel", "net_amount"],
            "months": "2026-05 to 2026-10",
            "statistic": "R020 / mean of R008 R009 R010 by month, channels direct and online",
        },
    }


def csat_truth(sign: int) -> dict[str, Any]:
    """Share of ratings 4 and 5 before and since the break."""
    return {
        "kpi": "csat",
        "share_before": ratings.SATISFIED,
        "share_since": round(ratings.SATISFIED - sign * ratings.DROP, 4),
        "since": str(ratings.BREAK),
        "see": {
            "files": ["ratings.csv"],
            "columns": ["date", "score"],
            "months": "before and since 2026-06",
            "statistic": "two proportions: scores 4 and 5 / all",
        },
    }


def trend_truth(sign: int) -> dict[str, Any]:
    """Yearly growth of all bookings."""
    return {
        "growth_per_year": sign * demand.TREND,
        "level_eur_per_year_mid_2025": demand.LEVEL,
        "noise_log_sd": demand.NOISE,
        "noise_autocorrelation": demand.NOISE_MEMORY,
        "see": {
            "files": ["orders.csv"],
            "columns": ["order_date", "net_amount"],
            "months": "2023-11 to 2026-10",
            "statistic": "slope of the log of monthly bookings with month-of-year effects",
        },
    }


def season_truth(sign: int) -> dict[str, Any]:
    """Share of the year of each month."""
    return {
        "month_shares_january_first": [round(float(share), 6) for share in demand.season_shares(sign)],
        "see": {
            "files": ["orders.csv"],
            "columns": ["order_date", "net_amount"],
            "months": "2023-11 to 2026-10",
            "statistic": "month-of-year effects of the log of monthly bookings without slope",
        },
    }


def effects_truth(effects: Effects, scale: float) -> dict[str, Any]:
    """Every effect: what it is, its state in this run, its parameters as planted and where to see it."""
    sign = effects.sign
    parameters = {
        "segment_growth": segment_truth("Food", sign("segment_growth")),
        "segment_decline": segment_truth("Chemicals", sign("segment_decline")),
        "competitor": competitor_truth(sign("competitor")),
        "saturation": saturation_truth(sign("saturation"), scale),
        "ramp": ramp_truth(sign("ramp")),
        "kpi_break": csat_truth(sign("kpi_break")),
        "trend": trend_truth(sign("trend")),
        "seasonality": season_truth(sign("seasonality")),
    }
    return {name: {"what": EFFECTS[name], "state": effects.state(name), **parameters[name]} for name in EFFECTS}


def totals_truth(lines: Lines, surplus_cents: int, true_by_month: np.ndarray) -> dict[str, Any]:
    """Money by calendar year [cents]: without the surplus duplicates, and the sum over all rows as they stand."""
    years = MONTHS.astype("datetime64[Y]").astype(int) + 1970
    by_year = {int(year): int(true_by_month[years == year].sum()) for year in np.unique(years)}
    return {
        "clean_by_year": by_year,
        "clean": int(true_by_month.sum()),
        "surplus_duplicates": surplus_cents,
        "file": int(lines.cents.sum()),
    }


def whole_truth(
    seed: int,
    effects: Effects,
    scale: float,
    rows: dict[str, int],
    mess: list[Mess],
    totals: dict[str, Any],
    ledger_off: np.ndarray,
) -> dict[str, Any]:
    """Everything that truth.yml says."""
    off = {str(month): int(cents) for month, cents in zip(MONTHS, ledger_off, strict=True) if cents}
    return {
        "seed": seed,
        "company": "Halden Instruments",
        "currency": "EUR",
        "first_month": str(MONTHS[0]),
        "exported": "2026-10-31",
        "rows": dict(sorted(rows.items())),
        "effects": effects_truth(effects, scale),
        "messy_rows": {
            entry.kind: {"what": entry.what, "rows": entry.rows, "cents": entry.cents, "lines": entry.keys}
            for entry in mess
        },
        "totals_cents": totals,
        "ledger": {"what": "controls.csv less clean orders, in cents, in the months where they differ", "cents": off},
        "market_source": market.SOURCE,
    }
