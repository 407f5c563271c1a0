"""Secrets kept out of what is printed: a password that somebody wrote into an address or a setting."""

from __future__ import annotations

import re

USER = re.compile(r"(:/+).*@")
"""Name and password in an address, up to its last @: a password may hold any mark."""
SETTING = re.compile(r"\b(password|passwd|pwd|secret|token|api_?key|access_?key)\s*=\s*[^;&\s]+", re.IGNORECASE)


def masked(text: str) -> str:
    """A text without the passwords in it.

    Examples
    --------
    >>> masked("postgresql://planner:hunter2@db.example/sales")
    'postgresql://***@db.example/sales'
    >>> masked("Server=db;Uid=planner;Pwd=hunter2;Database=sales")
    'Server=db;Uid=planner;Pwd=***;Database=sales'
    """
    return SETTING.sub(r"\1=***", USER.sub(r"\1***@", text))
