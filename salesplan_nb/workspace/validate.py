"""A document against a model: every problem with its line, and what is left when the wrong parts are taken out.

The rest is validated too, so that the cross-checks after it find their problems in the same go.
"""

from __future__ import annotations

import types
from bisect import bisect
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from salesplan_nb.errors import Problems
from salesplan_nb.workspace.yamlfile import Document, Location

Model = TypeVar("Model", bound=BaseModel)
LONGEST, MOST = 60, 20
"""Characters of a value that a message shows, and names that a hint lists."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, None where none is near.

    Examples
    --------
    >>> nearest("discout_rate", ["discount_rate", "currency"])
    'discount_rate'
    """
    names = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return names[found[0]] if found else None


def suggestion(word: str, known: Iterable[str], else_say: str) -> str:
    """A hint: `did you mean ...?`, or what else to do followed by what is known."""
    names = sorted(set(known))
    if found := nearest(word, names):
        return f"did you mean {found}?"
    listed = [name if len(name) <= LONGEST else f"{name[: LONGEST - 3]}..." for name in names[:MOST]]
    return f"{else_say}; known: {', '.join(listed) or 'none'}{' ...' if len(names) > MOST else ''}"


def validated(
    model: type[Model], document: Document, fillers: dict[str, object], problems: Problems
) -> tuple[Model, Document]:
    """The model of a document, less what is wrong in it, and the document that is left.

    Parameters
    ----------
    model : type
        What the file must hold.
    document : Document
        The file.
    fillers : dict
        A value for each required key at the top, so that the rest can be checked where it is missing or wrong.
    problems : Problems
        Gets one error a problem; where it gets none, the model is the whole file.
    """
    rest = document
    if not isinstance(document.data, dict):
        problems.add(
            "not-a-mapping",
            message=f"{document.name}:1: expected keys and values",
            context=None,
            hint=f"begin with {' '.join(f'{key}:' for key in fillers)}",
        )
        rest = replace(document, data=dict(fillers))
    first = True
    while True:
        try:
            return model.model_validate(rest.data), rest
        except ValidationError as error:
            found = error.errors(include_url=False)
        if first:
            rest = replace(rest, lines=rest.lines | _meant(model, rest, found))
            _report(model, rest, found, problems)
        first = False
        rest = without(rest, {_wrong(rest, details) for details in found}, fillers)


def _wrong(document: Document, details: ErrorDetails) -> Location:
    """What to take out: the wrong value, or what lacks a required key."""
    return document.existing(details["loc"][:-1] if details["type"] == "missing" else details["loc"])


def without(document: Document, wrong: set[Location], fillers: dict[str, object]) -> Document:
    """The document less some locations; the lines of keys taken out stay, so that they still count as written."""
    taken: dict[Location, list[int]] = {}
    for location in sorted(location for location in wrong if location and isinstance(location[-1], int)):
        taken.setdefault(location[:-1], []).append(int(location[-1]))

    def moved(location: Location) -> Location | None:
        steps: list[str | int] = []
        for depth, step in enumerate(location):
            if isinstance(step, int):
                gone = taken.get(location[:depth], [])
                before = bisect(gone, step)
                if before and gone[before - 1] == step:
                    return None
                step -= before
            steps.append(step)
        return tuple(steps)

    def kept(value: object, at: Location) -> object:
        if isinstance(value, dict):
            return {key: kept(inner, (*at, key)) for key, inner in value.items() if (*at, key) not in wrong}
        if isinstance(value, list):
            return [kept(inner, (*at, i)) for i, inner in enumerate(value) if (*at, i) not in wrong]
        return value

    data = kept(document.data, ())
    assert isinstance(data, dict)  # what is not was replaced by the fillers
    filled = fillers if () in wrong else {key: value for key, value in fillers.items() if (key,) in wrong}
    left = {found: line for location, line in document.lines.items() if (found := moved(location)) is not None}
    lines = {location: line for location, line in left.items() if len(location) < 2 or location[0] not in filled}
    return replace(document, data=filled | data, lines=lines)


def _meant(model: type[BaseModel], document: Document, found: list[ErrorDetails]) -> dict[Location, int]:
    """The keys that misspelt ones stand for, with their lines: those are not missing as well."""
    meant = {}
    for location in (details["loc"] for details in found if details["type"] == "extra_forbidden"):
        if key := nearest(str(location[-1]), _keys(_annotation(model, location[:-1]))):
            meant[*location[:-1], key] = document.lines[location]
    return {location: line for location, line in meant.items() if location not in document.lines}


