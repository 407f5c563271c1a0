"""Ids in place of names: keyed, stable, injective, and found in texts however a name is written there."""

from __future__ import annotations

import hashlib
import hmac
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.intake.pseudonyms import Pseudonyms, codes_among

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
    team = TEAM | {"person": [*TEAM["person"], "R014"]}
    assert Pseudonyms.of(team, KEY, frozenset({"R014"})).text(text) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Halden Instruments GmbH & Co. KG", "Halden Instruments"),
        ("Halden Instruments GmbH & Co. KG", "HALDEN INSTRUMENTS GMBH"),
        ("Halden Instruments GmbH und Co KG", "Halden Instruments"),
        ("Lindbrook Mills S.A.", "Lindbrook Mills"),
        ("Lindbrook Mills S.p.A.", "Lindbrook Mills"),
    ],
)
def test_a_company_is_found_without_its_legal_form_of_several_words(name: str, text: str) -> None:
    made = Pseudonyms.of({"account": [name]}, KEY)
    assert made.text(f"Visit {text} soon") == f"Visit {made.ids[name]} soon"


def test_of_a_name_that_is_all_legal_words_no_word_is_sought_alone() -> None:
    made = Pseudonyms.of({"account": ["Company Co. Ltd"]}, KEY)
    assert made.text("the company grows") == "the company grows"
    assert made.text("of Company Co. Ltd.") == f"of {made.ids['Company Co. Ltd']}."


@pytest.mark.parametrize("name", ["O2", "A1", "1822"])
def test_a_name_that_looks_like_a_code_is_found_in_texts_and_a_code_is_not(name: str) -> None:
    made = Pseudonyms.of({"account": [name]}, KEY)
    assert made.text(f"won {name}, at last") == f"won {made.ids[name]}, at last"
    coded = Pseudonyms.of({"account": [name]}, KEY, frozenset({name}))
    assert coded.text(f"won {name}, at last") == f"won {name}, at last"
    assert coded.text(name) == coded.ids[name]


@pytest.mark.parametrize("text", ["12 of 2027-12", "in 1822-01", "1,822 EUR", "0.1822", "1822.50", "1822%", "18:22"])
def test_a_name_of_digits_is_no_part_of_a_figure_or_a_date(text: str) -> None:
    assert Pseudonyms.of({"account": ["1822", "822", "22", "01"]}, KEY).text(text) == text


@pytest.mark.parametrize(
    "text",
    ["Ada King Byron", "Ada Byron", "Byron, Ada", "A. K. Byron", "A.K. Byron", "AK Byron", "A. Byron", "Ada K. Byron",
     "Byron, Ada King"],
)  # fmt: skip
def test_a_person_of_three_names_is_found_by_the_first_and_the_last_and_by_initials(text: str) -> None:
    made = Pseudonyms.of({"person": ["Ada King Byron"]}, KEY)
    assert made.text(f"told {text} so") == f"told {made.ids['Ada King Byron']} so"


def test_codes_are_told_from_names() -> None:
    codes = {"R014", "C-0079", "12345", "A-4711"}
    assert codes_among(codes | {"Bob1", "ada.byron"}) == codes


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=20))
def test_each_name_has_an_id_of_its_own_and_a_text_that_is_a_name_is_its_id(names: list[str]) -> None:
    made = Pseudonyms.of({"account": names}, KEY)
    assert len(set(made.ids.values())) == len(names)
    assert [made.text(name) for name in names] == [made.ids[name] for name in names]
