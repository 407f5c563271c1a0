"""`salesplan`: init, check, goal, run, approve, open. Exit codes are in CONTRIBUTING.md."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from salesplan_nb.errors import PlanError, PlanErrors, printable

if TYPE_CHECKING:
    from salesplan_nb.workspace import Todo

SHOWN = 20
"""Problems on screen; `check --errors FILE` has all of them."""
BUG = 1

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="the workspace folder")]
ErrorFile = Annotated[Path | None, typer.Option("--errors", help="write all problems into this file")]


@contextmanager
def _told(log: Path | None = None, errors: Path | None = None) -> Iterator[None]:
    """Turn what was raised into text on stderr and an exit code; a bug's traceback goes to the log only."""
    try:
        yield
    except (PlanError, PlanErrors) as error:
        _tell(error, errors)
        raise typer.Exit(error.exit_code) from error
    except typer.Exit:
        raise
    except Exception as error:
        if log is not None:
            log.parent.mkdir(parents=True, exist_ok=True)
            log.write_text(traceback.format_exc(), encoding="utf-8")
        where = f"; the traceback is in {log}" if log is not None else f": {error}"
        _say(f"error: bug\nthis is a fault of salesplan_nb, not of your files ({type(error).__name__}){where}")
        raise typer.Exit(BUG) from error


def _tell(error: PlanError | PlanErrors, errors: Path | None) -> None:
    found = error.errors if isinstance(error, PlanErrors) else (error,)
    if errors is not None:
        errors.write_text("\n\n".join(str(e) for e in found) + "\n", encoding="utf-8")
    _say("\n\n".join(str(e) for e in found[:SHOWN]))
    if len(found) > SHOWN:
        _say(f"\n{len(found) - SHOWN} more; all of them: salesplan check DIR --errors FILE")


def _say(text: str) -> None:
    _print(text.split("\n"), err=True)


def _print(lines: Iterable[str], *, err: bool = False) -> None:
    """Lines on screen; names from data are in them, which may hold what a terminal would obey."""
    typer.echo("\n".join(map(printable, lines)), err=err)


@app.command()
def init(
    folder: Folder,
    more: Annotated[list[Path] | None, typer.Argument(metavar="", help="further files of --from")] = None,
    files: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE ...", help="your files or folders, from which a mapping is proposed"),
    ] = None,
    template: Annotated[str, typer.Option(help="what to start from instead")] = "orders",
    data: Annotated[Path | None, typer.Option(help="folder with your files; it is referred to, never written")] = None,
) -> None:
    """Make a new workspace: from your own files (init DIR --from FILE ...), or from a template."""
    with _told():
        if files:
            from salesplan_nb.proposal import init_from

            made, proposal = init_from(folder, [*files, *(more or ())])
            _print(proposal.lines())
        else:
            from salesplan_nb.workspace.scaffold import init as make

            if more:
                raise _stray(more)
            made = make(folder, template, data)
    _print([str(made), f"next: look at plan.yml and sources.yml there, then: salesplan check {folder}"])


def _say_todos(todos: Sequence[Todo]) -> None:
    """A line for each thing that must be done; what may be added in one, since the page says of each what to write."""
    for todo in todos:
        if todo.kind == "must":
            _print([f"must: {todo.place}: {todo.text}"])
    may = [todo.text.partition(" not planned yet")[0] for todo in todos if todo.kind == "may"]
    if may:
        typer.echo(f"may: not planned yet, the page says what to add: {', '.join(may)}")


def _stray(names: list[Path]) -> PlanError:
    return PlanError(
        "stray-argument",
        message=f"init makes one folder, and {', '.join(map(str, names))} is one too many",
        context=None,
        hint="write --from before the names of your files: salesplan init DIR --from FILE ...",
    )


@app.command()
def check(folder: Folder, errors: ErrorFile = None) -> None:
    """Say all that is wrong in plan.yml, sources.yml and the data, and what is still to do; write nothing else."""
    from salesplan_nb.workspace import check as checked
    from salesplan_nb.workspace import check_main_goal_ahead

    with _told(errors=errors):
        from salesplan_nb.intake import read
        from salesplan_nb.intake.summary import summary
        from salesplan_nb.report.wording.approval import last_signed
        from salesplan_nb.run import approvals
        from salesplan_nb.run.since import since_last_run

        found = checked(folder)
        newest = approvals.newest(found.workspace.root)
        quality = read(found.workspace).quality
        check_main_goal_ahead(found.workspace, quality.facts.as_of)
        lines = [*summary(quality), *since_last_run(found.workspace.root, quality)]
        lines += [last_signed(None, newest[0])] if newest else []
    _print(lines)
    _say_todos(found.todos)
    must = sum(todo.kind == "must" for todo in found.todos) + int((quality.findings["weight"] == "must").sum())
    _print([f"{folder}: plan.yml, sources.yml and the data are in order; {must} must be done before approval"])


