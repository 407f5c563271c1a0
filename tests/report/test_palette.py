"""The colours of the page: told from the ground and from each other, by colour-blind readers too."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from salesplan_nb.report import drawing

CSS = (Path(__file__).parents[2] / "templates" / "report" / "page.css").read_text(encoding="utf-8")
MARKS = ("axis", "blue", "orange", "green", "pink")
WORDS = ("ink", "mute", "blue-text", "orange-text", "green-text")
HEAT = tuple(f"heat-{step}" for step in range(1, 6))
# Severity 1.0 of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes (2009), A physiologically-based model for
# simulation of color vision deficiency, IEEE TVCG 15(6), table 1; for linear RGB.
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def variables(block: str) -> dict[str, str]:
    """Colours of a block, short forms written out."""
    found = re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block)
    return {name: value if len(value) == 7 else "#" + "".join(2 * c for c in value[1:]) for name, value in found}


LIGHT = variables(CSS[: CSS.index("@media")])
DARK = LIGHT | variables(CSS[CSS.index("(prefers-color-scheme: dark)") : CSS.index("*, ::before")])
PRINT = DARK | variables(CSS[CSS.index("@media print") :])
SCHEMES = {"light": LIGHT, "dark": DARK, "print from a dark page": PRINT}


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, two: str) -> float:
    """As WCAG 2.2 defines it."""
    lights = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, two))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB under D65 of linear RGB."""
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = matrix @ np.clip(rgb, 0, 1) / [0.9505, 1.0, 1.089]
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_the_measures_are_those_of_the_books() -> None:
    """Black on white is 21:1; #767676 on white 4.54:1; white is L 100, pure red about L 53, a 80, b 67."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert lab(linear("#ff0000")) == pytest.approx([53.2, 80.1, 67.2], abs=0.2)
    for name, matrix in BLINDNESS.items():
        assert np.array(matrix).sum(axis=1) == pytest.approx([1, 1, 1], abs=2e-6), name  # grey stays grey


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_are_3_to_1_and_words_4_5_to_1_against_ground_and_panel(scheme: str) -> None:
    colours = SCHEMES[scheme]
    told = {name: contrast(colours[name], colours["ground"]) for name in (*MARKS, *HEAT)}
    assert {name: ratio for name, ratio in told.items() if ratio < 3} == {}
    words = {(name, on): contrast(colours[name], colours[on]) for name in WORDS for on in ("ground", "panel")}
    assert {at: ratio for at, ratio in words.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_heat_steps_go_away_from_the_ground_each_told_from_the_one_before(scheme: str) -> None:
    colours = SCHEMES[scheme]
    ratios = [contrast(colours[name], colours["ground"]) for name in HEAT]
    assert all(after / before >= 1.35 for before, after in pairwise(ratios)), ratios


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_that_mean_something_differ_for_every_reader(scheme: str, blindness: str) -> None:
    """Blue is us, orange is short, green adds; a sign or a word says so too. In CIELAB 2.3 is just seen."""
    matrix, colours = np.array(BLINDNESS[blindness]), SCHEMES[scheme]
    seen = {name: lab(matrix @ linear(colours[name])) for name in ("blue", "orange", "green")}
    near = {pair: float(np.linalg.norm(seen[pair[0]] - seen[pair[1]])) for pair in combinations(seen, 2)}
    assert {pair: round(apart) for pair, apart in near.items() if apart < 4 * 2.3} == {}


def test_drawings_use_the_page_s_colours() -> None:
    """What a drawing falls back on, where no page gives its variables, is the light page's value."""
    assert {name: LIGHT[name] for name in drawing.VARIABLES.values()} == {v: k for k, v in drawing.VARIABLES.items()}
