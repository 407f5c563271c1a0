"""Names and ids that may mean one thing, with what is at stake; proposed for `synonyms`, never made one silently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from salesplan_nb.contract import REFERENCES, TABLES
from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import FIRST, Evidence, money
from salesplan_nb.intake.checks.twins import nearly_same, same_but_for_blanks, words
from salesplan_nb.intake.findings import Finding
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.number_formats import decimal_text

COMPANIES = ("customer_id", "competitor", "parent")
NO_NAMES = ("order_id", "line", "opportunity_id", "currency", "status", "name", "kind")
"""Text columns without names, or with the contract's values; names of customers, products and reps are told by id."""
PLAIN = re.compile(r"(?!(?:null|true|false|yes|no|on|off|y|n)\Z)[^\W\d_](?:[\w .&/+-]*\w)?", re.IGNORECASE)
"""What stands in YAML without quotes."""
PROPOSED = 10
"""Groups that a hint writes out."""


@dataclass(frozen=True)
class Use:
    """How often a spelling is used."""

    table: str
    """First table that has it."""
    rows: int
    amount_cents: int


def uses(evidence: Evidence, column: str) -> dict[str, Use]:
    """The spellings of a column in all tables, with the rows that are kept and their money."""
    found: dict[str, Use] = {}
    for name, table in evidence.tables.items():
        if column not in table.names or column not in table.texts:
            continue
        for spelling, rows, amount in _counted(table, column):
            before = found.get(spelling, Use(name, 0, 0))
            # The money of orders goes first: the same sale may stand in other tables too.
            worth = amount if not before.amount_cents else before.amount_cents
            found[spelling] = Use(before.table, before.rows + rows, worth)
    return found


def _counted(table: Mapped, column: str) -> Iterator[tuple[str, int, int]]:
    texts = table.texts[column]
    codes = texts.codes[table.kept]
    rows, money_ = np.bincount(codes, minlength=len(texts.values)), np.zeros(len(texts.values), dtype="int64")
    np.add.at(money_, codes, table.amounts[table.kept])
    for spelling, number, amount in zip(texts.values, rows.tolist(), money_.tolist(), strict=True):
        if number and isinstance(spelling, str) and spelling:
            yield spelling, number, amount


def names(evidence: Evidence) -> Iterator[Finding]:
    """Findings about spellings, one a column and kind."""
    columns = dict.fromkeys(
        column
        for table in evidence.tables.values()
        for column in table.names
        if column in TABLES[table.name].columns
        and TABLES[table.name].columns[column].kind == "text"
        and column not in NO_NAMES
    )
    for column in columns:
        used = uses(evidence, column)
        exact = same_but_for_blanks(used)
        if exact:
            yield _told(column, exact, used, "spelling-twins")
        ids = column in REFERENCES or column == "manager_id"
        coded = ids and 2 * sum(any(map(str.isdigit, name)) or len(words(name)) < 2 for name in used) > len(used)
        near = nearly_same(used, company=column in COMPANIES, letters=not coded)
        if near and column != "manager_id":
            yield _told(column, near, used, "near-twins")
    for key, table in REFERENCES.items():
        if table in evidence.tables and "name" in evidence.tables[table].names and key in evidence.tables[table].names:
            yield from _under_two_ids(evidence, table, key)


def _told(column: str, groups: Sequence[Sequence[str]], used: Mapping[str, Use], check: str) -> Finding:
    ordered = _by_use(groups, used)
    exact = check == "spelling-twins"
    what = "that differ in case or blanks alone" if exact else "that nearly agree"
    shown = "; ".join(" and ".join(_used(name, used) for name in group[:FIRST]) for group in ordered[:FIRST])
    lines = f"synonyms: {_lines(column, ordered)} in sources.yml"
    either = f"ignore_case: [{column}] in sources.yml makes each group one; or {lines}"
    return Finding(
        check=check, weight="must" if exact else "note", table=used[ordered[0][0]].table, column=column,
        rows=sum(used[name].rows for group in ordered for name in group[1:]),
        amount_cents=sum(used[name].amount_cents for group in ordered for name in group[1:]),
        text=f"{counted(len(ordered), 'group')} of spellings of {column} {what}: {shown}{_more(ordered)}",
        hint=either if exact else f"where they mean one, {lines}",
    )  # fmt: skip


