from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pandas as pd
import pytest

from salesplan_nb.report import workbook as made
from salesplan_nb.report.page import page
from salesplan_nb.report.wording.quality import redacted_words
from salesplan_nb.report.workbook import formats
from salesplan_nb.report.workbook.book import Book
from salesplan_nb.report.workbook.columns import Column
from salesplan_nb.report.workbook.where import Where, sum_where
from tests.office import named
from tests.report import fakes

EVERY = [
    "Cover",
    "Targets",
    "Target cells",
    "Quotas",
    "Attainment",
    "Capacity",
    "Budget",
    "KPIs",
    "Tracking",
    "Forecast",
    "Segments",
    "Tactics",
    "Channels",
    "Assumptions",
    "Data",
    "To-dos",
]


def read(data: bytes, *, values: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


@pytest.fixture(scope="module")
def data() -> bytes:
    return made.workbook(fakes.complete(), fakes.IDENTITY)


@pytest.fixture(scope="module")
def values(data: bytes) -> Any:
    return read(data, values=True)


@pytest.fixture(scope="module")
def formulas(data: bytes) -> Any:
    return read(data, values=False)


@pytest.fixture(scope="module")
def bare() -> Any:
    return read(made.workbook(fakes.minimal(), fakes.IDENTITY), values=True)


def cells(sheet: Any) -> list[Any]:
    return [cell.value for row in sheet.iter_rows() for cell in row]


def column(sheet: Any, title: str) -> list[Any]:
    """The cells under a heading, down to the first that is empty in all columns."""
    (head,) = [cell for row in sheet.iter_rows(min_row=4, max_row=8) for cell in row if cell.value == title]
    return [sheet.cell(r, head.column).value for r in range(head.row + 1, sheet.max_row + 1)]


def test_the_same_plan_has_the_same_bytes(data: bytes, values: Any) -> None:
    assert made.workbook(fakes.complete(), fakes.IDENTITY) == data
    assert values.properties.created == made.CREATED  # else two runs in different seconds differ


def test_a_plan_with_everything_has_every_sheet(values: Any) -> None:
    assert values.sheetnames == EVERY


def test_a_topic_that_is_not_planned_has_no_sheet_and_the_cover_says_what_to_add(bare: Any) -> None:
    assert bare.sheetnames == ["Cover", "Targets", "Target cells", "Assumptions", "Data", "To-dos"]
    told = {row[0].value: row[1].value for row in bare["Cover"].iter_rows(min_col=1, max_col=2)}
    assert "Add budget: to plan.yml" in told["Budget"]
    assert set(EVERY) - set(bare.sheetnames) <= set(told)


def test_the_cover_has_the_first_screens_figures_as_numbers(values: Any) -> None:
    # fakes: goal 28.8M; with this plan 25.9, 27.9, 29.9M; if nothing changes 24.0, 25.6, 27.2M; chance 28%, 19 to 39%
    expected = {
        "goal": 28_800_000,
        "plan_low": 25_900_000,
        "plan_middle": 27_900_000,
        "plan_high": 29_900_000,
        "nothing_low": 24_000_000,
        "nothing_middle": 25_600_000,
        "nothing_high": 27_200_000,
        "short_of_goal": 900_000,
        "chance": 0.28,
        "chance_low": 0.19,
        "chance_high": 0.39,
    }
    assert {name: pytest.approx(named(values, name), abs=1e-9) for name in expected} == expected


def test_what_is_short_of_the_goal_is_a_formula_of_names(formulas: Any) -> None:
    assert named(formulas, "short_of_goal") == "=goal-plan_middle"


def test_a_plan_above_its_goal_says_above_and_turns_the_formula() -> None:
    ends = (28.0, 30.0, 32.0)
    data = made.workbook(fakes.complete(resources=fakes.resources(plan_ends=ends, chance=0.7)), fakes.IDENTITY)
    assert named(read(data, values=False), "above_goal") == "=plan_middle-goal"
    assert named(read(data, values=True), "above_goal") == pytest.approx(30_000_000 - 28_800_000)


def test_the_cover_says_state_verdict_options_base_and_origin(values: Any) -> None:
    told = [str(v) for v in cells(values["Cover"]) if v is not None]
    for words in (
        "DRAFT, not signed",
        "We will probably miss EUR 28.8M (+20%).",
        "For you to decide by 15 Dec 2026",
        "Hire 4 more reps in DACH by 1 Feb.",
        "a" * 64,
    ):
        assert words in told
    assert any(text.startswith("What holds us back: people.") for text in told)
    assert any(text.startswith("Base 24.0M = Jan to Oct actual") for text in told)
    assert datetime(2026, 10, 31) in cells(values["Cover"])  # noqa: DTZ001 -- a calendar date


def test_each_option_has_its_cost_gain_and_chance_as_numbers(values: Any) -> None:
    (row,) = [r for r in values["Cover"].iter_rows(values_only=True) if r[0] == "Hire 4 more reps in DACH by 1 Feb."]
    assert row[1:5] == (400_000, 1_000_000, 28_800_000, 0.53)


def test_the_contents_link_to_every_sheet(formulas: Any) -> None:
    links = {
        cell.value: cell.hyperlink.location for row in formulas["Cover"].iter_rows() for cell in row if cell.hyperlink
    }
    assert list(links) == EVERY[1:]
    assert all(location.replace("'", "") == f"{name}!A1" for name, location in links.items())


def test_totals_have_names_and_are_the_plans(values: Any) -> None:
    results = fakes.complete()
    assert named(values, "targets_total") * 100 == pytest.approx(int(results.goals.targets.target.sum()))
    assert named(values, "quotas_total") * 100 == pytest.approx(int(results.resources.quotas.quota_cents.sum()))
    assert named(values, "budget_total") * 100 == pytest.approx(int(results.resources.budget.amount_cents.sum()))
    # fakes: a limit of 2.5M and lines of 1.83 + 0.30 + 0.18 + 0.04 = 2.35M
    assert (named(values, "budget_limit"), named(values, "budget_left")) == (2_500_000, pytest.approx(150_000))


def test_a_budget_over_its_limit_says_by_how_much() -> None:
    resources = fakes.resources()
    low = replace(resources, facts=replace(resources.facts, budget_limit_cents=2_000_000_00))
    book = read(made.workbook(fakes.complete(resources=low), fakes.IDENTITY), values=True)
    assert named(book, "budget_over") == pytest.approx(2_350_000 - 2_000_000)
    assert "Over the limit" in cells(book["Budget"])


def test_without_a_limit_nothing_is_said_of_one() -> None:
    resources = fakes.resources()
    free = replace(resources, facts=replace(resources.facts, budget_limit_cents=0))
    book = read(made.workbook(fakes.complete(resources=free), fakes.IDENTITY), values=True)
    assert "budget_limit" not in book.defined_names
    assert "Limit" not in cells(book["Budget"])


@pytest.mark.parametrize(
    ("sheet", "beginning"),
    [
        ("Targets", "=SUMIFS(target_amount,target_goal,"),
        ("Quotas", "=SUMIFS(target_amount,target_goal,goal_id,target_month,"),
        ("Attainment", "=IF("),
        ("Capacity", "=IF("),
        ("Budget", "=SUMIFS(budget_amount,budget_category,"),
        ("Tracking", "=SUM("),
        ("Forecast", "=SUMIFS(target_amount,target_goal,goal_id,target_month,"),
        ("Data", "=SUMIFS(data_rows,data_table,"),
        ("Target cells", "=SUBTOTAL(109,target_amount)"),
    ],
)
def test_a_manager_can_follow_the_formulas(formulas: Any, sheet: str, beginning: str) -> None:
    assert any(str(value).startswith(beginning) for value in cells(formulas[sheet]))


def test_over_assignment_is_quota_over_target_less_one(formulas: Any, values: Any) -> None:
    at = {row[0].value: row[0].row for row in formulas["Quotas"].iter_rows(max_col=1) if row[0].value}
    last = formulas["Quotas"].max_column
    cell = formulas["Quotas"].cell(at["Over-assignment"], last)
    letter = cell.column_letter
    assert cell.value == f"={letter}{at['Quotas']}/{letter}{at['Target']}-1"
    assert values["Quotas"].cell(cell.row, last).value == pytest.approx(0.08, abs=1e-6)


def test_attainment_is_actual_over_quota_with_a_word(values: Any) -> None:
    # fakes: R001 sold 1.2M of 1.0M, R002 0.8M of 1.0M: 2.0M of 2.0M together
    sheet = values["Attainment"]
    assert column(sheet, "Attainment")[:3] == [pytest.approx(1.2), pytest.approx(0.8), pytest.approx(1.0)]
    assert column(sheet, "Share of the actual")[:3] == [pytest.approx(0.6), pytest.approx(0.4), pytest.approx(1.0)]
    assert column(sheet, "Status")[:2] == ["On target", "Under target"]


def test_a_measure_has_its_gap_in_its_own_unit(values: Any, formulas: Any) -> None:
    # fakes: win rate 29% against 32%; a sales cycle of 57 days against 60; no target for new customers
    names, gaps = column(values["KPIs"], "Measure"), column(values["KPIs"], "Gap")
    told = dict(zip(names, gaps, strict=True))
    assert (told["Win rate"], told["Sales cycle"], told["New customers"]) == (pytest.approx(-0.03), -3, None)
    (gap,) = {c.number_format for row in formulas["KPIs"].iter_rows() for c in row if c.value == "=D6-G6"} or {""}
    assert gap.startswith("+0.0%")


def test_actual_and_target_are_summed_month_by_month(values: Any) -> None:
    # fakes: 23M and 24M a year by a season of 6.5, 7, 9%, ...; actual to October only
    actual, due = column(values["Tracking"], "Actual, summed [EUR]"), column(values["Tracking"], "Target, summed [EUR]")
    assert actual[:3] == [pytest.approx(23e6 * s) for s in (0.065, 0.135, 0.225)]
    assert due[:3] == [pytest.approx(24e6 * s) for s in (0.065, 0.135, 0.225)]
    assert actual[9] is not None
    assert actual[10:12] == [None, None]


def test_numbers_and_dates_are_real(formulas: Any) -> None:
    sheet = formulas["Target cells"]
    (month,) = [c for c in sheet[7] if c.value == "Month"]
    first = sheet.cell(8, month.column)
    assert first.value == datetime(2027, 1, 1)  # noqa: DTZ001 -- a calendar date
    assert first.number_format == "mmm yyyy"
    assert {c.data_type for c in sheet["F"][7:]} == {"n"}


def test_text_that_looks_like_a_formula_is_text_and_stays_it_when_edited() -> None:
    book = read(made.workbook(fakes.nasty("=HYPERLINK(1)"), fakes.IDENTITY), values=False)
    mine = [c for sheet in book for row in sheet.iter_rows() for c in row if "HYPERLINK" in str(c.value)]
    assert {sheet for sheet in book.sheetnames if any(c.parent.title == sheet for c in mine)} >= {"Targets", "KPIs"}
    assert all(c.data_type == "s" for c in mine)
    assert all(c.quotePrefix for c in mine if c.value.startswith("="))


@pytest.mark.parametrize("kind", ["text", "prose", "line"])
def test_whatever_words_begin_with_they_are_words(kind: str) -> None:
    book = Book("Title", "DRAFT")
    sheet = book.sheet("One")
    names = ["=1+1", "+1", "-1", "@x", "a\x00b", "W" * 40_000, "007", "https://example.org", "mailto:a@b"]
    for row, name in enumerate(names):
        sheet.put(row, 0, name, kind)
    sheet.put(len(names), 0, -1, "count")
    one = read(book.bytes(), values=False)["One"]
    cells_ = [row[0] for row in one.iter_rows()]
    assert (one.row_dimensions[names.index("W" * 40_000) + 1].height or 0) <= 409  # the most that Excel opens
    assert [c.value for c in cells_] == [*names[:4], "a\ufffdb", "W" * 32_000, *names[6:], -1]
    assert [c.data_type for c in cells_] == ["s"] * len(names) + ["n"]
    assert [bool(c.quotePrefix) for c in cells_] == [True] * 4 + [False] * 6
    assert not any(c.hyperlink for c in cells_)


def test_nobody_s_pay_is_in_workbook_or_page() -> None:
    results = fakes.complete()
    paid = results.resources.roles.assign(ote_cents=123_457_00)
    assert len(paid)
    told = replace(results, resources=replace(results.resources, roles=paid))
    every = [value for sheet in read(made.workbook(told, fakes.IDENTITY), values=True) for value in cells(sheet)]
    assert not {123_457, 123_457_00} & {value for value in every if isinstance(value, int | float)}
    words = " ".join([page(told, fakes.IDENTITY).html, *(value for value in every if isinstance(value, str))])
    assert not re.search(r"123,457|123457|123\.5k|123k", words)


def test_a_share_copy_says_that_names_are_replaced() -> None:
    copy = replace(fakes.IDENTITY, redacted=("people",))
    book = read(made.workbook(fakes.complete(), copy), values=True)
    assert redacted_words(("people",)) in cells(book["Cover"])


def test_headings_stay_in_sight_and_repeat_on_every_page(formulas: Any) -> None:
    assert {sheet.title for sheet in formulas if sheet.freeze_panes is None} == {"Cover"}
    assert formulas["Target cells"].print_title_rows == "$7:$7"
    assert formulas["KPIs"].print_title_rows == "$5:$5"


def test_every_sheet_prints_one_page_wide_with_state_and_page_number(formulas: Any) -> None:
    for sheet in formulas:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.print_area
        assert "DRAFT, not signed" in sheet.oddFooter.left.text
        assert sheet.oddFooter.right.text == "&P of &N"


def test_an_ampersand_in_a_name_is_printed(formulas: Any) -> None:
    book = read(made.workbook(fakes.complete(plan=fakes.plan(company="Smith & Sons")), fakes.IDENTITY), values=True)
    assert "Smith && Sons" in book["Cover"].oddHeader.left.text


def test_drawings_have_words_for_who_does_not_see_them(data: bytes) -> None:
    import zipfile

    book = zipfile.ZipFile(io.BytesIO(data))
    drawn = [book.read(name).decode() for name in book.namelist() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
    assert len(drawn) == 2
    assert all(re.search(r'descr="[^"]{30,}"', text) for text in drawn)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2 between two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("role", list(formats.ROLES))
def test_words_can_be_read_on_their_ground(role: str) -> None:
    look = formats.properties("text", role)
    assert contrast(look["font_color"], look.get("bg_color", "#ffffff")) >= 4.5


@pytest.mark.parametrize(
    ("members", "function"),
    [
        (["DACH", "Region 1", "Süd, Ost", "sales27"], "SUMIFS"),
        (["=1+1"], "SUMPRODUCT"),  # an operator
        (["<b>"], "SUMPRODUCT"),
        (["N*", "Nord"], "SUMPRODUCT"),  # a wildcard
        (["what?"], "SUMPRODUCT"),
        (["007", "7"], "SUMPRODUCT"),  # the same number
        (["1 May"], "SUMPRODUCT"),  # a date
        (["MARCH1"], "SUMPRODUCT"),
        (["True"], "SUMPRODUCT"),
        (["nord", "Nord"], "SUMPRODUCT"),  # SUMIFS knows no case
        (["W" * 300], "SUMPRODUCT"),  # longer than a criterion may be
        ([""], "SUMPRODUCT"),
    ],
)
def test_a_sum_compares_exactly_where_sumifs_would_misread_a_name(members: list[str], function: str) -> None:
    assert sum_where("amounts", Where("names", "A1", members)).startswith(function)


def test_a_column_that_holds_nothing_is_left_out_unless_something_is_made_of_it() -> None:
    from salesplan_nb.report.workbook.sheet import empty

    nothing, some = Column("a", "A", "text", ["", ""]), Column("b", "B", "money", [1, None])
    result = Column("c", "C", "money", [None, None], "{a}+1")
    assert empty(nothing, [nothing, some])
    assert not empty(nothing, [nothing, result])
    assert not empty(some, [nothing, some])
    assert not empty(Column("a", "A", "text", []), [])


def test_routes_to_market_are_a_column_and_a_table_where_the_targets_have_them() -> None:
    goals = fakes.goals()
    routes = ["web" if i % 2 else "direct" for i in range(len(goals.targets))]
    with_routes = replace(goals, targets=goals.targets.assign(channel=pd.Series(routes, dtype="str")))
    book = read(made.workbook(fakes.complete(goals=with_routes), fakes.IDENTITY), values=False)
    assert "target_channel" in book.defined_names
    assert "Route to market" in cells(book["Target cells"])
    assert "By route to market and quarter" in cells(book["Targets"])
    plain = read(made.workbook(fakes.complete(), fakes.IDENTITY), values=False)
    assert "target_channel" not in plain.defined_names
    assert "Route to market" not in cells(plain["Target cells"])
