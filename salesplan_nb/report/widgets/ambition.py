"""The what-if of stage 2: move the ambition and see the chance. What it shows first stays without a front end."""

from __future__ import annotations

from typing import Any

import anywidget
import pandas as pd
import traitlets

from salesplan_nb.report import charts_ambition as draw
from salesplan_nb.report.ambition import chance_label
from salesplan_nb.report.goals import ambition, ambition_table, figures
from salesplan_nb.report.names import slug
from salesplan_nb.report.numbers import chance, chance_percent, change
from salesplan_nb.report.objects import Chart, Refusal, Table
from salesplan_nb.report.templates import text
from salesplan_nb.report.widgets.explorer import Explorer

SLIDER = """
function render({ model, el }) {
  const box = document.createElement("div");
  box.className = "salesplan";
  const style = document.createElement("style");
  style.textContent = model.get("css");
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "range";
  input.id = "ambition-" + Math.random().toString(36).slice(2);
  label.htmlFor = input.id;
  label.textContent = model.get("label");
  input.min = 0; input.max = model.get("steps") - 1; input.step = 1; input.value = model.get("at");
  input.setAttribute("data-lm-suppress-shortcuts", "true");
  input.style.display = "block"; input.style.width = "100%"; input.style.maxWidth = "640px";
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  told.className = "reading";
  const shown = document.createElement("div");
  const paint = () => {
    const words = model.get("told");
    input.setAttribute("aria-valuetext", words);
    told.textContent = words;
    shown.innerHTML = model.get("drawing");
  };
  input.addEventListener("input", () => { model.set("at", Number(input.value)); model.save_changes(); });
  model.on("change:drawing", paint);
  box.append(label, input, told, shown);
  el.append(style, box);
  paint();
}
export default { render };
"""


class Slider(anywidget.AnyWidget):
    """A labelled range input; the kernel draws the figure for where it stands."""

    _esm = SLIDER
    at = traitlets.Int(0).tag(sync=True)
    steps = traitlets.Int(1).tag(sync=True)
    label = traitlets.Unicode("").tag(sync=True)
    told = traitlets.Unicode("").tag(sync=True)
    drawing = traitlets.Unicode("").tag(sync=True)
    css = traitlets.Unicode("").tag(sync=True)

    def __repr__(self) -> str:
        return f"Slider({self.label})"


class AmbitionExplorer(Explorer):
    """The slider where there is a front end for it, and under it the figure and table for the goal as it stands.

    Parameters
    ----------
    rows : DataFrame
        Rows of `Goals.ambition` of one goal, by rising target.
    goal : Series
        The goal's row of `Goals.goals`.
    chart, table : Chart, Table
        For the goal as it stands.
    currency : str
        For the label.
    """

    def __init__(self, rows: pd.DataFrame, goal: pd.Series, chart: Chart, table: Table, currency: str) -> None:
        self._rows, self._goal = rows.reset_index(drop=True), goal
        away = [abs(float(t) - float(goal.target)) for t in self._rows.target_cents]
        start = away.index(min(away))
        self.slider = Slider(
            steps=len(rows), label=f"Ambition against the base, {currency}", css=text("objects.css"), at=start
        )
        self.slider.told, self.slider.drawing = self.told(start), self.drawing(start)
        self.slider.observe(self._moved, names="at")
        super().__init__(self.slider, "Run this cell in JupyterLab to move the ambition.", chart, table)

    def _moved(self, change: Any) -> None:
        at = int(change["new"])
        with self.slider.hold_sync():
            self.slider.told, self.slider.drawing = self.told(at), self.drawing(at)

    def told(self, at: int) -> str:
        """What the chance is at one position of the slider."""
        row, n = self._rows.iloc[at], figures(self._goal)
        p = float(row.chance)
        return (
            f"{change(float(row.change))}: a goal of {n.money(float(row.target_cents))} "
            f"has a chance of {chance(p)} ({chance_percent(p)}){n.mark(p)}."
        )

    def drawing(self, at: int) -> str:
        """The curve with its mark at one position of the slider, as SVG of our own making."""
        row, n = self._rows.iloc[at], figures(self._goal)
        value = n.scale.value
        words = self.told(at)
        return draw.ambition(
            f"try-{slug(str(self._goal.goal_id))}",
            "Chance of the goal tried, against its height",
            words,
            [value(c) for c in self._rows.target_cents],
            list(self._rows.chance),
            value(float(row.target_cents)),
            float(row.chance),
            [n.money(float(row.target_cents)), *chance_label(n, float(row.chance))],
        )


def ambition_explorer(
    ambition_rows: pd.DataFrame,
    levels: pd.DataFrame,
    goal: pd.Series,
    *,
    currency: str,
    past_growths: pd.DataFrame | None = None,
) -> AmbitionExplorer | Refusal:
    """Move the ambition and see what it does to the chance from demand alone.

    Parameters
    ----------
    ambition_rows, levels : DataFrame
        `Goals.ambition` and `Goals.levels`.
    goal : Series
        The main goal's row of `Goals.goals`.
    currency : str
        For captions.
    past_growths : DataFrame, optional
        `Goals.past_growths`.
    """
    chart = ambition(ambition_rows, levels, goal, currency=currency, past_growths=past_growths)
    if isinstance(chart, Refusal):
        return chart
    rows = ambition_rows[ambition_rows.goal_id == goal.goal_id].sort_values("target_cents")
    return AmbitionExplorer(rows, goal, chart, ambition_table(ambition_rows, goal, currency=currency), currency)