def _under_two_ids(evidence: Evidence, table: str, key: str) -> Iterator[Finding]:
    """The same name, or nearly, under two ids."""
    mapped = evidence.tables[table]
    ids: dict[str, list[str]] = {}
    for row in np.flatnonzero(mapped.kept).tolist():
        ids.setdefault(str(mapped.texts["name"][row]), []).append(str(mapped.texts[key][row]))
    ids.pop("", None)
    if any(name in found for name, found in ids.items()):
        return  # the names are the ids: told by id
    near = nearly_same(ids, company=table == "customers", letters=table != "products")
    alike = same_but_for_blanks(ids)
    groups = _joined(near, alike, [[name] for name, found in ids.items() if len(found) > 1])
    if not groups:
        return
    used = uses(evidence, key)
    names = {one: name for name, found in ids.items() for one in found}
    ordered = _by_use([[one for name in group for one in ids[name]] for group in groups], used)
    shown = "; ".join(
        " and ".join(f"{_used(one, used)} {names[one]!r}" for one in group[:FIRST]) for group in ordered[:FIRST]
    )
    yield Finding(
        check="name-under-two-ids", weight="note", table=table, column="name",
        rows=sum(used[one].rows for group in ordered for one in group[1:]),
        amount_cents=sum(used[one].amount_cents for group in ordered for one in group[1:]),
        text=f"{counted(len(ordered), 'name stands', 'names stand')}, or nearly, under more than one {key}: "
        f"{shown}{_more(ordered)}",
        hint=f"where they mean one, remove the other row and write synonyms: {_lines(key, ordered)} in sources.yml",
    )  # fmt: skip


def _joined(*several: list[list[str]]) -> list[list[str]]:
    """Groups of names, each name in one of them."""
    found: list[set[str]] = []
    for group in (set(one) for groups in several for one in groups):
        touching = [other for other in found if other & group]
        found = [other for other in found if not other & group] + [group.union(*touching)]
    return sorted(sorted(group) for group in found)


def _by_use(groups: Sequence[Sequence[str]], used: Mapping[str, Use]) -> list[list[str]]:
    """Groups and their members, what is used most first."""

    def most(name: str) -> tuple[int, int, str]:
        return -abs(used[name].amount_cents), -used[name].rows, name

    inside = [sorted(group, key=most) for group in groups]
    return sorted(inside, key=lambda group: (min(most(name) for name in group[1:]), group))


def _used(name: str, used: Mapping[str, Use]) -> str:
    use = used[name]
    worth = f", {money(use.amount_cents)}" if use.amount_cents else ""
    return f"{name!r} ({counted(use.rows, 'row')}{worth})"


def _more(groups: Sequence[object]) -> str:
    return f" and {decimal_text(len(groups) - FIRST)} more" if len(groups) > FIRST else ""


def _lines(column: str, groups: Sequence[Sequence[str]]) -> str:
    """What to paste into sources.yml."""
    pairs = [f"{quoted(group[0])}: [{', '.join(map(quoted, group[1:]))}]" for group in groups[:PROPOSED]]
    return f"{{{column}: {{{', '.join(pairs)}}}}}"


def quoted(text: str) -> str:
    """A text as YAML reads it back, quoted where it must be.

    Examples
    --------
    >>> quoted("DACH"), quoted("0123"), quoted("O'Brien")
    ('DACH', "'0123'", "'O''Brien'")
    """
    if PLAIN.fullmatch(text) is not None and "\n" not in text:
        return text
    return "'" + text.replace("'", "''") + "'"
