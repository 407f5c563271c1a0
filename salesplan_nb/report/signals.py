"""Signal or noise, and what starts when a measure goes astray. One call, one claim."""

from __future__ import annotations

import math

import pandas as pd

from salesplan_nb.calendars import month_name
from salesplan_nb.kpis import LIBRARY
from salesplan_nb.measures.scorecard import target_value
from salesplan_nb.measures.signals import SHORTEST, YEAR
from salesplan_nb.report import charts_measures as draw
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import begun
from salesplan_nb.report.numbers import DASH, chance, day, measured, month, number, typed
from salesplan_nb.report.objects import Cell, Chart, Notes, Refusal, Table, named
from salesplan_nb.report.wording import measures as say
from salesplan_nb.report.wording import refusals as no


def signal(signals: pd.DataFrame, kpis: pd.DataFrame, triggers: pd.DataFrame) -> Chart | Refusal:
    """Signal or noise: the measure with the latest signal, else that there is none.

    Parameters
    ----------
    signals, kpis, triggers : DataFrame
        Of `Measures`.
    """
    if signals.empty:
        return Refusal("signal", *no.no_signal(say.months_needed(SHORTEST, YEAR + SHORTEST)))
    names = dict(zip(kpis.kpi, kpis.name, strict=True))
    units = dict(zip(kpis.kpi, kpis.unit, strict=True))
    flagged = signals[signals.signal]
    found = {str(k): (str(rows.month.max()), len(rows)) for k, rows in flagged.groupby("kpi")}
    chosen = max(found, key=lambda k: (found[k], k)) if found else str(signals.kpi.iloc[0])
    rows = signals[signals.kpi == chosen].sort_values("month").reset_index(drop=True)
    name = str(names.get(chosen, chosen.replace("_", " ")))
    own = str(units.get(chosen, "fraction" if rows.value.max() <= 1 else "ratio"))
    unit = "ratio" if own == "cents" else own
    factor = 100 if unit == "fraction" else 1
    mean, low, high = (float(rows[c].iloc[-1]) for c in ("mean", "low", "high"))
    marked = [i for i, s in enumerate(rows.signal) if s]
    run = _tail_run(marked, [float(value) < mean for value in rows.value])
    if found:
        below = float(rows.value[marked[-1]]) < mean
        claim = say.signal_claim(name, len(run), below, marked[-1] == len(rows) - 1, month(str(rows.month[marked[-1]])))
    else:
        below, claim = False, say.quiet_claim(signals.kpi.nunique())
    rule = triggers[triggers.kpi == chosen]
    # Money is drawn as an index: a trigger in money has no place on its axis.
    trigger = _trigger_level(str(rule.when.iloc[0]), factor) if len(rule) and unit == own else None
    months = list(rows.month)
    marks = [
        (i, month_name(m) if m.endswith("-01") else month_name(m)[:3])
        for i, m in enumerate(months)
        if m[5:] in ("01", "07")
    ] or [(0, month_name(months[0]))]
    said = [measured(v, unit) for v in (low, mean, high, float(rows.value.iloc[-1]))]
    title = f"{name} by month with its natural limits"
    desc = (
        f"Mean {said[1]}, limits {said[0]} to {said[2]}; {number(len(marked))} "
        f"of {number(len(rows))} months are a signal; the latest is {said[3]}."
    )
    note = (
        (f"{len(run)} months in a row", "under the mean" if below else "above the mean")
        if len(run) > 1
        else ("outside the limits", "")
    )
    svg = draw.control(
        "signal",
        title,
        desc,
        [factor * float(v) for v in rows.value],
        marks,
        draw.Level(factor * mean, said[1], "mean"),
        draw.Level(factor * low, said[0], "lower limit"),
        draw.Level(factor * high, said[2], "upper limit"),
        trigger,
        run,
        note,
    )
    others = [str(names.get(k, k.replace("_", " "))) for k in sorted(found) if k != chosen]
    # An index compares a month with the twelve before it: how many those are is no number of cases.
    n = int(rows["n"].median()) if rows["n"].max() and unit != "ratio" else 0
    how = begun(f"{say.axis_words(unit, n)}grey = where months fall by chance.")
    unit_word = {"fraction": ", %.", "days": ", days.", "count": "."}.get(unit, ", index.")
    return Chart(
        "signal",
        claim,
        f"{name} by month{unit_word}",
        how,
        svg,
        title,
        desc,
        say.signal_reading(said[3], said[0], said[2], others),
    )


def _tail_run(marked: list[int], below: list[bool]) -> list[int]:
    """The last points of a signal that follow one another on one side of the mean."""
    run: list[int] = []
    for i in reversed(marked):
        if run and (run[0] != i + 1 or below[run[0]] != below[i]):
            break
        run.insert(0, i)
    return run


def _trigger_level(when: str, factor: int) -> draw.Level | None:
    from salesplan_nb.workspace.fields import fraction

    words = when.split()
    if len(words) != 2:
        return None
    return draw.Level(factor * fraction(words[1]), typed(words[1]), f"trigger {typed(words[1])}")


def _threshold(when: str, kpi: str) -> str:
    """The rule as it is written, money in the scale that readers know: 'below 1.9M'."""
    side, _, limit = when.partition(" ")
    known = LIBRARY.get(kpi)
    if known and known.unit == "cents":
        return f"{side} {measured(target_value(limit, known), known.unit)}"
    return f"{side} {typed(limit)}"


def triggers_table(triggers: pd.DataFrame, kpis: pd.DataFrame, names: dict[str, str] | None = None) -> Table | Refusal:
    """Rules written before the period, and which of them have fired.

    Parameters
    ----------
    triggers, kpis : DataFrame
        Of `Measures`.
    names : dict, optional
        Owner id to role.
    """
    if triggers.empty:
        return Refusal("triggers", *no.FIXED["triggers"])
    known, titles = names or {}, dict(zip(kpis.kpi, kpis.name, strict=True))
    rows = []
    fired = []
    for t in frame_rows(triggers):
        owner = known.get(str(t.owner), str(t.owner))
        rule = (
            f"{titles.get(t.kpi, str(t.kpi).replace('_', ' '))} {_threshold(str(t.when), str(t.kpi))} for "
            f"{number(int(t.months))} {'month' if t.months == 1 else 'months'}"
        )
        state = (
            Cell(f"Fired {month(str(t.since))}".strip(), mark="bad")
            if t.state == "fired"
            else Cell(str(t.state).capitalize())
        )
        rows.append(
            (
                named(rule, f"{str(t.action)[:1].upper()}{str(t.action)[1:]}. {owner}", 80),
                state,
                chance(float(t.false_alarm)) if math.isfinite(t.false_alarm) else DASH,
            )
        )
        if t.state == "fired":
            fired.append((str(t.action), owner))
    return Table(
        "triggers",
        say.triggers_claim(len(fired), len(rows)),
        "Triggers, written before the year; last, the chance that each fires in the year though nothing changes",
        ("When, then and who", "State", "Fires anyway"),
        tuple(rows),
        say.triggers_reading(fired),
        left=(0, 1),
    )


def reviews(reviews: pd.DataFrame) -> Notes:
    """When the plan is looked at again."""
    dates = [day(str(d)) for d in sorted(reviews.date)]
    return Notes("reviews", (("Next look", say.reviews_words(dates)),))
