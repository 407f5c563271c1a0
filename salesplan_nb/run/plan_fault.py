"""A fault of plan.yml that only a notebook could find, told as `check` tells the others, with its line.

Such as locks above a goal whose base is forecast.
"""

from __future__ import annotations

import re

from salesplan_nb.errors import PlanError, printable
from salesplan_nb.run.kernels import Failure
from salesplan_nb.workspace import Workspace

RAISED = f"{PlanError.__name__}: error: "
"""How the cause of a notebook that stopped at a `PlanError` begins."""
PLACE = re.compile(r"plan\.yml[,:] (?P<keys>[a-z_]+(?:(?:\.|, )[a-z_]+)*)(?: '(?P<id>[\w.-]+)')?:")
"""What a stage calls a place, which sees sections of the plan and not their lines."""


def plan_fault(failure: Failure, workspace: Workspace) -> PlanError | None:
    """The error of plan.yml at which a notebook stopped, with lines; None where it stopped at anything else.

    Parameters
    ----------
    failure : Failure
        Of the notebook.
    workspace : Workspace
        Whose lines they are.
    """
    if not failure.cause.startswith(RAISED):
        return None
    reference, message, *rest = [*failure.cause.removeprefix(RAISED).splitlines(), ""]
    if not message.startswith("plan.yml"):
        return None
    told = {key: next((line for line in rest if line.startswith(key)), "") for key in ("note: ", "hint: ")}
    note, hint = (line.removeprefix(key) or None for key, line in told.items())
    context = [_with_line(line.removeprefix("  "), workspace) for line in rest if line.startswith("  ")]
    return PlanError(reference, message=_placed(message, workspace), context=context, hint=hint, note=note)


def _placed(message: str, workspace: Workspace) -> str:
    """A message with the line of the keys that it names."""
    found = PLACE.match(message)
    if found is None:
        return message
    keys = re.split(r"\.|, ", found["keys"])
    items = workspace.plan_document.value(*keys) if found["id"] else []
    named = enumerate(items if isinstance(items, list) else [])
    of_id = [i for i, item in named if isinstance(item, dict) and item.get("id") == found["id"]]
    name = f" {found['id']!r}" if found["id"] else ""
    return f"{workspace.place(*keys, *of_id)}: {'.'.join(keys)}{name}:{message[found.end() :]}"


def _with_line(line: str, workspace: Workspace) -> str:
    """A line of the context with the place of the lock that it tells."""
    breakdown = workspace.plan.breakdown
    for i, lock in enumerate(breakdown.locks if breakdown else ()):
        if line.endswith(told := printable(lock.told)):
            return f"{line.removesuffix(told)}{workspace.place('breakdown', 'locks', i)}, {told}"
    return line
