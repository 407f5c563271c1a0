"""How a file that nobody described is laid out: the settings to read it with, each with how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from salesplan_nb.files.layout import Layout


@dataclass(frozen=True)
class Finding:
    """One setting that was found out."""

    setting: Literal["encoding", "delimiter", "header", "names", "sheet", "footer"]
    confidence: float
    """0 to 1."""
    reason: str


@dataclass(frozen=True)
class SniffedTable:
    """A table of a file: the whole of a text or Parquet file, or a sheet."""

    layout: Layout
    names: tuple[str, ...]
    """Its columns, as the layout reads them."""
    findings: tuple[Finding, ...]
    """In the order in which they were found; a footer is one that `Layout` cannot express: a rule must take it."""
    sheet: str = ""
    """Title of the sheet, also where the layout need not name it."""
    area: str = ""
    """Cells of the sheet from the header on, as they are today: B4:H2000."""
    hidden: bool = False
    """Whether the sheet is."""

    @property
    def confidence(self) -> float:
        """That of the least sure setting."""
        return min((finding.confidence for finding in self.findings), default=1.0)


@dataclass(frozen=True)
class Sniffed:
    """A file's tables; a workbook has one for each sheet with data, visible ones first."""

    name: str
    kind: Literal["text", "workbook", "parquet"]
    tables: tuple[SniffedTable, ...]


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
    from salesplan_nb.files.reading import file_kind

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
