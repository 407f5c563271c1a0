"""The list of data checks against the source of intake, so that `accepted` takes each finding and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from salesplan_nb.contract import CHECKS

INTAKE = Path(__file__).parents[1] / "salesplan_nb" / "intake"


def parameters(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Functions and classes that are handed the name of a check, and its position among their arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)]
            if "check" in names:
                yield node.name, names.index("check")


def names_given() -> set[str]:
    """Every text that is handed to one of them as the name."""
    found: set[str] = set()
    for file in sorted(INTAKE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        places = {"Finding": 0, **dict(parameters(tree))}
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            called = call.func.id if isinstance(call.func, ast.Name) else ""
            if called not in places:
                continue
            given = [keyword.value for keyword in call.keywords if keyword.arg == "check"]
            given += call.args[places[called] : places[called] + 1]
            for value in given:
                found |= {
                    one.value for one in ast.walk(value) if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    return found


def test_every_finding_of_intake_has_a_name_in_the_list_and_every_name_a_finding() -> None:
    assert names_given() == set(CHECKS)


def test_the_list_is_in_order_and_has_each_name_once() -> None:
    assert list(CHECKS) == sorted(set(CHECKS))
