"""Sentences on a breakdown that is tried: what it is, what it moves, and why one cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesplan_nb.report.names import begun, claim, clean
from salesplan_nb.report.numbers import Scale, printed, signed
from salesplan_nb.report.wording.breakdown import LEVELS, bases_words

PREFIX = "plan.yml, breakdown.locks: "
"""Of errors on locks; what is tried is not in the file."""


def level_label(level: str) -> str:
    """'Regions by': what a list of bases is for."""
    return f"{LEVELS[level]} by"


def basis_label(basis: str, why_not: str) -> str:
    """'trailing 12', or 'potential: not here, every customer buys already'; '' is a level that is not asked for."""
    told = basis.replace("_", " ") or "not shared"
    return f"{told}: not here, {clean(why_not)}" if why_not else told


def tried(bases: Mapping[str, str | None], locks: int, apart: float, total: float) -> str:
    """The bases and locks, and how much of the goal lies elsewhere than in the plan [cents]."""
    told = bases_words(bases, locks)
    if not apart:
        return f"{told} That is what the plan says."
    scale = Scale.of(apart)
    amount = scale.money(apart, 1 if scale.suffix else 2)
    return f"{told} Against the plan, {amount} of {Scale.of(total).money(total)} lies in other cells."


def refused(message: str, context: Sequence[str], hint: str) -> str:
    """Why what is asked cannot be, with the locks that stand against each other, and what is shown instead."""
    named = f": {'; '.join(context)}" if context else ""
    advice = f" {begun(hint)}." if hint else ""
    told = f"{begun(message.removeprefix(PREFIX))}{named}.{advice}"
    return f"{told} Shown is still the last breakdown that holds."


def moved_claim(name: str, change: float, scale: Scale) -> str:
    """'DACH moves most: +0.8M against the plan'."""
    digits = 1 if scale.suffix else 0
    figure = signed(printed(scale.exact(change), digits), digits) + scale.suffix
    return claim(f"{{}} moves most: {figure} against the plan", name)
