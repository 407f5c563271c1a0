"""An executed notebook as one offline page in the plan's look: code folded but present, nothing from outside runs."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from salesplan_nb.report.names import ANSI, UNSEEN, clean
from salesplan_nb.report.templates import rendered, text

OURS = '<div class="salesplan">'
"""What our objects' HTML holds; every other HTML output is shown as its plain text."""
ACTIVE = re.compile(
    r"<\s*(script|iframe|object|embed|link|meta|base|form|foreignObject)\b|[\s/]on\w+\s*=|(href|src)=(?!#)",
    re.IGNORECASE,
)
VALUE = re.compile(r'"[^"]*"')
INSIDE_TAG = re.compile(r"<[^>]*>")
PRE = '<pre tabindex="0" role="group" aria-label="Text">'
"""A block that may be wider than the window, within reach of the keyboard."""


def notebook_page(path: Path) -> str:
    """The page of an executed notebook.

    Parameters
    ----------
    path : Path
        The .ipynb file.
    """
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    cells = [_cell(cell) for cell in notebook.cells]
    title = next(
        (
            clean(line.lstrip("# "))
            for cell in notebook.cells
            if cell.cell_type == "markdown"
            for line in cell.source.splitlines()
            if line.startswith("# ")
        ),
        path.stem,
    )
    return rendered("notebook.j2", title=title, cells=cells, css=text("page.css"), objects=text("objects.css"))


def _cell(cell: Any) -> dict[str, Any]:
    if cell.cell_type == "markdown":
        return {"kind": "words", "html": Markup(markdown(cell.source))}  # noqa: S704 -- raw HTML was escaped by the renderer
    if cell.cell_type != "code":
        return {"kind": "words", "html": Markup(PRE) + escape(cell.source) + Markup("</pre>")}  # noqa: S704 -- ours
    outputs = [shown for output in cell.outputs if (shown := _output(output))]
    return {
        "kind": "code",
        "source": cell.source,
        "html": Markup("").join(outputs),
        "tag": "parameters" if "injected-parameters" in cell.metadata.get("tags", []) else "",
    }


@functools.cache
def _markdown() -> Any:
    import mistune

    # escape: raw HTML is shown as text; mistune itself drops javascript: addresses.
    return mistune.create_markdown(escape=True, plugins=["table", "strikethrough"])


def markdown(source: str) -> str:
    """Markdown as HTML; raw HTML in it is text, its links lead nowhere that runs, images are named only."""
    html = str(_markdown()(source)).replace("<pre>", PRE)
    html = re.sub(r'<img src="[^"]*" alt="([^"]*)"[^>]*/?>', r"<em>\1</em>", html)
    return re.sub(r'<a href="(?!https?:|#|mailto:)[^"]*"', '<a href="#"', html)


def _output(output: Any) -> Markup | None:
    """One output: HTML of ours as it is, everything else as escaped text."""
    if output.output_type == "stream":
        return _plain(output.text)
    if output.output_type == "error":
        return _plain("\n".join(output.traceback) or f"{output.ename}: {output.evalue}")
    data = output.get("data", {})
    html = data.get("text/html", "")
    if html and is_ours(html):
        return Markup(without_style(html))  # noqa: S704 -- made and escaped by our templates, and free of what could run
    if html or "text/plain" in data:
        return _plain(data.get("text/plain", ""))
    return None


def is_ours(html: str) -> bool:
    """Whether an output is HTML of our objects: begins as they do, and no tag in it could run or load anything."""
    if not re.match(r"\s*<style>", html) or OURS not in html:
        return html.startswith("<p>") and html.count("<") == 2 and html.rstrip().endswith("</p>")
    return not any(ACTIVE.search(VALUE.sub(_empty, tag)) for tag in INSIDE_TAG.findall(html))


def _empty(match: re.Match[str]) -> str:
    """A quoted value as what matters of it: whether it points into the page."""
    return "#" if match[0].startswith('"#') else ""


def without_style(html: str) -> str:
    """Our HTML without the style sheet that each output carries: the page has it once."""
    return re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


def _plain(words: str) -> Markup | None:
    words = ANSI.sub("", words)
    kept = "\n".join(UNSEEN.sub("\ufffd", line).rstrip() for line in words.splitlines()).strip("\n")
    return (
        Markup('<pre class="out" tabindex="0" role="group" aria-label="Output">') + escape(kept) + Markup("</pre>")
        if kept
        else None
    )
