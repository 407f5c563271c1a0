"""The breakdown tried: what is offered, what comes of it, what cannot be, and the lines that keep it."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from salesplan_nb import goals
from salesplan_nb.calendars import months_between
from salesplan_nb.fiscal import CalendarMonths, PlanYear
from salesplan_nb.report.objects import Refusal
from salesplan_nb.report.templates import text
from salesplan_nb.report.widgets import BreakdownExplorer, breakdown_explorer
from salesplan_nb.workspace.plan import Breakdown
from salesplan_nb.workspace.yamlfile import parsed
from tests.report.fakes import NASTY

YEAR = PlanYear("2027-01", "2027-12", CalendarMonths())
NO_ACCOUNTS = pd.DataFrame(columns=["customer_id", "region", "segment", "amount_cents"])
SIZES = {("North", "x"): 40, ("North", "y"): 20, ("South", "x"): 30, ("South", "y"): 10}
PEOPLE = {"rep": "R014", "month": "2027-01", "amount": "0", "reason": "parental leave"}


def cells_of(sizes: dict[tuple[str, str], int] = SIZES) -> pd.DataFrame:
    rows = [
        (month, region, family, channel, size * part * 100)
        for month in months_between("2025-01", "2026-12")
        for (region, family), size in sizes.items()
        for channel, part in (("web", 1), ("direct", 3))
    ]
    return pd.DataFrame(rows, columns=["month", "region", "product_family", "channel", "amount_cents"])


def goal(first: str = "2027-01", last: str = "2027-12") -> pd.DataFrame:
    return pd.DataFrame([{"goal_id": "g", "unit": "cents", "first": first, "last": last, "target": 1_200_000_00.0}])


def made(
    cells: pd.DataFrame | None = None, wanted: pd.DataFrame | None = None, **keys: Any
) -> BreakdownExplorer | Refusal:
    sold, asked = cells_of() if cells is None else cells, goal() if wanted is None else wanted
    history = sold.groupby("month").amount_cents.sum()
    history.index = pd.PeriodIndex(history.index, freq="M")
    plan = Breakdown.model_validate({"goal": "g", "month": "even"} | keys)
    ground = goals.Ground(history, sold, YEAR, NO_ACCOUNTS, "EUR")
    return breakdown_explorer(goals.targets(asked, plan, ground), asked, plan, ground, currency="EUR")


@pytest.fixture
def explorer() -> BreakdownExplorer:
    found = made(locks=[PEOPLE])
    assert isinstance(found, BreakdownExplorer)
    return found


def sums(html: str) -> dict[str, list[str]]:
    """Rows of the first table by their headers."""
    rows = re.findall(r"<tr[^>]*><th scope=\"row\">(.*?)</th>(.*?)</tr>", html.split("</table>", maxsplit=1)[0])
    return {re.sub("<[^>]+>", "", name): re.findall(r"<td[^>]*>(.*?)</td>", cells) for name, cells in rows}


def lock(member: str, span: str, hold: str, units: str) -> dict[str, str]:
    return {"do": "lock", "member": member, "span": span, "hold": hold, "units": units}


def basis(level: str, name: str) -> dict[str, str]:
    return {"do": "basis", "level": level, "basis": name}


def test_without_a_front_end_the_table_and_its_sentence_stay_the_same(explorer: BreakdownExplorer) -> None:
    told = "Months even; regions trailing 12; families trailing 12. That is what the plan says."
    assert repr(explorer).splitlines()[-1] == told
    html = explorer._repr_html_()
    assert html.count("<table") == 1
    assert told in html
    # 1,200,000 by 60 to 40
    assert sums(html)["North"][-1] == "720"
    again = made(locks=[PEOPLE])
    assert isinstance(again, BreakdownExplorer)
    assert again._repr_html_() == html


def test_what_can_be_tried_is_listed_and_what_cannot_says_why(explorer: BreakdownExplorer) -> None:
    levels = {one["level"]: one for one in explorer.form.levels}
    assert list(levels) == ["month", "region", "product_family", "channel"]
    assert [one["label"] for one in levels.values()] == [
        "Months by",
        "Regions by",
        "Families by",
        "Routes to market by",
    ]
    assert levels["month"]["at"] == "even"
    assert levels["channel"]["at"] == ""
    assert levels["channel"]["options"][0] == {"value": "", "text": "not shared", "off": False}
    off = {one["value"]: one["text"] for one in levels["region"]["options"] if one["off"]}
    assert off == {
        "potential": "potential: not here, no customer of the table customers is in one of these regions",
        "manual": "manual: not here, no lock says what a region holds",
    }
    assert explorer.form.members[:3] == [["Regions", "North"], ["Regions", "South"], ["Families", "x"]]
    assert explorer.form.spans[:5] == ["Q1 2027", "Q2 2027", "Q3 2027", "Q4 2027", "Jan 2027"]


def test_a_goal_of_a_part_of_the_year_is_locked_in_its_own_months() -> None:
    found = made(wanted=goal("2027-03", "2027-06"))
    assert isinstance(found, BreakdownExplorer)
    assert found.form.spans == ["Q2 2027", "Mar 2027", "Apr 2027", "May 2027", "Jun 2027"]
    quarter = made(wanted=goal("2027-04", "2027-06"))
    assert isinstance(quarter, BreakdownExplorer)
    assert quarter.form.spans == ["Apr 2027", "May 2027", "Jun 2027"]


def test_another_basis_is_reckoned_and_what_moved_is_said(explorer: BreakdownExplorer) -> None:
    explorer.act(basis("region", "even"))
    # 720,000 and 480,000 become 600,000 each: 120,000 lies elsewhere
    assert sums(explorer.form.shown)["South"][-1] == "600"
    assert explorer.form.told.endswith("Against the plan, 120.0k of 1.2M lies in other cells.")
    assert "North moves most: −120.0k against the plan" in explorer.form.shown
    assert explorer.form.shown.count("<table") == 2
    assert {one["level"]: one["at"] for one in explorer.form.levels}["region"] == "even"
    explorer.act({"do": "plan"})
    assert explorer.form.shown.count("<table") == 1
    assert explorer.form.lines == ""


def test_a_lock_holds_its_cell_and_can_be_taken_out(explorer: BreakdownExplorer) -> None:
    before = explorer.form.shown
    explorer.act(lock("1", "0", "floor", "200000"))  # South in the first quarter: 120,000 by itself
    assert explorer.form.locks == ["South 2027-Q1: at least 200,000.00 (tried in 02_goals)"]
    assert sums(explorer.form.shown)["South"][0] == "200"
    assert "Against the plan, 80.0k of 1.2M" in explorer.form.told
    manual = {one["value"]: one["off"] for one in explorer.form.levels[1]["options"]}
    assert not manual["manual"]
    explorer.act({"do": "free", "at": "0"})
    assert explorer.form.locks == []
    assert explorer.form.shown == before


def test_locks_in_conflict_are_named_and_the_last_table_and_lines_stay(explorer: BreakdownExplorer) -> None:
    explorer.act(lock("0", "", "amount", "900000"))
    shown, lines = explorer.form.shown, explorer.form.lines
    explorer.act(lock("2", "4", "cap", "90000"))
    kept = explorer.form.lines
    assert "cap: 90000" in kept
    explorer.act(lock("1", "", "floor", "400000"))
    told = explorer.form.told
    assert told == (
        "2 locks cannot hold together in 1,200,000.00: North: 900,000.00 (tried in 02_goals); "
        "South: at least 400,000.00 (tried in 02_goals). Take out or change one of them: without it the others hold. "
        "Shown is still the last breakdown that holds."
    )
    assert not explorer.form.holds
    assert len(explorer.form.locks) == 3
    assert explorer.form.lines == kept
    assert sums(explorer.form.shown)["North"][-1] == sums(shown)["North"][-1]
    explorer.act({"do": "free", "at": "0"})
    assert explorer.form.holds
    assert explorer.form.lines != lines


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (lock("0", "0", "amount", "1,5 Mio"), "Not an amount: '1,5 Mio'; write whole currency units, such as 2400000."),
        (lock("0", "0", "cap", "-5"), "Lock on North 2027-Q1: -5.00 is below 0. Write an amount of 0 or more."),
        (lock("", "", "amount", "5"), "A lock on everything is the goal itself."),
        (lock("4", "", "amount", "5"), "The breakdown has no routes to market. Add channel: trailing_12 to breakdown"),
        (lock("0", "0", "amount", ""), "Not an amount: ''"),
    ],
)
def test_a_lock_that_is_none_is_told_and_not_kept(
    explorer: BreakdownExplorer, what: dict[str, str], words: str
) -> None:
    explorer.act(what)
    assert explorer.form.told.startswith(words)
    assert explorer.form.locks == []
    assert not explorer.form.holds
    explorer.act(basis("month", "prior_year"))
    assert explorer.form.holds


def test_a_level_by_hand_needs_a_lock_that_names_it(explorer: BreakdownExplorer) -> None:
    explorer.act(lock("0", "", "amount", "300000"))
    explorer.act(basis("region", "manual"))
    assert explorer.form.holds
    explorer.act({"do": "free", "at": "0"})
    assert explorer.form.told.startswith("Breakdown: region: manual, and no lock says what a region holds.")


def test_a_route_that_is_locked_cannot_be_taken_out_of_the_breakdown(explorer: BreakdownExplorer) -> None:
    explorer.act(basis("channel", "even"))
    explorer.act(lock("4", "", "amount", "300000"))
    explorer.act(basis("channel", ""))
    assert explorer.form.told.startswith("The breakdown has no routes to market.")
    explorer.act({"do": "free", "at": "0"})
    assert explorer.form.holds
    assert explorer.form.told.endswith("That is what the plan says.")


def test_a_lock_of_the_plan_can_be_taken_out_too() -> None:
    found = made(locks=[PEOPLE, {"region": "North", "amount": "300000", "reason": "agreed"}])
    assert isinstance(found, BreakdownExplorer)
    assert found.form.locks == ["North: 300,000.00 (agreed)"]
    found.act({"do": "free", "at": "0"})
    assert sums(found.form.shown)["North"][-1] == "720"
    assert "agreed" not in found.form.lines
    assert "R014" in found.form.lines


def test_the_lines_read_back_as_what_was_tried_and_keep_the_locks_of_people(explorer: BreakdownExplorer) -> None:
    assert explorer.form.lines == ""
    for what in (
        basis("channel", "even"), basis("month", "prior_year"),
        lock("4", "0", "floor", "100000.50"), lock("0", "5", "cap", "90000"),
    ):  # fmt: skip
        explorer.act(what)
        assert explorer.form.holds, explorer.form.told
    back = Breakdown.model_validate(parsed(explorer.form.lines.encode(), "plan.yml").value("breakdown"))
    assert back == explorer._tried
    assert (back.channel, back.month, back.region) == ("even", "prior_year", "trailing_12")
    assert [one.told for one in back.locks[1:]] == [
        "direct 2027-Q1: at least 100,000.50 (tried in 02_goals)",
        "North 2027-02: at most 90,000.00 (tried in 02_goals)",
    ]
    assert back.locks[0].rep == "R014"
    assert "month: 2027-02, cap" in explorer.form.lines


def test_what_is_said_of_people_is_in_no_state_that_a_run_keeps(explorer: BreakdownExplorer) -> None:
    assert "parental" not in str(explorer.form.get_state())
    assert explorer.form.locks == []


@pytest.mark.parametrize("name", NASTY)
def test_names_from_outside_are_text(name: str) -> None:
    found = made(cells_of({(name, "x"): 40, ("South", "x"): 20}))
    assert isinstance(found, BreakdownExplorer)
    found.act(lock("0", "0", "amount", "1000"))
    assert found.form.holds, found.form.told
    for html in (found._repr_html_(), found.form.shown):
        assert not re.search(r"<(script|img|svg)", html)
    back = Breakdown.model_validate(parsed(found.form.lines.encode(), "plan.yml").value("breakdown"))
    assert back.locks[0].region == name


def test_orders_without_regions_families_and_routes_leave_months_to_try() -> None:
    cells = cells_of({("unassigned", "unassigned"): 40}).assign(channel="unassigned")
    found = made(cells, round_to=1000)
    assert isinstance(found, BreakdownExplorer)
    assert [one["level"] for one in found.form.levels] == ["month"]
    assert found.form.members == []
    found.act(lock("", "4", "amount", "150000"))  # January: 100,000 by itself
    assert found.form.holds, found.form.told
    assert "Jan 2027 moves most: +50.0k against the plan" in found.form.shown
    found.act(lock("", "5", "amount", "150.50"))
    assert "150.50 is no multiple of round_to. Write a multiple of 1,000." in found.form.told


def test_without_a_breakdown_there_is_nothing_to_try() -> None:
    none = pd.DataFrame(columns=["goal_id", "month", "region", "product_family", "target", "channel"])
    found = breakdown_explorer(
        none, goal(), None, goals.Ground(pd.Series(), none, YEAR, NO_ACCOUNTS, "EUR"), currency="EUR"
    )
    assert isinstance(found, Refusal)
    assert found.id == "breakdown-tried"


def test_the_form_asks_with_native_labelled_controls_that_keep_their_keys() -> None:
    source = text("breakdown.js")
    assert source.count('made("select")') == 4
    assert 'control.setAttribute(QUIET, "true")' in source
    assert 'role: "status"' in source
    assert "fetch(" not in source
    assert "http" not in source
