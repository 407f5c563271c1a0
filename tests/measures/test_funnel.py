from __future__ import annotations

from salesplan_nb.measures import funnel
from tests.kpis.cubes import cube_of, deals


def test_the_funnel_is_of_the_deals_created_in_the_twelve_months_to_as_of() -> None:
    """Created in Oct 2025 (too early), Nov 2025 and Oct 2026 (first and last month), Nov 2026 (not known yet)."""
    days = ["2025-10-31", "2025-11-01", "2026-10-31", "2026-11-01"]
    table = funnel(cube_of("2026-10", opportunities=deals(*[(day, "2026-10-31", "won", {}) for day in days])))
    assert table[["stage", "period", "entered"]].values.tolist() == [["all", "2025-11..2026-10", 2]]
