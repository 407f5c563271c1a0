"""What `--redact` needs: words that it knows, a key of one's own, rules that do not look into names."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import stat
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from papermill.translators import PythonTranslator

from salesplan_nb.errors import PlanError
from salesplan_nb.intake.pseudonyms import Pseudonyms
from salesplan_nb.report.approval import Approval, Figures, Step
from salesplan_nb.run import ending, engine, filling, folders, jobs, kernels, manifest, redacted_notebook, redaction
from salesplan_nb.run.parameters import Parameters
from salesplan_nb.workspace import check
from salesplan_nb.workspace.plan import Plan
from tests.e2e.support import fresh_sample
from tests.leaks import column, leaks

BOTH = ("people", "accounts")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return fresh_sample(tmp_path / "w")


def test_the_key_is_made_once_for_its_owner_and_other_keys_or_kinds_are_another_run(sample: Path) -> None:
    first = redaction.redaction(sample, check(sample), BOTH)
    assert stat.S_IMODE((sample / ".redact-key").stat().st_mode) == 0o600
    assert redaction.redaction(sample, check(sample), BOTH) == first
    assert redaction.redaction(sample, check(sample), ("people",)).sha256 != first.sha256
    (sample / ".redact-key").unlink()
    assert redaction.redaction(sample, check(sample), BOTH).sha256 != first.sha256


def test_the_key_is_whole_when_it_appears_and_the_one_that_another_run_put_there_first_counts(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raced(building: Path, file: Path) -> None:
        assert len(bytes.fromhex(building.read_text())) == 32
        file.write_text("ab" * 32)
        raise FileExistsError

    monkeypatch.setattr(os, "link", raced)
    assert redaction.redaction(sample, check(sample), BOTH).key == bytes.fromhex("ab" * 32)
    assert [path.name for path in sample.glob(".redact-key*")] == [".redact-key"]


@pytest.mark.parametrize("text", ["", "not hex", "ab" * 31])
def test_another_file_in_its_place_is_refused(sample: Path, text: str) -> None:
    (sample / ".redact-key").write_text(text)
    with pytest.raises(PlanError, match="not the key") as caught:
        redaction.redaction(sample, check(sample), BOTH)
    assert caught.value.exit_code == 2


def test_a_link_in_its_place_is_not_followed(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("ab" * 32)
    (sample / ".redact-key").symlink_to(tmp_path / "key")
    with pytest.raises(PlanError, match="not the key"):
        redaction.redaction(sample, check(sample), BOTH)


def test_a_segment_that_looks_into_names_is_refused_since_it_would_find_others(sample: Path) -> None:
    plan = (sample / "plan.yml").read_text(encoding="utf-8")
    (sample / "plan.yml").write_text(plan.replace("industry = 'Water'", "name starts with 'Elm'"), encoding="utf-8")
    assert redaction.redaction(sample, check(sample), ("people",)).kinds == ("people",)
    with pytest.raises(PlanError, match="segment Water"):
        redaction.redaction(sample, check(sample), BOTH)


def test_who_signed_is_withheld_with_people_s_names_and_names_leave_the_steps() -> None:
    steps = (Step("tactic:acme-ltd", "Visit Acme Ltd", 5), Step("people", "New people", 2))
    figures = Figures("EUR", "Acme", "2027-01", "2027-12", steps=steps)
    signed = Approval("Anna Weber", "2026-10-14", "r", "p", "f", figures, {})
    ids = Pseudonyms.of({"account": {"Acme Ltd"}}, b"k" * 32)
    people, accounts = (redaction.without_signer(signed, (kind,), ids) for kind in ("people", "accounts"))
    assert people is not None
    assert accounts is not None
    assert (people.who, accounts.who) == ("withheld", "Anna Weber")
    assert people.figures.steps[0].label == f"Visit {ids.text('Acme Ltd')}" != "Visit Acme Ltd"
    assert [step.key for step in accounts.figures.steps] == [f"tactic:{ids.text('acme-ltd')}", "people"]
    assert accounts.figures.steps[0].key != "tactic:acme-ltd"
    assert accounts.figures.goal_id == ids.ids["Acme Ltd"]
    assert redaction.without_signer(None, ("people",), ids) is None


def test_names_leave_the_plan_s_texts_and_nothing_else_changes(sample: Path) -> None:
    plan = (sample / "plan.yml").read_text(encoding="utf-8")
    (sample / "plan.yml").write_text(plan.replace("parental leave", "Winter is on leave"), encoding="utf-8")
    before = check(sample).workspace.plan
    names = {"person": ["Pieter Winter", "R014", "Bo Revenue"], "account": ["Food", "bookings", "Halden Instruments"]}
    ids = Pseudonyms.of(names, b"k").ids
    after = redaction.without_names(check(sample), Pseudonyms(ids)).workspace.plan
    assert before.breakdown is not None
    assert after.breakdown is not None
    assert after.breakdown.locks[0].reason == f"{ids['Pieter Winter']} is on leave"
    assert after.breakdown.locks[0].rep == ids["R014"]  # as in the data, where it is replaced too
    assert after.segments[0].where == f"industry = '{ids['Food']}'"
    assert after.market[0].segment == ids["Food"]
    assert [goal.metric for goal in after.goals] == [goal.metric for goal in before.goals]
    assert [goal.owner for goal in after.goals] == [goal.owner for goal in before.goals]
    assert (after.company, after.budget) == (before.company, before.budget)


def test_an_account_named_like_a_country_leaves_the_locale_alone(sample: Path) -> None:
    checked = check(sample)
    plan = checked.workspace.plan.model_copy(update={"locale": "de_DE"})
    checked = replace(checked, workspace=replace(checked.workspace, plan=plan))
    after = redaction.without_names(checked, Pseudonyms.of({"account": ["DE"]}, b"k"))
    assert after.workspace.plan.locale == "de_DE"


PEOPLE_ONLY_HERE = """
company: Halden
currency: EUR
year: {starts: 2027-01}
stakeholders: [{id: cfo, role: Chief financial officer, department: Finance, interest: high, influence: high}]
roles: [{id: lead, title: Regional lead}]
objectives:
- {id: grow, statement: More, accountable: Acc One, responsible: [Res Two, cfo], consulted: [Con Three],
   informed: [Inf Four]}
