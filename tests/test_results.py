from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from salesplan_nb import results
from salesplan_nb.results import DTYPES, checked, files_of, framed, tables_of


@dataclass(frozen=True)
class Facts:
    """What holds for the whole toy."""

    note: str


@dataclass(frozen=True, kw_only=True)
class Toy:
    """One column of each kind."""

    rows: pd.DataFrame = results.table(
        name="text", month="month", day="date", paid="cents", n="count", rate="fraction", size="number", open="flag"
    )
    facts: Facts
    files: dict[str, bytes] = results.files()


ROW = {
    "name": "Halden",
    "month": "2027-01",
    "day": "2027-01-31",
    "paid": 100,
    "n": 2,
    "rate": 0.5,
    "size": 1.5,
    "open": True,
}


def toy(rows: Any) -> Toy:
    """A toy result of these rows."""
    return Toy(rows=framed(Toy, "rows", rows), facts=Facts("x"), files={})


def test_a_result_type_tells_its_tables_and_its_files() -> None:
    assert tables_of(Toy) == {"rows": dict(zip(ROW, DTYPES, strict=True)) | {"day": "date"}}
    assert files_of(Toy) == ["files"]


def test_a_kind_that_is_not_declared_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unknown column kinds: \['euros'\]"):
        results.table(paid="euros")


@pytest.mark.parametrize(
    "rows",
    [
        [ROW],
        [tuple(ROW.values())],
        pd.DataFrame([ROW]),
        pd.DataFrame([ROW | {"more": 1}])[["more", *reversed(ROW)]],  # other columns, another order
        pd.DataFrame([ROW], index=[7]),
    ],
)
def test_rows_of_every_shape_give_the_same_frame(rows: Any) -> None:
    frame = framed(Toy, "rows", rows)
    assert frame.to_dict("records") == [ROW]
    assert {column: str(kind) for column, kind in frame.dtypes.items()} == {
        column: DTYPES[kind] for column, kind in tables_of(Toy)["rows"].items()
    }
    assert list(frame.index) == [0]
    checked(toy(rows))


@pytest.mark.parametrize("rows", [[], pd.DataFrame(columns=list(ROW))])
def test_no_rows_give_an_empty_table_that_is_still_typed(rows: Any) -> None:
    assert len(framed(Toy, "rows", rows)) == 0
    checked(toy(rows))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match=r"Toy\.rows lacks paid, open"):
        framed(Toy, "rows", [{k: v for k, v in ROW.items() if k not in ("paid", "open")}])


@pytest.mark.parametrize(
    ("column", "value", "match"),
    [
        ("paid", 1.5, "not a whole number"),
        ("paid", math.nan, "not a whole number"),
        ("paid", None, "not a whole number"),
        ("n", math.inf, "not a whole number"),
        ("paid", 2.0**63, "not a whole number"),
        ("paid", 2**63, "not a whole number"),
        ("open", None, "neither true nor false"),
        ("open", math.nan, "neither true nor false"),
        ("open", "False", "neither true nor false"),
        ("month", "2027-13", "'2027-13', which is no month"),
        ("month", "2027", "'2027', which is no month"),
        ("day", "2027-02-30", "'2027-02-30', which is no date"),
        ("day", "31.01.2027", "which is no date"),
        ("day", "2027-01", "which is no date"),
    ],
)
def test_what_a_kind_does_not_allow_is_refused_naming_table_and_column(column: str, value: object, match: str) -> None:
    with pytest.raises(ValueError, match=rf"Toy\.rows\.{column} holds .*{match}"):
        framed(Toy, "rows", [ROW | {column: value}])


def test_money_beyond_the_floats_keeps_its_last_cent() -> None:
    assert framed(Toy, "rows", [ROW | {"paid": 2**53 + 1}])["paid"].tolist() == [2**53 + 1]


def test_whole_floats_and_flags_of_zero_and_one_are_taken() -> None:
    frame = framed(Toy, "rows", [ROW | {"paid": 100.0, "n": 2.0, "open": 0}])
    assert frame.loc[0, ["paid", "n", "open"]].tolist() == [100, 2, False]


def test_days_and_time_stamps_become_the_days_text() -> None:
    days = [
        date(2027, 1, 31),
        datetime(2027, 1, 31, 23, 59),  # noqa: DTZ001 -- what a database column holds
        pd.Timestamp("2027-01-31"),
        "2027-01-31",
        None,
        pd.NaT,
        "",
    ]
    frame = framed(Toy, "rows", [ROW | {"day": day} for day in days])
    assert frame["day"].tolist() == ["2027-01-31"] * 4 + [""] * 3
    from_column = framed(Toy, "rows", pd.DataFrame([ROW]).assign(day=pd.to_datetime(["2027-01-31"])))
    assert from_column["day"].tolist() == ["2027-01-31"]


def test_periods_become_months_and_missing_text_is_empty() -> None:
    frame = framed(Toy, "rows", [ROW | {"month": pd.Period("2027-01", "M"), "name": None}, ROW | {"month": None}])
    assert frame["month"].tolist() == ["2027-01", ""]
    assert frame["name"].tolist() == ["", "Halden"]


def test_a_rate_that_does_not_apply_is_nan() -> None:
    frame = framed(Toy, "rows", [ROW | {"rate": None}, ROW])
    assert math.isnan(frame["rate"][0])
    assert frame["rate"][1] == 0.5


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda frame: frame.drop(columns="n"), r"Toy\.rows has columns .* not "),
        (lambda frame: frame[list(reversed(ROW))], r"Toy\.rows has columns"),
        (lambda frame: frame.assign(more=1), r"Toy\.rows has columns"),
        (lambda frame: frame.assign(paid=1.0), r"Toy\.rows\.paid is float64, not int64 \(cents\)"),
        (lambda frame: frame.assign(name=pd.Series([None], dtype="str")), r"Toy\.rows\.name holds missing text"),
        (lambda frame: frame.assign(month="Jan"), r"Toy\.rows\.month holds 'Jan'"),
    ],
)
def test_a_table_that_is_not_as_declared_is_refused(change: Any, match: str) -> None:
    result = Toy(rows=change(framed(Toy, "rows", [ROW])), facts=Facts("x"), files={})
    with pytest.raises(ValueError, match=match):
        checked(result)


def test_a_result_cannot_be_changed_after_it_was_made() -> None:
    with pytest.raises(AttributeError):
        toy([ROW]).facts = Facts("y")  # type: ignore[misc]
