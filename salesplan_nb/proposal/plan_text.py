"""plan.yml of a proposal: company, currency, year and one goal, and what of it had to be assumed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from salesplan_nb.proposal.currencies import Currency
from salesplan_nb.proposal.scalars import comment, scalar
from salesplan_nb.proposal.spans import YEAR, Span

HEAD = """\
# What you decide. `salesplan init --from` wrote the little that a plan cannot do without; `salesplan check` says what
# to add next. The goal asks for no change, since nobody has named one yet."""


def company(folder_name: str) -> str:
    """A company's name out of a folder's.

    Examples
    --------
    >>> company("acme-plan_2027"), company("my-plan")
    ('Acme plan 2027', 'My plan')
    """
    words = re.sub(r"[^\w.&]+|_+", " ", folder_name).strip()
    return (words[:1].upper() + words[1:])[:100] or "My company"


def plan_assumptions(name: str, money: Currency, months: Span, metric: str) -> list[str]:
    """What plan.yml holds that no file says."""
    whole = len(months.period) == YEAR
    year = months.period.name if whole else f"twelve months from {months.year}"
    return [
        f"company: {name}, after the folder",
        *([] if money.sure else [f"currency: {money.code}, {money.why}"]),
        f"year: {year}, what follows {months.last}, the last complete month",
        f"goals: {metric} as {months.than}; nobody has named a goal yet",
    ]


def plan_text(name: str, money: Currency, months: Span, metric: str, assumed: Sequence[str]) -> str:
    """The text of plan.yml."""
    # Where the year starts elsewhere than in January, '2027-Q2' could mean two things.
    january = months.year.endswith("-01")
    period = months.period.label if january else f"{months.period.first}..{months.period.last}"
    lines = [
        HEAD,
        f"company: {scalar(name)}",
        f"currency: {money.code}    # {comment(money.why)}",
        f"year: {{starts: {months.year}, months: {YEAR}}}",
        "assumed:    # confirm each line or correct it, then take it out",
        *(f"  - {scalar(comment(text))}" for text in assumed),
        "goals:",
        f"  - id: {metric}-{months.period.first}",
        f"    metric: {metric}",
        f"    baseline: {months.baseline}    # {comment(months.than)}",
        "    change: +0%    # write your own, such as +10%",
        f"    period: {period}",
    ]
    return "\n".join(lines) + "\n"