goals: [{id: g, metric: bookings, baseline: yoy, change: +5%, period: 2027, owner: Own Five}]
tactics: [{id: t, goal: g, action: Ask Own Five first, owner: Tac Six, period: 2027-03}]
budget: {limit: 10, lines: [{id: b, category: marketing, amount: 5, owner: Bud Seven, goal: g}]}
kpis: [{kpi: new_customers, target: "20", owner: Kpi Eight}, {kpi: win_rate, target: 20%, owner: R014}]
triggers:
- {kpi: win_rate, when: below 20%, for: 2 months, action: Act, owner: sales}
- {kpi: win_rate, when: below 10%, for: 2 months, action: Act, owner: lead}
- {kpi: win_rate, when: below 5%, for: 2 months, action: Act, owner: Byron Ada}
"""
ONLY_HERE = {
    "Acc One", "Res Two", "Con Three", "Inf Four", "Own Five", "Tac Six", "Bud Seven", "Kpi Eight", "sales",
}  # fmt: skip


def test_people_who_stand_in_the_plan_alone_are_replaced_and_ids_are_not() -> None:
    plan = Plan.model_validate(yaml.safe_load(PEOPLE_ONLY_HERE))
    assert redaction.people_named(plan, {"R014"}) == ONLY_HERE | {"Byron Ada"}
    names: dict[str, set[str]] = {"people": {"Ada Byron"}, "accounts": {"Acme"}, "codes": set()}
    made = redaction.Redaction(BOTH, b"k" * 32).pseudonyms(names, plan, {"R014"})
    assert set(made.ids) == ONLY_HERE | {"Ada Byron", "Acme"}
    assert made.text("Ask Own Five first") == f"Ask {made.ids['Own Five']} first"
    assert made.text("Byron Ada") == made.ids["Ada Byron"]
    # Sales is a function: replaced as an owner, while sentences keep the word.
    assert (made.text("sales"), made.text("Sales of 2027")) == (made.ids["sales"], "Sales of 2027")
    accounts = redaction.Redaction(("accounts",), b"k" * 32).pseudonyms(names, plan, {"R014"})
    assert set(accounts.ids) == {"Acme"}


def test_hashes_of_originals_are_keyed_and_what_is_replaced_comes_back_as_it_was_left(tmp_path: Path) -> None:
    key, plain = b"k" * 32, hashlib.sha256(b"plan").hexdigest()
    keyed = hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()
    asked = redaction.Redaction(BOTH, key)
    ids = Pseudonyms.of({"person": ["Ada Byron", "R014"]}, key, frozenset({"R014"}))
    redaction.write(asked, ids, plain, tmp_path)
    assert redaction.read(tmp_path) == (BOTH, ids, keyed)
    assert plain not in (tmp_path / ".names.json").read_text()
    redaction.remove(tmp_path)
    assert redaction.read(tmp_path) is None


def notebook(file: Path, *cells: dict[str, Any]) -> Path:
    """An executed notebook as papermill leaves it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = [{"metadata": {"papermill": {"start_time": "now"}, "tags": []}} | cell for cell in cells]
    file.write_text(json.dumps({"metadata": {"papermill": {}}, "cells": whole}))
    return file


