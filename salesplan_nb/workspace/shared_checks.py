"""What sources.yml says of all tables: names with their other spellings, findings taken as they are, territories."""

from __future__ import annotations

from salesplan_nb.contract import CHECKS, TABLES
from salesplan_nb.workspace.setting_checks import SourceCheck
from salesplan_nb.workspace.sources import TableSources
from salesplan_nb.workspace.validate import suggestion
from salesplan_nb.workspace.yamlfile import Location

LOST = "table-lost"
"""The check whose findings are about tables that are no longer mapped."""


def check_shared(check: SourceCheck) -> None:
    """Find what the keys above the tables name in vain: they would change nothing, and nobody would be told."""
    sources = check.sources
    known = {name for table in TABLES.values() for name, column in table.written.items() if column.kind == "text"}
    named: list[tuple[Location, str]] = [(("synonyms", name), name) for name in sources.synonyms]
    named += [(("ignore_case", i), name) for i, name in enumerate(sources.ignore_case)]
    for location, name in named:
        if name not in known:
            problem = f"no table of the data contract has names in a column {name!r}"
            check.add("unknown-column", location, problem, suggestion(name, known, "remove it"))
    for column, names in sources.synonyms.items():
        _spellings(check, column, names)
    _accepted(check)
    if sources.territories == "today" and "assignments" not in sources.tables:
        problem = "territories: today needs the table assignments, which says who serves whom"
        check.add("unused-setting", ("territories",), problem, "map assignments under tables, or remove territories:")
    orders = sources.tables.get("orders")
    if orders and "assignments" in sources.tables and "customer_id" not in orders.filled_somewhere:
        problem = "assignments say who serves a customer, and no column of orders fills customer_id"
        check.add("missing-column", ("tables", "assignments"), problem, "map customer_id of orders, or leave them out")
    for name, table in sources.tables.items():
        _currencies(check, name, table)


def _currencies(check: SourceCheck, name: str, table: TableSources) -> None:
    """Find sources without a currency beside others with one: dollars would count as euros, and nobody be told."""
    if "currency" not in table.filled_somewhere:
        return
    for i, source in enumerate(table.every):
        if "currency" not in source.filled:
            location: Location = ("tables", name, "also", i - 1) if i else ("tables", name)
            problem = f"{source.label} says no currency, and other files of {name} do"
            hint = "map its column, or write the code of its amounts, such as default: {currency: EUR}"
            check.add("missing-column", location, problem, hint)


def _spellings(check: SourceCheck, column: str, names: dict[str, list[str]]) -> None:
    """Find spellings that do not say which one name they mean: all are translated at once, none twice."""
    meant: dict[str, str] = {}
    for name, spellings in names.items():
        for i, spelling in enumerate(spellings):
            location: Location = ("synonyms", column, name, i)
            if spelling == name:
                problem, hint = f"{name!r} is named as another spelling of itself", "remove it"
            elif spelling in names:
                problem = f"{spelling!r} is another spelling of {name!r}, and has other spellings itself"
                hint = f"write them all under {name!r}, or all under {spelling!r}"
            elif spelling in meant:
                problem = f"{spelling!r} is another spelling of {meant[spelling]!r} already"
                hint = "keep one of the two"
            else:
                meant[spelling] = name
                continue
            check.add("unclear-synonym", location, f"{column}: {problem}", hint)


def _accepted(check: SourceCheck) -> None:
    """Find findings taken as they are that no check could make."""
    mapped = check.sources.tables
    for i, item in enumerate(check.sources.accepted):
        if item.check not in CHECKS:
            problem = f"no data check is named {item.check!r}"
            check.add("unknown-check", ("accepted", i, "check"), problem, suggestion(item.check, CHECKS, "remove it"))
        if item.table not in mapped and not (item.check == LOST and item.table in TABLES):
            problem = f"no table {item.table!r} is mapped here"
            hint = suggestion(item.table, mapped, "remove it")
            check.add("unknown-table", ("accepted", i, "table"), problem, hint)
