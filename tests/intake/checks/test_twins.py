from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.intake.checks.twins import nearly_same, same_but_for_blanks

LETTERS = st.text("abcdefgh", min_size=5, max_size=8)


@pytest.mark.parametrize(
    "pair",
    [
        ("GTX Pro", "GTXPro"),
        ("Müller GmbH", "Muller"),
        ("Acme Corporation", "Acme Corp."),
        ("Smith & Sons Ltd", "Smith and Sons"),
        ("Philippines", "Philipines"),
        ("technology", "technolgy"),
        ("Suburban", "Surburban"),
        ("Electronics", "Elecrtonics"),
        ("O'Brien", "OBrien"),
        ("S.A. Dupont", "SA Dupont"),
    ],
)
def test_these_are_near(pair: tuple[str, str]) -> None:
    assert nearly_same(pair, company=True) == [sorted(pair)]


@pytest.mark.parametrize(
    "pair",
    [
        ("West", "East"),
        ("Iran", "Iraq"),
        ("Gambia", "Zambia"),
        ("North", "South"),
        ("Screw 10 mm", "Screw 12 mm"),
        ("Screw 1-23", "Screw 12-3"),
        ("Austria", "Australia"),
        ("Grade A", "Grade B"),
        ("SMALL BOX", "SMALL FOX"),
        ("Inbound", "Outbound"),
        ("DACH", "Dach "),  # told by the other check
        ("GmbH", "AG"),
    ],
)
def test_these_are_not(pair: tuple[str, str]) -> None:
    assert nearly_same(pair, company=True) == []


def test_case_blanks_and_unicode_form_make_exact_twins() -> None:
    names = ["DACH", "dach", " DACH ", "Café", "Cafe\u0301", "Cafe", "UK"]
    assert same_but_for_blanks(["Straße", "STRASSE"]) == [["STRASSE", "Straße"]]
    assert same_but_for_blanks(names) == [[" DACH ", "DACH", "dach"], ["Cafe\u0301", "Café"]]


def test_a_legal_form_counts_where_names_are_no_companies() -> None:
    assert nearly_same(["Vision SE", "Vision"]) == []


def test_letters_are_left_alone_where_told() -> None:
    assert nearly_same(["FRANKE", "FRANRE"], letters=False) == []


def test_chains_are_one_group() -> None:
    assert nearly_same(["Philippines", "Philipines", "Philipine"]) == [["Philipine", "Philipines", "Philippines"]]


@given(LETTERS, st.integers(1, 7), st.sampled_from("xyz"))
def test_one_letter_more_is_always_found(name: str, place: int, letter: str) -> None:
    place = min(place, len(name))
    longer = name[:place] + letter + name[place:]
    assert nearly_same([name, longer]) == [sorted([name, longer])]


@given(st.lists(LETTERS, min_size=2, max_size=12, unique=True))
def test_each_name_is_in_one_group_whatever_the_order(names: list[str]) -> None:
    groups = nearly_same(names)
    assert groups == nearly_same(names[::-1])
    members = [name for group in groups for name in group]
    assert len(members) == len(set(members))
    assert set(members) <= set(names)
