"""`run --redact`: the key of a workspace's ids, and the names taken out of plan, to-dos and notebooks."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import types
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from salesplan_nb.errors import PlanError
from salesplan_nb.intake.names_held import ACCOUNTS, KINDS
from salesplan_nb.intake.pseudonyms import Pseudonyms
from salesplan_nb.run.folders import disk_error
from salesplan_nb.workspace import Checked
from salesplan_nb.workspace.where import conditions

KEY, NAMES = ".redact-key", ".names.json"
OWNER_ONLY, KEY_BYTES = 0o600, 32
KEPT = frozenset({"company", "currency"})
"""Keys of plan.yml that say whose plan it is."""
SENTENCES = "vision mission statement needs reason action source cost_source responsibilities expectations"
PROSE = frozenset(SENTENCES.split())
"""Keys of plan.yml that hold sentences, not words that the data have too."""
OWN_COLUMNS = frozenset({"name", "parent", "customer_id"})
BY_WHOLE_NAMES = frozenset({"=", "!=", "in"})


@dataclass(frozen=True)
class Redaction:
    """What a run replaces, and the key that its ids are made with."""

    kinds: tuple[str, ...]
    key: bytes

    @property
    def sha256(self) -> str:
        """For the run's hash: other kinds or another key give other bytes."""
        return hashlib.sha256(b",".join(kind.encode() for kind in self.kinds) + b"\0" + self.key).hexdigest()

    def pseudonyms(self, names: dict[str, set[str]]) -> Pseudonyms:
        """Ids for the names of the kinds that are asked for."""
        return Pseudonyms.of({KINDS[kind]: names[kind] for kind in self.kinds}, self.key)


def kinds_of(words: str) -> tuple[str, ...]:
    """The kinds that `--redact` asks for, in one order.

    Raises
    ------
    PlanError
        Where a word is none.

    Examples
    --------
    >>> kinds_of("accounts, people")
    ('people', 'accounts')
    """
    asked = {word.strip() for word in words.split(",")}
    if unknown := sorted(asked - KINDS.keys()):
        raise PlanError(
            "unknown-redaction",
            message=f"--redact {words}: {', '.join(map(repr, unknown))} is nothing that can be replaced",
            context=None,
            hint=f"write {' or '.join(KINDS)}, or both: {','.join(KINDS)}",
        )
    return tuple(kind for kind in KINDS if kind in asked)


def redaction(root: Path, checked: Checked, kinds: tuple[str, ...]) -> Redaction:
    """The redaction of a workspace; its key is made at first use, for its owner only.

    Raises
    ------
    PlanError
        Where the key is no file of 32 bytes in hex, or a segment's rule looks into names.
    """
    for segment in checked.workspace.plan.segments if ACCOUNTS in kinds else ():
        for one in conditions(segment.where):
            if one.column in OWN_COLUMNS and one.operator not in BY_WHOLE_NAMES:
                raise PlanError(
                    "redact-rule",
                    message=f"plan.yml: segment {segment.id}: {segment.where!r} looks into names, which are replaced",
                    context=None,
                    hint="name the customers in full (name in ('...', '...')), or run without --redact accounts",
                )
    file = root / KEY
    try:
        if not file.exists() and not file.is_symlink():
            made = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
            with os.fdopen(made, "w", encoding="ascii") as opened:
                opened.write(secrets.token_hex(KEY_BYTES) + "\n")
        key = b"" if file.is_symlink() else bytes.fromhex(file.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    except OSError as error:
        raise disk_error(error, root) from error
    if len(key) != KEY_BYTES:
        raise PlanError(
            "redact-key",
            message=f"{file}: not the key that salesplan made",
            context=None,
            hint="put the old file back, or remove this one: the next copy then has other ids",
        )
    return Redaction(kinds, key)


def write(pseudonyms: Pseudonyms, kinds: tuple[str, ...], folder: Path) -> None:
    """Leave in a run that is being built what its notebooks need; `remove` takes it out before anybody gets the run."""
    text = json.dumps({"kinds": kinds, "ids": pseudonyms.ids}, ensure_ascii=False)
    with os.fdopen(os.open(folder / NAMES, os.O_CREAT | os.O_WRONLY, OWNER_ONLY), "w", encoding="utf-8") as file:
        file.write(text)


def read(folder: Path) -> tuple[tuple[str, ...], Pseudonyms] | None:
    """Kinds and ids of a run that is being built; None where it replaces nothing."""
    if not (folder / NAMES).is_file():
        return None
    stored = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    return tuple(stored["kinds"]), Pseudonyms(stored["ids"])


def remove(folder: Path) -> None:
    """Take the list of names out of a run."""
    (folder / NAMES).unlink(missing_ok=True)


def without_names(checked: Checked, pseudonyms: Pseudonyms) -> Checked:
    """Plan and to-dos with the names in their texts replaced; amounts, dates and choices of words stay."""
    plan = _replaced(checked.workspace.plan, pseudonyms, KEPT)
    todos = [replace(todo, text=pseudonyms.text(todo.text)) for todo in checked.todos]
    return replace(checked, workspace=replace(checked.workspace, plan=plan), todos=todos)


def _replaced(
    value: Any, pseudonyms: Pseudonyms, kept: frozenset[str] = frozenset(), told: Callable[[str], str] | None = None
) -> Any:
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        changed = {
            name: _replaced(getattr(value, name), pseudonyms, told=pseudonyms.prose if name in PROSE else None)
            for name, field in fields.items()
            if name not in kept and not _is_choice(field.annotation)
        }
        return value.model_copy(update=changed)
    if isinstance(value, list):
        return [_replaced(one, pseudonyms, told=told) for one in value]
    if isinstance(value, dict):
        return {_replaced(key, pseudonyms): _replaced(one, pseudonyms) for key, one in value.items()}
    return (told or pseudonyms.text)(value) if isinstance(value, str) else value


def _is_choice(annotation: Any) -> bool:
    """Whether a field takes one of some words of ours."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType, Annotated):
        return any(_is_choice(one) for one in get_args(annotation))
    return origin is Literal


def clean_notebook(file: Path, root: Path, pseudonyms: Pseudonyms) -> None:
    """Take out of an executed notebook where it ran, and names in the prose of a workspace's own copy."""
    stored = json.loads(file.read_text(encoding="utf-8"))
    stored["metadata"].pop("papermill", None)  # paths, times and parameters; the parameters stand in their cell
    for cell in stored["cells"]:
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        cell["source"] = pseudonyms.text(source.replace(str(root), root.name))
    file.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
