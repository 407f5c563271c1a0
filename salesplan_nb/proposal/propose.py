"""From files to a proposed workspace: sources.yml, plan.yml, and what to tell about them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from salesplan_nb.errors import PlanError, PlanErrors, Problems
from salesplan_nb.files import listed
from salesplan_nb.intake import read
from salesplan_nb.proposal.alike_sheets import added, added_up
from salesplan_nb.proposal.assumed import assumptions
from salesplan_nb.proposal.currencies import currency, keep_one
from salesplan_nb.proposal.descriptions import add_scales, dictionary
from salesplan_nb.proposal.exchange_rates import exchange_rates
from salesplan_nb.proposal.inputs import Input, inputs
from salesplan_nb.proposal.keys import links
from salesplan_nb.proposal.left_over import Unmapped, left_out, unmapped
from salesplan_nb.proposal.loading import Sheet, Unread, loaded
from salesplan_nb.proposal.matching import Match
from salesplan_nb.proposal.plan_text import company, plan_assumptions, plan_text
from salesplan_nb.proposal.rules import add_rules
from salesplan_nb.proposal.spans import records, span
from salesplan_nb.proposal.spellings import below_zero, near_names, twins
from salesplan_nb.proposal.tables import Surveyed, surveyed
from salesplan_nb.proposal.writing import sources_text
from salesplan_nb.proposal.year_and_month import with_months
from salesplan_nb.workspace import check
from salesplan_nb.workspace.scaffold import free, place

NEAREST = 5
"""Tables that came nearest to being orders, of those that an error names."""


@dataclass(frozen=True)
class Proposal:
    """A proposed workspace."""

    sources: str
    """Text of sources.yml."""
    plan: str
    """Text of plan.yml."""
    mapping: tuple[Match, ...]
    """Every proposed column, in the order of the contract's tables."""
    unmapped: tuple[Unmapped, ...]
    assumed: tuple[str, ...]
    """What somebody must confirm: lines of both files."""
    refused: tuple[PlanError, ...] = ()
    """Why `salesplan check` does not take the workspace as it is; only `init_from` can tell."""

    def lines(self) -> Iterator[str]:
        """What to print: each column with its confidence, what was not mapped and why, what was assumed."""
        table = ""
        for match in self.mapping:
            if match.table != table:
                table = match.table
                yield f"{table}:"
            yield f"  {match.confidence:.2f}  {match.column:<16}{match.source}"
        if self.unmapped:
            yield "not mapped:"
            yield from (f"  {one.file}{', ' + one.column if one.column else ''}: {one.why}" for one in self.unmapped)
        yield "assumed, to be confirmed:"
        yield from (f"  {text}" for text in self.assumed)
        if self.refused:
            yield "to be mended before salesplan check passes:"
            yield from (f"  {error.message}" + (f"; {error.hint}" if error.hint else "") for error in self.refused)


def proposed(files: Sequence[Path], folder: Path) -> Proposal:
    """A workspace proposed for some files.

    Parameters
    ----------
    files : sequence of Path
        Files, or folders of files.
    folder : Path
        Where the workspace will be: its name is the company's until somebody writes another.

    Raises
    ------
    PlanError, PlanErrors
        Where none of the files holds money with a date, and why those that cannot be read cannot: of kind "data". Where
        one is missing: "input".
    """
    data, found, unread = _seen(files)
    keys = links([one for one in found if not one.apart])
    survey = surveyed(found, keys)
    drafts = survey.drafts
    if "orders" not in drafts:
        lost = [one for one in unread if not (found and one.empty)]
        raise PlanErrors([_no_orders(survey, len(lost)), *(error for one in lost for error in one.errors)])
    orders = drafts["orders"]
    meanings, lists = dictionary(found)
    add_rules(drafts)
    add_scales(drafts, meanings)
    months = span(orders)
    if months is None:
        raise _no_orders(survey, len(unread))
    money, (kind, why, told) = currency(drafts, meanings), records(orders)
    if "rates" not in drafts and (rated := exchange_rates(orders, found, money.code)) is not None:
        drafts["rates"], money = rated
        add_rules({"rates": drafts["rates"]})
        found = [drafts["rates"].owner if one.label == drafts["rates"].owner.label else one for one in found]
    keep_one(drafts, money.code)
    ignore_case = twins(drafts)
    name = company(folder.absolute().name)
    in_plan = plan_assumptions(name, money, months, kind)
    as_of = f"as_of: {months.last}, more than a year before the last few dates, which are taken for slips"
    in_sources = [
        *([as_of] if months.told else []),
        *([] if told else [f"records: {kind}, {why}"]),
        *(text for draft in drafts.values() for text in added(draft)),
        *assumptions(drafts, ignore_case),
        *left_out(survey),
    ]
    left = (*(Unmapped(one.label, "", one.errors[0].message) for one in unread), *unmapped(found, survey, keys, lists))
    orders.notes += below_zero(orders)
    text = sources_text(
        drafts,
        data,
        as_of=months.last if months.told else "",
        records=(kind, why),
        assumed=in_sources,
        ignore_case=ignore_case,
        unmapped=left,
        notes=list(near_names(drafts)),
    )
    mapping = tuple(match for draft in drafts.values() for match in draft.matches.values())
    plan = plan_text(name, money, months, kind, in_plan)
    return Proposal(text, plan, mapping, left, (*in_plan, *in_sources))


