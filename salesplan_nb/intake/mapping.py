"""From a file as it is to a table of the contract: spellings, lookups, names, types, then the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from salesplan_nb.contract import TABLES, UNASSIGNED
from salesplan_nb.errors import PlanError, Problems
from salesplan_nb.intake.parsing import parsed
from salesplan_nb.intake.reading import ROW, SHOWN, read_text
from salesplan_nb.intake.rules import taken
from salesplan_nb.workspace.sources import Source

USED = "used"


@dataclass
class Mapped:
    """A table of the contract on its way in."""

    name: str
    source: Source
    path: Path
    cells: pd.DataFrame
    """The file's rows as text, with `_row`; same index as `frame`."""
    frame: pd.DataFrame
    """Canonical columns, one row per row of the file that is kept so far."""
    rule: pd.Series
    """Per row of the file: '' while kept, else the rule that took it."""
    corrections: list[dict[str, object]] = field(default_factory=list)
    lookups: dict[str, int] = field(default_factory=dict)
    """Rows of each file that columns were looked up in."""

    @property
    def amounts(self) -> pd.Series:
        """Money of each row of the file [cents], 0 where it has none."""
        if "amount_cents" not in self.frame:
            return pd.Series(0, index=self.frame.index, dtype="int64")
        return self.frame["amount_cents"].fillna(0).astype("int64")

    def set_aside(self, rows: pd.Series, rule: str) -> None:
        """Take rows that no earlier rule took."""
        self.rule = self.rule.mask(rows & (self.rule == ""), rule)

    @property
    def kept(self) -> pd.DataFrame:
        """The canonical rows that no rule took."""
        return self.frame[self.rule == ""]


def mapped(name: str, source: Source, folder: Path) -> Mapped:
    """A table read, named, typed and ruled.

    Raises
    ------
    PlanError, PlanErrors
        Of kind "data": unreadable or missing values in rows that no rule takes, a lookup with doubled keys, a value
        that `map` does not name.
    """
    path = folder / source.file
    cells = read_text(path, source).frame
    corrections = _tidied(cells, source)
    found, lookups, missed = _joined(cells, source, folder)
    written = {canonical: cells[column] for canonical, column in source.columns.items()} | found
    texts, unknown = _meant(written, name, source, cells.index)
    problems = Problems()
    frame, unreadable = pd.DataFrame({ROW: cells[ROW]}), {}
    for canonical, text in texts.items():
        column = TABLES[name].stored(canonical)
        frame[column], unreadable[column] = parsed(text, name, column, source)
    table = Mapped(name, source, path, cells, frame, pd.Series("", index=cells.index, dtype="str"), lookups=lookups)
    for rule in source.rules:
        left = table.rule == ""
        texts_left = {canonical: text[left] for canonical, text in texts.items()}
        rows = taken(rule, name, source, cells[left], texts_left, frame[left])
        table.set_aside(rows.reindex(cells.index, fill_value=False), rule.rule)
    _priced(corrections + missed, table)
    _check_known(table, written, unknown, problems)
    _check_values(table, texts, unreadable, problems)
    _check_key(table, problems)
    problems.raise_all()
    return table


def _tidied(cells: pd.DataFrame, source: Source) -> list[tuple[str, str, pd.Series, pd.Series]]:
    """Make spellings one, in place; what changed: rule, column, before, after. Every cell that is used is trimmed."""
    changes = []
    for column in _used(source):
        if column not in source.tidy:
            before = cells[column]
            cells[column] = before.str.strip()
            changes.append(("trimmed", column, before, cells[column]))
    for column, ways in source.tidy.items():
        before = cells[column].copy()
        for way in ways:
            cells[column] = getattr(cells[column].str, {"trim": "strip"}.get(way, way))()
        changes.append(("spelling", column, before, cells[column].copy()))
    for column, values in source.replace.items():
        before = cells[column].copy()
        cells[column] = before.map(lambda text, values=values: values.get(text, text)).astype("str")
        changes.append(("replaced", column, before, cells[column].copy()))
    return changes


