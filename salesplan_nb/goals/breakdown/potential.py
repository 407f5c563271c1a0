"""What each region could give in a year: what it buys now, and what its accounts that do not buy yet would."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from salesplan_nb.goals.breakdown.known import Amounts, unavailable

HINT = "write region: trailing_12, prior_year or even"


def potential(regions: Sequence[str], recent: Amounts, accounts: pd.DataFrame) -> Amounts:
    """Expected demand of a year [cents] by region.

    Parameters
    ----------
    regions : sequence of str
        Their names.
    recent : array
        What each bought in the last twelve months [cents].
    accounts : DataFrame
        The accounts that the table customers lists: customer_id, region, segment, amount_cents of the last twelve
        months; an account without an amount is not served.

    Raises
    ------
    PlanError
        `basis-unavailable` where accounts have no region, or all of them are served.

    Notes
    -----
    Potential = what it buys now + sum over its accounts that are not served of their segment's rate. A segment's rate
    is what it bought in the last twelve months over all accounts listed in it, served or not: what one account more of
    that segment brings on average, if it is won as often as those before it. An account that is not on the list has no
    potential here, and the market's size does not enter: it is not known by region.

    Examples
    --------
    >>> accounts = pd.DataFrame(
    ...     [("a", "N", "x", 90), ("b", "N", "x", 0), ("c", "S", "x", 0)],
    ...     columns=["customer_id", "region", "segment", "amount_cents"],
    ... )
    >>> potential(["N", "S"], np.array([90.0, 0.0]), accounts).tolist()  # the rate is 90 / 3 = 30
    [120.0, 30.0]
    """
    there = accounts[accounts["region"].isin(regions)] if len(accounts) else accounts
    if there.empty:
        raise unavailable("region: potential", "no customer of the table customers is in one of these regions", HINT)
    free = there["amount_cents"] <= 0
    if not free.any():
        why = "every customer of the table customers buys already, so what could be sold is what is sold"
        raise unavailable("region: potential", why, HINT)
    bought = accounts.assign(amount_cents=accounts["amount_cents"].clip(lower=0)).groupby("segment")["amount_cents"]
    rates = bought.sum() / bought.size()
    more = there[free]["segment"].map(rates).groupby(there[free]["region"]).sum()
    return np.asarray(recent + np.array([float(more.get(region, 0.0)) for region in regions]))
