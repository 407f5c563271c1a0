"""Made-up results, so that the page is tested without the stages."""

from __future__ import annotations

import pytest

from salesplan_nb.report.page import Page, page
from salesplan_nb.report.sections import Results
from tests.report import fakes


@pytest.fixture(scope="session")
def results() -> Results:
    return fakes.complete()


@pytest.fixture(scope="session")
def full(results: Results) -> Page:
    """The page with every section filled."""
    return page(results, fakes.IDENTITY)


@pytest.fixture(scope="session")
def bare() -> Page:
    """The page of ten months and one goal."""
    return page(fakes.minimal(), fakes.IDENTITY)
