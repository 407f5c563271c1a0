from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
SHIPPED = ("notebooks", "templates", "data/sample")
NOT_SOURCE = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "runs", "dist")


def pins() -> dict[str, str]:
    """The lock's stanzas by requirement: `name==version ; marker` to the lines below it."""
    stanzas: dict[str, str] = {}
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            requirement = line.removesuffix("\\").strip()
            stanzas[requirement] = ""
        elif stanzas:
            stanzas[requirement] += line + "\n"
    return stanzas


def pip_lines() -> list[str]:
    """What environment.yml hands to pip."""
    dependencies = YAML(typ="safe").load(ROOT / "environment.yml")["dependencies"]
    (section,) = [entry["pip"] for entry in dependencies if isinstance(entry, dict)]
    return list(section)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the checkout, without what was made in it."""
    return Path(shutil.copytree(ROOT, tmp_path / "source", ignore=NOT_SOURCE))


@pytest.fixture
def fresh_python() -> Iterator[Path]:
    """The Python of an empty venv that is removed after the test: filled, it is nearly a gigabyte."""
    with tempfile.TemporaryDirectory(prefix="salesplan-venv-") as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        yield Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def test_every_line_of_the_lock_is_an_exact_pin_with_a_hash() -> None:
    assert len(pins()) > 100
    for requirement, below in pins().items():
        assert re.fullmatch(r"[a-z0-9.-]+==[^ ;]+( ; .+)?", requirement), requirement
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", below), requirement


def test_the_lock_names_no_index_and_no_host() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--\w*index\w*|--find-links|--trusted-host)\b", text, flags=re.MULTILINE)


def test_the_lock_satisfies_what_pyproject_declares() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*declared["project"]["dependencies"], *declared["build-system"]["requires"]]
    wanted += [line for group in declared["dependency-groups"].values() for line in group]
    locked: dict[str, list[str]] = {}
    for pin in map(Requirement, pins()):
        locked.setdefault(canonicalize_name(pin.name), []).append(next(iter(pin.specifier)).version)
    for line in wanted:
        requirement = Requirement(line)
        versions = locked.get(canonicalize_name(requirement.name), [])
        assert versions, f"{line} is not in the lock: run `make lock`"
        assert all(requirement.specifier.contains(version) for version in versions), f"{line}: {versions}"


def test_conda_takes_from_pip_what_the_lock_says_and_nothing_else() -> None:
    assert pip_lines() == ["-r requirements.lock"]


def test_git_ignores_no_file_of_the_sample(source: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=source, check=True)

    command = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "--", "data/sample"]
    ignored = subprocess.run(command, cwd=source, check=True, capture_output=True, text=True).stdout.splitlines()
    assert [path for path in ignored if not Path(path).name.endswith(".lock")] == []


def test_the_wheel_carries_notebooks_templates_and_the_sample_but_no_run(source: Path, tmp_path: Path) -> None:
    shipped = {folder: [path for path in (source / folder).rglob("*") if path.is_file()] for folder in SHIPPED}
    run = source / "data" / "sample" / "runs" / "2027-01"
    run.mkdir(parents=True)
    (run / "plan.html").touch()

    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)

    (wheel,) = tmp_path.glob("salesplan_nb-*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert "salesplan_nb/py.typed" in inside
    for folder, files in shipped.items():
        assert files, f"{folder} is empty"
        assert {f"salesplan_nb/_resources/{path.relative_to(source).as_posix()}" for path in files} <= inside
    assert not [name for name in inside if "/runs/" in name]


@pytest.mark.slow
def test_the_pip_lines_of_conda_and_the_second_command_give_a_working_salesplan(
    source: Path, fresh_python: Path, tmp_path: Path
) -> None:
    # conda writes its pip section to a file beside environment.yml and upgrades from it.
    section = source / "condaenv.test.requirements.txt"
    section.write_text("\n".join(pip_lines()) + "\n", encoding="utf-8")
    pip = [str(fresh_python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    install = {**os.environ, "PIP_NO_COMPILE": "1"}  # halves the time; what is installed is the same
    subprocess.run([*pip, "install", "-U", "-r", section.name], cwd=source, env=install, check=True)
    subprocess.run([*pip, "install", "--no-deps", "-e", "."], cwd=source, env=install, check=True)

    subprocess.run([*pip, "check"], check=True)
    command = [str(fresh_python.with_name("salesplan")), "--help"]
    shown = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True, timeout=120)
    assert [name for name in ("init", "check", "run", "open") if name not in shown.stdout] == []


def test_a_page_opens_in_the_browser_and_reaches_nothing_outside(offline: Callable, tmp_path: Path) -> None:
    page_file = tmp_path / "page.html"
    page_file.write_text(
        """<!doctype html><title>Plan</title><h1>Plan</h1>
        <img id="inside" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='7' height='7'/>">
        <img src="https://example.org/logo.png"><script>
        fetch("http://192.0.2.1/").catch(() => document.title += " alone");
        try { new WebSocket("wss://example.org/socket") } catch (refusal) {}
        </script>""",
        encoding="utf-8",
    )
    window = offline(width=390, height=844)

    page = window.open(page_file)

    page.wait_for_function("document.title == 'Plan alone'")
    assert page.inner_text("h1") == "Plan"
    assert page.evaluate("[innerWidth, document.getElementById('inside').naturalWidth]") == [390, 7]
    assert sorted(window.refused) == ["http://192.0.2.1/", "https://example.org/logo.png", "wss://example.org/socket"]
