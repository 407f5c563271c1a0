"""Whatever the files hold, there comes a workspace that holds, or an error that says why not."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.proposal import init_from
from salesplan_nb.workspace import check
from tests.proposal.made_up import save

HEADERS = (
    "Order Date", "Amount", "Net Amount", "Customer", "Qty", "Unit Price", "Month", "Jan", "Feb", "Mar",
    "Total",
    "Status",
)  # fmt: skip
CELLS = (
    "2026-01-05", "05/01/2026", "31.12.2025", "Jan 2026", "1.234,56", "$1,963.10", "(5.00)", "12%", "-3", "1e5",
    "Total",
    "NULL", "Won", "Lost", "", "a: b", "it's", "#ref!", "NO", "1,000", "₤", "ünï",
)  # fmt: skip
cell = st.sampled_from(CELLS) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
header = st.sampled_from(HEADERS) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A header and rows as wide as it; half of them with a date and money, so that there is what to propose."""
    names = draw(st.lists(header, min_size=1, max_size=6, unique=True))
    rows = draw(st.lists(st.lists(cell, min_size=len(names), max_size=len(names)), max_size=12))
    if draw(st.booleans()):
        amounts = draw(st.lists(st.integers(1, 10**6), min_size=5, max_size=30))
        wide = [draw(st.lists(cell, min_size=len(names), max_size=len(names))) for _ in amounts]
        dated = [[f"2026-{i % 12 + 1:02d}-28", f"{amount}.50"] for i, amount in enumerate(amounts)]
        rows, names = [[*new, *old] for new, old in zip(dated, wide, strict=True)], ["Day of sale", "Net value", *names]
    return [names, *rows]


@settings(max_examples=150, deadline=None)
@given(st.lists(tables(), min_size=1, max_size=3), st.sampled_from([",", ";"]))
def test_a_workspace_that_holds_or_an_error_that_says_why_not(some: list[list[list[str]]], delimiter: str) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "files"
        folder.mkdir()
        for i, rows in enumerate(some):
            save(folder / f"{i}.csv", rows, delimiter=delimiter)
        refused: PlanError | PlanErrors | None = None
        try:
            workspace, proposal = init_from(Path(made) / "plan", [folder])
        except (PlanError, PlanErrors) as found:
            refused = found
        if refused is not None:
            assert refused.exit_code in (2, 3)
            assert not (Path(made) / "plan").exists()
        else:
            assert all(0 < match.confidence <= 0.99 for match in proposal.mapping)
            check(workspace)
