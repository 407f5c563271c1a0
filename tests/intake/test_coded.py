"""Columns of different values against the plain lists that they stand for."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.intake.coded import Coded, combined, repeated, translating

WORDS = st.lists(st.sampled_from(["", " a", "a", "b ", "b", "c"]), min_size=1, max_size=30)
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=1, max_size=30)


def coded(texts: list[str]) -> Coded:
    return Coded.of(pa.array(texts, pa.string()))


def listed(column: Coded) -> list[object]:
    return [column[row] for row in range(len(column))]


@given(WORDS)
def test_what_is_done_to_a_value_is_done_to_each_of_its_rows(texts: list[str]) -> None:
    changed = coded(texts).changed(str.strip)
    assert listed(changed) == [text.strip() for text in texts]
    assert len(set(changed.values)) == len(changed.values)


@given(WORDS)
def test_rows_differ_where_their_texts_do(texts: list[str]) -> None:
    before = coded(texts)
    assert before.differs(before.changed(str.strip)).tolist() == [text != text.strip() for text in texts]


@given(PAIRS)
def test_rows_repeat_those_that_had_both_before(pairs: list[tuple[str, str]]) -> None:
    columns = [coded([a for a, _ in pairs]), coded([b for _, b in pairs])]
    assert repeated(columns).tolist() == [pair in pairs[:i] for i, pair in enumerate(pairs)]


@given(PAIRS)
def test_combinations_are_those_of_the_rows(pairs: list[tuple[str, str]]) -> None:
    codes, found = combined([coded([a for a, _ in pairs]), coded([b for _, b in pairs])])
    assert [found[code] for code in codes.tolist()] == pairs
    assert Counter(found) == Counter(set(pairs))


@given(PAIRS)
def test_some_rows_take_the_values_of_another_column(pairs: list[tuple[str, str]]) -> None:
    mine, theirs = coded([a for a, _ in pairs]), coded([b for _, b in pairs])
    rows = np.array([a == "a" for a, _ in pairs])
    assert listed(mine.masked(rows, theirs)) == [b if a == "a" else a for a, b in pairs]


def test_whole_numbers_are_summed_as_such_and_missing_ones_are_nothing() -> None:
    column = Coded(np.array([0, 1, 2, 0], dtype="int32"), [2**53 + 1, None, -5])
    assert column.cents().tolist() == [2**53 + 1, 0, -5, 2**53 + 1]


def test_what_is_not_named_is_left_as_it_is() -> None:
    assert listed(coded(["GTXPro", "MG"]).changed(translating({"GTXPro": "GTX Pro"}))) == ["GTX Pro", "MG"]
