"""A table's texts become the contract's types; rules take rows; what is wrong in the rest is told in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import Problems
from salesplan_nb.files.totals import is_total
from salesplan_nb.fiscal import CalendarMonths, MonthCalendar
from salesplan_nb.intake.coded import Coded, Mask, combined, repeated
from salesplan_nb.intake.findings import Finding
from salesplan_nb.intake.mapping import CONTROL, Mapped
from salesplan_nb.intake.parsing import Parsed, parsed
from salesplan_nb.intake.reading import Ambiguous, NoShare, Reading, TooLarge, Unzoned
from salesplan_nb.intake.records import SHOWN
from salesplan_nb.intake.refused import add_rows
from salesplan_nb.intake.rules import past_limit, taken, unclear
from salesplan_nb.intake.totals import check_totals
from salesplan_nb.workspace.source_rules import Rule
from salesplan_nb.workspace.sources import Source

REASONS = {Ambiguous: "ambiguous", Unzoned: "unzoned", TooLarge: "too large", NoShare: "no share"}
PLAINLY = Source(file=["sources.yml"])
"""What writes `default`: with a decimal point, and days as 2026-10-31."""
IDENTITY = {"orders": ("order_id", "line"), "opportunities": ("opportunity_id",)}
"""What tells the rows of a table of events apart, where it has all of it."""


def give_types(table: Mapped, zone: ZoneInfo | None, calendar: MonthCalendar) -> None:
    """Type every canonical column of a table, in place."""
    for name in table.names:
        stored = table.stored(name)
        found = typed(table, name, TABLES[table.name].columns[stored].kind, zone, calendar)
        table.typed[stored], table.unreadable[stored] = found.typed, found.unreadable
        for kind, reason in REASONS.items():
            if kind in found.why:
                table.reasons[stored] = reason


def typed(
    table: Mapped, name: str, kind: str, zone: ZoneInfo | None = None, calendar: MonthCalendar | None = None
) -> Parsed:
    """A column as a kind of the contract: cells as their file writes them, what `default` fills in plain digits."""
    scale, calendar = table.source.scale.get(name, Decimal(1)), calendar or CalendarMonths()
    ways = [
        (rows, table.texts[name], replace(way, scale=scale, zone=zone, calendar=calendar))
        for rows, way in table.readings(name)
    ]
    if name in table.filled and (rows := table.filled[name]).any():
        # What became of it since: synonyms and spellings hold for a default too.
        default = Coded.constant(table.texts[name][int(rows.argmax())], len(rows))
        ways.append((rows, default, Reading(PLAINLY, native=True)))
    _, cells, reading = ways[0]
    found = parsed(cells, kind, reading)
    for rows, cells, reading in ways[1:]:
        more = parsed(cells, kind, reading)
        unreadable = np.where(rows, more.unreadable, found.unreadable)
        found = Parsed(found.typed.masked(rows, more.typed), unreadable, found.why | more.why)
    return found


def rule_out(table: Mapped, problems: Problems) -> None:
    """Let each rule of sources.yml set rows aside, in order; add those that took more than they may."""
    for rule in table.source.rules:
        cannot_tell = unclear(rule, table)
        table.set_aside(taken(rule, table, cannot_tell), rule.rule)
        _refuse_unclear(rule, table, cannot_tell, problems)
        past_limit(rule, table, problems)


def _refuse_unclear(rule: Rule, table: Mapped, cannot_tell: Mapping[str, Mask], problems: Problems) -> None:
    """Add what a rule cannot tell to be kept: cells of a file that are no numbers, where it asks for one."""
    for column, rows in cannot_tell.items():
        if table.stored(column) not in table.unreadable:  # else said with the column
            what = f"values of {column} are no numbers, and rule {rule.rule!r} keeps rows by their number"
            hint = "correct them, or set them aside by a rule before it"
            add_rows(
                table, "unreadable-values", np.flatnonzero(rows), column, table.texts[column], what, hint, problems
            )


def count_changes(table: Mapped) -> None:
    """Count what was corrected on the way, in rows that are used."""
    for rule, column, before, after in table.changes:
        table.correct(rule, column, before, after, before.differs(after))


def control_characters(tables: Mapping[str, Mapped]) -> Iterator[Finding]:
    """Where characters were replaced that cannot be shown."""
    for table in tables.values():
        for rule, column, before, after in table.changes:
            rows = np.flatnonzero(before.differs(after) & table.kept) if rule == CONTROL else np.zeros(0, dtype="int64")
            if len(rows):
                places = ", ".join(f"{table.records.place(row)}, column {column}" for row in rows[:SHOWN].tolist())
                yield Finding(
                    check="control-character", weight="note", table=table.name, column=column, rows=len(rows),
                    amount_cents=0, text=f"characters that cannot be shown were replaced: {places}",
                    hint="export the names without them",
                )  # fmt: skip


def check_values(table: Mapped, problems: Problems) -> None:
    """Add what is not known, cannot be read, is missing, is a total or repeats another row, in rows that are kept."""
    for name, rows in table.unknown.items():
        known = list(table.source.map.get(name, TABLES[table.name].columns[name].values))
        hint = f"correct it, or translate it under map: {name}: in sources.yml; known: {', '.join(known)}"
        what = f"rows have a {name} that is not known"
        add_rows(
            table, "unmapped-value", np.flatnonzero(rows & table.kept), name, table.written[name], what, hint, problems
        )
    for stored, rows in table.unreadable.items():
        name = stored.removesuffix("_cents")
        hint = f"correct them, {_wordless(table, name, rows) or _hint(table, stored, table.reasons.get(stored, ''))}"
        reference = {"ambiguous": "ambiguous-dates", "unzoned": "times-without-zone"}.get(table.reasons.get(stored, ""))
        what = f"values of {name} cannot be read"
        add_rows(
            table, reference or "unreadable-values", np.flatnonzero(rows & table.kept), name, table.texts[name], what,
            hint, problems,
        )  # fmt: skip
    _check_missing(table, problems)
    check_totals(table, problems)
    _check_repeats(table, problems)


def _check_missing(table: Mapped, problems: Problems) -> None:
    contract = TABLES[table.name]
    needed = [(stored,) for stored, column in contract.columns.items() if column.required]
    for group in [*needed, contract.one_of]:
        there = [stored for stored in group if stored in table.unreadable]  # those that the source fills
        if not there:
            continue
        empty = np.logical_and.reduce([table.typed[stored].where(lambda value: value is None) for stored in there])
        told = np.logical_or.reduce([table.unreadable[stored] | _unknown(table, stored) for stored in there])
        rows = np.flatnonzero(empty & ~told & table.kept)
        name = there[0].removesuffix("_cents")
        hint = f"fill them, or set them aside by a rule: {{rule: without {name}, missing: {name}}}"
        if _like_totals(table, rows):
            hint = f"rows of totals are no sales; set them aside by a rule: {{rule: totals, missing: {name}}}"
        add_rows(table, "missing-values", rows, name, table.texts[name], f"values of {name} are empty", hint, problems)


def _unknown(table: Mapped, stored: str) -> Mask:
    return table.unknown.get(stored, np.zeros(len(table.records), dtype="bool"))


def _like_totals(table: Mapped, rows: npt.NDArray[np.int64]) -> bool:
    """Whether rows look like sums of others: one of their cells says so."""
    cells = table.records.table.take(rows[:SHOWN]).to_pylist() if len(rows) else []
    return any(is_total(cell) for row in cells for cell in row.values() if cell)


def _identity(table: Mapped) -> tuple[str, ...]:
    """The columns that tell the rows of a table apart; none where nothing does."""
    key = TABLES[table.name].key
    return (key,) if key else IDENTITY.get(table.name, ())


def check_keys(table: Mapped, problems: Problems) -> None:
    """Add keys that are there twice, in one source of a table or in two.

    What came back of an order line may carry its key, once or in parts: such rows are doubled where day, pieces and
    money are the same too.
    """
    key, identity = TABLES[table.name].key, _identity(table)
    if identity and all(name in table.typed for name in identity):
        columns = [table.typed[name] for name in identity]
        whole = table.kept & np.logical_and.reduce(
            [column.where(lambda value: value is not None) for column in columns]
        )
        back = whole & (table.amounts < 0) & (table.name == "orders")
        doubled = _shared(columns, whole & ~back)
        told = [name for name in (*identity, "order_date", "month", "quantity", "amount") if name in table.names]
        doubled |= _shared([table.typed[TABLES[table.name].stored(name)] for name in told], back)
        by = told if back.any() else list(identity)  # else a line that came back would be set aside, as its sale's twin
        name = ", ".join(identity)
        rule = f"{{rule: doubled rows, duplicates: [{', '.join(by)}]}}"
        hint = f"leave one row for each, or set the others aside: {rule}"
        if sum(bool((part.rows & doubled).any()) for part in table.parts) > 1:  # no rule sees another source's rows
            hint = (
                "leave one row for each, or set them aside in one of the sources, by a where: of what tells them apart"
            )
        what = f"rows share {' and '.join(identity)} with another row"
        codes, keys = combined([table.texts[part] for part in identity])
        cells = Coded(codes, [", ".join(map(str, key)) for key in keys])
        add_rows(
            table, "doubled-key", np.flatnonzero(doubled), name, cells, what, hint, problems,
            note="each order would count once for each of them" if key else "each would count more than once",
        )  # fmt: skip


def _check_repeats(table: Mapped, problems: Problems) -> None:
    """Add rows that repeat another in every cell, where no key tells them apart."""
    identity = _identity(table)
    keyed = all(name in table.typed for name in identity)
    if not keyed and identity[0] in table.typed and table.source.repeats == "refuse":
        rows = np.flatnonzero(table.records.repeats(table.kept))
        every = ", ".join(f'"{name}"' for name in table.records.table.column_names)
        rule = f"{{rule: sent twice, duplicates: [{every}]}}"
        hint = f"set them aside: {rule}, or write repeats: keep where they are true"
        add_rows(
            table, "repeated-rows", rows, identity[0], table.texts[identity[0]], "rows repeat another in every cell",
            hint, problems, note="what was sent twice would count twice",
        )  # fmt: skip


def _shared(columns: Sequence[Coded], rows: Mask) -> Mask:
    """Of some rows, those whose combination another of them has too, the first of them included."""
    there = np.flatnonzero(rows)
    forwards = [column.take(there) for column in columns]
    backwards = [Coded(column.codes[::-1], column.values) for column in forwards]
    found = np.zeros(len(rows), dtype="bool")
    found[there] = repeated(forwards) | repeated(backwards)[::-1]
    return found


def _wordless(table: Mapped, name: str, rows: Mask) -> str:
    """What to do about cells without a letter or digit, such as a dash: only its writer knows whether it is a zero."""
    cells = {str(table.texts[name][row]) for row in np.flatnonzero(rows & table.kept)[:SHOWN].tolist()}
    column = (table.source.columns.get(name) or [""])[0]
    if not column or any(letter.isalnum() for cell in cells for letter in cell):
        return ""
    meant = ", ".join(f'"{cell}": "0"' for cell in sorted(cells))
    return f'or say what they mean in sources.yml, "0" or "" for not known: replace: {{{column}: {{{meant}}}}}'


def _hint(table: Mapped, stored: str, reason: str) -> str:
    kind, source = TABLES[table.name].columns[stored].kind, table.source
    if reason == "too large":
        return "or their scale: in sources.yml; numbers beyond a thousand million millions are slips of the pen"
    if reason == "no share":
        return f"a share is from 0 to 1: write 5% or 0.05, or scale: {{{stored}: 0.01}} where the file says 5"
    if reason == "ambiguous":
        return f"or leave the one form that the file has under dates: in sources.yml (now {', '.join(source.dates)})"
    if reason == "unzoned":
        return "or write time_zone: and the plan's, such as Europe/Berlin, at the top of sources.yml"
    if kind in ("date", "month"):
        return 'or write their format in sources.yml, for example dates: "%d.%m.%Y" (dates: excel for serial days)'
    return (
        'or say how the file writes numbers in sources.yml: decimal: ",", thousands: ".", currency_sign: "$", '
        "parentheses: true"
    )
