"""The kinds of value that sources.yml holds: names of files and columns, encodings, zones, expressions."""

from __future__ import annotations

import codecs
from decimal import Decimal
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from salesplan_nb.files.listing import leads_out
from salesplan_nb.workspace.date_forms import date_form
from salesplan_nb.workspace.expressions import expression
from salesplan_nb.workspace.fields import Text
from salesplan_nb.workspace.masking import masked

LEAST, GREATEST = Decimal("1e-9"), Decimal("1e9")
"""Factors that a file's numbers may have."""


def _no_address(text: str) -> str:
    if "://" in text or masked(text) != text:
        raise ValueError(f"{masked(text)!r} is an address; export the tables as files, and name those")
    return text


def _inside(text: str) -> str:
    _no_address(text)
    if leads_out(text):
        raise ValueError(f"{text!r} leads out of the data folder; name a file in it, and the folder under data:")
    return text


def _known_encoding(text: str) -> str:
    try:
        codecs.lookup(text)
    except LookupError as cause:
        raise ValueError(f"not an encoding: {text!r}; write utf-8, utf-16, latin-1 or cp1252") from cause
    return text


def _known_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError) as cause:  # not found is a KeyError
        raise ValueError(f"not a time zone: {text!r}; write one such as Europe/Berlin") from cause
    return text


def _readable(text: str) -> str:
    try:
        columns = list(expression(text).columns())
    except ValueError as cause:
        raise ValueError(f'{cause}; write columns joined by + - * /, such as pieces * "Unit Price"') from cause
    if not columns:
        raise ValueError(f"{text!r} reads no column; write the same value for all rows under default")
    return text


def _within_reason(factor: Decimal) -> Decimal:
    if not LEAST <= factor <= GREATEST:
        raise ValueError(f"{str(factor)[:60]} is no factor between a billionth and a billion; write one such as 1000")
    return factor


def one_or_more(value: object) -> object:
    """A text alone stands for a list of one."""
    return [value] if isinstance(value, str) else value


Column = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""A column of a file, as its header writes it."""
Canonical = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,60}$")]
"""A column of the contract; one in money is written without `_cents`: `amount`, `unit_cost`."""
File = Annotated[Text, AfterValidator(_inside)]
Files = Annotated[list[File], Field(min_length=1), BeforeValidator(one_or_more)]
"""A file, a folder, a pattern such as `orders-*.csv`, or a list of them."""
Columns = Annotated[list[Column], Field(min_length=1), BeforeValidator(one_or_more)]
"""A column of the file, or the names that it has in one file or another."""
Encoding = Annotated[str, AfterValidator(_known_encoding)]
Form = Annotated[Text, AfterValidator(date_form)]
"""A form of dates as strptime takes it, or `excel`."""
Expression = Annotated[Text, AfterValidator(_readable)]
Factor = Annotated[Decimal, Field(gt=0, allow_inf_nan=False), AfterValidator(_within_reason)]
"""What the numbers of a column are multiplied by."""
Zone = Annotated[str, AfterValidator(_known_zone)]
Folder = Annotated[Text, AfterValidator(_no_address)]
"""A folder, relative to the workspace or absolute."""
