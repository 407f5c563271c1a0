"""Quotas, attainment and capacity: what people are asked to carry, have carried, and can carry."""

from __future__ import annotations

from typing import Any

from salesplan_nb.calendars import month_name
from salesplan_nb.report import measures as part5
from salesplan_nb.report import resources as part4
from salesplan_nb.report.charts_team import SHORT
from salesplan_nb.report.names import clean
from salesplan_nb.report.numbers import percent
from salesplan_nb.report.objects import Refusal
from salesplan_nb.report.wording import workbook as say
from salesplan_nb.report.workbook.columns import Column, Placed
from salesplan_nb.report.workbook.sheet import Sheet
from salesplan_nb.report.workbook.targets import NAMES
from salesplan_nb.report.workbook.where import Where, sum_where

ON, UNDER = "On target", "Under target"
ENOUGH, FEW = "Enough", "Short"


def no_quotas(results: Any) -> Refusal | None:
    """What to add before there are quotas."""
    r = results.resources
    told = (
        part4.quotas(r.quotas, r.margins, r.team, currency=results.plan.currency, missing=r.facts.quotas_missing)
        if r.quotas.empty
        else None
    )
    return told if isinstance(told, Refusal) else None


def main_target(results: Any, month: str) -> str:
    """The formula of the main goal's target in the month that a cell holds."""
    return sum_where(
        NAMES["target"],
        Where(NAMES["goal"], "goal_id", {clean(str(goal)) for goal in results.goals.targets.goal_id.unique()}),
        Where(NAMES["month"], month),
    )


