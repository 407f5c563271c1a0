"""What a run is asked to do: five parameters, each checked before a kernel starts."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from salesplan_nb.calendars import MONTH, month_end
from salesplan_nb.errors import PlanError
from salesplan_nb.workspace.fields import RESERVED_NAMES

NAMES = ("workspace", "run", "scenario", "as_of", "seed")
DEFAULT_SEED = 2027
RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")


@dataclass(frozen=True)
class Parameters:
    """The parameters of every notebook.

    Parameters
    ----------
    workspace : str
        Folder with plan.yml and sources.yml; relative ones start from the folder above `notebooks/`.
    run : str
        Id of the run being built; empty: the latest run where it is current, else a draft.
    scenario : str
        Id of a scenario of plan.yml; empty: the plan as written.
    as_of : str
        Last month of data to use, '2026-10'; empty: the last complete month of the orders.
    seed : int
        Seed of all randomness.
    """

    workspace: str
    run: str = ""
    scenario: str = ""
    as_of: str = ""
    seed: int = DEFAULT_SEED

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            expected = int if name == "seed" else str
            if type(value) is not expected:
                raise _wrong(name, value, f"is {type(value).__name__}; it must be {expected.__name__}")
        if "\0" in self.workspace:
            raise _wrong("workspace", self.workspace, "is no folder: it holds a NUL")
        if self.run and (RUN_ID.fullmatch(self.run) is None or RESERVED_NAMES.fullmatch(self.run)):
            raise _wrong("run", self.run, "is no run id: up to 80 letters, digits, - _ . and no reserved name")
        if self.as_of:
            object.__setattr__(self, "as_of", _month(self.as_of))
        if not 0 <= self.seed < 2**32:
            raise _wrong("seed", self.seed, "must be from 0 to 4294967295")


def _month(text: str) -> str:
    if MONTH.fullmatch(text):
        return text
    if MONTH.fullmatch(text[:7]) and text == month_end(text[:7]).isoformat():
        return text[:7]
    raise _wrong("as_of", text, "is neither a month (2026-10) nor the last day of one (2026-10-31)")


def _wrong(name: str, value: object, why: str) -> PlanError:
    return PlanError(
        "wrong-parameter",
        message=f"{name}={value!r} {why}",
        context=None,
        hint=f"the parameters are {', '.join(NAMES)}",
    )


def declared(notebook: Path) -> dict[str, Any]:
    """Names and defaults of a notebook's `parameters` cell.

    Raises
    ------
    PlanError
        Where the file is missing or no notebook, has no such cell, or more than one, or the cell holds anything but
        plain assignments of the five names.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        tagged = [c for c in cells if "parameters" in c.get("metadata", {}).get("tags", [])]
        found = _assigned("".join(tagged[0]["source"])) if len(tagged) == 1 else {}
    except OSError as cause:
        raise _unreadable(notebook, str(cause.strerror)) from cause
    except (ValueError, KeyError, TypeError, SyntaxError) as cause:
        raise _unreadable(notebook, f"{type(cause).__name__}: {cause}") from cause
    if tuple(found) != NAMES:
        raise PlanError(
            "wrong-notebook",
            message=f"{notebook.name}: the cell tagged 'parameters' must set {', '.join(NAMES)} and nothing else",
            context=[f"found: {', '.join(found) or 'none'}"],
            hint="take the notebook from the package again, or mend its parameters cell",
        )
    return found


def _assigned(source: str) -> dict[str, Any]:
    """Names and values of plain assignments; what is not one stands under its own text, and so is no known name."""
    found: dict[str, Any] = {}
    for line in ast.parse(source).body:
        match line:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=value)):
                found[name] = value
            case _:
                found[ast.unparse(line)] = None
    return found


def _unreadable(notebook: Path, why: str) -> PlanError:
    return PlanError(
        "unreadable-notebook",
        message=f"{notebook}: cannot be read as a notebook",
        context=[why],
        hint="take the notebook from the package again",
    )
