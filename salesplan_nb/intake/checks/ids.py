"""Ids that a spreadsheet or a number column has spoiled: leading zeros lost, turned into powers of ten or dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from salesplan_nb.contract import REFERENCES
from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import Evidence, first, money
from salesplan_nb.intake.checks.names import PROPOSED, Use, quoted, uses
from salesplan_nb.intake.findings import Finding

IDS = (*REFERENCES, "order_id", "opportunity_id")
NUMBERED = re.compile(r"(\D*)0*(\d+)")
"""An id that ends in a number: what stands before it, and the number without its leading zeros."""
SPOILED = re.compile(
    r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,3}"  # 1E5, 1.23E+10
    r"|(?:[0-9]{1,2}-)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-[0-9]{1,4}"  # Mar-01
    r"|[0-9]{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"  # 1-Mar
    r"|[0-9]+\.0"  # 17850.0
    r"|#(?:REF!|N/A|NAME\?|VALUE!|NULL!|DIV/0!|NUM!)|#+",
)
EXACT = 15
"""Digits that a spreadsheet keeps of a number."""


def ids(evidence: Evidence) -> Iterator[Finding]:
    """Findings about ids, one a column and kind."""
    for column in IDS:
        used = uses(evidence, column)
        if column in REFERENCES:  # what looks nothing up, loses nothing by it
            yield from _lost_zeros(column, used)
        yield from _spoiled(column, used)


def _lost_zeros(column: str, used: Mapping[str, Use]) -> Iterator[Finding]:
    """Ids that are there with leading zeros and without; or padded to one width, but for some that are shorter."""
    numbered = {text: match.groups() for text in used if (match := NUMBERED.fullmatch(text))}
    by_number: dict[object, list[str]] = defaultdict(list)
    for text, key in numbered.items():
        by_number[key].append(text)
    pairs = [sorted(texts, key=len, reverse=True) for texts in by_number.values() if len(texts) > 1]
    if pairs:
        pairs.sort(key=lambda texts: (-sum(abs(used[text].amount_cents) for text in texts[1:]), texts))
        short = [text for texts in pairs for text in texts[1:]]
        lines = ", ".join(f"{quoted(t[0])}: [{', '.join(map(quoted, t[1:]))}]" for t in pairs[:PROPOSED])
        yield _told(
            column, short, used, "lost-zeros",
            f"{counted(len(short), 'id')} of {column} without the leading zeros that they have elsewhere: "
            f"{first([f'{t[1]!r} for {t[0]!r}' for t in pairs])}",
            f"export the column as text, or write synonyms: {{{column}: {{{lines}}}}} in sources.yml",
        )  # fmt: skip
        return
    short, width = shorter({text: used[text].rows for text in numbered if text.isdigit()})
    if short:
        yield _told(
            column, short, used, "lost-zeros",
            f"{counted(len(short), 'id')} of {column} {'has' if len(short) == 1 else 'have'} fewer than {width} "
            f"digits, where the others are filled up with zeros: {first([repr(text) for text in short])}",
            "export the column as text: its leading zeros seem to have been lost",
        )  # fmt: skip


def shorter(rows: Mapping[str, int]) -> tuple[list[str], int]:
    """Numbers that are shorter than the width to which the others are filled up with zeros, and that width.

    Parameters
    ----------
    rows : mapping of str to int
        Ids of digits alone, and their rows.

    Examples
    --------
    >>> shorter({"00017": 5, "00123": 4, "20001": 3, "4711": 1})
    (['4711'], 5)
    """
    padded = {len(text) for text in rows if text.startswith("0") and len(text) > 1}
    if len(padded) != 1:
        return [], 0
    width = padded.pop()
    found = sorted(text for text in rows if len(text) < width)
    return (found, width) if len(found) * 2 < len(rows) else ([], width)


def _spoiled(column: str, used: Mapping[str, Use]) -> Iterator[Finding]:
    found = sorted(text for text in used if SPOILED.fullmatch(text))
    long = [text for text in used if text.isdigit() and len(text) > EXACT]
    if len(long) > 1 and all(not text[EXACT:].strip("0") for text in long):
        found += sorted(long)
    if found:
        found.sort(key=lambda text: (-abs(used[text].amount_cents), -used[text].rows, text))
        yield _told(
            column, found, used, "spoiled-ids",
            f"{counted(len(found), 'id')} of {column} {'looks' if len(found) == 1 else 'look'} as if a spreadsheet had "
            f"taken {'it' if len(found) == 1 else 'them'} for a number or a date: "
            f"{first([repr(text) for text in found])}",
            "export the column as text, without opening the file in a spreadsheet; several ids may have become one",
        )  # fmt: skip


def _told(column: str, texts: list[str], used: Mapping[str, Use], check: str, text: str, hint: str) -> Finding:
    rows, amount = sum(used[one].rows for one in texts), sum(used[one].amount_cents for one in texts)
    worth = f", {money(amount)}" if amount else ""
    return Finding(
        check=check, weight="must", table=used[texts[0]].table, column=column, rows=rows, amount_cents=amount,
        text=f"{text} ({counted(rows, 'row')}{worth})", hint=hint,
    )  # fmt: skip
