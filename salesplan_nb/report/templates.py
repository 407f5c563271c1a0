"""The Jinja templates of `templates/report/`: escaped by default, and an unknown name is an error."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from salesplan_nb.report.names import UNSEEN
from salesplan_nb.workspace.resources import resource

if TYPE_CHECKING:
    from jinja2 import Environment


def _seen(value: Any) -> Any:
    """A text without control characters; markup of our own stays as it is."""
    return UNSEEN.sub("\ufffd", value) if type(value) is str else value


@functools.cache
def environment() -> Environment:
    """The one environment of this process."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(resource("templates") / "report", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_seen,
    )


def rendered(template: str, **values: Any) -> str:
    """A template of the folder, filled in."""
    return environment().get_template(template).render(values)


@functools.cache
def text(name: str) -> str:
    """A file of the folder as it is: style sheets."""
    return (resource("templates") / "report" / name).read_text(encoding="utf-8")


def fragment(shown: Any) -> str:
    """One object as HTML that stands by itself in a notebook: its own style, light and dark."""
    return rendered("output.j2", shown=shown, css=text("objects.css"))
