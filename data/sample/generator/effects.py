"""The planted effects: their names, what they do, and which of them are off or turned round in this run."""

from collections.abc import Iterable
from dataclasses import dataclass

EFFECTS: dict[str, str] = {
    "segment_growth": "the Food segment grows",
    "segment_decline": "the Chemicals segment shrinks",
    "competitor": "deals that name Corvex are won less often from a month on",
    "saturation": "bookings from search advertising level off as its spend rises",
    "ramp": "a new seller reaches full bookings step by step",
    "kpi_break": "customer satisfaction (CSAT) drops from a month on",
    "trend": "total bookings grow",
    "seasonality": "months have unequal shares of the year",
}


class UnknownEffect(ValueError):
    """An effect was named that does not exist, or one was both switched off and turned round."""


@dataclass(frozen=True)
class Effects:
    """Which effects are off and which are turned round; all others are on."""

    off: frozenset[str]
    turned: frozenset[str]

    def sign(self, name: str) -> int:
        """1 for an effect that is on, 0 for off, -1 for turned round."""
        return 0 if name in self.off else -1 if name in self.turned else 1

    def state(self, name: str) -> str:
        """The sign in a word: on, off or turned."""
        return {1: "on", 0: "off", -1: "turned"}[self.sign(name)]


def chosen_effects(off: Iterable[str] = (), turn: Iterable[str] = ()) -> Effects:
    """The effects of a run.

    Raises
    ------
    UnknownEffect
        Where a name is no planted effect, or is in both lists.
    """
    effects = Effects(frozenset(off), frozenset(turn))
    unknown = sorted((effects.off | effects.turned) - set(EFFECTS))
    if unknown:
        raise UnknownEffect(f"no effect is called {', '.join(map(repr, unknown))}; known: {', '.join(EFFECTS)}")
    both = sorted(effects.off & effects.turned)
    if both:
        raise UnknownEffect(f"{', '.join(both)}: an effect is either off or turned, not both")
    return effects
