"""A sentence read into a draft goal: each part is looked for by its own words, and what is left over is named."""

from __future__ import annotations

import re

from salesplan_nb import number_formats
from salesplan_nb.errors import cut
from salesplan_nb.workspace.plan import ADDITIVE, UNITS
from salesplan_nb.workspace.sentences import values, words
from salesplan_nb.workspace.sentences.baseline import base_period, baseline_kind, mismatch, no_baseline
from salesplan_nb.workspace.sentences.deadline import goal_period
from salesplan_nb.workspace.sentences.draft import Draft, Question
from salesplan_nb.workspace.sentences.known import Known
from salesplan_nb.workspace.sentences.scopes import named_scope, scope_by_name, sold_in
from salesplan_nb.workspace.sentences.text import Left

ORDER = ("metric", "scope", "change", "target", "baseline", "period", "owner", "objective", "words")
"""Questions as plan.yml has its keys."""
LONGEST = 1000
"""Characters of a sentence."""
OWNER = r"(?:owner|owned\s+by):?\s+"
"""Words before whoever answers for a goal."""
LISTED = 5
"""Words that are named where more are not understood."""


def draft(sentence: str, known: Known) -> Draft:
    """The goal that a sentence tells, with a question for all that it leaves open.

    Parameters
    ----------
    sentence : str
        As people write it: 'Grow bookings in DACH to 3.2M EUR in 2027'.
    known : Known
        What its words may refer to.

    Notes
    -----
    Nothing is guessed: what could mean two things is asked with both, and a word that is not known is named. What
    follows a colon are the figures of a run, as a printed statement has them; they are no part of the goal.

    Examples
    --------
    >>> found = draft("Grow bookings by 20% in 2027", Known())
    >>> found.change, found.period.label, [question.part for question in found.questions]
    ('+20%', '2027', ['baseline', 'owner'])
    """
    asked: list[Question] = []
    if len(sentence) > LONGEST:
        told = f"it has {number_formats.decimal_text(len(sentence))} characters, and a goal is one sentence"
        asked.append(Question("words", told, f"write it in at most {number_formats.decimal_text(LONGEST)}"))
        sentence = ""
    left = Left(sentence)
    objective = _objective(left, known, asked)
    owner = _owner(left, known)
    scope = named_scope(left)
    left.drop_figures()
    baseline = baseline_kind(left)
    metric = _metric(left, asked)
    from_when = "" if baseline else base_period(left, known, asked)
    period = goal_period(left, metric, known, asked)
    scope = sold_in(scope, known, asked) or scope_by_name(left, known, asked)
    turned = left.take(words.phrases(words.NOT))
    direction = _direction(left)
    value = values.value(left, metric, direction, known.currency, asked)
    if turned is not None:
        asked.append(Question("change", f"{turned[0]!r} turns it round", "write raise, lower or hold, and by how much"))
    if scope is not None and metric and UNITS[metric] != "cents":
        asked.append(Question("scope", f"{metric} is measured for the whole company only", "leave the scope out"))
    if known.records and metric in ADDITIVE and metric != known.records:
        asked.append(Question("metric", f"the data records {known.records}, not {metric}", f"write {known.records}"))
    _leftover(left, asked)
    if not baseline and not from_when and not any(question.part == "baseline" for question in asked):
        asked.append(no_baseline(period, value.base))
    if period is None and not any(question.part == "period" for question in asked):
        asked.append(Question("period", "by when is not said", "write period: 2027, 2027-Q1 or 2027-03..2027-12"))
    if not owner:
        asked.append(Question("owner", "nobody owns it", "write owner: and the one person who answers for it"))
    asked += mismatch(baseline or from_when, period, metric)
    return Draft(
        sentence=" ".join(sentence.split()),
        metric=metric,
        unit=UNITS.get(metric, ""),
        scope=scope,
        direction=value.direction,
        change=value.change,
        target=value.target,
        baseline=baseline or from_when,
        period=period,
        period_text=known.calendar.label(period) if period else "",
        owner=owner,
        objective=objective,
        questions=tuple(sorted(asked, key=lambda question: ORDER.index(question.part))),
    )


