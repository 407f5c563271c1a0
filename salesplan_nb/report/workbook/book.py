"""A workbook in memory: its sheets, its names, its bytes, which are the same for the same plan."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter

from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.workbook import formats
from salesplan_nb.report.workbook.layout import MARGINS, ROW
from salesplan_nb.report.workbook.sheet import Sheet

ROW_PIXELS = round(ROW * 96 / 72)
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 -- fixed, so that the same plan has the same bytes


class Book:
    """A workbook in the look of the house.

    Parameters
    ----------
    title : str
        Of the document, at the head of every printed page.
    state : str
        'DRAFT, not signed', at the foot of every printed page.
    """

    def __init__(self, title: str, state: str) -> None:
        self._buffer = io.BytesIO()
        # Text stays text, whatever it begins with. XlsxWriter changes the options that it is given: each book its own.
        self._book = xlsxwriter.Workbook(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {name: formats.FONT[name] for name in ("font_name", "font_size")},
                "default_row_height": ROW_PIXELS,
            },
        )
        self._book.set_properties({"title": clean(title), "created": CREATED})
        self._head, self._foot = shortened(title, 90), state
        self._formats = formats.Formats(self._book)
        self._sheets: list[Sheet] = []

    def sheet(self, name: str) -> Sheet:
        """A new sheet, with what is printed at its head and foot."""
        page = self._book.add_worksheet(name)
        page.hide_gridlines(2)
        page.set_paper(9)  # A4
        page.set_margins(**MARGINS)
        page.set_header(f"&L&9{printed(self._head)}&R&9{printed(name)}")
        page.set_footer(f"&L&9{printed(self._foot)}&R&9&P of &N")
        made = Sheet(self._book, self._formats, page, name)
        self._sheets.append(made)
        return made

    def bytes(self) -> bytes:
        """The finished file."""
        for sheet in self._sheets:
            sheet.finish()
        self._book.close()
        return self._buffer.getvalue()


def printed(text: str) -> str:
    """A text in a printed head or foot, where & begins a code; a figure after a size's code would be part of it.

    Examples
    --------
    >>> printed("Smith & Sons"), printed("3 Suisses")
    (' Smith && Sons', ' 3 Suisses')
    """
    return f" {clean(text).replace('&', '&&')}"
