"""No sentence is left without a test."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import salesplan_nb.report.wording as package

WRITTEN = sorted(Path(str(package.__file__)).parent.glob("[!_]*.py"))
TESTS = Path(__file__).parent
SUBJECTS = {"approval": "changes"}


def public(module: Path) -> list[str]:
    return [
        node.name
        for node in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def called_in_tests(subject: str) -> set[str]:
    """Names of functions that the subject's tests call, in tests and not only in helpers that nobody runs."""
    tree = ast.parse((TESTS / f"test_{SUBJECTS.get(subject, subject)}.py").read_text(encoding="utf-8"))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("module", WRITTEN, ids=lambda path: path.stem)
def test_each_sentence_is_named_in_the_tests_of_its_subject(module: Path) -> None:
    assert public(module)
    assert [name for name in public(module) if name not in called_in_tests(module.stem)] == []
