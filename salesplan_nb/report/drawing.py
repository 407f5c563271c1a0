"""From a matplotlib figure to inline SVG in the house style; what the charts are drawn with.

Grammar: actual = solid, plan or goal = outlined, forecast = hatched; blue is us, grey is context, orange is short of
the mark, green is above it. Labels stand at the marks, so there is no legend. Figures are 432 units wide; text is
drawn at 14 units, the size a phone needs, and the page shrinks it on wide screens through --ft. Colours are real hex
values, so that the SVG looks right by itself; on the page each is a CSS variable with that value as its fallback.
"""

from __future__ import annotations

import functools
import html
import io
import re
import warnings
from collections.abc import Callable, Sequence
from typing import Any, Concatenate, ParamSpec, cast

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from salesplan_nb.report.names import clean, fitted
from salesplan_nb.report.numbers import number

INK, MUTE, AXIS, RULE, GROUND = "#16191d", "#56606a", "#848d96", "#d9dde1", "#ffffff"
BLUE, ORANGE, GREEN, PINK = "#0072b2", "#d55e00", "#009e73", "#cc79a7"
BLUE_TEXT, ORANGE_TEXT, GREEN_TEXT = "#00649c", "#a84900", "#00704f"
"""The same hues with 4.5:1 against the ground, for words."""
HEAT = ("#3b98d9", "#157dbc", "#00649b", "#004c79", "#003456")
"""Five steps of one hue, each at least 3:1 against the ground and 1.4 times its neighbour; the page's dark variables
turn them round, so that more is further from the ground there too."""
VARIABLES = {
    INK: "ink",
    MUTE: "mute",
    AXIS: "axis",
    RULE: "rule",
    GROUND: "ground",
    BLUE: "blue",
    ORANGE: "orange",
    GREEN: "green",
    PINK: "pink",
    BLUE_TEXT: "blue-text",
    ORANGE_TEXT: "orange-text",
    GREEN_TEXT: "green-text",
    **{shade: f"heat-{step}" for step, shade in enumerate(HEAT, 1)},
}
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
WIDTH, TEXT, SMALL = 432, 14, 13.3
"""Units of a drawing, and sizes of its words: on a phone, where a drawing is 358 px wide, 13.3 units are 11 px."""
MONTHS = "JFMAMJJASOND"
STYLE: dict[str, Any] = {
    # DejaVu Sans is wider than any font of the stack, so what fits here fits on every screen.
    "font.family": ["DejaVu Sans"],
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,  # a $ in a name is a $
    "text.usetex": False,
    "axes.unicode_minus": True,
    "svg.fonttype": "none",
    "svg.hashsalt": "salesplan",
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.edgecolor": AXIS,
    "axes.linewidth": 1.0,
    "axes.axisbelow": True,
    "xtick.color": AXIS,
    "ytick.color": AXIS,
    "xtick.labelcolor": MUTE,
    "ytick.labelcolor": MUTE,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.major.pad": 6,
    "ytick.major.pad": 6,
    "grid.color": RULE,
    "grid.linewidth": 1.0,
    "lines.linewidth": 2.2,
    "lines.solid_capstyle": "round",
    "hatch.linewidth": 1.2,
}
SOLID: dict[str, Any] = {"facecolor": BLUE, "edgecolor": BLUE, "linewidth": 1.4}
OUTLINED: dict[str, Any] = {"facecolor": "none", "edgecolor": INK, "linewidth": 1.6}
HATCHED: dict[str, Any] = {"facecolor": "none", "edgecolor": BLUE, "linewidth": 1.4, "hatch": "///"}

P = ParamSpec("P")


