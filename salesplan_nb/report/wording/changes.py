"""Sentences about what changed since the approved plan: chance, goal, landing, and the steps that lead to it."""

from __future__ import annotations

from salesplan_nb.report.approval import Figures
from salesplan_nb.report.names import clean, fitted
from salesplan_nb.report.numbers import Scale, chance_percent, day
from salesplan_nb.report.wording.calibration import beside

ROOM = 270.0
"""Width that a phone leaves to a name beside an amount [px at 16 px], measured in the widest font that we expect."""
OTHER = "Other"


def when(on: str, year: str) -> str:
    """The day of the approval: '14 Oct'; with its year where that is not the year of the data.

    Examples
    --------
    >>> when("2026-10-14", "2026"), when("2026-10-14", "2027")
    ('14 Oct', '14 Oct 2026')
    """
    text = day(on)
    return text.removesuffix(f" {on[:4]}") if on[:4] == year else text


def not_comparable(then: Figures, now: Figures, since: str) -> str:
    """Why two plans cannot be compared, in one line; '' where they can.

    Examples
    --------
    >>> not_comparable(Figures("USD", "g", "2027-01", "2027-12"), Figures("EUR", "g", "2027-01", "2027-12"), "14 Oct")
    'The plan of 14 Oct cannot be compared: it was in USD'
    """
    if then.currency != now.currency:
        why = f"it was in {clean(then.currency)}"
    elif not then.goal_id:
        why = "it had no goal in money"
    elif then.goal_id != now.goal_id:
        why = fitted(f"its main goal was {then.goal_id}", 2 * ROOM, 16)
    elif (then.first, then.last) != (now.first, now.last):
        why = f"its goal was for {then.first} to {then.last}"
    else:
        return ""
    return f"The plan of {since} cannot be compared: {why}"


def nothing_changed(since: str) -> str:
    """The heading where every figure is what it was."""
    return f"Since {since} no figure has changed"


def heading(then: float | None, now: float | None, since: str, *, calibrated: bool) -> str:
    """What became of the chance; a change that is too small to be printed is none. `calibrated`: whether it is now.

    Examples
    --------
    >>> heading(0.40, 0.28, "14 Oct", calibrated=True), heading(0.281, 0.279, "14 Oct", calibrated=True)
    ('Since 14 Oct the chance fell from 40% to 28%', 'Since 14 Oct the chance stays at 28%')
    """
    if then is None and now is None:
        return f"Since {since}: the chance could not be told then, nor now"
    if then is None or now is None:
        if now is None:
            return f"Since {since}: the chance, {_chance(then)} then, cannot be told now"
        return f"Since {since}: the chance, not told then, is {_chance(now)}{beside(calibrated, now)}"
    before, after = _chance(then), _chance(now)
    if before == after:
        return f"Since {since} the chance stays at {after}{beside(calibrated, now)}"
    moved = "rose" if now > then else "fell"
    return f"Since {since} the chance {moved} from {before} to {after}{beside(calibrated, now)}"


def _chance(p: float | None) -> str:
    return chance_percent(p if p is not None else float("nan"))


def goal_change(then: int, now: int, scale: Scale) -> str:
    """'The goal rose from 28.8M to 30.0M.'; '' where it is the same.

    Examples
    --------
    >>> goal_change(2_880_000_000, 2_880_000_100, Scale(10**6, "M"))
    'The goal rose by less than 0.1M.'
    """
    if then == now:
        return ""
    moved = "rose" if now > then else "fell"
    before, after = scale.money(then), scale.money(now)
    if before == after:
        return f"The goal {moved} by less than {scale.money(scale.step)}."
    return f"The goal {moved} from {before} to {after}."


def landing_untold(then: int | None, now: int | None, scale: Scale) -> str:
    """What is said of the landing where one of the two cannot be told; '' where both can, or neither."""
    if then is None and now is not None:
        return f"With this plan: {scale.money(now)}, not told then."
    if now is None and then is not None:
        return f"With this plan: {scale.money(then)} then, not told now."
    return ""


def landing_was(then: int, scale: Scale) -> str:
    """The line of the sum: what the landing was."""
    return f"With this plan, from {scale.money(then)}"


def step_change(key: str, label: str, cents: int, *, then: bool, now: bool) -> str:
    """The line of a step whose amount changed.

    Parameters
    ----------
    key, label : str
        Of the step.
    cents : int
        What it adds more than then; negative: less.
    then, now : bool
        Whether the plan had it then, and has it now.
    """
    if key == "people" and cents > 0:
        return "People run less short"
    if not key.startswith("tactic:") or then == now:
        return fitted(label, ROOM, 16)
    mark = " (new)" if now else " (dropped)"
    return fitted(label, ROOM - 80, 16) + mark


def in_a_line(heading_: str, note: str, lines: list[str]) -> str:
    """The block as one text, for a workbook and for `repr`."""
    told = f"{heading_}. {note}".strip()
    return f"{told} {'; '.join(lines)}." if lines else told
