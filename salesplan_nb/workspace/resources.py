"""What travels with the package: notebooks, templates, the sample."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def resource(name: str) -> Path:
    """The folder `templates`, `notebooks` or `data/sample`: inside an installed wheel, else in the checkout.

    Raises
    ------
    FileNotFoundError
        Where neither has it: the installation is broken.
    """
    package = Path(str(files("salesplan_nb")))
    for folder in (package / "_resources" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name} is neither in {package / '_resources'} nor in {package.parent}")
