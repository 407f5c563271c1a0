"""Sentences of rivals."""

from __future__ import annotations

from dataclasses import replace

from salesplan_nb.report.wording import rivals

LONG = "W" * 300


def rival(name: str, verdict: str, rate: float = 0.2, before: int = 136) -> rivals.Rival:
    return rivals.Rival(
        name, round(150 * rate), 150, rate, rate - 0.06, rate + 0.07, round(before * 0.3), before, 0.3, verdict
    )


def test_a_rival_is_named_only_where_its_interval_leaves_out_the_mean() -> None:
    every = rivals.Rival("", 174, 600, 0.29, 0.25, 0.33, 171, 554, 0.31, "")
    assert (
        rivals.rivals_claim([rival("Corvex", "below")], every)
        == "Against Corvex we win 20% of deals; a year before it was 30%"
    )
    assert (
        rivals.rivals_claim([rival("Corvex", "below", before=0)], every)
        == "Against Corvex we win 20% of deals, under our 29%"
    )
    assert (
        rivals.rivals_claim([rival("Corvex", "unclear")], every)
        == "No rival stands out: we win 29% of 600 closed deals"
    )
    assert (
        rivals.rivals_reading([rival("A", "below"), rival("B", "below")], every)
        == "The whole intervals of A and B lie under our 29%."
    )


def test_a_rate_that_is_printed_like_the_mean_is_just_beside_it() -> None:
    every = rivals.Rival("", 174, 600, 0.294, 0.25, 0.33, 171, 554, 0.31, "")
    below = replace(rival("Corvex", "below", 0.288, before=0), high=0.291)
    assert rivals.rivals_claim([below], every) == "Against Corvex we win 29% of deals, just under our 29%"
    assert rivals.rivals_reading([below], every) == (
        "Corvex is the only rival whose whole interval (22.8 to 29.1%) lies under our 29.4%."
    )
    above = rival("none named", "above", 0.4, before=0)
    assert rivals.rivals_claim([above], every) == "With no rival named we win 40% of deals, above our 29%"
    assert rivals.rivals_reading([above], every) == "The whole interval of none named lies above our 29%."
    assert rivals.rivals_reading([rival("A", "unclear")], every) == (
        "Every interval holds our 29%: the differences may be chance."
    )
    assert rivals.rival_lead([rival("A", "unclear")]) is None
    assert rivals.rival_lead([rival("A", "below", 0.2), rival("B", "below", 0.1), above]) == 1
    assert len(rivals.rivals_claim([rival(LONG, "below")], every)) <= 72
    told = rivals.rivals_desc([rival("A", "unclear"), rival("B", "unclear", before=0)], every)
    assert told == ("All deals: 29%, 174 of 600; A: 20%, 14 to 27%, a year before 30%; B: 20%, 14 to 27%.")
