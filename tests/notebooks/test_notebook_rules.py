from __future__ import annotations

from pathlib import Path

import pytest

from tests.notebooks.rules import RULES, read

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SOUND = Path(__file__).parent / "broken" / "sound.ipynb"
BROKEN = sorted(path for path in SOUND.parent.glob("*.ipynb") if path != SOUND)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_keeps_every_rule(path: Path) -> None:
    notebook = read(path)
    problems = [f"{name}: {problem}" for name, rule in RULES.items() for problem in rule(notebook)]
    assert not problems, f"{path.name}:\n" + "\n".join(problems)


def test_there_is_one_notebook_for_each_stage_that_has_one() -> None:
    from salesplan_nb.run.stages import STAGES

    assert [path.name for path in NOTEBOOKS] == [stage.notebook for stage in STAGES if stage.notebook]


def test_the_sound_notebook_of_the_zoo_breaks_no_rule() -> None:
    notebook = read(SOUND)
    assert {name: rule(notebook) for name, rule in RULES.items()} == {name: [] for name in RULES}


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_notebook_is_caught_by_its_rule_and_by_no_other(path: Path) -> None:
    # a file is named for its rule and, after two underscores, for what is wrong in it
    notebook = read(path)
    assert [name for name, rule in RULES.items() if rule(notebook)] == [path.stem.split("__")[0]]


def test_every_rule_has_an_animal_in_the_zoo() -> None:
    assert {path.stem.split("__")[0] for path in BROKEN} == set(RULES)
