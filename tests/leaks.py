"""Names in a run's files: every text of every kind of file, searched by words alone, in any case and spelling."""

from __future__ import annotations

import csv
import html
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests import pdf


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text of a run, file by file: cells of Parquet, what is zipped in a workbook, words of a PDF."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = str(file.relative_to(folder))
        if file.suffix == ".parquet":
            for column in (table := pq.read_table(file)).column_names:
                if pa.types.is_string(table[column].type):
                    yield f"{name}: {column}", "\n".join({value for value in table[column].to_pylist() if value})
        elif file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as book:
                for part in book.namelist():
                    yield f"{name}: {part}", html.unescape(book.read(part).decode())
        elif file.suffix == ".pdf":
            yield name, " ".join(pdf.pages(file))
        elif file.suffix == ".ipynb":
            yield name, html.unescape(json.dumps(json.loads(file.read_text()), ensure_ascii=False))
        else:
            yield name, html.unescape(file.read_text())


def words(text: str) -> str:
    """Words alone, in one case and without accents, each between spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return f" {re.sub(r'[^a-zA-Z0-9]+', ' ', bare).casefold()} "


def leaks(folder: Path, names: set[str]) -> set[tuple[str, str]]:
    sought = {words(name): name for name in names}
    found = ((place, words(text)) for place, text in texts(folder))
    return {(place, name) for place, told in found for key, name in sought.items() if key in told}


def column(file: Path, name: str) -> set[str]:
    with file.open(encoding="utf-8", newline="") as lines:
        return {row[name] for row in csv.DictReader(lines) if row[name]}
