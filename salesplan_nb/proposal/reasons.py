"""Why a column was taken, for readers: its name, its values, where it is looked up."""

from __future__ import annotations

from salesplan_nb.proposal.columns import Seen
from salesplan_nb.proposal.profiles import Profile


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
    parts = [f"named {names}" if named_well else f"{names} says little, its values fit", holds(one.profile)]
    if one.via is not None:
        parts.append(f"looked up in {one.owner.label}")
    return "; ".join(parts)


def holds(profile: Profile) -> str:
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
    return f"{profile.distinct:,} values in {profile.filled:,} of {profile.rows:,} rows"


def _odd(profile: Profile) -> str:
    return f", but for {', '.join(map(repr, profile.odd[:3]))}" if profile.odd else ""
