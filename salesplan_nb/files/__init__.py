"""Files as they are: delimited text, workbooks, Parquet, compressed or many at once, as text cells with their lines."""

from salesplan_nb.files.layout import Cells, Layout

__all__ = ["Cells", "Layout"]
