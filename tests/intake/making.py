"""Workspaces made in a test's folder: raw files and a sources.yml in, what intake makes of them out."""

from __future__ import annotations

import textwrap
from pathlib import Path

from salesplan_nb import intake
from salesplan_nb.workspace import Workspace, load

PLAN = """\
company: Halden
currency: EUR
year: {starts: 2027-01}
goals:
  - {id: sales27, metric: bookings, baseline: yoy, target: 1000, period: 2027, owner: cro}
"""


class Maker:
    """Writes workspaces into a folder and reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def made(self, tables: str, files: dict[str, str | bytes], *, plan: str = "") -> Workspace:
        """A loaded workspace: `tables` is what stands under tables: in sources.yml."""
        (self.folder / "data").mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            raw = content if isinstance(content, bytes) else content.encode()
            (self.folder / "data" / name).write_bytes(raw)
        (self.folder / "plan.yml").write_text(PLAN + plan, encoding="utf-8")
        text = "records: bookings\ntables:\n" + textwrap.indent(textwrap.dedent(tables).strip(), "  ") + "\n"
        (self.folder / "sources.yml").write_text(text, encoding="utf-8")
        return load(self.folder)

    def read(
        self, tables: str, files: dict[str, str | bytes], *, plan: str = "", as_of: str | None = "2026-10"
    ) -> intake.Intake:
        """What intake makes of a workspace; orders up to October 2026 unless said otherwise."""
        return intake.read(self.made(tables, files, plan=plan), as_of=as_of)

    def orders(self, text: str | bytes, more: str = "", **options: str | None) -> intake.Intake:
        """Intake of one file of orders: columns order, date, net; `more` goes on in its part of sources.yml."""
        columns = "columns: {order_id: order, order_date: date, amount: net}"
        settings = textwrap.indent(f"file: orders.csv\n{columns}\n{textwrap.dedent(more).strip()}", "  ")
        return self.read(f"orders:\n{settings}", {"orders.csv": text}, **options)  # type: ignore[arg-type]

    def cube(self, taken: intake.Intake) -> intake.Cube:
        """The cube over what was taken in."""
        number = len(list(self.folder.glob("canonical*")))
        folder = self.folder / f"canonical{number}"
        taken.write(folder)
        return intake.Cube.open(folder, load(self.folder).plan, taken.quality.facts)
