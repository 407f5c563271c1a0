"""How much a sentence asks for: a change or a target, in a unit that its metric has."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from salesplan_nb.errors import cut
from salesplan_nb.workspace.fields import Difference, bound
from salesplan_nb.workspace.plan import UNITS
from salesplan_nb.workspace.sentences import words
from salesplan_nb.workspace.sentences.amounts import QUANTITY, Quantity, quantity
from salesplan_nb.workspace.sentences.draft import Question
from salesplan_nb.workspace.sentences.text import Left

OWN = {"fraction": "points", "days": "days", "count": "customers", "cents": "money", "ratio": ""}
"""The unit that a change has which is not in percent, by the unit of the metric."""
EXAMPLES = {
    "fraction": "+5 points",
    "days": "-10 days",
    "count": "+20 customers",
    "cents": "+400000 EUR",
    "ratio": "+10%",
}

SURELY_MONEY = 1000
"""From here on a figure without a unit that bookings change by is no percentage: 'by 30M'."""
BEFORE = r"(?!(?-i:[A-Z]{3})\s)[^\W\d_]+"
"""A pattern of a word before a figure that is not its currency."""


@dataclass(frozen=True)
class Asked:
    """What is asked for, as plan.yml writes it; '' where the sentence does not say.

    Parameters
    ----------
    change, target : str
        One of them, or neither.
    base : str
        The figure that the sentence starts from: '27%'.
    direction : str
        'raise', 'lower', 'hold' or 'reach'.
    """

    change: str = ""
    target: str = ""
    base: str = ""
    direction: str = words.REACH


def value(left: Left, metric: str, direction: str, currency: str, asked: list[Question]) -> Asked:
    """What is asked for; questions go into `asked`.

    Parameters
    ----------
    left : Left
        The sentence without metric, baseline, period and verbs.
    metric : str
        '' where it is not known.
    direction : str
        Of the verb; 'both' where verbs contradict each other.
    currency : str
        The plan's, '' where it is not known.
    asked : list of Question
        Gets what must be asked.
    """
    if direction == "both":
        asked.append(Question("change", "the verbs go both ways", "keep one of them"))
        left.take(rf"\b(?:by|to)\s+{QUANTITY}")
        return Asked()
    base = left.take(rf"\bfrom\s+(?P<value>{QUANTITY})")
    # 'by up to 20%' names a most, which no goal has; 'by at least 20%' is what every goal says
    limit = left.take(rf"\bby\s+(?:up\s+to|at\s+most)\s+(?P<value>{QUANTITY})")
    steps = _steps(left)
    targets = _targets(left)
    start = base["value"] if base else ""
    if limit is not None:
        problem = f"{limit[0].strip()!r} is a limit, and a goal is one value"
        asked.append(Question("change", problem, f"write by {limit['value']}"))
        return Asked(base=start, direction=_way(direction))
    if (unclear := _sorted_bare(left, metric, direction, steps, targets)) is not None:
        asked.append(unclear)
        return Asked(base=start, direction=_way(direction))
    if len(steps) + len(targets) > 1:
        told = ", ".join([*(f"by {text}" for text in steps), *targets])
        asked.append(Question("change", f"more than one value: {told}", "keep the change or the target"))
        return Asked(base=start, direction=_way(direction))
    if steps:
        return Asked(_change(steps[0], metric, direction, currency, asked), "", start, _way(direction))
    if targets:
        return Asked("", _target(targets[0], start, metric, direction, currency, asked), start, _way(direction))
    if direction == words.KEEP and metric:
        usual = "points" if UNITS[metric] == "fraction" else "%"
        return Asked(str(Difference(Decimal(0), usual)), "", start, direction)
    asked.append(Question("change", "how much is not said", "write change: +20%, or target: and the value to reach"))
    return Asked(base=start, direction=_way(direction))


def _sorted_bare(left: Left, metric: str, direction: str, steps: list[str], targets: list[str]) -> Question | None:
    """Put figures without 'by' or 'to' where they belong; the question where one could be either."""
    bare = _all(left, rf"(?:(?<!\w)(?P<before>{BEFORE})\s+)?(?<![\w.,])(?P<value>{QUANTITY})")
    if odd := next((found for found in bare if (found["before"] or "to").lower() not in words.FILLERS), None):
        problem = f"{cut(odd[0].strip())!r} is not understood: a change by it, or the value to reach?"
        return Question("change", problem, f"write by {odd['value']}, or to {odd['value']}")
    for text in (found["value"] for found in bare):
        if _only_a_step(text, metric):
            steps.append(text)
        elif direction in (words.UP, words.DOWN):
            # 'bookings up 30M' and 'grow bookings 30M' are said of both
            return Question("change", f"{text!r}: a change by it, or the value to reach?", _by_or_to(text, metric))
        else:
            targets.append(text)
    return None


def _only_a_step(text: str, metric: str) -> bool:
    """Whether a bare figure can only be a change: 'grow revenue 10%', 'win rate +5 points'; not 'win rate 32%'."""
    read = quantity(text)
    if re.match(r"[+\-−]", text) or (read is not None and read.unit == "points"):
        return True
    return "%" in text and UNITS.get(metric, "") not in ("", "fraction")


def _by_or_to(text: str, metric: str) -> str:
    """What to write where a figure could be a change or a value."""
    read = quantity(text)
    share = read is not None and read.unit == "%" and UNITS.get(metric, "") == "fraction"
    step = f"{format(_plain(read.value), 'f')} points" if share and read is not None else text
    return f"write by {step}, or to {text}"


def _way(direction: str) -> str:
    return direction if direction in (words.UP, words.DOWN, words.KEEP) else words.REACH


def _all(left: Left, pattern: str) -> list[re.Match[str]]:
    found = []
    while (match := left.take(pattern)) is not None:
        found.append(match)
    return found


def _steps(left: Left) -> list[str]:
    """Changes as they are written: after 'by', before 'more', or as a verb."""
    found = [
        match["value"] for match in _all(left, rf"\bby\s+(?:(?:at\s+least|over|more\s+than)\s+)?(?P<value>{QUANTITY})")
    ]
    found += [f"+{match['value']}" for match in _all(left, rf"(?<![\w.,])(?P<value>{QUANTITY})\s+more\b")]
    for match in _all(left, words.phrases(tuple(words.TIMES))):
        found.append(f"{words.TIMES[match[0].lower()]:+d}%")
    return found


def _targets(left: Left) -> list[str]:
    pattern = rf"\b(?:to|at|of|reach|above|over|at\s+least|under|below|at\s+most)\s+(?P<value>{QUANTITY})"
    return [match["value"] for match in _all(left, pattern)]


def _change(text: str, metric: str, direction: str, currency: str, asked: list[Question]) -> str:
    read = quantity(text)
    if read is None:
        asked.append(
            Question("change", f"{text!r} is no number as the plan writes them", "write it as 3.2M or 3200000")
        )
        return ""
    unit = UNITS.get(metric, "")
    if read.unit == "%" and unit == "fraction":
        number = format(_plain(abs(read.value)), "f")
        sign = "-" if direction == words.DOWN else "+"
        write = f"write change: {sign}{number} points, or target: and the rate to reach"
        asked.append(Question("change", f"{text} of a rate: points or percent?", write))
        return ""
    if unit == "cents" and not read.unit and abs(read.value) >= SURELY_MONEY and currency:
        read = replace(read, unit=currency)
    if (wrong := _wrong_unit(read, metric, currency)) or (not read.unit and unit != "count"):
        example = f"write change: {EXAMPLES.get(unit, '+20%')}"
        asked.append(Question("change", wrong or f"{text!r} has no unit", example))
        return ""
    amount = read.value
    if read.signed and direction in (words.UP, words.DOWN) and (amount < 0) != (direction == words.DOWN):
        asked.append(Question("change", f"the verb says {direction}, the figure {text}", "keep one of them"))
        return ""
    if not read.signed and direction not in (words.UP, words.DOWN):
        asked.append(Question("change", f"up or down by {text}?", "write raise or lower"))
        return ""
    if not read.signed and direction == words.DOWN:
        amount = -amount
    return _written(amount, read, unit, currency, asked)


def _written(amount: Decimal, read: Quantity, unit: str, currency: str, asked: list[Question]) -> str:
    own = {"$": currency, "": "customers" if unit == "count" else "%"}.get(read.unit, read.unit)
    if own == "%" and amount <= -100:
        asked.append(Question("change", f"{read.text} leaves nothing to plan for", "write one above -100%"))
        return ""
    if most := bound(amount, own):
        asked.append(Question("change", f"{read.text} is past all bounds", most))
        return ""
    return str(Difference(_plain(amount), own))


def _target(text: str, start: str, metric: str, direction: str, currency: str, asked: list[Question]) -> str:
    read = quantity(text)
    if read is None:
        asked.append(
            Question("target", f"{text!r} is no number as the plan writes them", "write it as 3.2M or 3200000")
        )
        return ""
    if wrong := _wrong_unit(read, metric, currency):
        asked.append(Question("target", wrong, f"write it {_in_own(metric, currency)}"))
        return ""
    unit = UNITS.get(metric, "")
    if read.unit == "%" and unit != "fraction" and unit:
        problem = f"{text} is no value of {metric}: a percentage could only be its change"
        step = f"{'-' if direction == words.DOWN else '+'}{format(_plain(abs(read.value)), 'f')}%"
        write = f"write change: {step}, or the value to reach, such as {_example(unit, currency)}"
        asked.append(Question("target", problem, write))
        return ""
    if read.like_a_year and not read.unit:
        asked.append(Question("target", f"{text} could be a year or a figure", "write the figure with its unit"))
        return ""
    share = read.value / 100 if read.unit == "%" else read.value
    if unit == "fraction" and metric in ("win_rate", "conversion", "csat") and not 0 <= share <= 1:
        problem = f"{metric} {text} is not between 0% and 100%"
        asked.append(Question("target", problem, "write a share such as 32%"))
        return ""
    if read.value <= 0 and metric and metric != "revenue_growth":
        asked.append(Question("target", f"{text} leaves nothing to reach", "write a value above 0"))
        return ""
    if metric and (most := bound(share * 100 if unit == "fraction" else share, OWN[unit])):
        most = most.replace(" points", "%").replace("money", currency or "currency units")
        asked.append(Question("target", f"{text} is past all bounds", most))
        return ""
    before = quantity(start) if start else None
    way = {words.UP: 1, words.DOWN: -1}.get(direction, 0)
    if before is not None and before.unit == read.unit and (read.value - before.value) * way < 0:
        side = "below" if read.value < before.value else "above"
        problem = f"the verb says {direction}, {text} lies {side} {start}"
        asked.append(Question("target", problem, "correct the verb or the figures"))
        return ""
    number = format(_plain(read.value), "f")
    return f"{number}%" if read.unit == "%" else number


def _example(unit: str, currency: str) -> str:
    """A value of a metric by its unit, as a sentence has it."""
    return {"cents": f"3.2M {currency}".rstrip(), "count": "120", "days": "60 days", "ratio": "3"}.get(unit, "32%")


def _in_own(metric: str, currency: str) -> str:
    """The unit of a metric, with an example."""
    unit = UNITS.get(metric, "")
    told = {"cents": currency or "the plan's currency", "count": "customers", "days": "days", "ratio": "plain numbers"}
    return f"in {told.get(unit, 'percent')}, such as {_example(unit, currency)}"


def _plain(value: Decimal) -> Decimal:
    whole = value.normalize()
    return whole.quantize(Decimal(1)) if whole == whole.to_integral_value() else whole


def _wrong_unit(read: Quantity, metric: str, currency: str) -> str:
    """'' or why a quantity is none of the metric."""
    if read.money and currency and read.unit not in ("$", currency):
        return f"{read.text} is not in the plan's {currency}"
    if read.unit == "$" and not currency.endswith("D"):
        return (
            f"{read.text} does not say which dollar" if not currency else f"{read.text} is not in the plan's {currency}"
        )
    unit = UNITS.get(metric, "")
    if not unit or read.unit in ("", "%"):
        return ""
    if read.money != (unit == "cents") or (not read.money and read.unit != OWN[unit]):
        return f"{read.text} is no value of {metric}"
    return ""
