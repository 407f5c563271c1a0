"""The page of a run that did not come through."""

from __future__ import annotations

import html
from collections.abc import Callable

from salesplan_nb.run.kernels import StageFailed
from salesplan_nb.run.manifest import Manifest

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>FAILED: {workspace}</title>
<style>
body{{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}}
pre{{white-space:pre-wrap}}
</style>
</head><body><main>
<h1>FAILED: no plan was published</h1>
<p>{where}</p>
<pre>{why}</pre>
<p>The last good plan, if there is one, is untouched: runs/latest/plan.html.</p>
<p>{kept}</p>
</main></body></html>
"""


def page(record: Manifest, error: BaseException | None, told: Callable[[str], str] = str) -> str:
    """The FAILED page: where the run stopped, why, and what was kept.

    Parameters
    ----------
    record : Manifest
        Of the run.
    error : BaseException or None
        What stopped it; None where the process was killed and could not tell.
    told : callable
        Takes names out of what stopped it.
    """
    done = [s.name for s in record.stages if s.status == "done"]
    stopped = next((f"in stage '{s.name}'" for s in record.stages if s.status != "done"), "between two stages")
    before = ", ".join(done) or "nothing"
    where = f"Run {record.run_id} of {record.workspace} stopped {stopped}. Done before: {before}."
    if error is None:
        why = "The process was killed (out of memory, power, or by hand) before it could say why."
    elif isinstance(error, StageFailed):
        failure = error.failure
        place = f"{failure.notebook}, under '{failure.heading}'" if failure.heading else failure.notebook
        why = told(f"{place}\n{failure.cause}")
    elif record.status == "interrupted":
        why = "Stopped by a signal."
    else:
        why = told(str(error)) or type(error).__name__
    kept = "The notebooks beside this page show what each cell did."
    if error is None and record.redacted:
        kept = "Its notebooks are not kept: names may not have been taken out of them yet."
    values = {"workspace": record.workspace, "where": where, "why": why, "kept": kept}
    return PAGE.format(**{name: html.escape(text) for name, text in values.items()})
