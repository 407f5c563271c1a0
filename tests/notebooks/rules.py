"""The rules for notebooks, a function each: a parsed notebook in, out a sentence for each place that breaks the rule.

CONTRIBUTING.md, 'Notebooks', has them in words. A new rule needs an animal in the zoo, broken/.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, TypeGuard

import nbformat

PARAMETERS = ["workspace", "run", "scenario", "as_of", "seed"]
LONGEST_CELL = 12
MEDIAN_CELL = 3
BARE_ONE_IN = 5
"""One code cell in so many may stand without prose directly above it."""
SHOWN = ("salesplan_nb.report",)
"""Where the calls that make a chart or a table come from."""
COMMAND = re.compile(r"^\s*[%!]|\b(pip|conda|mamba|uv)3?\s+(install|add)\b|^\s*\?|^[\w.]+\?+\s*$", re.MULTILINE)
ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}")
# What holds a digit and is no figure: the number of a title or list, a stage's number, a file, a name such as P10.
NO_FIGURE = re.compile(
    r"^# +\d+ |^\s*\d\. |\b[Ss]tages?\s+\d(( and | to |, )\d)*\b"
    r"|\b\d\d_[a-z_]+(\.ipynb)?\b|\b[A-Za-z_]\w*\b|\]\([^)]*\)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Cell:
    """A cell, its place (1 is the first), its code as a tree (None for prose and where it is no Python)."""

    place: int
    kind: str
    source: str
    tags: tuple[str, ...]
    tree: ast.Module | None
    follows: str
    raw: Any

    @property
    def lines(self) -> int:
        """Lines that are neither blank nor a comment alone."""
        return sum(1 for line in self.source.splitlines() if line.strip() and not line.strip().startswith("#"))

    def nodes(self) -> Iterator[ast.AST]:
        """Every node of the code."""
        return ast.walk(self.tree) if self.tree is not None else iter(())

    @property
    def imports(self) -> bool:
        """Whether it imports anything."""
        return any(isinstance(node, ast.Import | ast.ImportFrom) for node in self.nodes())


@dataclass(frozen=True)
class Notebook:
    """A notebook as the rules see it."""

    cells: tuple[Cell, ...]
    metadata: dict[str, Any]

    @property
    def code(self) -> list[Cell]:
        """Its code cells."""
        return [cell for cell in self.cells if cell.kind == "code"]

    @property
    def prose(self) -> list[Cell]:
        """Its Markdown cells."""
        return [cell for cell in self.cells if cell.kind == "markdown"]

    @property
    def steps(self) -> list[Cell]:
        """The code cells after the parameters and the imports."""
        return self.code[2:]

    def made_by(self, cell: Cell) -> list[ast.Call]:
        """The calls in a cell that make a chart, a table or a part of one."""
        return [node for node in cell.nodes() if self._reports(node)]

    def shown_by(self, cell: Cell) -> list[ast.Call]:
        """Those of them that the cell shows: not what is given a name, nor what is handed to another of them."""
        found: list[ast.Call] = []
        ahead: list[ast.AST] = [line for line in (cell.tree.body if cell.tree else []) if isinstance(line, ast.Expr)]
        while ahead:
            node = ahead.pop()
            if isinstance(node, ast.Call) and self._reports(node):
                found.append(node)
            else:
                ahead += ast.iter_child_nodes(node)
        return found

    def _reports(self, node: ast.AST) -> TypeGuard[ast.Call]:
        return isinstance(node, ast.Call) and _root(node.func) in self._report

    @property
    def _report(self) -> set[str]:
        found = set()
        for cell in self.code:
            for node in cell.nodes():
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(SHOWN):
                    found |= {name.asname or name.name for name in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module == "salesplan_nb":
                    found |= {name.asname or name.name for name in node.names if name.name == "report"}
        return found


def _root(node: ast.expr) -> str:
    """The first name of a dotted one: `show` of `show.fan`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def read(path: Path) -> Notebook:
    """A notebook from its file."""
    stored = nbformat.read(path, as_version=4)
    cells, follows = [], ""
    for place, raw in enumerate(stored.cells, start=1):
        cells.append(
            Cell(place, raw.cell_type, raw.source, tuple(raw.metadata.get("tags", [])), _parsed(raw), follows, raw)
        )
        follows = raw.cell_type
    return Notebook(tuple(cells), stored.metadata)


