"""How a workbook's cells look: the page's colours, one number format a kind of value, roles on top."""

from __future__ import annotations

from typing import Any

INK, MUTE, AXIS, PANEL, RULE = "#16191d", "#56606a", "#848d96", "#f4f6f7", "#d9dde1"
BLUE = "#00649c"
GOOD, GOOD_GROUND = "#00704f", "#e3f3ed"
BAD, BAD_GROUND = "#a84900", "#fdeee3"
"""Words on their grounds have a contrast of at least 4.5; the words say it first, the colour repeats it."""
FONT: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top"}
MINUS = '"−"'
"""A true minus, as on the page."""

KINDS: dict[str, dict[str, Any]] = {
    "text": {},
    "line": {},
    "prose": {"text_wrap": True},
    "money": {"num_format": f"#,##0;{MINUS}#,##0"},
    "exact": {"num_format": f"#,##0.00;{MINUS}#,##0.00"},
    "change": {"num_format": f"+#,##0;{MINUS}#,##0;0"},
    "share": {"num_format": f"0.0%;{MINUS}0.0%"},
    "gap": {"num_format": f"+0.0%;{MINUS}0.0%;0.0%"},
    "month": {"num_format": "mmm yyyy", "align": "left"},
    "heading": {"num_format": "mmm yy"},
    "date": {"num_format": "d mmm yyyy", "align": "left"},
    "count": {"num_format": f"#,##0;{MINUS}#,##0"},
    "number": {"num_format": f"#,##0.00;{MINUS}#,##0.00"},
    "more": {"num_format": f"+#,##0;{MINUS}#,##0;0"},
    "step": {"num_format": f"+#,##0.00;{MINUS}#,##0.00;0"},
}
"""line runs over the cells to its right, prose over several lines. money, exact and change hold cents: shown in whole
units, to the cent, and with a sign. gap, more and step are differences of shares,
counts and numbers; heading is a month over a column."""
WORDS = frozenset({"text", "line", "prose"})
MONEY = frozenset({"money", "exact", "change"})
DATES = frozenset({"month", "heading", "date"})

ROLES: dict[str, dict[str, Any]] = {
    "": {},
    "title": {"bold": True, "font_size": 16, "valign": "vcenter"},
    "claim": {"bold": True, "font_size": 13, "valign": "vcenter"},
    "part": {"bold": True, "font_size": 11, "valign": "bottom"},
    "note": {"font_color": MUTE},
    "strong": {"bold": True},
    "link": {"font_color": BLUE, "underline": 1},
    "head": {"bold": True, "bottom": 2, "bottom_color": AXIS, "bg_color": PANEL, "text_wrap": True, "valign": "bottom"},
    "total": {"bold": True, "top": 2, "top_color": INK},
    "good": {"bold": True, "font_color": GOOD, "bg_color": GOOD_GROUND},
    "bad": {"bold": True, "font_color": BAD, "bg_color": BAD_GROUND},
}


def properties(kind: str, role: str = "") -> dict[str, Any]:
    """What a cell of that kind and role looks like, in XlsxWriter's words."""
    found = FONT | KINDS[kind] | ROLES[role]
    if role == "head":
        found["align"] = "left" if kind in WORDS else "right"
    return found


class Formats:
    """The formats of one workbook; each is made once.

    Parameters
    ----------
    file : xlsxwriter.Workbook
        Which they belong to.
    """

    def __init__(self, file: Any) -> None:
        self._file = file
        self._made: dict[tuple[str, str, bool, bool], Any] = {}

    def of(self, kind: str, role: str = "", *, inset: bool = False, quoted: bool = False) -> Any:
        """The format of a kind of value in a role.

        Inset is what stands to the right of figures; quoted are words that an editor would take for a formula.
        """
        key = (kind, role, inset, quoted)
        if key not in self._made:
            more = ({"indent": 1, "align": "left"} if inset else {}) | ({"quote_prefix": True} if quoted else {})
            self._made[key] = self._file.add_format(properties(kind, role) | more)
        return self._made[key]

    def laid_over(self, role: str) -> Any:
        """The format that a condition lays over a cell: the words and the ground of a role."""
        key = ("", role, False, False)
        if key not in self._made:
            words = {name: ROLES[role][name] for name in ("bold", "font_color", "bg_color")}
            self._made[key] = self._file.add_format(words)
        return self._made[key]
