from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.calendars import Period
from salesplan_nb.kpis import LIBRARY, Measured, Value
from salesplan_nb.objectives import Objectives, Tables, swot
from salesplan_nb.objectives.evidence import Unreadable, found_cell, holds, percent
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import SwotItem

NAN = math.nan
CSAT = Measured(LIBRARY["csat"], Period("2025-11", "2026-10"), Value(0.81, 338, 0.77, 0.85), Value(0.86, 333))
CYCLE = Measured(
    LIBRARY["sales_cycle"], CSAT.period, Value(NAN, 0, reason="the data has no opportunities"), Value(NAN, 0)
)
TABLES = Tables(
    trend=framed(
        Objectives,
        "trend",
        [
            ("total", "", 9, 0.08, 0.03, 0.13, "growing", 36),
            ("segment", "Food", 5, 0.236, 0.17, 0.305, "growing", 36),
            ("segment", "Chemicals", -5, -0.049, -0.099, -0.001, "shrinking", 36),
            ("segment", "New", 0, NAN, NAN, NAN, "too short", 9),
            ("product_family", "Flow", 1, 0.01, -0.02, 0.04, "unclear", 36),
        ],
    ),
    mix=framed(Objectives, "mix", [("segment", "Food", 100, 132, 0.32, 0.25, 0.299, 0.049)]),
    competitors=framed(
        Objectives,
        "competitors",
        [
            ("", 60, 300, 0.2, 0.16, 0.25, 0, 0, NAN, ""),
            ("Corvex", 10, 100, 0.1, 0.055, 0.174, 0, 0, NAN, "below"),
            ("Tessera", 30, 100, 0.3, 0.219, 0.396, 0, 0, NAN, "above"),
            ("none named", 10, 100, 0.1, 0.055, 0.174, 0, 0, NAN, "below"),
        ],
    ),
    market=framed(
        Objectives,
        "market",
        [
            ("Food", 1, 10, 0.1, 0.3, 0.2, 0, 0, "", ""),
            ("Chemicals", 1, 10, 0.1, -0.05, 0.04, 0, 0, "", ""),
        ],
    ),
    kpis={"csat": CSAT, "sales_cycle": CYCLE},
)


def item(evidence: str, holds_if: str | None = None, date: str | None = None) -> SwotItem:
    return SwotItem.model_validate(
        {"kind": "challenge", "statement": "So it is", "evidence": evidence, "holds_if": holds_if, "date": date}
    )


RATES, TREND, MIX, MARKET = (f"tables/objectives/{name}: " for name in ("competitors", "trend", "mix", "market"))
FOOD = "dimension=segment, member=Food"


@pytest.mark.parametrize(
    ("text", "place", "value", "reading"),
    [
        ("win_rate competitor=Corvex", RATES + "competitor=Corvex", 0.1, "10% of 100 closed deals (6% to 17%)"),
        ("trend segment=food", TREND + FOOD, 0.236, "+24% a year (+17% to +30%)"),
        ("trend", TREND + "dimension=total", 0.08, "+8% a year (+3% to +13%)"),
        ("share segment='Food'", MIX + FOOD, 0.299, "30% of the latest 12 months"),
        ("growth segment=Food", MIX + FOOD, 0.32, "+32% against the 12 months before"),
        ("shift segment=Food", MIX + FOOD, 0.049, "25% → 30% of the total"),
        ("market_growth segment=food", MARKET + "segment=Food", 0.2, "market +20%, we +30%"),
        ("market_share segment=food", MARKET + "segment=Food", 0.1, "10% of the market"),
        ("csat", "tables/measures/kpis: kpi=csat", 0.81, "81% in Nov 2025 to Oct 2026"),
    ],
)
def test_evidence_leads_to_a_cell_and_reads_it_out(text: str, place: str, value: float, reading: str) -> None:
    cell = found_cell(text, TABLES)
    assert (cell.place, cell.value, cell.reading) == (place, value, reading)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("our gut", "no such measure in this plan"),
        ("feeling", "no such measure"),
        ("win_rate competitor=Nobody", "the table competitors has no competitor 'Nobody'"),
        ("win_rate region=DACH", "win_rate is told by competitor, not by region"),
        ("share", "share is told by segment or product_family, not by nothing"),
        ("trend segment=New", "too short"),
        ("sales_cycle", "Sales cycle: the data has no opportunities"),
        ("attainment", "was not measured"),
        ("", "cannot read"),
    ],
)
def test_evidence_that_cannot_be_found_makes_the_item_stale_and_says_why(text: str, because: str) -> None:
    with pytest.raises(Unreadable, match=because if text != "our gut" else "cannot read"):
        found_cell(text, TABLES)
    if text:
        row = swot([item(text)], TABLES).iloc[0]
        assert row.state == "stale"
        assert row.reading


