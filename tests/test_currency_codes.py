from __future__ import annotations

import pytest

from salesplan_nb.currency_codes import known, nearest, tender


def test_what_is_paid_with_is_told_from_what_was_and_from_metals_and_none() -> None:
    # The euro and the zloty are current; the mark ended in 2002; gold, tests and "no currency" pay for nothing.
    assert {"EUR", "PLN", "DEM", "XAU", "XTS", "XXX"} <= known()
    assert {"EUR", "PLN"} <= tender()
    assert not {"DEM", "XAU", "XTS", "XXX"} & tender()
    assert not {"EUT", "ABC", "UKP"} & known()


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("EUT", "EUR"), ("GPB", "GBP"), ("UDS", "USD"), ("JYP", "JPY"), ("CFH", "CHF"), ("usd", "USD"), ("UZD", "USD"),
        ("QQQ", ""), ("EURO", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_nearest_code_is_the_one_with_letters_swapped_or_one_wrong(code: str, meant: str) -> None:
    assert nearest(code) == meant
