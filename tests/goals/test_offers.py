"""What may be tried: the bases that the data give, and for the others why not."""

from __future__ import annotations

import pandas as pd
import pytest

from salesplan_nb.calendars import Period
from salesplan_nb.goals import offers, rebased

from .test_breakdown import NO_ACCOUNTS, goals_of, ground, plan
from .test_breakdown_locks import FOUR, held, lock

YEAR = Period("2027-01", "2027-12")


def why(cells: pd.DataFrame, accounts: pd.DataFrame = NO_ACCOUNTS, **keys: object) -> dict[tuple[str, str], str]:
    found = offers(YEAR, plan(**keys), ground(cells, accounts=accounts))
    return {(level, basis): reason for level, basis, reason in found.itertuples(index=False)}


def levels(cells: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(level for level, _ in why(cells)))


def test_two_years_of_two_regions_bear_all_but_potential_and_manual() -> None:
    found = why(FOUR)
    assert {key for key, reason in found.items() if reason} == {
        ("month", "manual"), ("region", "manual"), ("region", "potential"),
        ("product_family", "manual"), ("product_family", "potential"),
    }  # fmt: skip
    assert found["region", "potential"] == "no customer of the table customers is in one of these regions"
    assert found["product_family", "potential"] == "only regions have one, from their accounts"
    assert found["region", "manual"] == "no lock says what a region holds"


def test_a_short_history_has_no_season_and_no_year_before() -> None:
    found = why(FOUR[FOUR.month <= "2025-08"])
    assert found["month", "prior_year"] == "the data, from 2025-01, does not hold every month of the year before"
    assert "there are 8" in found["month", "seasonal"]
    assert not found["month", "even"]
    assert not found["month", "working_days"]


def test_accounts_that_do_not_buy_yet_are_a_potential() -> None:
    accounts = pd.DataFrame(
        [("a", "A", "x", 90), ("b", "B", "x", 0)], columns=["customer_id", "region", "segment", "amount_cents"]
    )
    assert not why(FOUR, accounts)["region", "potential"]


def test_by_hand_is_offered_where_a_lock_names_the_level() -> None:
    found = why(FOUR, locks=[lock(region="A", amount=100)])
    assert not found["region", "manual"]
    assert found["month", "manual"]
    people = why(FOUR, locks=[lock(rep="R1", month="2027-01", amount=100)])
    assert people["month", "manual"], "a quota's lock states no target"


def test_a_level_without_two_members_is_not_there_to_be_shared() -> None:
    assert levels(FOUR) == ["month", "region", "product_family"]
    assert levels(FOUR[FOUR.region == "A"]) == ["month", "product_family"]
    assert levels(FOUR.assign(channel="unassigned")) == ["month", "region", "product_family"]
    two = pd.concat([FOUR.assign(channel="web"), FOUR.assign(channel="direct")])
    assert levels(two) == ["month", "region", "product_family", "channel"]


@pytest.mark.parametrize("basis", ["seasonal", "even", "working_days", "prior_year"])
def test_what_is_offered_can_be_shared_by(basis: str) -> None:
    for level, offered in ((level, basis) for (level, basis), reason in why(FOUR).items() if not reason):
        found = rebased(goals_of(1200_00), plan(month=basis), ground(FOUR), bases={level: offered})
        assert found.target.sum() == 1200_00


def test_a_level_can_be_taken_out_of_a_trial() -> None:
    cells = pd.concat([FOUR.assign(channel="web"), FOUR.assign(channel="direct")])
    own = plan(channel="even")
    found = rebased(goals_of(1200_00), own, ground(cells), bases={"channel": None})
    assert set(found.channel) == {""}
    assert held(found, {"region": "A"}) == 720_00
