"""What a breakdown that is tried moves: counted cell by cell, printed so that plan and change make what was tried."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.report.moves import apart, moved
from salesplan_nb.report.objects import Table

K = 1000_00


def table(*rows: tuple[str, str, str, int], channel: str = "") -> pd.DataFrame:
    made = [(m, r, f, channel, amount * K) for m, r, f, amount in rows]
    return pd.DataFrame(made, columns=["month", "region", "product_family", "channel", "target"])


# 1,000,000 in all; 60,000 goes from A to B, of which 10,000 in January and 50,000 in February
OWN = table(
    ("2027-01", "A", "x", 300), ("2027-01", "B", "x", 200), ("2027-02", "A", "x", 300), ("2027-02", "B", "x", 200)
)
TRIED = table(
    ("2027-01", "A", "x", 290), ("2027-01", "B", "x", 210), ("2027-02", "A", "x", 250), ("2027-02", "B", "x", 250)
)


def test_what_lies_elsewhere_is_what_some_cells_gained() -> None:
    assert apart(TRIED, OWN) == 60 * K
    assert apart(OWN, OWN) == 0
    # cell by cell, though no region moves: A and B change places between the months
    crossed = table(
        ("2027-01", "A", "x", 200), ("2027-01", "B", "x", 300), ("2027-02", "A", "x", 400), ("2027-02", "B", "x", 100)
    )
    assert apart(crossed, OWN) == 200 * K


def test_a_route_to_market_that_the_plan_does_not_share_moves_nothing() -> None:
    assert apart(OWN.assign(channel="web"), OWN) == 0
    assert moved(OWN.assign(channel="web"), OWN, currency="EUR") is None
    web, direct = OWN.assign(channel="web"), OWN.assign(channel="direct")
    assert apart(web, direct) == 1000 * K


def test_members_and_months_that_moved_are_listed_largest_first() -> None:
    found = moved(TRIED, OWN, currency="EUR")
    assert isinstance(found, Table)
    assert found.caption == "What moved most against the plan, EUR thousand"
    rows = [[str(getattr(cell, "text", cell)) for cell in row] for row in found.rows]
    assert [row[:2] for row in rows] == [["A", "Region"], ["B", "Region"]]
    assert found.claim == "A moves most: −60.0k against the plan"
    for row in rows:
        before, after, change = (int(cell.replace(",", "").replace("−", "-")) for cell in row[2:])
        assert after - before == change
    assert moved(OWN, OWN, currency="EUR") is None


def test_a_member_that_is_new_had_nothing() -> None:
    found = moved(
        table(("2027-01", "A", "x", 900), ("2027-01", "C", "x", 100)),
        table(("2027-01", "A", "x", 1000)),
        currency="EUR",
    )
    assert found is not None
    assert sorted(str(row[4]) for row in found.rows) == ["+100", "−100"]


def test_no_more_rows_than_a_reader_takes_in() -> None:
    many = [f"R{k:02d}" for k in range(20)]
    own = table(*[("2027-01", region, "x", 100 + 10 * k) for k, region in enumerate(many)])
    tried = own.assign(target=own.target.to_numpy()[::-1])
    found = moved(tried, own, currency="EUR")
    assert found is not None
    assert len(found.rows) == 6
    assert {str(getattr(row[0], "text", row[0])) for row in found.rows[:2]} == {"R00", "R19"}
