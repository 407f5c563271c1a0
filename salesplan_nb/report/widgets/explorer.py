"""What every what-if shows: its form in JupyterLab, and figures that stay the same bytes each time."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import anywidget

from salesplan_nb.report.objects import Part
from salesplan_nb.report.templates import fragment

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class Explorer:
    """A widget, and what stands under it for the plan as it is.

    Parameters
    ----------
    widget : AnyWidget
        The form.
    invitation : str
        What stands in its place where nobody can use it.
    parts : Part
        Shown under it, and alone without a front end.
    """

    def __init__(self, widget: anywidget.AnyWidget, invitation: str, *parts: Part) -> None:
        self._widget, self._invitation, self.parts = widget, invitation, parts

    def _ipython_display_(self) -> None:
        show: Any = import_module("IPython.display").display  # it has no types
        made: Any = self._widget._repr_mimebundle_()
        view = (made[0] if isinstance(made, tuple) else made or {}).get(WIDGET_VIEW)
        if view:
            show({"text/plain": self._invitation, WIDGET_VIEW: view}, raw=True)
        show({"text/plain": repr(self), "text/html": self._repr_html_()}, raw=True)

    def _repr_html_(self) -> str:
        return "".join(map(fragment, self.parts))

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.parts)).strip()
