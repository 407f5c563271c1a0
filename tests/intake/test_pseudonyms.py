"""Ids in place of names: keyed, stable, injective, and found in texts however a name is written there."""

from __future__ import annotations

import hashlib
import hmac
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.intake.pseudonyms import Pseudonyms, is_code

KEY = b"k" * 32
TEAM = {
    "person": ["Dustin Brinkmann", "Zoë Dahl", "Bo"],
    "account": ["Elmlund Life Science BV", "Konex", "O'Neil & Sons"],
}


def test_an_id_is_the_hmac_of_kind_and_name_so_that_another_key_gives_another() -> None:
    digest = hmac.new(KEY, b"person\0Bo", hashlib.sha256).hexdigest()
    assert Pseudonyms.of(TEAM, KEY).ids["Bo"] == f"person-{digest[:6]}"
    assert Pseudonyms.of(TEAM, b"other").ids["Bo"] != f"person-{digest[:6]}"
    assert Pseudonyms.of({"person": ["Bo", "Al"]}, KEY).ids["Bo"] == f"person-{digest[:6]}"


def test_names_whose_ids_begin_alike_get_longer_ones_and_none_is_shared() -> None:
    # 12,000 names share six hex digits about 12,000^2 / 2 / 16^6 = 4 times: one at least in all but 1 of 70 keys.
    made = Pseudonyms.of({"account": [f"Name {n}" for n in range(12_000)]}, KEY).ids
    assert len(set(made.values())) == 12_000
    assert {len(id_) for id_ in made.values()} == {len("account-") + 6, len("account-") + 7}


@pytest.mark.parametrize(
    "text",
    [
        "Dustin Brinkmann", "says DUSTIN  BRINKMANN", "brinkmann, dustin", "dustin-brinkmann", "dustin_brinkmann.csv",
        "D. Brinkmann's deals", "'zoe dahl'", "Zoë\u0301 Dahl", "write to Zoe.Dahl@haldens.example now", "(Bo)",
        "elmlund life science wants", "ELMLUND LIFE SCIENCE BV", "Elmlund Life Sc...", "Dustin Bri…", "KONEX!",
        "o'neil & sons", "O’Neil & Sons",
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_case_spelling_and_order(text: str) -> None:
    told = Pseudonyms.of(TEAM, KEY).text(text)
    assert re.search(r"(person|account)-[0-9a-f]{6}|mail-withheld", told)
    assert not re.search(r"dustin|brinkmann|zo[eë]|dahl|\bbo\b|elmlund|konex|neil", told, re.IGNORECASE)


@pytest.mark.parametrize("text", ["", "bo tree", "Dustin", "konexion", "life science", "R014 sold 3...", "- 12%"])
def test_other_words_stay(text: str) -> None:
    assert Pseudonyms.of(TEAM | {"person": [*TEAM["person"], "R014"]}, KEY).text(text).replace(
        "R014", ""
    ) == text.replace("R014", "")


def test_codes_are_told_from_names() -> None:
    assert is_code(["R014", "C-0079", "12345", "A-4711"])
    assert not is_code(["R014", "Bob1"])
    assert not is_code(["ada.byron"])


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=20))
def test_each_name_has_an_id_of_its_own_and_a_text_that_is_a_name_is_its_id(names: list[str]) -> None:
    made = Pseudonyms.of({"account": names}, KEY)
    assert len(set(made.ids.values())) == len(names)
    assert [made.text(name) for name in names] == [made.ids[name] for name in names]
