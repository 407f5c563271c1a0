"""The content as each of the other tools gives it out of the box: `python making.py FOLDER NAME ...`.

Runs in the environment that has the tool. What a tool does not make (Styler and great_tables: anything but tables)
stands around it as plain HTML, without a style.
"""

from __future__ import annotations

import html
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

Part = dict[str, Any]
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sales plan</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main>{}</main></body></html>"""


def frame(part: Part) -> pd.DataFrame:
    """A table of the page as a DataFrame of its words."""
    width = max(map(len, part["rows"]))
    return pd.DataFrame(part["rows"], columns=part["head"] or [f"{i}" for i in range(width)])


def around(parts: list[Part], table: Callable[[Part], str]) -> str:
    """Words and drawings as plain HTML, tables by the tool."""
    told = []
    for part in parts:
        if part["kind"] == "table":
            told.append(table(part))
        elif part["kind"] == "svg":
            told.append(part["svg"])
        else:
            told.append(f"<{part['kind']}>{html.escape(part['text'])}</{part['kind']}>")
    return PAGE.format("\n".join(told))


def nbconvert(parts: list[Part], template: str) -> str:
    """A notebook of Markdown, frames and drawings, exported without its code."""
    import nbformat.v4 as v4
    from nbconvert import HTMLExporter

    def cell(part: Part) -> Any:
        if part["kind"] == "table":
            shown = {"text/html": frame(part).to_html(index=False, border=1, classes="dataframe")}
            words = [v4.new_markdown_cell(part["caption"])] if part["caption"] else []
            return [*words, v4.new_code_cell("table", outputs=[v4.new_output("display_data", shown)])]
        if part["kind"] == "svg":
            return [
                v4.new_code_cell("drawing", outputs=[v4.new_output("display_data", {"image/svg+xml": part["svg"]})])
            ]
        level = "#" * int(part["kind"][1]) + " " if part["kind"] != "p" else ""
        return [v4.new_markdown_cell(level + part["text"])]

    book = v4.new_notebook(cells=[one for part in parts for one in cell(part)], metadata={"title": "Sales plan"})
    found: str = HTMLExporter(template_name=template, exclude_input=True).from_notebook_node(book)[0]
    return found


def styler(part: Part) -> str:
    """A table by pandas."""
    found: str = frame(part).style.hide(axis="index").set_caption(part["caption"]).to_html()
    return found


def great_tables(part: Part) -> str:
    """A table by great_tables."""
    from great_tables import GT

    found: str = GT(frame(part)).tab_header(title=part["caption"] or " ").as_raw_html()
    return found


def panel(parts: list[Part], file: Path) -> None:
    """A column of panes, saved with its scripts inside."""
    import panel as pn
    from bokeh.resources import INLINE

    pn.extension()
    shown: list[Any] = []
    for part in parts:
        if part["kind"] == "table":
            shown += [pn.pane.Markdown(part["caption"])] if part["caption"] else []
            shown.append(pn.pane.DataFrame(frame(part), index=False))
        elif part["kind"] == "svg":
            shown.append(pn.pane.HTML(part["svg"], sizing_mode="stretch_width"))
        else:
            level = "#" * int(part["kind"][1]) + " " if part["kind"] != "p" else ""
            shown.append(pn.pane.Markdown(level + part["text"], sizing_mode="stretch_width"))
    pn.Column(*shown, sizing_mode="stretch_width").save(file, resources=INLINE, title="Sales plan")


def main() -> None:
    """Write NAME.html for each name."""
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    parts = json.loads((folder / "content.json").read_text(encoding="utf-8"))
    for name in names:
        file = folder / f"{name}.html"
        if name == "panel":
            panel(parts, file)
        elif name in ("lab", "classic"):
            file.write_text(nbconvert(parts, name), encoding="utf-8")
        else:
            file.write_text(around(parts, {"styler": styler, "great_tables": great_tables}[name]), encoding="utf-8")


if __name__ == "__main__":
    main()
