"""Cells that name sums of other rows."""

from __future__ import annotations

import pytest

from salesplan_nb.files.totals import LIKELY, WORDS, is_total, totals_among


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


def test_the_quick_search_misses_no_word() -> None:
    assert all(LIKELY.search(word) for word in WORDS)
