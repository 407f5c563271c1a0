"""Words for the state of a plan: draft or approved, and which plan was signed last."""

from __future__ import annotations

from salesplan_nb.report.approval import Approval
from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.numbers import day

DRAFT = "DRAFT, not signed"


def state(signed: Approval | None) -> str:
    """The mark of a plan: 'DRAFT, not signed', 'Approved 14 Oct 2026 by A. Weber'; a long name is shortened."""
    return f"Approved {day(signed.on)} by {shortened(signed.who, 40)}" if signed else DRAFT


def brief_state(signed: Approval | None) -> str:
    """The mark where there is little room: 'DRAFT', 'Approved'."""
    return "Approved" if signed else "DRAFT"


def title_state(signed: Approval | None) -> str:
    """The mark in a window's title: 'draft', 'approved 14 Oct 2026'."""
    return f"approved {day(signed.on)}" if signed else "draft"


def last_signed(signed: Approval | None, last: Approval | None) -> str:
    """What a draft says of the plan that was signed last; '' of a plan that is signed itself.

    Parameters
    ----------
    signed : Approval or None
        That of the plan itself.
    last : Approval or None
        The newest of the workspace.
    """
    if signed:
        return ""
    return f"Last signed plan: {day(last.on)}, by {clean(last.who)}." if last else "No plan was signed yet."
