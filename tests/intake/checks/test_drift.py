from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from salesplan_nb.fiscal import CalendarMonths
from salesplan_nb.intake import taking
from salesplan_nb.intake.checks.drift import drift
from salesplan_nb.intake.checks.seen import Seen, seen
from tests.intake.making import Maker

TABLES = "orders: {file: orders.csv, columns: {order_date: date, amount: net, region: region}, repeats: keep}"
SEPTEMBER = ["2026-08-31,10.00,North,x", "2026-09-30,20.00,South,y"]
Saw = Callable[..., Seen]


@pytest.fixture
def saw(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> Saw:
    """What a run sees of some orders."""

    def of(
        rows: list[str], header: str = "date,net,region,note", tables: str = TABLES, as_of: str | None = None
    ) -> Seen:
        kept: list[Seen] = []

        def capture(tables: Any, _frames: Any, last: str, *_: Any) -> list[Any]:
            kept.append(seen(tables, last, CalendarMonths()))
            return []

        monkeypatch.setattr(taking, "findings", capture)
        maker.read(tables, {"orders.csv": "\n".join([header, *rows]) + "\n"}, as_of=as_of)
        return kept[0]

    return of


def told(now: Seen, before: Seen) -> dict[str, tuple[str, str]]:
    return {finding.check: (finding.weight, finding.text) for finding in drift(now, before)}


def test_what_was_seen_is_counted_by_column(saw: Saw) -> None:
    columns = saw([*SEPTEMBER, "2026-09-30,30.00,,z"]).columns.set_index("column")
    region = columns.loc["region"]
    assert (region["source"], region["kind"], region["rows"], region["distinct"]) == ("region", "text", 3, 2)
    assert region["filled"] == pytest.approx(2 / 3, abs=1e-6)
    assert region["filled_latest"] == 0.5  # one of the two rows of September
    assert region["members"] == '["North", "South"]'
    amount = columns.loc["amount_cents"]
    assert (amount["lowest"], amount["highest"], amount["members"]) == ("1000", "3000", "")
    assert columns.loc["", "source"] == "note"  # what no column of the plan is


def test_what_was_seen_is_summed_by_month(saw: Saw) -> None:
    months = saw([*SEPTEMBER, "2026-09-30,30.00,,z"]).months
    assert months.to_numpy().tolist() == [["2026-08", 1, 10_00], ["2026-09", 2, 50_00]]


def test_a_month_more_is_no_change(saw: Saw) -> None:
    assert told(saw([*SEPTEMBER, "2026-10-30,30.00,North,z"]), saw(SEPTEMBER)) == {}


def test_a_month_less_by_an_earlier_as_of_is_no_change(saw: Saw) -> None:
    assert told(saw(SEPTEMBER, as_of="2026-08"), saw(SEPTEMBER)) == {}


def test_a_closed_month_that_changed_is_told_with_the_difference(saw: Saw) -> None:
    # August: 15.00 for 10.00, 5.00 more of the 30.00 that were: 17%
    weight, text = told(saw([*SEPTEMBER, "2026-08-31,5.00,North,z"]), saw(SEPTEMBER))["history-changed"]
    assert weight == "must"
    assert (
        text == "1 month of the 2 that the last run knew has another total now, 5.00 more together: 2026-08 5.00 more"
    )


def test_a_late_credit_note_is_a_note(saw: Saw) -> None:
    # 0.10 less of 30.00: 0.3%
    changed = told(saw([*SEPTEMBER, "2026-08-31,-0.10,North,z"]), saw(SEPTEMBER))["history-changed"]
    assert changed == (
        "note", "1 month of the 2 that the last run knew has another total now, 0.10 less together: 2026-08 0.10 less",
    )  # fmt: skip


def test_an_export_that_was_cut_off_is_a_must(saw: Saw) -> None:
    changed = told(saw(SEPTEMBER[1:]), saw(SEPTEMBER))
    assert changed["fewer-rows"] == ("must", "1 row is in use, in the last run 2")
    assert "2026-08 10.00 less" in changed["history-changed"][1]


def test_a_column_that_the_newest_month_leaves_empty_is_a_must(saw: Saw) -> None:
    weight, text = told(saw([*SEPTEMBER, "2026-10-30,30.00,,z"]), saw(SEPTEMBER))["column-emptied"]
    assert (weight, text) == ("must", "region has a value in 0% of the last month's rows, in the last run in 100%")


def test_a_new_value_of_a_category_is_a_note(saw: Saw) -> None:
    changed = told(saw([*SEPTEMBER, "2026-10-30,30.00,Nordics,z"]), saw(SEPTEMBER))
    assert changed == {"values-new": ("note", "region has 1 value that the last run did not know, 'Nordics'")}


def test_columns_that_come_and_go_are_notes(saw: Saw) -> None:
    now = saw(SEPTEMBER, header="date,net,region,remark")
    assert told(now, saw(SEPTEMBER)) == {
        "file-columns": ("note", "the file's columns changed since the last run, no longer 'note'; new: 'remark'")
    }
    unmapped = saw(SEPTEMBER, tables=TABLES.replace(", region: region", ""))
    assert told(unmapped, saw(SEPTEMBER)) == {"column-lost": ("note", "no longer mapped since the last run: region")}


def test_frames_that_come_back_from_parquet_say_the_same(saw: Saw, tmp_path: Any) -> None:
    before, now = saw(SEPTEMBER), saw([*SEPTEMBER, "2026-10-30,30.00,Nordics,z"])
    stored = []
    for name, frame in (("columns", before.columns), ("months", before.months)):
        frame.to_parquet(tmp_path / name)
        stored.append(pd.read_parquet(tmp_path / name))
    assert drift(now, Seen(*stored)) == drift(now, before)


@pytest.mark.parametrize(
    "setting",
    [
        "rules: [{rule: left out, where: \"note = 'w'\"}]",
        "replace: {note: {w: v}}",
        'derive: {channel: "join(note)"}',
    ],
)
def test_a_column_that_a_setting_begins_to_read_has_not_gone(saw: Saw, setting: str) -> None:
    reading = TABLES.replace("repeats", f"{setting}, repeats")
    found = told(saw(SEPTEMBER, tables=reading), saw(SEPTEMBER))
    assert "file-columns" not in found
    assert "file-columns" not in told(saw(SEPTEMBER), saw(SEPTEMBER, tables=reading))
