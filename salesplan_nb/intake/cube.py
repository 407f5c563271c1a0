"""The canonical tables of a run, and the aggregates that stages are made from. Engines add integers only."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property, reduce
from pathlib import Path

import ibis
import pandas as pd
from ibis import _

from salesplan_nb.calendars import Period, months_between, shift
from salesplan_nb.contract import TABLES, UNASSIGNED
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.intake.result import QualityFacts
from salesplan_nb.money import cents
from salesplan_nb.workspace.plan import PARTS, Plan, Segment
from salesplan_nb.workspace.where import Condition, conditions

OTHER = "other"
PROFILE = ("industry", "country", "region", "employees", "founded")
CUSTOMERS = (
    "customer_id", "segment", *PROFILE, "first_order", "last_order", "orders", "amount_cents", "cost_cents",
    "orders_before", "before_cents",
)  # fmt: skip


class Cube:
    """Monthly sums and customer summaries of the canonical tables.

    Parameters
    ----------
    folder : Path
        Where intake wrote the tables.
    segments : sequence of Segment
        The plan's rules.
    facts : QualityFacts
        Of the workspace.
    calendar : MonthCalendar
        The company's months.
    """

    def __init__(self, folder: Path, segments: list[Segment], facts: QualityFacts, calendar: MonthCalendar) -> None:
        self._connection = ibis.duckdb.connect()
        files = sorted(folder.glob("*.parquet"))
        self._tables = {file.stem: self._connection.read_parquet(file, table_name=file.stem) for file in files}
        self._segments, self._facts = segments, facts
        self.calendar = calendar

    @classmethod
    def open(cls, folder: Path, plan: Plan, facts: QualityFacts) -> Cube:
        """The cube over the tables that intake wrote."""
        return cls(folder, plan.segments, facts, plan.year.calendar)

    @property
    def as_of(self) -> str:
        """Last complete month, '2026-10'."""
        return self._facts.as_of

    @cached_property
    def months(self) -> list[str]:
        """All months from the first order to as_of, without gaps."""
        first = self._tables["orders"].month.min().execute()
        return months_between(str(first), self.as_of)

    def has(self, name: str) -> bool:
        """Whether the workspace has this canonical table."""
        return name in self._tables

    def table(self, name: str) -> ibis.Table:
        """A canonical table, for KPIs."""
        return self._tables[name]

    def rows(self, name: str) -> pd.DataFrame:
        """A small canonical table as it is (reps, skills); no rows and no columns where it is absent."""
        if name not in self._tables:
            return pd.DataFrame()
        found: pd.DataFrame = self._tables[name].execute()
        return found.sort_values(list(found.columns)).reset_index(drop=True)

    @cached_property
    def _orders(self) -> ibis.Table:
        """Orders with every dimension that the data has, missing members named."""
        orders = self._tables["orders"]
        orders = orders.mutate(
            quantity=orders.quantity if "quantity" in orders.columns else ibis.null("float64"),
            cost_cents=orders.cost_cents.fill_null(0) if "cost_cents" in orders.columns else ibis.literal(0, "int64"),
            order=orders.order_id if "order_id" in orders.columns else ibis.null("string"),
        )
        if self._facts.segment_dimension:
            of = self._customers.select("customer_id", "segment")
            orders = orders.left_join(of, "customer_id").drop("customer_id_right")
        dims = ("region", "product_family", "segment", "channel", "rep_id", "customer_id")
        return orders.mutate(**{d: orders[d].fill_null(UNASSIGNED) for d in dims if d in orders.columns})

    @cached_property
    def _customers(self) -> ibis.Table:
        customers = self._tables["customers"]
        if self._facts.segment_dimension == "segment":
            branches = [(_predicate(customers, rule.where), ibis.literal(rule.id)) for rule in self._segments]
            segment: ibis.Value = ibis.cases(*branches, else_=OTHER)
        elif self._facts.segment_dimension == "industry":
            segment = customers.industry.fill_null(OTHER)
        else:
            segment = ibis.literal(UNASSIGNED)
        return customers.mutate(segment=segment)

    def dimensions(self) -> list[str]:
        """The dimensions by which orders can be told apart here."""
        names = ("region", "product_family", "segment", "channel", "rep_id", "customer_id")
        found = [name for name in names if name in self._orders.columns]
        return [n for n in found if self._orders.filter(self._orders[n] != UNASSIGNED).limit(1).count().execute()]

    def monthly(self, *by: str) -> pd.DataFrame:
        """Sums by month and dimensions.

        Returns
        -------
        DataFrame
            One row per month and members with orders: month, *by, amount_cents [cents], cost_cents [cents, 0 where
            unknown], quantity, orders [count]; no rows where the data lacks a dimension.
        """
        orders = self._orders
        columns = ["month", *by, "amount_cents", "cost_cents", "quantity", "orders"]
        if not set(by) <= set(orders.columns):
            return pd.DataFrame(columns=columns)
        sums = orders.group_by(["month", *by]).agg(
            amount_cents=_.amount_cents.sum().cast("int64"),
            cost_cents=_.cost_cents.sum().cast("int64"),
            # Engines add integers; thousandths keep fractions of a unit.
            thousandths=(_.quantity * 1000).round().cast("int64").sum().fill_null(0).cast("int64"),
            orders=_number_of_orders(orders),
        )
        frame: pd.DataFrame = sums.execute()
        frame["quantity"] = frame["thousandths"] / 1000
        return frame.sort_values(["month", *by]).reset_index(drop=True)[columns]

    def cells(self, *more: str) -> pd.DataFrame:
        """Sums by month, region and product family; a dimension that the data lacks is all 'unassigned'.

        Parameters
        ----------
        more : str
            Further dimensions to tell apart: 'channel'.

        Returns
        -------
        DataFrame
            month, region, product_family, *more, amount_cents.
        """
        wanted = ["region", "product_family", *more]
        known = [name for name in wanted if name in self._orders.columns]
        lacking = {name: UNASSIGNED for name in wanted if name not in known}
        return self.monthly(*known).assign(**lacking)[["month", *wanted, "amount_cents"]]

    def accounts(self) -> pd.DataFrame:
        """The customers that the table customers lists, those without orders too; no rows where it is absent.

        Returns
        -------
        DataFrame
            customer_id, region, segment ('unassigned' where unknown), amount_cents of the 12 months to as_of.
        """
        columns = ["customer_id", "region", "segment", "amount_cents"]
        if not self.has("customers") or "region" not in self.table("customers").columns:
            return pd.DataFrame(columns=columns)
        listed: pd.DataFrame = self._customers.select("customer_id", "region", "segment").execute()
        bought = self.customers().set_index("customer_id")["amount_cents"]
        listed["amount_cents"] = listed["customer_id"].map(bought).fillna(0).astype("int64")
        listed = listed.fillna({"region": UNASSIGNED, "segment": UNASSIGNED})
        return listed.sort_values("customer_id").reset_index(drop=True)[columns]

    def parts(self) -> pd.DataFrame:
        """Sums by month and by all of `PARTS` that the orders have.

        Returns
        -------
        DataFrame
            month, those of `PARTS` that there are, amount_cents [cents].
        """
        known = [name for name in PARTS if name in self._orders.columns]
        return self.monthly(*known)[["month", *known, "amount_cents"]]

    def frames(self) -> dict[str, pd.DataFrame]:
        """Sums by month for the total and, where the data tells them apart, segments and families.

        Returns
        -------
        dict of str to DataFrame
            Keys total, segment, product_family; columns month, member, amount_cents.
        """
        found = {"total": self.monthly().assign(member="total")}
        for dimension in ("segment", "product_family"):
            if dimension in self.dimensions():
                found[dimension] = self.monthly(dimension).rename(columns={dimension: "member"})
        return {name: frame[["month", "member", "amount_cents"]] for name, frame in found.items()}

    def history(self, scope: str = "total") -> pd.Series:
        """Monthly amounts [cents] of a scope, months without orders 0.

        Parameters
        ----------
        scope : str
            'total', or a dimension and its member: 'region: DACH'.
        """
        dimension, _mark, member = scope.partition(": ")
        frame = self.monthly() if scope == "total" else self.monthly(dimension)
        if scope != "total":
            frame = frame[frame[dimension] == member]
        sums = frame.set_index("month")["amount_cents"].reindex(self.months, fill_value=0).astype("float64")
        return sums.set_axis(pd.PeriodIndex(self.months, freq="M", name="month")).rename("amount_cents")

    def members(self, dimension: str) -> list[str]:
        """Members by descending amount."""
        frame = self.monthly(dimension)
        sums = frame.groupby(dimension, sort=True)["amount_cents"].sum()
        return [str(m) for m in sums.sort_values(ascending=False, kind="stable").index]

    def customers(self) -> pd.DataFrame:
        """One row per customer that ever ordered.

        Returns
        -------
        DataFrame
            customer_id, segment, profile columns (missing where unknown), first_order, last_order [dates], orders
            [count], amount_cents, cost_cents [cents] of the 12 months to as_of, orders_before, before_cents of the
            12 before.
        """
        orders = self._orders
        if "customer_id" not in orders.columns:
            return pd.DataFrame(columns=list(CUSTOMERS))
        now, before = (Period(shift(self.as_of, back - 11), shift(self.as_of, back)) for back in (0, -12))
        in_now, in_before = (orders.month.between(p.first, p.last) for p in (now, before))
        summary = orders.filter(orders.customer_id != UNASSIGNED).group_by("customer_id").agg(
            first_order=_.order_date.min(),
            last_order=_.order_date.max(),
            orders=_number_of_orders(orders, in_now),
            amount_cents=_.amount_cents.sum(where=in_now).fill_null(0).cast("int64"),
            cost_cents=_.cost_cents.sum(where=in_now).fill_null(0).cast("int64"),
            orders_before=_number_of_orders(orders, in_before),
            before_cents=_.amount_cents.sum(where=in_before).fill_null(0).cast("int64"),
        )  # fmt: skip
        frame: pd.DataFrame = summary.execute()
        if self.has("customers"):
            known = self._customers.select(
                "customer_id", "segment", *(c for c in PROFILE if c in self._customers.columns)
            )
            frame = frame.merge(known.execute(), on="customer_id", how="left")
        for column in CUSTOMERS:
            if column not in frame:
                frame[column] = None
        frame["segment"] = frame["segment"].fillna(UNASSIGNED)
        return frame[list(CUSTOMERS)].sort_values("customer_id").reset_index(drop=True)


def _number_of_orders(orders: ibis.Table, where: ibis.Value | None = None) -> ibis.Value:
    """Orders in a group of lines; a line without an order's id is an order by itself."""
    alone = orders.order.isnull() if where is None else orders.order.isnull() & where
    return (orders.order.nunique(where=where) + alone.sum().fill_null(0)).cast("int64")


def _predicate(table: ibis.Table, rule: str) -> ibis.Value:
    """A segment's rule as an expression; values are bound as literals, a missing value meets no condition."""
    return reduce(lambda left, right: left & right, [_condition(table, c) for c in conditions(rule)])


def _condition(table: ibis.Table, condition: Condition) -> ibis.Value:
    stored = TABLES["customers"].stored(condition.column)
    if stored not in table.columns:
        return ibis.literal(False)
    column, values = table[stored], condition.values
    if stored.endswith("_cents"):
        values = tuple(cents(Decimal(str(value))) for value in values)
    outcomes = {
        "=": lambda: column == values[0],
        "!=": lambda: column != values[0],
        "<": lambda: column < values[0],
        "<=": lambda: column <= values[0],
        ">": lambda: column > values[0],
        ">=": lambda: column >= values[0],
        "in": lambda: column.isin(list(values)),
    }
    return outcomes[condition.operator]().fill_null(False)
