"""The page's last part: what stands behind the plan."""

from __future__ import annotations

from typing import Any

from salesplan_nb.report import behind, data
from salesplan_nb.report.objects import Block, Refusal, block


def background(r: Any, identity: Any) -> tuple[Block | Refusal, ...]:
    """Data, assumptions, method, what is open.

    Parameters
    ----------
    r : Results
        Of the run.
    identity : Identity
        Its seed and scenario.
    """
    money = r.plan.currency
    open_ = behind.todo_table(r.todos)
    return (
        block(data.years(r.quality, currency=money)),
        block(behind.accounting(r.quality, currency=money), behind.quality_notes(r.quality)),
        block(behind.controls(r.quality, currency=money)),
        *_found(r.quality, money),
        Block(
            "claim-assumptions",
            "Assumptions: decided, not found",
            (behind.assumptions(r.plan, identity.seed, identity.scenario),),
        ),
        Block("claim-method", "Method: how the figures come about", (behind.method(r.goals, r.resources),)),
        Block("claim-todos", getattr(open_, "claim", "Nothing is open"), (open_,)),
    )


def _found(quality: Any, currency: str) -> list[Block]:
    """What the data checks found, and how earlier targets were met, where there are any."""
    found, earlier = data.findings(quality, currency=currency), data.targets(quality, currency=currency)
    blocks = [Block("claim-findings", getattr(found, "claim", "The data checks found nothing to settle"), (found,))]
    return blocks if earlier is None else [*blocks, Block(f"claim-{earlier.id}", earlier.claim, (earlier,))]
