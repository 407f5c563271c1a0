"""docs/calibration.md: what was measured, and where it falls short."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from report import (
    SPANS,
    brier_rows,
    calibration_error,
    held,
    hit_row,
    long,
    reliability_rows,
    skill_row,
    skills,
    table,
)
from series import CUTS

HITS = ["", "trials", "80%: month", "quarter", "year", "95%: month", "quarter", "year"]
FIRST = ["", "trials", "80%: month", "quarter", "95%: month", "quarter"]
SKILLS = ["", "skill %: month", "quarter", "year", "ratio: month", "quarter", "year", "CRPS: month", "quarter", "year"]
HEAD = """# Whether probabilities came true

Made by `.venv/bin/python benchmarks/calibration`; do not edit. {series} real series (M3 monthly, US Census retail, US
regional sales, online retail, web orders), each forecast a year ahead from one or more origins by `sample_paths` as the
notebook calls it: backtest, gate and width included. "Other half" are the series and eras that were out of view while
constants were chosen; regional sales and online retail were in view, web orders were not."""
RANGES = """## Ranges that held, of 100

Month: each of the twelve ahead; quarter: each of the four; year: the sum. Whole histories of 24 months or more."""
SKILL = """## Skill

1 - CRPS / CRPS of the seasonal naive whose errors are resampled one by one, in %: ours / the plain Theta's; the ratio
of the two; and the CRPS of ours over that of the plain Theta."""
CHANCES = """## Chances of goals

P(goal) for goals against the same months a year before. Brier score of ours; its skill against the share reached, the
textbook's naive and the plain Theta."""
RELIABILITY = """Reliability, with the band in which 95% of shares would lie were the chances right. Goals of a series
at one origin are drawn together; series of one era stand together too, which the band does not know:"""


def page(ranges: pd.DataFrame, chances: pd.DataFrame, series: int, cost: list[list[object]], same: str) -> str:
    """The whole page."""
    claim, odds = long(ranges), long(chances)
    cuts = [f"M3, {cut} months" for cut in CUTS]
    whole = list(dict.fromkeys(claim["collection"]))
    short = [name for name in [*cuts, *dict.fromkeys(ranges["collection"])] if name not in whole]
    short = [name for name in dict.fromkeys(short) if (ranges["collection"] == name).any()]
    parts = [
        HEAD.format(series=series),
        RANGES,
        *_ranges(ranges, claim, whole, short),
        SKILL,
        _skill(ranges, claim, whole, short),
        CHANCES,
        *_chances(odds),
        "## Cost",
        table(["", "median s", "longest s"], cost),
        f"{same[:1].upper()}{same[1:]}.",
        "## Falls short",
        "\n".join(f"- {line}" for line in [*_misses(claim), *_weak(claim, odds)]) or "Nothing.",
    ]
    return "\n\n".join(parts) + "\n"


def _m3(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["collection"].str.startswith("M3 ")]


