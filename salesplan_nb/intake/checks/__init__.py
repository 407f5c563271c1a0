"""The data checks: each looks at the canonical tables for one kind of oddity and tells what it found."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from salesplan_nb.intake.findings import Finding
from salesplan_nb.intake.mapping import Mapped


def findings(tables: Mapping[str, Mapped], frames: Mapping[str, pa.Table], as_of: str) -> list[Finding]:
    """All that the checks find.

    Parameters
    ----------
    tables : mapping of str to Mapped
        The tables as they came, with file and line of every row.
    frames : mapping of str to Table
        The canonical tables, kept rows only.
    as_of : str
        Last month in use.
    """
    return []
