"""A column as integers that stand for its different values: what is done to a text is done once for all its rows.

A million order lines have some thousand different days, prices and customers. Trimming, translating and reading cost as
much as there are different values; rows are only counted and compared, as integers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

WAYS: dict[str, Callable[[str], str]] = {"trim": str.strip, "upper": str.upper, "lower": str.lower}
"""What `tidy` can do."""
Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Cents = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Coded:
    """A column: for each row the position of its value among the different ones."""

    codes: Codes
    values: list[Any]
    """Different values, each once; None where a typed one is missing."""

    @classmethod
    def of(cls, column: pa.ChunkedArray | pa.Array) -> Coded:
        """The column of an Arrow array."""
        whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        encoded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
        return cls(encoded.indices.to_numpy(zero_copy_only=False).astype("int32"), encoded.dictionary.to_pylist())

    @classmethod
    def constant(cls, value: Any, rows: int) -> Coded:
        """A column that has one value in all rows."""
        return cls(np.zeros(rows, dtype="int32"), [value])

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> Any:
        """The value of a row."""
        return self.values[self.codes[row]]

    def changed(self, change: Callable[[Any], Any]) -> Coded:
        """The column with each value changed; values that become the same become one.

        Examples
        --------
        >>> Coded(np.array([0, 1, 0], dtype="int32"), [" a", "a"]).changed(str.strip).values
        ['a']
        """
        places: dict[Any, int] = {}
        moved = [places.setdefault(change(value), len(places)) for value in self.values]
        if len(places) == len(moved):  # each is another still: their rows stay where they are, and cost no memory
            return Coded(self.codes, list(places))
        return Coded(np.array(moved, dtype="int32")[self.codes], list(places))

    def tidied(self, ways: Collection[str]) -> Coded:
        """The column with its texts trimmed, in capitals or in small letters, in the order of the ways."""
        column = self
        for way in ways:
            column = column.changed(WAYS[way])
        return column

    def where(self, test: Callable[[Any], bool]) -> Mask:
        """The rows whose value passes a test."""
        return self.pick(np.array([test(value) for value in self.values], dtype="bool"))

    def differs(self, other: Coded) -> Mask:
        """The rows whose value is not that of another column."""
        if self.codes is other.codes:
            return self.pick(np.array([a != b for a, b in zip(self.values, other.values, strict=True)], dtype="bool"))
        pairs = self.codes.astype("int64") * max(len(other.values), 1) + other.codes
        different, where = np.unique(pairs, return_inverse=True)
        unlike = [
            self.values[p // len(other.values)] != other.values[p % len(other.values)] for p in different.tolist()
        ]
        return np.array(unlike, dtype="bool")[where]

    def masked(self, rows: Mask, other: Coded) -> Coded:
        """The column with another's values in some rows."""
        joined = Coded(np.where(rows, other.codes + len(self.values), self.codes), [*self.values, *other.values])
        return joined.changed(lambda value: value)

    def pick(self, per_value: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """An array of one entry a row from one of an entry a value."""
        return per_value[self.codes] if len(per_value) else np.zeros(0, dtype=per_value.dtype)

    def take(self, rows: npt.NDArray[Any]) -> Coded:
        """The column of some rows: their ordinals, or a mask."""
        return Coded(self.codes[rows], self.values)

    def array(self, kind: pa.DataType) -> pa.Array:
        """The column as an Arrow array, None as null."""
        return pa.array(self.values, kind).take(pa.array(self.codes))

    def cents(self) -> Cents:
        """Whole numbers, 0 where missing."""
        amounts = np.array([0 if value is None else value for value in self.values], dtype="int64")
        found: Cents = self.pick(amounts)
        return found


Change = tuple[str, str, Coded, Coded]
"""What changed: rule, column, before, after."""


def translating(names: Mapping[str, str]) -> Callable[[str], str]:
    """A function that translates the texts that it knows and leaves the others."""
    return lambda text: names.get(text, text)


def combined(columns: Sequence[Coded]) -> tuple[Codes, list[tuple[Any, ...]]]:
    """The different combinations of several columns, and for each row which it has.

    Returns
    -------
    codes : array of int32
        Per row, a position in the combinations.
    combinations : list of tuple
        Values of the columns, in order.
    """
    if len(columns) == 1:
        return columns[0].codes, [(value,) for value in columns[0].values]
    frame = pd.DataFrame({i: column.codes for i, column in enumerate(columns)})
    grouped = frame.groupby(list(frame.columns), sort=False)
    codes = grouped.ngroup().to_numpy().astype("int32")
    firsts = frame.drop_duplicates().to_numpy().tolist()
    return codes, [tuple(c.values[i] for c, i in zip(columns, row, strict=True)) for row in firsts]


def repeated(columns: Sequence[Coded]) -> Mask:
    """Rows that repeat an earlier one in all columns."""
    frame = pd.DataFrame({i: column.codes for i, column in enumerate(columns)})
    found: Mask = frame.duplicated(keep="first").to_numpy()
    return found
