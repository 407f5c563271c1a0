"""What the commands print of names from data."""

from __future__ import annotations

import shutil
from pathlib import Path

from typer.testing import CliRunner

from salesplan_nb.cli import app

ZOO = Path(__file__).parent / "workspaces"


def test_names_from_data_in_the_summary_steer_no_terminal_and_forge_no_line(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(ZOO / "r29-doubled-order-line-by-rule", folder)
    sources = folder / "sources.yml"
    text = sources.read_text(encoding="utf-8")
    assert "rule: doubled rows" in text
    named = text.replace("rule: doubled rows", 'rule: "sent\\e[2J \\u202Etwice\\nerror: none"')
    sources.write_text(named, encoding="utf-8")
    done = CliRunner().invoke(app, ["check", str(folder)])
    assert done.exit_code == 0, done.output
    assert "set aside: sent\ufffd[2J \ufffdtwice error: none (orders)" in done.output
    assert "\x1b" not in done.output
    assert "\u202e" not in done.output


def test_a_folder_of_an_odd_name_is_told_in_one_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["check", str(tmp_path / "no\x1b[2J\nerror: forged")])
    assert done.exit_code == 2
    assert "no\ufffd[2J error: forged" in done.stderr


def test_what_must_be_done_is_counted_as_it_is_printed_and_twins_name_the_setting_that_joins_them(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").mkdir()
    rows = (f"O{i},2026-{i % 10 + 1:02d}-28,{100 + 7 * i}.50,{'ann.lee' if i % 5 else 'Ann.Lee'}" for i in range(40))
    (tmp_path / "data" / "orders.csv").write_text("id,day,net,rep\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "plan.yml").write_text(
        "company: Halden\ncurrency: EUR\nyear: {starts: 2026-11}\n"
        "goals: [{id: g, metric: bookings, baseline: qoq, change: +0%, period: 2026-11..2027-01}]\n",
        encoding="utf-8",
    )
    (tmp_path / "sources.yml").write_text(
        "records: bookings\ntables:\n  orders:\n    file: orders.csv\n"
        "    columns: {order_id: id, order_date: day, amount: net, rep_id: rep}\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(app, ["check", str(tmp_path)])
    assert done.exit_code == 0, done.output
    musts = [line for line in done.output.splitlines() if line.startswith("must: ")]
    twins = next(line for line in musts if line.startswith("must: orders: 1 group of spellings of rep_id"))
    assert "ignore_case: [rep_id] in sources.yml" in twins
    assert any("goal g has no owner" in line for line in musts)
    assert f"; {len(musts)} must be done before approval" in done.output


WHOLE = "Grow bookings in DACH by 10% next quarter year on year (owner Chief revenue officer; objective grow)"


def test_a_sentence_that_says_everything_is_a_goals_line_and_one_that_does_not_ends_with_what_it_leaves_open() -> None:
    sample = Path(__file__).parent.parent / "data" / "sample"
    done = CliRunner().invoke(app, ["goal", WHOLE, str(sample)])
    assert done.exit_code == 0
    assert done.stdout == (
        "- {id: bookings-dach-2027-q1, metric: bookings, scope: {region: DACH}, baseline: yoy, change: +10%, "
        "period: 2027-Q1, owner: cro, objective: grow}\n"
    )
    open_ = CliRunner().invoke(app, ["goal", "Raise online revenue by 5% in 2027 yoy (owner cro)", str(sample)])
    assert open_.exit_code == 2
    assert open_.stdout.startswith("- {id: revenue-2027, metric: revenue,")
    assert "error: not-smart" in open_.stderr
    assert "metric: the data records bookings, not revenue" in open_.stderr
    assert "scope: 'online' is a channel" in open_.stderr


def test_a_sentence_without_a_workspace_guesses_no_date_and_a_folder_that_is_none_is_told() -> None:
    alone = CliRunner().invoke(app, ["goal", WHOLE])
    assert alone.exit_code == 2
    assert "'next quarter' counts from the last month of the data, which is not known here" in alone.stderr
    assert "'DACH' is not understood" in alone.stderr
    assert CliRunner().invoke(app, ["goal", WHOLE, "nowhere"]).exit_code == 2
