"""docs/data.md: the data contract for readers, made from the contract itself by `make docs`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from salesplan_nb.contract import REFERENCES, TABLES, UNASSIGNED, Column, Table
from salesplan_nb.workspace.resources import resource

INTRODUCTION = """\
# Data: what goes in, and what it switches on

<!-- Made by `make docs` from salesplan_nb/contract; edit there. -->

A plan is made from up to {count} tables. `sources.yml` says which of your files fill them and what each column is
called there ([how to write it](sources.md)); files stay as they are. `salesplan check` says what is wrong in it. A
whole example is the sample: [sources.yml](../data/sample/sources.yml) and [its files](../data/sample/data).

## From little to much

**Month, amount and one dimension are enough.** Analysts often have no more than this:

```
month,region,amount
2026-09,North,812000.00
2026-09,South,164500.00
```

```yaml
records: revenue
tables:
  orders:
    file: sales.csv
    columns: {{month: month, region: region, amount: amount}}
```

Month and amount give {least}.
Each further column of the orders adds something, and so does each further table:

"""
TYPES = """\
## How values are written

As a plain CSV file has them; where yours differs, `sources.yml` says so (`dates`, `decimal`, `thousands`,
`currency_sign`, `parentheses`, `scale`, `map`, `derive`).

| type | written | kept as |
|---|---|---|
| text | as it stands: `00123`, `1E5` and `NA` stay what they are | text, without blanks around it |
| date | `2026-10-31` | a date |
| month | `2026-10` | text that sorts |
| amount | whole currency units: `1250.00` | whole cents, rounded half-even once; there the name ends in `_cents` |
| number | `2.5` | a number |
| whole number | `249` | a whole number |
| share | `0.05` | a number |

An empty cell is "not known", never zero. A required column must have a value in every row that no rule sets aside. Rows
whose id the other table lacks ({references}) are kept, and counted under `{unassigned}`.
"""


def page() -> str:
    """The text of docs/data.md."""
    orders = TABLES["orders"]
    least = orders.written["amount"].on
    unknown = ", ".join(f"`{name}` in `{table}`" for name, table in REFERENCES.items())
    parts = [
        INTRODUCTION.format(count=len(TABLES), least=least),
        *_table(("column of orders", "switches on"), _steps(orders)),
        "\n",
        *_table(("table", "a row is", "switches on"), _further()),
        "\n",
        TYPES.format(references=unknown, unassigned=UNASSIGNED),
        *(line for name, table in TABLES.items() for line in _section(name, table)),
    ]
    return "".join(parts)


def _steps(orders: Table) -> Iterator[Sequence[str]]:
    for name, column in orders.written.items():
        if name not in ("month", "amount"):
            yield f"`{name}`", column.on


def _further() -> Iterator[Sequence[str]]:
    for name, table in TABLES.items():
        if name != "orders":
            yield f"[{name}](#{name})", table.row, table.switches_off


def _section(name: str, table: Table) -> Iterator[str]:
    """A table of the contract: what it needs, its columns, an example row."""
    yield f"\n## {name}\n\nA row is {table.row}. {_needed(table)}{_notes(table)}\n\n"
    header = ("column", "type", "required", "meaning", "switches on")
    yield from _table(header, (_row(column_name, column, table) for column_name, column in table.written.items()))
    examples = {column_name: column.example for column_name, column in table.written.items()}
    shown = {
        column_name: value for column_name, value in examples.items() if value and column_name not in _other(table)
    }
    yield f"\n```\n{','.join(shown)}\n{','.join(shown.values())}\n```\n"


def _other(table: Table) -> tuple[str, ...]:
    """Columns that a row with the first of several has no need of: an order with a day has a month."""
    return table.one_of[1:]


def _needed(table: Table) -> str:
    needed = [f"`{name}`" for name, column in table.written.items() if column.required]
    if table.one_of:
        needed.append(" or ".join(f"`{name}`" for name in table.one_of))
    return f"Needs {' and '.join([', '.join(needed[:-1]), needed[-1]] if len(needed) > 1 else needed)}."


def _notes(table: Table) -> str:
    key = f" No `{table.key}` twice." if table.key else ""
    when = f" Rows after the last complete month, by `{table.when[0]}`, are set aside." if table.when else ""
    return key + when


def _row(name: str, column: Column, table: Table) -> Sequence[str]:
    required = "yes" if column.required else "one of them" if name in table.one_of else ""
    return f"`{name}`", column.type, required, column.meaning, column.on


def _table(header: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |\n|{'---|' * len(header)}\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"


def write(folder: Path) -> None:
    """Write the page."""
    (folder / "data.md").write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(resource("docs"))
