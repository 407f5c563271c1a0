"""Cells that name sums of other rows."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.files.totals import LIKELY, WORDS, WRITTEN, is_total, totals_among


@pytest.mark.parametrize(
    "cell", ["Total", "TOTALS", " Grand Total: ", "Summe", "Sous-total", "Total général", "sub total"]
)
def test_a_word_of_sums_alone_is_one(cell: str) -> None:
    assert is_total(cell)


@pytest.mark.parametrize("cell", ["Total Wine", "Sumatra", "Somme-Nord", "Summer", "totally", ""])
def test_a_name_that_holds_one_is_none(cell: str) -> None:
    assert not is_total(cell)


def test_a_word_beside_another_value_of_the_column_is_a_sum_of_it() -> None:
    assert totals_among(["Nord", "Summe Nord", "Nord total", "Total Wine", "West"]) == {"Summe Nord", "Nord total"}
    assert totals_among(["Wine", "Total Wine"]) == {"Total Wine"}
    assert totals_among(["Total Wine", "", "Summer"]) == set()


@pytest.mark.parametrize("word", WRITTEN)
def test_the_quick_search_misses_no_word_however_it_is_set(word: str) -> None:
    ways = (word, word.upper(), word.title(), f"  {word}: ", f"*{word}*", word.replace(" ", "-"), " ".join(word))
    for cell in (*ways, unicodedata.normalize("NFD", word), word.replace("a", "\uff41")):
        assert is_total(cell), cell
        assert LIKELY.search(cell.lower()), cell
        assert totals_among([cell, "Nord"]) == {cell}


@given(st.text(max_size=4), st.sampled_from(sorted(WORDS)), st.lists(st.sampled_from(" -._:*/")))
def test_the_quick_search_misses_no_cell_that_is_a_word(around: str, word: str, marks: list[str]) -> None:
    cell = around + "".join(marks) + word + "".join(marks)
    assert LIKELY.search(cell.lower()) or not is_total(cell)


@pytest.mark.parametrize(
    "cell",
    ["Gesamtergebnis", "ENDSUMME", "Eindtotaal", "Totaal generaal", "Totale complessivo", "Total geral", "Totalsumma",
     "Summa", "Razem", "Suma końcowa", "Celkem", "Yhteensä", "I alt", "Toplam", "GENEL TOPLAM", "Итого:", "ВСЕГО",
     "合计", "总计", "小计", "合計", "小計", "総計", "Overall", "Grand Total"],
)  # fmt: skip
def test_words_of_sums_are_known_in_the_languages_of_business(cell: str) -> None:
    assert is_total(cell)
    assert totals_among([cell, "Nord"]) == {cell}


def test_a_word_that_is_a_name_too_is_a_sum_only_alone() -> None:
    assert totals_among(["Nord", "Summa Nord", "Overall Nord", "Nord Overall"]) == set()
    assert totals_among(["Nord", "Nord Ergebnis", "Razem Nord", "Nord 合計"]) == {
        "Nord Ergebnis",
        "Razem Nord",
        "Nord 合計",
    }


@pytest.mark.parametrize("cell", ["Summit", "Totally", "Saltillo", "Celkema", "Overalls", "Результат", "合", "Łódź"])
def test_a_name_like_a_word_of_sums_is_none(cell: str) -> None:
    assert totals_among([cell, "Nord"]) == set()


def test_a_column_of_a_million_ids_is_searched_in_a_moment() -> None:
    ids = [f"SO-{number:07}" for number in range(1_000_000)]
    began = time.process_time()
    assert totals_among(ids) == set()
    assert time.process_time() - began < 3
