"""A small made-up plan as typed results, built by hand: complete, minimal, and with names that try to break out."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from salesplan_nb.calendars import months_between
from salesplan_nb.goals.result import Goals, GoalsFacts
from salesplan_nb.intake.result import Quality, QualityFacts
from salesplan_nb.intervals import wilson
from salesplan_nb.measures.result import Measures, MeasuresFacts
from salesplan_nb.objectives.result import Objectives, ObjectivesFacts
from salesplan_nb.report.page import Identity
from salesplan_nb.report.sections import Results
from salesplan_nb.resources.result import Resources, ResourcesFacts
from salesplan_nb.results import checked, framed
from salesplan_nb.strategies.result import Strategies, StrategiesFacts
from salesplan_nb.workspace.plan import Plan

M = 100_000_000  # a million, in cents
NAN = math.nan
SEASON = np.array([6.5, 7, 9, 7.5, 8, 9.5, 7, 6, 9.5, 8.5, 9.5, 12]) / 100
IDENTITY = Identity("a" * 64, "0.1.0", 2027)
NASTY = (
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "US$5M to US$6M $x_$",
    "_hidden",
    "株式会社日本計測器製作所 مصر 😀",
    "a\x00b\x0bc",
    "W" * 500,
    "=1+1",
    "javascript:alert(1)",
    "</style><img src=x onerror=alert(1)>",
)


@dataclass(frozen=True)
class Todo:
    kind: str
    text: str
    place: str


def built(result_type: type, tables: dict[str, Any], facts: Any) -> Any:
    """A result of rows; tables that are not named are empty."""
    from salesplan_nb.results import tables_of

    made = result_type(
        **{name: framed(result_type, name, tables.get(name, [])) for name in tables_of(result_type)}, facts=facts
    )
    checked(made)
    return made


def plan(**more: Any) -> Plan:
    return Plan(
        company=more.pop("company", "Halden Instruments"),
        currency="EUR",
        year={"starts": "2027-01"},
        goals=[{"id": "sales27", "metric": "bookings", "baseline": "yoy", "change": "+20%", "period": "2027"}],
        **more,
    )


@functools.cache
def quality(name: str = "orders") -> Quality:
    rows = [
        (name, "orders.csv", "used", 59_120, 58 * M),
        (name, "orders.csv", "duplicate lines", 12, 3_120_00),
        (name, "orders.csv", "zero amount", 40, 0),
        ("opportunities", "deals.csv", "used", 2_400, 0),
    ]
    nan = float("nan")
    controls = [(m, 2 * M + 200_000, 2 * M, 200_000, nan) for m in months_between("2026-01", "2026-10")]
    years = [("2024", 12, 19_000, 18 * M), ("2025", 12, 20_000, 20 * M), ("2026", 10, 20_120, 20 * M)]
    inventory = [
        ("orders", True, 59_120, "2024-01-01", "2026-10-31", ""),
        ("opportunities", True, 2_400, "2024-01-01", "2026-10-31", ""),
        ("ratings", False, 0, "", "", "satisfaction cannot be measured"),
    ]
    corrections = [(name, "orders.csv", "spelling", "product", "GTXPro", "GTX Pro", 14, 1_000_00)]
    return built(
        Quality,
        {
            "accounting": rows,
            "years": years,
            "controls": controls,
            "inventory": inventory,
            "corrections": corrections,
        },
        QualityFacts("2026-10", "EUR", "bookings", 0, "segment"),
    )


def months_of_history(n: int = 34) -> list[tuple[str, int]]:
    months = months_between("2024-01", "2026-10")[-n:]
    level = {"2024": 20.4, "2025": 22.0, "2026": 24.0}
    return [(m, round(level[m[:4]] * SEASON[int(m[5:]) - 1] * M)) for m in months]


@functools.cache
def objectives(
    names: tuple[str, ...] = ("Food", "Chemicals", "Pharma", "Water"), months: int = 34, rival: str = "Corvex"
) -> Objectives:
    before, now = [7.32, 7.91, 4.17, 2.56], [9.60, 7.44, 4.32, 2.64]
    before, now = before[: len(names)], now[: len(names)]
    mix = [
        (
            "segment",
            n,
            round(b * M),
            round(a * M),
            a / b - 1,
            b / sum(before),
            a / sum(now),
            a / sum(now) - b / sum(before),
        )
        for n, b, a in zip(names, before, now, strict=True)
    ] + [
        ("product_family", f, round(b * M), round(a * M), a / b - 1, b / 20, a / 24, a / 24 - b / 20)
        for f, b, a in (("Flow", 12, 15), ("Level", 8, 9))
    ]
    deals = [
        ("", 174, 600, 171, 554),
        (rival, 30, 150, 41, 136),
        ("none named", 45, 175, 42, 150),
        ("In house", 20, 64, 18, 60),
        ("Metrilog", 51, 140, 45, 126),
    ]
    competitors = [
        (
            c,
            w,
            n,
            w / n,
            *wilson(w, n),
            wb,
            nb,
            wb / nb,
            "below" if wilson(w, n)[1] < 0.29 else "above" if wilson(w, n)[0] > 0.29 else "unclear",
        )
        for c, w, n, wb, nb in deals
    ]
    trend = [
        ("total", "", round(2.1 * M), 0.09, 0.05, 0.13, "growing", 34),
        ("segment", names[0], round(1.9 * M), 0.2, 0.12, 0.28, "growing", 34),
    ]
    trend += [("segment", n, round(-0.4 * M), -0.05, -0.12, 0.03, "unclear", 34) for n in names[1:]]
    season = [
        (i + 1, float(s * 12), float(s * 12 - 0.1), float(s * 12 + 0.1), "above" if s * 12 > 1.1 else "")
        for i, s in enumerate(SEASON)
    ]
    history = [(m, a, round(a / (SEASON[int(m[5:]) - 1] * 12))) for m, a in months_of_history(months)]
    return built(
        Objectives,
        {
            "stakeholders": [
                (
                    "cfo",
                    "Chief financial officer",
                    "Finance",
                    "high",
                    "high",
                    "selling cost under 24%",
                    "2026-11-12",
                    "manage closely",
                ),
                ("ops", "Head of operations", "Operations", "medium", "high", "", "", "keep satisfied"),
            ],
            "raci": [
                ("grow", f"Become number two in {names[0]}", "cro", "A"),
                ("grow", f"Become number two in {names[0]}", "head-direct", "R"),
            ],
            "lineage": [("grow", "sales27", "bookings", "cro", ""), ("grow", "", "", "", "no goal for partners")],
            "trend": trend,
            "seasonality": season,
            "mix": mix,
            "competitors": competitors,
            "market": [
                (
                    names[0],
                    round(9.6 * M),
                    410 * M,
                    0.0234,
                    0.31,
                    0.06,
                    410 * M,
                    34 * M,
                    "EuroSens, p. 12",
                    "2026-06-30",
                )
            ],
            "swot": [
                (
                    "plan",
                    "challenge",
                    f"{rival} beats us more often",
                    f"win_rate competitor={rival}",
                    "win rate 20%",
                    "holds",
                ),
                ("data", "opportunity", f"{names[0]} grows", f"mix segment={names[0]}", "grew 31%", "holds"),
                ("plan", "opportunity", "Partners want us", "survey", "", "stale"),
            ],
            "history": history,
        },
        ObjectivesFacts("Nov 2025 to Oct 2026", "Nov 2024 to Oct 2025", months, 1, 2),
    )


def build_rows(base: float, target: float) -> list[tuple[Any, ...]]:
    """From base to target, the tactics of `strategies`."""
    steps: list[tuple[Any, ...]] = [
        ("base", "", base, NAN, NAN, 0, ""),
        ("lost", "", -1.5, NAN, NAN, 63, ""),
        ("stayed", "", 2.6, NAN, NAN, 410, ""),
        ("new", "", 1.4, NAN, NAN, 41, ""),
        ("forecast", "", -0.9, NAN, NAN, 0, ""),
        ("tactic:food-first", "Food plants first", 1.1, 0.6 * M, 1.7 * M, 0, "pilot 2026"),
        ("tactic:partner-launch", "Partner launch", 0.5, 0.2 * M, 0.9 * M, 0, "pilot 2026"),
        ("tactic:price-list", "New price list", 0.4, 0.1 * M, 0.7 * M, 0, "pilot 2026"),
        ("tactic:win-back", "Win back lapsed", 0.3, 0.1 * M, 0.5 * M, 0, "pilot 2026"),
    ]
    rest = round(target * M) - sum(round(step[2] * M) for step in steps)
    cents = [(step, name, round(amount * M), *more) for step, name, amount, *more in steps]
    ends = [("rest", "", rest, NAN, NAN, 0, ""), ("target", "", round(target * M), NAN, NAN, 0, "")]
    return [("sales27", *step) for step in (*cents, *ends)]


def funnel_rows(regions: tuple[str, ...]) -> list[dict[str, Any]]:
    """What must be created a month, and by region."""
    every = {
        "goal_id": "sales27", "dimension": "region", "member": "", "won": 385, "lost": 878, "open": 15,
        "win_rate": 0.305, "rate_low": 0.28, "rate_high": 0.331, "created_to_won": 0.304, "deal_cents": 0.0348 * M,
        "deal_low": 0.032 * M, "deal_high": 0.038 * M, "cycle_days": 60.0, "share": 0.25, "remaining_cents": 28.8 * M,
        "asked_cents": 7.2 * M, "open_cents": 0.5 * M, "wins_needed": 194.0, "needed": 59.7, "needed_low": 52.1,
        "needed_high": 68.1, "created": 50.0, "created_recently": 54.0, "supported_cents": 25.0 * M, "reason": "",
    }  # fmt: skip
    nobody = dict.fromkeys(("needed_low", "needed_high", "created_to_won", "cycle_days", "supported_cents"), NAN)
    own = nobody | {"created": 16.0}
    return [every, *(every | own | {"member": region, "needed": 20.0} for region in regions)]


def pipeline_rows() -> list[tuple[Any, ...]]:
    """Created in twelve months, needed in the fourteen to come: of later ones less is won in time, of the last none."""
    past = [
        ("sales27", m, 44.0 + i, NAN, NAN, NAN, NAN, False) for i, m in enumerate(months_between("2025-11", "2026-10"))
    ]
    ahead = months_between("2026-11", "2027-10")
    late = months_between("2027-11", "2027-12")
    return [
        *past,
        *(("sales27", m, NAN, 59.7, 52.1, 68.1, 0.3 if m < "2027-09" else 0.1, False) for m in ahead),
        *(("sales27", m, NAN, 0.0, 0.0, 0.0, 0.0, True) for m in late),
    ]


@functools.cache
def goals(
    months: int = 34,
    target: float = 28.8,
    base: float = 24.0,
    regions: tuple[str, ...] = ("DACH", "Benelux", "Nordics"),
    calibrated: bool = True,
) -> Goals:
    rng = np.random.default_rng(1)
    ahead = months_between("2026-11", "2027-12")
    factor = np.exp(rng.normal(0, 0.045, size=(200, 1)))
    draws = np.round(
        25.6
        * M
        * np.array([SEASON[int(m[5:]) - 1] for m in ahead])
        * factor
        * np.exp(rng.normal(0, 0.05, size=(200, len(ahead))))
    )
    year = draws[:, 2:].sum(axis=1)
    q = [float(v) for v in np.quantile(year, [0.1, 0.5, 0.9])]
    mark = "" if calibrated else ", not calibrated"  # as `goals.smart` writes it
    smart = [
        (
            "sales27",
            letter,
            letter != "A",
            f"rule {letter} holds" if letter != "A" else f"demand alone reaches it in 3% of simulated paths{mark}",
            "" if letter != "A" else f"target: 25.6M EUR, an even chance from demand alone{mark}",
            "yes" if letter != "A" else "no",
        )
        for letter in "SMART"
    ]
    shares = np.arange(len(regions), 0, -1) / sum(range(1, len(regions) + 1))
    targets = [
        ("sales27", m, r, f, round(target * M * SEASON[int(m[5:]) - 1] * s * fs), "")
        for m in months_between("2027-01", "2027-12")
        for r, s in zip(regions, shares, strict=True)
        for f, fs in (("Flow", 0.6), ("Level", 0.4))
    ]
    p = float((year >= target * M).mean())
    ambition = [
        (
            "sales27",
            c / 100,
            round(base * M * (1 + c / 100)),
            float((year >= base * M * (1 + c / 100)).mean()),
            float((year + 2.3 * M >= base * M * (1 + c / 100)).mean()),
            base * (1 + c / 100) / 1690,
            c / 100 + 0.02,
            max(0.0, 60 + 4.0 * c),
        )
        for c in range(-10, 45, 2)
    ]
    change = target / base - 1 if base else NAN
    return built(
        Goals,
        {
            "goals": [
                (
                    "sales27",
                    "Bookings +20% in 2027",
                    "bookings",
                    "cents",
                    base * M,
                    target * M,
                    p,
                    "grow",
                    "cro",
                    "yoy",
                    "2026",
                    change,
                    "2027-01",
                    "2027-12",
                    base * M * 0.79,
                    base * M * 0.21,
                    True,
                    0.0,
                    0.06,
                    *q,
                    "Bookings 2027",
                    "total",
                    "",
                    NAN,
                    NAN,
                    NAN,
                    calibrated,
                    0.0,
                )
            ],
            "smart": smart,
            "backtest": [
                ("smoothing", "month", 24, 19, 182_000.0, 0.19, 0.81, True, 12),
                ("seasonal naive", "month", 24, 20, 225_000.0, 0.0, 1.0, False, 12),
            ],
            "reliability": [
                (0.0, 0.2, 30, 0.09, 0.1, 0.0, 0.3),
                (0.2, 0.4, 20, 0.3, 0.35, 0.1, 0.6),
                (0.4, 0.6, 14, 0.5, 0.43, 0.2, 0.8),
                (0.6, 0.8, 12, 0.7, 0.75, 0.4, 0.95),
                (0.8, 1.0, 20, 0.93, 0.95, 0.75, 1.0),
            ],
            "coherence": [
                ("region", "own forecasts", 6, 182_000.0, True),
                ("region", "shares of the total", 6, 191_000.0, False),
                ("product_family", "shares of the total", 6, 171_000.0, True),
                ("product_family", "own forecasts", 6, 175_000.0, False),
            ],
            "paths": [(d, m, int(draws[d, i])) for d in range(len(draws)) for i, m in enumerate(ahead)],
            "forecast": [
                ("total", m, round(of.mean()), *(round(float(v)) for v in np.quantile(of, [0.1, 0.5, 0.9])))
                for m, of in zip(ahead, draws.T, strict=True)
            ],
            "targets": targets,
            "ambition": ambition,
            "levels": [
                ("sales27", 0.5, round(q[1])),
                ("sales27", 0.8, round(24.3 * M)),
                ("sales27", 0.9, round(23.9 * M)),
            ],
            "past_growths": [
                ("sales27", f"{y}-11", f"{y + 1}-10", g) for y, g in ((2025, 0.09), (2024, 0.08), (2023, 0.03))
            ],
            "even_chance": [
                ("sales27", "price", NAN, NAN, 0.034),
                ("sales27", "volume", NAN, NAN, 0.034),
                ("sales27", "win_rate", 0.29, 0.33, 0.136),
            ],
            "build": build_rows(base, target),
            "reverse_funnel": funnel_rows(regions),
            "pipeline_needed": pipeline_rows(),
            # 30M in ten quarters: the deals were 1M off twice and 2M off twice, the history 3M off once
            "pipeline_backtest": [
                (m, 3e8, 3e8 + off, 3e8 + (3e8 if off == 2e8 else 0.0))
                for m, off in zip(
                    months_between("2025-10", "2026-07"), (1e8, -1e8, 2e8, -2e8, *(0.0,) * 6), strict=True
                )
            ],
            "history": months_of_history(months),
        },
        GoalsFacts(
            "sales27",
            "smoothing",
            24,
            19 if calibrated else 12,
            calibrated,
            0.19,
            "" if months >= 24 else f"{months} months of history",
            0.12,
            0.4,
            "both",
            NAN,
            NAN,
            2 * M,
            2.1 * M,
            None,
            None,
        ),
    )


@functools.cache
def strategies(names: tuple[str, ...] = ("Food", "Chemicals", "Pharma", "Water")) -> Strategies:
    revenue = [9.6, 7.44, 4.32, 2.64]
    segments = [
        (
            n.lower(),
            n,
            f"industry = '{n}'",
            120 - 20 * i,
            round(r * M),
            r / 24,
            [0.31, -0.06, 0.04, 0.03][i],
            0.9,
            40_000_00,
            0.4,
            40 - 5 * i,
            120,
            0.33 - 0.04 * i,
            i == 0,
            "highest margin and win rate" if i == 0 else "",
        )
        for i, (n, r) in enumerate(zip(names, revenue, strict=False))
    ]
    tactics = [
        ("food-first", "Food plants first", 1.1, 0.6, 1.7, 0.12),
        ("partner-launch", "Partner launch", 0.5, 0.2, 0.9, 0.30),
        ("price-list", "New price list", 0.4, 0.1, 0.7, 0.0),
        ("win-back", "Win back lapsed", 0.3, 0.1, 0.5, 0.06),
    ]
    ahead = months_between("2026-11", "2027-12")
    return built(
        Strategies,
        {
            "segments": segments,
            "profile": [(n.lower(), "country", "Germany", 60, 0.5) for n in names],
            "rfm": [
                (
                    "Champions",
                    "bought lately, often and much",
                    60,
                    60,
                    round(11 * M),
                    0.46,
                    12.0,
                    8.0,
                    round(0.15 * M),
                    "keep close: visit every quarter",
                    True,
                ),
                (
                    "Sleeping",
                    "bought much, long ago",
                    90,
                    60,
                    round(3 * M),
                    0.12,
                    260.0,
                    2.0,
                    round(0.03 * M),
                    "call each once before March",
                    True,
                ),
            ],
            "tactics": [
                (
                    i,
                    n,
                    "sales27",
                    "food",
                    "direct",
                    "two joint visits a week",
                    "cro",
                    "2027-03",
                    "2027-12",
                    round(lo * M),
                    round(li * M),
                    round(hi * M),
                    "pilot 2026",
                    "fund" if b else "",
                    round(b * M),
                )
                for i, n, li, lo, hi, b in tactics
            ],
            "effects": [(d, m, round(2.35 * M / 10) if m >= "2027-03" else 0) for d in range(200) for m in ahead],
            "channels": [
                (
                    "direct",
                    round(17 * M),
                    round(16 * M),
                    0.06,
                    0,
                    0,
                    round(9 * M),
                    0.53,
                    0.71,
                    0.65,
                    round(18.72 * M),
                    "goods cost not known",
                ),
                (
                    "partner",
                    round(7 * M),
                    round(6 * M),
                    0.17,
                    0,
                    0,
                    round(3 * M),
                    0.43,
                    0.29,
                    0.35,
                    round(10.08 * M),
                    "",
                ),
            ],
        },
        StrategiesFacts("Nov 2025 to Oct 2026", round(1.4 * M), round(2.3 * M), round(3.3 * M)),
    )


@functools.cache
def resources(
    reps: int = 14,
    capacity: bool = True,
    budget: bool = True,
    plan_ends: tuple[float, float, float] = (25.9, 27.9, 29.9),
    chance: float = 0.28,
) -> Resources:
    months = months_between("2027-01", "2027-12")
    target = np.round(28.8 * SEASON * M)
    able = target * np.array([0.89, 0.92, 0.95, 0.98, 1.02, 1.02, 1.02, 1.01, 1, 0.99, 0.97, 0.97])
    ids = [f"R{i + 1:03d}" for i in range(reps)]
    team = [("L001", "Lena Berg", "lead", "Lead DACH", "DACH", "", "2020-01-01", "", "2020-01", "", reps, 0)]
    team += [
        (
            r,
            f"Rep {r}",
            "ae",
            "Account executive",
            ("DACH", "Benelux", "Nordics")[i % 3],
            "L001",
            "2027-01-01" if i == reps - 1 and reps > 1 else "2022-01-01",
            "",
            "2027-01" if i == reps - 1 and reps > 1 else "2022-01",
            "",
            0,
            1,
        )
        for i, r in enumerate(ids)
    ]
    weights = np.array([1 + 0.05 * (i % 4) for i in range(reps)])
    street = target * 1.08
    quotas = []
    for j, m in enumerate(months):
        given = 0
        for i, r in enumerate(ids):
            value = (
                0 if (m == "2027-01" and i == 2) else int(street[j] * weights[i] / weights.sum() // 100_000 * 100_000)
            )
            given += value
            quotas.append((r, m, value))
        quotas.append(("house account", m, int(street[j]) - given))
    lines = [
        ("field-pay", "headcount", 1.83, "cro", "sales27", "", ""),
        ("partner-fund", "marketing", 0.30, "head-partners", "sales27", "", "partner-launch"),
        ("crm", "technology", 0.18, "head-service", "", "", ""),
        ("negotiation-course", "training", 0.04, "head-direct", "", "negotiation", ""),
    ]
    low, middle, high = (round(v * M) for v in plan_ends)
    facts = ResourcesFacts(
        "sales27",
        capacity,
        "" if capacity else "roles with annual_quota and ramp",
        "",
        chance,
        0.19 if chance > 0.1 else 0.0,
        min(1.0, chance + 0.11),
        max(0.61, chance),  # four hires have 0.53: enough people are never worse than some
        0.6 if capacity else NAN,
        max(0.41, chance) if capacity else NAN,
        low,
        middle,
        high,
        round(24.0 * M),
        round(25.6 * M),
        round(27.2 * M),
        round(26.6 * M),
        round(2.35 * M) if budget else 0,
        round(2.5 * M) if budget else 0,
    )
    return built(
        Resources,
        {
            "roles": [
                ("ae", "Account executive", reps, "sells to plants", "four visits a week", round(2.4 * M), 110_000_00)
            ],
            "team": team,
            "skills": [
                ("ae", "negotiation", 3.0, 2.4, reps, 5, 0.6, "negotiation-course", "head-direct"),
                ("ae", "product", 3.0, 3.2, reps, 0, 0.0, "", ""),
            ],
            "capacity": [
                (m, int(t), int(a * 0.9), int(a), int(a * 1.1), a / t)
                for m, t, a in zip(months, target, able, strict=True)
            ]
            if capacity
            else [],
            "quotas": quotas if capacity else [],
            "margins": [(m, int(t), 0.08, int(t * 1.08)) for m, t in zip(months, target, strict=True)]
            if capacity
            else [],
            "budget": [(n, c, m, round(a * M / 12)) for n, c, a, *_ in lines for m in months] if budget else [],
            "lines": [(n, c, round(a * M), o, g, k, t) for n, c, a, o, g, k, t in lines] if budget else [],
            "landing": [
                (m, int(25.6 * s * M), int(28 * s * M), int(26 * s * M), int(27.8 * s * M), int(30 * s * M))
                for m, s in zip(months, SEASON, strict=True)
            ],
            "options": [
                (
                    "four-hires",
                    "hires",
                    4,
                    "ae",
                    "DACH",
                    "2027-02",
                    round(0.4 * M),
                    round(1.0 * M),
                    round(28.8 * M),
                    0.53,
                    round(0.25 * M),
                    "",
                ),
                ("goal at the middle", "goal", 0, "", "", "", 0, 0, round(27.9 * M), 0.5, 0, ""),
                ("goal at 8 in 10", "goal", 0, "", "", "", 0, 0, round(26.6 * M), 0.8, 0, ""),
            ]
            if capacity
            else [],
        },
        facts,
    )


@functools.cache
def measures(name: str = "Win rate", signal: bool = True) -> Measures:
    wins = [16, 14, 18, 17, 13, 19, 16, 15, 18, 16, 17, 19, 16, 18, 14, 13, 15, 12, 14, 12, 13, 11]
    months = months_between("2025-01", "2026-10")
    series = [("win_rate", m, w / 50, 50) for m, w in zip(months, wins, strict=True)] + [
        ("csat", m, 0.84, 30) for m in months
    ]
    kpis = [
        (
            "win_rate",
            "to Oct 2026",
            0.29,
            "fraction",
            600,
            0.255,
            0.328,
            0.32,
            "under target",
            name,
            "won / (won + lost)",
            "head-direct",
            0.31,
            "higher",
            "",
        ),
        (
            "csat",
            "to Oct 2026",
            0.84,
            "fraction",
            312,
            0.79,
            0.88,
            0.88,
            "under target",
            "Satisfaction",
            "4 and 5 of all ratings",
            "head-service",
            0.83,
            "higher",
            "",
        ),
        (
            "sales_cycle",
            "to Oct 2026",
            57.0,
            "days",
            174,
            NAN,
            NAN,
            60.0,
            "on target",
            "Sales cycle",
            "median days created to won",
            "head-direct",
            62.0,
            "lower",
            "",
        ),
        (
            "pipeline_coverage",
            "2026-Q4",
            NAN,
            "ratio",
            0,
            NAN,
            NAN,
            1.0,
            "cannot tell",
            "Pipeline coverage",
            "open / remaining",
            "cro",
            NAN,
            "higher",
            "no opportunity has an expected close date",
        ),
        (
            "new_customers",
            "2026",
            41.0,
            "count",
            41,
            NAN,
            NAN,
            NAN,
            "no target",
            "New customers",
            "first order ever",
            "cro",
            38.0,
            "higher",
            "",
        ),
    ]
    signals = [
        ("win_rate", m, w / 50, 50, 0.323, 0.2, 0.44, signal and i >= 14)
        for i, (m, w) in enumerate(zip(months, wins, strict=True))
    ]
    year = months_between("2026-01", "2026-12")
    return built(
        Measures,
        {
            "kpis": kpis,
            "series": series,
            "signals": signals,
            "tracking": [
                (
                    "sales26",
                    m,
                    round(23 * SEASON[i] * M) if m <= "2026-10" else 0,
                    round(24 * SEASON[i] * M),
                    m <= "2026-10",
                )
                for i, m in enumerate(year)
            ],
            "funnel": [
                ("1 Lead", "2025-11..2026-10", 400, 330, 50, 20, 330 / 380, 0.83, 0.9, 0.88),
                ("2 Proposal", "2025-11..2026-10", 330, 174, 126, 30, 174 / 300, 0.52, 0.63, 0.61),
            ],
            "pacing": [("sales26", "2026-10", round(18.1 * M), round(18.84 * M), 0.96, round(24 * M))],
            "attainment": [
                ("R001", round(1.2 * M), round(1.0 * M), 1.2),
                ("R002", round(0.8 * M), round(1.0 * M), 0.8),
            ],
            "triggers": [
                (
                    "win_rate",
                    "below 27%",
                    2,
                    "weekly deal clinic",
                    "head-direct",
                    "fired" if signal else "quiet",
                    "2026-10",
                    0.11,
                )
            ],
            "reviews": [("2026-12-10", "monthly review"), ("2027-01-10", "monthly review")],
        },
        MeasuresFacts(1, 3, "sales26"),
    )


def complete(**changes: Any) -> Results:
    """Every section filled."""
    filled: dict[str, Any] = {
        "plan": plan(
            vision="The measuring partner of every mid-size plant in Europe",
            mission="Sensors that plants install in a day",
            decide_by="2026-12-15",
            attrition={"annual": "12%", "source": "HR"},
            over_assignment="8%",
            one_offs=[
                {"month": "2026-03", "amount": 400_000, "region": "DACH", "reason": "one ministry"},
                {"month": "2025-12", "amount": -150_000, "reason": "two weeks of strike"},
            ],
        ),
        "quality": quality(),
        "objectives": objectives(),
        "goals": goals(),
        "strategies": strategies(),
        "resources": resources(),
        "measures": measures(),
        "todos": (
            Todo("must", "operations was not heard", "plan.yml:9"),
            Todo("may", "travel budget is not planned", "plan.yml:80"),
        ),
    }
    return Results(**filled | changes)


def minimal() -> Results:
    """Ten months of two columns: nothing planned but one goal."""
    empty_facts = ResourcesFacts(
        "sales27",
        False,
        "roles with annual_quota and ramp",
        "",
        0.02,
        0.0,
        0.06,
        0.02,
        NAN,
        NAN,
        round(24 * M),
        round(25.6 * M),
        round(27.2 * M),
        round(24 * M),
        round(25.6 * M),
        round(27.2 * M),
        round(24.3 * M),
        0,
        0,
    )
    full = goals(10, regions=("North", "South"), calibrated=False)
    only = built(
        Goals,
        {
            "goals": full.goals,
            "smart": full.smart,
            "paths": full.paths,
            "targets": full.targets,
            "history": full.history,
        },
        GoalsFacts(
            "sales27",
            "recent level",
            0,
            0,
            False,
            NAN,
            "ten months of history",
            NAN,
            NAN,
            "",
            NAN,
            NAN,
            2 * M,
            2.1 * M,
            None,
            None,
        ),
    )
    history = [(m, a, a) for m, a in months_of_history(10)]
    return Results(
        plan(),
        built(
            Quality,
            {
                "accounting": [("orders", "orders.csv", "used", 120, 19 * M)],
                "years": [("2026", 10, 120, 19 * M)],
                "inventory": [("orders", True, 120, "2026-01-01", "2026-10-31", "")],
            },
            QualityFacts("2026-10", "EUR", "revenue", 0, ""),
        ),
        built(
            Objectives,
            {"history": history, "trend": [("total", "", 0, NAN, NAN, NAN, "too short", 10)]},
            ObjectivesFacts("", "", 10, 0, 0),
        ),
        only,
        built(Strategies, {}, StrategiesFacts("Jan 2026 to Oct 2026", 0, 0, 0)),
        built(Resources, {}, empty_facts),
        built(Measures, {}, MeasuresFacts(0, 0, "")),
    )


def nasty(name: str) -> Results:
    """The complete plan with one name from outside wherever a name can stand."""
    names = (name, "Chemicals", "Pharma", "Water")
    return complete(
        plan=plan(company=name[:200].replace("\x00", "x") or "x"),
        quality=quality(name),
        objectives=objectives(names, rival=name + " "),
        goals=goals(regions=(name, "B", "C")),
        strategies=strategies(names),
        measures=measures(name),
        todos=(Todo("must", name, "plan.yml:1"),),
    )
