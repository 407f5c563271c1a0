"""The zoo of broken workspaces: each says what expected.txt asks of it, and is left as it was.

expected.txt: the exit code, the line that must come first, then further lines that must appear.
"""

from pathlib import Path

import pytest

from salesplan_nb.errors import PlanErrors
from salesplan_nb.workspace import check

ZOO = Path(__file__).parent.parent / "workspaces"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("folder", sorted(ZOO.iterdir()), ids=lambda folder: folder.name)
def test_a_broken_workspace_says_what_is_wrong_where_and_what_to_do(folder: Path) -> None:
    code, first, *further = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    before = contents(folder)
    with pytest.raises(PlanErrors) as raised:
        check(folder)
    assert raised.value.exit_code == int(code)
    assert raised.value.errors[0].message.startswith(first)
    told = str(raised.value)
    for line in further:
        assert line in told
    assert contents(folder) == before, "check writes nothing"


def test_five_faults_of_two_files_come_in_one_go_and_no_other() -> None:
    with pytest.raises(PlanErrors) as raised:
        check(ZOO / "five-at-once")
    assert [(error.reference, error.message.partition(": ")[0]) for error in raised.value.errors] == [
        ("unknown-key", "plan.yml:4"),
        ("bad-value", "plan.yml:8"),
        ("not-smart", "plan.yml:11"),
        ("column-not-found", "sources.yml:7"),
        ("file-not-found", "sources.yml:10"),
    ]
    assert all(error.hint for error in raised.value.errors)


def test_every_animal_of_the_zoo_was_seen() -> None:
    assert len(list(ZOO.iterdir())) > 20
