"""Runs that all end-to-end tests look at: of the sample, of each template on its real set. Look, do not touch."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from salesplan_nb.run import jobs, manifest
from salesplan_nb.run.parameters import DEFAULT_SEED, Parameters
from salesplan_nb.workspace.scaffold import init
from tests.e2e import support


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample with one run in it: that of `make sample` where it is of this very plan, data and code."""

    def make(folder: Path) -> None:
        support.fresh_sample(folder)
        kept = support.ROOT / "data" / "sample" / "runs" / "latest"
        now = jobs.prepare(Parameters(str(kept.parents[1]), "", "", "", DEFAULT_SEED)).fingerprint
        if (manifest.read(kept) or {}).get("fingerprint") != now:
            support.made("run", folder)
            return
        name = kept.resolve().name
        shutil.copytree(kept, folder / "runs" / name)
        (folder / "runs" / "latest").symlink_to(name)

    return support.once(tmp_path_factory, "sample", make)


@pytest.fixture(scope="session")
def crm(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Path:
    """A workspace of the template b2b-crm with one run in it."""

    def make(folder: Path) -> None:
        support.made("init", folder, "--template", "b2b-crm", "--data", real_data / "crm_opportunities")
        support.made("run", folder)

    return support.once(tmp_path_factory, "crm", make)


@pytest.fixture
def workspace(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that the test is parametrised with: 'sample', 'crm', or a template that is run without kernels."""
    if request.param in ("sample", "crm"):
        found: Path = request.getfixturevalue(request.param)
        return found

    def make(folder: Path) -> None:
        data = (
            request.getfixturevalue("real_data") / support.REAL[request.param]
            if request.param in support.REAL
            else None
        )
        support.ran_as_script(init(folder, request.param, data))

    return support.once(tmp_path_factory, request.param, make)
