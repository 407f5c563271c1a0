from __future__ import annotations

import pytest

from salesplan_nb.measures import funnel
from tests.kpis.cubes import cube_of, deals, orders

DAYS = ["2025-10-31", "2025-11-01", "2026-10-31", "2026-11-01"]


@pytest.mark.parametrize(
    ("first", "period", "entered"),
    [("2024-01", "2025-11..2026-10", 2), ("2025-11", "2025-11..2026-10", 2), ("2026-02", "2026-02..2026-10", 1)],
)
def test_the_funnel_is_of_the_months_that_conversion_is_told_for(first: str, period: str, entered: int) -> None:
    """Twelve months to as_of, or since the first order: of deals created in Oct and Nov 2025, Oct and Nov 2026."""
    made = deals(*[(day, "2026-10-31", "won", {}) for day in DAYS])
    table = funnel(cube_of("2026-10", opportunities=made, orders=orders((first, "C1", 100))))
    assert table[["stage", "period", "entered"]].values.tolist() == [["all", period, entered]]
