"""The table of docs/pages.md, and who is better at what."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from measuring import Measured

HEAD = """# The plan's page beside other tools

Made by `.venv/bin/python benchmarks/pages`; do not edit. Content: the page of the sample's last run, {words} headings
and sentences, {tables} tables, {drawings} drawings, the same for each tool as it comes out of the box. nbconvert
exports a notebook without its code; Styler and great_tables make the tables, words and drawings stand around them as
plain HTML; Panel saves a column of panes with its scripts inside. Chromium {chromium}, 390 x 844 px, network watched
and blocked; axe-core as of axe-playwright-python {axe}, every rule, all folds open.

"""
COLUMNS: tuple[tuple[str, Callable[[Measured], str], Callable[[Measured], float]], ...] = (
    ("KB", lambda m: f"{m.kilobytes:,}", lambda m: m.kilobytes),
    ("requests", lambda m: f"{m.asked.total():,}", lambda m: m.asked.total()),
    ("console messages", lambda m: f"{m.console:,}", lambda m: m.console),
    ("axe findings (rules)", lambda m: f"{m.rules.total()} ({len(m.rules)})", lambda m: m.rules.total()),
    ("overflow at 390 px", lambda m: f"{m.overflow} px", lambda m: m.overflow),
    (
        "smallest word in drawings",
        lambda m: f"{m.smallest:.1f} px" if m.smallest is not None else "a picture",
        lambda m: -(m.smallest or 0),
    ),
    ("A4 pages", lambda m: str(m.printed), lambda m: m.printed),
    ("sentences without script", lambda m: f"{m.told:.0%}", lambda m: -round(m.told, 2)),
    ("dark mode", lambda m: "yes" if m.dark else "no", lambda m: -m.dark),
)


def report(found: dict[str, Measured], content: list[dict[str, Any]], chromium: str) -> str:
    """The page of docs/, from the figures by tool, ours first."""
    kinds = [part["kind"] for part in content]
    drawings, tables = kinds.count("svg"), kinds.count("table")
    text = HEAD.format(
        words=len(kinds) - drawings - tables,
        tables=tables,
        drawings=drawings,
        chromium=chromium,
        axe=version("axe-playwright-python"),
    )
    text += f"| | {' | '.join(name for name, _, _ in COLUMNS)} |\n|---|{'---:|' * len(COLUMNS)}\n"
    for name, one in found.items():
        text += f"| {name} | {' | '.join(show(one) for _, show, _ in COLUMNS)} |\n"
    ours, *others = found.items()
    text += "\nBetter than ours:\n\n"
    better = [
        f"- {what}: {name}, {show(one)} against {show(ours[1])}.\n"
        for what, show, cost in COLUMNS
        for name, one in others
        if cost(one) < cost(ours[1])
    ]
    text += "".join(better) or "- none of them, in any column.\n"
    text += "\nWhat is asked of the network:\n\n"
    asked = [
        f"- {name}: {', '.join(f'{host} {count:,}' for host, count in sorted(one.asked.items()))}.\n"
        for name, one in found.items()
        if one.asked
    ]
    text += "".join(asked) or "- nothing by any of them.\n"
    text += "\nRules that axe finds broken:\n\n"
    for name, one in found.items():
        told = ", ".join(f"{rule} {count}" for rule, count in sorted(one.rules.items(), key=lambda r: (-r[1], r[0])))
        text += f"- {name}: {told or 'none'}.\n"
    return text
