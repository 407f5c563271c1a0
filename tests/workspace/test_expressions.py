"""The language of `derive`: what it comes to, and what would fill the memory."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.workspace.expressions import MAX_BITS, MAX_LENGTH, MAX_TEXT, expression


def read(column: str, cell: str) -> Fraction:
    """A cell as a plain number."""
    return Fraction(cell)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("8 - 3 - a", Fraction(3)),  # from the left: (8 - 3) - 2
        ("8 / a / a", Fraction(2)),  # (8 / 2) / 2
        ("1 + a * 3 - 4 / a", Fraction(5)),  # 1 + 6 - 2
        ("-a * 3 + 2 * -(4 - a)", Fraction(-10)),  # -6 + 2 x -2
        ("(a + 1) * (a - 1)", Fraction(3)),  # 3 x 1
        ("a - (8 - (a + 3))", Fraction(-1)),  # 2 - (8 - 5)
    ],
)
def test_signs_bind_and_follow_one_another_as_in_school(text: str, worth: Fraction) -> None:
    assert expression(text).value({"a": "2"}, read) == worth


@given(st.lists(st.tuples(st.sampled_from("+-*"), st.integers(0, 99)), max_size=30))
def test_any_chain_of_whole_numbers_comes_to_what_python_says(steps: list[tuple[str, int]]) -> None:
    text = "7" + "".join(f" {sign} {number}" for sign, number in steps)
    assert expression(text).value({}, read) == eval(text)  # noqa: S307 -- digits and signs of our own


def test_a_thousand_columns_may_follow_one_another() -> None:
    text = "a" + "-a" * 999
    assert list(expression(text).columns()) == ["a"] * 1000
    assert expression(text).value({"a": "2"}, read) == 2 - 999 * 2


def test_columns_come_in_the_order_in_which_they_are_read() -> None:
    assert list(expression("join(a, b * c, (d - a) / e)").columns()) == ["a", "b", "c", "d", "a", "e"]


@pytest.mark.parametrize("cell", ["9" * 400, "0." + "0" * 400 + "1"])
def test_numbers_that_grow_past_all_figures_are_refused_before_they_fill_the_memory(cell: str) -> None:
    product = expression("*".join(["a"] * 1000))
    began = time.process_time()
    with pytest.raises(ValueError, match="beyond all figures"):
        product.value({"a": cell}, read)
    assert time.process_time() - began < 1
    assert product.value({"a": "3"}, read) == 3**1000  # 1,585 bits


@pytest.mark.parametrize("bits", [MAX_BITS, -MAX_BITS])
def test_the_most_that_a_number_may_have_is_said_in_bits(bits: int) -> None:
    largest = Fraction(2) ** (abs(bits) - 1) if bits > 0 else 1 / Fraction(2) ** (abs(bits) - 1)
    assert expression("a * 1").value({"a": largest}, read) == largest
    with pytest.raises(ValueError, match="beyond all figures"):
        expression("a * 1").value({"a": largest * 2 if bits > 0 else largest / 2}, read)


def test_texts_joined_have_an_end() -> None:
    assert expression("join(a, a)").value({"a": "x" * (MAX_TEXT // 2)}, read) == "x" * MAX_TEXT
    with pytest.raises(ValueError, match=r"a text of more than 10,000 characters"):
        expression("join(a, a, 'x')").value({"a": "x" * (MAX_TEXT // 2)}, read)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(2, 3), "0.666666666666667"),
        (Fraction(10**20 + 1, 10), "10000000000000000000.1"),
        (Fraction(10**30, 3), "333333333333333" + "0" * 15),
    ],
)
def test_a_number_is_a_text_of_all_its_digits_or_of_fifteen(number: Fraction, written: str) -> None:
    assert expression("join(a)").value({"a": number}, read) == written


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("(" * 31 + "a" + ")" * 31, "more than 30 brackets within brackets"),
        ("-" * 32 + "a", "more than 30 brackets within brackets"),
        ("join(" * 31 + "a" + ")" * 31, "more than 30 brackets within brackets"),
        ("a" + "+a" * (MAX_LENGTH // 2), "an expression of more than 2,000 characters"),
        ("a * " + "9" * 31, "a number of more than 30 digits: 9{30}\\.\\.\\."),
    ],
)
def test_an_expression_that_nobody_needs_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        expression(text)


def test_digits_of_other_scripts_are_a_name_and_no_number() -> None:
    assert list(expression("a * ١٢").columns()) == ["a", "١٢"]