def _owner(left: Left, known: Known) -> str:
    """From '(owner cro)' or 'owner: cro' at the end; ids stand for names that the plan knows."""
    found = left.take(rf"\({OWNER}(?P<name>[^;()]*(?:\([^()]*\)[^;()]*)*)(?:;[^)]*)?\)\s*\.?\s*$") or left.take(
        rf"[,;]?\s*\b{OWNER}(?P<name>[\w.-][\w.'’ -]*)\s*$"
    )
    name = found["name"].strip() if found else ""
    return next((key for key, called in known.people.items() if called.casefold() == name.casefold()), name)


def _objective(left: Left, known: Known, asked: list[Question]) -> str:
    """From 'objective: grow', by an id of the plan; asked for where the plan has objectives."""
    ids = sorted(known.objectives, key=lambda one: (-len(one), one))
    if not ids:
        return ""
    found = left.take(rf"[,;]?\s*\bobjective:?\s+(?P<id>{'|'.join(map(re.escape, ids))})(?![\w-])")
    if found is None:
        choice = " or ".join(f"{one} ({cut(known.objectives[one])})" for one in sorted(ids))
        asked.append(Question("objective", "which one does it serve?", f"write objective: {choice}"))
        return ""
    return next(one for one in ids if one.casefold() == found["id"].casefold())


def _metric(left: Left, asked: list[Question]) -> str:
    """The one metric that is named; '' and a question where there are two, an unclear one or none."""
    found: list[str] = []
    for metric, called in sorted(words.METRICS.items(), key=lambda item: -max(map(len, item[1]))):
        if left.take(rf"{words.phrases(called)}(?!\s+of\s+(?:20|19)\d\d\b)"):
            found.append(metric)
    if len(found) == 1:
        return found[0]
    if found:
        asked.append(Question("metric", f"{' and '.join(sorted(found))} are two", "write a sentence for each"))
        return ""
    if other := left.take(words.phrases(words.ELSEWHERE)):
        known = ", ".join(words.METRICS)
        asked.append(Question("metric", f"{other[0]!r} is nothing that a goal can be in here", f"known: {known}"))
    elif unclear := left.take(words.phrases(tuple(words.UNCLEAR))):
        could = " or ".join(words.UNCLEAR[unclear[0].lower()])
        asked.append(Question("metric", f"{unclear[0]!r} could be {could}", "write which"))
    else:
        asked.append(Question("metric", "what is measured is not said", f"write one of {', '.join(words.METRICS)}"))
    return ""


def _direction(left: Left) -> str:
    """Which way the verb goes; '' without one."""
    ways = []
    for way in (words.UP, words.DOWN, words.KEEP, words.REACH):
        while left.take(words.phrases(words.VERBS[way])):
            ways.append(way)
    for way, word in words.PLACES.items():
        while left.take(rf"\b{word}\b(?!\s+to\b)"):
            ways.append(way)
    firm = [way for way in dict.fromkeys(ways) if way != words.REACH]
    return firm[0] if len(firm) == 1 else "both" if firm else words.REACH if ways else ""


def _leftover(left: Left, asked: list[Question]) -> None:
    """Name what no rule took; after 'in' or 'for' it is probably a part of the company."""
    for noun in (*words.DIMENSIONS.values(), *words.BEYOND.values()):
        left.take(words.phrases(noun))
    unknown = left.words(words.FILLERS)
    if unknown:
        listed = ", ".join(repr(cut(word)) for word in unknown[:LISTED])
        more = f" and {number_formats.decimal_text(len(unknown) - LISTED)} more" if len(unknown) > LISTED else ""
        problem = f"{listed}{more} {'is' if len(unknown) == 1 else 'are'} not understood"
        write = "say it in other words, or leave it out; a part of the company is written as region North"
        asked.append(Question("words", problem, write))
