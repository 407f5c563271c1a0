"""Files as they are: delimited text, workbooks, Parquet, compressed or many at once, as text cells with their lines."""

from salesplan_nb.files.findings import Finding, Sniffed, SniffedTable
from salesplan_nb.files.layout import Cells, Layout
from salesplan_nb.files.listing import listed
from salesplan_nb.files.reading import column_names, read_cells
from salesplan_nb.files.sniffing import sniffed

__all__ = ["Cells", "Finding", "Layout", "Sniffed", "SniffedTable", "column_names", "listed", "read_cells", "sniffed"]
