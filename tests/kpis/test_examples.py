from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = ("objectives.evidence", "objectives.trend", "measures.progress", "measures.scorecard", "measures.signals")


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    outcome = doctest.testmod(import_module(f"salesplan_nb.{name}"))
    assert outcome.failed == 0
    assert outcome.attempted > 0, f"{name} has no example"
