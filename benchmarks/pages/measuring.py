"""What a page costs and shows in Chromium, the network watched and blocked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.e2e import probes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@dataclass(frozen=True)
class Measured:
    """A page's figures."""

    kilobytes: int
    asked: Counter[str]
    console: int
    rules: Counter[str]
    overflow: int
    smallest: float | None
    printed: int
    told: float
    dark: bool


def measured(browser: Browser, file: Path, sentences: Sequence[str]) -> Measured:
    """The figures of a page; `sentences` are those that must be read without a script."""
    asked: list[str] = []
    said: list[str] = []
    page = opened(browser, file, asked, said)
    overflow = max(0, page.evaluate(probes.OVERFLOW))
    page.evaluate(probes.UNFOLD)
    smallest = page.evaluate(probes.SMALLEST)
    rules = Counter(rule for rule, _ in probes.axe(page, contrast=True))
    page.emulate_media(color_scheme="dark")
    ground = page.evaluate(
        "[document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor)"
        ".find(c => !c.endsWith(', 0)')) || 'rgb(255, 255, 255)'"
    )
    dark = probes.luminance([float(part) for part in re.findall(r"[\d.]+", ground)[:3]]) < 0.2
    page.emulate_media(color_scheme="light")
    printed = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))
    page.context.close()
    still = opened(browser, file, [], [], java_script_enabled=False)
    still.evaluate(probes.UNFOLD)  # as a tap does; it works without the page's scripts
    whole = "".join(still.inner_text("body").split())
    still.context.close()
    told = sum("".join(sentence.split()) in whole for sentence in sentences) / len(sentences)
    hosts = Counter(urlsplit(address).netloc for address in asked)
    return Measured(round(file.stat().st_size / 1000), hosts, len(said), rules, overflow, smallest, printed, told, dark)


def opened(browser: Browser, file: Path, asked: list[str], said: list[str], **options: Any) -> Page:
    """The page at 390 px, every address but files refused and noted, its console too."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True, **options)

    def answer(route: Any) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", answer)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.resolve().as_uri(), wait_until="load")
    if options.get("java_script_enabled", True):
        page.wait_for_timeout(2000)  # some build their page after it has loaded
    return page
