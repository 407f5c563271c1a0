"""The columns that one input sees, its own and those it looks up: what speaks for each, as a figure and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesplan_nb.errors import counted
from salesplan_nb.proposal.fitting import fit
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.keys import Link
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.words import named


@dataclass(frozen=True)
class Seen:
    """A column as an input sees it."""

    owner: Input
    """Whose column it is."""
    profile: Profile
    via: Link | None = None
    """The key by which it is looked up; None for the input's own."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Its names in the files."""
        return self.owner.spellings[self.profile.place]


def seen(owner: Input, links: Sequence[Link]) -> list[Seen]:
    """All columns that an input has itself or looks up, its own first; each of a file once, by its surest key."""
    looked_up: dict[str, Link] = {}
    for link in links:
        if link.here is owner and link.there is not owner:
            looked_up.setdefault(link.there.label, link)
    own = [Seen(owner, one) for one in owner.profiles]
    return own + [column for link in looked_up.values() for column in there(link)]


def there(link: Link) -> list[Seen]:
    """The columns that a key leads to, the key apart."""
    return [Seen(link.there, one, link) for one in link.there.profiles if one is not link.key]


def header_score(table: str, column: str, one: Seen) -> float:
    """Confidence of a column of the contract by a column's names and values, 0 to 1."""
    return best_name(table, column, one) * fit(table, column, one.profile)


def best_name(table: str, column: str, one: Seen) -> float:
    """How well the best of its names, also without what all of the file begin with, says which column it is, 0 to 1."""
    prefix = one.owner.prefix
    names = {*one.spellings, *(bare for name in one.spellings if (bare := name.removeprefix(prefix)))}
    return max(named(table, column, name) for name in names)


def reasons(one: Seen, *, named_well: bool = True) -> str:
    """Why a column was taken.

    Parameters
    ----------
    one : Seen
        The column.
    named_well : bool
        Whether its name speaks for it.
    """
    names = " or ".join(repr(name) for name in one.spellings)
    parts = [f"named {names}" if named_well else f"{names} says little, its values fit", _content(one.profile)]
    if one.via is not None:
        parts.append(f"looked up in {one.owner.label}")
    return "; ".join(parts)


def _content(profile: Profile) -> str:
    """What a column holds."""
    share = f"all {profile.rows:,}" if profile.filled == profile.rows else f"{profile.filled:,} of {profile.rows:,}"
    if profile.kind in ("day", "month") and profile.days is not None:
        what = "months" if profile.days.monthly else "days"
        forms = " and ".join(profile.days.forms) or "words"
        how = "typed by the file" if profile.native else f"as {forms}"
        return f"{share} values are {what}, {how}{_odd(profile)}"
    if profile.kind == "number" and profile.figures is not None and not profile.coded:
        return f"{share} values are numbers, {profile.figures.low:,} to {profile.figures.high:,}{_odd(profile)}"
    if profile.unique:
        return f"{share} values differ"
    return f"{counted(profile.distinct, 'value')} in {profile.filled:,} of {profile.rows:,} rows"


def _odd(profile: Profile) -> str:
    return f", but for {', '.join(map(repr, profile.odd[:3]))}" if profile.odd else ""