def to_svg(figure: Figure, name: str, title: str, desc: str) -> str:
    """A figure as inline SVG: named for screen readers, ids of its own, colours as CSS variables.

    Parameters
    ----------
    figure : Figure
        What is drawn.
    name : str
        Prefix of its ids; unique on the page.
    title, desc : str
        What it is, and what it says, its numbers included.
    """
    buffer = io.StringIO()
    with warnings.catch_warnings():
        # Characters that DejaVu lacks stay text in the SVG; the reader's system has a font for them.
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from font")
        warnings.filterwarnings("ignore", message=r"Matplotlib currently does not support")
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    svg = buffer.getvalue()
    box = re.search(r'viewBox="([^"]+)"', svg)
    assert box is not None
    body = svg[svg.index("</defs>") + 7 : svg.rindex("</svg>")]
    body = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    body = re.sub(r'<pattern id="(\w+)".*?stroke: (#\w+).*?</pattern>', _hatch, body, flags=re.DOTALL)
    body = re.sub(r">\s*\n\s*<", "><", body)
    used = {one or other for one, other in re.findall(r'url\(#(\w+)\)|href="#(\w+)"', body)}
    body = re.sub(r"<[^>]*>", functools.partial(_tag, name=name, used=used), body)  # never in the words
    body = _plain_groups(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box[1]}" role="img" aria-labelledby="{name}-t {name}-d" '
        f'font-family="{html.escape(FONTS)}" stroke-linejoin="round">'
        f'<title id="{name}-t">{html.escape(clean(title))}</title>'
        f'<desc id="{name}-d">{html.escape(clean(desc))}</desc>{body.strip()}</svg>'
    )


def _tag(match: re.Match[str], name: str, used: set[str]) -> str:
    """One tag of the drawing, in our words."""
    tag = re.sub(r"\s*\n\s*", " ", match[0])
    if tag == '<g id="halo">':
        return f'<g style="paint-order:stroke;stroke:var(--ground,{GROUND});stroke-width:5px">'
    tag = re.sub(r' transform="rotate\(-0 [^)]*\)"', "", tag)
    tag = re.sub(r" font-family: [^;]*;", "", tag)
    tag = re.sub(r"font-size: ([\d.]+)px;?", r"font-size:calc(\1px*var(--ft,1));", tag)
    tag = tag.replace("font-weight: 700", "font-weight:600").replace("xlink:href", "href")
    tag = re.sub(r' id="([\w.]+)"', lambda m: f' id="{name}-{m[1]}"' if m[1] in used else "", tag)
    tag = re.sub(r'(url\(|href=")#', rf"\1#{name}-", tag)
    tag = re.sub(r"#[0-9a-f]{6}\b", lambda m: f"var(--{VARIABLES[m[0]]},{m[0]})" if m[0] in VARIABLES else m[0], tag)
    tag = re.sub(r"-?\d+\.\d{2,}", _short, tag)
    return tag.replace("; ", ";").replace(": ", ":").replace(' z "', 'z"').replace(' "', '"')


def _short(match: re.Match[str]) -> str:
    return f"{round(float(match[0]), 1) + 0.0:.1f}".removesuffix(".0")


def _plain_groups(body: str) -> str:
    """Groups that carry nothing are dropped; they are a tenth of the size."""
    while True:
        fewer = re.sub(r"<g>((?:(?!</?g\b).)*)</g>", r"\1", body, flags=re.DOTALL)
        if fewer == body:
            return body
        body = fewer


def _hatch(match: re.Match[str]) -> str:
    """A small diagonal pattern in place of the 72-unit tile."""
    return (
        f'<pattern id="{match[1]}" width="5.5" height="5.5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)">'
        f'<path d="M 1 0 V 5.5" style="stroke: {match[2]}; stroke-width: 1.2"/></pattern>'
    )


def chart(draw: Callable[P, Figure]) -> Callable[Concatenate[str, str, str, P], str]:
    """Draw under the house style; the result is called with a name, a title and a description first."""

    @functools.wraps(draw)
    def drawn(name: str, title: str, desc: str, /, *args: P.args, **kwargs: P.kwargs) -> str:
        with mpl.rc_context(cast("Any", STYLE)):
            return to_svg(draw(*args, **kwargs), name, title, desc)

    return drawn


