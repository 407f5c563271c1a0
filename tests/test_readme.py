"""The pictures of README: there, small, and said in words to those who do not see them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURES = [(file, alt) for alt, file in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", README)]
PICTURES += re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]*)"', README)


def test_each_picture_is_there_under_150_kb_and_none_lies_about_unused() -> None:
    assert len(PICTURES) == len(re.findall(r"!\[|<img", README)) >= 3
    assert {ROOT / file for file, _ in PICTURES} == set((ROOT / "docs").glob("*.png"))
    assert [file for file, _ in PICTURES if (ROOT / file).stat().st_size >= 150_000] == []


def test_each_picture_has_words_of_its_own_that_say_what_it_shows() -> None:
    words = [alt for _, alt in PICTURES]
    assert [alt for alt in words if len(alt.split()) < 6] == []
    assert len(set(words)) == len(words)
