"""What a page shows in Chromium, asked by small scripts: each probe returns findings, none where all is well.

Tests and benchmarks/pages use the same ones. Pages are opened past their own policy (`bypass_csp`): axe and the probes
are scripts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS, SCHEMES = (390, 768, 1440), ("light", "dark")
HEIGHT = 844
PAPER = 718
"""Width of A4 less margins of 10 mm [CSS px], at which Chromium lays out what it prints."""
UNFOLD = "document.querySelectorAll('details').forEach(d => d.open = true)"
FOLD = "document.querySelectorAll('details').forEach(d => d.open = false)"
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"
PLACEHOLDER = re.compile(
    r"\b(lorem|ipsum|TODO|TBD|FIXME|XXX|nan|NaN|NaT|null|undefined|inf|placeholder|Traceback|example chart|untitled)\b"
    r"|<NA>|object at 0x|No description|\{\{|\}\}|\{%|\d\.\d{6,}",
)

AXE = """options => axe.run(document, options).then(found => [found.violations, found.incomplete].map(list =>
  list.flatMap(rule => rule.nodes.map(node => [rule.id, node.html.slice(0, 160)]))))"""
CONTRAST_RULES = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
"""The rules that look at colours; they take seven eighths of axe's time."""

ALTERNATIVES = r"""() => [...document.querySelectorAll('img, svg, canvas, [role=img], input[type=image], area')]
  .filter(e => !e.closest('[aria-hidden=true]') && !(e.parentElement && e.parentElement.closest('svg')))
  .map(e => { const ids = (e.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean);
    const named = ids.map(id => (document.getElementById(id) || {}).textContent || '').join(' ');
    return [e.outerHTML.slice(0, 120), named || e.getAttribute('aria-label') || e.getAttribute('alt') || '']; })"""

SMALLEST = """() => { const sizes = [...document.querySelectorAll('svg text')]
  .filter(t => t.getBoundingClientRect().width).map(t => {
    const m = t.getScreenCTM(); return parseFloat(getComputedStyle(t).fontSize) * Math.hypot(m.c, m.d); });
  return sizes.length ? Math.min(...sizes) : null; }"""

# The innermost elements whose words match, in the order of the page, with their boxes; what nobody sees does not count.
PLACES = r"""pattern => { const wanted = new RegExp(pattern, 'su');
  const words = e => (e.innerText || '').replace(/\s+/g, ' ').trim();
  const seen = e => { const box = e.getBoundingClientRect(); return e.checkVisibility({visibilityProperty: true,
    opacityProperty: true}) && Math.min(box.width, box.height) > 2 && getComputedStyle(e).clipPath !== 'inset(50%)'; };
  return [...document.body.querySelectorAll('*:not(svg *)')]
    .filter(e => seen(e) && wanted.test(words(e)) && ![...e.children].some(c => seen(c) && wanted.test(words(c))))
    .map(e => { const b = e.getBoundingClientRect(); return [words(e), b.left, b.top, b.right, b.bottom]; }); }"""

# What drawings paint with, as it comes out on the ground: [ground, [chart, fill or null, stroke or null, element] ...].
# A tint (15% opaque at most) is shading behind marks, no mark.
PAINTED = r"""() => { const numbers = c => (c.match(/[\d.]+/g) || []).map(Number);
  const ground = numbers(getComputedStyle(document.body).backgroundColor).slice(0, 3), found = {};
  for (const shape of document.querySelectorAll('svg :is(path, rect, circle, ellipse, line, polyline, polygon, use)')) {
    if (shape.closest('clipPath, mask, symbol') || (shape.closest('defs') && !shape.closest('pattern'))) continue;
    const svg = shape.ownerSVGElement, style = getComputedStyle(shape), size = shape.getBBox();
    if (style.visibility === 'hidden' || !(size.width || size.height)) continue;
    let faint = 1, e = shape;
    for (; e !== svg.parentElement; e = e.parentElement) faint *= getComputedStyle(e).opacity;
    const painted = (paint, opacity) => { if (!paint.startsWith('rgb')) return null;
      const [r, g, b, a = 1] = numbers(paint), alpha = a * faint * opacity;
      return alpha > 0.15 ? [r, g, b].map((c, i) => Math.round(c * alpha + ground[i] * (1 - alpha))) : null; };
    const fill = size.width && size.height ? painted(style.fill, style.fillOpacity) : null;
    const stroke = parseFloat(style.strokeWidth) ? painted(style.stroke, style.strokeOpacity) : null;
    const chart = (svg.getAttribute('aria-labelledby') || 'card-t').replace(/-t\b.*/, '');
    if (fill || stroke) found[[chart, fill, stroke]] = [chart, fill, stroke, shape.outerHTML.slice(0, 140)]; }
  return [ground, Object.values(found)]; }"""

# Gives words of drawings no colour, and then back; their rims stay.
FAINT = """hide => { document.getElementById('faint')?.remove(); if (!hide) return;
  const rule = document.createElement('style'); rule.id = 'faint';
  rule.textContent = 'svg text, svg tspan { fill: transparent !important }'; document.head.append(rule); }"""
WORDS = """svg => [...svg.querySelectorAll('text')].map(t => { const box = t.getBoundingClientRect(),
  out = svg.getBoundingClientRect(), c = getComputedStyle(t).fill.match(/[\\d.]+/g);
  return [t.textContent, c.slice(0, 3).map(Number), box.x - out.x, box.y - out.y, box.width, box.height]; })"""


