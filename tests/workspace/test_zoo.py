"""The zoo of broken workspaces: each ends as its expected.txt says, and is left as it was.

A folder is named after its row of the list of faults (rNN), where it belongs to one. Its expected.txt: the exit code of
`check`, or of `run` where only that can tell; then the line of the message that says what is wrong and where; then
further lines, or beginnings of lines, that must appear. Where the code is 0 they are what `check` prints. `not:` stands
before what must not.
"""

import shutil
import time
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from salesplan_nb.cli import app
from salesplan_nb.errors import PlanErrors
from salesplan_nb.workspace import check
from tests.workspace.animals import ANIMALS

ZOO = Path(__file__).parent.parent / "workspaces"
FOLDERS = sorted(ZOO.iterdir())
LARGEST = 50_000
"""Bytes of a file of the zoo."""


def contents(folder: Path) -> dict[str, bytes]:
    """Every file, and where links lead."""
    return {
        str(path.relative_to(folder)): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def ended(folder: Path, code: int, copies: Path) -> Result:
    """How `check` ended; how `run` did, on a copy, where `check` finds nothing and something is expected."""
    checked = CliRunner().invoke(app, ["check", str(folder)])
    if checked.exit_code or not code:
        return checked
    copy = copies / folder.name
    shutil.copytree(folder, copy, symlinks=True)
    return CliRunner().invoke(app, ["run", str(copy)])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_workspace_ends_as_it_should_and_says_what_is_wrong_where_and_what_to_do(
    folder: Path, tmp_path: Path
) -> None:
    code, first, *further = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    before = contents(folder)
    done = ended(folder, int(code), tmp_path)
    told = (done.stderr if int(code) else done.stdout).replace(f"{tmp_path / folder.name}/", "")
    assert done.exit_code == int(code), done.output
    assert told.splitlines()[1 if int(code) else 0].startswith(first), told
    for line in further:
        if line.startswith("not: "):
            assert line.removeprefix("not: ") not in done.output
        else:
            assert line in told
    assert "Traceback" not in done.output
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


@pytest.mark.parametrize(
    "folder", [folder for folder in FOLDERS if folder.name.startswith("r39-")], ids=lambda f: f.name
)
def test_what_would_fill_the_memory_is_refused_within_a_second(folder: Path) -> None:
    CliRunner().invoke(app, ["check", str(folder)])  # modules are imported
    began = time.process_time()
    CliRunner().invoke(app, ["check", str(folder)])
    assert time.process_time() - began < 1


def test_every_row_from_11_to_40_has_an_animal_and_all_are_complete_and_small() -> None:
    rows = {int(folder.name[1:3]) for folder in FOLDERS if folder.name.startswith("r")}
    assert set(range(11, 41)) - rows == set()
    for folder in FOLDERS:
        assert (folder / "plan.yml").is_file(), folder
        assert (folder / "expected.txt").is_file(), folder
    assert [path for path in ZOO.rglob("*") if path.is_file() and path.stat().st_size > LARGEST] == []


@pytest.mark.parametrize("name", ANIMALS)
def test_the_animals_that_a_program_makes_are_those_that_it_makes_today(name: str, tmp_path: Path) -> None:
    file, make = ANIMALS[name]
    there, made = ZOO / name / "data" / file, tmp_path / file
    made.write_bytes(make())
    if file.endswith(".parquet"):
        return  # its bytes name the version of the library that wrote it; what it holds, expected.txt says
    if not zipfile.is_zipfile(made):
        assert made.read_bytes() == there.read_bytes()
        return
    with zipfile.ZipFile(made) as ours, zipfile.ZipFile(there) as theirs:  # packed, bytes depend on the zlib at hand
        assert [(part.filename, part.CRC) for part in ours.infolist()] == [
            (part.filename, part.CRC) for part in theirs.infolist()
        ]
