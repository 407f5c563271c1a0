from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.report import names
from salesplan_nb.report.drawing import apart


@given(st.text(max_size=300), st.integers(4, 60))
def test_a_shortened_text_is_clean_and_no_longer_than_asked(text: str, length: int) -> None:
    short = names.shortened(text, length)
    assert len(short) <= length
    assert not names.UNSEEN.search(short)


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_claim_with_names_from_outside_stays_within_its_room(one: str, two: str) -> None:
    assert len(names.claim("{} grew 31% and overtook {} as our largest", one, two)) <= names.CLAIM


def test_braces_in_a_name_stay_as_they_are() -> None:
    assert names.claim("{} and {}", "{}", "b") == "{} and b"


@given(st.text(max_size=80), st.floats(40, 200))
def test_a_fitted_label_is_no_wider_than_its_room(text: str, room: float) -> None:
    assert names.drawn_width(names.fitted(text, room, 14), 14) <= room


def test_wide_characters_count_for_more_than_narrow_ones() -> None:
    assert names.drawn_width("日本", 10) > names.drawn_width("ab", 10) > names.drawn_width("il", 10)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_labels_are_moved_apart_and_stay_inside_where_they_fit(positions: list[float]) -> None:
    placed = apart(positions, 5.0, -20.0, 120.0)
    ordered = sorted(placed)
    assert all(b - a >= 5 - 1e-6 for a, b in itertools.pairwise(ordered))
    assert ordered[0] >= -20 - 1e-6
    assert ordered[-1] <= 120 + 1e-6


def test_different_texts_have_different_slugs() -> None:
    assert len({names.slug(t) for t in ("a b", "A b", "a-b", "日", "本")}) == 5