def cell(source: str, kind: str = "code", **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "source": source, **more}


@pytest.mark.parametrize("name", ["plain", "Zoë plan", "back\\slash", 'quo"te'])
def test_a_notebook_does_not_say_where_it_ran_however_papermill_writes_the_path(tmp_path: Path, name: str) -> None:
    root = tmp_path / "hömé" / name
    parameters = PythonTranslator.codify({"workspace": str(root), "run": "r"})
    file = notebook(
        tmp_path / "01.ipynb",
        cell(parameters, metadata={"tags": ["injected-parameters"], "papermill": {"start_time": "now"}}),
        cell("print(stage)", outputs=[{"output_type": "stream", "name": "stdout", "text": [f"at {root}\n"]}]),
    )
    redacted_notebook.clean_notebook(file, root, Pseudonyms.of({"person": ["Ada Byron"]}, b"k"))
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"h(ö|\\+xf6)m", text)
    assert "papermill" not in text
    held: dict[str, Any] = {}
    exec(json.loads(text)["cells"][0]["source"], held)  # noqa: S102 -- still Python that sets the same parameters
    assert (held["workspace"], held["run"]) == (name, "r")


def test_family_names_leave_the_text_of_an_own_notebook_and_what_a_failed_cell_told(tmp_path: Path) -> None:
    ids = Pseudonyms.of({"person": ["Ada Byron"]}, b"k")
    error = {
        "output_type": "error",
        "ename": "KeyError",
        "evalue": "'Byron'",
        "traceback": ["\x1b[31mAda Byron\x1b[0m"],
    }
    cells = (cell("# What Byron says", "markdown"), cell("1", outputs=[error]))
    package = notebook(tmp_path / "run" / "01.ipynb", *cells)
    redacted_notebook.clean_notebook(package, tmp_path / "w", ids)
    assert json.loads(package.read_text())["cells"][0]["source"] == "# What Byron says"
    assert (package.read_text().count("Byron"), package.read_text().count("Ada")) == (1, 0)
    notebook(tmp_path / "w" / "notebooks" / "01.ipynb")
    redacted_notebook.clean_notebook(package, tmp_path / "w", ids)
    assert "Byron" not in package.read_text()
    assert json.loads(package.read_text())["cells"][0]["source"] == f"# What {ids.ids['Ada Byron']} says"


