"""Money in several currencies: what a table of rates is told by, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.intake import read
from salesplan_nb.proposal import init_from
from salesplan_nb.workspace import load

MONTHS = [f"2025-{month:02}" for month in range(1, 13)]
CODES = ("USD", "USD", "EUR")


def made(folder: Path, header: str | None, codes: tuple[str, ...] = CODES):  # type: ignore[no-untyped-def]
    """A workspace of a year's invoices, each of 100, and a file of rates where it has a header."""
    rates = [f"From,Currency,{header}", *by_month("{m}-01,USD,80.5", "{m}-01,EUR,90")]
    return proposed(folder, codes, rates if header is not None else [])


def by_month(*lines: str) -> list[str]:
    """Lines once for each month, `{m}` in them."""
    return [line.format(m=month) for month in MONTHS for line in lines]


def proposed(folder: Path, codes: tuple[str, ...], rates: list[str], name: str = "fx.csv", amount: str = "Amount"):  # type: ignore[no-untyped-def]
    """A workspace of three invoices a month, each of 100, in three currencies, and of a file of rates."""
    data = folder / "data"
    data.mkdir()
    rows = [f"{m}{d},{m}-{d:02},C{d},{c},100.00" for m in MONTHS for d, c in zip((3, 14, 28), codes, strict=True)]
    (data / "invoices.csv").write_text("\n".join([f"Invoice No,Invoice Date,Customer,Currency,{amount}", *rows]) + "\n")
    if rates:
        (data / name).write_text("\n".join(rates) + "\n")
    return init_from(folder / "plan", sorted(data.iterdir()))


def total(folder: Path) -> int:
    """What all orders come to [cents]."""
    return int(read(load(folder), as_of="2025-12").quality.years["amount_cents"].sum())


def of_rates(proposal) -> str:  # type: ignore[no-untyped-def]
    """What is said of the rates."""
    (line,) = [text for text in proposal.assumed if text.startswith("rates: ") and "come to" in text]
    return str(line)


# Each currency has an invoice of 100 a month: USD 100 / 1.08 = 92.59, JPY 100 / 160 = 0.625, half to even 0.62.
TURNED = 12 * (92_59 + 62 + 100_00)
ONE_WAY = {"USD": "1.08", "JPY": "160"}
"""What EUR 1 was worth in each, as the European Central Bank writes it."""


def long(header: str, rates: dict[str, str], date: str = "{m}-01") -> list[str]:
    return [f"Date,Currency,{header}", *by_month(*(f"{date},{code},{rate}" for code, rate in rates.items()))]


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        (long("USD per EUR", ONE_WAY), "JPY at 160"),
        (long("Rate", ONE_WAY), "JPY at 160"),
        (long("rate", ONE_WAY | {"EUR": "1"}), "JPY at 160"),  # its own rate of 1 says whose plan it is
        (long("rate", ONE_WAY | {"EUR": "1"}, date="{m}"), "JPY at 160"),  # by month
        (["Date,USD,JPY,EUR", *by_month("{m}-01,1.08,160,1")], "JPY at 160"),
        (["Month,EURUSD,EURJPY", *by_month("{m},1.08,160")], "JPY at 160"),
        (["Date,Base,Quote,Rate", *by_month("{m}-01,EUR,USD,1.08", "{m}-01,EUR,JPY,160")], "JPY at 160"),
    ],
)
def test_rates_that_are_units_for_one_of_the_plans_are_turned_round(
    rates: list[str], said: str, tmp_path: Path
) -> None:
    folder, proposal = proposed(tmp_path, ("USD", "JPY", "EUR"), rates)
    assert not proposal.refused
    assert load(folder).plan.currency == "EUR"
    assert total(folder) == TURNED
    # 12 * (92.59 + 0.625 + 100) = 2,318.6; the other way round 12 * (108 + 16,000 + 100) = 194,496
    assert "the orders come to EUR 2,319, the other way round to EUR 194,496" in of_rates(proposal)
    assert f"since {said} can be nothing else" in of_rates(proposal)
    assert not [one for one in proposal.unmapped if one.file == "fx.csv" and one.column != "Base"]


