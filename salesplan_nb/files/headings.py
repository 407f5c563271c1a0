"""The names of a table's columns, as its first row writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from salesplan_nb.errors import PlanError, cut


def headings(cells: Sequence[str], first: int = 1, above: Sequence[str] = ()) -> list[str]:
    r"""Names of columns: without blanks around them, a run of blanks or line ends within as one blank.

    A column without a name is called by its number, counted from `first`: nothing of it is lost, and nobody takes it
    for another. Before that it gets the name in the row above, where that row names several columns and no other is
    called so: a cell that is merged over both rows of a header holds its text in the upper one.

    Examples
    --------
    >>> headings([" Order ID", "Order\nDate", ""])
    ['Order ID', 'Order Date', 'column 3']
    >>> headings(["", "Jan", "Feb", ""], 1, ["Region", "2026", "", "Total"]), headings(["", "net"], 1, ["Sales", ""])
    (['Region', 'Jan', 'Feb', 'Total'], ['column 1', 'net'])
    """
    own, upper = ([" ".join(cell.split()) for cell in row] for row in (cells, above))
    upper += [""] * (len(own) - len(upper))
    several = len({name for name in upper if name}) > 1
    lent = [upper[i] if several and not name and upper.count(upper[i]) == 1 else "" for i, name in enumerate(own)]
    return [
        name or (other if other not in own else "") or f"column {number}"
        for number, (name, other) in enumerate(zip(own, lent, strict=True), first)
    ]


def doubled(names: Sequence[str], name: str, line: int) -> PlanError | None:
    """The error for names that a header has more than once, if it has."""
    twice = sorted(column for column, times in Counter(names).items() if times > 1)
    if not twice:
        return None
    return PlanError(
        "doubled-column",
        message=f"{name}:{line}: the header names {', '.join(repr(cut(one)) for one in twice[:5])} more than once",
        context=[f"{name}:{line}, columns {_places(names, column)}: {cut(column)!r}" for column in twice[:5]],
        hint="give each column of the file its own name; where the names stand in a line below, write header: and that "
        "line",
    )


def _places(names: Sequence[str], column: str) -> str:
    return ", ".join(str(number) for number, other in enumerate(names, 1) if other == column)


def no_rows(name: str) -> PlanError:
    """The error for a file of a header, or of nothing."""
    return PlanError(
        "no-rows",
        message=f"{name} has no data rows",
        context=None,
        hint="export it again, or take it out of sources.yml",
        kind="data",
    )