class Broken(threading.Thread):
    """A notebook that shows a name, a family name and a path, and fails: a worker without a kernel."""

    def __init__(self, _notebook: Path, output: Path, parameters: Parameters, *, cell_timeout: int) -> None:
        super().__init__()
        root, self.cause = parameters.workspace, f"KeyError: 'Own Five' of Pieter Winter in {parameters.workspace}"
        assert cell_timeout
        error = {"output_type": "error", "ename": "KeyError", "evalue": "Own Five", "traceback": [self.cause]}
        parameter = cell(f"workspace = {root!r}", metadata={"tags": ["injected-parameters"]})
        notebook(output, parameter, cell("look('Pieter Winter')", outputs=[error]))
        self.error = kernels.StageFailed(kernels.Failure(output.name, "Pieter Winter", self.cause))


def test_a_redacted_run_that_fails_keeps_no_name_no_path_and_no_plain_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = fresh_sample(tmp_path / "Marta Zander")
    plan = (root / "plan.yml").read_text(encoding="utf-8")
    assert plan.count("owner: head-direct") > 1
    (root / "plan.yml").write_text(plan.replace("owner: head-direct", "owner: Own Five"), encoding="utf-8")
    names = column(root / "data" / "reps.csv", "name") | column(root / "data" / "customers.csv", "name")
    assert "Pieter Winter" in names
    plain = {hashlib.sha256(path.read_bytes()).hexdigest() for path in root.rglob("*") if path.is_file()}
    monkeypatch.setattr(kernels, "Worker", Broken)
    with pytest.raises(kernels.StageFailed, match="Pieter Winter"):  # on one's own screen
        engine.run(jobs.prepare(Parameters(str(root), "", "", "", 1), redact=BOTH))
    (run,) = [path for path in (root / "runs").iterdir() if path.is_dir()]
    assert sorted(path.name for path in run.iterdir()) == ["FAILED.html", "manifest.json", "notebooks"]
    assert leaks(run, names | {"Own Five", "Winter"}) == set()
    kept = "".join(path.read_text(encoding="utf-8") for path in run.rglob("*") if path.is_file())
    assert "KeyError" in kept
    assert str(tmp_path) not in kept
    stored = json.loads((run / "manifest.json").read_text())
    hashes = {stored["plan_sha256"], *(one["sha256"] for one in stored["inputs"])}
    key = bytes.fromhex((root / ".redact-key").read_text())
    assert len(hashes) > 4
    assert hashes <= {hmac.new(key, one.encode(), hashlib.sha256).hexdigest() for one in plain}


def test_a_redacted_run_that_is_stopped_before_names_are_known_does_not_name_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise ending.Interrupted(15)

    root = fresh_sample(tmp_path / "Marta Zander")
    job = jobs.prepare(Parameters(str(root), "", "", "", 1), redact=BOTH)
    monkeypatch.setattr(filling.intake, "read", stopped)
    with pytest.raises(ending.Interrupted):
        engine.run(job)
    (run,) = [path for path in (root / "runs").iterdir() if path.is_dir()]
    assert "Stopped by a signal" in (run / "FAILED.html").read_text()
    assert leaks(run, {"Marta Zander"}) == set()


@pytest.mark.parametrize(("redacted", "kept"), [(["people"], False), ([], True)])
def test_of_a_redacted_run_that_was_killed_no_notebook_is_kept(tmp_path: Path, redacted: list[str], kept: bool) -> None:
    runs = folders.Runs(tmp_path)
    folder = runs.building("r1")
    notebook(folder / "notebooks" / "01.ipynb", cell("Pieter Winter"))
    manifest.Manifest("r1", "withheld", "", "", 1, "0", "1", redacted).write(folder)
    ending.mark_dead(runs, folder)
    assert (tmp_path / "r1" / "notebooks").exists() == kept
    assert ("not kept" in (tmp_path / "r1" / "FAILED.html").read_text()) != kept
