"""What the sample's generator planted, found by stage 1 from the raw files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from ruamel.yaml import YAML

from salesplan_nb import objectives
from salesplan_nb.kpis import competitor_outcomes, market_months
from tests.kpis.cubes import SAMPLE, SAMPLE_TABLES, FakeCube, cube_in, sample_connection, sample_frames

AS_OF = "2026-10"


@pytest.fixture(scope="module")
def effects() -> Any:
    return YAML(typ="safe").load((SAMPLE.parent / "truth.yml").read_text(encoding="utf-8"))["effects"]


@pytest.fixture(scope="module")
def sample() -> Iterator[tuple[FakeCube, dict[str, pd.DataFrame]]]:
    connection = sample_connection()
    yield cube_in(AS_OF, connection, *SAMPLE_TABLES), sample_frames(connection)
    connection.close()


def test_the_growing_and_the_shrinking_segment_and_the_total_hold_their_planted_rates(
    sample: Any, effects: Any
) -> None:
    table = objectives.trends(sample[1], AS_OF, np.random.default_rng(2027)).set_index(["dimension", "member"])
    total, food, chemicals = (
        table.loc[("total", "")],
        table.loc[("segment", "Food")],
        table.loc[("segment", "Chemicals")],
    )
    assert total.low < effects["trend"]["growth_per_year"] < total.high
    assert food.low < effects["segment_growth"]["growth_per_year"] < food.high
    assert chemicals.low < effects["segment_decline"]["growth_per_year"] < chemicals.high
    assert (total.verdict, food.verdict) == ("growing", "growing")
    assert chemicals.rate < 0
    assert (table["low"] < table["high"]).all()


def test_the_planted_months_lie_in_the_intervals_of_the_season(sample: Any, effects: Any) -> None:
    history = sample[1]["total"].set_index("month")["amount_cents"].sort_index()
    table = objectives.seasonality(history, np.random.default_rng(2027))
    planted = 12 * np.array(effects["seasonality"]["month_shares_january_first"])
    inside = (table["low"].to_numpy() <= planted) & (planted <= table["high"].to_numpy())
    assert inside.sum() >= 10  # 95% each, and they lean on one another
    assert np.abs(table["index"].to_numpy() - planted).max() < 0.12


def test_the_mix_shifts_from_chemicals_to_food(sample: Any) -> None:
    shift = objectives.mix(sample[1], AS_OF).set_index("member")["shift"]
    assert shift["Food"] > 0.03
    assert shift["Chemicals"] < -0.02


def test_corvex_is_the_one_competitor_below_the_rate_of_all(sample: Any, effects: Any) -> None:
    table = objectives.competitors(competitor_outcomes(sample[0]), AS_OF).set_index("competitor")
    assert table[table["verdict"] == "below"].index.tolist() == [effects["competitor"]["competitor"]]
    corvex = table.loc["Corvex"]
    planted = (3 * effects["competitor"]["win_rate_before"] + 9 * effects["competitor"]["win_rate_since"]) / 12
    assert corvex.low < planted < corvex.high
    assert corvex.rate_before == pytest.approx(effects["competitor"]["win_rate_before"], abs=0.02)


def test_the_planted_growth_of_the_markets_is_found(sample: Any, effects: Any) -> None:
    cube, frames = sample
    table = objectives.market(
        frames["segment"].rename(columns={"member": "segment"}), market_months(cube), [], AS_OF
    ).set_index("segment")
    for name, effect in (("Food", "segment_growth"), ("Chemicals", "segment_decline")):
        assert table.loc[name, "market_growth"] == pytest.approx(effects[effect]["market_growth_per_year"], abs=0.012)
    assert (table["share"] < 0.03).all()
