"""A breakdown's lines read back, by the reader of plan.yml, as the same breakdown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.workspace.breakdown_lines import breakdown_lines
from salesplan_nb.workspace.plan import Breakdown, Lock, RepBreakdown
from salesplan_nb.workspace.yamlfile import parsed

NAMES = st.one_of(
    st.sampled_from(["NO", "0123", "1.10", "12:30:45", "a: b", "# c", "{x}", '"quoted"', "back\\slash", "Süd", "null"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(lambda t: t.strip() == t),
)
CENTS = st.integers(0, 10**13).map(lambda cents: Decimal(cents) / 100)


def read_back(breakdown: Breakdown) -> Breakdown:
    """As a workspace reads it."""
    return Breakdown.model_validate(parsed(breakdown_lines(breakdown).encode(), "plan.yml").value("breakdown"))


@st.composite
def locks(draw: st.DrawFn) -> Lock:
    keys: dict[str, object] = {"reason": draw(NAMES)}
    for key in ("region", "product_family", "channel"):
        if draw(st.booleans()):
            keys[key] = draw(NAMES)
    if draw(st.booleans()):
        keys[draw(st.sampled_from(["rep"]))] = draw(st.sampled_from(["R014", "0123", "NO", "a.b-c"]))
    keys |= draw(st.sampled_from([{}, {"month": "2027-03"}, {"period": "2027-Q1"}, {"period": "2027-02..2027-12"}]))
    for key in draw(st.sampled_from([["amount"], ["floor"], ["cap"], ["floor", "cap"]])):
        keys[key] = draw(CENTS)
    return Lock.model_validate(keys)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(locks(), max_size=4),
    st.sampled_from(["seasonal", "even", "working_days", "prior_year", "manual"]),
    st.sampled_from([None, "even"]),
    st.sampled_from([None, "potential", "manual"]),
    st.sampled_from([1, 1000]),
    NAMES,
    st.booleans(),
)
def test_what_was_tried_reads_back_as_it_was(
    held: list[Lock], month: str, quarter: str | None, channel: str | None, step: int, rest: str, people: bool
) -> None:
    rep = RepBreakdown(basis="potential", round_to=step, remainder=rest) if people else None
    made = Breakdown.model_validate(
        {
            "goal": "2027", "quarter": quarter, "month": month, "week": "working_days" if people else None,
            "region": "even", "product_family": "seasonal", "channel": channel, "round_to": step, "remainder": rest,
            "rep": rep, "locks": held,
        }
    )  # fmt: skip
    assert read_back(made) == made


@pytest.mark.parametrize(("units", "written"), [("240", "amount: 240,"), ("240.50", "amount: 240.50,")])
def test_amounts_are_written_in_whole_units_where_they_are(units: str, written: str) -> None:
    lock = Lock(region="A", amount=units, reason="agreed")  # type: ignore[arg-type]
    assert written in breakdown_lines(Breakdown(goal="g", locks=[lock]))
