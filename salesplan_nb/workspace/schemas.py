"""JSON Schemas of plan.yml and sources.yml, for editors: what may be written where, and what it means.

Made from the models and the contract, kept in templates/schemas/ and copied into every new workspace. Our reader takes
every scalar as text, an editor's YAML parser makes numbers and truth values of some, so a schema accepts both. What an
editor does not mark may still be wrong: `salesplan check` has the last word.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from salesplan_nb.contract import TABLES, TYPES, Column, Table
from salesplan_nb.workspace import fields
from salesplan_nb.workspace.plan import Plan
from salesplan_nb.workspace.resources import resource
from salesplan_nb.workspace.scaffold import SCHEMAS
from salesplan_nb.workspace.source_fields import one_or_more
from salesplan_nb.workspace.sources import FITTING, Sources

Schema = dict[str, Any]
NUMBER = r"[-+−]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"
MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"


def _either(pattern: str, number: Mapping[str, object] | None = None) -> Schema:
    """A text of a pattern, or the number that an editor makes of it."""
    text: Schema = {"type": "string", "pattern": rf"^\s*({pattern})\s*$"}
    return text if number is None else {"anyOf": [text, {"type": "number", **number}]}


WRITTEN: dict[object, Schema] = {
    get_args(kind)[1].func: schema
    for kind, schema in {
        fields.Fraction: _either(rf"{NUMBER}\s*%?", {}),
        fields.Share: _either(rf"{NUMBER}\s*%|[-+−]?0*(\.[0-9]+|0\.?|1\.?0*)", {"minimum": 0, "maximum": 1}),
        fields.Change: _either(rf"{NUMBER}\s*(%|points?|days?|customers?|[A-Z]{{3}})"),
        fields.Cents: _either(NUMBER, {}),
        fields.Month: _either(MONTH),
        fields.Span: _either(rf"[0-9]{{4}}(-Q[1-4])?|{MONTH}(\s*\.\.\s*{MONTH})?", {"minimum": 1900, "maximum": 2200}),
        fields.Day: _either(f"{MONTH}-(0[1-9]|[12][0-9]|3[01])"),
    }.items()
}
"""What may be written for a kind of value, by the function that reads it."""
WORD, SPACED = r"[^\u0000-,/:-@\[-\^`{-\u007f]", r"[^\u0000-\u001f!-&(-,/:-@\[-\^`{-\u007f]"
PORTABLE = {
    r"^[\w.-]{1,60}$": f"^{WORD}{{1,60}}$",
    r"^[\w.-]([\w.'’ -]{0,58}[\w.-])?$": f"^{WORD}({SPACED}{{0,58}}{WORD})?$",
}
r"""Patterns that JavaScript reads otherwise than Python: its \w knows no letter beyond ASCII."""


class _Editor(GenerateJsonSchema):
    """The schema of what may be written, with the text under each key of a model as its description."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        reader = schema["function"]["function"]
        if reader in WRITTEN:
            return json.loads(json.dumps(WRITTEN[reader]))  # type: ignore[no-any-return]
        inner = self.generate_inner(schema["schema"])
        return {"anyOf": [inner["items"], inner]} if reader is one_or_more else inner

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        found = super().str_schema(schema)
        pattern = found.get("pattern", "")
        found["pattern"] = PORTABLE.get(pattern, pattern)
        # A text that looks like a number or a truth value is one to an editor.
        looks = {"string": "", "number": "1", "boolean": "true"}
        found["type"] = [kind for kind, text in looks.items() if not text or re.search(pattern, text)]
        return {key: value for key, value in found.items() if value}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return {"anyOf": [super().int_schema(schema), {"type": "string", "pattern": r"^\s*[0-9]+\s*$"}]}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        limits = {"exclusiveMinimum": schema["gt"]} if "gt" in schema else {}
        return _either(NUMBER, limits)

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:  # noqa: ARG002 -- pydantic's signature
        return {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^(true|false|yes|no|on|off)$"}]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        found = super().nullable_schema(schema)
        plain = self.generate_inner(schema["schema"])
        if isinstance(plain.get("type"), list):
            return {**plain, "type": [*plain["type"], "null"]}
        return found

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found, model = super().model_schema(schema), schema["cls"]
        said = _said(model)
        for name, field in model.model_fields.items():
            key = field.alias or name
            place = found["properties"][key] if key in found.get("properties", {}) else {}
            place.pop("title", None)
            if place.get("default", 0) in (None, [], {}):
                del place["default"]
            if name in said:
                place["description"] = said[name]
        found.pop("title", None)
        return found


def _said(model: type[BaseModel]) -> dict[str, str]:
    """The text under each field of a model, those that it inherits included."""
    found: dict[str, str] = {}
    for part in reversed(model.__mro__):
        if issubclass(part, BaseModel) and part.__module__.startswith("salesplan_nb"):
            body = ast.parse(textwrap.dedent(inspect.getsource(part))).body[0]
            assert isinstance(body, ast.ClassDef)
            for line, under in zip(body.body, body.body[1:], strict=False):
                match line, under:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                        found[name] = inspect.cleandoc(text)
    return found


def plan_schema() -> Schema:
    """The schema of plan.yml."""
    found = _made(Plan)
    found["properties"]["examples"]["items"] = {"enum": sorted(Plan.model_fields)}
    name_alone = found["$defs"]["Channel"]["properties"]["id"]
    found["properties"]["channels"]["items"] = {"anyOf": [name_alone, {"$ref": "#/$defs/Channel"}]}
    return found


def sources_schema() -> Schema:
    """The schema of sources.yml: the model's, with the tables and columns of the contract by name."""
    found = _made(Sources)
    keys = found["properties"]
    columns = {name: column for table in reversed(TABLES.values()) for name, column in table.written.items()}
    texts = sorted(name for name, column in columns.items() if column.kind == "text")
    keys["tables"] = {
        "description": keys["tables"]["description"],
        "type": "object",
        "properties": {name: _source(name, table, found) for name, table in TABLES.items()},
        "required": ["orders"],
        "additionalProperties": False,
    }
    keys["synonyms"] = _by_column("synonyms", keys["synonyms"], {name: columns[name] for name in texts}, found)
    keys["ignore_case"]["items"] = {"enum": texts}
    found["$defs"]["Accepted"]["properties"]["table"]["enum"] = list(TABLES)
    del found["$defs"]["TableSources"]  # each table has its own
    return found


def _made(model: type[BaseModel]) -> Schema:
    return {"$schema": "http://json-schema.org/draft-07/schema#", **model.model_json_schema(schema_generator=_Editor)}


def _source(name: str, table: Table, found: Schema) -> Schema:
    """The keys of one table: those of every table, with its own columns where columns are named, under `also` too."""
    source, also = found["$defs"]["Source"], found["$defs"]["TableSources"]["properties"]["also"]
    own: Schema = {key: {"$ref": f"#/$defs/Source/properties/{key}"} for key in source["properties"]}
    for key in ("columns", "derive", "default", "map", "scale"):
        fitting = {name: column for name, column in table.written.items() if column.kind in FITTING.get(key, TYPES)}
        own[key] = _by_column(key, source["properties"][key], fitting, found)
    for key, column in table.written.items():
        if column.values:
            own["map"]["properties"][key] |= {"type": "object", "additionalProperties": {"enum": list(column.values)}}
            del own["map"]["properties"][key]["$ref"]
    again = {
        key: {"$ref": f"#/properties/tables/properties/{name}/properties/{key}"} for key in own if key != "returns"
    }
    own["also"] = {**also, "items": {**source, "properties": again}}
    return {**source, "description": f"{_sentence(table.row)} {_effect(table)}", "properties": own}


def _by_column(key: str, schema: Schema, columns: Mapping[str, Column], found: Schema) -> Schema:
    """A key that takes columns, each with its meaning; expressions may also give a step on the way its name."""
    (value,) = schema["patternProperties"].values()
    found["$defs"][f"{key}_of_a_column"] = value
    to_value = {"$ref": f"#/$defs/{key}_of_a_column"}
    others = {"patternProperties": schema["patternProperties"]} if key == "derive" else {}
    return {
        "description": schema["description"],
        "type": "object",
        "properties": {name: {**to_value, "description": told(column)} for name, column in columns.items()},
        **(others or {"additionalProperties": False}),
    }


def told(column: Column) -> str:
    """What editors show for a column."""
    parts = [_sentence(column.meaning), f"Type: {column.type}.", "Required." if column.required else ""]
    parts += [f"Switches on: {column.on}." if column.on else "", f"Example: {column.example}" if column.example else ""]
    return " ".join(part for part in parts if part)


def _effect(table: Table) -> str:
    return "A plan needs this table." if table is TABLES["orders"] else f"Switches on: {table.switches_off}."


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def write(folder: Path) -> None:
    """Write both schemas."""
    for name, schema in (("plan.yml", plan_schema()), ("sources.yml", sources_schema())):
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        (folder / SCHEMAS[name]).write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(resource("templates") / "schemas")
