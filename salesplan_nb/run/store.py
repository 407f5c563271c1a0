"""Results on disk: Parquet tables and one JSON of facts a stage, each file hashed so that a changed one is refused."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from salesplan_nb.errors import PlanError
from salesplan_nb.results import checked, tables_of

Result = TypeVar("Result")
FACTS = "facts.json"


def sha256(path: Path) -> str:
    """Hex digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def save(result: Any, folder: Path) -> None:
    """Write a stage's result into its folder: tables first, the facts with their hashes last.

    Raises
    ------
    ValueError
        Where a table is not as its result type declares.
    """
    checked(result)
    folder.mkdir(parents=True, exist_ok=True)
    digests = {}
    for name, columns in tables_of(type(result)).items():
        path = folder / f"{name}.parquet"
        pq.write_table(_arrow(getattr(result, name), columns), path, compression="zstd")
        digests[path.name] = sha256(path)
    facts = {
        field.name: TypeAdapter(type(getattr(result, field.name))).dump_python(getattr(result, field.name), mode="json")
        for field in fields(result)
        if field.name not in tables_of(type(result))
    }
    text = json.dumps({"facts": facts, "sha256": digests}, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / FACTS).write_text(text + "\n", encoding="utf-8")


def load(result_type: type[Result], folder: Path) -> Result:
    """A stage's result as it was published.

    Raises
    ------
    PlanError
        Of kind "gate" where a file is missing or is not the one that was published.
    """
    path = folder / FACTS
    if not path.is_file():
        raise _unpublished(folder)
    stored = json.loads(path.read_text(encoding="utf-8"))
    values: dict[str, Any] = {}
    for name, columns in tables_of(result_type).items():
        file = folder / f"{name}.parquet"
        if not file.is_file() or sha256(file) != stored["sha256"].get(file.name):
            raise _changed(file)
        values[name] = _pandas(pq.read_table(file), columns)
    hints = _annotations(result_type)
    for name, value in stored["facts"].items():
        values[name] = TypeAdapter(hints[name]).validate_python(value)
    return result_type(**values)


def _annotations(result_type: type) -> dict[str, Any]:
    from typing import get_type_hints

    return get_type_hints(result_type)


def _arrow(frame: pd.DataFrame, columns: dict[str, str]) -> pa.Table:
    arrays = {}
    for column, kind in columns.items():
        if kind == "date":
            arrays[column] = pa.array([None if v == "" else pd.Timestamp(v).date() for v in frame[column]], pa.date32())
        elif kind in ("text", "month"):
            arrays[column] = pa.array(frame[column].tolist(), pa.string())
        else:
            arrays[column] = pa.array(frame[column].to_numpy())
    return pa.table(arrays)


def _pandas(stored: pa.Table, columns: dict[str, str]) -> pd.DataFrame:
    typed = {}
    for column, kind in columns.items():
        values = stored.column(column)
        if kind == "date":
            typed[column] = pd.Series(["" if v is None else v.isoformat() for v in values.to_pylist()], dtype="str")
        elif kind in ("text", "month"):
            typed[column] = pd.Series(values.to_pylist(), dtype="str")
        else:
            typed[column] = pd.Series(values.to_numpy())
    return pd.DataFrame(typed)


def _unpublished(folder: Path) -> PlanError:
    return PlanError(
        "unpublished-result",
        message=f"stage '{folder.name}' has published no result in {folder.parent.parent}",
        context=None,
        hint="run the notebooks in order, or: salesplan run",
        kind="gate",
    )


def _changed(file: Path) -> PlanError:
    return PlanError(
        "changed-result",
        message=f"{file}: not the table that stage '{file.parent.name}' published",
        context=None,
        hint="results are not edited by hand: change plan.yml or the data and run again",
        note="later stages would build on figures that no stage made",
        kind="gate",
    )
