"""The budget: what each line and category costs by month, and what is left of the limit."""

from __future__ import annotations

from typing import Any

import pandas as pd

from salesplan_nb.goals.statement import goal_names
from salesplan_nb.report import resources as part4
from salesplan_nb.report.names import clean
from salesplan_nb.report.objects import Refusal
from salesplan_nb.report.wording import workbook as say
from salesplan_nb.report.workbook.columns import Column, Placed
from salesplan_nb.report.workbook.people import person
from salesplan_nb.report.workbook.sheet import Sheet
from salesplan_nb.report.workbook.where import Where, sum_where


def no_budget(results: Any) -> Refusal | None:
    """What to add before there is a budget."""
    r = results.resources
    told = (
        part4.budget(r.budget, r.lines, r.facts, r.options, currency=results.plan.currency) if r.budget.empty else None
    )
    return told if isinstance(told, Refusal) else None


def budget(sheet: Sheet, results: Any) -> None:
    """A row a line, a column a month; then the categories, and the limit."""
    b, money = results.resources.budget, results.plan.currency
    sheet.opening("Budget by line and month", say.cents_kept(money))
    table = b.pivot_table(
        index=["category", "line"], columns="month", values="amount_cents", aggfunc="sum", fill_value=0
    )
    table = table.sort_index(axis=1).sort_index()
    months, keys = [str(m) for m in table.columns], [(str(c), str(line)) for c, line in table.index]
    known = {str(r.line): r for r in results.resources.lines.itertuples(index=False)}
    goals = goal_names(results.plan.goals)
    placed = sheet.table(
        (
            Column("line", "Line", "text", [line for _, line in keys]),
            Column("category", "Category", "text", [category for category, _ in keys]),
            *(Column(m, m, "money", list(table[m]), total="sum", heading="heading") for m in months),
            Column(
                "sum", f"Sum [{money}]", "money", [int(v) for v in table.sum(axis=1)],
                f"SUM({{{months[0]}}}:{{{months[-1]}}})", "sum",
            ),
            Column("owner", "Owner", "text", [person(results, str(known[line].owner)) for _, line in keys]),
            Column("serves", "Serves", "text", [_serves(known[line], goals) for _, line in keys]),
        ),
        total="Total",
        main=True,
    )  # fmt: skip
    sheet.define("budget_category", placed.range("category"))
    sheet.define("budget_amount", placed.range("sum"))
    sheet.define("budget_total", placed.total("sum"))
    sheet.row += 1
    _categories(sheet, b, money)
    _limit(sheet, int(b.amount_cents.sum()), int(results.resources.facts.budget_limit_cents), money)


def _serves(line: Any, goals: dict[str, str]) -> str:
    """The goal, tactics and gaps in skills that a line is for."""
    goal = goals.get(str(line.goal), line.goal)
    return "; ".join(clean(str(t)) for t in (goal, line.tactics, line.closes) if t)


def _categories(sheet: Sheet, b: pd.DataFrame, money: str) -> Placed:
    """What each category costs, the largest first, and its share."""
    sums = b.assign(category=[clean(str(c)) for c in b.category]).groupby("category", sort=True).amount_cents.sum()
    order = sorted(sums.index, key=lambda c: (-int(sums[c]), str(c)))
    total = int(sums.sum())
    sheet.part("By category")
    formula = sum_where("budget_amount", Where("budget_category", "{category}", order))
    return sheet.table(
        (
            Column("category", "Category", "text", order),
            Column("amount", f"Budget [{money}]", "money", [int(sums[c]) for c in order], formula, "sum"),
            Column(
                "share", "Share", "share", [int(sums[c]) / total if total else None for c in order],
                "{amount}/budget_total", "sum",
            ),
        ),
        total="All",
    )  # fmt: skip


def _limit(sheet: Sheet, total: int, limit: int, money: str) -> None:
    """Limit, plan and what is left; without a limit nothing is said of it."""
    if not limit:
        return
    sheet.part(f"Limit [{money}]")
    row = sheet.row
    sheet.put(row, 0, "Limit", "text")
    sheet.put(row, 1, limit, "money")
    sheet.put(row + 1, 0, "Planned", "text")
    sheet.formula(row + 1, 1, "budget_total", total, "money")
    over = total > limit
    sheet.put(row + 2, 0, "Over the limit" if over else "Left", "text", "total")
    formula = "budget_total-budget_limit" if over else "budget_limit-budget_total"
    sheet.formula(row + 2, 1, formula, abs(limit - total), "money", "total")
    sheet.define("budget_limit", f"{sheet.quoted}!$B${row + 1}")
    sheet.define("budget_over" if over else "budget_left", f"{sheet.quoted}!$B${row + 3}")
    sheet.row = row + 4
