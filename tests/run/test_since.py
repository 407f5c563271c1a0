"""What changed since the last published run: nothing where nothing did, and the planted change where one did."""

from __future__ import annotations

from pathlib import Path

from salesplan_nb import intake
from salesplan_nb.run import store
from salesplan_nb.run.since import since_last_run
from salesplan_nb.workspace import load

PLAN = """\
company: Small
currency: EUR
year: {starts: 2027-01}
goals: [{id: g, metric: bookings, target: 100, baseline: 2026-09..2026-10, period: 2027-01..2027-02, owner: me}]
"""
SOURCES = """\
records: bookings
tables:
  orders: {file: o.csv, columns: {order_date: date, amount: net, channel: way}}
"""
ROWS = "2026-08-31,100,web\n2026-09-30,100,shop\n2026-10-30,100,web\n"


def taken(root: Path, rows: str) -> intake.Quality:
    (root / "data").mkdir(parents=True, exist_ok=True)
    (root / "plan.yml").write_text(PLAN, encoding="utf-8")
    (root / "sources.yml").write_text(SOURCES, encoding="utf-8")
    (root / "data" / "o.csv").write_text("date,net,way\n" + rows, encoding="utf-8")
    return intake.read(load(root)).quality


def publish(root: Path, quality: intake.Quality) -> None:
    run = root / "runs" / "latest"
    (run / "tables").mkdir(parents=True)
    store.save(quality, run / "tables" / "quality")


def test_before_the_first_run_nothing_is_said(tmp_path: Path) -> None:
    assert since_last_run(tmp_path, taken(tmp_path, ROWS)) == []


def test_the_same_data_say_nothing(tmp_path: Path) -> None:
    publish(tmp_path, taken(tmp_path, ROWS))
    assert since_last_run(tmp_path, taken(tmp_path, ROWS)) == []


def test_a_closed_month_that_changed_and_a_new_value_are_said(tmp_path: Path) -> None:
    publish(tmp_path, taken(tmp_path, ROWS))
    lines = since_last_run(tmp_path, taken(tmp_path, ROWS.replace("2026-09-30,100,shop", "2026-09-30,70,fair")))
    assert any("2026-09" in line and "30.00" in line for line in lines), lines
    assert any("fair" in line for line in lines), lines


def test_tables_of_another_version_are_said_to_be_so(tmp_path: Path) -> None:
    publish(tmp_path, taken(tmp_path, ROWS))
    (tmp_path / "runs" / "latest" / "tables" / "quality" / "months.parquet").unlink()
    (line,) = since_last_run(tmp_path, taken(tmp_path, ROWS))
    assert "another version" in line