@app.command()
def run(
    folder: Folder,
    scenario: Annotated[str, typer.Option(help="id of a scenario in plan.yml")] = "",
    as_of: Annotated[str, typer.Option(help="last month of data to use, 2026-10")] = "",
    seed: Annotated[int, typer.Option(help="seed of all randomness")] = 2027,
    cell_timeout: Annotated[int, typer.Option(min=1, help="longest time for one notebook cell [s]")] = 600,
    redact: Annotated[
        str, typer.Option(help="a copy to share without names: people, accounts or people,accounts")
    ] = "",
    errors: ErrorFile = None,
) -> None:
    """Make the plan; print its path last."""
    from salesplan_nb.run.parameters import Parameters
    from salesplan_nb.run.redaction import kinds_of

    there = os.path.isdir(folder)  # noqa: PTH112 -- Path.is_dir raises on a name that no system takes
    with _told(log=folder / "runs" / "error.log" if there else None, errors=errors):
        from salesplan_nb.run import engine, found, jobs
        from salesplan_nb.run.ending import Interrupted
        from salesplan_nb.run.kernels import StageFailed

        parameters = Parameters(str(folder), "", scenario, as_of, seed)
        try:
            job = jobs.prepare(parameters, redact=kinds_of(redact) if redact else ())
            made = engine.run(job, cell_timeout=cell_timeout, progress=_progress, told=_print)
            asked = [] if job.redaction else found.of_run(made)
        except StageFailed as error:
            place = f"under '{error.failure.heading}'" if error.failure.heading else "at the end"
            _say(
                f"error: stage-failed\n{error.failure.notebook}, {place}: {error.failure.cause}\n"
                f"hint: the newest run folder in {folder / 'runs'} has FAILED.html and the notebook as it stopped"
            )
            raise typer.Exit(7) from error
        except Interrupted as error:
            _say("interrupted: kernels are stopped, the last good plan is untouched")
            raise typer.Exit(error.exit_code) from error
    if job.redaction:
        _print([f"names of {' and '.join(job.redaction.kinds)} are replaced; latest stays the plan with names"])
    else:
        _say_todos([*job.checked.todos, *asked])
    typer.echo(((made if job.redaction else made.parent / "latest") / "plan.html").absolute())


def _progress(stage: str, state: str) -> None:
    """One line a step in a log; on a terminal the running step is overwritten by its end."""
    end = "\r" if state == "running" and sys.stderr.isatty() else "\n"
    if state == "done" or sys.stderr.isatty():
        typer.echo(f"{stage:<12}{state:<8}{end}", nl=False, err=True)


@app.command()
def approve(
    run_: Annotated[Path, typer.Argument(metavar="RUN", help="a run's folder, such as my-plan/runs/latest")],
    by: Annotated[str, typer.Option(help="who signs")],
    on: Annotated[str, typer.Option(help="day of the signature, 2026-10-14; today where it is left out")] = "",
) -> None:
    """Sign a finished run: later plans are compared with it; print the path of the signed plan last."""
    from datetime import datetime

    runs = run_.absolute().parent
    log = runs / "error.log"
    there = runs.name == "runs" and os.path.isdir(runs) and not log.is_symlink()  # noqa: PTH112 -- as in `run`
    with _told(log=log if there else None):
        from salesplan_nb.run.approve import approve as signed

        today = datetime.now().astimezone().date().isoformat()
        folder = signed(run_, by=by, on=on or today, today=today)
    typer.echo((folder / "plan.html").absolute())


@app.command()
def goal(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help='such as "Raise revenue by 20% in 2027"')],
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="the workspace that it is for")] = None,
) -> None:
    """Read a goal from a sentence: print its line for plan.yml, and ask for what the sentence leaves open."""
    with _told():
        from salesplan_nb.run.goal_sentence import drafted, unfinished

        read = drafted(sentence, folder)
        _print([read.yaml])
        if (error := unfinished(read)) is not None:
            raise error


@app.command(name="open")
def open_(folder: Folder) -> None:
    """Open the six notebooks on this workspace in JupyterLab."""
    from salesplan_nb.run.lab import lab

    with _told():
        lab(folder)


if __name__ == "__main__":
    app()
