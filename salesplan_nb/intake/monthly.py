"""Money of a table by month: what controls, targets and budgets are compared with."""

from __future__ import annotations

import numpy as np
import pandas as pd

from salesplan_nb.intake.mapping import Mapped


def monthly_cents(table: Mapped, *by: str) -> dict[tuple[str, ...], int]:
    """Used money of a table by month, and by further columns [cents]; missing members are ''."""
    kept = np.flatnonzero(table.kept)
    columns = [table.typed[name].take(kept) for name in ("month", *by)]
    frame = pd.DataFrame({i: column.codes for i, column in enumerate(columns)} | {"cents": table.amounts[kept]})
    sums = frame.groupby(list(range(len(columns))))["cents"].sum()
    keys = [key if isinstance(key, tuple) else (key,) for key in sums.index]
    named = [tuple(str(c.values[i] or "") for c, i in zip(columns, key, strict=True)) for key in keys]
    return dict(zip(named, (int(cents) for cents in sums), strict=True))
