"""A YAML file as plain mappings, lists and text, with the line of everything in it.

Scalars stay the text that was written (`NO`, `0123`, `1.10`, `12:30:45`): the model decides what each is. Whatever
could do something else than say what the analyst decided is refused: tags, anchors, aliases, doubled keys, a second
document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from salesplan_nb.errors import Problems

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
"""Levels of nesting; plan.yml and sources.yml need six."""

MAKE_ONE = "name the workspace, the folder that holds plan.yml and sources.yml; salesplan init DIR makes one"

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """What a file says, and where."""

    name: str
    """As the user knows it: `plan.yml`."""
    data: object
    """Mappings, lists, text; None where nothing is written after a key."""
    lines: dict[Location, int]
    """Line of every key and list item."""
    sha256: str

    def place(self, *location: str | int) -> str:
        """`plan.yml:12`: the line of a location, or of what it would stand in where it is not there."""
        found = self.existing(location)
        return f"{self.name}:{self.lines[found]}"

    def existing(self, location: Sequence[str | int]) -> Location:
        """The longest beginning of a location that is in the file."""
        found = tuple(location)
        while found not in self.lines:
            found = found[:-1]
        return found

    def value(self, *location: str | int) -> object:
        """What is written at a location, None where nothing is."""
        found = self.data
        for step in location:
            if isinstance(found, dict):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return None
        return found


def is_folder(path: Path) -> bool:
    """Whether a folder is there; a name too long, or with a NUL in it, is that of none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def read_yaml(path: Path, name: str) -> Document:
    """The document of a YAML file.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        What messages call it.

    Raises
    ------
    PlanErrors
        Where the file is not there, is no YAML or holds what is refused, each with its line.
    """
    problems = Problems()
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as cause:
        problems.add(
            "file-not-found",
            message=f"{name}: cannot read {path}: {cause.strerror}",
            context=None,
            hint=MAKE_ONE,
        )
        problems.stop()
    return parsed(raw, name)


def parsed(raw: bytes, name: str) -> Document:
    """The document of a file's bytes; raises as `read_yaml` does."""
    builder = _Builder(name)
    try:
        if len(raw) > MAX_BYTES:
            builder.refuse("too-large", 1, "the file is over 1 MB", "keep data in the data folder, not here")
        else:
            builder.build(YAML(typ="safe", pure=True).parse(raw.decode()))
    except UnicodeDecodeError as cause:
        line = raw.count(b"\n", 0, cause.start) + 1
        builder.refuse("not-utf-8", line, f"byte {raw[cause.start]:#04x} is not UTF-8", "save the file as UTF-8")
    except MarkedYAMLError as cause:
        mark = cause.problem_mark or cause.context_mark
        line = min(mark.line, raw.count(b"\n")) + 1 if mark else 1
        said = str(cause.problem or cause.context)
        builder.refuse("not-yaml", line, said, "correct the indent, colon or quotes there")
    except (YAMLError, ValueError, LookupError, AssertionError, AttributeError, NotImplementedError) as cause:
        # ruamel's scanner also lets plain errors out on odd input; what it says then names no line.
        builder.refuse("not-yaml", 1, str(cause).partition("\n")[0], "save it as plain UTF-8 text in YAML")
    builder.problems.raise_all()
    return Document(name, builder.root, builder.lines, sha256(raw).hexdigest())


class _Builder:
    """Builds data and lines from the parser's events; nothing is ever expanded or constructed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems = Problems()
        self.lines: dict[Location, int] = {(): 1}
        self.root: object = None

    def refuse(self, reference: str, line: int, message: str, hint: str) -> None:
        self.problems.add(reference, message=f"{self.name}:{line}: {message}", context=None, hint=hint)

    def build(self, events: Iterator[Event]) -> None:
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    line = event.start_mark.line + 1
                    self.refuse("second-document", line, "a second document begins here", "remove the line ---")
                    return
            elif isinstance(event, NodeEvent):
                self.root = self._node(event, events, ())

    def _node(self, event: Event, events: Iterator[Event], at: Location) -> object:
        line = event.start_mark.line + 1
        self.lines.setdefault(at, line)
        self._refuse_tricks(event, line)
        if len(at) > MAX_DEPTH:
            raise ValueError(f"more than {MAX_DEPTH} levels of nesting")
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, at)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, at)
        if isinstance(event, ScalarEvent):
            return None if event.value == "" and event.style is None else event.value
        return None

    def _refuse_tricks(self, event: Event, line: int) -> None:
        if isinstance(event, AliasEvent):
            self.refuse("alias", line, f"alias *{event.anchor} is not allowed", "write the value out")
        elif (anchor := getattr(event, "anchor", None)) is not None:
            self.refuse("anchor", line, f"anchor &{anchor} is not allowed", "write the value out")
        if (tag := getattr(event, "tag", None)) is not None:
            short = str(tag).replace("tag:yaml.org,2002:", "!!")
            self.refuse("tag", line, f"tag {short} is not allowed", "write the value alone, a text in quotes")

    def _mapping(self, events: Iterator[Event], at: Location) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, ScalarEvent):
                self.refuse("bad-key", line, "a key must be a word", "write key: value")
                self._node(event, events, (*at, ""))
                self._node(next(events), events, (*at, ""))
                continue
            self._refuse_tricks(event, line)
            key, value = event.value, next(events)
            inner = (*at, key)
            if key in found:
                first = f"first in line {self.lines[inner]}"
                self.refuse("doubled-key", line, f"key {key!r} is there twice, {first}", "keep one of them")
                self._node(value, events, (*at, key, "second"))
                continue
            self.lines[inner] = line
            found[key] = self._node(value, events, inner)
        return found

    def _sequence(self, events: Iterator[Event], at: Location) -> list[object]:
        found: list[object] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            found.append(self._node(event, events, (*at, len(found))))
        return found
