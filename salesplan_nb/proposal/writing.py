"""sources.yml of a proposal: every column with how sure it is and why, what was assumed, what nothing uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import counted
from salesplan_nb.files import Layout
from salesplan_nb.proposal.drafts import Draft, Rule
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.left_over import Unmapped
from salesplan_nb.proposal.matching import Match
from salesplan_nb.proposal.scalars import comment, condition, in_list, one_or_more, pairs, quoted, scalar
from salesplan_nb.proposal.settings import form_lines, layout_lines, replacements, zone

HEAD = """\
# Proposed by `salesplan init --from` from the files alone; nothing in them was changed. The figure behind a column says
# how sure it is, 0 to 1. What no file says is under assumed: confirm each line or correct it, then take it out."""


def sources_text(
    drafts: Mapping[str, Draft],
    folder: Path,
    *,
    as_of: str,
    records: tuple[str, str],
    assumed: Sequence[str],
    ignore_case: Sequence[str],
    unmapped: Sequence[Unmapped],
    notes: Sequence[str],
) -> str:
    """The text of sources.yml.

    Parameters
    ----------
    drafts : mapping of str to Draft
        The tables, by name in the contract.
    folder : Path
        Of the data files, absolute.
    as_of : str
        The last complete month, where it must be told.
    records : (str, str)
        bookings or revenue, and why.
    assumed : sequence of str
        What somebody must confirm.
    ignore_case : sequence of str
        Columns in which case tells nothing apart.
    unmapped : sequence of Unmapped
        What nothing uses.
    notes : sequence of str
        What else a reader should know.
    """
    lines = [HEAD, f"records: {records[0]}    # {comment(records[1])}", f"data: {scalar(str(folder))}"]
    if as_of:
        lines.append(f"as_of: {as_of}")
    if found := zone(list(drafts.values())):
        lines.append(f"time_zone: {found}")
    if assumed:
        lines += ["assumed:", *(f"  - {scalar(comment(text))}" for text in assumed)]
    if ignore_case:
        lines.append(f"ignore_case: {in_list(ignore_case)}    # the files write some names in several ways")
    lines += [f"# {comment(text)}" for text in notes]
    lines.append("tables:")
    for draft in drafts.values():
        lines += [
            f"  {draft.table}:    # {counted(draft.owner.rows, 'row')}",
            *(f"    {line}" for line in _table(draft)),
        ]
        unused = [one for one in unmapped if one.file == draft.owner.label and one.column]
        lines += [f"    # not used: {comment(one.column)}: {comment(one.why)}" for one in unused]
    lines += _rest(drafts, unmapped)
    return "\n".join(lines) + "\n"


def _table(draft: Draft) -> Iterator[str]:
    """The settings of a table, less their indent: its sheets that are read in one way, then the others under `also`."""
    first, *others = draft.owner.parts or (draft.owner,)
    yield from _source(draft, first, lambda text: f"    # {comment(text)}")
    if others:
        yield "also:    # sheets of the same header"
    for part in others:
        lines = _source(draft, part, lambda _text: "")
        yield f"  - {next(lines)}"
        yield from (f"    {line}" for line in lines)
    yield from (f"# {comment(note)}" for note in draft.notes)


def _source(draft: Draft, part: Input, why: Callable[[str], str]) -> Iterator[str]:
    """How a part of a table is read, with `why` for what a comment says of a line."""
    yield f"file: {one_or_more(sheet.name for sheet in part.sheets)}"
    yield from layout_lines(part.sheets[0].layout, Layout())
    profiles = draft.read
    if (months := part.months) is not None:  # Jan is another month on the sheet of another year
        whole = draft.owner.profile(months.name)
        profiles = [part.profile(months.name) if one is whole else one for one in profiles]
    yield from form_lines(profiles)
    if months is not None:
        yield f"unpivot:{why(f'columns that are {months.what} become rows')}"
        yield f"  columns: {one_or_more(months.columns)}"
        yield f"  name: {scalar(months.name)}"
        yield f"  value: {scalar(months.value)}"
    yield from _columns(draft, why)
    yield from _joins(draft, why)
    if replaced := replacements(draft, profiles):
        yield "replace:"
        yield from (f"  {scalar(name)}: {pairs(values)}" for name, values in replaced.items())
    if draft.map:
        yield "map:"
        yield from (f"  {name}: {pairs(values)}" for name, values in draft.map.items())
    if draft.scale:
        yield "scale:"
        yield from (f"  {name}: {times}{why(reason)}" for name, (times, reason) in draft.scale.items())
    if draft.rules:
        yield f"rules:{why('the first that takes a row sets it aside')}"
        for rule in draft.rules:
            taken = f"{counted(rule.rows, 'row')}: {rule.why}"
            yield f"  - rule: {scalar(rule.name)}{why(taken)}"
            yield f"    {rule.says}: {_said(rule)}"
    if draft.keep_repeats:
        yield "repeats: keep"


def _said(rule: Rule) -> str:
    if rule.says in ("where", "keep"):
        return quoted(condition(rule.columns[0], rule.values))
    return in_list(rule.columns) if rule.says == "duplicates" else scalar(rule.columns[0])


def _columns(draft: Draft, why: Callable[[str], str]) -> Iterator[str]:
    order = list(TABLES[draft.table].written)
    matches = sorted(draft.matches.values(), key=lambda match: order.index(match.column))
    joined = draft.owner.joined
    matches = [
        replace(match, seen=None, expression=joined.expression)
        if joined is not None and match.seen is not None and match.seen.profile.name == joined.name
        else match
        for match in matches
    ]
    own = [(match, match.seen) for match in matches if match.seen is not None and match.seen.via is None]
    if own:
        yield "columns:"
        yield from (f"  {match.column}: {one_or_more(one.spellings)}{why(_reason(match))}" for match, one in own)
    if derived := [match for match in matches if match.seen is None]:
        yield "derive:"
        yield from (f"  {match.column}: {quoted(match.expression)}{why(_reason(match))}" for match in derived)


def _reason(match: Match | None) -> str:
    return "as the file writes it, for a rule" if match is None else f"{match.confidence:.2f}: {match.reason}"


def _joins(draft: Draft, why: Callable[[str], str]) -> Iterator[str]:
    if draft.joins:
        yield "joins:"
    for link, columns in draft.joins.values():
        sheet = link.there.sheets[0]
        yield f"  - file: {scalar(sheet.name)}"
        yield from (f"    {line}" for line in layout_lines(sheet.layout, draft.owner.sheets[0].layout))
        yield f"    on: {pairs({link.column.name: link.key.name})}{why(link.text)}"
        if link.cardinality != "many-to-one":
            yield f"    cardinality: {link.cardinality}"
        yield "    columns:"
        yield from (
            f"      {name}: {scalar(theirs)}{why(_reason(draft.matches.get(name)))}" for name, theirs in columns.items()
        )


def _rest(drafts: Mapping[str, Draft], unmapped: Sequence[Unmapped]) -> Iterator[str]:
    """What nothing uses of files of which no table is made."""
    owners = {draft.owner.label for draft in drafts.values()}
    for one in unmapped:
        if one.file not in owners:
            name = f"{one.file}, {one.column}" if one.column else one.file
            yield f"# not used: {comment(name)}: {comment(one.why)}"
