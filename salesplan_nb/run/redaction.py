"""`run --redact`: the key of a workspace's ids, and the names taken out of plan, to-dos and notebooks."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import types
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from salesplan_nb.errors import PlanError
from salesplan_nb.intake.names_held import ACCOUNTS, CODES, KINDS, PEOPLE
from salesplan_nb.intake.pseudonyms import Pseudonyms
from salesplan_nb.intake.redacting import WITHHELD
from salesplan_nb.report.approval import Approval
from salesplan_nb.run.folders import disk_error
from salesplan_nb.workspace import Checked
from salesplan_nb.workspace.fields import Person
from salesplan_nb.workspace.plan import Plan
from salesplan_nb.workspace.where import conditions

KEY, NAMES = ".redact-key", ".names.json"
OWNER_ONLY, KEY_BYTES = 0o600, 32
KEPT = frozenset({"company", "currency", "locale"})
"""Keys of plan.yml that say whose plan it is, and how it is written."""
FUNCTION = re.compile(r"[a-z0-9_-]+")
"""Who answers for something, where it is rather a function than a name: sales, key-accounts, me."""
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

    def pseudonyms(self, names: dict[str, set[str]], plan: Plan, reps: set[str]) -> Pseudonyms:
        """Ids for the names of the kinds that are asked for: those of the data, and people who stand in the plan alone.

        Parameters
        ----------
        names : dict
            Of `names_in`.
        plan : Plan
            As it was written.
        reps : set of str
            Ids of those whom the data know.
        """
        held = {KINDS[kind]: names[kind] for kind in self.kinds}
        codes = frozenset(names[CODES])
        if PEOPLE not in self.kinds:
            return Pseudonyms.of(held, self.key, codes)
        known = Pseudonyms.of({KINDS[PEOPLE]: names[PEOPLE]}, self.key)
        ids = set(known.ids.values())
        # "Byron, Ada" is Ada Byron of the data, and has her id.
        alone = {name for name in people_named(plan, reps) if known.text(name) not in ids}
        functions = {name for name in alone if FUNCTION.fullmatch(name)}
        return Pseudonyms.of(held | {KINDS[PEOPLE]: names[PEOPLE] | alone}, self.key, codes | functions)

    def keyed(self, sha256: str) -> str:
        """The hash of an original with the key: without it nobody can try what the original was."""
        return hmac.new(self.key, sha256.encode(), hashlib.sha256).hexdigest()


class Replaced(NamedTuple):
    """What a run that is being built replaces."""

    kinds: tuple[str, ...]
    pseudonyms: Pseudonyms
    plan_sha256: str
    """Of plan.yml, keyed."""


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
            _make_key(file)
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


def _make_key(file: Path) -> None:
    """Put a whole key in its place, or leave the one that another run put there meanwhile."""
    building = file.with_name(f"{KEY}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(
            os.open(building, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY), "w", encoding="ascii"
        ) as opened:
            opened.write(secrets.token_hex(KEY_BYTES) + "\n")
        with suppress(FileExistsError):
            os.link(building, file)
    finally:
        building.unlink(missing_ok=True)


def people_named(plan: Plan, reps: set[str]) -> set[str]:
    """Whom the plan names as one who does something, other than by the id of a stakeholder, a role or a rep."""
    ids = {one.id for one in plan.stakeholders} | {one.id for one in plan.roles}
    return set(_people(plan)) - ids - reps


def _people(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        hints = get_type_hints(type(value), include_extras=True)
        for name in type(value).model_fields:
            held = getattr(value, name)
            if _is_person(hints[name]):
                yield from [held] if isinstance(held, str) else held or []
            else:
                yield from _people(held)
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _people(one)


def _is_person(hint: Any) -> bool:
    """Whether a field holds people, one or several."""
    return hint == Person or (get_origin(hint) is not Annotated and any(_is_person(one) for one in get_args(hint)))


def write(asked: Redaction, pseudonyms: Pseudonyms, plan_sha256: str, folder: Path) -> None:
    """Leave in a run that is being built what its notebooks need; `remove` takes it out before anybody gets the run."""
    stored = Replaced(asked.kinds, pseudonyms, asked.keyed(plan_sha256))._asdict()
    stored["pseudonyms"] = {"ids": pseudonyms.ids, "codes": sorted(pseudonyms.codes)}
    text = json.dumps(stored, ensure_ascii=False)
    with os.fdopen(os.open(folder / NAMES, os.O_CREAT | os.O_WRONLY, OWNER_ONLY), "w", encoding="utf-8") as file:
        file.write(text)


def read(folder: Path) -> Replaced | None:
    """What a run that is being built replaces; None where that is nothing."""
    if not (folder / NAMES).is_file():
        return None
    stored = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    ids, codes = stored["pseudonyms"]["ids"], frozenset(stored["pseudonyms"]["codes"])
    return Replaced(tuple(stored["kinds"]), Pseudonyms(ids, codes), stored["plan_sha256"])


def remove(folder: Path) -> None:
    """Take the list of names out of a run."""
    (folder / NAMES).unlink(missing_ok=True)


def without_names(checked: Checked, pseudonyms: Pseudonyms) -> Checked:
    """Plan and to-dos with the names in their texts replaced; amounts, dates and choices of words stay."""
    plan = _replaced(checked.workspace.plan, pseudonyms, KEPT)
    todos = [replace(todo, text=pseudonyms.text(todo.text)) for todo in checked.todos]
    return replace(checked, workspace=replace(checked.workspace, plan=plan), todos=todos)


def without_signer(approval: Approval | None, kinds: tuple[str, ...], pseudonyms: Pseudonyms) -> Approval | None:
    """An approval with the names in its steps replaced and, among people's names, the signer's withheld."""
    if approval is None:
        return None
    figures, text = approval.figures, pseudonyms.text
    steps = tuple(replace(step, key=_step_key(step.key, text), label=text(step.label)) for step in figures.steps)
    who = WITHHELD if PEOPLE in kinds else text(approval.who)
    return replace(approval, who=who, figures=replace(figures, goal_id=text(figures.goal_id), steps=steps))


def _step_key(key: str, text: Callable[[str], str]) -> str:
    """A step's key with the plan's id in it as the plan has it now: tactic:<id>; base and people stay."""
    kind, colon, id_ = key.partition(":")
    return f"{kind}:{text(id_)}" if colon else key


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
