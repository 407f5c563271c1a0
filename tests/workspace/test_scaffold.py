"""`init` makes a whole workspace or nothing, and writes nowhere else."""

from pathlib import Path

import pytest

from salesplan_nb.errors import PlanError
from salesplan_nb.workspace import check, scaffold
from salesplan_nb.workspace.scaffold import SCHEMAS, add_schemas, init, templates

REPOSITORY = Path(__file__).resolve().parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_default_template_is_a_workspace_in_order(tmp_path: Path) -> None:
    made = init(tmp_path / "plan")
    assert made == tmp_path / "plan"
    first = {name: f"# yaml-language-server: $schema=.schema/{schema}\n" for name, schema in SCHEMAS.items()}
    schemas = {f".schema/{schema}" for schema in SCHEMAS.values()}
    template = {name: first.get(name, "").encode() + raw for name, raw in contents(templates()["orders"]).items()}
    assert {name: raw for name, raw in contents(made).items() if name not in schemas} == template | {
        ".gitignore": b".redact-key*\nruns/\n"
    }
    assert schemas <= set(contents(made))
    must = [todo.text.partition(":")[0] for todo in check(made).todos if todo.kind == "must"]
    assert must == ["goals"]


def test_the_crm_template_without_the_data_says_that_its_four_files_are_missing(tmp_path: Path) -> None:
    from salesplan_nb.errors import PlanErrors

    with pytest.raises(PlanErrors) as raised:
        check(init(tmp_path / "plan", "b2b-crm"))
    assert [error.reference for error in raised.value.errors] == ["no-data-folder"]


def test_a_data_folder_is_referred_to_by_its_absolute_path_and_left_as_it_is(tmp_path: Path, monkeypatch) -> None:
    data = tmp_path / 'my "data" $1 \\g<0> ü'
    data.mkdir()
    (data / "orders.csv").write_text("date,amount\n2026-01-01,5\n")
    monkeypatch.chdir(tmp_path)
    made = init(Path("plan"), data=Path(data.name))
    assert check(made).workspace.data == data
    assert contents(data) == {"orders.csv": b"date,amount\n2026-01-01,5\n"}
    schemas = [".schema/plan.schema.json", ".schema/sources.schema.json"]
    assert sorted(contents(made)) == [".gitignore", *schemas, "README.md", "plan.yml", "sources.yml"], (
        "the template's data stays behind"
    )


def test_a_gitignore_that_is_there_stays(tmp_path: Path) -> None:
    def fill(building: Path) -> None:
        for name in (*SCHEMAS, ".gitignore"):
            (building / name).write_text("a: 1\n")

    scaffold.place(tmp_path / "plan", fill)
    assert (tmp_path / "plan" / ".gitignore").read_text() == "a: 1\n"


def test_an_empty_folder_is_taken_and_one_with_anything_in_it_is_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    init(tmp_path / "empty")
    full = tmp_path / "full"
    full.mkdir()
    (full / ".hidden").write_text("mine")
    with pytest.raises(PlanError, match="full is there already and not an empty folder") as raised:
        init(full)
    assert raised.value.exit_code == 2
    assert contents(full) == {".hidden": b"mine"}


def test_a_file_or_a_link_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "link"):
        with pytest.raises(PlanError, match="not an empty folder"):
            init(tmp_path / name)
    assert contents(tmp_path) == {"file": b"mine"}


@pytest.mark.parametrize("name", ["order", "../workspaces/orders", "", ".", "CON", "orders/data", "x" * 300, "a\0b"])
def test_an_unknown_template_lists_or_suggests_those_that_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(PlanError) as raised:
        init(tmp_path / "plan", name)
    known = sorted(path.name for path in (REPOSITORY / "templates" / "workspaces").iterdir())
    assert raised.value.hint in ("did you mean orders?", f"choose one; known: {', '.join(known)}")
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_that_is_not_there_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="there is no folder nowhere"):
        init(tmp_path / "plan", data=Path("nowhere"))
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch) -> None:
    written = []

    def full(self: Path, raw: bytes) -> None:
        written.append(self.name)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        self.open("wb").close()

    monkeypatch.setattr(scaffold.Path, "write_bytes", full)
    with pytest.raises(PlanError, match="No space left on device") as raised:
        init(tmp_path / "plan")
    assert raised.value.exit_code == 6
    assert list(tmp_path.iterdir()) == []


def test_every_template_has_the_line_that_names_the_data_folder() -> None:
    for name, folder in templates().items():
        assert len(scaffold.DATA_LINE.findall((folder / "sources.yml").read_text(encoding="utf-8"))) == 1, name


def test_schemas_are_renewed_where_they_are_and_the_first_line_is_not_doubled(tmp_path: Path) -> None:
    made = init(tmp_path / "plan")
    before = contents(made)
    (made / ".schema" / "plan.schema.json").write_text("{}")
    add_schemas(made)
    assert contents(made) == before
