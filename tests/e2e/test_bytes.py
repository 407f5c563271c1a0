"""Two processes on two fresh copies, the second in another world: the same bytes come out."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.support import COMMAND, fresh_sample, once, ran_as_script

pytestmark = pytest.mark.slow

# The other world: no UTF-8, a day ahead, other hashes, another folder, other rights, another processor's kernels.
ELSEWHERE = {
    "LANG": "POSIX",
    "LC_ALL": "POSIX",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "TZ": "Pacific/Kiritimati",
    "PYTHONHASHSEED": "4711",
    "OPENBLAS_CORETYPE": "Nehalem",
}


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run of a second copy, under `ELSEWHERE`, umask 077 and from a folder of its own."""

    def make(folder: Path) -> None:
        fresh_sample(folder)
        aside = folder.parent / "aside"
        aside.mkdir(exist_ok=True)
        line = f"umask 077 && exec {shlex.join([*COMMAND, 'run', '../other'])}"
        done = subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=aside,
            env=os.environ | ELSEWHERE,
            capture_output=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")

    return once(tmp_path_factory, "other", make)


def files(folder: Path, pattern: str) -> dict[str, bytes]:
    """The files of a workspace's last run."""
    latest = folder / "runs" / "latest"
    return {str(p.relative_to(latest)): p.read_bytes() for p in sorted(latest.glob(pattern)) if p.is_file()}


def differing(one: dict[str, bytes], two: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def test_the_two_worlds_differ(sample: Path, other: Path) -> None:
    assert sample != other
    ask = "import numpy, threadpoolctl; print({i.get('architecture') for i in threadpoolctl.threadpool_info()})"
    kernels = [
        subprocess.run([sys.executable, "-c", ask], env=os.environ | more, capture_output=True, check=True).stdout
        for more in ({}, ELSEWHERE)
    ]
    assert kernels[0] != kernels[1]  # another BLAS kernel really computes
    assert (other / "runs" / "latest" / "plan.html").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("pattern", ["tables/**/*", "canonical/**/*", "plan.*"])
def test_tables_page_and_workbook_are_the_same_bytes(sample: Path, other: Path, pattern: str) -> None:
    one, two = files(sample, pattern), files(other, pattern)
    assert one
    assert differing(one, two) == []


def test_without_kernels_the_same_bytes_come_out_so_that_tests_may_do_without(sample: Path, tmp_path: Path) -> None:
    here = fresh_sample(tmp_path / "here")
    ran_as_script(here)
    for pattern in ("tables/**/*", "canonical/**/*", "plan.*"):
        assert differing(files(sample, pattern), files(here, pattern)) == []


def test_the_manifest_differs_in_run_id_name_and_seconds_only(sample: Path, other: Path) -> None:
    one, two = (manifest(folder) for folder in (sample, other))
    assert one == two
    made = files(other, "plan.*") | files(other, "notebooks/*.html")
    assert {name: sha256(data).hexdigest() for name, data in made.items()} == outputs(other)


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(folder, "manifest.json")["manifest.json"])
    assert found["run_id"].endswith(found["fingerprint"][:8])
    assert found["workspace"] == folder.name
    for stage in found["stages"]:
        assert stage.pop("seconds") > 0
    # The notebooks' pages name the run and its path: what else is in them is compared below.
    found["outputs"] = {name: digest for name, digest in found["outputs"].items() if name.startswith("plan.")}
    return {key: value for key, value in found.items() if key not in ("run_id", "workspace")}


def outputs(folder: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(files(folder, "manifest.json")["manifest.json"])["outputs"]
    return found


def test_notebooks_differ_in_papermills_times_paths_and_the_injected_cells_id_only(sample: Path, other: Path) -> None:
    one, two = (
        {name: notebook(data) for name, data in files(folder, "notebooks/*.ipynb").items()}
        for folder in (sample, other)
    )
    assert len(one) == 6
    assert differing(one, two) == []


def fixed(model: Any) -> str:
    """The hash of a widget model but for the random names of others in it."""
    return sha256(re.sub(r"[0-9a-f]{32}", "", json.dumps(model, sort_keys=True)).encode()).hexdigest()[:12]


def notebook(data: bytes) -> bytes:
    """A notebook without papermill's notes, paths, the injected cell's id, and the random names of widget models."""
    found = json.loads(data)
    given = found["metadata"].pop("papermill")["parameters"]
    for cell in found["cells"]:
        for key in ("papermill", "execution"):
            cell["metadata"].pop(key, None)
        if "injected-parameters" in cell["metadata"]["tags"]:
            cell["id"] = "injected"
    text = json.dumps(found, ensure_ascii=False)
    widgets = found["metadata"].get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {}).get("state", {})
    models = {name: f"{model['model_name']} {fixed(model)}" for name, model in widgets.items()}
    text = text.replace(given["run"], "RUN").replace(given["workspace"], "WORKSPACE")
    for name, words in models.items():
        text = text.replace(name, words)
    return json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True).encode()


def test_the_notebooks_pages_differ_in_the_injected_run_and_path_only(sample: Path, other: Path) -> None:
    one, two = ({name: page(name, folder) for name in files(folder, "notebooks/*.html")} for folder in (sample, other))
    assert len(one) == 6
    assert differing(one, two) == []


def page(name: str, folder: Path) -> bytes:
    """A notebook's page without the run and the path that the notebook was given."""
    source = json.loads(files(folder, "notebooks/*.ipynb")[name.replace(".html", ".ipynb")])
    given = source["metadata"]["papermill"]["parameters"]
    data = files(folder, "notebooks/*.html")[name]
    return data.replace(given["run"].encode(), b"RUN").replace(given["workspace"].encode(), b"WORKSPACE")


def manifest_id(folder: Path) -> bytes:
    run_id: str = json.loads(files(folder, "manifest.json")["manifest.json"])["run_id"]
    return run_id.encode()


def test_the_page_and_the_workbook_carry_no_run_id_path_or_machine(other: Path) -> None:
    import io
    import socket
    import zipfile

    made = files(other, "plan.*")
    book = zipfile.ZipFile(io.BytesIO(made["plan.xlsx"]))
    texts = [made["plan.html"], *(book.read(name) for name in book.namelist())]
    for word in (manifest_id(other), str(other).encode(), socket.gethostname().encode()):
        assert not any(word in text for text in texts)
