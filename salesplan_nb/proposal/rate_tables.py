"""Files of exchange rates as they are laid out: a column of codes, two of them, or a column for each currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from salesplan_nb.currency_codes import known
from salesplan_nb.proposal.inputs import Input, Months, run_of, stacked
from salesplan_nb.proposal.profiles import Profile, profiled
from salesplan_nb.proposal.rate_headers import Quoted, quoted
from salesplan_nb.proposal.words import words

NAMES = frozenset({"rate", "rates", "kurs", "kurse", "cours", "taux", "tasa", "cambio", "wechselkurs"})
"""Words of a header that speak of rates."""
FILES = NAMES | {"fx", "forex", "exchange", "eurofxref", "wechselkurse", "devisen"}
"""Words of a file's name that do."""
BASE = frozenset({"base", "from", "source", "von"})
TO = frozenset({"to", "target", "nach"})
QUOTE = TO | {"quote", "quoted", "counter", "terms"}
"""Words of headers above the currency that is priced, and above the one that it is priced in."""
CODE, RATE = "currency", "quoted"
"""Columns of what stood side by side, once it stands below one another. `rate` is what may be derived from it."""


class Way(NamedTuple):
    """Which way round rates are."""

    turned: bool | None = None
    """Whether words say that they are units of each currency for one of the plan's, or what one unit is worth in it;
    None where they say neither.
    """
    leaning: bool = False
    """What of the two is taken where nothing shows it: as the contract has it, but EUR/USD as markets write it."""


@dataclass(frozen=True)
class RateTable:
    """A file of rates, a row for a day and a currency."""

    owner: Input
    date: Profile
    code: Profile
    rate: Profile
    header: str
    """Of the rates, for readers."""
    codes: dict[str, str]
    """The currency that each text of the column `code` means."""
    into: str = ""
    """The currency that all others are priced in or for; '' where nothing names it."""
    way: Way = field(default_factory=Way)
    named: bool = True
    """Whether a header or the file speaks of rates."""


def rate_table(one: Input, home: str) -> RateTable | None:
    """A file as a table of rates; None where it is laid out in no way that rates are.

    Parameters
    ----------
    one : Input
        The file.
    home : str
        What else says of the plan's currency: it decides where a rate is of two currencies and either may be it.
    """
    columns = [each for each in one.profiles if each.kind != "empty"]
    dates = [each for each in columns if each.kind in ("day", "month")]
    numbers = [each for each in columns if each.kind == "number" and each.figures and each.figures.low > 0]
    codes = [each for each in columns if each.kind == "text" and each.known <= known()]
    if len(dates) != 1 or not numbers or len(columns) != 1 + len(numbers) + len(codes):
        return None
    if not codes:
        return _across(one, dates[0], numbers, home)
    if len(numbers) > 1 or len(codes) > 2:
        return None
    code = next((each for each in codes if each.distinct > 1), codes[0])
    found = RateTable(one, dates[0], code, numbers[0], numbers[0].name, {text: text for text in code.known})
    return _said(found, home) if len(codes) == 1 else _paired(found, codes, home)


def speaks_of_rates(one: Input) -> bool:
    """Whether a file is one of rates by its words, so that its numbers are no amounts of sales."""
    found = rate_table(one, home="")
    return found is not None and found.named


def _said(found: RateTable, home: str) -> RateTable | None:
    """A table with one column of codes, by the header of its rates."""
    says = quoted(found.header)
    spoken = set(words(found.header))
    if says is None:
        return found if NAMES & spoken else None
    if says.kind == "code":  # an amount in EUR of each row's currency is laid out so too
        return replace(found, into=says.quote, named=bool(NAMES & spoken) or spoken == {says.quote.lower()})
    if not (says.base and says.quote):
        return replace(found, into=says.base or says.quote, way=Way(bool(says.base)))
    into = _into([says], home, {*found.codes.values()})
    return replace(found, into=into, way=_way([says], into) or Way())


def _paired(found: RateTable, codes: Sequence[Profile], home: str) -> RateTable | None:
    """A table with two columns of codes, of which one always says the same; their headers say which is priced."""
    constant = [each for each in codes if each.distinct == 1]
    if not constant:
        return None
    # A file that leads from one currency alone to another leads to the plan's; a pair may be quoted from either.
    to = [each for each in constant if TO & set(words(each.name))]
    fixed = next((each for each in (*to, *constant) if each in to or each.known == {home}), constant[0])
    code = next(each for each in codes if each is not fixed)
    ours, theirs = set(words(fixed.name)), set(words(code.name))
    turned = True if ours & BASE and theirs & QUOTE else False if ours & QUOTE and theirs & BASE else None
    codes_of = {text: text for text in code.known}
    header = f"{found.header} with {fixed.name} {next(iter(fixed.known))}"
    return replace(found, code=code, codes=codes_of, header=header, into=next(iter(fixed.known)), way=Way(turned))


def _across(one: Input, date: Profile, numbers: Sequence[Profile], home: str) -> RateTable | None:
    """A table with a column for each currency, whose headers are codes or pairs of them."""
    says = {each.name: told for each in numbers if (told := quoted(each.name)) is not None}
    if len(says) < len(numbers):
        return None
    codes = {name: told.quote for name, told in says.items()}
    into = ""
    way: Way | None = Way()
    paired = any(told.kind != "code" for told in says.values())
    if paired:
        into = _into(list(says.values()), home, set())
        codes = {name: told.base if told.quote == into else told.quote for name, told in says.items()}
        way = _way(list(says.values()), into)
    if way is None or not all(codes.values()) or len({*codes.values()}) < len(codes):
        return None
    table = stacked(one, [date.name], list(says), CODE, RATE)
    sheet = one.sheets[0]
    profiles = tuple(profiled(replace(sheet, table=table, native=sheet.native & {date.name})))
    across = Months(run_of(one, list(says)), tuple(says), CODE, RATE, what="currencies")
    long = Input(one.sheets, profiles, tuple((each.name,) for each in profiles), table, across)
    speaks = paired or bool(FILES & set(words(sheet.path.stem)))
    header = next(iter(says)) if len(says) == 1 else f"{next(iter(says))} ... {next(reversed(says))}"
    when, code, rate = (long.profile(name) for name in (date.name, CODE, RATE))
    return RateTable(long, when, code, rate, header, codes, into, way, speaks)


def _into(says: Sequence[Quoted], home: str, rated: set[str]) -> str:
    """The currency that all pairs share; of two that which is not among those that are rated, or the plan's."""
    shared = sorted(set.intersection(*({told.base, told.quote} for told in says)) - {""})
    free = [code for code in shared if code not in rated] or shared
    return home if home in free else next((told.base for told in says if told.base in free), free[0] if free else "")


def _way(says: Sequence[Quoted], into: str) -> Way | None:
    """How all pairs stand to the currency that they share; None where they do not stand alike."""
    bases = {told.base == into for told in says}
    turned = bases == {True}
    worded = all(told.kind == "words" for told in says)
    return Way(turned if worded else None, turned) if len(bases) == 1 else None
