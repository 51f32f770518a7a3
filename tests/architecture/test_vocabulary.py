"""Words of our own for things that have a name in the field do not come back (the glossary has the names)."""

import io
import re
import tokenize
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_WHERE = ("sim", "scenarios", "seeds", "README.md")
_ENDINGS = {".py", ".md", ".yaml", ".csv", ".html"}
_GONE = {
    "luck": "draw, uniform, chance, common random numbers",
    "ignorance": "parametric uncertainty",
    "leaf": "parameter",
    "let_go": "release",
    "take_in": "book in",
    "see_off": "repatriate",
    "put_on_bus": "ground removal",
    "put_on_tracks": "disposition",
    "let_become_final": "finalise",
    "set_down": "repatriate",
    "hear_of": "file an appeal",
    "weighty": "one at a time",
}
"""Words that are gone, each with the field's own."""
_NAMES_GONE = {"told", "said", "together", "desk", "gate", "ripen", "Part", "Wanted", "What"}
"""Names that say nothing, or are those of other things, may not come back in code; prose may have them."""
_KEPT = 'f"leaf:{name}"'
"""Another word in the key of a draw would be another draw."""


def _files() -> list[Path]:
    found = [file for name in _WHERE for file in (_ROOT / name, *(_ROOT / name).rglob("*"))]
    return [file for file in found if file.suffix in _ENDINGS]


@pytest.mark.parametrize("word", _GONE)
def test_a_word_that_is_gone_does_not_come_back(word: str) -> None:
    seen = re.compile(rf"(?<![a-z]){word}(?![a-rt-z])", re.IGNORECASE)
    texts = {file.relative_to(_ROOT): file.read_text("utf-8").replace(_KEPT, "") for file in _files()}
    places = [f"{place}: {_GONE[word]}" for place, text in texts.items() if seen.search(text)]
    assert not places


def test_a_name_that_says_nothing_does_not_come_back() -> None:
    for file in sorted((_ROOT / "sim").rglob("*.py")):
        tokens = tokenize.generate_tokens(io.StringIO(file.read_text("utf-8")).readline)
        names = {token.string for token in tokens if token.type == tokenize.NAME}
        assert not names & _NAMES_GONE, file
