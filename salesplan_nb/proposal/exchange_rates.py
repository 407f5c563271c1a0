"""A table of rates among the files: days, codes of currencies, and what one unit of each is worth."""

from __future__ import annotations

from collections.abc import Sequence

from salesplan_nb.currency_codes import known
from salesplan_nb.proposal.columns import Seen
from salesplan_nb.proposal.currencies import Currency
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.matching import Match
from salesplan_nb.proposal.words import words

CONFIDENCE = 0.8
"""Of a table that is told by its form: nothing in it says which way round it is."""
NAMES = frozenset({"rate", "rates", "kurs", "kurse", "cours", "taux", "tasa", "cambio", "wechselkurs"})


def exchange_rates(orders: Draft, found: Sequence[Input]) -> tuple[Draft, Currency] | None:
    """The table of rates and the currency that they lead to; None where no file, or more than one, can be it.

    Parameters
    ----------
    orders : Draft
        With a column of currencies, else no rate is wanted.
    found : sequence of Input
        All files.
    """
    match = orders.matches.get("currency")
    if match is None or match.seen is None:
        return None
    written = {text for text in match.seen.profile.values.to_pylist() if text in known()}
    tables = [made for one in found if one is not orders.owner and (made := _table(one, written)) is not None]
    return tables[0] if len(tables) == 1 else None


def _table(owner: Input, written: set[str]) -> tuple[Draft, Currency] | None:
    """A file of three columns, for a wider one may be of any kind."""
    days = [one for one in owner.profiles if one.kind == "day"]
    codes = [
        one for one in owner.profiles
        if one.kind == "text" and one.known <= known()
    ]  # fmt: skip
    numbers = [one for one in owner.profiles if one.kind == "number" and one.figures and one.figures.low > 0]
    if len(owner.profiles) != 3 or not (len(days) == len(codes) == len(numbers) == 1):
        return None
    rate, rated = numbers[0], set(codes[0].values.to_pylist())
    named = [word for word in rate.name.split() if word in known()]
    unrated = sorted(written - rated)
    if len(named) == 1:
        into, why = named[0], f"the header {rate.name!r} of the rates says so"
    elif not named and NAMES & set(words(rate.name)) and len(unrated) == 1:
        into, why = unrated[0], "the only currency of the orders that has no rate"
    else:
        return None
    if not rated & written - {into}:
        return None
    columns = {"date": days[0], "currency": codes[0], "rate": rate}
    reason = "a file of days, codes of currencies and numbers above zero"
    matches = {name: Match("rates", name, Seen(owner, one), CONFIDENCE, reason) for name, one in columns.items()}
    draft = Draft("rates", owner, matches)
    draft.assumed.append(
        f"rates: {rate.name!r} is what one unit of each currency is worth in {into}, not the other way round"
    )
    return draft, Currency(into, why, sure=False)
