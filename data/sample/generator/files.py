"""Text of the files: CSV with commas and LF, and a plain YAML of mappings, lists and scalars."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_ ()/.+*=-]*[A-Za-z0-9)]|[A-Za-z]")
RESERVED = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def money(cents: int) -> str:
    """Cents as a decimal number with two places."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def quoted(field: str) -> str:
    """A CSV field, quoted where it needs it."""
    return '"' + field.replace('"', '""') + '"' if any(mark in field for mark in ',"\n') else field


def write_csv(path: Path, header: str, rows: Iterable[Sequence[str]]) -> int:
    """Write a table and return its number of rows without the header."""
    lines = [",".join(map(quoted, row)) for row in rows]
    path.write_bytes(("\n".join([header, *lines]) + "\n").encode())
    return len(lines)


def scalar(value: Any) -> str:
    """A YAML scalar."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    if PLAIN.fullmatch(text) and text.lower() not in RESERVED:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def yaml_lines(value: Any, indent: int = 0) -> list[str]:
    """A mapping as YAML lines; a list of scalars stands in one line."""
    pad, lines = "  " * indent, []
    for key, entry in value.items():
        if isinstance(entry, dict) and entry:
            lines += [f"{pad}{scalar(key)}:", *yaml_lines(entry, indent + 1)]
        elif isinstance(entry, dict):
            lines.append(f"{pad}{scalar(key)}: {{}}")
        elif isinstance(entry, list | tuple):
            lines.append(f"{pad}{scalar(key)}: [{', '.join(map(scalar, entry))}]")
        else:
            lines.append(f"{pad}{scalar(key)}: {scalar(entry)}")
    return lines


def write_yaml(path: Path, comment: str, value: dict[str, Any]) -> None:
    """Write a mapping with a comment above it."""
    path.write_bytes(("\n".join([f"# {comment}", *yaml_lines(value)]) + "\n").encode())
