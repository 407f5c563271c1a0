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


@pytest.mark.parametrize(
    "day", ["12-11-2026", "12.11.2026", "1/2/2026", "2026-11-12", "12 November 2026", "12. Nov. 2026", "Nov 12, 2026"]
)
def test_a_day_is_no_year_of_the_months_where_something_else_tells_one(day: str) -> None:
    assert months(FISCAL, "Fiscal year 2025", f"printed {day} by M. de Wit")[0] == OF_2025
    alone = f"as of {day.replace('2026', '2025')}"
    assert months(FISCAL, alone)[0] == OF_2025
    assert months(FISCAL, "Fiscal year 2025", "forecast 3+9 2026") == ([], "", "")  # that is no day


CALENDAR = [FISCAL[-1], *FISCAL[:-1]]
APRIL = [*CALENDAR[3:], *CALENDAR[:3]]
SPANS = ["FY2025/26", "2025-26", "FY25-26", "FY 2025/2026", "FY25-FY26", "Sales 2025–26"]


@pytest.mark.parametrize("title", SPANS)
@pytest.mark.parametrize("names", [CALENDAR, CALENDAR[:6], CALENDAR[3:6]])
def test_months_in_the_order_of_the_calendar_under_a_span_of_two_years_are_of_neither(
    names: list[str], title: str
) -> None:
    # January to December 2025, or April to December 2025 with January to March 2026 before them: nothing says which.
    assert months(names, title) == ([], "", "")


@pytest.mark.parametrize("title", SPANS)
def test_months_that_go_on_into_the_next_year_are_of_the_span_they_stand_under(title: str) -> None:
    assert months(APRIL, title)[0] == [*OF_2025[2:], "2026-02", "2026-03"]


def test_april_to_december_are_of_the_first_year_of_a_span_which_alone_has_a_december() -> None:
    assert months(CALENDAR[3:], "FY2025/26")[0] == OF_2025[2:-1]


@pytest.mark.parametrize("stem", ["sales_FY2025_26", "sales 2025-26"])
def test_a_span_in_the_name_of_the_file_counts_as_much_with_the_mark_that_names_of_files_allow(stem: str) -> None:
    assert months(CALENDAR, stem=stem) == ([], "", "")
    assert months(APRIL, stem=stem)[0][-1] == "2026-03"


def test_a_span_is_not_outvoted_by_a_lone_year_elsewhere() -> None:
    assert months(CALENDAR, "FY2025/26", stem="sales 2025") == ([], "", "")


def test_first_and_last_month_with_their_years_say_more_than_a_span() -> None:
    found, _assumed, _last = months(CALENDAR, "FY2025/26", "January 2026 – December 2026")
    assert (found[0], found[-1]) == ("2026-01", "2026-12")


@pytest.mark.parametrize("title", ["FY2025/26 and FY2026/27", "2025-28"])
def test_more_than_two_years_say_none_to_months_in_any_order(title: str) -> None:
    assert months(APRIL, title) == ([], "", "")
    assert months(CALENDAR[3:], title) == ([], "", "")


@pytest.mark.parametrize(("stem", "last"), [("sales 2025-10", "2025-12"), ("sales 2005-11", "2005-12")])
def test_a_month_behind_a_year_is_no_span(stem: str, last: str) -> None:
    assert months(CALENDAR, stem=stem)[0][-1] == last


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


def wide(names: list[str]) -> str:
    rows = [",".join([store, *(f"{i + at}.50" for i in range(12))]) for store, at in (("Oslo", 10), ("Bergen", 30))]
    return "\n".join([",".join(["Store", *names]), *rows]) + "\n"


def test_a_span_that_tells_no_year_is_named_with_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text("FY2025/26\n" + wide(CALENDAR))
    with pytest.raises(PlanErrors, match=r"'FY2025/26' in the title names several without saying which of Jan to Dec"):
        init_from(tmp_path / "plan", [tmp_path / "sales.csv"])


def test_a_table_beside_the_orders_that_is_not_mapped_for_want_of_a_year_says_so(tmp_path: Path) -> None:
    (tmp_path / "targets 2025-26.csv").write_text(wide(CALENDAR))
    orders = [f"{i},2025-{i % 12 + 1:02d}-15,{i * 7 + 3}.10" for i in range(1, 60)]
    (tmp_path / "orders.csv").write_text("\n".join(["order,date,net", *orders]) + "\n")
    _folder, proposal = init_from(tmp_path / "plan", sorted(tmp_path.glob("*.csv")))
    (why,) = [one.why for one in proposal.unmapped if one.file.startswith("targets")]
    assert "names several without saying which of Jan to Dec are of which: write in sources.yml" in why
