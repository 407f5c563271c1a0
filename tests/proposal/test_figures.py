"""How a column writes its numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.proposal.figures import MARKS, figures, read


def written(*texts: str) -> list[tuple[str, int]]:
    return [(text, 1) for text in texts]


@pytest.mark.parametrize(
    ("texts", "marks", "low", "high"),
    [
        (["1.50", "-2"], (".", ""), "-2", "1.50"),
        (["$1,963.10", "$93.80"], (".", ","), "93.80", "1963.10"),
        (["1.234,56- €", "0,50 €"], (",", "."), "-1234.56", "0.50"),
        (["1 234,50", "17,00"], (",", " "), "17.00", "1234.50"),
        (["1'234.50", "2.00"], (".", "'"), "2.00", "1234.50"),
        (["(12.50)", "3.00"], (".", ""), "-12.50", "3.00"),
        (["RON 12.50", "RON 3.00"], (".", ""), "3.00", "12.50"),
        (["12%", "3.5%"], (".", ""), "0.035", "0.12"),  # shares, as intake reads them
    ],
)
def test_marks_signs_and_minus_are_told_from_the_values(texts: list[str], marks: object, low: str, high: str) -> None:
    found = figures(written(*texts))
    assert found is not None
    assert (found.marks[0], found.low, found.high) == (marks, Decimal(low), Decimal(high))


def test_a_mark_before_three_digits_could_mean_both_and_is_said() -> None:
    found = figures(written("1,234", "12,500"))
    assert found is not None
    assert (found.marks[0], found.unsure) == ((".", ","), True)


def test_the_file_s_other_columns_tell_what_the_mark_means() -> None:
    # KWMENG of SAP: 1,000 is one piece beside amounts such as 1.234,56.
    found = figures(written("1,000", "4,000"), (",", "."))
    assert found is not None
    assert (found.high, found.unsure) == (Decimal("4.000"), False)


@pytest.mark.parametrize("texts", [["A1", "2"], ["12 March"], ["1.2.3"], ["$5", "€5"], ["12%", "12"], ["", "x"]])
def test_texts_that_are_no_numbers_are_none(texts: list[str]) -> None:
    assert figures(written(*texts)) is None


def test_one_word_among_many_numbers_is_odd_not_the_rule() -> None:
    found = figures([("5.00", 500), ("see note", 1)])
    assert found is not None
    assert found.odd == ("see note",)


def test_a_column_of_which_a_tenth_is_words_is_one_of_words() -> None:
    assert figures([("5.00", 90), ("see note", 10)]) is None


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=20), st.sampled_from(MARKS))
def test_what_was_written_with_some_marks_is_read_back(numbers: list[Decimal], marks: tuple[str, str]) -> None:
    decimal, thousands = marks
    texts = [f"{number:,.2f}".replace(",", "T").replace(".", decimal).replace("T", thousands) for number in numbers]
    found = figures(written(*texts))
    assert found is not None
    assert marks in found.marks
    if found.marks[0] == marks:
        assert [read(text, found) for text in texts] == numbers


def test_commas_before_every_two_digits_past_the_last_three_are_of_thousands() -> None:
    found = figures([("1,21,200.00", 3), ("84,400.00", 5)])
    assert found is not None
    assert (found.marks[0], found.unsure, found.high) == ((".", ","), False, Decimal(121200))


@pytest.mark.parametrize("text", ["1,2,3", "1,21,20", "121,21,200", "1.21.200"])
def test_no_other_grouping_is_a_number(text: str) -> None:
    assert figures([(text, 3)]) is None
