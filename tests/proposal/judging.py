"""A proposed mapping against one written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from salesplan_nb.proposal.matching import Match

OPEN = "open"
"""In a truth file: the column may be left open too."""
Truth = Mapping[str, Mapping[str, list[str]]]
"""Table, column: the columns of the files, or expressions, that are right."""


@dataclass(frozen=True)
class Judged:
    """What became of the columns of the contract."""

    right: int
    wrong: list[str]
    open: list[str]
    confidences: list[tuple[float, bool]]
    """Of each proposed column, and whether it was right."""

    @property
    def columns(self) -> int:
        """All that were to be mapped, or were and should not."""
        return self.right + len(self.wrong) + len(self.open)

    @property
    def share(self) -> float:
        """Share of them that is right."""
        return self.right / self.columns

    @property
    def wrong_and_sure(self) -> int:
        """Wrong columns at a confidence above 0.9."""
        return sum(confidence > 0.9 and not right for confidence, right in self.confidences)

    def line(self, name: str) -> str:
        """For readers."""
        return (
            f"{name:<34} {self.columns:>3} columns: {self.share:>4.0%} right, {len(self.wrong)} wrong, "
            f"{len(self.open)} open; {self.wrong_and_sure} wrong above 0.9"
        )

    @classmethod
    def together(cls, some: Sequence[Judged]) -> Judged:
        """Several as one."""
        return cls(
            sum(one.right for one in some),
            [text for one in some for text in one.wrong],
            [text for one in some for text in one.open],
            [pair for one in some for pair in one.confidences],
        )


def truth(name: str) -> Truth:
    """The mapping of truth/<name>.yml."""
    tables = YAML(typ="safe").load((Path(__file__).parent / "truth" / f"{name}.yml").read_text(encoding="utf-8"))
    return {
        table: {column: source if isinstance(source, list) else [source] for column, source in columns.items()}
        for table, columns in tables.items()
    }


def judged(mapping: Sequence[Match], right: Truth) -> Judged:
    """A mapping against the truth."""
    found = {(match.table, match.column): match for match in mapping}
    good, wrong, confidences = 0, [], []
    for (table, column), match in found.items():
        accepted = right.get(table, {}).get(column, [])
        source = " or ".join(match.seen.spellings) if match.seen is not None else match.expression
        hit = source in accepted
        confidences.append((match.confidence, hit))
        if hit:
            good += 1
        else:
            wrong.append(
                f"wrong {table}.{column} = {source} at {match.confidence:.2f}, right: {' or '.join(accepted) or OPEN}"
            )
    missing = [
        f"open {table}.{column}, right: {' or '.join(accepted)}"
        for table, columns in right.items()
        for column, accepted in columns.items()
        if (table, column) not in found and OPEN not in accepted
    ]
    return Judged(good, wrong, missing, confidences)
