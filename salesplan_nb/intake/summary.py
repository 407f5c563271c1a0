"""What `check` and `run` say first: rows and money by year, what the rules took, the difference to Finance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from salesplan_nb.errors import counted
from salesplan_nb.intake.mapping import USED
from salesplan_nb.intake.result import Quality

UNKNOWN = ("without ", "not in ")
"""How corrections begin that put rows under 'unassigned'."""
MOST = 5
"""Rules named, those that took most money first."""


def summary(quality: Quality) -> list[str]:
    """Lines for a terminal or a log.

    Parameters
    ----------
    quality : Quality
        Of this reading.
    """
    currency = quality.facts.currency
    return [
        *_rows(quality.accounting),
        *(
            f"  {year['year']}  {_money(year['amount_cents'], currency)}  "
            f"{counted(year['rows'], 'row')} in {counted(year['months'], 'month')}"
            for year in quality.years.to_dict("records")
        ),
        *_rules(quality.accounting, quality.unrated, currency),
        *_corrected(quality.corrections),
        *_returns(quality.returns, currency),
        *_controls(quality.controls, currency),
        *(_finding(finding) for finding in quality.findings.itertuples()),
    ]


def _rows(accounting: pd.DataFrame) -> Iterator[str]:
    for table, rows in accounting.groupby("table", sort=False):
        used = int(rows.loc[rows["rule"] == USED, "rows"].sum())
        read = int(rows["rows"].sum())
        aside = f", {read - used:,} set aside" if read > used else ""
        yield f"{table}: {counted(read, 'row')} read, {used:,} used{aside}"
        if table == "orders":
            return  # the years of the orders come next, the other tables are on the page


def _rules(accounting: pd.DataFrame, unrated: pd.DataFrame, currency: str) -> Iterator[str]:
    took = accounting[(accounting["rule"] != USED) & (accounting["rows"] > 0)]
    took = took.groupby(["table", "rule"], sort=False)[["rows", "amount_cents"]].sum().reset_index()
    order = took["amount_cents"].abs().sort_values(ascending=False, kind="stable").index
    for rule in took.loc[order].head(MOST).to_dict("records"):
        left = unrated[(unrated["table"] == rule["table"]) & (unrated["rule"] == rule["rule"])]
        each = [_money(cents, code) for code, cents in zip(left["currency"], left["amount_cents"], strict=True)]
        if rule["amount_cents"] or not each:
            each.insert(0, _money(rule["amount_cents"], currency))
        money = ", ".join(each)
        yield f"  set aside: {rule['rule']} ({rule['table']})  {counted(rule['rows'], 'row')}  {money}"


def _corrected(corrections: pd.DataFrame) -> Iterator[str]:
    found = corrections.groupby(["table", "rule", "column"], sort=False)["rows"].agg(["size", "sum"]).reset_index()
    for rule in found.to_dict("records"):
        if rule["rule"].startswith(UNKNOWN):
            yield f"  unassigned: {rule['rule']} ({rule['table']})  {counted(rule['sum'], 'row')}"
            continue
        what = f"{rule['rule']} ({rule['table']}.{rule['column']})"
        yield f"  corrected: {what}  {counted(rule['size'], 'value')} in {counted(rule['sum'], 'row')}"


def _returns(returns: pd.DataFrame, currency: str) -> Iterator[str]:
    if len(returns):
        known = returns["order_row"] > 0
        rows = len(returns[["return_source", "return_row"]].drop_duplicates())
        whole, found = int(returns["amount_cents"].sum()), int(returns.loc[known, "amount_cents"].sum())
        matched = f"{_money(found, currency)} matched to orders"
        yield f"returns: {counted(rows, 'row')}  {_money(whole, currency)}, of which {matched}"


def _controls(controls: pd.DataFrame, currency: str) -> Iterator[str]:
    if controls.empty:
        yield "Finance's totals: none to compare with (map a table controls: month, amount, tolerance)"
        return
    difference = int(controls["difference_cents"].sum())
    total = int(controls["control_cents"].sum())
    share = f" ({difference / total:+.2%})" if total else ""
    months = counted(len(controls), "month")
    yield f"Finance's totals: orders differ by {_money(difference, currency)}{share} over {months}"


def _finding(finding: Any) -> str:
    """What was found; of what must be settled how, of what was accepted why."""
    if finding.weight == "must":
        return f"must: {finding.table}: {finding.text}: {finding.hint}"
    why = f" ({finding.hint.removeprefix('accepted: ')})" if finding.weight == "accepted" else ""
    return f"{finding.weight}: {finding.table}: {finding.text}{why}"


def _money(cents: int, currency: str) -> str:
    """An amount to the cent, exactly."""
    whole, rest = divmod(abs(int(cents)), 100)
    return f"{currency} {'-' if cents < 0 else ''}{whole:,}.{rest:02d}"