def _parsed(raw: Any) -> ast.Module | None:
    if raw.cell_type != "code":
        return None
    # A command to IPython is calls_only's business; the other rules still want to see the Python around it.
    python = re.sub(r"^\s*[%!].*$", "", str(raw.source), flags=re.MULTILINE)
    try:
        return ast.parse(python)
    except SyntaxError:
        return None


def title(notebook: Notebook) -> list[str]:
    """The first cell is a title with the question, what goes in and what comes out; it is the only title."""
    first = notebook.cells[0]
    if first.kind != "markdown" or not first.source.startswith("# "):
        return ["cell 1 is no title: begin with '# ' and the question"]
    if not any(line.strip() and not line.startswith("#") for line in first.source.splitlines()):
        return ["cell 1 has no words under its title: say what goes in and what comes out"]
    titles = [cell.place for cell in notebook.prose if re.search(r"^# ", cell.source, re.MULTILINE)]
    return [f"cell {place} is a second title: use '## '" for place in titles[1:]]


def parameters(notebook: Notebook) -> list[str]:
    """The first code cell alone is tagged `parameters` and sets the five names to constants, nothing else."""
    tagged = [cell for cell in notebook.cells if "parameters" in cell.tags]
    if [cell.place for cell in tagged] != [cell.place for cell in notebook.code[:1]]:
        return [f"the first code cell, and it alone, is tagged 'parameters'; tagged: {[c.place for c in tagged]}"]
    body = tagged[0].tree.body if tagged[0].tree else []
    names = [
        line.targets[0].id
        for line in body
        if isinstance(line, ast.Assign)
        and isinstance(line.targets[0], ast.Name)
        and isinstance(line.value, ast.Constant)
    ]
    if names != PARAMETERS or len(body) != len(PARAMETERS):
        return [f"the parameters cell sets {', '.join(PARAMETERS)} and nothing else; it sets {', '.join(names)}"]
    return []


def imports(notebook: Notebook) -> list[str]:
    """The second code cell imports and opens the stage; nothing is imported anywhere else."""
    if len(notebook.code) < 2 or not notebook.code[1].imports:
        return ["the second code cell holds the imports"]
    opened = [
        node for node in notebook.code[1].nodes() if isinstance(node, ast.Call) and _root(node.func) == "open_stage"
    ]
    problems = [] if opened else [f"cell {notebook.code[1].place} imports but does not call open_stage"]
    return problems + [f"cell {cell.place} imports" for cell in notebook.steps if cell.imports]


def length(notebook: Notebook) -> list[str]:
    """Code cells have a median of up to 3 lines, and none over 12."""
    problems = [
        f"cell {cell.place} has {cell.lines} lines; {LONGEST_CELL} are allowed"
        for cell in notebook.code
        if cell.lines > LONGEST_CELL
    ]
    middle = median(cell.lines for cell in notebook.code)
    if middle > MEDIAN_CELL:
        problems.append(f"the median code cell has {middle:g} lines; {MEDIAN_CELL} are allowed")
    return problems


def prose_first(notebook: Notebook) -> list[str]:
    """At least four of five code cells directly follow prose."""
    bare = [cell.place for cell in notebook.code if cell.follows != "markdown"]
    if len(bare) * BARE_ONE_IN > len(notebook.code):
        return [f"code cells {bare} of {len(notebook.code)} do not follow prose; one in five may"]
    return []


def calls_only(notebook: Notebook) -> list[str]:
    """No def, class, lambda, print, install, shell or magic: what computes belongs in the package, under test."""
    problems = []
    for cell in notebook.code:
        if COMMAND.search(cell.source):
            problems.append(f"cell {cell.place} gives a command to the shell, IPython or an installer")
        elif cell.tree is None:
            problems.append(f"cell {cell.place} is no Python")
        for node in cell.nodes():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
                problems.append(f"cell {cell.place} defines something ({type(node).__name__})")
            elif isinstance(node, ast.Call) and _root(node.func) in ("print", "display", "exec", "eval", "get_ipython"):
                problems.append(f"cell {cell.place} calls {_root(node.func)}")
    return problems


