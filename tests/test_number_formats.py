"""Numbers as a locale writes them."""

from __future__ import annotations

import contextvars
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb import number_formats
from salesplan_nb.number_formats import decimal_text, in_force, percent_text, typed, used
from salesplan_nb.report import numbers

NO_BREAK, NARROW = "\u00a0", "\u202f"
LOCALES = sorted(number_formats.known())[::25]
"""Each takes a while to load."""


@pytest.mark.parametrize(
    ("locale", "amount", "share"),
    [  # as CLDR 48 has them: https://www.unicode.org/cldr/charts/48/by_type/numbers.number_formatting_patterns.html
        (None, "−12,345,678.50", "28%"),
        ("en_US", "−12,345,678.50", "28%"),
        ("de_DE", "−12.345.678,50", f"28{NO_BREAK}%"),
        ("de_CH", "−12’345’678.50", "28%"),
        ("fr_FR", f"−12{NARROW}345{NARROW}678,50", f"28{NO_BREAK}%"),
        ("en_IN", "−1,23,45,678.50", "28%"),
        ("sv_SE", f"−12{NO_BREAK}345{NO_BREAK}678,50", f"28{NO_BREAK}%"),
        ("tr_TR", "−12.345.678,50", "%28"),
        ("ar_EG", "−12,345,678.50", "28%"),
        ("en_US_POSIX", "−12345678.50", "28%"),
    ],
)
def test_marks_groups_and_percent_are_those_of_the_locale_and_the_minus_is_a_true_one(
    locale: str | None, amount: str, share: str
) -> None:
    with used(locale):
        assert (decimal_text(Decimal("-12345678.50")), percent_text("28")) == (amount, share)


@given(st.sampled_from(LOCALES), st.decimals(-(10**13), 10**13, places=2))
def test_every_locale_gives_back_the_number_once_its_marks_are_taken_out(locale: str, value: Decimal) -> None:
    with used(locale):
        text, formats = decimal_text(value), in_force()
    assert formats.decimal != formats.group
    plain = text.replace("−", "-").replace(formats.group, "").replace(formats.decimal, ".")
    assert Decimal(plain) == value
    assert re.fullmatch(r"-?\d+\.\d\d", plain)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_writes_a_percentage_around_the_number_without_unseen_marks(locale: str) -> None:
    with used(locale):
        text = percent_text("−28")
    assert text.startswith("−")
    assert re.sub(r"[−%٪\s]", "", text) == "28"
    assert len(re.findall("[%٪]", text)) == 1


def test_a_figure_of_the_plan_keeps_its_decimals_and_what_is_none_stays() -> None:
    with used("de_DE"):
        assert [typed(text) for text in ("27.5%", "+5%", "-3", "1200000", "Q4", "1.2.3")] == [
            f"27,5{NO_BREAK}%", f"+5{NO_BREAK}%", "−3", "1.200.000", "Q4", "1.2.3",
        ]  # fmt: skip


def test_the_formats_before_are_in_force_again_after_an_error_too() -> None:
    with used("fr_FR"):
        with pytest.raises(pytest.fail.Exception, match=r"1\.000"), used("de_DE"):
            pytest.fail(decimal_text(1000))
        assert decimal_text(1000) == f"1{NARROW}000"
    assert decimal_text(1000) == "1,000"


def test_formats_set_for_good_reach_code_that_runs_in_another_context_as_cells_of_a_kernel_do() -> None:
    with used(None):
        contextvars.copy_context().run(number_formats.use, "de_DE")
        assert contextvars.Context().run(decimal_text, 1000) == "1.000"


@pytest.mark.parametrize(
    ("locale", "low", "high", "text"),
    [
        (None, "14%", "27%", "14 to 27%"),
        ("de_DE", f"14{NO_BREAK}%", f"27{NO_BREAK}%", f"14 to 27{NO_BREAK}%"),
        ("fr_FR", f"1{NARROW}200", f"2{NARROW}700", f"1{NARROW}200 to 2{NARROW}700"),
        ("de_DE", "−2,1M", "+3,0M", "−2,1 to +3,0M"),
        ("de_CH", "1’200 days", "1’300 days", "1’200 to 1’300 days"),
        ("tr_TR", "%14", "%27", "%14 to %27"),
        (None, "1 day", "2 days", "1 day to 2 days"),
        (None, "EUR 2.1M", "EUR 3.0M", "EUR 2.1M to EUR 3.0M"),
        ("de_DE", "n/a (from 0)", "+5%", "n/a (from 0) to +5%"),
    ],
)
def test_a_unit_that_both_ends_of_a_range_carry_is_said_once(
    locale: str | None, low: str, high: str, text: str
) -> None:
    with used(locale):
        assert numbers.interval(low, high) == text
