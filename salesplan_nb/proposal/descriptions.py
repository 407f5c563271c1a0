"""What files say of their figures in words: a list of columns with their meanings, a unit in a title or a header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from salesplan_nb.contract import TABLES
from salesplan_nb.currency_codes import known, tender
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.values import CURRENCY_WORDS, SIGNS
from salesplan_nb.proposal.words import plain, words

CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
"""How a text writes a currency's code."""
NO_CODES = frozenset({"ALL", "CUP", "MAD", "PEN", "TOP", "TRY"})
"""Codes that are words too."""
DESCRIBED = 0.6
"""Share of a column's values that must be names of columns elsewhere for it to be a list of columns."""
FEWEST = 3
GOODS = r"(?! ?(\d|pcs|pieces|units|stk|stuck|kg|litres|items))"
"""What does not follow a unit of money: `x 1000 pcs` is a pack."""
UNITS = (
    (re.compile(rf"\b(x ?(eur|usd|gbp)? ?1 ?000 ?000|in 1 ?000 ?000 (eur|usd|gbp))\b{GOODS}"), Decimal(1_000_000)),
    (re.compile(rf"\b(x ?(eur|usd|gbp)? ?1 ?000|in 1 ?000 (eur|usd|gbp))\b{GOODS}"), Decimal(1_000)),
    (re.compile(r"\b(in )?(millions?|mio|mn|millionen|millones|mill)\b|\bm ?(eur|usd|gbp)\b"), Decimal(1_000_000)),
    (re.compile(r"\b(eur|usd|gbp) ?m{1,2}\b"), Decimal(1_000_000)),
    (re.compile(r"\b(in|en|em) (thousands?|tausend|milliers|miles|milhares)\b|\bmiles de euros?\b"), Decimal(1_000)),
    (re.compile(r"(?<!per )\b(thousands?|tsd|[tk] ?(eur|usd|gbp))\b"), Decimal(1_000)),
    (re.compile(r"\b(eur|usd|gbp) ?(k|000)\b"), Decimal(1_000)),
    (re.compile(r"(?<!\d )\b000( ?(s|eur|usd|gbp))?\b(?! \d)"), Decimal(1_000)),
    (re.compile(r"(?<!per )\b(cents?|pence|centimes|centimos)\b"), Decimal("0.01")),
)
"""Words of a unit, in plain letters, and the factor that they stand for."""
SIGN = re.compile(r"[€£¥₹₺₩]|zł|(?<![A-Za-z])(?:US|R)?\$|(?<=\b[kKmMT])\$")
"""A sign of currency in a text; A$, HK$ and the like are none of those that are known."""


def factor(text: str) -> Decimal:
    """What a figure is multiplied by, as a text near it says; 1 where it says nothing.

    Examples
    --------
    >>> [int(factor(text)) for text in ("Annual revenue (in millions of USD)", "Umsatz in T€", "Revenue per mille")]
    [1000000, 1000, 1]
    >>> factor("amount_cents"), factor("Discount in per cent")
    (Decimal('0.01'), Decimal('1'))
    >>> [int(factor(text)) for text in ("Revenue (€k)", "Sales, £'000", "$m", "more than 1,000 EUR")]
    [1000, 1000, 1000000, 1]
    >>> [int(factor(text)) for text in ("Net (EUR x 1,000)", "in 1.000 €", "× £1,000,000", "pack x 1000 pcs")]
    [1000, 1000, 1000000, 1]
    >>> [int(factor(text)) for text in ("Net sales (thousand EUR)", "Price per thousand", "Net Sales (000)")]
    [1000, 1, 1000]
    """
    spelt = text.replace("×", " x ").replace("€", " EUR ").replace("£", " GBP ").replace("$", " USD ")
    said = " ".join(words(spelt))
    return next((times for pattern, times in UNITS if pattern.search(said)), Decimal(1))


def currency_code(text: str) -> str:
    """The code that a cell stands for, '' where it is none: EUR for eur, Euro and €."""
    code = SIGNS.get(text) or CURRENCY_WORDS.get(plain(text)) or text.upper()
    return code if code in known() else ""


def currency_word(text: str) -> str:
    """The currency that a text names, '' for none.

    Examples
    --------
    >>> currency_word("in EUR, netto"), currency_word("Europe"), currency_word("Amount SEK"), currency_word("NET SEK")
    ('EUR', '', 'SEK', '')
    """
    named = next((code for word in words(text) if (code := CURRENCY_WORDS.get(word))), "")
    # Where all letters are capitals, those of a code are nothing apart.
    codes = [] if text.isupper() else [code for code in CODE.findall(text) if code in tender() - NO_CODES]
    return named or (codes[0] if len(codes) == 1 else "")


def currency_sign(text: str) -> str:
    """The one sign of a currency that a text has, '' for none or several.

    Examples
    --------
    >>> [currency_sign(text) for text in ("£ thousands", "Revenue (€k)", "in US$", "A$ thousands", "£ and €")]
    ['£', '€', 'US$', '', '']
    """
    signs = set(SIGN.findall(text))
    return signs.pop() if len(signs) == 1 else ""


def dictionary(inputs: Sequence[Input]) -> tuple[dict[str, str], frozenset[str]]:
    """Meanings of columns by their names, and the labels of the inputs that list them."""
    meanings: dict[str, str] = {}
    labels = set()
    for one in inputs:
        names = {profile.name for other in inputs if other is not one for profile in other.profiles}
        texts = [profile for profile in one.profiles if profile.kind == "text"]
        listing = next((text for text in texts if _lists(text.known, names)), None)
        others = [text for text in texts if text is not listing]
        if listing is None or not others:
            continue
        labels.add(one.label)
        longest = max(others, key=lambda text: sum(map(len, text.known)) / max(1, text.distinct))
        rows = zip(one.table.column(listing.name).to_pylist(), one.table.column(longest.name).to_pylist(), strict=True)
        for name, meaning in rows:
            meanings.setdefault(name.strip(), meaning.strip())
    return meanings, frozenset(labels)


def _lists(values: frozenset[str], names: set[str]) -> bool:
    return len(values & names) >= max(FEWEST, DESCRIBED * len(values))


def add_scales(drafts: Mapping[str, Draft], meanings: Mapping[str, str]) -> None:
    """Multiply money that a list of columns, a header or a title gives in cents, thousands or millions."""
    for draft in drafts.values():
        titles = dict.fromkeys(text for sheet in draft.owner.sheets for text in sheet.above)
        for column, match in draft.matches.items():
            if TABLES[draft.table].written[column].kind != "cents":
                continue
            names = [one.name for one in draft.sources(match)]
            told = [
                (f"the list of columns says {meanings[name]!r}", meanings[name]) for name in names if name in meanings
            ]
            told += [(f"the name {name!r} says so", name) for name in names]
            if match.seen is not None:  # a title that speaks of sales in thousands does not speak of prices
                told += [(f"the title says {text!r}", text) for text in titles]
            if scale := next(((times, why) for why, text in told if (times := factor(text)) != 1), None):
                draft.scale[column] = scale
