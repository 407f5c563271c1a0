"""The plan's page beside what other tools make of the same content: `.venv/bin/python benchmarks/pages
[WORKSPACE]`.

The content is the page's own: its headings, sentences, tables and drawings, in their order, read from the last run
(of the sample by default). nbconvert (lab and classic) and Styler are those of our lock; great_tables and Panel are
installed into a folder that is thrown away. Everything is opened in Chromium with the network watched and blocked.
The table goes to docs/pages.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import measuring
from playwright.sync_api import sync_playwright
from report import report

from tests.conftest import CHROMIUM_FLAGS, find_chromium

ROOT = Path(__file__).parents[2]
OTHERS = ("great_tables==1.1.0", "panel==1.9.4", "pandas==3.1.1")
"""What is installed for the comparison alone; pandas as the lock has it."""
CONTENT = """() => { const parts = [], words = e => e.textContent.replace(/\\s+/g, ' ').trim();
  document.querySelectorAll('details').forEach(d => d.open = true);
  for (const e of document.querySelectorAll('h1, h2, h3, h4, p, li, dt, dd, figcaption, table, svg[role=img]')) {
    const inside = e.parentElement.closest('table, p, li:has(> p), nav, svg');
    if (inside || (e.tagName === 'LI' && e.querySelector('li, svg'))) continue;
    if (e.tagName === 'TABLE') parts.push({kind: 'table', caption: e.caption ? words(e.caption) : '',
      head: [...(e.tHead ? e.tHead.rows[0].cells : [])].map(words),
      rows: [...e.tBodies[0].rows].map(row => [...row.cells].map(words))});
    else if (e.tagName === 'svg') parts.push({kind: 'svg', svg: e.outerHTML});
    else if (words(e)) parts.push({kind: /^H/.test(e.tagName) ? e.tagName.toLowerCase() : 'p', text: words(e)}); }
  return parts; }"""


def main() -> None:
    """Make the pages, measure them, write the table."""
    workspace = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "sample"
    ours = (workspace / "runs" / "latest" / "plan.html").resolve()
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        chromium = find_chromium()
        browser = playwright.chromium.launch(executable_path=str(chromium) if chromium else None, args=CHROMIUM_FLAGS)
        page = browser.new_page(bypass_csp=True)
        page.goto(ours.as_uri())
        content = page.evaluate(CONTENT)
        page.close()
        (folder / "content.json").write_text(json.dumps(content), encoding="utf-8")
        for environment, *names in (
            (Path(sys.executable), "lab", "classic", "styler"),
            (_environment(folder), "great_tables", "panel"),
        ):
            script = Path(__file__).parent / "making.py"
            subprocess.run([str(environment), str(script), str(folder), *names], check=True)
        files = {
            "salesplan_nb": ours,
            f"nbconvert {version('nbconvert')}, lab": folder / "lab.html",
            f"nbconvert {version('nbconvert')}, classic": folder / "classic.html",
            f"pandas {version('pandas')}, Styler": folder / "styler.html",
            OTHERS[0].replace("==", " "): folder / "great_tables.html",
            OTHERS[1].replace("==", " ").capitalize(): folder / "panel.html",
        }
        told = [part["text"] for part in content if part["kind"] == "p"]
        found = {name: measuring.measured(browser, file, told) for name, file in files.items()}
        text = report(found, content, browser.version)
        browser.close()
    (ROOT / "docs" / "pages.md").write_text(text, encoding="utf-8")
    print(text)


def _environment(folder: Path) -> Path:
    """The Python of an environment with what is compared."""
    uv = str(Path(sys.executable).with_name("uv"))
    subprocess.run([uv, "venv", "-q", str(folder / "others")], check=True)
    python = folder / "others" / "bin" / "python"
    subprocess.run([uv, "pip", "install", "-q", "--python", str(python), *OTHERS], check=True)
    return python


if __name__ == "__main__":
    main()
