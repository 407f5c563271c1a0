"""The names of people and accounts that the files hold, in every spelling."""

from __future__ import annotations

from collections.abc import Mapping

from salesplan_nb.contract import TABLES, UNASSIGNED
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.pseudonyms import codes_among

PEOPLE, ACCOUNTS = "people", "accounts"
KINDS = {PEOPLE: "person", ACCOUNTS: "account"}
"""What can be redacted, and how its ids begin."""
IDS = {PEOPLE: frozenset({"rep_id", "manager_id"}), ACCOUNTS: frozenset({"customer_id"})}
NAMES = {PEOPLE: frozenset({("reps", "name")}), ACCOUNTS: frozenset({("customers", "name"), ("customers", "parent")})}


CODES = "codes"
"""Where `names_in` tells which of the names are codes out of an id column."""


def names_in(tables: Mapping[str, Mapped]) -> dict[str, set[str]]:
    """Names of people and of accounts in all spellings of the files: ids too, unless all of them are codes.

    Under `CODES` those that texts are not searched for. What a column of names holds is one of them only where it is a
    number that is an id as well: a list of customers 1, 2, 3 would else take every figure out of every sentence.
    """
    found: dict[str, set[str]] = {}
    codes: set[str] = set()
    sought: set[str] = set()
    for kind in KINDS:
        ids = {v for t in tables.values() for column in IDS[kind] for v in _values(t, column)}
        names = {v for table, column in NAMES[kind] if table in tables for v in _values(tables[table], column)}
        ids = {v for v in ids if v.strip() and v != UNASSIGNED}
        coded = codes_among(ids)
        found[kind] = {v for v in names if v.strip()} | (set() if coded == ids else ids)
        codes |= coded
        sought |= {v for v in names if v not in coded or not v.isdecimal()}
    return found | {CODES: codes - sought}


def _values(table: Mapped, column: str) -> set[str]:
    """What a column held: as typed, as written before it was mapped or corrected, and in the file's own column."""
    if column not in TABLES[table.name].columns:
        return set()
    own = [part.source.columns.get(column) for part in table.parts]
    held = [
        at[name] for at in (table.typed, table.texts, table.written) for name in (column, *own)
        if isinstance(name, str) and name in at
    ]  # fmt: skip
    raw = {
        text for coded in held for value in coded.values if isinstance(value, str) for text in (value, value.strip())
    }
    return raw | {
        str(row[key]) for row in table.corrections if row["column"] == column for key in ("value", "replacement")
    }
