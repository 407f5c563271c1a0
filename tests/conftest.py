"""The tools that some tests need: a browser, LibreOffice, the real data. Asking for the fixture is enough:
the marker comes with it.

Where a tool is missing, its tests are skipped and the last line of `make test` says so; where SALESPLAN_REQUIRE names
the tool (comma separated, as in .ci/run), they fail instead.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.office import Office, find_libreoffice

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route, WebSocketRoute

# How long an example takes says nothing of what it shows: on a busy machine a deadline fails what is right.
settings.register_profile("salesplan", deadline=None)
settings.load_profile("salesplan")

# A print takes seconds and most runs of tests do not look at it; those that do name the browser again.
os.environ.setdefault("SALESPLAN_CHROMIUM", "")

NOT_RUN = "not run: "
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name is ever looked up, this machine's own aside (JupyterLab is tested on it).
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def find_chromium() -> Path | None:
    """Chromium's program: Debian's, else the first one on PATH; None where there is none."""
    for name in ("/usr/bin/chromium", "chromium", "chromium-browser"):
        if found := shutil.which(name):
            return Path(found)
    return None


def find_real_data() -> Path | None:
    """The folder of public data sets that SALESPLAN_REAL_DATA names; None where it is unset or not there."""
    folder = os.environ.get("SALESPLAN_REAL_DATA")
    return Path(folder).resolve() if folder and Path(folder).is_dir() else None


@dataclass(frozen=True)
class Tool:
    """Something outside the environment: how to find it, what to say without it, the fixtures that need it."""

    find: Callable[[], Path | None]
    missing: str
    fixtures: frozenset[str]


TOOLS = {
    "browser": Tool(find_chromium, "no Chromium found", frozenset({"chromium", "browser", "offline"})),
    "libreoffice": Tool(find_libreoffice, "no LibreOffice found", frozenset({"office"})),
    "real_data": Tool(find_real_data, "SALESPLAN_REAL_DATA names no folder", frozenset({"real_data"})),
}


def required() -> set[str]:
    """The tools whose absence is a failure."""
    return {name.strip() for name in os.environ.get("SALESPLAN_REQUIRE", "").split(",") if name.strip()}


def pytest_configure(config: pytest.Config) -> None:
    if unknown := required() - TOOLS.keys():
        raise pytest.UsageError(f"SALESPLAN_REQUIRE names {sorted(unknown)}; known: {sorted(TOOLS)}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for name, tool in TOOLS.items():
            if tool.fixtures.intersection(getattr(item, "fixturenames", ())):
                item.add_marker(name)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, tool in TOOLS.items():
        if item.get_closest_marker(name) is None or tool.find() is not None:
            continue
        if name in required():
            pytest.fail(f"SALESPLAN_REQUIRE names {name}, but: {tool.missing}", pytrace=False)
        pytest.skip(f"{NOT_RUN}{name} ({tool.missing})")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was not run for want of a tool, here and in the file that `make test` prints last."""
    reasons = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])]
    left_out = Counter(reason.split(NOT_RUN, 1)[1] for reason in reasons if NOT_RUN in reason)
    parts = [f"{count} tests of {reason}" for reason, count in sorted(left_out.items())]
    line = f"!!! NOT RUN: {'; '.join(parts)} !!!" if parts else "Nothing was left out for want of a tool."
    terminalreporter.write_line(line, red=bool(parts), bold=bool(parts))
    if getattr(config, "cache", None) is not None:
        (config.cache.mkdir("salesplan") / "not-run").write_text(line + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of public data sets, read-only."""
    folder = find_real_data()
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Chromium's program."""
    program = find_chromium()
    assert program is not None
    return program


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, with a profile that no other process uses."""
    program = find_libreoffice()
    assert program is not None
    return Office(program, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """A headless Chromium, driven by Playwright, one for all tests of a worker."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(chromium), args=CHROMIUM_FLAGS)
        yield started
        started.close()


@dataclass  # not frozen: Playwright leaves an attribute on whose method it calls
class Offline:
    """A browser window without a network: `refused` lists every address asked for outside the machine's files."""

    context: BrowserContext
    refused: list[str] = field(default_factory=list)

    def open(self, file: Path) -> Page:
        """A page that shows a local file, once it has loaded."""
        page = self.context.new_page()
        page.goto(file.resolve().as_uri(), wait_until="load")
        return page

    def answer(self, route: Route) -> None:
        """Let files through, record and refuse the rest."""
        if route.request.url.startswith(("file:", "data:")):
            route.continue_()
        else:
            self.refused.append(route.request.url)
            route.abort()

    def refuse_socket(self, socket: WebSocketRoute) -> None:
        """Record and close a web socket."""
        self.refused.append(socket.url)
        socket.close()


@pytest.fixture
def offline(browser: Browser) -> Iterator[Callable[..., Offline]]:
    """A maker of windows without a network; takes Playwright's options of a context (color_scheme, viewport, ...)."""
    opened: list[BrowserContext] = []

    def window(*, width: int = 1280, height: int = 800, **options: Any) -> Offline:
        context = browser.new_context(viewport={"width": width, "height": height}, service_workers="block", **options)
        opened.append(context)
        made = Offline(context)
        context.route("**/*", made.answer)
        context.route_web_socket("**/*", made.refuse_socket)
        return made

    yield window
    for context in opened:
        context.close()
