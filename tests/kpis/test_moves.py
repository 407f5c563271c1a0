"""Customers lost, kept and won: small ledgers by hand, the sample against plain SQL."""

from __future__ import annotations

import pandas as pd
import pytest

from salesplan_nb.kpis import MOVES, customer_moves
from tests.kpis.cubes import SAMPLE_TABLES, cube_in, cube_of, orders, sample_connection

NAMED = (
    ("2024-03", "old", 500),  # long ago; back in 2026: returned
    ("2026-05", "old", 700),
    ("2025-02", "gone", 900),  # lost, though a credit note comes late
    ("2026-02", "gone", -100),
    ("2025-12", "kept", 300),  # 300 + 100 before, 1000 now
    ("2025-01", "kept", 100),
    ("2026-01", "kept", 1000),
    ("2026-12", "fresh", 250),  # first order ever
    ("2024-12", "credit", 40),  # 2024 only, then a credit note alone
    ("2025-06", "credit", -60),
    ("2025-07", "", 20),
    ("2026-07", "unassigned", 35),
)


def moves(*rows: tuple[str, str, int], as_of: str = "2026-12") -> pd.DataFrame:
    return customer_moves(cube_of(as_of, orders=orders(*rows)))


def test_every_customer_moves_in_one_way_and_all_orders_are_there() -> None:
    found = moves(*NAMED).set_index("move")
    assert list(found.index) == list(MOVES)
    assert found.customers.to_dict() == {"lost": 1, "stayed": 1, "returned": 1, "new": 1, "other": 0}
    assert found.before_cents.to_dict() == {"lost": 900, "stayed": 400, "returned": 0, "new": 0, "other": -60 + 20}
    assert found.now_cents.to_dict() == {"lost": -100, "stayed": 1000, "returned": 700, "new": 250, "other": 35}


def test_orders_after_as_of_do_not_count_and_rows_come_in_any_order() -> None:
    later = moves(*NAMED, ("2027-01", "gone", 5000))
    pd.testing.assert_frame_equal(later, moves(*NAMED))
    pd.testing.assert_frame_equal(moves(*reversed(NAMED)), moves(*NAMED))


@pytest.mark.parametrize(("first", "told"), [("2025-01", True), ("2025-02", False)])
def test_under_24_months_nobody_is_lost_or_new(first: str, told: bool) -> None:
    found = moves((first, "a", 100), ("2026-12", "b", 100))
    assert found.empty is not told


def test_without_customers_there_are_no_rows() -> None:
    nameless = orders(("2024-01", "", 1)).drop(columns="customer_id")
    assert customer_moves(cube_of("2026-12", orders=nameless)).empty


def test_the_samples_moves_are_those_of_plain_sql() -> None:
    connection = sample_connection()
    rows = connection.execute(
        """with c as (select customer_id, min(month) as first,
             coalesce(sum(amount_cents) filter (month between '2024-11' and '2025-10'), 0) as b,
             coalesce(sum(amount_cents) filter (month between '2025-11' and '2026-10'), 0) as n
           from orders group by 1)
           select count(*) filter (b > 0 and n <= 0), sum(b) filter (b > 0 and n <= 0),
             count(*) filter (b > 0 and n > 0), sum(n - b) filter (b > 0 and n > 0),
             count(*) filter (n > 0 and first >= '2025-11'), sum(n) filter (n > 0 and first >= '2025-11') from c"""
    ).fetchone()
    assert rows is not None
    found = customer_moves(cube_in("2026-10", connection, *SAMPLE_TABLES)).set_index("move")
    stayed = int(found.now_cents["stayed"] - found.before_cents["stayed"])
    assert rows == (
        found.customers["lost"], found.before_cents["lost"], found.customers["stayed"], stayed, found.customers["new"],
        found.now_cents["new"],
    )  # fmt: skip
    connection.close()
