"""A workspace from files: that it holds, that it says what it assumed, that nothing but it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.calendars import month_end
from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.intake import read
from salesplan_nb.proposal import init_from, proposed
from salesplan_nb.workspace import check
from tests.proposal import ugly_sets, unseen_sets
from tests.proposal.judging import Judged, judged, truth
from tests.proposal.made_up import save

SETS = ugly_sets.SETS | unseen_sets.SETS
REAL = (
    "crm_opportunities", "online_retail", "us_regional_sales", "northwind", "india_ecommerce_targets", "cdnow",
    "dp_data_sales",
)  # fmt: skip
WITHOUT_ORDERS = (
    "hillstrom_email",
    "marketing_campaign",
    "lead_scoring",
    "census_retail",
    "mmm_pymc",
    "advertising",
    "m3_monthly",
)
ORDERS = [
    ("Order Date", "Net Amount"),
    *((str(month_end(f"2026-{month:02d}")), f"{month}00.50") for month in range(1, 13)),
]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with a year of orders."""
    folder = tmp_path / "files"
    folder.mkdir()
    save(folder / "orders.csv", ORDERS)
    return folder


def assert_good(found: Judged) -> None:
    """The thresholds of the issue: four columns in five right, and none wrong of which it was sure."""
    assert found.share >= 0.8, found.wrong + found.open
    assert found.wrong_and_sure == 0, found.wrong


