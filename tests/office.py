"""LibreOffice Calc as a second program that opens our workbooks: it computes every formula anew, whatever is stored."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Compute when a file is loaded: without this the stored results of Excel's files are taken as they are."""
SECONDS = 120
CELL = re.compile(r"(<c [^>]*>)(<f>[^<]*</f>)<v>([^<]*)</v>")
POISON = 987654321.125


def find_libreoffice() -> Path | None:
    """LibreOffice's program; None where there is none."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return None


@dataclass(frozen=True)
class Office:
    """LibreOffice with a profile of its own."""

    program: Path
    folder: Path

    def recalculated(self, *files: Path) -> list[Any]:
        """Each workbook as LibreOffice saves it after computing all its formulas: its values."""
        profile, out = self.folder / "profile", self.folder / "out"
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(ALWAYS, encoding="utf-8")
        line = [self.program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        done = subprocess.run(
            [*line, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, *files],
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env=os.environ | {"HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
        )
        made = [out / file.name for file in files]
        assert all(file.is_file() for file in made), done.stderr.decode(errors="replace")
        return [openpyxl.load_workbook(file, data_only=True) for file in made]


def poisoned(data: bytes, target: Path) -> int:
    """Write a workbook in which the stored result of every formula is wrong; how many there are."""
    count = 0

    def wrong(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        stored = "poison" if 't="str"' in match[1] else str(POISON)
        return f"{match[1]}{match[2]}<v>{stored}</v>"

    source = target.with_suffix(".source")
    source.write_bytes(data)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = CELL.sub(wrong, text.decode()).encode()
            new.writestr(name, text)
    return count


def formulas(data: Path) -> dict[tuple[str, str], str]:
    """Every formula of a workbook by sheet and cell."""
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in openpyxl.load_workbook(data)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def named(book: Any, name: str) -> Any:
    """The value of a cell that has a name."""
    ((sheet, cell),) = list(book.defined_names[name].destinations)
    return book[sheet][cell.replace("$", "")].value


def errors(book: Any) -> list[str]:
    """Cells that show an error."""
    return [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e" or str(cell.value).startswith(("#", "Err:"))
    ]


def same(stored: Any, computed: Any) -> bool:
    """Whether two results are the same: figures to what a float can hold of them, words as they are."""
    if isinstance(stored, int | float) and isinstance(computed, int | float):
        return abs(stored - computed) <= 1e-9 * max(1.0, abs(stored))
    return bool((stored or "") == (computed or ""))
