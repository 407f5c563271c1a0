from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesplan_nb.errors import PlanErrors
from salesplan_nb.intake.coded import Coded
from salesplan_nb.intake.numbers import digits
from salesplan_nb.intake.parsing import parsed
from salesplan_nb.intake.reading import Ambiguous, Reading, Unzoned
from salesplan_nb.workspace.sources import Source

PLAIN = Source(file="f.csv", columns={"amount": "net"})


def read(texts: tuple[str, ...], kind: str, reading: Reading) -> list[object]:
    """Typed values of some cells, all of which must be readable."""
    column = Coded.of(pa.array(texts, pa.string()))
    found = parsed(column, kind, reading)
    assert not found.unreadable.any()
    return [found.typed[row] for row in range(len(texts))]


def cents_of(*texts: str, source: Source = PLAIN, scale: Decimal = Decimal(1)) -> list[object]:
    return read(texts, "cents", Reading(source, scale=scale))


def fails(text: str, kind: str, source: Source = PLAIN, **reading: object) -> set[type]:
    """Why a cell cannot be read."""
    found = parsed(Coded.of(pa.array([text])), kind, Reading(source, **reading))  # type: ignore[arg-type]
    assert found.unreadable.tolist() == [True]
    return set(found.why)


def test_a_half_cent_goes_to_the_even_cent() -> None:
    assert cents_of("0.125", "0.135", "-0.125", "2.675", "1.005") == [12, 14, -12, 268, 100]


