from __future__ import annotations

import doctest
from importlib import import_module

import pytest

LEAVES = ("errors", "money", "calendars", "fiscal", "intervals", "allocate", "results")


@pytest.mark.parametrize("leaf", LEAVES)
def test_the_examples_in_the_docstrings_of_the_leaves_hold(leaf: str) -> None:
    outcome = doctest.testmod(import_module(f"salesplan_nb.{leaf}"))
    assert outcome.failed == 0
    assert outcome.attempted > 0, f"{leaf} has no example"