@pytest.mark.parametrize("name", SETS)
def test_exports_of_many_systems_are_mapped_and_give_a_workspace_that_holds(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    SETS[name](folder)
    workspace, proposal = init_from(tmp_path / "plan", [folder])
    assert_good(judged(proposal.mapping, truth(name)))
    assert proposal.refused == ()
    todos = [todo.text for todo in check(workspace).todos if todo.kind == "must"]
    assert all(any(text in todo for todo in todos) for text in proposal.assumed)


@pytest.mark.parametrize("name", REAL)
def test_public_sets_are_mapped_as_if_they_were_new(name: str, real_data: Path, tmp_path: Path) -> None:
    _, proposal = init_from(tmp_path / "plan", [real_data / name])
    assert_good(judged(proposal.mapping, truth(name)))
    assert proposal.refused == ()


@pytest.mark.parametrize("name", WITHOUT_ORDERS)
def test_public_sets_without_orders_are_told_apart_and_why(name: str, real_data: Path) -> None:
    with pytest.raises(PlanErrors) as raised:
        proposed([real_data / name], Path("plan"))
    first = raised.value.errors[0]
    assert (first.reference, first.exit_code) == ("no-orders-table", 3)
    assert len(first.context) >= 1


@pytest.mark.parametrize("name", ugly_sets.NO_ORDERS)
def test_files_without_orders_are_an_error_of_the_data_that_names_the_nearest(name: str, tmp_path: Path) -> None:
    ugly_sets.NO_ORDERS[name](tmp_path)
    with pytest.raises(PlanErrors) as raised:
        proposed([tmp_path], Path("plan"))
    assert raised.value.errors[0].reference == "no-orders-table"
    assert ".csv: " in raised.value.errors[0].context[0]


def test_the_little_that_a_plan_needs_is_written_and_what_of_it_is_assumed(made: Path, tmp_path: Path) -> None:
    # Twelve whole months to December 2026: the year after is 2027, and its base the twelve months.
    workspace, proposal = init_from(tmp_path / "acme-plan", [made / "orders.csv"])
    plan = check(workspace).workspace.plan
    goal = plan.goals[0]
    assert (plan.company, plan.currency, plan.year.starts) == ("Acme plan", "XXX", "2027-01")
    assert (goal.metric, goal.baseline, goal.change.amount, goal.period.label) == ("bookings", "yoy", 0, "2027")
    assert [text.partition(":")[0] for text in plan.assumed] == ["company", "currency", "year", "goals"]
    assert [text.partition(":")[0] for text in proposal.assumed[4:]] == ["records"]


def year(number: int, header: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Orders of each month of a year, 10.00 and 20.00."""
    months = [f"{number}-{month:02d}" for month in range(1, 13)]
    days = [str(day) for month in months for day in (f"{month}-10", month_end(month))]
    return [header, *((f"{number}{i}", day, f"C{i % 5}", f"{i % 2 + 1}0.00") for i, day in enumerate(days))]


def used_cents(workspace: Path) -> int:
    accounting = read(check(workspace).workspace).quality.accounting
    return int(accounting.loc[accounting["rule"] == "used", "amount_cents"].sum())


def test_a_column_named_anew_in_the_newest_file_is_read_from_all_and_that_is_said(tmp_path: Path) -> None:
    # Two years of 24 orders: 2 x 12 x (10.00 + 20.00) = 720.00.
    for number, order, unused in ((2025, "Nº pedido", "Zorb"), (2026, "Núm. pedido", "Quux")):
        header, *rows = year(number, (order, "Fecha", "Cliente", "Importe"))
        save(tmp_path / f"{number}.csv", [(*header, *"ABC", unused), *((*row, *"abc", "x") for row in rows)])
    workspace, proposal = init_from(tmp_path / "plan", [tmp_path / "2025.csv", tmp_path / "2026.csv"])
    assert proposal.refused == ()
    assert used_cents(workspace) == 720_00
    told = [text for text in proposal.assumed if "new name" in text]
    assert told == ["orders: 'Núm. pedido' is taken for a new name of 'Nº pedido' (2026.csv)"]  # of what is used


def test_a_file_that_could_be_orders_too_is_left_out_only_with_its_rows_and_money_said(tmp_path: Path) -> None:
    # 24 orders come to 360.00; the other file is no new version of the first: it lacks the customer.
    save(tmp_path / "2025.csv", year(2025, ("Order ID", "Order Date", "Customer", "Amount")))
    save(tmp_path / "shop.csv", [(*row[:2], row[3]) for row in year(2026, ("Order ID", "Order Date", "", "Amount"))])
    workspace, proposal = init_from(tmp_path / "plan", [tmp_path / "2025.csv", tmp_path / "shop.csv"])
    [told] = [text for text in proposal.assumed if "left out" in text]
    assert told.startswith(
        "orders: shop.csv could be orders too and is left out, 24 rows in which 'Amount' comes to 360.00"
    )
    assert any(told in todo.text for todo in check(workspace).todos if todo.kind == "must")


def left_over(folder: Path, name: str, rows: list[tuple[str, ...]]) -> str:
    """What is said of a file beside the year's orders."""
    save(folder / "2025.csv", year(2025, ("Order ID", "Order Date", "Customer", "Amount")))
    save(folder / name, rows)
    _workspace, proposal = init_from(folder / "plan", [folder / "2025.csv", folder / name])
    [told] = [text for text in proposal.assumed if "left out" in text]
    return told


@pytest.mark.parametrize(("name", "number"), [("avoirs.csv", "No"), ("more.csv", "Credit note")])
def test_credit_notes_that_are_left_out_are_said_to_be_missing_from_sales(
    tmp_path: Path, name: str, number: str
) -> None:
    rows = [(*row[:2], row[3]) for row in year(2026, (number, "Order Date", "", "Amount"))]
    told = left_over(tmp_path, name, rows)
    assert told.startswith(
        f"orders: {name} reads like credit notes and is left out, 24 rows in which 'Amount' comes to 360.00: sales are "
        "too high by them"
    )


def test_a_file_with_stages_that_is_left_out_reads_like_a_pipeline_not_like_orders(tmp_path: Path) -> None:
    header, *rows = [(*row[:2], row[3]) for row in year(2026, ("No", "Order Date", "", "Amount"))]
    staged = [(*header, "Stage"), *((*row, ("tasting", "talking")[i % 2]) for i, row in enumerate(rows))]
    told = left_over(tmp_path, "deals.csv", staged)
    assert told.startswith("orders: deals.csv reads like a pipeline, by 'Stage', and is left out, 24 rows in which")


def test_a_row_of_totals_in_what_is_left_out_is_not_money_again(tmp_path: Path) -> None:
    rows = [(*row[:2], row[3]) for row in year(2026, ("No", "Order Date", "", "Amount"))]
    told = left_over(tmp_path, "shop.csv", [*rows, ("Total", "", "360.00")])
    assert "24 rows in which 'Amount' comes to 360.00" in told


def test_what_looks_little_like_orders_is_left_out_without_a_question(tmp_path: Path) -> None:
    save(tmp_path / "2025.csv", year(2025, ("Order ID", "Order Date", "Customer", "Amount")))
    market = [(f"2026-{i:02d}", "Food", f"{i}41") for i in range(1, 13)]
    save(tmp_path / "market.csv", [("month", "industry", "sales"), *market])
    save(tmp_path / "more.csv", [("month", "industry", "sales", "of"), *((*row, "all") for row in market)])
    _workspace, proposal = init_from(tmp_path / "plan", [tmp_path])
    assert [one.file for one in proposal.unmapped if not one.column] == ["more.csv"]
    assert not any("left out" in text for text in proposal.assumed)


def test_files_stay_as_they_are_and_are_referred_to(made: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in made.iterdir()}
    workspace, _ = init_from(tmp_path / "plan", [made])
    assert {path: path.read_bytes() for path in made.iterdir()} == before
    assert check(workspace).workspace.data == made
    assert sorted(path.name for path in workspace.iterdir()) == [".gitignore", ".schema", "plan.yml", "sources.yml"]


def test_two_proposals_are_the_same_to_the_byte(made: Path, tmp_path: Path) -> None:
    first, second = proposed([made], tmp_path / "plan"), proposed([made], tmp_path / "plan")
    assert (first.sources, first.plan) == (second.sources, second.plan)


def test_a_discount_in_percent_comes_off_when_the_plan_reads_it(tmp_path: Path) -> None:
    # Twelve orders of 2 x 10.00 less 10%: 12 x 18.00 = 216.00.
    rows = [(day, "2", "10.00", "10%") for day, _amount in ORDERS[1:]]
    save(tmp_path / "orders.csv", [("Order Date", "Qty", "Unit Price", "Discount"), *rows])
    workspace, _ = init_from(tmp_path / "plan", [tmp_path / "orders.csv"])
    accounting = read(check(workspace).workspace).quality.accounting
    assert accounting.loc[accounting["rule"] == "used", "amount_cents"].sum() == 21_600


def test_what_check_will_refuse_is_said_and_the_workspace_stays(tmp_path: Path) -> None:
    # Nothing was sold in the base year: no change can be told from that, and no figure is to be invented.
    save(tmp_path / "orders.csv", [ORDERS[0], *((day, "0.00") for day, _amount in ORDERS[1:])])
    workspace, proposal = init_from(tmp_path / "plan", [tmp_path / "orders.csv"])
    assert [error.reference for error in proposal.refused] == ["zero-baseline"]
    assert list(proposal.lines())[-2] == "to be mended before salesplan check passes:"
    assert (workspace / "plan.yml").is_file()


def test_the_order_in_which_files_are_named_changes_nothing(tmp_path: Path) -> None:
    for year in ("2025", "2026"):
        save(tmp_path / f"{year}.csv", [("Day of sale", "Net"), (f"{year}-01-05", "1.50"), (f"{year}-02-05", "2.50")])
    paths = [tmp_path / "2025.csv", tmp_path / "2026.csv"]
    first, second = proposed(paths, tmp_path / "plan"), proposed(paths[::-1], tmp_path / "plan")
    assert (first.sources, first.plan) == (second.sources, second.plan)


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path: Path) -> None:
    for folder in ("lines", "heads"):
        (tmp_path / folder).mkdir()
    rows = [("Order No", "Amount"), *((f"{100 + i // 2}", f"{i}.50") for i in range(12))]
    save(tmp_path / "lines" / "data.csv", rows)
    heads = [("Order No", "Order Date", "Customer"), *((f"{100 + i}", f"2026-01-{i + 1:02d}", "c") for i in range(6))]
    save(tmp_path / "heads" / "data.csv", heads)
    workspace, proposal = init_from(tmp_path / "plan", [tmp_path / "lines", tmp_path / "heads"])
    found = {match.column: match.source for match in proposal.mapping}
    assert (found["order_date"], found["amount"]) == ("Order Date (heads/data.csv)", "Amount")
    assert check(workspace).workspace.data == tmp_path


def test_where_there_is_no_table_of_orders_nothing_is_left_behind(tmp_path: Path) -> None:
    save(tmp_path / "people.csv", [("name", "born"), ("Ada", "1815-12-10"), ("Bob", "1900-01-01")])
    with pytest.raises(PlanErrors):
        init_from(tmp_path / "plan", [tmp_path / "people.csv"])
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_a_taken_folder_is_refused_before_the_files_are_read(made: Path) -> None:
    with pytest.raises(PlanError) as raised:
        init_from(made, [made / "nowhere.csv"])
    assert raised.value.reference == "folder-taken"


def test_files_that_are_not_there_are_all_named(tmp_path: Path) -> None:
    with pytest.raises(PlanErrors) as raised:
        proposed([tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "plan")
    assert [error.reference for error in raised.value.errors] == ["file-not-found", "file-not-found"]
    assert raised.value.exit_code == 2


def test_a_file_that_cannot_be_read_is_told_of_and_the_others_do(made: Path, tmp_path: Path) -> None:
    (made / "model.pkl").write_bytes(b"\x80\x04anything")
    proposal = proposed([made], tmp_path / "plan")
    assert [(one.file, one.column) for one in proposal.unmapped] == [("model.pkl", "")]
    assert "pickle" in proposal.unmapped[0].why


def test_what_is_printed_has_each_column_with_its_confidence_and_what_was_assumed(made: Path, tmp_path: Path) -> None:
    lines = list(proposed([made], tmp_path / "plan").lines())
    assert lines[:3] == ["orders:", "  0.97  order_date      Order Date", "  0.97  amount          Net Amount"]
    assert lines[3] == "assumed, to be confirmed:"
    assert "  company: Plan, after the folder" in lines
