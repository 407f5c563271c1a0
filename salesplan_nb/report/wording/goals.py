"""Sentences of part 2 beside the landing: SMART, what earned the forecast, the breakdown, the price of ambition."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from salesplan_nb.goals.calibration import ENOUGH, agrees
from salesplan_nb.goals.smart import UNLIKELY
from salesplan_nb.report.names import CLAIM, begun, claim, clean, listed
from salesplan_nb.report.numbers import (
    Scale,
    agree,
    beginning,
    chance,
    count,
    number,
    odds,
    part,
    percent,
    points,
)
from salesplan_nb.report.wording.calibration import beside, too_wide
from salesplan_nb.report.wording.landing import Numbers


def smart_claim(goals: int, failing: Sequence[tuple[str, str]], untold: Sequence[str]) -> str:
    """'One of 3 goals is SMART; Bookings 2027 fails A; 1 cannot be told'; of more than two, how many fail which letter.

    Parameters
    ----------
    goals : int
        How many there are.
    failing : sequence of (name, letters)
        Those that fail, with the letters that do: 'SA'.
    untold : sequence of str
        Names of those that fail no letter, and of which A cannot be told.
    """
    smart = goals - len(failing) - len(untold)
    if not failing:
        return _none_fails(goals, smart, untold)
    head = (
        "The goal is not SMART"
        if goals == 1
        else f"{beginning(smart)} of {count(goals, 'goal')} {'is' if smart < 2 else 'are'} SMART"
    )
    open_ = f"; {number(len(untold))} cannot be told" if untold else ""
    if len(failing) <= TOLD and len(named := _named(head, failing, open_)) <= CLAIM:
        return named
    often = Counter(letter for _, each in failing for letter in each).most_common(2)
    told = ", ".join(f"{letter} {'fails ' if i == 0 else ''}in {number(n)}" for i, (letter, n) in enumerate(often))
    return f"{head}; {told}{open_}"


def _named(head: str, failing: Sequence[tuple[str, str]], open_: str) -> str:
    """The claim with the names of one or two goals that fail."""
    if len(failing) == 1:
        return claim(f"{head}; {{}} fails {_letters(failing[0][1])}{open_}", failing[0][0])
    (one, its), (other, theirs) = failing
    if its == theirs:
        return claim(f"{head}; {{}} and {{}} fail {_letters(its)}{open_}", one, other)
    return claim(f"{head}; {{}} fails {_letters(its)}, {{}} {_letters(theirs)}{open_}", one, other)


def _none_fails(goals: int, smart: int, untold: Sequence[str]) -> str:
    if not untold:
        return f"{'The goal is' if goals == 1 else f'All {number(goals)} goals are'} SMART"
    if goals == 1:
        return "Whether the goal is SMART cannot be told: A is open"
    head = f"{beginning(smart)} of {count(goals, 'goal')} {'is' if smart < 2 else 'are'} SMART"
    if len(untold) == 1:
        return claim(f"{head}; of {{}} A cannot be told", untold[0])
    return f"{head}; of {number(len(untold))} A cannot be told"


def _letters(letters: str) -> str:
    return letters if len(letters) < 2 else f"{', '.join(letters[:-1])} and {letters[-1]}"


TOLD = 2
"""Letters that do not pass that the reading tells; the notes have all."""


def smart_reading(failures: Sequence[tuple[str, str, str, str]]) -> str:
    """What to write so that the goals that do not pass do: the first two letters, and how many more there are.

    Parameters
    ----------
    failures : sequence of (name, letter, reason, write instead)
        Of every letter that fails or cannot be told.
    """
    if not failures:
        return (
            "Every letter passes by rule, each for the reason given; A asks for no more than the house floor, "
            f"a chance of {percent(UNLIKELY)}."
        )
    told = [f"{clean(name)}, {letter}: {clean(write or reason)}" for name, letter, reason, write in failures[:TOLD]]
    more = len(failures) - TOLD
    rest = (
        f" {count(more, 'more letter')} {agree(more, 'does', 'do')} not pass; the notes say what to write."
        if more > 0
        else ""
    )
    return f"To mend it: {'; '.join(told)}.{rest}"


def smart_mend(reason: str, write: str) -> str:
    """Why a letter does not pass, and what to write: 'Nobody owns it. Write owner: cro.'"""
    why = f"{begun(clean(reason))}."
    return f"{why} Write {clean(write)}." if write else why


def smart_verdict(verdict: str, reason: str) -> str:
    """'Cannot tell: ...'."""
    return f"{begun(verdict)}: {clean(reason)}."


def rate_change(difference: float) -> str:
    """A difference of two rates: '+11 points'."""
    told = points(difference)
    return told if not math.isfinite(difference) else f"{told} {'point' if told[1:] == '1' else 'points'}"


def sentences_claim(goals: int, same: int) -> str:
    """'All 3 goals read back from their sentences as they are'."""
    if goals == same:
        one = "The goal reads back from its sentence as it is"
        return one if goals == 1 else f"All {number(goals)} goals read back from their sentences as they are"
    missed = goals - same
    return f"{beginning(missed)} of {count(goals, 'goal')} {agree(missed, 'does', 'do')} not read back from a sentence"


def no_conflicts(goals: int) -> str:
    """What is said where no two goals contradict each other."""
    return "There is one goal, so nothing can contradict it." if goals == 1 else "No two of them contradict each other."


def conflicts_claim(conflicts: int, must: int) -> str:
    """'Two goals do not fit: 1 must be set right'."""
    pairs = count(conflicts, "pair of goals", "pairs of goals")
    head = f"{pairs} {agree(conflicts, 'does', 'do')} not fit"
    return f"{head}; {number(must)} must be set right" if must else f"{head}, which may be meant"


def conflicts_reading(words: Sequence[str]) -> str:
    """The first two conflicts in words, and how many more there are."""
    more = len(words) - TOLD
    rest = f" And {number(more)} more." if more > 0 else ""
    return " ".join(f"{begun(clean(text))}." for text in words[:TOLD]) + rest


def backtest_claim(method: str, skill: float, hits: int, trials: int) -> str:
    """'Smoothing beats the seasonal naive by 19%; ranges held 19 of 24 times'."""
    held = f"ranges held {number(hits)} of {count(trials, 'time')}" if trials else "it could not be tested"
    if method == "seasonal naive" or not math.isfinite(skill) or number(abs(skill) * 100) == "0":
        return claim(f"The {{}} forecast is used; {held}", method)
    told = "beats the seasonal naive by" if skill > 0 else "is behind the seasonal naive by"
    return claim(f"{{}} {told} {percent(abs(skill))}; {held}", method[:1].upper() + method[1:])


OVERLAP = 3
"""Tested quarters that share months with each other: so many begin in one quarter."""
RARE = 0.05
"""Probability by chance below which quarters lay to one side."""


def backtest_reading(calibrated: bool, hits: int, trials: int, quarters: tuple[int, int], shows: str) -> str:
    """Whether ranges may be believed, on which side quarters lay where that is no chance, and what the history shows.

    `quarters` are the tested quarters that came in above the middle of their range, and all of them: they overlap, so
    a third of them count. `shows` is a sentence of `history`, or ''.
    """
    told = [_held(calibrated, hits, trials)]
    above, tested = quarters
    most = max(above, tested - above)
    if agrees(most // OVERLAP, tested // OVERLAP, 0.5) < RARE and most > tested / 2:
        side, lay = ("above", "low") if most == above else ("below", "high")
        told.append(f"Of {number(tested)} tested quarters {number(most)} came in {side} the middle: it has been {lay}.")
    return " ".join([*told, *([shows] if shows else [])])


def _held(calibrated: bool, hits: int, trials: int) -> str:
    if not trials:
        return "No past forecast could be tested, so the ranges are not calibrated."
    if trials < ENOUGH and not calibrated:
        return f"{count(trials, 'past test')} {agree(trials, 'is', 'are')} too few to tell whether ranges hold 8 in 10."
    expected = f"8 in 10 would be {number(0.8 * trials)} of {number(trials)}"
    if calibrated:
        return f"{expected}; {number(hits)} is in line with that."
    if too_wide(hits, trials):
        return f"{expected}; {number(hits)} is more: the ranges were too wide, so the chance is not calibrated."
    return f"{expected}; {number(hits)} is not, so the chance is not calibrated."


def breakdown_claim(member: str, share: float, piece: str, piece_share: float, *, region: bool) -> str:
    """'DACH carries 42% of the goal; Q4 brings 30%'; a family carries nothing; without a member, the part alone."""
    if not member:
        return f"{piece} brings {part(piece_share)} of the goal"
    if not region:
        return claim(f"{begun(part(share))} of the goal falls to {{}}; {piece} brings {part(piece_share)}", member)
    return claim(f"{{}} carries {part(share)} of the goal; {piece} brings {part(piece_share)}", member)


def ambition_claim(n: Numbers, p: float) -> str:
    """'At 28.8M the market alone gives a chance of about 3 in 10'."""
    if not math.isfinite(p):
        return f"What chance the market alone gives {n.money(n.goal)} cannot be told"
    if n.reached:
        return f"The goal of {n.money(n.goal)} is reached already"
    return f"At {n.money(n.goal)} the market alone gives {chance(p)}{n.mark(p)}"


def ambition_reading(levels: list[tuple[float, float]], scale: Scale, *, calibrated: bool) -> str:
    """Which goals would have 5, 8 and 9 in 10."""
    told = [f"{scale.money(target)} would be {odds(p)}" for p, target in levels]
    return (
        f"{listed(told)}{beside(calibrated, *(p for p, _ in levels))}." if told else "No level of ambition was tried."
    )