def _used(source: Source) -> list[str]:
    """The columns of the file that a table is made from."""
    joined = (column for join in source.joins for column in join.on)
    return list(dict.fromkeys([*source.columns.values(), *joined, *source.replace]))


def _priced(changes: list[tuple[str, str, pd.Series, pd.Series]], table: Mapped) -> None:
    """Count what was corrected and kept, with its money, by value."""
    for rule, column, before, after in changes:
        changed = (before != after) & (table.rule == "")
        if not changed.any():
            continue
        rows = pd.DataFrame({"value": before, "replacement": after, "amount_cents": table.amounts})[changed]
        for (value, replacement), group in rows.groupby(["value", "replacement"], sort=True):
            table.corrections.append(
                {
                    "table": table.name, "source": table.source.file, "rule": rule, "column": column, "value": value,
                    "replacement": replacement, "rows": len(group), "amount_cents": int(group["amount_cents"].sum()),
                }
            )  # fmt: skip


def _joined(
    cells: pd.DataFrame, source: Source, folder: Path
) -> tuple[dict[str, pd.Series], dict[str, int], list[tuple[str, str, pd.Series, pd.Series]]]:
    """Canonical columns looked up in other files (many rows here to one there), their rows, and what was not found."""
    found, lookups, missed = {}, {}, []
    for join in source.joins:
        there = read_text(folder / join.file, source).frame
        lookups[join.file] = len(there)
        for column in {*join.on.values(), *join.columns.values()}:
            there[column] = there[column].str.strip()
        for column, values in source.replace.items():
            if column in there:
                there[column] = there[column].map(lambda text, values=values: values.get(text, text)).astype("str")
        keys = list(join.on.values())
        there = there[(there[keys] != "").all(axis="columns")]
        doubled = there[there.duplicated(keys, keep=False)]
        if len(doubled):
            raise PlanError(
                "doubled-key",
                message=f"{join.file}: {len(doubled)} rows share a key that rows of {source.file} are looked up by",
                context=[
                    f"{join.file}:{r[ROW]}: {', '.join(r[k] for k in keys)}" for _, r in doubled.head(SHOWN).iterrows()
                ],
                hint="leave one row for each key",
                note="each order would count once for each of them",
                kind="data",
            )
        right = there.set_index(keys)
        left = pd.MultiIndex.from_frame(cells[list(join.on)]) if len(keys) > 1 else pd.Index(cells[next(iter(join.on))])
        for canonical, column in join.columns.items():
            found[canonical] = right[column].reindex(left).fillna("").set_axis(cells.index).astype("str")
        first = next(iter(join.on))
        absent = pd.Series(~left.isin(right.index), index=cells.index) & (cells[first] != "")
        missed.append((f"not in {join.file}", first, cells[first], cells[first].mask(absent, UNASSIGNED)))
    return found, lookups, missed


def _meant(
    written: dict[str, pd.Series], name: str, source: Source, index: pd.Index
) -> tuple[dict[str, pd.Series], dict[str, pd.Series]]:
    """Canonical columns after `map` and `default`, as text; and, where only certain values may be, which are others."""
    texts, unknown = dict(written), {}
    for canonical, text in written.items():
        names = source.map.get(canonical)
        if names is not None:
            texts[canonical] = text.map(lambda value, names=names: names.get(value, "")).astype("str")
            unknown[canonical] = ~text.isin(list(names)) & (text != "")
        if values := TABLES[name].columns[TABLES[name].stored(canonical)].values:
            other = ~texts[canonical].isin(values) & (text != "")
            unknown[canonical] = unknown.get(canonical, other) | other
    for canonical, value in source.default.items():
        given = written.get(canonical, pd.Series("", index=index, dtype="str"))
        texts[canonical] = texts.get(canonical, given).mask(given == "", value)
    return texts, unknown