def _of(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    return rows[rows["collection"] == name]


def _ranges(ranges: pd.DataFrame, claim: pd.DataFrame, whole: list[str], short: list[str]) -> Iterator[str]:
    seen, m3 = claim["tuned"], _m3(claim)
    census = claim[claim["collection"].str.startswith("Census")]
    rows = [hit_row("all", claim), hit_row("in view", claim[seen]), hit_row("other half", claim[~seen])]
    rows += [hit_row(f"all, {name}", claim, name) for name in ("plain Theta", "seasonal naive")]
    yield table(HITS, rows)
    yield "By collection, and by origin or era:"
    yield table(HITS, [hit_row("M3", m3), *(hit_row(name, _of(claim, name)) for name in whole)])
    eras = [(f"M3, {o}", m3[m3["origin"] == o]) for o in dict.fromkeys(m3["origin"])]
    eras += [(f"Census, {o}", census[census["origin"] == o]) for o in sorted(set(census["origin"]))]
    yield table(HITS, [hit_row(name, of) for name, of in eras])
    yield "The first month and the first quarter alone:"
    yield table(FIRST, [first_row("all", claim), first_row("M3", m3)])
    yield "Short histories, and those of any length with zeros or negative months:"
    marked = [(name, ranges[ranges[name]]) for name in ("zeros", "negatives") if ranges[name].any()]
    yield table(HITS, [hit_row(name, of) for name, of in [*((n, _of(ranges, n)) for n in short), *marked]])


def _skill(ranges: pd.DataFrame, claim: pd.DataFrame, whole: list[str], short: list[str]) -> str:
    m3 = _m3(claim)
    rows = [("all", claim), ("other half", claim[~claim["tuned"]]), ("M3", m3), ("M3, other half", m3[~m3["tuned"]])]
    rows += [(f"M3, {origin}", m3[m3["origin"] == origin]) for origin in dict.fromkeys(m3["origin"])]
    rows += [(name, _of(claim, name)) for name in whole] + [(name, _of(ranges, name)) for name in short]
    return table(SKILLS, [skill_row(name, of) for name, of in rows])


def _chances(odds: pd.DataFrame) -> Iterator[str]:
    ours, theirs = (odds[odds["method"] == name] for name in ("ours", "plain Theta"))
    yield table(["goal", "reached", "Brier", "skill", "against naive", "against Theta"], brier_rows(odds))
    told = [
        ("all", calibration_error(ours)),
        ("other half", calibration_error(ours[~ours["tuned"]])),
        ("M3", calibration_error(_m3(ours))),
        ("all, plain Theta", calibration_error(theirs)),
        ("M3, plain Theta", calibration_error(_m3(theirs))),
    ]
    yield f"Calibration error (mean distance over tenths): {'; '.join(f'{name} {error:.3f}' for name, error in told)}."
    rows = [origin_row(origin, ours[ours["origin"] == origin]) for origin in dict.fromkeys(ours["origin"])]
    yield table(["origin", "chances", "error", "mean chance", "reached"], rows)
    yield RELIABILITY
    yield table(["chance", "count", "mean", "reached", "band", "inside"], reliability_rows(odds))


def first_row(name: str, rows: pd.DataFrame) -> list[object]:
    """Hit rates of the first month and quarter."""
    near = rows[(rows["ahead"] == 0) & (rows["span"] != "year") & (rows["method"] == "ours")]
    rates = held(near).loc["ours"]
    count = len(near[near["span"] == "month"])
    return [name, count, *(f"{rates.loc[s, k]:.1f}" for k in ("held80", "held95") for s in SPANS[:2])]


def origin_row(name: str, rows: pd.DataFrame) -> list[object]:
    """Calibration error of one origin."""
    chance, reached = rows["chance"].mean(), rows["reached"].mean()
    return [name, len(rows), f"{calibration_error(rows):.3f}", f"{chance:.3f}", f"{reached:.3f}"]


def _misses(claim: pd.DataFrame) -> Iterator[str]:
    """Ranges further off than was asked."""
    rates = held(claim).loc["ours"]
    for span in SPANS:
        for column, nominal, most in (("held80", 80, 3), ("held95", 95, 2)):
            if abs((rate := float(rates.loc[span, column])) - nominal) > most:
                yield f"{nominal}% ranges of a {span} held {rate:.1f} of 100: more than {most} points off."
    for name, of in claim.groupby("collection", sort=False):
        count = int(((of["span"] == "year") & (of["method"] == "ours")).sum())
        for span in SPANS:
            if abs((rate := float(held(of).loc[("ours", span), "held80"])) - 80) > 6:
                yield f"{name}: 80% ranges of a {span} held {rate:.1f} of 100 ({count} trials): more than 6 points off."


def _weak(claim: pd.DataFrame, odds: pd.DataFrame) -> Iterator[str]:
    """Skill, chances and reliability that are less than was asked."""
    for name, of in (("all", claim), ("M3", _m3(claim))):
        found = skills(of)
        for span, ours, theirs in zip(SPANS, found["ours"], found["plain Theta"], strict=True):
            if ours < 1.1 * theirs:
                yield (
                    f"Skill on {name}, {span}: {ours:.1%}, {ours / theirs:.2f} times the plain Theta's {theirs:.1%} "
                    "(1.1 was asked)."
                )
    if (error := calibration_error(odds[odds["method"] == "ours"])) > 0.03:
        yield f"Calibration error {error:.3f}: more than 0.03."
    yield from (f"Brier skill at {row[0]}: {row[3]}." for row in brier_rows(odds) if str(row[3]).startswith("-"))
    for row in reliability_rows(odds):
        if row[5] == "no":
            yield f"Reliability: chances of {row[0]} came true {row[3]}, outside {row[4]}."