def canvas(
    height: float, left: float = 0, right: float = 0, top: float = 4, bottom: float = 4, width: float = WIDTH
) -> tuple[Figure, Axes]:
    """A figure and its axes; margins in units, so that labels have a place kept for them."""
    figure = Figure(figsize=(width / 72, height / 72))
    box = (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    return figure, figure.add_axes(box)


def put(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    dx: float = 0,
    dy: float = 0,
    color: str = INK,
    ha: str = "left",
    size: float = TEXT,
    bold: bool = False,
    halo: bool = False,
    room: float = 0,
    at: Any = "data",
) -> None:
    """A label at a data point, moved by units, cut to its room [units] where that is given.

    Parameters
    ----------
    ax : Axes
        Where.
    x, y : float
        Point, in the coordinates that `at` names: 'data', 'axes fraction' or a pair of them.
    text : str
        Drawn as it is: no mathematics, control characters replaced.
    dx, dy : float
        Shift [units].
    color, ha, size, bold
        How.
    halo : bool
        Whether a rim in the colour of the ground sets it off from lines.
    room : float
        Width that it may take [units]; 0: as much as it needs.
    at : str or pair of str
        Coordinates of the point.
    """
    text = fitted(text, room, size, bold=bold) if room else clean(text)
    ax.annotate(
        text,
        (x, y),
        (dx, dy),
        xycoords=at,
        textcoords="offset points",
        color=color,
        ha=ha,
        size=size,
        va="center_baseline",
        weight="bold" if bold else "normal",
        annotation_clip=False,
        gid="halo" if halo else None,
        parse_math=False,
    )


LEFT_OF = ("axes fraction", "data")
ABOVE = ("data", "axes fraction")


def bare(ax: Axes) -> None:
    """No ticks, no spines: the labels carry the scale."""
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines["bottom"].set_visible(False)


def apart(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Label positions moved as little as needed to lie at least `gap` apart, within low..high where they fit.

    Examples
    --------
    >>> apart([0.0, 0.0], 2.0, -10.0, 10.0)
    [-1.0, 1.0]
    """
    order = sorted(range(len(positions)), key=lambda i: (positions[i], i))
    blocks: list[tuple[list[int], float]] = []  # labels that touch, and the place of the lowest
    for i in order:
        blocks.append(([i], positions[i]))
        while len(blocks) > 1 and blocks[-2][1] + gap * len(blocks[-2][0]) > blocks[-1][1] + 1e-9:
            members = blocks[-2][0] + blocks[-1][0]
            del blocks[-2:]
            middle = sum(positions[m] - gap * k for k, m in enumerate(members)) / len(members)
            blocks.append((members, middle))
    placed = [0.0] * len(positions)
    for members, start in blocks:
        start = max(low, min(start, high - gap * (len(members) - 1)))
        for k, member in enumerate(members):
            placed[member] = start + gap * k
    return placed


def figures(marks: Sequence[float]) -> list[str]:
    """The labels of an axis, all with as many decimals as the marks need, two at most.

    Examples
    --------
    >>> figures([0.0, 0.5, 1.0]), figures([0.0, 1200.0])
    (['0.0', '0.5', '1.0'], ['0', '1,200'])
    """
    digits = next((d for d in (0, 1) if all(float(mark * 10**d).is_integer() for mark in marks)), 2)
    return [number(mark, digits) for mark in marks]


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round figures between low and high, at most that many, to read positions off."""
    import numpy as np
    from matplotlib.ticker import MaxNLocator

    if not (np.isfinite(low) and np.isfinite(high)) or high <= low:
        return [low]
    return [
        float(t)
        for t in MaxNLocator(nbins=max(1, most - 1), steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
        if low <= t <= high
    ]
