"""The part of the company that a sentence names: by its dimension, or by a name that the data have."""

from __future__ import annotations

import re

from salesplan_nb.errors import cut
from salesplan_nb.workspace.plan import Scope
from salesplan_nb.workspace.sentences import words
from salesplan_nb.workspace.sentences.draft import Question
from salesplan_nb.workspace.sentences.known import Known
from salesplan_nb.workspace.sentences.text import Left
from salesplan_nb.workspace.validate import suggestion

WORD = r"(?-i:(?P<word>[A-Z][\w&-]*))"
"""A pattern of a name: one word with a capital, also where case is not looked at."""


def named_scope(left: Left) -> Scope | None:
    """From 'of region DACH': the dimension is said."""
    for dimension, called in words.DIMENSIONS.items():
        noun = words.phrases(called)
        name = rf"(?:“(?P<quoted>[^”]+)”|\"(?P<plain>[^\"]+)\"|{WORD})"
        found = left.take(rf"(?:\b(?:of|in|for|within)\s+)?(?:the\s+)?{noun}:?\s+{name}")
        if found is None:
            found = left.take(rf"\b(?:of|in|for|within)\s+(?:the\s+)?{WORD}\s+{noun}")
        if found is not None:
            groups = found.groupdict()
            return Scope.model_validate({dimension: groups.get("quoted") or groups.get("plain") or groups["word"]})
    return None


def sold_in(scope: Scope | None, known: Known, asked: list[Question]) -> Scope | None:
    """A scope by its dimension, spelled as the data has it; a name that the data do not know is asked for."""
    if scope is None or known.members is None:
        return scope
    names = known.members.get(scope.dimension, ())
    if same := [name for name in names if name.casefold() == scope.member.casefold()]:
        return Scope.model_validate({scope.dimension: scope.member if scope.member in same else same[0]})
    what = scope.dimension.replace("_", " ")
    hint = suggestion(scope.member, names, f"name a {what} of the data")
    asked.append(Question("scope", f"the data has no {what} {cut(scope.member)!r}", hint))
    return scope


def scope_by_name(left: Left, known: Known, asked: list[Question]) -> Scope | None:
    """From the names that the data have: 'in DACH', 'online revenue'."""
    found: dict[str, list[str]] = {}
    for dimension, names in (known.members or {}).items():
        for name in sorted(names, key=len, reverse=True):
            if name and left.has(rf"(?<![\w-]){re.escape(name)}(?![\w-])"):
                found.setdefault(name, []).append(dimension)
    kept = [name for name in found if not any(name != other and name in other for other in found)]
    for name in kept:
        nouns = "|".join(words.phrases(called) for called in (*words.DIMENSIONS.values(), *words.BEYOND.values()))
        left.take(
            rf"(?:\b(?:in|of|for|within|from|via|through)\s+)?(?:the\s+)?(?<![\w-]){re.escape(name)}(?![\w-])(?:\s+(?:{nouns}))?"
        )
    if len(kept) > 1:
        asked.append(Question("scope", f"{' and '.join(kept)} are two parts", "write a goal for each"))
    if len(kept) != 1:
        return None
    name, dimensions = kept[0], found[kept[0]]
    within = [dimension for dimension in dimensions if dimension in words.DIMENSIONS]
    if len(dimensions) > 1:
        could = " or ".join(f"{{{dimension}: {name}}}" for dimension in dimensions)
        asked.append(Question("scope", f"{name!r} could be {' or '.join(dimensions)}", f"write scope: {could}"))
    elif not within:
        problem = f"{name!r} is a {dimensions[0]}, and a goal is for a region, a product family or the whole"
        asked.append(Question("scope", problem, "leave it out, or set the goal for the whole company"))
    else:
        return Scope.model_validate({within[0]: name})
    return None
