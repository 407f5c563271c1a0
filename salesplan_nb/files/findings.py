"""What is found out about a file that nobody described."""

from __future__ import annotations

from dataclasses import dataclass
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
