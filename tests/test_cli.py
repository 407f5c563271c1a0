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
