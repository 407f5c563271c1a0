"""The data contract: canonical tables, their columns, types and units, and what a missing table switches off.

Data alone, importing nothing of ours: sources.yml is checked against it, intake maps files to it, docs/data.md and the
editors' schemas are made from it. A column's kind is one of `results.DTYPES`; columns in money end in `_cents`, and
sources.yml names them without it, in whole currency units.
"""

from salesplan_nb.contract.checks import CHECKS
from salesplan_nb.contract.columns import NOTHING_YET, TYPES, Column, Table
from salesplan_nb.contract.figures import FIGURES
from salesplan_nb.contract.people import PEOPLE
from salesplan_nb.contract.sales import SALES

UNASSIGNED = "unassigned"
"""What a row counts under where its customer, product, rep, region ... is not known."""
REFERENCES = {"customer_id": "customers", "product_id": "products", "rep_id": "reps"}
"""Columns that look up a row of another table."""

_ORDER = (
    "orders", "opportunities", "customers", "products", "reps", "skills", "spend", "ratings", "market", "controls",
    "targets", "rates", "assignments",
)  # fmt: skip
TABLES: dict[str, Table] = {name: (SALES | PEOPLE | FIGURES)[name] for name in _ORDER}
"""Every table of the contract, `orders` first."""

__all__ = ["CHECKS", "NOTHING_YET", "REFERENCES", "TABLES", "TYPES", "UNASSIGNED", "Column", "Table"]