def outputs(notebook: Notebook) -> list[str]:
    """Committed with the outputs of one run from top to bottom, the same bytes each time and all compared by nbval."""
    counts = [cell.raw.execution_count for cell in notebook.code]
    problems = []
    if counts != list(range(1, len(counts) + 1)):
        problems.append(f"the code cells were run as {counts}, not 1 to {len(counts)}: make notebooks")
    for cell in notebook.code:
        problems += [f"cell {cell.place} {problem}" for output in cell.raw.outputs for problem in _output(output)]
    return problems + [f"cell {cell.place} shows nothing" for cell in notebook.steps if not cell.raw.outputs]


def _output(output: Any) -> Iterator[str]:
    if output.output_type == "error":
        yield "ended in an error"
    if output.output_type == "stream":
        yield f"printed to {output.name}"
    data = output.get("data", {})
    if "image/png" in data or "image/jpeg" in data:
        yield "shows a bitmap, which nbval does not compare: use a chart object"
    if any(ADDRESS.search(str(text)) for text in data.values()):
        yield "shows an address in memory, which changes with every run"


def ending(notebook: Notebook) -> list[str]:
    """Each code cell after the imports ends in one thing to look at; the last one, and it alone, publishes."""
    problems = []
    for cell in notebook.steps:
        last = cell.tree.body[-1] if cell.tree and cell.tree.body else None
        if not isinstance(last, ast.Expr) or cell.source.rstrip().endswith(";"):
            problems.append(f"cell {cell.place} does not end in an expression")
    published = [
        cell.place
        for cell in notebook.code
        for node in cell.nodes()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "publish"
    ]
    if not notebook.code or published != [notebook.code[-1].place]:
        problems.append(f"the last code cell, and it alone, publishes; publishing: {published}")
    return problems


def prose_without_figures(notebook: Notebook) -> list[str]:
    """Markdown names no figure: a sentence with a number belongs to the chart or table that has the number."""
    return [
        f"cell {cell.place} names a figure: {line.strip()!r}"
        for cell in notebook.prose
        for line in cell.source.splitlines()
        if re.search(r"\d", NO_FIGURE.sub(" ", line))
    ]


def metadata(notebook: Notebook) -> list[str]:
    """No widget state, no traces of papermill, no tag but `parameters`: they hide from nbval, or change."""
    problems = [
        f"the notebook's metadata holds {key!r}" for key in notebook.metadata if key in ("widgets", "papermill")
    ]
    for cell in notebook.cells:
        extra = [key for key in cell.raw.metadata if key != "tags"]
        extra += [tag for tag in cell.tags if tag != "parameters"]
        problems += [f"cell {cell.place} carries {name!r}" for name in extra]
    return problems


def one_claim(notebook: Notebook) -> list[str]:
    """A chart or table call names one claim and takes its data; no cell makes two of them."""
    problems = []
    for cell in notebook.steps:
        shown = notebook.shown_by(cell)
        if len(shown) > 1:
            problems.append(f"cell {cell.place} shows {len(shown)} charts or tables; make a cell of each")
        for call in notebook.made_by(cell):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else _root(call.func)
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            data = [value for value in given if not isinstance(value, ast.Constant)]
            if all(isinstance(value, ast.Name) and value.id == "stage" for value in data):
                problems.append(f"cell {cell.place}: {name} takes no data; hand it what it shows, not the whole stage")
            if re.search(r"_\d+$|(^|_)(section|block|cell)(_|\d|$)", name):
                problems.append(f"cell {cell.place}: {name} names a place in the page, not a claim")
    return problems


Rule = Callable[[Notebook], list[str]]
RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        title,
        parameters,
        imports,
        length,
        prose_first,
        calls_only,
        outputs,
        ending,
        prose_without_figures,
        metadata,
        one_claim,
    )
}
