from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import salesplan_nb

MODULES = [one.name for one in pkgutil.walk_packages(salesplan_nb.__path__, "salesplan_nb.") if not one.ispkg]


LEAVES = (
    "accents", "errors", "money", "calendars", "fiscal", "intervals", "allocate.boxes", "allocate.conflict",
    "allocate.fit", "allocate.rounding", "allocate.shares", "allocate.spreading", "results",
)  # fmt: skip


@pytest.mark.parametrize("module", [name for name in MODULES if not name.endswith("__main__")])
def test_the_examples_in_the_docstrings_hold(module: str) -> None:
    outcome = doctest.testmod(import_module(module))
    assert outcome.failed == 0
    assert outcome.attempted > 0 or module.removeprefix("salesplan_nb.") not in LEAVES, f"{module} has no example"
