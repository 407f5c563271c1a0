"""A workbook: which of its sheets is meant, and that it is safe to open."""

from __future__ import annotations

import io
import struct
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from salesplan_nb.errors import PlanError
from salesplan_nb.files.archives import Archive, archive, encrypted
from salesplan_nb.files.contents import damaged, kind, refused, unreadable
from salesplan_nb.files.headings import no_rows
from salesplan_nb.files.ole import container
from salesplan_nb.files.scan_binary import scan_xls, scan_xlsb, xlsb_sheets
from salesplan_nb.files.scan_ods import scan_ods
from salesplan_nb.files.scan_xlsx import check_xml, scan_xlsx, xlsx_sheets
from salesplan_nb.files.scans import Scan

Scanner = Callable[[str], Scan]
KEPT, MAX_FAULTS = 200, 1_000
"""Scans kept, and cells without a value in one that is."""
_scans: OrderedDict[tuple[bytes, str], Scan] = OrderedDict()
"""Of the sheets last scanned, by the bytes of their workbook: `check` opens each for its header, then for its rows."""


class Workbook:
    """An open workbook; none of its sheets is opened before it was scanned."""

    def __init__(self, workbook: CalamineWorkbook, scanner: Scanner, name: str) -> None:
        self._workbook, self._scanner, self.name = workbook, scanner, name
        self._scans: dict[str, Scan] = {}
        sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        self.titles = [sheet.name for sheet in sheets]
        self.hidden = frozenset(sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible)

    def scan(self, title: str) -> Scan:
        """What is seen of a sheet without opening it.

        Raises
        ------
        PlanError
            Of kind "data" where it reaches absurdly far.
        """
        if title not in self._scans:
            self._scans[title] = self._scanner(title)
        self._scans[title].check(self.place(title))
        return self._scans[title]

    def sheet(self, title: str) -> CalamineSheet:
        """A sheet, opened."""
        self.scan(title)
        return self._workbook.get_sheet_by_name(title)

    def place(self, title: str) -> str:
        """What messages call a sheet."""
        return f"{self.name}!{title}"

    def meant(self, asked: str) -> str:
        """The title of the sheet that is asked for, or of the only visible one that has data.

        Raises
        ------
        PlanError
            Of kind "data" where there is none, or several are visible.
        """
        known = [f"sheet {title!r}{' (hidden)' if title in self.hidden else ''}" for title in self.titles]
        if asked in self.titles:
            return asked
        if asked:
            near = get_close_matches(asked, self.titles, 1) or self.titles[:1]
            raise PlanError(
                "sheet-not-found",
                message=f"{self.name} has no sheet {asked!r}",
                context=known[:10],
                hint=f"write sheet: {near[0]}" if near else "name a workbook that has sheets of cells",
                kind="data",
            )
        filled = [title for title in self.titles if self.scan(title).cells]
        visible = [title for title in filled if title not in self.hidden]
        if len(visible) == 1:
            return visible[0]
        if not filled:
            raise no_rows(self.name)
        what = f"{len(visible)} visible sheets have" if visible else "no visible sheet has"
        raise PlanError(
            "several-sheets" if visible else "hidden-sheet",
            message=f"{self.name}: {what} data",
            context=known[:10],
            hint=f"write sheet: {(visible or filled)[0]}" + (", or whichever is meant" if len(filled) > 1 else ""),
            kind="data",
        )


@contextmanager
def opened(path: Path, name: str) -> Iterator[Workbook]:
    """A workbook that has passed the guards.

    Raises
    ------
    PlanError
        Of kind "data": damaged, encrypted, or a trap.
    """
    with ExitStack() as stack:
        try:
            scanner, raw = _scanner(stack, path, name), path.read_bytes()
            workbook = stack.enter_context(CalamineWorkbook.from_filelike(io.BytesIO(raw)))
            yield Workbook(workbook, _kept(scanner, sha256(raw).digest()), name)
        except CalamineError as cause:
            raise damaged(name, cause) from cause
        except (ValueError, KeyError, IndexError, struct.error) as cause:
            raise damaged(name, cause) from cause
        except OSError as cause:
            raise (unreadable(name, cause) if cause.errno else damaged(name, cause)) from cause
        except BaseException as cause:
            if type(cause).__name__ != "PanicException":  # a bug of the reader (in Rust), on a damaged file
                raise
            raise damaged(name, "it is damaged") from cause


def _kept(scanner: Scanner, content: bytes) -> Scanner:
    """A scanner that scans no sheet a second time; what it refused is refused again."""

    def scan(title: str) -> Scan:
        key = (content, title)
        found = _scans.pop(key) if key in _scans else scanner(title)
        if len(found.faults) <= MAX_FAULTS:
            _scans[key] = found
        while len(_scans) > KEPT:
            _scans.popitem(last=False)
        return found

    return scan


def _scanner(stack: ExitStack, path: Path, name: str) -> Scanner:
    if kind(path, name) == "ole":
        return _of(_old_sheets(path, name), name)
    found: Archive = stack.enter_context(archive(path, name))
    if "xl/workbook.bin" in found.members:
        check_xml(found)
        binary = xlsb_sheets(found)
        return lambda title: scan_xlsb(found, _member(binary, title, name))
    if "content.xml" in found.members:
        return _of(scan_ods(found), name)
    check_xml(found)
    members, uncounted = xlsx_sheets(found)
    return lambda title: scan_xlsx(found, _member(members, title, name), uncounted)


def _old_sheets(path: Path, name: str) -> dict[str, Scan]:
    old = container(path, name)
    if "EncryptedPackage" in old.names:
        raise encrypted(name)
    if not old.names & {"Workbook", "Book"}:
        raise refused(name, "a document of an old Office program, not a table")
    return scan_xls(old, name)


def _of(scans: dict[str, Scan], name: str) -> Scanner:
    for title, scan in scans.items():  # their reader opens all sheets at once
        scan.check(f"{name}!{title}")
    return lambda title: scans[_member({one: one for one in scans}, title, name)]


def _member(members: dict[str, str], title: str, name: str) -> str:
    if title not in members:
        raise damaged(name, f"sheet {title!r} is not where its list says")
    return members[title]
