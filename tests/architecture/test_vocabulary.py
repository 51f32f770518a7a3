"""Words of our own for things that have a name in the field do not come back (the glossary has the names)."""

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_WHERE = ("sim", "scenarios", "README.md")
_ENDINGS = {".py", ".md", ".yaml", ".html"}
_GONE = {"luck": "draw, uniform, chance, common random numbers", "ignorance": "parametric uncertainty"}
"""Words that are gone, each with the field's own."""


def _files() -> list[Path]:
    found = [file for name in _WHERE for file in (_ROOT / name, *(_ROOT / name).rglob("*"))]
    return [file for file in found if file.suffix in _ENDINGS]


@pytest.mark.parametrize("word", _GONE)
def test_a_word_that_is_gone_does_not_come_back(word: str) -> None:
    seen = re.compile(rf"(?<![a-z]){word}(?![a-rt-z])", re.IGNORECASE)
    places = [f"{file.relative_to(_ROOT)}: {_GONE[word]}" for file in _files() if seen.search(file.read_text("utf-8"))]
    assert not places
