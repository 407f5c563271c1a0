"""Sentences of part 1's objectives: who was heard, opportunities and challenges, who answers, what hangs together."""

from __future__ import annotations

from salesplan_nb.report.names import clean, listed, shortened
from salesplan_nb.report.numbers import agree, beginning, count, counted, number

QUOTED = 140
"""Characters of a statement that a sentence quotes."""


def swot_claim(kinds: dict[str, int], stale: int, outside: int) -> str:
    """How many opportunities and challenges there are, and whether their evidence holds or comes from outside."""
    order = [
        ("opportunity", "opportunities"),
        ("challenge", "challenges"),
        ("strength", "strengths"),
        ("weakness", "weaknesses"),
    ]
    told = [(kinds[one], one if kinds[one] == 1 else many) for one, many in order if kinds.get(one)]
    if not told:
        return "No opportunity and no challenge is named"
    text = " and ".join(counted(n, word, word) for n, word in told[:2]).capitalize()
    if stale:
        return f"{text}; the evidence for {beginning(stale).lower()} has gone"
    if outside == sum(kinds.values()):
        return f"{text}, {'on' if outside == 1 else 'each on'} a source of its own"
    if outside:
        own = agree(outside, "rests on a source of its own", "rest on own sources")
        return f"{text}; {number(outside)} {own}"
    return f"{text}, each with evidence that holds"


def swot_reading(statement: str, evidence: str, stale: list[str], outside: int) -> str:
    """What the first item stands on, or which items no longer stand; what the data cannot check."""
    own = agree(outside, "A statement on a source of its own is", "Statements on own sources are")
    unchecked = f" {own} not checked by this run."
    if stale:
        are = "is" if len(stale) == 1 else "are"
        return (
            f"“{shortened(stale[0], QUOTED)}” {'and others are' if len(stale) > 1 else are} "
            "stale: set right or taken out before the plan is signed."
        )
    return f"“{shortened(statement, QUOTED)}”: {clean(evidence)}.{unchecked if outside else ''}"


def heard_claim(heard: int, departments: int) -> str:
    """'3 of 4 departments were heard'."""
    if not departments:
        return "No department is named"
    if departments == 1:
        return f"The one department was {'heard' if heard else 'not heard'}"
    if heard == departments:
        return f"All {count(departments, 'department')} {agree(departments, 'was', 'were')} heard"
    return f"{number(heard)} of {count(departments, 'department')} {agree(heard, 'was', 'were')} heard"


def heard_reading(missing: list[str], close: list[str]) -> str:
    """Who is still to be asked, and who is to be worked with closely."""
    ask = f"Still to be asked: {listed(missing)}." if missing else "Nobody is left to ask."
    return f"{ask} Manage closely: {listed(close)}." if close else ask


def raci_claim(objectives: int, orphans: int) -> str:
    """Whether each objective has its Accountable."""
    if orphans:
        return (
            f"{number(orphans)} of {count(objectives, 'objective')} "
            f"{agree(orphans, 'has', 'have')} no single Accountable"
        )
    return (
        "The objective has exactly one Accountable"
        if objectives == 1
        else f"{counted(objectives, 'objective')}, each with exactly one Accountable"
    )


def lineage_claim(chains: int, orphans: int) -> str:
    """Whether objectives, goals and KPIs hang together."""
    if orphans:
        return (
            f"{number(orphans)} of {count(chains, 'link')} from objective to owner {agree(orphans, 'is', 'are')} broken"
        )
    return "Every objective leads to a goal, a KPI and an owner"
