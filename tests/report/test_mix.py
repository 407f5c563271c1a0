"""What the charts of the market say of many members, worked by hand."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.objectives import Objectives
from salesplan_nb.report import market
from salesplan_nb.report.objects import Chart
from salesplan_nb.results import framed


def shifts(**cents: tuple[int, int]) -> pd.DataFrame:
    """The table `mix` of families with so many cents before and now."""
    before, now = (sum(pair[i] for pair in cents.values()) for i in (0, 1))
    rows = [
        ("product_family", name, was, is_now, is_now / was - 1, was / before, is_now / now, is_now / now - was / before)
        for name, (was, is_now) in cents.items()
    ]
    return framed(Objectives, "mix", rows)


def test_the_rest_of_the_members_is_no_subject() -> None:
    """Eight families of 1,000 before and now; three small ones lost 20 each, 6 points together, and nobody more."""
    small = dict.fromkeys(("f", "g", "h"), (100, 80))
    chart = market.mix(
        shifts(a=(200, 220), b=(150, 160), c=(150, 160), d=(100, 110), e=(100, 110), **small),
        "product_family",
        "2026-10",
    )
    assert isinstance(chart, Chart)
    assert "others from 30% to 24%" in chart.desc
    assert not [words for words in (chart.claim, chart.reading) if "others" in words]
    assert chart.reading.startswith("a gained 2 points of share and f lost 2 points; without a we would have shrunk")


def test_a_small_member_that_moved_most_is_named_though_the_chart_sums_it_up() -> None:
    """Of 1,000, h goes from 10 to 80: 7 points, the only one that moves by more than 2."""
    cents = {"a": (300, 280), "b": (200, 190), "c": (150, 140), "d": (130, 120), "e": (110, 100), "f": (100, 90)}
    chart = market.mix(shifts(**cents, h=(10, 80)), "product_family", "2026-10")
    assert isinstance(chart, Chart)
    assert chart.claim == "h grew 700% and gained 7 points of share"