def init_from(folder: Path, files: Sequence[Path]) -> tuple[Path, Proposal]:
    """Make a workspace proposed for some files; these are referred to where they are, and never written.

    Parameters
    ----------
    folder : Path
        Where: a folder that is not there yet, or an empty one.
    files : sequence of Path
        Files, or folders of files.

    Returns
    -------
    (Path, Proposal)
        The workspace, absolute, and what was proposed; what `salesplan check` says against it is in `refused`.

    Raises
    ------
    PlanError, PlanErrors
        Those of `proposed`; where the folder is taken, of kind "input"; where it cannot be written, of kind "disk".
        Nothing is left behind then.
    """
    target = free(folder)
    proposal = proposed(files, target)

    def fill(building: Path) -> None:
        (building / "plan.yml").write_bytes(proposal.plan.encode())
        (building / "sources.yml").write_bytes(proposal.sources.encode())

    place(target, fill)
    return target, replace(proposal, refused=_refused(target))


def _refused(workspace: Path) -> tuple[PlanError, ...]:
    """What is wrong with a workspace, as `salesplan check` finds it."""
    try:
        read(check(workspace).workspace)
    except PlanErrors as found:
        return found.errors
    except PlanError as found:
        return (found,)
    return ()


def _seen(files: Sequence[Path]) -> tuple[Path, list[Input], list[Unread]]:
    """The folder of all files, what there is to map from in them, and what cannot be read."""
    paths = _files(files)
    data = Path(os.path.commonpath([path.parent for path in paths]))
    tables = [one for path in paths for one in loaded(path, data)]
    found = [with_months(one) for one in added_up(inputs([one for one in tables if isinstance(one, Sheet)]))]
    return data, found, [one for one in tables if isinstance(one, Unread)]


def _files(files: Sequence[Path]) -> list[Path]:
    """The files meant, each once and sorted: a proposal does not depend on the order in which they are named."""
    found: dict[Path, None] = {}
    problems = Problems()
    for path in files:
        if path.is_dir():
            inside = listed(path.resolve(), ["."])
            found.update(dict.fromkeys(one for _name, one in inside))
        elif path.is_file():
            found[path.resolve()] = None
        else:
            hint = "name files, or a folder of them"
            problems.add("file-not-found", message=f"there is no file {path}", context=None, hint=hint)
    if not found and not problems.errors:
        hint = "write --from and the files of your orders"
        problems.add("no-files", message="there are no files to look at", context=None, hint=hint)
    problems.raise_all()
    return sorted(found)


def _no_orders(survey: Surveyed, unread: int) -> PlanError:
    """The error for files of which none is a table of orders; says what the nearest have and lack."""
    count = len(survey.candidates)
    among = f"among {count} {'tables' if count > 1 else 'table'}" if count else "in the files"
    return PlanError(
        "no-orders-table",
        message=f"no table of orders {among}: none has both money and a day or month of each sale"
        + (f"; {unread} could not be read" if unread else ""),
        context=[f"{one.owner.label}: {one.lacks}" for one in survey.candidates[:NEAREST]],
        hint="add the file of order lines, invoices or monthly sales, or start from a template: salesplan init DIR",
        note="a plan needs a day or month and an amount for each of its orders",
        kind="data",
    )