def test_an_item_holds_while_its_cell_is_as_it_says_and_is_stale_after() -> None:
    below, above = (
        swot([item("win_rate competitor=Corvex", rule)], TABLES).iloc[0] for rule in ("below 50%", "above 15%")
    )
    assert (below.state, below.evidence) == ("holds", "tables/objectives/competitors: competitor=Corvex")
    assert above.state == "stale"
    assert above.reading == "10% of 100 closed deals (6% to 17%); the item holds only if above 15%"


def test_a_rule_that_cannot_be_read_makes_the_item_stale() -> None:
    for rule in ("at most 50%", "below many", "below"):
        assert swot([item("csat", rule)], TABLES).iloc[0].state == "stale"


def test_a_dated_source_from_outside_is_neither_held_nor_stale() -> None:
    row = swot([item("Trade press, p. 3", date="2026-09-01")], TABLES).iloc[0]
    assert (row.state, row.evidence) == ("outside", "Trade press, p. 3, 2026-09-01")


def test_the_data_names_growing_and_shrinking_members_and_surely_different_competitors() -> None:
    """Chemicals' market grows by 4%, more than the top of our trend there (-0.1%); Food's 20% is below our 30.5%."""
    rows = swot([], TABLES)[["origin", "kind", "statement", "state"]].values.tolist()
    assert rows == [
        ["data", "opportunity", "Food grows", "holds"],
        ["data", "challenge", "Chemicals shrinks", "holds"],
        ["data", "challenge", "We win less often against Corvex than overall", "holds"],
        ["data", "strength", "We win more often against Tessera than overall", "holds"],
        ["data", "challenge", "The Chemicals market grows faster than we do in it", "holds"],
    ]


def test_what_the_plan_already_says_of_a_cell_is_not_found_again() -> None:
    rows = swot([item("trend segment=food"), item("win_rate competitor=Corvex", "above 90%")], TABLES)
    assert rows["origin"].tolist() == ["plan", "plan", "data", "data", "data"]
    assert rows["evidence"].is_unique


def test_an_interval_that_excludes_zero_never_reads_as_if_it_touched_it() -> None:
    shrinking = swot([], TABLES).set_index("statement").loc["Chemicals shrinks", "reading"]
    assert shrinking == "−4.9% a year (−9.9% to −0.1%)"


def test_without_tables_nothing_is_found() -> None:
    empty = Tables(*(framed(Objectives, name, []) for name in ("trend", "mix", "competitors", "market")), kpis={})
    assert swot([], empty).empty
    assert swot([item("trend segment=Food")], empty).iloc[0].state == "stale"
    assert swot([item("csat")], replace(empty, kpis={"csat": CSAT})).iloc[0].state == "holds"


@given(st.text(max_size=60))
def test_any_text_is_a_cell_or_unreadable(text: str) -> None:
    with suppress(Unreadable):
        assert found_cell(text, TABLES).place.startswith("tables/")


@given(st.floats(-50, 50, allow_nan=False))
def test_percent_has_a_true_minus_and_no_negative_zero(value: float) -> None:
    text = percent(value, sign=True)
    assert "-" not in text
    assert abs(float(text.replace("−", "-").replace(",", "").rstrip("%")) / 100 - value) <= 0.005 + 1e-9
    assert text == "0%" or text[0] in "+−"


def test_a_value_at_the_limit_is_neither_below_nor_above() -> None:
    assert not holds("below 50%", 0.5)
    assert not holds("above 50%", 0.5)


def test_the_declared_come_first_in_their_order() -> None:
    rows = swot([item("csat"), item("trend")], TABLES)
    assert rows["origin"].tolist()[:3] == ["plan", "plan", "data"]
    assert isinstance(rows, pd.DataFrame)
