"""How a file that nobody described is laid out: the settings to read it with, each with how sure that is, and why."""

from __future__ import annotations

from pathlib import Path

from salesplan_nb.files.findings import Sniffed, SniffedTable
from salesplan_nb.files.layout import Layout
from salesplan_nb.files.reading import file_kind


def sniffed(path: Path, name: str) -> Sniffed:
    """What a file holds and how to read it.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        What messages call it.

    Raises
    ------
    PlanError
        Of kind "data" where it is no table, or has no rows; "disk" where it cannot be read.
    """
    found = file_kind(path, name)
    if found == "workbook":
        from salesplan_nb.files.sniffed_workbook import sheets

        return Sniffed(name, "workbook", sheets(path, name))
    if found == "parquet":
        from salesplan_nb.files.parquet import parquet_names

        names = tuple(parquet_names(path, name))
        return Sniffed(name, "parquet", (SniffedTable(Layout(), names, ()),))
    from salesplan_nb.files.sniffed_text import text_table

    return Sniffed(name, "text", (text_table(path, name),))