def team(results: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Names and regions of the people, by id."""
    t = results.resources.team
    return dict(zip(t.rep_id, t.name, strict=True)), dict(zip(t.rep_id, t.region, strict=True))


def called(names: dict[str, str], rep: str) -> str:
    """A person's name; '' where the data know them by it, so that no column says the same as the one before."""
    name = names.get(rep, "")
    return "" if name == rep else name


def quotas(sheet: Sheet, results: Any) -> None:
    """A row a person, a column a month; under them the target and by how much quotas lie above it."""
    q, plan = results.resources.quotas, results.plan
    over = percent(plan.over_assignment) if plan.over_assignment is not None else ""
    sheet.opening("Quotas by person and month", say.quotas_reading(plan.currency, over))
    table = q.pivot_table(index="rep_id", columns="month", values="quota_cents", aggfunc="sum", fill_value=0)
    table, (names, regions) = table.sort_index(axis=1), team(results)
    reps, months = sorted(table.index, key=lambda r: (r not in names, str(r))), [str(m) for m in table.columns]
    placed = sheet.table(
        (
            Column("rep", "Person", "text", reps),
            Column("name", "Name", "text", [called(names, r) for r in reps]),
            Column("region", "Region", "text", [regions.get(r, "") for r in reps]),
            *(Column(m, m, "money", [int(table[m][r]) for r in reps], total="sum", heading="heading") for m in months),
            Column(
                "sum",
                f"Sum [{plan.currency}]",
                "money",
                [int(table.loc[r].sum()) for r in reps],
                f"SUM({{{months[0]}}}:{{{months[-1]}}})",
                total="sum",
            ),
        ),
        total="Quotas",
        main=True,
    )
    sheet.define("quotas_total", placed.total("sum"))
    _margins(sheet, results, placed, months)


def _margins(sheet: Sheet, results: Any, placed: Placed, months: list[str]) -> None:
    """The rows under the quotas: target, and quota / target - 1."""
    margins = results.resources.margins
    target = dict(zip(margins.month, margins.target_cents, strict=True))
    asked = results.resources.quotas.groupby("month").quota_cents.sum()
    row, total = placed.last + 2, placed.last + 1
    sheet.put(row, 0, "Target", "text")
    sheet.put(row + 1, 0, "Over-assignment", "text", "strong")
    quota, goal = placed.cells(total), placed.cells(row)
    for m in months:
        at = placed.columns[m]
        sheet.formula(row, at, main_target(results, placed.heading(m)), int(target.get(m, 0)), "money")
        _over(sheet, row + 1, at, quota[m], goal[m], int(asked[m]), int(target.get(m, 0)))
    at, sums = placed.columns["sum"], sum(int(target.get(m, 0)) for m in months)
    sheet.formula(row, at, f"SUM({goal[months[0]]}:{goal[months[-1]]})", sums, "money", "strong")
    _over(sheet, row + 1, at, quota["sum"], goal["sum"], int(asked.sum()), sums)
    sheet.row = row + 2


def _over(sheet: Sheet, row: int, at: int, quota: str, target: str, asked: int, wanted: int) -> None:
    if wanted:
        sheet.formula(row, at, f"{quota}/{target}-1", asked / wanted - 1, "gap", "strong")


def no_attainment(results: Any) -> Refusal | None:
    """What to add before attainment can be told."""
    rows = results.measures.attainment
    told = part5.attainment_table(rows, currency=results.plan.currency) if rows.empty else None
    return told if isinstance(told, Refusal) else None


def attainment(sheet: Sheet, results: Any) -> None:
    """Actual against the quota to date, the best first, and each one's share of all that was sold."""
    a, money = results.measures.attainment, results.plan.currency
    sheet.opening("Attainment", say.attainment_reading(money, month_name(results.quality.facts.as_of)))
    names, regions = team(results)
    names = names | {k: v for k, v in results.names.items() if k not in names}
    sold, asked = int(a.actual_cents.sum()), int(a.quota_cents.sum())
    placed = sheet.table(
        (
            Column("rep", "Person", "text", list(a.rep_id)),
            Column("name", "Name", "text", [called(names, r) for r in a.rep_id]),
            Column("region", "Region", "text", [regions.get(r, "") for r in a.rep_id]),
            Column("actual", f"Actual [{money}]", "money", list(a.actual_cents), total="sum"),
            Column("quota", f"Quota to date [{money}]", "money", list(a.quota_cents), total="sum"),
            Column(
                "attained", "Attainment", "share", list(a.attainment), "{actual}/{quota}", "same",
                sold / asked if asked else float("nan"),
            ),
            Column(
                "share", "Share of the actual", "share",
                [v / sold if sold else None for v in a.actual_cents], "{actual}/{actual$}", "sum",
            ),
            Column(
                "status", "Status", "text", [_status(v) for v in a.attainment],
                f'IF({{attained}}>=1,"{ON}","{UNDER}")',
            ),
        ),
        total="All",
        main=True,
    )  # fmt: skip
    sheet.status(placed.range("status"), (ON,), (UNDER,))


def _status(attained: float) -> str:
    return "" if attained != attained else ON if attained >= 1 else UNDER


def no_capacity(results: Any) -> Refusal | None:
    """What to add before capacity is planned."""
    r = results.resources
    if r.facts.has_capacity and len(r.capacity) and int(r.capacity.target_cents.sum()):
        return None
    told = part4.capacity(r.capacity, r.facts, currency=results.plan.currency)
    return told if isinstance(told, Refusal) else None


def capacity(sheet: Sheet, results: Any) -> None:
    """Target and what the team can carry, month by month, with difference and cover."""
    c, money = results.resources.capacity, results.plan.currency
    sheet.opening("Capacity against target", say.capacity_reading(money))
    sheet.put(sheet.row, 0, "Short below a cover of", "text")
    sheet.put(sheet.row, 1, SHORT, "share", "strong")
    sheet.define("short_below", f"{sheet.quoted}!$B${sheet.row + 1}")
    sheet.row += 2
    target, able = int(c.target_cents.sum()), int(c.p50_cents.sum())
    cover = [a / t if t else None for a, t in zip(c.p50_cents, c.target_cents, strict=True)]
    placed = sheet.table(
        (
            Column("month", "Month", "month", list(c.month)),
            Column("target", f"Target [{money}]", "money", list(c.target_cents), total="sum"),
            Column("low", f"Capacity, low [{money}]", "money", list(c.p10_cents)),
            Column("middle", f"Capacity, middle [{money}]", "money", list(c.p50_cents), total="sum"),
            Column("high", f"Capacity, high [{money}]", "money", list(c.p90_cents)),
            Column(
                "more", f"Difference [{money}]", "change",
                [int(a) - int(t) for a, t in zip(c.p50_cents, c.target_cents, strict=True)],
                "{middle}-{target}", "sum",
            ),
            Column("cover", "Cover", "share", cover, "{middle}/{target}", "same", able / target),
            Column(
                "status", "Status", "text",
                ["" if v is None else FEW if v < SHORT else ENOUGH for v in cover],
                f'IF({{cover}}<short_below,"{FEW}","{ENOUGH}")',
            ),
        ),
        total="All",
        main=True,
    )  # fmt: skip
    sheet.status(placed.range("status"), (ENOUGH,), (FEW,))


def person(results: Any, owner: str) -> str:
    """What a reader calls an owner."""
    return clean(results.names.get(owner, owner))
