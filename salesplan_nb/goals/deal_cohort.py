"""The deals that are learnt from: old enough to have ended, young enough to be like those to come."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.goals.incidence import LOST, OPEN, WON, incidence

MATURE = 0.9
"""A deal is old enough to learn from once it is as old as it takes nine in ten of those that end to end."""
WINDOW = 730
"""Days of creation that are learnt from: two years, so that what was true long ago does not count."""
ENOUGH_CLOSED, ENOUGH_WON = 30, 10
"""Closed and won deals below which nothing is said."""
DATED = 0.9
"""Share of closed deals that must say when they closed."""
STATES = {"open": OPEN, "won": WON, "lost": LOST}


def mature(lives: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The deals that are old enough to learn from, with `state` and whole `days`; and '' or why there are too few.

    Notes
    -----
    Chosen by their day of creation alone, so that how a deal ended does not decide whether it counts.
    """
    closed = lives["outcome"] != "open"
    dated = int(lives.loc[closed & lives["days"].notna(), "deals"].sum())
    if dated < DATED * int(lives.loc[closed, "deals"].sum()):
        return lives.iloc[:0], "too many closed deals do not say when they closed"
    usable = lives[~closed | lives["days"].notna()]
    state = usable["outcome"].map(STATES).to_numpy(dtype="int64")
    days = usable["days"].where(usable["outcome"] != "open", usable["age"]).to_numpy(dtype="int64")
    usable = usable.assign(state=state, days=days)
    if usable.empty:
        return usable, "no deal is known"
    recent = usable[usable["age"] <= 2 * WINDOW]
    age = incidence(
        recent["days"].to_numpy(), recent["state"].to_numpy(), recent["deals"].to_numpy(dtype="float64")
    ).settled(MATURE)
    cohort = usable[usable["age"].between(age, age + WINDOW)]
    won, lost = (int(cohort.loc[cohort["state"] == state, "deals"].sum()) for state in (WON, LOST))
    if won + lost < ENOUGH_CLOSED or won < ENOUGH_WON:
        return cohort, (
            f"{won + lost} deals that are old enough are closed, {won} of them won; {ENOUGH_CLOSED} and {ENOUGH_WON} "
            "are needed"
        )
    if cohort.loc[cohort["state"] == WON, "amount_cents"].isna().all():
        return cohort, "no won deal has an amount"
    return cohort, ""