@pytest.mark.parametrize(
    ("rates", "cents", "said"),
    [
        # USD 100 at 1 / 1.08: 92.59
        (long("USD per EUR", {"USD": "1.08"}), 92_59, "as its header says"),
        (long("units per EUR", {"USD": "1.08"}), 92_59, "as its header says"),
        (["Date,1 EUR = USD", *by_month("{m}-01,1.08")], 92_59, "as its header says"),
        (["Date,Base,Quote,Rate", *by_month("{m}-01,EUR,USD,1.08")], 92_59, "as its header says"),
        (["Date,EUR/USD", *by_month("{m}-01,1.08")], 92_59, "nothing shows which way round 'EUR/USD' is"),
        # USD 100 at 0.92, or at 1.08 where nothing says that it is wrong
        (long("EUR per USD", {"USD": "0.92"}), 92_00, "as its header says"),
        (long("to EUR", {"USD": "0.92"}), 92_00, "as its header says"),
        (["Date,From,To,Rate", *by_month("{m}-01,USD,EUR,0.92")], 92_00, "as its header says"),
        (long("Rate", {"USD": "1.08"}), 108_00, "nothing shows which way round 'Rate' is; taken for what one unit"),
        (long("Rate EUR", {"USD": "0.92"}), 92_00, "nothing shows which way round 'Rate EUR' is"),
    ],
)
def test_dollars_and_euros_are_told_apart_by_words_alone_and_where_there_are_none_it_is_asked_for(
    rates: list[str], cents: int, said: str, tmp_path: Path
) -> None:
    folder, proposal = proposed(tmp_path, ("EUR", "USD", "EUR"), rates)
    assert (load(folder).plan.currency, total(folder)) == ("EUR", 12 * (2 * 100_00 + cents))
    assert said in of_rates(proposal)
    assert f"come to EUR {12 * (20000 + cents) / 100:,.0f}, the other way round to" in of_rates(proposal)


def test_size_is_believed_before_a_header_that_it_contradicts(tmp_path: Path) -> None:
    folder, proposal = proposed(tmp_path, ("USD", "JPY", "EUR"), long("EUR per unit", ONE_WAY))
    assert total(folder) == TURNED
    assert "since JPY at 160 can be nothing else, against its header" in of_rates(proposal)


def test_a_rate_that_fits_neither_way_is_told(tmp_path: Path) -> None:
    # Of 100 yen, as some banks write it: 100 * 0.62 * 12 = 744 for one yen each.
    folder, proposal = proposed(tmp_path, ("USD", "JPY", "EUR"), long("EUR per unit", {"USD": "0.92", "JPY": "0.62"}))
    assert total(folder) == 12 * (92_00 + 62_00 + 100_00)
    assert "JPY at 0.62 is far from both: is it of 100 units?" in of_rates(proposal)


def test_the_day_s_file_of_the_central_bank_is_read_with_its_holes(tmp_path: Path) -> None:
    days = [(f"{month}-{day:02}", "N/A" if day < 9 else "0.84") for month in MONTHS for day in range(1, 29)]
    rates = ["Date,USD,JPY,GBP,", *(f"{day},1.08,160,{pounds}," for day, pounds in days)]
    folder, proposal = proposed(tmp_path, ("USD", "JPY", "EUR"), rates, "eurofxref-hist.csv")
    assert not proposal.refused
    assert total(folder) == TURNED
    assert "rates: rows without 1 / quoted are set aside (96)" in proposal.assumed  # 8 days of 12 months


def test_months_in_words_are_the_days_on_which_they_begin(tmp_path: Path) -> None:
    year = "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre"
    french = year.split(",")
    named = {month: f"{french[i]} 2025" for i, month in enumerate(MONTHS)}
    rates = [named[line[:7]] + line[7:] if line[:7] in named else line for line in long("Rate", ONE_WAY, date="{m}")]
    folder, proposal = proposed(tmp_path, ("USD", "JPY", "EUR"), rates)
    assert not proposal.refused
    assert total(folder) == TURNED


@pytest.mark.parametrize(
    "rates",
    [
        ["Date,USD,GBP", *by_month("{m}-01,120.5,80.5")],  # money in two currencies: nothing speaks of rates
        ["Date,USD per EUR,GBP per USD", *by_month("{m}-01,1.08,0.77")],  # no currency that both lead to
        ["Date,USD per EUR,EUR per GBP", *by_month("{m}-01,1.08,1.19")],  # one each way
        ["Date,From,To,Rate", *by_month("{m}-01,USD,EUR,0.92", "{m}-01,EUR,GBP,0.84")],
        ["Date,Currency,EUR per USD,Volume", *by_month("{m}-01,USD,0.92,5")],
        ["Date,Currency,EUR per USD,Customer", *by_month("{m}-01,USD,0.92,Aldo")],
        long("Amount EUR", {"USD": "120.50"}),  # of dollars, in euros
    ],
)
def test_what_is_laid_out_otherwise_is_no_table_of_rates(rates: list[str], tmp_path: Path) -> None:
    _folder, proposal = proposed(tmp_path, ("USD", "GBP", "EUR"), rates, "figures.csv")
    assert not [text for text in proposal.assumed if text.startswith("rates: ")]
    assert [text for text in proposal.assumed if "set aside until there are rates" in text]


