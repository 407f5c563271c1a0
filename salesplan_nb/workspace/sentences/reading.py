"""A sentence read into a draft goal: each part is looked for by its own words, and what is left over is named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from salesplan_nb import number_formats
from salesplan_nb.calendars import Period, month_name
from salesplan_nb.errors import cut
from salesplan_nb.workspace.baseline_faults import baseline_fault
from salesplan_nb.workspace.plan import ADDITIVE, UNITS, Scope
from salesplan_nb.workspace.sentences import values, words
from salesplan_nb.workspace.sentences.draft import Draft, Question
from salesplan_nb.workspace.sentences.periods import BACK, FORMS, HERE, ON, PERIOD, Calendar, meant
from salesplan_nb.workspace.sentences.text import Left
from salesplan_nb.workspace.validate import suggestion

BASELINES = (
    ("yoy", r"\b(?:year[\s-]on[\s-]year|year[\s-]over[\s-]year|y/y|yoy)\b"),
    ("qoq", r"\b(?:quarter[\s-]on[\s-]quarter|quarter[\s-]over[\s-]quarter|q/q|qoq)\b"),
)
FIRM = r"\b(?:against|versus|vs\.?|compared\s+(?:with|to)|relative\s+to|on\s+top\s+of|measured\s+from|than)"
"""Words before a baseline and nothing else."""
LOOSE = r"\b(?:over|on|from)"
"""Words before a baseline or a period: 'over 2026', 'over the next two quarters', 'from March to June 2027'."""
AGAINST = rf"(?:{FIRM}|{LOOSE})"
TO_COME = rf"(?!(?:the\s+)?(?:{'|'.join((*HERE, *ON))})\b)"
BEFORE = (
    (
        "yoy",
        rf"{AGAINST}\s+(?:the\s+same\s+(?:months?|quarter|period|year)\s+)?(?:a|the|one)\s+year\s+(?:before|earlier)\b",
    ),
    ("qoq", rf"{AGAINST}\s+(?:the|a|one)\s+quarter\s+(?:before|earlier)\b"),
)
SUMS = ("bookings", "revenue", "new_customers")
"""Metrics that are summed over their period: 'by June' does not say from when."""


@dataclass(frozen=True)
class Known:
    """What a sentence may refer to.

    Parameters
    ----------
    calendar : Calendar
        Last month of the data and the plan's year, for 'next quarter'.
    currency : str
        The plan's; '' where there is no plan.
    members : mapping of str to sequence of str, or None
        Names by dimension (region, product_family, channel, segment); None where there is no data.
    people : mapping of str to str
        Names by the ids that the plan has for people.
    records : str
        What the data records, 'bookings' or 'revenue'; '' where there is none.
    objectives : mapping of str to str
        Statements by the ids that the plan has for its objectives; where there are some, a goal serves one.
    """

    calendar: Calendar = field(default_factory=Calendar)
    currency: str = ""
    members: Mapping[str, Sequence[str]] | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    records: str = ""
    objectives: Mapping[str, str] = field(default_factory=dict)


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
    scope = _named_scope(left)
    left.drop_figures()
    baseline = next((kind for kind, pattern in (*BASELINES, *BEFORE) if left.take(pattern)), "")
    metric = _metric(left, asked)
    from_when = "" if baseline else _base_period(left, known, asked)
    period = _period(left, metric, known, asked)
    scope = _sold_in(scope, known, asked) or _scope(left, known, asked)
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
        asked.append(_no_baseline(period, value.base))
    if period is None and not any(question.part == "period" for question in asked):
        asked.append(Question("period", "by when is not said", "write period: 2027, 2027-Q1 or 2027-03..2027-12"))
    if not owner:
        asked.append(Question("owner", "nobody owns it", "write owner: and the one person who answers for it"))
    asked += _mismatch(baseline or from_when, period, metric)
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


ORDER = ("metric", "scope", "change", "target", "baseline", "period", "owner", "objective", "words")
"""Questions as plan.yml has its keys."""
LONGEST = 1000
"""Characters of a sentence."""
LISTED = 5
"""Words that are named where more are not understood."""


_OWNER = r"(?:owner|owned\s+by):?\s+"
_WORD = r"(?-i:(?P<word>[A-Z][\w&-]*))"


def _owner(left: Left, known: Known) -> str:
    """From '(owner cro)' or 'owner: cro' at the end; ids stand for names that the plan knows."""
    found = left.take(
        r"\((?:owner|owned\s+by):?\s+(?P<name>[^;()]*(?:\([^()]*\)[^;()]*)*)(?:;[^)]*)?\)\s*\.?\s*$"
    ) or left.take(r"[,;]?\s*\b(?:owner|owned\s+by):?\s+(?P<name>[\w.-][\w.'’ -]*)\s*$")
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


def _sold_in(scope: Scope | None, known: Known, asked: list[Question]) -> Scope | None:
    """A scope by its dimension, spelled as the data has it; a name that the data do not know is asked for."""
    if scope is None or known.members is None:
        return scope
    names = known.members.get(scope.dimension, ())
    if same := [name for name in names if name.casefold() == scope.member.casefold()]:
        return Scope.model_validate({scope.dimension: scope.member if scope.member in same else same[0]})
    what = scope.dimension.replace("_", " ")
    hint = suggestion(scope.member, names, f"name a {what} of the data")
    asked.append(Question("scope", f"the data has no {what} {cut(scope.member)!r}", hint))
    return scope


def _named_scope(left: Left) -> Scope | None:
    """From 'of region DACH': the dimension is said."""
    for dimension, called in words.DIMENSIONS.items():
        noun = words.phrases(called)
        name = rf"(?:“(?P<quoted>[^”]+)”|\"(?P<plain>[^\"]+)\"|{_WORD})"
        found = left.take(rf"(?:\b(?:of|in|for|within)\s+)?(?:the\s+)?{noun}:?\s+{name}")
        if found is None:
            found = left.take(rf"\b(?:of|in|for|within)\s+(?:the\s+)?{_WORD}\s+{noun}")
        if found is not None:
            groups = found.groupdict()
            return Scope.model_validate({dimension: groups.get("quoted") or groups.get("plain") or groups["word"]})
    return None


def _metric(left: Left, asked: list[Question]) -> str:
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


def _base_period(left: Left, known: Known, asked: list[Question]) -> str:
    """From 'against 2026'; a year after 'from' that may as well be a figure is asked for."""
    if left.has(r"\bfrom\s+(?:19|20|21)\d\d\s+to\s+[^\s]"):
        asked.append(Question("baseline", "after 'from', a year could be a figure", "write baseline: and its period"))
        left.take(r"\bfrom\s+(?:19|20|21)\d\d(?=\s+to\b)")
        return ""
    found = left.take(rf"{FIRM}\s+(?:in\s+)?(?P<period>{PERIOD})") or left.take(
        rf"{LOOSE}\s+{TO_COME}(?!{SPAN})(?P<period>{PERIOD})(?!\s*(?:to|until)\b)"
    )
    if found is None:
        return ""
    told = meant(found["period"], known.calendar)
    if told.period is not None and re.search(rf"\b(?:{'|'.join(BACK)})\s", found["period"], re.IGNORECASE):
        problem = f"{found['period']!r} is {told.period.name} counted from the data, and another counted from the goal"
        asked.append(Question("baseline", problem, f"write baseline: {known.calendar.label(told.period)}, or yoy"))
        return ""
    if told.period is None:
        asked.append(Question("baseline", told.problem, told.write.replace("write", "write baseline:", 1)))
        return ""
    return known.calendar.label(told.period)


SPAN = re.sub(r"\?P<\w+>", "?:", FORMS[2])
"""A pattern of 'March to December 2027'."""
DEADLINE = r"\b(?:by|until|till|before|no\s+later\s+than)\s+(?P<end>(?:the\s+)?(?:end|close)\s+of\s+)?"
WITHIN = r"\b(?:in|during|for|over|within|through|throughout|of|at)\s+(?P<end>(?:the\s+)?(?:end|close)\s+of\s+)?"


NO_PART = r"\b(?:(?:19|20|21)\d\d-)?(?:q(?:[05-9]|\d\d+)|h(?:[03-9]|\d\d+))\b(?:(?:\s+of)?[\s/-]*(?:19|20|21)\d\d\b)?"
"""A pattern of 'Q5 2027'."""
DAY = r"(?:\b(?:by|until|till|before|on)\s+)?(?<![\w.,/-])\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\w/-])"
"""A pattern of '03/04/2027'."""


def _period(left: Left, metric: str, known: Known, asked: list[Question]) -> Period | None:
    """The months of the goal; what is over, no period, or a single day is asked for."""
    if wrong := left.take(NO_PART):
        problem = f"{wrong[0].strip()!r} is none: a year has Q1 to Q4, H1 and H2"
        asked.append(Question("period", problem, "write period: 2027-Q1 or 2027-01..2027-06"))
        return None
    if day := left.take(DAY):
        problem = f"{day[0].strip()!r} is a day, and a goal is for whole months"
        asked.append(Question("period", problem, "write period: 2027, 2027-Q1 or 2027-03..2027-12"))
        return None
    told = _told_period(left, metric, known, asked)
    as_of = known.calendar.as_of
    if told is not None and as_of is not None and told.last <= as_of:
        problem = f"{told.name} is over: the data goes to {month_name(as_of)}"
        asked.append(Question("period", problem, f"write a period that ends after {month_name(as_of)}"))
    return told


def _told_period(left: Left, metric: str, known: Known, asked: list[Question]) -> Period | None:
    found, deadline = left.take(rf"{DEADLINE}(?P<period>{PERIOD})"), True
    if found is None:
        found, deadline = left.take(rf"{WITHIN}(?P<period>{PERIOD})"), False
    if found is None:
        found = left.take(rf"\b(?P<end>(?:the\s+)?end\s+of\s+)?(?P<period>(?!may\b){PERIOD})")
    if found is None:
        return None
    if any(left.has(rf"{before}(?P<period>{PERIOD})") for before in (DEADLINE, WITHIN)):
        asked.append(Question("period", "two periods are named", "keep one; a baseline is written against it"))
        return None
    told = meant(found["period"], known.calendar)
    if told.period is None:
        asked.append(Question("period", told.problem, told.write.replace("write", "write period:", 1)))
        return None
    words_ = found[0].strip()
    if found["end"]:
        choices = f"{known.calendar.label(told.period)} for the whole of it, or {told.period.last} for its last month"
        asked.append(Question("period", f"{words_!r} does not say from when it counts", f"write period: {choices}"))
        return None
    if deadline and metric in SUMS:
        first = f"{told.period.last[:4]}-01"
        whole = f"{first}..{told.period.last}" if first != told.period.last else first
        choices = f"{known.calendar.label(told.period)}, or with its first month, such as {whole}"
        asked.append(Question("period", f"{words_!r} does not say from when it counts", f"write period: {choices}"))
        return None
    return told.period


def _direction(left: Left) -> str:
    """Which way the verb goes; '' without one."""
    ways = []
    for way in (words.UP, words.DOWN, words.KEEP, words.REACH):
        while left.take(words.phrases(words.VERBS[way])):
            ways.append(way)
    firm = [way for way in dict.fromkeys(ways) if way != words.REACH]
    return firm[0] if len(firm) == 1 else "both" if firm else words.REACH if ways else ""


def _scope(left: Left, known: Known, asked: list[Question]) -> Scope | None:
    """From the names that the data have: 'in DACH', 'online revenue'."""
    found: dict[str, list[str]] = {}
    for dimension, names in (known.members or {}).items():
        for name in sorted(names, key=len, reverse=True):
            if name and left.has(rf"(?<![\w-]){re.escape(name)}(?![\w-])"):
                found.setdefault(name, []).append(dimension)
    kept = [name for name in found if not any(name != other and name in other for other in found)]
    for name in kept:
        nouns = "|".join(words.phrases(called) for called in (*words.DIMENSIONS.values(), *words.BEYOND.values()))
        left.take(
            rf"(?:\b(?:in|of|for|within|from|via|through)\s+)?(?:the\s+)?(?<![\w-]){re.escape(name)}(?![\w-])(?:\s+(?:{nouns}))?"
        )
    if len(kept) > 1:
        asked.append(Question("scope", f"{' and '.join(kept)} are two parts", "write a goal for each"))
    if len(kept) != 1:
        return None
    name, dimensions = kept[0], found[kept[0]]
    within = [dimension for dimension in dimensions if dimension in words.DIMENSIONS]
    if len(dimensions) > 1:
        could = " or ".join(f"{{{dimension}: {name}}}" for dimension in dimensions)
        asked.append(Question("scope", f"{name!r} could be {' or '.join(dimensions)}", f"write scope: {could}"))
    elif not within:
        problem = f"{name!r} is a {dimensions[0]}, and a goal is for a region, a product family or the whole"
        asked.append(Question("scope", problem, "leave it out, or set the goal for the whole company"))
    else:
        return Scope.model_validate({within[0]: name})
    return None


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


def _no_baseline(period: Period | None, base: str) -> Question:
    kinds = "yoy or qoq" if period is None or len(period) == 3 else "yoy"
    if base:
        return Question(
            "baseline", f"{base} is of which period?", f"write baseline: {kinds}, or the period that had it"
        )
    return Question("baseline", f"{kinds}, or which period?", f"write baseline: {kinds}, or a period such as 2026")


def _mismatch(baseline: str, period: Period | None, metric: str) -> list[Question]:
    """A baseline that no change can be told from."""
    if not baseline or period is None or not metric:
        return []
    found = baseline_fault(metric, period, baseline)
    return [Question("baseline", found[0].lstrip(": "), found[1])] if found else []
