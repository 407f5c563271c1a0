"""What the end-to-end tests share: the command as a process, fresh workspaces, a page read without a browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from filelock import FileLock

from tests.script import run_as_script

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "salesplan_nb.cli"]
REAL = {
    "b2b-crm": "crm_opportunities",
    "category-targets": "india_ecommerce_targets",
    "header-and-lines": "northwind",
    "regional-sales": "us_regional_sales",
    "repeat-buyers": "cdnow",
    "retail-orders": "online_retail",
    "web-orders": "dp_data_sales",
}
"""Templates for public sets of data, with the folder of theirs."""
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
BLOCKS = {"caption", "dd", "desc", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "li", "p", "section", "td", "th"}
BLOCKS |= {"summary", "text", "title", "tr"}


def salesplan(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """The command, run to its end in a process of its own."""
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, **options)  # type: ignore[call-overload, no-any-return]


def made(*arguments: object, **options: object) -> str:
    """What the command printed; it must have come through."""
    done = salesplan(*arguments, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def fresh_sample(folder: Path) -> Path:
    """A copy of the sample's plan, mapping and data, with no run in it."""
    folder.mkdir(parents=True)
    for name in ("plan.yml", "sources.yml"):
        shutil.copy(ROOT / "data" / "sample" / name, folder)
    shutil.copytree(ROOT / "data" / "sample" / "data", folder / "data")
    return folder


def ran_as_script(folder: Path) -> Path:
    """A workspace with a run that needed no kernels, which take longer to start than a small workspace to reckon.

    What tells of kernels (processes, outputs, the notebooks' pages) is tested on runs that the command made;
    test_bytes.py shows that tables, page and workbook are the same.
    """
    run_as_script(folder).rename(folder / "runs" / "script")
    (folder / "runs" / "latest").symlink_to("script")
    return folder


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker who asks for it makes, and all share; nobody writes into it afterwards."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder = base / f"e2e-{name}" / name
    with FileLock(base / f"e2e-{name}.lock"):
        if not (folder / "runs" / "latest").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.parent.mkdir(exist_ok=True)
            make(folder)
    return folder


@dataclass
class Drawing:
    """An SVG of a page."""

    attributes: dict[str, str]
    title: str = ""
    desc: str = ""


@dataclass
class Read(HTMLParser):
    """A page as a reader without eyes has it: words, tables, ids, drawings."""

    html: str
    words: list[str] = field(default_factory=list)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    policy: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.path: list[str] = []
        self.caption = ""
        self.rows: list[list[str]] = []
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in found}
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.styles += [
            f"{name}:{attributes[name]}" for name in ("style", "fill", "stroke", "bgcolor") if name in attributes
        ]
        if attributes.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = attributes["content"]
        match tag:
            case "svg":
                self.drawings.append(Drawing(attributes))
            case "table":
                self.caption, self.rows = "", []
            case "tr":
                self.rows.append([])
            case "td" | "th":
                self.rows[-1].append("")
        if tag in BLOCKS:
            self.words.append("\n")
        if tag not in VOID:
            self.path.append(tag)

    def handle_startendtag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, found)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.path.pop() == tag, f"{tag} closes what it did not open"
        if tag in BLOCKS:
            self.words.append("\n")
        if tag == "table":
            self.tables[plain(self.caption)] = [[plain(cell) for cell in row] for row in self.rows]

    def handle_data(self, data: str) -> None:
        if {"style", "script"}.intersection(self.path):
            return
        self.words.append(data)
        if "caption" in self.path:
            self.caption += data
        elif {"td", "th"}.intersection(self.path):
            self.rows[-1][-1] += data
        if "svg" in self.path and "title" in self.path:
            self.drawings[-1].title += data
        if "svg" in self.path and "desc" in self.path:
            self.drawings[-1].desc += data

    @property
    def text(self) -> str:
        """All words, a block a line."""
        lines = (plain(line) for line in "".join(self.words).splitlines())
        return "\n".join(line for line in lines if line)

    def table(self, caption: str) -> list[list[str]]:
        """The table whose caption begins so."""
        (found,) = [rows for name, rows in self.tables.items() if name.startswith(caption)]
        return found

    def row(self, caption: str, first: str) -> list[str]:
        """The row of a table whose first cell begins so."""
        (found,) = [row for row in self.table(caption) if row and row[0].startswith(first)]
        return found

    def drawing(self, name: str) -> Drawing:
        """The chart whose title has this id."""
        (found,) = [d for d in self.drawings if d.attributes.get("aria-labelledby", "").split()[:1] == [f"{name}-t"]]
        return found


def plain(text: str) -> str:
    """Words with one blank between them."""
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("\u202f", " ")).strip()


def read(folder: Path) -> Read:
    """The plan of a workspace's last run."""
    return Read((folder / "runs" / "latest" / "plan.html").read_text(encoding="utf-8"))


def says(shown: str, value: float) -> bool:
    """Whether a printed number ('+1,234.5M', '−3%', '28%') is the value, rounded to the digits shown."""
    digits = re.sub(r"[^\d.\-]", "", shown.replace("−", "-"))
    decimals = len(digits.partition(".")[2])
    return abs(float(digits) - value) <= 0.5 * 10**-decimals + 1e-9
