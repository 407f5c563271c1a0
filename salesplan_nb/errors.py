"""What a user sees when something is wrong: one error, its place, its cause, what to do.

Exit codes are those of CONTRIBUTING.md; a `PlanError` carries the one that fits its kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NoReturn

from salesplan_nb.number_formats import decimal_text

Kind = Literal["input", "data", "gate", "locked", "disk", "stage"]
EXIT_CODES: dict[Kind, int] = {"input": 2, "data": 3, "gate": 4, "locked": 5, "disk": 6, "stage": 7}

LONGEST = 120
"""Characters of a cell or row that an error shows."""
BLANKS = re.compile("\r\n|[\t\n\r\u2028\u2029]")
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves the cursor, turns the order of letters, or is half a letter: a name could look like another."""


def printable(text: str) -> str:
    r"""A text in one line that every terminal and page shows as it is: what they would obey is replaced.

    Examples
    --------
    >>> printable("Nord\nerror: none"), printable("\x1b[2J\u202eNord") == "\ufffd[2J\ufffdNord"
    ('Nord error: none', True)
    """
    return UNSEEN.sub("\ufffd", BLANKS.sub(" ", text))


def cut(text: str) -> str:
    """The beginning of a cell or row, for a reader who wants to find it.

    Examples
    --------
    >>> cut("Nord"), len(cut("x" * 1000)), cut("x" * 1000)[-5:]
    ('Nord', 120, 'xx...')
    """
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def counted(number: int, what: str, many: str = "") -> str:
    """A number and what it counts.

    Examples
    --------
    >>> counted(1, "row"), counted(1200, "row"), counted(2, "has", "have")
    ('1 row', '1,200 rows', '2 have')
    """
    return f"{decimal_text(number)} {what if number == 1 else many or what + 's'}"


class PlanError(Exception):
    """One problem, told so that its reader can mend it; names and cells in it forge no line and steer no terminal.

    Parameters
    ----------
    reference : str
        Kebab-case name of the kind of problem, for searching: ``unknown-key``.
    message : str
        Where and what, one line. Places are written ``file:line``.
    context : sequence of str, or None
        The first offending values or rows, a line each; None where there is nothing to show.
    hint : str or None
        What to do. None only where nothing can be done but read the message.
    note : str, optional
        What would have gone wrong had the run gone on.
    kind : {"input", "data", "gate", "locked", "disk", "stage"}
        Decides the exit code.
    """

    def __init__(
        self,
        reference: str,
        *,
        message: str,
        context: Sequence[str] | None,
        hint: str | None,
        note: str | None = None,
        kind: Kind = "input",
    ) -> None:
        super().__init__(reference, printable(message))
        self.reference = reference
        self.message = printable(message)
        self.context = tuple(printable(line) for line in context or ())
        self.hint = None if hint is None else printable(hint)
        self.note = None if note is None else printable(note)
        self.kind: Kind = kind

    @property
    def exit_code(self) -> int:
        """The exit code of the command that meets this error."""
        return EXIT_CODES[self.kind]

    def __str__(self) -> str:
        lines = [f"error: {self.reference}", self.message, *(f"  {line}" for line in self.context)]
        if self.note:
            lines.append(f"note: {self.note}")
        if self.hint:
            lines.append(f"hint: {self.hint}")
        return "\n".join(lines)


class PlanErrors(Exception):
    """All problems found in one go; the exit code is that of the first kind met: input before data before the rest."""

    def __init__(self, errors: Sequence[PlanError]) -> None:
        if not errors:
            raise ValueError("PlanErrors needs at least one error")
        super().__init__(f"{len(errors)} errors")
        self.errors = tuple(errors)

    @property
    def exit_code(self) -> int:
        """The smallest exit code among the errors, so that what must be mended first is named."""
        return min(error.exit_code for error in self.errors)

    def __str__(self) -> str:
        return "\n\n".join(str(error) for error in self.errors)


class Problems:
    """Collects errors so that a reader mends all of them at once.

    Examples
    --------
    >>> problems = Problems()
    >>> problems.add("unknown-key", message="plan.yml:3: 'discout'", context=None, hint="did you mean 'discount'?")
    >>> len(problems.errors)
    1
    """

    def __init__(self) -> None:
        self.errors: list[PlanError] = []

    def add(
        self,
        reference: str,
        *,
        message: str,
        context: Sequence[str] | None,
        hint: str | None,
        note: str | None = None,
        kind: Kind = "input",
    ) -> None:
        """Keep one problem; the arguments are those of `PlanError`."""
        self.errors.append(PlanError(reference, message=message, context=context, hint=hint, note=note, kind=kind))

    def raise_all(self) -> None:
        """Raise what was collected, if anything was.

        Raises
        ------
        PlanErrors
            When at least one problem was added.
        """
        if self.errors:
            raise PlanErrors(self.errors)

    def stop(self) -> NoReturn:
        """Raise what was collected where going on makes no sense."""
        raise PlanErrors(self.errors)