def source() -> str:
    """Axe's script, which comes with axe-playwright-python."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def axe(page: Page, *, contrast: bool = True, open_questions: bool = False) -> list[tuple[str, str]]:
    """What axe finds, of any level, as (rule, element); what it leaves open instead where that is asked for."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(source())
    options: dict[str, Any] = {"resultTypes": ["violations", "incomplete"] if open_questions else ["violations"]}
    if not contrast:
        options["rules"] = {rule: {"enabled": False} for rule in CONTRAST_RULES}
    violated, left_open = page.evaluate(AXE, options)
    return [(rule, element) for rule, element in (left_open if open_questions else violated)]


def states(page: Page, widths: Sequence[int] = WIDTHS) -> Iterator[str]:
    """One page shown in each width and scheme, then as printed, folds shut and then open: the name of each state."""
    for folds, script in (("shut", FOLD), ("open", UNFOLD)):
        page.evaluate(script)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, media="screen")  # type: ignore[arg-type]
            for width in widths:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                yield f"{width} px, {scheme}, folds {folds}"
        page.emulate_media(color_scheme="light", media="print")
        page.set_viewport_size({"width": PAPER, "height": HEIGHT})
        yield f"print, folds {folds}"
    page.emulate_media(color_scheme="light", media="screen")


def alternatives(page: Page) -> list[str]:
    """Pictures whose words for those who do not see them are missing, a placeholder, or those of another picture."""
    named: list[tuple[str, str]] = [
        (element, " ".join(words.split())) for element, words in page.evaluate(ALTERNATIVES)
    ]
    told = [words for _, words in named]
    return [
        f"{element}: {words!r}"
        for element, words in named
        if len(words) < 12 or PLACEHOLDER.search(words) or told.count(words) > 1
    ]


def luminance(colour: Sequence[float]) -> float:
    """Relative luminance of an sRGB colour of 0 to 255; WCAG 2.2, "relative luminance"."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour[:3])]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Sequence[float], two: Sequence[float]) -> float:
    """Contrast ratio of two colours, 1 to 21; WCAG 2.2, "contrast ratio".

    Examples
    --------
    >>> round(contrast((0, 0, 0), (255, 255, 255)), 1)
    21.0
    >>> round(contrast((0x76, 0x76, 0x76), (255, 255, 255)), 2)
    4.54
    """
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def marks(page: Page) -> list[tuple[float, str, str]]:
    """Marks of drawings by their contrast with the ground, lowest first: (ratio, chart, element).

    Of a mark's fill and border the one counts that stands out more. What only separates has no ratio to keep and is
    left out by its colour, that of `--ground`, `--rule` or `--panel`: gridlines, rims of marks, panels.
    """
    ground, found = page.evaluate(PAINTED)
    aside = page.evaluate("""() => ['ground', 'rule', 'panel'].map(name => { const e = document.createElement('i');
      e.style.color = `var(--${name})`; document.body.append(e); const c = getComputedStyle(e).color; e.remove();
      return c.match(/[\\d.]+/g).slice(0, 3).map(Number); })""")
    told = []
    for chart, fill, stroke, element in found:
        colours = [colour for colour in (fill, stroke) if colour and colour != ground and colour not in aside]
        if colours:
            told.append((max(contrast(colour, ground) for colour in colours), chart, element))
    return sorted(told)


def steps(page: Page, chart: str) -> list[tuple[float, float]]:
    """Fills of a chart, such as the steps of a heat map, lightest first: contrast with the ground, that of the border.

    Two neighbours differ by the ratio of their contrasts with the ground, which both are to one side of.
    """
    ground, found = page.evaluate(PAINTED)
    fills = {
        (contrast(fill, ground), contrast(stroke, ground) if stroke else 1.0)
        for name, fill, stroke, _ in found
        if name == chart and fill and fill != ground
    }
    return sorted(fills)


def words_on_marks(page: Page) -> list[tuple[float, str, str]]:
    """Words of drawings by their contrast with what is painted behind them, lowest first: (ratio, chart, words).

    Axe leaves this open. Each drawing is taken twice, with its words and without; where the two differ most there is
    the stroke of a letter, and the second shows what lies under it. The ratio is that of the darkest (on light words:
    lightest) twentieth of these points; words that leave no trace have 1.
    """
    from PIL import Image

    told: list[tuple[float, str, str]] = []
    for drawing in page.locator("svg:has(text)").all():
        if not drawing.is_visible():
            continue
        shots = []
        for hide in (False, True):
            page.evaluate(FAINT, hide)
            shots.append(np.asarray(Image.open(io.BytesIO(drawing.screenshot())).convert("RGB"), dtype=float))
        page.evaluate(FAINT, False)
        box = drawing.bounding_box()
        assert box is not None
        scale = shots[0].shape[1] / box["width"]
        chart = (drawing.get_attribute("aria-labelledby") or "card-t").partition("-t ")[0]
        for words, colour, *place in drawing.evaluate(WORDS):
            left, top, wide, high = (round(scale * part) for part in place)
            one, two = (shot[max(top, 0) : top + high, max(left, 0) : left + wide].reshape(-1, 3) for shot in shots)
            moved = np.abs(one - two).sum(axis=1)
            inked = two[moved > 0.6 * moved.max()] if len(moved) and moved.max() > 24 else two[:0]
            ratios = sorted(contrast(point, colour) for point in inked)
            told.append((ratios[len(ratios) // 20] if ratios else 1.0, chart, words))
    return sorted(told)
