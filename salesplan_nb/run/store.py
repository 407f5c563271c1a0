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
from salesplan_nb.results import checked, files_of, tables_of

Result = TypeVar("Result")
FACTS = "facts.json"


def sha256(path: Path) -> str:
    """Hex digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def save(result: Any, folder: Path) -> None:
    """Write a stage's result into its folder, the facts with all hashes last; its files into the run's folder.

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
    beside: dict[str, dict[str, str]] = {}
    for field_name in files_of(type(result)):
        beside[field_name] = {}
        for name, content in getattr(result, field_name).items():
            (folder.parent.parent / name).write_bytes(content)
            beside[field_name][name] = hashlib.sha256(content).hexdigest()
    held = {*tables_of(type(result)), *files_of(type(result))}
    facts = {
        field.name: TypeAdapter(type(getattr(result, field.name))).dump_python(getattr(result, field.name), mode="json")
        for field in fields(result)
        if field.name not in held
    }
    stored = {"facts": facts, "files": beside, "sha256": digests}
    (folder / FACTS).write_text(json_text(stored | {"own_sha256": json_sha256(stored)}) + "\n", encoding="utf-8")


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
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        own = stored.pop("own_sha256", "")
    except (ValueError, TypeError, AttributeError) as cause:
        raise _changed(path) from cause
    if json_sha256(stored) != own:
        raise _changed(path)
    values: dict[str, Any] = {}
    for name, columns in tables_of(result_type).items():
        file = folder / f"{name}.parquet"
        if not file.is_file() or sha256(file) != stored["sha256"].get(file.name):
            raise _changed(file)
        values[name] = _pandas(pq.read_table(file), columns)
    for field_name, digests in stored["files"].items():
        values[field_name] = {
            name: _as_published(folder.parent.parent / name, digest) for name, digest in digests.items()
        }
    hints = _annotations(result_type)
    for name, value in stored["facts"].items():
        values[name] = TypeAdapter(hints[name]).validate_python(value)
    return result_type(**values)


def json_text(value: Any) -> str:
    """A value as JSON, always the same text."""
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)


def json_sha256(value: Any) -> str:
    """Hex digest of a value's JSON."""
    return hashlib.sha256(json_text(value).encode()).hexdigest()


def _as_published(file: Path, digest: str) -> bytes:
    if not file.is_file() or sha256(file) != digest:
        raise _changed(file)
    return file.read_bytes()


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
        message=f"{file}: not what its stage published",
        context=None,
        hint="results are not edited by hand: change plan.yml or the data and run again",
        note="later stages would build on figures that no stage made",
        kind="gate",
    )
