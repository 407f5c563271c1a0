"""A drawing of a table's columns by month, as lines that the workbook draws itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from salesplan_nb.report.workbook.columns import Placed
from salesplan_nb.report.workbook.formats import AXIS, FONT, INK, MUTE, RULE
from salesplan_nb.report.workbook.sheet import Sheet

LOOKS: dict[str, dict[str, Any]] = {
    "goal": {"color": INK, "width": 1.5},
    "us": {"color": "#0072b2", "width": 2.5},
    "nothing": {"color": AXIS, "width": 1.75, "dash_type": "dash"},
}
"""The goal in ink, us in blue, what comes of doing nothing dashed: as on the page."""
WIDTH, HEIGHT = 760, 340
"""Of a drawing [pixels]."""


@dataclass(frozen=True)
class Line:
    """A column to draw: its key, what it is called, its look."""

    key: str
    name: str
    look: str


def lines(sheet: Sheet, placed: Placed, title: str, unit: str, series: Sequence[Line]) -> None:
    """Draw columns of a table below it; what is drawn stands in the table, and the drawing says so to who cannot see.

    Parameters
    ----------
    sheet : Sheet
        Which holds the table.
    placed : Placed
        The table, with a column `month`.
    title, unit : str
        Over the drawing, and along its upright axis.
    series : sequence of Line
        From back to front.
    """
    chart = sheet.file.add_chart({"type": "line"})
    font = {"name": FONT["font_name"], "size": 9, "color": MUTE, "bold": False}
    for one in series:
        look = LOOKS[one.look]
        chart.add_series(
            {
                "name": one.name,
                "categories": f"={placed.range('month')}",
                "values": f"={placed.range(one.key)}",
                "line": look,
                "marker": {"type": "none"},
            }
        )
    chart.set_title({"name": title, "name_font": font | {"size": 11, "color": INK, "bold": True}, "overlay": False})
    chart.set_x_axis({"num_font": font, "num_format": "mmm yy", "line": {"color": AXIS}, "text_axis": True})
    chart.set_y_axis(
        {
            "name": unit,
            "name_font": font,
            "num_font": font,
            "num_format": "#,##0",
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": RULE}},
        }
    )
    chart.set_legend({"position": "bottom", "font": font})
    names = ", ".join(one.name for one in series)
    chart.show_blanks_as("gap")
    sheet.drawing(chart, f"{title}: {names}. The figures are those of the table above.", width=WIDTH, height=HEIGHT)