def _report(model: type[BaseModel], document: Document, found: list[ErrorDetails], problems: Problems) -> None:
    told: set[tuple[str, Location]] = set()
    for details in found:
        if details["type"] == "missing" and details["loc"] in document.lines:
            continue  # written, but misspelt
        reference, location, message, hint = _told(model, document, details)
        at = document.existing(location)
        if (reference, location) in told or ("bad-value", at) in told:
            continue  # the other half of a choice of types
        told.add((reference, location if reference == "missing-key" else at))
        problems.add(reference, message=f"{document.place(*at)}: {message}", context=None, hint=hint)


def _told(model: type[BaseModel], document: Document, details: ErrorDetails) -> tuple[str, Location, str, str]:
    """Reference, location, message and hint of one of pydantic's errors."""
    location, kind = details["loc"], details["type"]
    key = str(location[-1]) if location else ""
    if kind == "extra_forbidden":
        known = _keys(_annotation(model, location[:-1]))
        return "unknown-key", location, f"unknown key {key!r}", suggestion(key, known, "remove it")
    if kind == "missing":
        where = _name(location[:-1])
        return "missing-key", location, f"{key} is missing{f' in {where}' if where else ''}", f"add {key}: ..."
    at = document.existing(location)
    if details["input"] is None:
        return "bad-value", at, f"nothing is written after {_name(at)}:", "write a value, or remove the key"
    if kind == "value_error":
        message = str(details["ctx"]["error"]) if "ctx" in details else details["msg"]
        word, colon, text = message.partition(": ")
        inner = (*at, word) if colon and (*at, word) in document.lines else at
        told = text if inner != at else message
        # The last semicolon: the value that is quoted may hold one too.
        problem, _, hint = told.rpartition("; ") if "; " in told else (told, "", "correct it")
        return "bad-value", inner, f"{_name(inner)}: {problem}", hint
    return "bad-value", at, f"{_name(at)}: {_problem(details)}", _remedy(details)


EXPECTED = {
    "string_type": "a text",
    "list_type": "a list",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
    "bool_parsing": "true or false",
    "int_parsing": "a whole number",
    "decimal_parsing": "a number",
}


def _problem(details: ErrorDetails) -> str:
    if details["type"] in EXPECTED:
        return f"expected {EXPECTED[details['type']]}, found {_shown(details['input'])}"
    if details["type"] == "literal_error":
        return f"{_shown(details['input'])} is none of {details['ctx']['expected']}"
    if details["type"] == "string_pattern_mismatch":
        return f"{_shown(details['input'])} is not written as expected here"
    return f"{_shown(details['input'])}: {details['msg'][0].lower()}{details['msg'][1:]}"


def _remedy(details: ErrorDetails) -> str:
    if details["type"] == "literal_error" and isinstance(details["input"], str):
        known = details["ctx"]["expected"].replace("' or '", "', '").strip("'").split("', '")
        return suggestion(details["input"], known, "choose one of them")
    if details["type"] == "string_pattern_mismatch":
        return PATTERNS.get(details["ctx"]["pattern"], f"it must match {details['ctx']['pattern']}")
    if details["type"] in ("list_type", "model_type", "dict_type"):
        return "begin each item of a list with a dash, and write key: value in it"
    return "correct it"


PATTERNS = {
    r"^[\w.-]{1,60}$": "use up to 60 letters, digits, dots, dashes or underscores, no spaces",
    r"^[\w.-]([\w.'’ -]{0,58}[\w.-])?$": "use up to 60 letters, digits, dots, dashes, apostrophes and blanks: J. Pike",
    r"^[A-Z]{3}$": "write the three capital letters of the currency, such as EUR",
    r"^[a-z_]{1,60}$": "write it in small letters with underscores, such as order_date",
}


def _shown(value: object) -> str:
    if isinstance(value, (dict, list)):
        return "keys and values" if isinstance(value, dict) else "a list"
    return repr(value) if len(str(value)) <= LONGEST else repr(str(value)[: LONGEST - 3] + "...")


def _name(location: Location) -> str:
    """A location for readers: `goals[1].baseline`, counting from 1."""
    text = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in location)
    return text.removeprefix(".")


def _annotation(annotation: Any, location: Location) -> Any:
    """The type that a model declares at a location."""
    for step in location:
        parts = _parts(annotation)
        models = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]
        held = [get_args(part)[-1] for part in parts if get_origin(part) in (list, dict)]
        if isinstance(step, str) and models:
            fields = {field.alias or name: field.annotation for name, field in models[0].model_fields.items()}
            annotation = fields.get(step)
        else:
            annotation = held[0] if held else None
    return annotation


def _parts(annotation: Any) -> list[Any]:
    """The members of a choice of types, less what Annotated adds."""
    if get_origin(annotation) is Annotated:
        return _parts(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [part for member in get_args(annotation) for part in _parts(member)]
    return [annotation]


def _keys(annotation: Any) -> list[str]:
    models = [part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel)]
    return [field.alias or name for model in models for name, field in model.model_fields.items()]
