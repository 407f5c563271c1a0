"""Pages of the sample's variants: what each says, sentence by sentence and table row by table row."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
Words = dict[str, str]


@dataclass(frozen=True)
class Variant:
    """A workspace to be made: generated, or a copy of the committed one with some entries edited."""

    name: str
    seed: int = 2027
    off: tuple[str, ...] = ()
    turn: tuple[str, ...] = ()
    edit: Callable[[Path], None] | None = None


def pages(variants: Iterable[Variant], folder: Path) -> dict[str, Words]:
    """What the page of each variant says. Two processes: `make test` has two cores."""
    wanted = list(variants)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        told = list(pool.map(_page, wanted, [folder / one.name for one in wanted]))
    return {one.name: words for one, words in zip(wanted, told, strict=True)}


def _page(one: Variant, folder: Path) -> Words:
    make(one, folder)
    from tests.script import run_as_script

    out = run_as_script(folder)
    sentences = pd.read_parquet(out / "tables" / "plan" / "sentences.parquet")
    words = dict(zip(sentences["sentence"], sentences["text"], strict=True))
    words |= rows_of(next(out.rglob("plan.html")).read_text(encoding="utf-8"))
    words |= {f"rep {row['rep_id']}": row["name"] for row in _rows(folder / "data" / "reps.csv")}
    shutil.rmtree(folder)
    return words


def make(one: Variant, folder: Path) -> None:
    """Write the variant's workspace."""
    if one.edit is None:
        sys.path.insert(0, str(SAMPLE))
        from generator import generate

        generate(one.seed, folder, off=one.off, turn=one.turn)
    else:
        shutil.copytree(SAMPLE / "data", folder / "data")
    for name in ("plan.yml", "sources.yml"):
        shutil.copyfile(SAMPLE / name, folder / name)
    if one.edit:
        one.edit(folder)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_of(page: str) -> Words:
    """Rows of the page's tables: 'row CAPTION | HEADER' -> its cells; the header without its small note."""
    reader = _Tables()
    reader.feed(page)
    return reader.rows


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Words = {}
        self.caption = ""
        self.inside = ""
        self.small = False
        self.header = ""
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- as its base
        self.small = self.small or tag == "small"
        if tag == "caption":
            self.caption = ""
        elif tag == "tr":
            self.header, self.cells = "", []
        elif tag in ("th", "td"):
            self.cells.append("")
        if tag in ("caption", "th", "td"):
            self.inside = tag

    def handle_data(self, data: str) -> None:
        if self.inside == "caption":
            self.caption += data
        elif self.inside:
            self.cells[-1] += f" {data.strip()}"
            if self.inside == "th" and not self.small:
                self.header += data.strip()

    def handle_endtag(self, tag: str) -> None:
        self.small = self.small and tag != "small"
        if tag in ("caption", "th", "td"):
            self.inside = ""
        elif tag == "tr" and self.header:
            self.rows[f"row {self.caption} | {self.header}"] = ";".join(cell.strip() for cell in self.cells)
