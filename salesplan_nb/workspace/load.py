"""A workspace in one go: both files read, everything wrong in them listed, what is unfinished listed apart."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from salesplan_nb.calendars import MONTH
from salesplan_nb.contract import TABLES
from salesplan_nb.errors import PlanError, PlanErrors, Problems
from salesplan_nb.workspace.checks import PlanCheck, check_plan
from salesplan_nb.workspace.decimal_checks import check_decimals
from salesplan_nb.workspace.goal_checks import check_goals, check_segments, check_sentences, sentences
from salesplan_nb.workspace.lock_checks import check_locks
from salesplan_nb.workspace.masking import masked
from salesplan_nb.workspace.plan import Plan
from salesplan_nb.workspace.sentences import Known
from salesplan_nb.workspace.sentences.periods import Calendar
from salesplan_nb.workspace.source_checks import MOST, check_sources
from salesplan_nb.workspace.sources import Sources
from salesplan_nb.workspace.todos import Todo, todos
from salesplan_nb.workspace.validate import validated, without
from salesplan_nb.workspace.yamlfile import MAKE_ONE, Document, Location, is_folder, read_yaml

PLAN_FILLERS: dict[str, object] = {
    "company": "-",
    "currency": "XXX",
    "year": {"starts": "2000-01"},
    "goals": [{"id": "-", "metric": "bookings"}],
}
SOURCES_FILLERS: dict[str, object] = {
    "records": "bookings",
    "tables": {"orders": {"file": "-", "columns": {"amount": "-"}}},
}


@dataclass(frozen=True)
class Workspace:
    """What the analyst decided, and where the data is."""

    root: Path
    """Absolute."""
    plan: Plan
    sources: Sources
    plan_document: Document
    sources_document: Document

    @property
    def plan_sha256(self) -> str:
        """Hash of plan.yml's bytes."""
        return self.plan_document.sha256

    @property
    def data(self) -> Path:
        """Folder of the data files, absolute."""
        return self.root / self.sources.data

    def place(self, *location: str | int) -> str:
        """`plan.yml:12`, of a location such as `"goals", 0, "baseline"`; a missing key has its parent's line."""
        return self.plan_document.place(*location)


@dataclass(frozen=True)
class Checked:
    """A workspace that can be run, and what its analyst still has to do."""

    workspace: Workspace
    todos: list[Todo]


def load(folder: Path) -> Workspace:
    """The workspace in a folder.

    Raises
    ------
    PlanErrors
        All problems of plan.yml and sources.yml, each with file and line. Nothing is written.
    """
    # Without `..`, and without following links: a workspace is where its user says it is.
    root = Path(os.path.normpath(folder.absolute()))
    problems = Problems()
    if not is_folder(root):
        shown = masked(str(folder).replace("\0", "\\0"))
        problems.add("no-workspace", message=f"there is no folder {shown[:MOST]}", context=None, hint=MAKE_ONE)
        problems.stop()
    plan_document = _read(root, "plan.yml", problems)
    sources_document = _read(root, "sources.yml", problems)
    if plan_document is not None:
        bare = sentences(plan_document)
        written = goals_by_key(plan_document, bare)
        plan, rest = validated(Plan, written, PLAN_FILLERS, problems)
        checked = PlanCheck(plan, rest, written, problems)
        if bare:
            as_of = sources_document.value("as_of") if sources_document is not None else None
            month = as_of if isinstance(as_of, str) and MONTH.fullmatch(as_of) else None
            calendar = Calendar(month, plan.plan_year if checked.year_known else None)
            known = Known(calendar, plan.currency if plan.currency != PLAN_FILLERS["currency"] else "")
            check_sentences(plan_document, bare, known, problems)
        check_plan(checked)
        check_goals(checked)
        check_locks(checked)
        check_decimals(checked)
        check_segments(checked, list(TABLES["customers"].written))
    if sources_document is not None:
        sources, rest = validated(Sources, sources_document, SOURCES_FILLERS, problems)
        check_sources(sources, rest, root, problems)
    problems.errors.sort(key=_in_file_order)
    problems.raise_all()
    assert plan_document is not None  # else there were problems
    assert sources_document is not None
    return Workspace(root, plan, sources, plan_document, sources_document)


def goals_by_key(document: Document, sentences: list[Location]) -> Document:
    """The document without the goals that are sentences; where all are, with the filler, which no check looks at."""
    items = document.value("goals")
    all_are = isinstance(items, list) and len(sentences) == len(items)
    wrong: set[Location] = {("goals",)} if all_are else set(sentences)
    return without(document, wrong, PLAN_FILLERS) if sentences else document


def check(folder: Path) -> Checked:
    """The workspace in a folder with its to-dos; raises as `load` does."""
    workspace = load(folder)
    found = todos(workspace.plan, workspace.plan_document, workspace.sources, workspace.sources_document)
    return Checked(workspace, found)


def _in_file_order(error: PlanError) -> tuple[str, int]:
    name, _, rest = error.message.partition(":")
    line = rest.partition(":")[0]
    return name, int(line) if line.isdigit() else 0


def _read(root: Path, name: str, problems: Problems) -> Document | None:
    try:
        return read_yaml(root / name, name)
    except PlanErrors as found:
        problems.errors.extend(found.errors)
        return None
