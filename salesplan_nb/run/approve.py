"""Signing a run: its figures are kept for comparison, its page and workbook made again with the name and the day."""

from __future__ import annotations

import itertools
import re
import shutil
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from salesplan_nb.errors import PlanError, counted
from salesplan_nb.report.approval import Approval
from salesplan_nb.report.names import clean
from salesplan_nb.report.numbers import day
from salesplan_nb.run import approvals, folders, jobs, manifest, store
from salesplan_nb.run.opened import OpenStage
from salesplan_nb.run.parameters import RUN_ID, Parameters
from salesplan_nb.run.stages import stage_named

NAME = 80
"""Longest name of who signs."""
OUTPUT = re.compile(r"plan\.\w+|notebooks/\w+\.html", re.ASCII)
"""What a run records of its files: a name by which nothing outside of its folder can be reached."""


@dataclass(frozen=True)
class Found:
    """A published run of a workspace, and what would be made of that workspace now."""

    folder: Path
    record: dict[str, Any]
    job: jobs.Job
    pages: dict[str, bytes]
    """The notebooks' pages, by their path in the run's folder."""


def approve(run: Path, *, by: str, on: str, today: str) -> Path:
    """Sign a run: the folder of the approval.

    Parameters
    ----------
    run : Path
        The run's folder, such as `my-plan/runs/latest`.
    by : str
        Who signs.
    on : str
        The day of the signature, '2026-10-14'.
    today : str
        The day of today: nothing is signed in the future.

    Raises
    ------
    PlanError, PlanErrors
        Of kind "input" where an argument is wrong; of kind "gate" where the run may not be signed: it is not finished,
        was changed, is no longer that of its workspace, is of a scenario, has to-dos that must be done first, or is
        signed already.
    """
    who, signed_on = _name(by), _day(on, today)
    found = _found(run)
    with found.job.runs.held("approve"):
        _refuse_unfit(found, signed_on)
        stage = OpenStage(stage_named("plan"), found.folder, found.job, found.job.parameters, writes=False)
        _refuse_unfinished(stage)
        return _written(found, stage, who, signed_on)


def _name(by: str) -> str:
    who = clean(by)
    if not who or len(who) > NAME:
        raise PlanError(
            "wrong-name",
            message=f"--by {by!r}: {'is empty' if not who else f'has {len(who)} characters, {NAME} at most'}",
            context=None,
            hint='say who signs, such as --by "Anna Weber, CEO"',
        )
    return who


def _day(on: str, today: str) -> str:
    try:
        fine = approvals.DAY.fullmatch(on) is not None and date.fromisoformat(on).isoformat() <= today
    except ValueError:
        fine = False
    if not fine:
        raise PlanError(
            "wrong-date",
            message=f"--on {on!r}: is no day up to today, {today}",
            context=None,
            hint="write the day of the signature as 2026-10-14, or leave --on out for today",
        )
    return on


def _found(run: Path) -> Found:
    """The run that a path names, in its workspace.

    `latest` is the one link that is followed, and only to a run beside it.
    """
    try:
        folder, beside = run.resolve(strict=True), run.absolute().parent.resolve(strict=True)
    except (OSError, ValueError) as cause:
        raise _no_run(run, "there is no such folder") from cause
    if folder.parent != beside or beside.name != "runs" or not folder.is_dir() or not RUN_ID.fullmatch(folder.name):
        raise _no_run(run, "it is no folder of a workspace's runs/")
    record = manifest.read(folder)
    if not isinstance(record, dict) or not (beside.parent / "plan.yml").is_file():
        raise _no_run(run, "it has no manifest.json that can be read")
    try:
        parameters = Parameters(str(beside.parent), "", "", record["asked_as_of"], record["seed"])
        published = record["status"] == "published" and record["run_id"] == folder.name
        outputs, scenario = dict(record["outputs"]), str(record["scenario"])
    except (KeyError, TypeError, ValueError, PlanError) as cause:
        raise _gate("changed-run", f"{folder}: its manifest.json is not of this version", "run again") from cause
    if not published:
        raise _gate("unfinished-run", f"{folder}: is {record['status']}, not published", "sign a run that came through")
    if record.get("redacted"):
        raise _gate(
            "redacted-run",
            f"{folder}: is a copy to share, in which names were replaced",
            "run without --redact, read that plan, and sign it",
        )
    if scenario:
        raise _gate(
            "scenario-run",
            f"{folder}: is a run of the scenario {scenario!r}, not of the plan as written",
            "take the scenario's changes into plan.yml, run without --scenario, and sign that run",
        )
    contents = {name: _recorded(folder, name, outputs.get(name)) for name in sorted({*approvals.SIGNED, *outputs})}
    pages = {name: content for name, content in contents.items() if name.startswith("notebooks/")}
    return Found(folder, record, jobs.prepare(parameters), pages)


