"""What tests of the checks are handed: by check, the row of the findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Found = dict[str, dict[str, Any]]
Months = Callable[[dict[str, Iterable[str]]], Found]
