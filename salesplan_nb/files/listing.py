"""The files that names and patterns of sources.yml stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from salesplan_nb.errors import PlanError

NO_TABLE = (
    ".md",
    ".rst",
    ".pdf",
    ".doc",
    ".docx",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".svg",
    ".py",
    ".sql",
    ".yml",
    ".yaml",
)
"""What may lie beside data in a folder; anything else is taken for data, and refused loudly where it is none."""


def listed(folder: Path, patterns: Sequence[str]) -> list[tuple[str, Path]]:
    """The files of a folder that are meant, each once, in the order of the patterns.

    A pattern is a file, a folder (the data files directly in it) or a glob such as `orders-*.csv` or `*/sales.csv`;
    what a folder or a glob stands for is sorted by name, without hidden files and Excel's lock files (`~$...`).

    Parameters
    ----------
    folder : Path
        The data folder.
    patterns : sequence of str
        Relative to it, with `/`.

    Returns
    -------
    list of (str, Path)
        Name relative to the folder, with `/`, and path. Empty where nothing is meant.

    Raises
    ------
    PlanError
        Of kind "input" where a pattern leads out of the folder.
    """
    found: dict[str, Path] = {}
    for pattern in patterns:
        _check_inside(pattern)
        for path in _meant(folder, pattern):
            found.setdefault(path.relative_to(folder).as_posix(), path)
    return list(found.items())


def leads_out(pattern: str) -> bool:
    r"""Whether a name can be of something that is not in its folder, on any system.

    Examples
    --------
    >>> leads_out("../a.csv"), leads_out("C:a.csv"), leads_out("a/b.csv")
    (True, True, False)
    """
    posix, windows = PurePosixPath(pattern), PureWindowsPath(pattern)
    return posix.is_absolute() or bool(windows.drive or windows.root) or ".." in windows.parts or "\0" in pattern


def _check_inside(pattern: str) -> None:
    if leads_out(pattern):
        raise PlanError(
            "outside-the-folder",
            message=f"{pattern!r} leads out of the data folder",
            context=None,
            hint="name a file in it, and the folder under data:",
        )


def _meant(folder: Path, pattern: str) -> list[Path]:
    path = folder / pattern
    try:
        if path.is_file():
            return [path]
        if path.is_dir():
            inside = (one for one in _visible(folder, path.iterdir()) if one.suffix.lower() not in NO_TABLE)
            return sorted(inside, key=lambda one: one.name)
        return sorted(_visible(folder, folder.glob(pattern)), key=lambda one: one.relative_to(folder).as_posix())
    except (OSError, ValueError, NotImplementedError, IndexError):  # a name too long, a pattern that is none
        return []


def _visible(folder: Path, paths: Iterator[Path]) -> Iterator[Path]:
    for path in paths:
        parts = path.relative_to(folder).parts
        if not any(part.startswith((".", "~$")) for part in parts) and path.is_file():
            yield path
