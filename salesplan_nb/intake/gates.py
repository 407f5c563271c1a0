"""What stops a run although its data can be read: totals past their tolerance, findings that nobody accepted."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.errors import PlanError, Problems
from salesplan_nb.intake.findings import Finding
from salesplan_nb.intake.records import SHOWN
from salesplan_nb.intake.result import Quality


def gates(quality: Quality) -> None:
    """Stop where the orders are not what Finance reports, or a check found what makes a plan wrong.

    Raises
    ------
    PlanErrors
        Of kind "gate", all in one go.
    """
    problems = Problems()
    rows = quality.findings.to_dict("records")
    found = [Finding(**{str(key): value for key, value in row.items()}) for row in rows if row["weight"] == "gate"]
    problems.errors += [finding.error() for finding in found]
    if (error := _past_tolerance(quality.controls)) is not None:
        problems.errors.append(error)
    problems.raise_all()


def _past_tolerance(controls: pd.DataFrame) -> PlanError | None:
    past = controls[controls["difference_cents"].abs() > controls["tolerance"] * controls["control_cents"].abs()]
    if past.empty:
        return None
    return PlanError(
        "controls-differ",
        message=f"orders: {len(past)} of {len(controls)} months differ from Finance's totals by more than "
        "the tolerance",
        context=[
            f"{month['month']}: orders {month['orders_cents'] / 100:,.2f}, "
            f"Finance {month['control_cents'] / 100:,.2f}, "
            f"difference {month['difference_cents'] / 100:+,.2f}, tolerance {month['tolerance']:.2%}"
            for month in past.head(SHOWN).to_dict("records")
        ],
        hint="find the missing or doubled orders, or ask Finance what the total counts; a known difference has a rule",
        note="a plan on other figures than Finance's will not be believed",
        kind="gate",
    )
