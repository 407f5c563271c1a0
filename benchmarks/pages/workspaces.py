"""Every workspace's page, looked at and measured: `.venv/bin/python benchmarks/pages/workspaces.py FOLDER
[WORKSPACE ...]`.

Without workspaces, the sample's last run and each template on its public set (SALESPLAN_REAL_DATA or ../shared/data),
run into FOLDER where it has none yet. Prints a line a workspace: what axe finds with every rule in every state and
what it leaves open, overflow, the lowest contrasts, the first screen. FOLDER/NAME-390-dark.png and so on are for
looking at: whole pages, folds shut, cut into columns that stand side by side.
"""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from PIL import Image
from playwright.sync_api import sync_playwright

from salesplan_nb.workspace.scaffold import init, templates
from tests.conftest import CHROMIUM_FLAGS, find_chromium
from tests.e2e import first_screen, probes
from tests.e2e.support import REAL, ran_as_script

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
COLUMN = {390: 2532, 1440: 2700}
"""Height of a column of a picture, by width of the window [px]."""


def main() -> None:
    """Measure and picture each workspace."""
    folder, *given = map(Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = find_chromium()
        browser = playwright.chromium.launch(executable_path=str(chromium) if chromium else None, args=CHROMIUM_FLAGS)
        for workspace in given or made(folder):
            print(line(browser, workspace), flush=True)
            pictures(browser, workspace, folder)


def made(folder: Path) -> list[Path]:
    """The sample and a workspace of each template, with a run in it."""
    data = Path(os.environ.get("SALESPLAN_REAL_DATA", ROOT.parent / "shared" / "data"))
    found = [ROOT / "data" / "sample"]
    for name in templates():
        workspace = folder / name
        if not workspace.exists():
            init(workspace, name, data / REAL[name] if name in REAL else None)
        if not (workspace / "runs" / "latest").exists():
            ran_as_script(workspace)
        found.append(workspace)
    return found


def opened(browser: Browser, workspace: Path) -> Page:
    """A workspace's plan, past its policy."""
    page = browser.new_page(bypass_csp=True, viewport={"width": 390, "height": 844})
    page.goto((workspace / "runs" / "latest" / "plan.html").resolve().as_uri())
    return page


def line(browser: Browser, workspace: Path) -> str:
    """What was measured, as a few lines."""
    page = opened(browser, workspace)
    answers = first_screen.answers(page, workspace)
    late = [
        f"{answer.name} {answer.wrong or f'+{answer.beyond} px'}" for answer in answers if answer.wrong or answer.beyond
    ]
    found: Counter[str] = Counter()
    left: Counter[str] = Counter()
    beyond = 0
    for state in probes.states(page):
        found.update(rule for rule, _ in probes.axe(page))
        if state.startswith("390"):
            left.update(rule for rule, _ in probes.axe(page, open_questions=True))
        beyond = max(beyond, 0 if state.startswith("print") else page.evaluate(probes.OVERFLOW))
    page.set_viewport_size({"width": 390, "height": 844})
    size = (workspace / "runs" / "latest" / "plan.html").stat().st_size
    first = ", ".join(late) or "all answered"
    told = [
        f"{workspace.name}: {size / 1000:.0f} KB, axe {dict(found) or 0}, left open {dict(left) or 0}",
        f"  overflow {beyond} px, smallest word {page.evaluate(probes.SMALLEST):.1f} px, first screen: {first}",
    ]
    for scheme in probes.SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        words, marks = probes.words_on_marks(page)[0], probes.marks(page)[0]
        steps = probes.steps(page, "quotas")
        apart = [f"{two[0] / one[0]:.1f}" for one, two in pairwise(steps)]
        told.append(
            f"  {scheme}: words {words[0]:.1f} ({words[1]}: {words[2]}), marks {marks[0]:.1f} ({marks[1]})"
            + (f", heat map {' '.join(f'{fill:.1f}' for fill, _ in steps)} on the ground" if steps else "")
            + (f", borders {' '.join(f'{border:.1f}' for _, border in steps)}" if steps else "")
            + (f", neighbours {' '.join(apart)}" if apart else "")
        )
    page.close()
    return "\n".join(told)


def pictures(browser: Browser, workspace: Path, folder: Path) -> None:
    """The page at phone and desktop width, light and dark."""
    page = opened(browser, workspace)
    for width, height in COLUMN.items():
        page.set_viewport_size({"width": width, "height": 844})
        for scheme in probes.SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            whole = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
            columns = -(-whole.height // height)
            sheet = Image.new("RGB", (columns * (width + 16), height), (128, 128, 128))
            for i in range(columns):
                part = whole.crop((0, i * height, width, min((i + 1) * height, whole.height)))
                sheet.paste(part, (i * (width + 16), 0))
            sheet.save(folder / f"{workspace.name}-{width}-{scheme}.png")
    page.close()


if __name__ == "__main__":
    main()
