"""Orders written by the test, and what the checks find in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from salesplan_nb.calendars import month_end
from tests.intake.checks.told import Found, Months
from tests.intake.making import Maker


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    """A maker of workspaces in the test's folder."""
    return Maker(tmp_path / "workspace")


@pytest.fixture
def found(maker: Maker) -> Callable[..., Found]:
    """By check, what was found in tables and files; a check that finds two things fails the test."""

    def of(tables: str, files: dict[str, str | bytes], as_of: str | None = None) -> Found:
        frame = maker.read(tables, files, as_of=as_of).quality.findings
        rows = {str(row["check"]): row for row in frame.to_dict("records")}
        assert len(rows) == len(frame), frame[["check", "column", "text"]].to_string()
        return rows

    return of


@pytest.fixture
def of_months(found: Callable[..., Found]) -> Months:
    """What is found in orders that are given by month: amounts of each, on its last day."""

    def of(months: dict[str, Iterable[str]]) -> Found:
        lines = [f"{month_end(month)},{amount}" for month, amounts in months.items() for amount in amounts]
        tables = "orders: {file: orders.csv, columns: {order_date: date, amount: net}}"
        return found(tables, {"orders.csv": "\n".join(["date,net", *lines]) + "\n"})

    return of
