"""What a header says of rates: of which currency each is, in which it is counted, and which way round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from salesplan_nb.currency_codes import known

EACH = (
    "units", "unit", "einheiten", "einheit", "unites", "unite", "unidad", "foreign", "currency", "fx", "waehrung",
    "devises", "devise", "divisa", "each",
)  # fmt: skip
"""Words that stand for whichever currency a row is of."""
ONE = rf"(?:1 |one )?(?P<{{}}>[A-Za-z]{{{{3}}}}|{'|'.join(EACH)})"
FORMS: tuple[tuple[re.Pattern[str], bool], ...] = tuple(
    (re.compile(text, re.IGNORECASE), worded)
    for text, worded in (
        (rf"\b(?:{ONE.format('quote')} )?(?:per|je|pro|par|por) {ONE.format('base')}\b", True),
        (r"\b1 ?(?P<base>[A-Za-z]{3}) ?= ?(?:\? ?|[\d.,x]+ ?)?(?P<quote>[A-Za-z]{3})?", True),
        (r"\b(?P<base>[A-Za-z]{3}) ?1 ?= ?(?P<quote>[A-Za-z]{3})?", True),
        (r"\b(?:(?P<base>[A-Za-z]{3}) )?(?:to|nach|vers) (?P<quote>[A-Za-z]{3})\b", True),
        (r"\b(?P<base>[A-Za-z]{3}) in (?P<quote>[A-Za-z]{3})\b", True),
        (r"\b(?P<base>[A-Z]{3}) ?[/ -] ?(?P<quote>[A-Z]{3})\b", False),
        (r"\b(?P<base>[A-Z]{3})(?P<quote>[A-Z]{3})\b", False),
        (r"\b(?P<quote>[A-Z]{3})\b", False),
    )
)
"""How headers write it, and whether their words say which way round: EUR/USD is read both ways."""


@dataclass(frozen=True)
class Quoted:
    """What a header says of the rates below it."""

    base: str
    """The currency of which one unit is priced; '' where it is that of the row, or none is named."""
    quote: str
    """The currency in which it is priced; so too."""
    kind: Literal["words", "pair", "code"]
    """Words that say which way round, two codes that do not, or one code alone, as the quote."""


def quoted(header: str) -> Quoted | None:
    """What a header says of rates; None where it names no currency.

    Examples
    --------
    >>> quoted("USD per EUR"), quoted("EUR/USD"), quoted("Net per day")
    (Quoted(base='EUR', quote='USD', kind='words'), Quoted(base='EUR', quote='USD', kind='pair'), None)
    >>> quoted("per_eur"), quoted("INR per unit"), quoted("to INR")
    (Quoted(base='EUR', quote='', kind='words'), Quoted(base='', quote='INR', kind='words'), \
Quoted(base='', quote='INR', kind='words'))
    """
    text = " ".join(header.replace("_", " ").split())
    for form, worded in FORMS:
        for match in form.finditer(text):
            found = {side: (match.groupdict().get(side) or "").upper() for side in ("base", "quote")}
            codes = {side: code if code in known() else "" for side, code in found.items()}
            others = [code for side, code in found.items() if code and not codes[side]]
            if not any(codes.values()) or any(code.lower() not in EACH for code in others):
                continue
            pair = codes["base"] and codes["quote"]
            return Quoted(codes["base"], codes["quote"], "words" if worded else "pair" if pair else "code")
    return None
