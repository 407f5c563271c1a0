"""The what-ifs in a real JupyterLab and a real browser: keys move slider, bases and locks, and the answers too."""
# ruff: noqa: S608 -- queries of our own on files of our own

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import duckdb
import nbformat
import psutil
import pytest

from salesplan_nb.workspace.plan import Breakdown
from salesplan_nb.workspace.yamlfile import parsed
from tests.e2e import probes
from tests.e2e.support import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.slow

NOTEBOOK = "02_goals.ipynb"


@dataclass(frozen=True)
class Lab:
    """A JupyterLab at work."""

    address: str
    token: str
    process: psutil.Process
    workspace: Path


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def lab(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab on a folder with the notebook, which is pointed at a copy of the finished workspace."""
    home = tmp_path_factory.mktemp("lab")
    workspace = home / "workspace"
    shutil.copytree(sample, workspace, symlinks=True)
    opened = home / "opened"
    opened.mkdir()
    notebook = nbformat.read(ROOT / "notebooks" / NOTEBOOK, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = re.sub(r"(?m)^workspace = .*$", f"workspace = {str(workspace)!r}", cell.source)
    nbformat.write(notebook, opened / NOTEBOOK)

    settings = {  # all cells in the page at once; no news from a network that is not there
        "notebook-extension/tracker": {"windowingMode": "none"},
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    }
    for name, values in settings.items():
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(values), encoding="utf-8")
    port, token = free_port(), secrets.token_hex(16)
    environment = os.environ | {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "spaces"),
    }
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
                "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={opened}",
                "--LabApp.expose_app_in_browser=True",
            ],
            cwd=opened, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    server = psutil.Process(process.pid)
    try:
        wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", process)
        yield Lab(f"http://127.0.0.1:{port}", token, server, workspace)
        children = server.children(recursive=True)
        process.terminate()
        process.wait(30)
        _, left = psutil.wait_procs(children, timeout=10)
        for child in left:
            child.kill()
        assert left == [], "kernels outlived their server"
    finally:
        if process.poll() is None:
            for child in [*server.children(recursive=True), server]:
                child.kill()
            process.wait(10)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 90
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 -- our own server
                assert answer.status == 200
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            assert process.poll() is None, "JupyterLab ended"
            assert time.monotonic() < end, "JupyterLab did not come up"
            time.sleep(0.3)


@pytest.fixture(scope="module")
def page(browser: Browser, lab: Lab) -> Iterator[Page]:
    """A window that reaches this server and nothing else, with the notebook run in it."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    refused: list[str] = []

    def answer(route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(lab.address).netloc or route.request.url.startswith(
            ("data:", "blob:")
        ):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    context.route("**/*", answer)
    window = context.new_page()
    run_all(window, lab)
    yield window
    context.close()
    assert refused == []


def run_all(page: Page, lab: Lab) -> None:
    """Open the notebook and run its cells, to the last of the what-ifs."""
    page.goto(f"{lab.address}/lab/tree/{NOTEBOOK}?token={lab.token}&reset", wait_until="load")
    page.wait_for_function("() => window.jupyterapp?.shell?.currentWidget?.context?.isReady", timeout=90_000)
    page.evaluate("async () => { await jupyterapp.shell.currentWidget.context.sessionContext.ready; }")
    page.evaluate("async () => { await jupyterapp.commands.execute('notebook:run-all-cells'); }")
    errors: Any = page.locator(
        ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr'], .jp-RenderedText[data-mime-type*='error']"  # noqa: E501
    )
    page.get_by_role("slider", name=re.compile("^Ambition against the base")).wait_for(timeout=120_000)
    page.get_by_role("combobox", name="Regions by").wait_for(timeout=120_000)
    assert errors.count() == 0, errors.first.inner_text()


def ambition(workspace: Path) -> list[tuple[int, int, int]]:
    """Change in %, goal in cents and chance in % of each position, from the table that the run published."""
    with duckdb.connect() as engine:
        tables = workspace / "runs" / "latest" / "tables" / "goals"
        rows = engine.sql(
            f"select change, target_cents, chance from '{tables}/ambition.parquet' where goal_id = 'sales27' order by target_cents"  # noqa: E501
        )
        return [(round(100 * change), cents, round(100 * chance)) for change, cents, chance in rows.fetchall()]


def told(page: Page) -> tuple[int, float, int]:
    """Change, goal [million] and chance in % that the sentence under the slider says."""
    words = page.get_by_role("status").filter(has_text="a goal of").inner_text()
    found = re.match(r"([+−]?\d+)%: a goal of ([\d.]+)M has a chance of .* \((?:(?:under|over) )?(\d+)%\)", words)
    assert found is not None, words
    return int(found[1].replace("−", "-")), float(found[2]), int(found[3])


def fits(said: tuple[int, float, int], row: tuple[int, int, int]) -> bool:
    """Whether a sentence says a row of the table; chances near the ends are said as 'under 1%'."""
    return said[0] == row[0] and abs(said[1] - row[1] / 1e8) <= 0.0501 and abs(said[2] - row[2]) <= 1


def until_told(page: Page, row: tuple[int, int, int]) -> None:
    """Wait until the sentence says a row."""
    sign = f"{row[0]:+d}%:".replace("-", "−")
    said = page.get_by_role("status").filter(has_text=f"{sign} a goal of")
    said.wait_for(timeout=20_000)
    assert fits(told(page), row), (told(page), row)


def test_the_slider_moves_the_answer_in_a_real_jupyterlab(page: Page, lab: Lab) -> None:
    rows = ambition(lab.workspace)
    slider = page.get_by_role("slider", name=re.compile("^Ambition against the base"))
    before = told(page)
    at = int(slider.input_value())
    assert fits(before, rows[at]), (before, rows[at])
    assert before[0] == 20  # where the plan's goal stands
    picture = page.locator(".salesplan:has(input[type=range]) svg").first.inner_html()

    slider.focus()
    for step in range(1, 4):
        page.keyboard.press("ArrowRight")
        until_told(page, rows[at + step])
    assert page.locator(".salesplan:has(input[type=range]) svg").first.inner_html() != picture
    assert (
        slider.get_attribute("aria-valuetext") == page.get_by_role("status").filter(has_text="a goal of").inner_text()
    )

    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    until_told(page, rows[at - 5])
    assert told(page)[2] > before[2]


FORM = ".salesplan:has(> fieldset)"


def axe_finds(page: Page, selector: str) -> list[str]:
    """Rules that axe finds broken within our own part of JupyterLab's page."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(probes.source())
    found: list[str] = page.evaluate(
        "async where => (await axe.run(where)).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html}`))",
        selector,
    )
    return found


def sums(page: Page) -> dict[str, int]:
    """The last column of the table that the form shows [thousand], by member."""
    rows = page.locator(f"{FORM} table").first.locator("tbody tr").all()
    cells = [[*row.locator("th, td").all_inner_texts()] for row in rows]
    return {row[0]: int(row[-1].replace(",", "")) for row in cells}


def test_bases_and_locks_are_tried_by_keyboard_in_a_real_jupyterlab(page: Page) -> None:
    form = page.locator(FORM)
    status = form.get_by_role("status")
    own = sums(page)
    assert "That is what the plan says." in status.inner_text()
    assert axe_finds(page, FORM) == []

    regions = form.get_by_role("combobox", name="Regions by")
    assert regions.input_value() == "trailing_12"
    assert regions.locator("option[value=manual]").is_disabled()
    regions.focus()
    for basis in ("prior year", "even"):
        page.keyboard.press("ArrowUp")
        status.filter(has_text=f"regions {basis}").wait_for(timeout=20_000)
    even = sums(page)
    assert even["All"] == own["All"]
    assert max(even[name] for name in even if name != "All") - min(even.values()) <= 1
    assert regions.evaluate("list => list === document.activeElement"), "the list lost the keyboard"

    form.get_by_role("combobox", name="Region, family or route").focus()
    for key in ("ArrowDown", "Tab", "ArrowDown", "Tab", "Tab"):  # the largest region, the first quarter, exactly
        page.keyboard.press(key)
    page.keyboard.type("9000000")
    page.keyboard.press("Enter")
    form.get_by_role("listitem").filter(has_text="2027-Q1: 9,000,000.00").wait_for(timeout=20_000)
    held = sums(page)
    assert held["All"] == own["All"]
    assert held != even

    for key in ("Shift+Tab", "ArrowDown", "ArrowDown", "Shift+Tab", "ArrowUp", "Tab", "Tab"):  # all of it, not above
        page.keyboard.press(key)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1000000")
    page.keyboard.press("Enter")
    status.filter(has_text="2 locks cannot hold together").wait_for(timeout=20_000)
    assert "at most 1,000,000.00" in status.inner_text()
    assert sums(page) == held
    assert axe_finds(page, FORM) == []

    form.get_by_role("button", name=re.compile("^Remove .*at most")).focus()
    page.keyboard.press("Enter")
    status.filter(has_text="1 lock.").wait_for(timeout=20_000)
    page.wait_for_function(f"() => document.querySelector({FORM!r}).contains(document.activeElement)", timeout=5_000)

    form.locator("summary").focus()
    page.keyboard.press("Enter")
    lines = form.get_by_role("group", name="Lines for plan.yml")
    kept = Breakdown.model_validate(parsed(lines.inner_text().encode(), "plan.yml").value("breakdown"))
    assert kept.region == "even"
    assert [lock.amount for lock in kept.locks if lock.rep is None] == [9_000_000_00]
    assert axe_finds(page, FORM) == []

    form.get_by_role("button", name="Back to the plan").focus()
    page.keyboard.press("Enter")
    status.filter(has_text="That is what the plan says.").wait_for(timeout=20_000)
    assert sums(page) == own
