"""Months of which some are no sales: what stands above them is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.proposal.propose import proposed

ROWS = "".join(f"R{i},{i + 10}.00,{i + 20}.50,{i + 30}.00,{i + 40}.25\n" for i in range(20))
SAID = "orders: all months count as sales, whatever stands above them: "


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ("Region,Actual,,Forecast,", ["'Region', 'Actual', 'Forecast'"]),
        (",Net,,Cost,", ["'Net', 'Cost'"]),
        ("Sales by region,,,,", []),  # a title
        ("Sales, by region,,,", []),  # a title with the mark between cells in it
    ],
)
def test_headings_over_groups_of_months_are_said(tmp_path: Path, above: str, said: list[str]) -> None:
    text = f"{above}\nRegion,2026-01,2026-02,2026-03,2026-04\n{ROWS}"
    (tmp_path / "sales.csv").write_text(text, encoding="utf-8")
    assumed = proposed([tmp_path / "sales.csv"], tmp_path / "plan").assumed
    assert [line for line in assumed if line.startswith(SAID)] == [SAID + names for names in said]
