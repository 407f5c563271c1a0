"""plan.pdf: the page as the browser of this machine prints it, where there is one; a run never fails for want of it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

VARIABLE = "SALESPLAN_CHROMIUM"
"""Environment variable with the browser's program; empty: no PDF is made."""
PROGRAMS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-breakpad",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--lang=en-US", "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)  # fmt: skip
MORTAL = "import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 9); os.execv(sys.argv[1], sys.argv[1:])"
"""Linux: becomes a program that is killed (9) when its parent dies (1, PR_SET_PDEATHSIG), where it would write on while
the next run removes its folder. By a process of its own: nothing of ours may run between fork and exec beside threads.
"""
LONGEST = 60
"""Time that a print may take [s]; the sample's takes two or three."""
LETTER = frozenset("BZ CA CL CO CR DO GT HN MX NI PA PH PR SV US VE".split())  # noqa: SIM905 -- a list to read
"""Territories whose printers hold Letter (CLDR, supplementalData, paperSize US-Letter)."""
MOMENT = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
BESIDE = re.compile(r' href="(?!#)[^"]*"')
"""Links to files beside the page: a PDF goes its way without them, and would say where it was printed."""
ONE_MOMENT = b"20000101000000"
"""The date of every PDF, as long as a real one, so that nothing in the file moves: the page carries no clock."""


def paper(locale: str) -> str:
    """The paper of a locale: Letter where its territory prints on it, else A4.

    Examples
    --------
    >>> paper(""), paper("de_DE"), paper("en-US"), paper("es_MX.UTF-8"), paper("zh_Hant_TW")
    ('A4', 'A4', 'Letter', 'Letter', 'A4')
    """
    parts = re.split(r"[-_]", locale.partition(".")[0])[1:]
    return "Letter" if any(part.upper() in LETTER for part in parts) else "A4"


def wanted() -> bool:
    """Whether a PDF is to be made: not where the variable is set to nothing."""
    return os.environ.get(VARIABLE) != ""


def browser() -> str:
    """Chromium's, Chrome's or Edge's program: what the variable names, else the first that is found; '' for none."""
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    found = (shutil.which(name) for name in (*PROGRAMS, *PLACES))
    return next((program for program in found if program), "")


def print_page(page: Path, target: Path, size: str) -> str:
    """Print a page into a PDF of the same bytes each time; why there is none, '' where there is.

    Parameters
    ----------
    page, target : Path
        The HTML file, and where the PDF goes.
    size : str
        Of the paper: 'A4' or 'Letter'.

    Raises
    ------
    OSError
        Where the target cannot be written.
    """
    program = browser()
    if not program:
        return f"no Chromium, Chrome or Edge was found; {VARIABLE} may name its program"
    started = shutil.which(program)
    if not started:
        return f"{program}: there is no such program, or it may not be started"
    sized = BESIDE.sub("", page.read_text(encoding="utf-8"))
    sized = sized.replace("</head>", f"<style>@page {{ size: {size} }}</style></head>", 1)
    try:
        # Beside the page, where the next run finds what a killed one left; a browser in a sandbox of its system (snap)
        # may be kept out of there.
        for place in (page.parent, None):
            with tempfile.TemporaryDirectory(prefix=".printing-", dir=place, ignore_cleanup_errors=True) as folder:
                content = _printed(started, Path(folder), sized)
            if _whole(content):
                break
        else:
            return f"{program} made no PDF"
    except subprocess.TimeoutExpired:
        return f"{program} took longer than {LONGEST} s"
    except OSError as error:
        return f"{program}: {error.strerror or error}"
    target.write_bytes(MOMENT.sub(rb"\g<1>" + ONE_MOMENT, content))
    return ""


def _whole(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def _printed(program: str, folder: Path, page: str) -> bytes:
    """What the browser made of a page, in a profile of its own and without a network; nothing where it made nothing."""
    (folder / "plan.html").write_text(page, encoding="utf-8")
    made = folder / "plan.pdf"
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    own = ["--no-sandbox"] if root else []  # as root Chromium does not start with one
    mortal = [sys.executable, "-I", "-S", "-c", MORTAL] if sys.platform == "linux" else []
    command = [*mortal, program, *FLAGS, *own, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={made}"]
    with subprocess.Popen(
        [*command, (folder / "plan.html").as_uri()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            code = running.wait(LONGEST)
        finally:
            _end(running)
    return made.read_bytes() if made.is_file() and not code else b""


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a browser with all of its processes."""
    with suppress(OSError):  # gone already
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
