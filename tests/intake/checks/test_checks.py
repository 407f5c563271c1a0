from __future__ import annotations

import doctest
from importlib import import_module

import pytest

from salesplan_nb import intake
from salesplan_nb.errors import PlanErrors
from salesplan_nb.intake.checks import in_order
from salesplan_nb.intake.checks.evidence import money
from salesplan_nb.intake.findings import Finding, Weight
from salesplan_nb.intake.summary import summary
from salesplan_nb.report.data import warning
from salesplan_nb.workspace import load
from tests.intake.making import Maker

MODULES = ("amounts", "evidence", "history", "ids", "late", "names", "twins")


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_the_docstrings_hold(module: str) -> None:
    outcome = doctest.testmod(import_module(f"salesplan_nb.intake.checks.{module}"))
    assert (outcome.failed, outcome.attempted > 0) == (0, True)


def finding(weight: Weight, amount_cents: int) -> Finding:
    return Finding("x", weight, "orders", "", 1, amount_cents, "text", "hint")


def test_what_stops_a_run_comes_first_then_by_money_whatever_its_sign() -> None:
    mixed = [finding("note", 900), finding("must", 5), finding("must", -700), finding("gate", 1)]
    assert [(one.weight, one.amount_cents) for one in sorted(mixed, key=in_order)] == [
        ("gate", 1), ("must", -700), ("must", 5), ("note", 900),
    ]  # fmt: skip


@pytest.mark.parametrize(("cents", "text"), [(0, "0.00"), (-5, "-0.05"), (123_456_789, "1,234,567.89")])
def test_money_is_written_plainly(cents: int, text: str) -> None:
    assert money(cents) == text


def test_a_gate_that_somebody_accepted_lets_the_run_go_on(maker: Maker) -> None:
    rows = [f"2026-10-30,{amount}.00" for amount in range(90, 120)] + ["2026-10-30,10450.00"]
    files: dict[str, str | bytes] = {"orders.csv": "\n".join(["date,net", *rows]) + "\n"}
    workspace = maker.made("orders: {file: orders.csv, columns: {order_date: date, amount: net}}", files)
    with pytest.raises(PlanErrors, match="amounts-apart"):
        intake.read(workspace)
    sources = maker.folder / "sources.yml"
    taken = "accepted: [{check: amounts-apart, table: orders, reason: the yearly contract of the railways}]\n"
    sources.write_text(taken + sources.read_text(encoding="utf-8"), encoding="utf-8")
    quality = intake.read(load(maker.folder)).quality
    found = quality.findings.set_index("check").loc["amounts-apart"]
    assert (found["weight"], found["hint"]) == ("accepted", "accepted: the yearly contract of the railways")
    (line,) = [line for line in summary(quality) if line.startswith("accepted: orders: ")]
    assert line.endswith("(the yearly contract of the railways)")
    assert warning(quality) == ""  # nothing to settle first


def test_the_list_is_in_that_order(maker: Maker) -> None:
    # Found first: a zero amount, a note. Found last: NORTH for North, a must.
    rows = ["2026-10-30,0.00,North", "2026-10-30,5.00,NORTH", "2026-10-30,7.00,North"]
    tables = "orders: {file: orders.csv, columns: {order_date: date, amount: net, region: region}}"
    found = maker.read(tables, {"orders.csv": "\n".join(["date,net,region", *rows]) + "\n"}).quality.findings
    assert found["check"].tolist() == ["spelling-twins", "zero-amounts"]