def _recorded(folder: Path, name: str, digest: str | None) -> bytes:
    """A file of a run as the run wrote it; read once, so that what is copied is what was compared."""
    file = folder / name
    if OUTPUT.fullmatch(name) and not any(path.is_symlink() for path in (file.parent, file)) and file.is_file():
        content = file.read_bytes()
        if sha256(content).hexdigest() == digest:
            return content
    raise _gate("changed-run", f"{file}: not the file that the run wrote", "run again, and sign that run")


def _refuse_unfit(found: Found, on: str) -> None:
    job, newest = found.job, approvals.newest(found.job.root)
    if job.signed:
        raise _gate(
            "approved-already",
            f"{found.folder}: this plan was signed already: {day(job.signed.on)}, by {job.signed.who}",
            "nothing is left to sign until plan.yml, the data or the code change",
        )
    if found.record.get("fingerprint") != job.fingerprint or (newest and newest[0]) != job.approval:
        raise _gate(
            "stale-run",
            f"{found.folder}: plan.yml, sources.yml, data, notebooks, code or the last approval changed after this run",
            f"run again (salesplan run {job.root}), read the plan, and sign that run",
        )
    if job.approval and on < job.approval.on:
        raise _gate(
            "approved-later",
            f"--on {on}: another plan was signed after that day: {day(job.approval.on)}, by {job.approval.who}",
            "give the day of this signature",
        )


def _refuse_unfinished(stage: OpenStage) -> None:
    must = [f"{todo.place}: {todo.text}" for todo in stage.todos if todo.kind == "must"]
    if must:
        raise PlanError(
            "open-todos",
            message=f"{counted(len(must), 'to-do')} must be done before approval",
            context=must,
            hint="do them, run again, and sign that run",
            note="nobody should sign a plan that is known to be unfinished",
            kind="gate",
        )


def _written(found: Found, stage: OpenStage, who: str, on: str) -> Path:
    """Make the files again and put them in place in one step."""
    from salesplan_nb.report.assembly import plan_page
    from salesplan_nb.report.changes import first_figures
    from salesplan_nb.report.page import Identity
    from salesplan_nb.report.sections import Results

    results = Results(
        plan=stage.plan,
        quality=stage.quality,
        objectives=stage.objectives,
        goals=stage.goals,
        strategies=stage.strategies,
        resources=stage.resources,
        measures=stage.measures,
        todos=stage.todos,
        approval=stage.approval,
    )
    identity = Identity(**vars(stage.identity))
    _refuse_other_page(found, plan_page(results, identity).files)
    figures = first_figures(stage.goals, stage.strategies, stage.resources, currency=stage.currency)
    unsigned = found.job.unsigned
    approval = Approval(who, on, found.folder.name, str(identity.plan_sha256), unsigned, figures, {})
    # The page leads to the notebooks beside it: the signed one too.
    files = dict(plan_page(results, replace(identity, signed=approval)).files) | found.pages
    root = found.job.root / approvals.FOLDER
    try:
        root.mkdir(exist_ok=True)
        name = _free(root, f"{on}-{identity.plan_sha256[:8]}")
        for left in root.glob(f"{folders.BUILDING}*"):
            shutil.rmtree(left)
        building = root / f"{folders.BUILDING}{name}"
        try:
            (building / "notebooks").mkdir(parents=True)
            for file, content in files.items():
                (building / file).write_bytes(content)
            digests = {file: store.sha256(building / file) for file in files}
            text = approvals.written(replace(approval, files=digests))
            (building / approvals.FILE).write_text(text, encoding="utf-8")
            building.rename(root / name)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
    except OSError as error:
        raise folders.disk_error(error, root) from error
    return root / name


def _refuse_other_page(found: Found, made: dict[str, bytes]) -> None:
    """What is signed is what was read: made again as a draft, the files are those of the run."""
    for name in approvals.SIGNED:
        if made[name] != (found.folder / name).read_bytes():
            raise _gate(
                "other-page",
                f"{found.folder / name}: made again from the run's results it is another file",
                "run again with this installation and the package's own 06_plan.ipynb, read the plan, and sign that "
                "run",
            )


def _free(root: Path, name: str) -> str:
    """The name, or the first with a number behind it: the data may change under the same plan within a day."""
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    return next(one for one in names if not (root / one).exists())


def _no_run(run: Path, why: str) -> PlanError:
    return PlanError(
        "no-run",
        message=f"{run}: {why}",
        context=None,
        hint="name the folder of a run in its workspace, such as my-plan/runs/latest",
    )


def _gate(reference: str, message: str, hint: str) -> PlanError:
    return PlanError(reference, message=message, context=None, hint=hint, kind="gate")