def _check_known(
    table: Mapped, written: dict[str, pd.Series], unknown: dict[str, pd.Series], problems: Problems
) -> None:
    """Add the values that neither the map nor the contract knows, in rows that are kept."""
    for canonical, others in unknown.items():
        rows = table.frame.index[others & (table.rule == "")]
        known = list(table.source.map.get(canonical, TABLES[table.name].columns[canonical].values))
        if len(rows):
            problems.add(
                "unmapped-value",
                message=f"{table.path.name}: {len(rows)} of {len(others)} rows have a {canonical} that is not known",
                context=[f"{table.path.name}:{table.cells[ROW][i]}: {written[canonical][i]!r}" for i in rows[:SHOWN]],
                hint=f"correct it, or translate it under map: {canonical}: in sources.yml; known: {', '.join(known)}",
                kind="data",
            )


def _check_key(table: Mapped, problems: Problems) -> None:
    """Add the rows of a table that others look up which have the same key."""
    key = TABLES[table.name].key
    if not key:
        return
    kept = table.kept
    doubled = kept[kept[key].notna() & kept.duplicated(key, keep=False)]
    if len(doubled):
        problems.add(
            "doubled-key",
            message=f"{table.path.name}: {len(doubled)} of {len(table.frame)} rows share a {key} with another row",
            context=[f"{table.path.name}:{row[ROW]}: {row[key]!r}" for row in doubled.head(SHOWN).to_dict("records")],
            hint=f"leave one row for each, or set the others aside: {{rule: doubled rows, duplicates: [{key}]}}",
            note="each order would count once for each of them",
            kind="data",
        )


def _check_values(
    table: Mapped, texts: dict[str, pd.Series], unreadable: dict[str, pd.Series], problems: Problems
) -> None:
    """Add what cannot be read, and what is required and empty, in rows that are kept."""
    kept = table.rule == ""
    columns = TABLES[table.name].columns
    for column, wrong in unreadable.items():
        rows = table.frame.index[wrong & kept]
        if len(rows):
            text = texts[column] if column in texts else texts[column.removesuffix("_cents")]
            _add(table, column, rows, text, "cannot be read", f"correct them, {_hint(columns[column].kind)}", problems)
    for column, declared in columns.items():
        if declared.required and column in table.frame:
            rows = table.frame.index[table.frame[column].isna() & kept & ~unreadable[column]]
            if len(rows):
                text = texts[column] if column in texts else texts[column.removesuffix("_cents")]
                column = column.removesuffix("_cents")
                hint = f"fill them, or set them aside by a rule: {{rule: without {column}, missing: {column}}}"
                _add(table, column, rows, text, "are empty", hint, problems)
    either = [column for column in TABLES[table.name].one_of if column in table.frame]
    if either:
        empty = table.frame[either].isna().all(axis="columns") & kept
        rows = table.frame.index[empty & ~pd.DataFrame(unreadable)[either].any(axis="columns")]
        if len(rows):
            hint = f"fill them, or set them aside by a rule: {{rule: without {either[0]}, missing: {either[0]}}}"
            _add(table, either[0], rows, texts[either[0]], "are empty", hint, problems)


def _hint(kind: str) -> str:
    if kind in ("date", "month"):
        return 'or write their format in sources.yml, for example dates: "%d.%m.%Y"'
    return 'or write the decimal mark in sources.yml: decimal: ","'


def _add(table: Mapped, column: str, rows: pd.Index, text: pd.Series, what: str, hint: str, problems: Problems) -> None:
    name = column.removesuffix("_cents")
    problems.add(
        "unreadable-values" if what.startswith("cannot") else "missing-values",
        message=f"{table.path.name}: {len(rows)} of {len(table.frame)} values of {name} {what}",
        context=[f"{table.path.name}:{table.cells[ROW][i]}, column {name}: {text[i]!r}" for i in rows[:SHOWN]],
        hint=hint,
        kind="data",
    )