def test_dollars_across_are_rates_where_the_file_is_called_so(tmp_path: Path) -> None:
    rates = ["Date,USD,GBP", *by_month("{m}-01,1.08,0.84")]
    _folder, proposal = proposed(tmp_path, ("USD", "GBP", "EUR"), rates, "exchange_2025.csv")
    assert "nothing shows which way round 'USD ... GBP' is" in of_rates(proposal)


def test_orders_in_thousands_are_told_so(tmp_path: Path) -> None:
    rates = long("EUR per USD", {"USD": "0.92"})
    _folder, proposal = proposed(tmp_path, ("EUR", "USD", "EUR"), rates, amount="Amount (thousands)")
    # 12 * (200 + 92) and 12 * (200 + 100 / 0.92) thousands
    assert "come to EUR 3,504,000, the other way round to EUR 3,704,348" in of_rates(proposal)


def test_the_sums_are_at_the_rates_of_the_time_of_the_orders(tmp_path: Path) -> None:
    before = [f"{year}-01-01,USD,0.7" for year in range(1999, 2025)]
    _folder, proposal = proposed(tmp_path, ("EUR", "USD", "EUR"), [*long("EUR per USD", {"USD": "0.92"}), *before])
    assert "come to EUR 3,504, the other" in of_rates(proposal)  # 12 * (200 + 92)


def test_of_two_currencies_the_one_that_the_file_leads_to_is_the_plans_else_the_commonest(tmp_path: Path) -> None:
    rates = ["Date,From,To,Rate", *by_month("{m}-01,USD,EUR,0.92")]
    folder, _proposal = proposed(tmp_path, ("USD", "USD", "EUR"), rates)
    assert (load(folder).plan.currency, total(folder)) == ("EUR", 12 * (2 * 92_00 + 100_00))
    (tmp_path / "other").mkdir()
    folder, _proposal = proposed(tmp_path / "other", ("USD", "USD", "EUR"), ["Date,EUR/USD", *by_month("{m}-01,1.08")])
    # A euro at 1.08 dollars.
    assert (load(folder).plan.currency, total(folder)) == ("USD", 12 * (2 * 100_00 + 108_00))
    assert "columns: EUR/USD\n" in (folder / "sources.yml").read_text()


@pytest.mark.parametrize(
    ("header", "codes"), [("INR per unit", CODES), ("to INR", CODES), ("Rate", ("USD", "INR", "EUR"))]
)
def test_a_file_of_days_codes_and_numbers_is_the_rates(header: str, codes: tuple[str, ...], tmp_path: Path) -> None:
    folder, proposal = made(tmp_path, header, codes)
    assert load(folder).plan.currency == "INR"
    assert [text for text in proposal.assumed if text.startswith(("currency: INR", "rates: "))][1:]
    worth = {"USD": 8050, "EUR": 9000, "INR": 100}  # 100 * 80.5, 100 * 90
    used = read(load(folder), as_of="2025-12").quality.years["amount_cents"].sum()
    assert used == 12 * sum(worth[code] for code in codes) * 100


@pytest.mark.parametrize("header", [None, "Rate", "Units"])
def test_without_rates_the_commonest_currency_is_a_guess_and_what_is_left_out_is_said(
    header: str | None, tmp_path: Path
) -> None:
    _folder, proposal = made(tmp_path, header)
    assert "currency: USD, the commonest in 'Currency', in 24 of 36 rows" in proposal.assumed
    assert "orders: 12 rows in EUR (EUR 1,200.00) set aside until there are rates" in proposal.assumed


def test_numbers_that_nothing_calls_rates_are_none(tmp_path: Path) -> None:
    _folder, proposal = made(tmp_path, "Units", ("USD", "INR", "EUR"))
    assert not [text for text in proposal.assumed if text.startswith("rates: ")]
    assert [text for text in proposal.assumed if "set aside until there are rates" in text]


def test_what_is_no_currency_is_set_aside_as_a_sum_of_its_own_with_the_code_that_was_meant(tmp_path: Path) -> None:
    _folder, proposal = made(tmp_path, "INR per unit", ("USD", "EUT", "EUR"))
    told = "orders: 12 rows in EUT (EUT 1,200.00) set aside until there are rates; EUT is no currency: EUR?"
    assert told in proposal.assumed
