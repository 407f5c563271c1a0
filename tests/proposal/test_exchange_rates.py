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
    data = folder / "data"
    data.mkdir()
    rows = [f"{m}{d},{m}-{d:02},C{d},{c},100.00" for m in MONTHS for d, c in zip((3, 14, 28), codes, strict=True)]
    (data / "invoices.csv").write_text("\n".join(["Invoice No,Invoice Date,Customer,Currency,Amount", *rows]) + "\n")
    if header is not None:
        rates = [f"{month}-01,{code},{rate}" for month in MONTHS for code, rate in (("USD", "80.5"), ("EUR", "90"))]
        (data / "fx.csv").write_text("\n".join([f"From,Currency,{header}", *rates]) + "\n")
    return init_from(folder / "plan", sorted(data.iterdir()))


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