def test_a_double_would_have_rounded_otherwise() -> None:
    assert round(0.575 * 100) == 57  # 0.575 as a double lies below
    assert cents_of("0.575") == [58]


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False))
def test_amounts_are_exact_to_the_half_even_cent(amount: Decimal) -> None:
    expected = (amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    assert cents_of(format(amount, "f")) == [int(expected)]


def test_a_factor_is_applied_before_the_one_rounding() -> None:
    # In units 1000.005, 1000.015 and 0.0125: half cents go to the even one, a quarter down.
    assert cents_of("1.000005", "1.000015", "0.0000125", scale=Decimal(1000)) == [100_000, 100_002, 1]


def test_a_decimal_comma_is_read_where_it_is_declared() -> None:
    comma = Source(file="f.csv", columns={"amount": "net"}, decimal=",")
    assert cents_of("1234,56", "-7", ",5", source=comma) == [123_456, -700, 50]


def test_a_point_is_no_mark_where_the_comma_is(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors, match=r"'1\.234'"):
        maker.orders("order;date;net\nA;2026-10-01;1.234\n", "delimiter: ';'\ndecimal: ','")


def test_an_empty_cell_is_missing_not_zero() -> None:
    assert cents_of("", "  ", "0") == [None, None, 0]


@pytest.mark.parametrize(
    "text", ["1.234,56", "(1,234)", "$1,234", "12%", "1 234", "NaN", "inf", "0x10", "1_000", "five"]
)
@pytest.mark.parametrize("decimal", [".", ","])
def test_what_the_mapping_does_not_declare_is_an_error(maker, text: str, decimal: str) -> None:  # type: ignore[no-untyped-def]
    content = f"order;date;net\nA;2026-10-01;5\nB;2026-10-01;{text}\n"
    with pytest.raises(PlanErrors) as caught:
        maker.orders(content, f"delimiter: ';'\ndecimal: '{decimal}'")
    (error,) = caught.value.errors
    assert error.exit_code == 3
    assert error.context == (f"orders.csv:3, column amount: {text!r}",)
    assert error.hint


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("%Y-%m-%d", "31/02/2026"),
        ("%Y-%m-%d", "2026-02-31"),
        ("%Y-%m-%d", "0207-10-01"),
        ("%Y-%m-%d", "45961"),
        ("%Y-%m-%d", "2026-10-01 12:00"),
        ("%d/%m/%Y", "02/13/2026"),
        ("%d/%m/%Y", "01/02/26"),
    ],
)
def test_a_date_of_another_form_is_an_error_with_its_row(maker, form: str, text: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.orders(f"order,date,net\nA,{text},5\n", f"dates: '{form}'")
    assert caught.value.errors[0].context == (f"orders.csv:2, column order_date: {text!r}",)


@pytest.mark.parametrize(("form", "month"), [("%d/%m/%Y", "2026-02"), ("%m/%d/%Y", "2026-01")])
def test_the_declared_form_decides_what_day_it_is(maker, form: str, month: str) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders("order,date,net\nA,01/02/2026,5\n", f"dates: '{form}'", as_of=month)
    assert taken.tables["orders"].to_pandas()["month"].tolist() == [month]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(bad=st.integers(1, 12))
def test_all_unreadable_values_are_counted_and_five_are_shown(maker, bad: int) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.orders("order,date,net\nA,2026-10-01,5\n" + "".join(f"B{i},2026-10-01,x\n" for i in range(bad)))
    (error,) = caught.value.errors
    assert f"{bad} of {bad + 1}" in error.message
    assert len(error.context) == min(bad, 5)


GERMAN = Source(file="f.csv", decimal=",", thousands=".", currency_sign="€", parentheses=True)


def test_marks_signs_and_brackets_are_read_where_they_are_declared() -> None:
    texts = ("1.234,56", "-1.234,56", "1.234,56-", "(1.234,56)", "1.234,56 €", "€ 1.234,56", "-€1.234,56", "1234,56")
    assert cents_of(*texts, source=GERMAN) == [123456, -123456, -123456, -123456, 123456, 123456, -123456, 123456]


@pytest.mark.parametrize(
    "text", ["1.23,56", "12.34", "(-5)", "--5", "€", "1,234.56", "1.2345", "5 USD", "1..234", "12%"]
)
def test_a_number_with_its_marks_in_other_places_is_no_number(text: str) -> None:
    assert fails(text, "cents", GERMAN) == {ValueError}


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f", "\u2009"])
def test_every_kind_of_blank_stands_between_thousands(blank: str) -> None:
    french = Source(file="f.csv", decimal=",", thousands=" ")
    assert cents_of(f"1{blank}234{blank}567,89", source=french) == [123_456_789]


@given(st.integers(-(10**12), 10**12), st.sampled_from([(".", ","), (",", "."), (" ", ","), ("'", ".")]))
def test_an_amount_with_marks_of_thousands_is_the_amount_without(cents: int, marks: tuple[str, str]) -> None:
    thousands, decimal = marks
    whole = f"{abs(cents) // 100:,}".replace(",", thousands)
    source = Source(file="f.csv", decimal=decimal, thousands=thousands)  # type: ignore[arg-type]
    assert cents_of(f"{'-' if cents < 0 else ''}{whole}{decimal}{abs(cents) % 100:02d}", source=source) == [cents]


def test_one_mark_for_thousands_and_decimals_is_refused() -> None:
    with pytest.raises(ValueError, match="is the decimal mark too"):
        Source(file="f.csv", thousands=".")


def test_a_share_may_be_written_in_percent() -> None:
    assert read(("8%", "12.5 %", "0.08", ""), "fraction", Reading(PLAIN)) == [0.08, 0.125, 0.08, None]


MIXED = Source(file="f.csv", dates=["%d/%m/%y", "%d/%m/%Y", "%d.%m.%Y"])


def test_several_forms_are_read_where_they_never_disagree() -> None:
    days = read(("31/5/18", "11/01/2019", "2.7.2018"), "date", Reading(MIXED))
    assert days == [date(2018, 5, 31), date(2019, 1, 11), date(2018, 7, 2)]


def test_a_day_that_two_forms_read_as_two_is_ambiguous() -> None:
    both = Source(file="f.csv", dates=["%d/%m/%Y", "%m/%d/%Y"])
    assert fails("01/02/2026", "date", both) == {Ambiguous}
    assert read(("13/02/2026", "02/13/2026", "03/03/2026"), "date", Reading(both)) == [
        date(2026, 2, 13), date(2026, 2, 13), date(2026, 3, 3)
    ]  # fmt: skip


def test_serial_days_are_those_of_a_workbook() -> None:
    # Published by Microsoft: serial 39448 is 1 January 2008.
    serial = Source(file="f.csv", dates="excel")
    assert read(("39448", "39448.75"), "date", Reading(serial)) == [date(2008, 1, 1)] * 2
    assert fails("20080101", "date", serial) == {ValueError}


def test_a_time_with_a_zone_belongs_to_the_day_of_the_plans_zone() -> None:
    zoned = Source(file="f.csv", dates="%Y-%m-%dT%H:%M:%S%z")
    late = "2026-10-31T23:30:00+00:00"  # half past midnight in Berlin, 1 November; half past seven p.m. in New York
    for zone, day in (("Europe/Berlin", date(2026, 11, 1)), ("America/New_York", date(2026, 10, 31))):
        assert read((late,), "date", Reading(zoned, zone=ZoneInfo(zone))) == [day]
    assert fails(late, "date", zoned) == {Unzoned}


def test_a_column_that_the_file_types_is_read_whatever_sources_say() -> None:
    german = Source(file="f.xlsx", decimal=",", thousands=".", dates="%d.%m.%Y")
    assert read(("1234.5",), "cents", Reading(german, native=True)) == [123_450]
    assert read(("2026-10-31", "2026-10-31T08:26:00"), "date", Reading(german, native=True)) == [date(2026, 10, 31)] * 2


INDIAN = Source(file="f.csv", thousands=",")


@pytest.mark.parametrize(
    ("text", "plain"), [("1,21,200.00", "121200.00"), ("12,34,56,789", "123456789"), ("-1,00,000", "-100000")]
)
def test_a_comma_may_stand_before_every_two_digits_past_the_last_three(text: str, plain: str) -> None:
    assert digits(text, Reading(INDIAN)) == plain


@pytest.mark.parametrize("text", ["1,2,3", "12,34", "1,21,20", "121,21,200", "1,21,200,200", "1,121,20,200", ",21,200"])
def test_no_other_grouping_is_read(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        digits(text, Reading(INDIAN))


def test_only_commas_group_by_twos() -> None:
    with pytest.raises(ValueError, match=r"1\.21\.200"):
        digits("1.21.200", Reading(Source(file="f.csv", decimal=",", thousands=".")))
