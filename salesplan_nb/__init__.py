"""The sales-planning workbook: six notebooks, one workspace folder, one plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from salesplan_nb.run.handle import open_stage

__all__ = ["open_stage"]


def __getattr__(name: str) -> Any:
    # Lazy, so that the leaves can be imported without the run.
    if name == "open_stage":
        from salesplan_nb.run.handle import open_stage

        return open_stage
    raise AttributeError(f"module 'salesplan_nb' has no attribute {name!r}")
