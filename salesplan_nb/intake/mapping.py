"""From a file as it is to a table of the contract: spellings, lookups, names, types, then the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from salesplan_nb.contract import TABLES
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
    lookups = _joined(cells, source, folder)
    texts = {canonical: cells[column] for canonical, column in source.columns.items()} | lookups
    for canonical, value in source.default.items():
        given = texts.get(canonical, pd.Series("", index=cells.index, dtype="str"))
        texts[canonical] = given.mask(given.str.strip() == "", value)
    problems = Problems()
    frame, unreadable = pd.DataFrame({ROW: cells[ROW]}), {}
    for canonical, text in texts.items():
        column = canonical if canonical in TABLES[name].columns else f"{canonical}_cents"
        text = _translated(text, canonical, source, path, cells, problems)
        frame[column], unreadable[column] = parsed(text, name, column, source)
    table = Mapped(name, source, path, cells, frame, pd.Series("", index=cells.index, dtype="str"))
    for rule in source.rules:
        table.set_aside(taken(rule, cells, texts), rule.rule)
    _priced(corrections, table)
    _check_values(table, texts, unreadable, problems)
    problems.raise_all()
    return table


def _tidied(cells: pd.DataFrame, source: Source) -> list[tuple[str, str, pd.Series, pd.Series]]:
    """Make spellings one, in place; what changed: rule, column, before, after."""
    changes = []
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


def _priced(changes: list[tuple[str, str, pd.Series, pd.Series]], table: Mapped) -> None:
    """Count what was corrected and kept, with its money, by value."""
    for rule, column, before, after in changes:
        changed = (before != after) & (table.rule == "")
        rows = pd.DataFrame({"value": before, "replacement": after, "amount_cents": table.amounts})[changed]
        for (value, replacement), group in rows.groupby(["value", "replacement"], sort=True):
            table.corrections.append(
                {
                    "table": table.name, "source": table.source.file, "rule": rule, "column": column, "value": value,
                    "replacement": replacement, "rows": len(group), "amount_cents": int(group["amount_cents"].sum()),
                }
            )  # fmt: skip


def _joined(cells: pd.DataFrame, source: Source, folder: Path) -> dict[str, pd.Series]:
    """Canonical columns looked up in other files: many rows here to one there."""
    found = {}
    for join in source.joins:
        there = read_text(folder / join.file, source).frame
        for column, values in source.replace.items():
            if column in there:
                there[column] = there[column].map(lambda text, values=values: values.get(text, text)).astype("str")
        keys = list(join.on.values())
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
    return found


def _translated(
    text: pd.Series, canonical: str, source: Source, path: Path, cells: pd.DataFrame, problems: Problems
) -> pd.Series:
    if canonical not in source.map:
        return text
    names = source.map[canonical]
    unknown = text[~text.isin(list(names))]
    if len(unknown):
        problems.add(
            "unmapped-value",
            message=f"{path.name}: {len(unknown)} of {len(text)} rows: {canonical} that sources.yml does not translate",
            context=[
                f"{path.name}:{row}: {value!r}"
                for row, value in zip(cells[ROW][unknown.index[:SHOWN]], unknown.head(SHOWN), strict=True)
            ],
            hint=f"add it under map: {canonical}:; known: {', '.join(names)}",
            kind="data",
        )
    return text.map(lambda value: names.get(value, "")).astype("str")


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
                hint = f"fill them, or set them aside by a rule: {{rule: without {column}, missing: {column}}}"
                _add(table, column, rows, text, "are empty", hint, problems)


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
