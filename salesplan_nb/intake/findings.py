"""What the data checks find: not wrong by itself, but to be looked at before the plan is believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from salesplan_nb.errors import PlanError
from salesplan_nb.workspace.sources import Accepted

Weight = Literal["note", "must", "gate", "accepted"]
"""Said on the page; to be settled before approval; not fit to publish until it is corrected or accepted; accepted."""


@dataclass(frozen=True)
class Finding:
    """One thing that a check found in a table."""

    check: str
    """Kebab-case name, by which `accepted` in sources.yml takes it as it is: late-load."""
    weight: Weight
    table: str
    column: str
    rows: int
    amount_cents: int
    text: str
    """What was found, with its place or period and its size: a sentence without its full stop."""
    hint: str
    """What to do."""

    def error(self) -> PlanError:
        """The finding as what stops a run."""
        return PlanError(
            self.check,
            message=f"{self.table}: {self.text}",
            context=None,
            hint=f"{self.hint}; or take it as it is: "
            f"accepted: [{{check: {self.check}, table: {self.table}, reason: ...}}]",
            note="a plan made from such figures would be wrong",
            kind="gate",
        )


def settled(found: Sequence[Finding], accepted: Sequence[Accepted]) -> list[Finding]:
    """Findings, those last that somebody took as they are, with the reason in place of what to do."""
    reasons = {(item.check, item.table): item.reason for item in accepted}
    taken = [one for one in found if (one.check, one.table) in reasons]
    rest = [one for one in found if (one.check, one.table) not in reasons]
    return rest + [replace(one, weight="accepted", hint=f"accepted: {reasons[one.check, one.table]}") for one in taken]


def same_files(inputs: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """Files of one table that are the same byte for byte: what is in them counts twice.

    Parameters
    ----------
    inputs : sequence of mapping
        Every file read: table, file, rows, sha256.
    """
    first: dict[tuple[str, str], str] = {}
    for one in inputs:
        other = first.setdefault((one["table"], one["sha256"]), one["file"])
        if other != one["file"]:
            yield Finding(
                check="same-file-twice", weight="must", table=one["table"], column="", rows=one["rows"], amount_cents=0,
                text=f"{one['file']} is {other} once more, byte for byte: what it holds counts twice",
                hint="remove one of them, or name the files one by one under file:",
            )  # fmt: skip


def old_export(asked: str, last: str) -> Finding:
    """The export ends before the month that was asked for."""
    return Finding(
        check="old-export", weight="must", table="orders", column="month", rows=0, amount_cents=0,
        text=f"as_of {asked} was asked for, and the export is complete to {last} only: the plan stands on {last}",
        hint="export the newer orders, or ask for the month that there is",
    )  # fmt: skip
