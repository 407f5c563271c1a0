"""The what-if of the breakdown: other bases and locks, what they move, and the lines that keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import anywidget
import pandas as pd
import traitlets

from salesplan_nb.errors import PlanError
from salesplan_nb.goals import Ground
from salesplan_nb.report.goals import breakdown
from salesplan_nb.report.moves import apart, moved
from salesplan_nb.report.names import shortened
from salesplan_nb.report.objects import Refusal, Table
from salesplan_nb.report.templates import fragment, text
from salesplan_nb.report.widgets.explorer import Explorer
from salesplan_nb.report.widgets.trial import LEVELS, Trial, locks_shown
from salesplan_nb.report.wording import trial as say
from salesplan_nb.report.wording.breakdown import LEVELS as NAMES
from salesplan_nb.workspace.breakdown_lines import breakdown_lines
from salesplan_nb.workspace.plan import Breakdown

INVITATION = "Run this cell in JupyterLab to try other bases and locks."
GROUPS = {"region": "Regions", "product_family": "Families", "channel": "Routes to market"}


class Form(anywidget.AnyWidget):
    """Labelled lists of bases, a form for one lock, the locks there are; the kernel makes the table and the lines."""

    _esm = text("breakdown.js")
    css = traitlets.Unicode("").tag(sync=True)
    levels: Any = traitlets.List().tag(sync=True)
    members: Any = traitlets.List().tag(sync=True)
    spans: Any = traitlets.List().tag(sync=True)
    unit = traitlets.Unicode("").tag(sync=True)
    locks: Any = traitlets.List().tag(sync=True)
    told = traitlets.Unicode("").tag(sync=True)
    holds = traitlets.Bool(True).tag(sync=True)
    shown = traitlets.Unicode("").tag(sync=True)
    lines = traitlets.Unicode("").tag(sync=True)

    def __repr__(self) -> str:
        return "Form(breakdown)"


class BreakdownExplorer(Explorer):
    """The form where there is a front end for it, and under it the table of the breakdown as it stands.

    Parameters
    ----------
    trial : Trial
        What breakdowns are tried on.
    targets : DataFrame
        `Goals.targets` of the goal that is broken down, as the plan has it.
    table : Table
        Of these.
    currency : str
        For captions.
    """

    def __init__(self, trial: Trial, targets: pd.DataFrame, table: Table, currency: str) -> None:
        self._trial, self._own, self._currency = trial, targets, currency
        self._tried = trial.breakdown
        self.form = Form(
            css=text("form.css"),
            unit=currency,
            members=[[GROUPS[dimension], shortened(member)] for dimension, member in trial.members],
            spans=[span.name for span in trial.spans],
        )
        self.form.on_msg(self._received)
        told = self._told(trial.breakdown, targets)
        self._paint(told, fragment(table), "")
        super().__init__(self.form, INVITATION, replace(table, id="breakdown-as-it-is", reading=told))

    def _received(self, _: Any, what: Mapping[str, str], __: Any) -> None:
        self.act(what)

    def act(self, what: Mapping[str, str]) -> None:
        """Try what was asked for, as `Trial.asked` takes it; what cannot be is told, and the last table stays."""
        try:
            self._tried = self._trial.asked(self._tried, what)
            found = self._trial.targets(self._tried)
        except PlanError as cause:
            told = say.refused(cause.message, cause.context, cause.hint or "")
            self._paint(told, self.form.shown, self.form.lines, holds=False)
            return
        table = breakdown(found, self._tried.goal, currency=self._currency)
        most = moved(found, self._own, currency=self._currency)
        shown = fragment(table) + (fragment(most) if most else "")
        lines = "" if self._tried == self._trial.breakdown else breakdown_lines(self._tried)
        self._paint(self._told(self._tried, found), shown, lines)

    def _told(self, tried: Breakdown, found: pd.DataFrame) -> str:
        bases = {level: tried.basis_of(level) for level in NAMES}
        elsewhere = apart(found, self._own)
        return say.tried(bases, len(locks_shown(tried)), elsewhere, int(self._own["target"].sum()))

    def _paint(self, told: str, shown: str, lines: str, *, holds: bool = True) -> None:
        with self.form.hold_sync():
            self.form.levels = self._levels()
            self.form.locks = [lock.told for lock in locks_shown(self._tried)]
            self.form.told, self.form.shown, self.form.lines, self.form.holds = told, shown, lines, holds

    def _levels(self) -> list[dict[str, Any]]:
        """For each level its label, the basis that is tried, and all bases with whether the data give them."""
        offered = self._trial.offers(self._tried)
        found = []
        for level in LEVELS:
            rows = offered[offered["level"] == level]
            options = [
                {"value": basis, "text": say.basis_label(basis, why_not), "off": bool(why_not)}
                for basis, why_not in zip(rows["basis"], rows["why_not"], strict=True)
            ]
            if not options:
                continue
            if level == "channel":
                options.insert(0, {"value": "", "text": say.basis_label("", ""), "off": False})
            at = self._tried.basis_of(level) or ""
            found.append({"level": level, "label": say.level_label(level), "at": at, "options": options})
        return found


def breakdown_explorer(
    targets: pd.DataFrame,
    goals: pd.DataFrame,
    plan: Breakdown | None,
    ground: Ground,
    *,
    currency: str,
) -> BreakdownExplorer | Refusal:
    """Try other bases and locks on the goal that the plan breaks down, and keep what was tried as lines for plan.yml.

    Parameters
    ----------
    targets, goals : DataFrame
        `Goals.targets` and `Goals.goals`.
    plan : Breakdown or None
        The plan's section; None: not planned yet.
    ground : Ground
        As `goals.targets` takes it; cells with channel, so that routes to market can be tried.
    currency : str
        For captions.
    """
    goal_id = plan.goal if plan is not None else ""
    table = breakdown(targets, goal_id, currency=currency)
    if plan is None or isinstance(table, Refusal):
        return replace(table, id="breakdown-tried")  # type: ignore[return-value]  # without a plan there are no targets
    mine = targets[targets["goal_id"] == goal_id]
    return BreakdownExplorer(Trial(goals, plan, ground), mine, table, currency)
