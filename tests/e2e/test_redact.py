"""A copy to share: no name of a person or an account in any of its files, and every figure as without redaction."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests import pdf
from tests.conftest import find_chromium
from tests.e2e import support
from tests.leaks import column, leaks, texts, words

NAMED = {
    "reason: parental leave": 'reason: "parental leave of BRANDT, Elif, elif.brandt@halden.example"',
    "needs: the budget kept": "needs: Zander's word to Elmlund Life Science, the budget kept",
    "mission: Sensors": "mission: For Lindbrook Mills SA, sensors",
}
"""Texts of the sample's plan.yml, and what an analyst might write there."""


def figures(run: Path) -> dict[str, list[tuple[object, ...]]]:
    """The numeric columns of every table, rows in an order of their own: ids sort otherwise than names."""
    found = {}
    for file in sorted((run / "tables").rglob("*.parquet")):
        table = pq.read_table(file)
        numeric = [name for name in table.column_names if not pa.types.is_string(table[name].type)]
        rows = zip(*(map(repr, table[name].to_pylist()) for name in numeric), strict=True)
        found[str(file.relative_to(run))] = sorted(rows)
    return found


def newest(workspace: Path) -> Path:
    latest = (workspace / "runs" / "latest").resolve() if (workspace / "runs" / "latest").exists() else None
    (found,) = [run for run in (workspace / "runs").iterdir() if run.is_dir() and run.resolve() != latest]
    return found


@pytest.fixture(scope="module")
def shared(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The sample, its plan with names in its texts, and a redacted run beside the one it has; what was printed."""
    folder = tmp_path_factory.mktemp("redact") / "Marta Zander"
    shutil.copytree(sample, folder, symlinks=True)
    plan = (folder / "plan.yml").read_text(encoding="utf-8")
    for before, after in NAMED.items():
        assert plan.count(before) == 1
        plan = plan.replace(before, after)
    (folder / "plan.yml").write_text(plan, encoding="utf-8")
    browser = {"SALESPLAN_CHROMIUM": str(find_chromium() or "")}
    return folder, support.made("run", folder, "--redact", "people,accounts", env=os.environ | browser)


def test_no_file_of_a_redacted_run_holds_a_name(shared: tuple[Path, str], sample: Path) -> None:
    data = sample / "data"
    names = column(data / "reps.csv", "name") | column(data / "customers.csv", "name")
    names |= {"Brandt", "Elmlund Life Science", "Lindbrook Mills", "Marta Zander", "Zander", "elif.brandt"}
    assert len(names) > 600
    run = newest(shared[0])
    assert leaks(run, names) == set()
    assert leaks(sample / "runs" / "latest", names)  # a search that finds nothing anywhere proves nothing
    assert str(shared[0]) not in "".join(text for _, text in texts(run))
    assert not list(run.rglob(".*"))


def test_its_figures_are_those_of_the_plan_with_names(shared: tuple[Path, str], sample: Path) -> None:
    assert figures(newest(shared[0])) == figures(sample / "runs" / "latest")


def test_it_says_so_leaves_latest_alone_and_prints_its_own_path(shared: tuple[Path, str], sample: Path) -> None:
    folder, printed = shared
    run = newest(folder)
    assert (folder / "runs" / "latest").resolve().name == (sample / "runs" / "latest").resolve().name
    assert printed.rstrip().splitlines()[-1] == str(run / "plan.html")
    said = "Names of people and accounts are replaced by ids."
    told = dict(texts(run))
    assert said in told["plan.html"]
    assert said in told["plan.xlsx: xl/sharedStrings.xml"]
    assert json.loads((run / "manifest.json").read_text())["redacted"] == ["people", "accounts"]
    assert said not in (folder / "runs" / "latest" / "plan.html").read_text()
    assert "since the last run" not in printed
    assert stat.S_IMODE((folder / ".redact-key").stat().st_mode) == 0o600


def test_agents_and_accounts_whose_names_are_their_ids_are_replaced_too(
    crm: Path, tmp_path: Path, real_data: Path
) -> None:
    folder = tmp_path / "crm"
    shutil.copytree(crm, folder, symlinks=True)
    nowhere = os.environ | {"SALESPLAN_CHROMIUM": "/no/such/browser"}
    printed = support.made("run", folder, "--redact", "people,accounts", env=nowhere)
    data, run = real_data / "crm_opportunities", newest(folder)
    names = column(data / "sales_teams.csv", "sales_agent") | column(data / "sales_teams.csv", "manager")
    names |= column(data / "accounts.csv", "account") | column(data / "accounts.csv", "subsidiary_of")
    assert len(names) > 120
    assert leaks(run, names) == set()
    told = words(printed)
    assert [name for name in names if words(name) in told] == []
    assert figures(run) == figures(folder / "runs" / "latest")
    assert printed.count("plan.pdf was not made: /no/such/browser") == 1
    assert "plan.pdf" not in json.loads((run / "manifest.json").read_text())["outputs"]


def test_a_pdf_is_among_the_outputs_where_a_browser_is(chromium: Path, shared: tuple[Path, str]) -> None:
    run = newest(shared[0])
    outputs = json.loads((run / "manifest.json").read_text())["outputs"]
    assert outputs["plan.pdf"] == hashlib.sha256((run / "plan.pdf").read_bytes()).hexdigest()
    assert "names replaced" in pdf.pages(run / "plan.pdf")[0]


def test_nobody_s_pay_is_shown(sample: Path) -> None:
    run = sample / "runs" / "latest"
    pay = {int(found) for found in re.findall(r"ote: (\d+)", (sample / "plan.yml").read_text(encoding="utf-8"))}
    assert len(pay) > 5
    ways = {form for amount in pay for form in (str(amount), f"{amount:,}", str(amount * 100), f"{amount / 1000:g}k")}
    # The workbook is searched in tests/report: quotas in thousands are alike there.
    shown = [(p, t) for p, t in texts(run) if p.endswith((".html", ".pdf", ".ipynb"))]
    shown = [
        (place, re.sub(r"<style.*?</style>|<path.*?>|\b[0-9a-f]{64}\b", "", text, flags=re.DOTALL))
        for place, text in shown
    ]
    assert len(shown) > 10
    assert [
        (place, way)
        for place, text in shown
        for way in ways
        if re.search(rf"(?<![\d.,]){re.escape(way)}(?![\d,])", text)
    ] == []


@pytest.mark.parametrize("words_", ["names", "people,teams", ""])
def test_what_cannot_be_replaced_is_refused(words_: str, tmp_path: Path) -> None:
    folder = support.fresh_sample(tmp_path / "w")
    done = support.salesplan("run", folder, "--redact", words_ or ",")
    assert done.returncode == 2
    assert "people,accounts" in done.stderr
    assert not (folder / "runs").exists()
    assert not (folder / ".redact-key").exists()
