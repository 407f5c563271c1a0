"""Two runs that all end-to-end tests look at: of the sample, and of b2b-crm on the real set. Look, do not touch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e import support


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample with one run in it."""
    return support.once(tmp_path_factory, "sample", lambda folder: support.made("run", support.fresh_sample(folder)))


@pytest.fixture(scope="session")
def crm(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Path:
    """A workspace of the template b2b-crm with one run in it."""

    def make(folder: Path) -> None:
        support.made("init", folder, "--template", "b2b-crm", "--data", real_data / "crm_opportunities")
        support.made("run", folder)

    return support.once(tmp_path_factory, "crm", make)


@pytest.fixture
def workspace(request: pytest.FixtureRequest) -> Path:
    """The one of the two that the test is parametrised with."""
    found: Path = request.getfixturevalue(request.param)
    return found
