"""One way in for files of every kind."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from salesplan_nb.files.contents import WORKBOOKS, damaged, is_workbook, kind
from salesplan_nb.files.layout import Cells, Layout
from salesplan_nb.files.text import read_text, text_names


def read_cells(path: Path, layout: Layout, name: str, columns: Collection[str] | None = None) -> Cells:
    """The records of a file, every cell as text, each with its line.

    What a file is, its content says: delimited text (also in .gz, .bz2, .xz or a .zip of one file), a workbook
    (.xlsx, .xlsm, .xls, .xlsb, .ods) or Parquet.

    Parameters
    ----------
    path : Path
        The file; a link is followed.
    layout : Layout
        What must be known to read it.
    name : str
        What messages call the file: its path relative to the data folder.
    columns : collection of str, optional
        The columns wanted, by default all; those that the file has not are passed over.

    Raises
    ------
    PlanError, PlanErrors
        All that is wrong with the file, of kind "data"; a doubled column of kind "input"; no access of kind "disk".
    """
    found = file_kind(path, name)
    if found == "workbook":
        from salesplan_nb.files.sheets import read_workbook

        return read_workbook(path, layout, name, columns)
    if found == "parquet":
        from salesplan_nb.files.parquet import read_parquet

        return read_parquet(path, name, columns)
    return read_text(path, layout, name, columns)


def column_names(path: Path, layout: Layout, name: str) -> list[str]:
    """The names of a file's columns, in its order; rows below the header are looked at only to see that it is one.

    The arguments and errors are those of `read_cells`.
    """
    found = file_kind(path, name)
    if found == "workbook":
        from salesplan_nb.files.sheets import workbook_names

        return workbook_names(path, layout, name)
    if found == "parquet":
        from salesplan_nb.files.parquet import parquet_names

        return parquet_names(path, name)
    return text_names(path, layout, name)


def file_kind(path: Path, name: str) -> str:
    """text, workbook or parquet; the errors are those of `contents.kind`."""
    found, named = kind(path, name), path.suffix.lower() in WORKBOOKS
    if found == "ole" or (found == "zip" and is_workbook(path, name)):
        return "workbook"
    if named and found != "text":
        raise damaged(name, "it does not begin as a workbook does")
    return "text" if found in ("compressed", "zip") else found
