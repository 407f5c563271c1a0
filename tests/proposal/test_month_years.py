"""Months without a year in columns: which year they are of, and which not."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from salesplan_nb.errors import PlanErrors
from salesplan_nb.files import Layout
from salesplan_nb.proposal.inputs import inputs
from salesplan_nb.proposal.loading import Sheet
from salesplan_nb.proposal.propose import init_from

FISCAL = ["Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan"]
OF_2025 = [*(f"2025-{month:02d}" for month in range(2, 13)), "2026-01"]


def months(
    names: list[str], *above: str, stem: str = "sales", tab: str = "", empty: int = 0
) -> tuple[list[str], str, str]:
    """Months of the columns, what was assumed, and the last day that the data reach."""
    cells = {"Store": ["Oslo", "Bergen"]} | {
        name: ["", ""] if i >= len(names) - empty else [f"{i + 10}.50", f"{i + 20}.25"] for i, name in enumerate(names)
    }
    sheet = Sheet(Path(f"{stem}.csv"), f"{stem}.csv", Layout(), pa.table(cells), frozenset(), above, tab)
    (found,) = inputs([sheet])
    if found.months is None:
        return [], "", ""
    days = found.profile("month").days
    assert days is not None
    return [dict(days.replaced)[name] for name in found.months.each], found.months.assumed, str(days.high)


@pytest.mark.parametrize(
    "title", ["Fiscal year 2025, USD", "FY2025/26, USD", "FY25-26", "Fiscal year 2025 (February 2025 – January 2026)"]
)
def test_january_after_december_is_of_the_next_year(title: str) -> None:
    found, assumed, _last = months(FISCAL, title)
    assert found == OF_2025
    assert assumed == f"the months are Feb 2025 to Jan 2026, after {title!r} in the title"


def test_the_last_month_is_the_last_that_is_filled() -> None:
    assert months(FISCAL, "FY2025", empty=3)[2] == "2025-10-31"


@pytest.mark.parametrize("names", [FISCAL[::-1], sorted(FISCAL)])
def test_columns_in_no_order_of_months_say_no_year(names: list[str]) -> None:
    assert months(names, "Fiscal year 2025") == ([], "", "")


def test_two_years_that_are_no_span_say_none() -> None:
    assert months(FISCAL, "Fiscal year 2025", "printed in 2026") == ([], "", "")


def test_the_name_of_the_file_is_said_to_tell_where_it_does() -> None:
    found, assumed, _last = months(FISCAL, stem="sales 2025")
    assert (found, assumed) == (
        OF_2025,
        "the months are Feb 2025 to Jan 2026, after 'sales 2025' in the name of the file",
    )


def test_the_name_of_an_only_sheet_tells_too() -> None:
    found, assumed, _last = months(FISCAL, "USD", tab="FY25-26")
    assert (found, assumed) == (
        OF_2025,
        "the months are Feb 2025 to Jan 2026, after 'FY25-26' in the name of the sheet",
    )


def test_the_plan_follows_the_last_month_that_is_filled_and_passes_its_own_check(tmp_path: Path) -> None:
    data = tmp_path / "sales.csv"
    stores = (("Oslo", 10), ("Bergen", 20))
    rows = [",".join([store, *(f"{i + at}.50" for i in range(9)), "", "", ""]) for store, at in stores]
    data.write_text("\n".join(["Fiscal year 2025", ",".join(["Store", *FISCAL]), *rows]) + "\n")
    _folder, proposal = init_from(tmp_path / "plan", [data])
    assert "what follows 2025-10, the last complete month" in proposal.plan
    assert not proposal.refused


def test_months_that_nothing_gives_a_year_are_refused_with_what_to_write(tmp_path: Path) -> None:
    data = tmp_path / "sales.csv"
    rows = [",".join([store, *(f"{i + at}.50" for i in range(12))]) for store, at in (("Oslo", 10), ("Bergen", 30))]
    data.write_text("\n".join([",".join(["Store", *FISCAL]), *rows]) + "\n")
    with pytest.raises(PlanErrors, match=r"12 columns are months without a year.*Feb: YYYY-02, \.\.\., Jan: YYYY-01"):
        init_from(tmp_path / "plan", [data])
