"""A document with the position of every key and value, and the list of everything that is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TypeAlias

from sim.base.errors import Problem, ScenarioError

_LONGEST = 60
"""A value is quoted in a message up to this length [characters]."""

Scalar: TypeAlias = bool | int | float | str | date | None


@dataclass(frozen=True)
class Mark:
    """The place of a key or value; line 0 means that the input is not a file."""

    file: str
    line: int = 0
    """Line, counted from 1 [lines]."""
    column: int = 0
    """Column, counted from 1 [columns]."""


@dataclass(frozen=True)
class ScalarNode:
    """One value: a number, a truth value, a date, a text or nothing."""

    mark: Mark
    value: Scalar
    text: str
    """The value as it was written, without quotes."""
    is_quoted: bool = False

    def __str__(self) -> str:
        """Quote the value in a message, so that nothing in it can act on a terminal."""
        text = self.text if len(self.text) <= _LONGEST else f"{self.text[:_LONGEST]}..."
        if self.is_quoted or not text.isprintable():
            return repr(text)
        return text or "nothing"


@dataclass(frozen=True)
class MappingNode:
    """Keys with their values, in the order in which they were written."""

    mark: Mark
    items: dict[str, "Node"]
    keys: dict[str, Mark]
    """Where each key stands."""

    def __str__(self) -> str:
        """Name the shape in a message."""
        return "a mapping"


@dataclass(frozen=True)
class SequenceNode:
    """A list of values."""

    mark: Mark
    items: tuple["Node", ...]

    def __str__(self) -> str:
        """Name the shape in a message."""
        return "a list"


Node: TypeAlias = ScalarNode | MappingNode | SequenceNode


_ADVISED = 100
"""After this many problems no more likely spellings are looked for [problems]."""
_MOST = 100
"""A longer word is a mistake of another kind than spelling [characters]."""
_LIKENESS = 0.5
"""How alike two spellings must be for one to be suggested (ratio of difflib) [share]."""


class Findings:
    """The problems found so far in one reading."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}

    def add(self, mark: Mark, path: str, *, found: str, expected: str, hint: str = "") -> None:
        """Note one problem; the same problem met twice is told once."""
        self._problems.setdefault(Problem(mark.file, mark.line, mark.column, path, found, expected, hint))

    def refuse_unknown_keys(self, node: MappingNode, known: tuple[str, ...]) -> None:
        """Note every key of a mapping that is not among those known."""
        for key in node.items:
            if key not in known:
                mark = node.keys[key]
                expected, hint = "one of " + ", ".join(known), self.like(key, known)
                self.add(mark, str(ScalarNode(mark, key, key)), found="an unknown key", expected=expected, hint=hint)

    def like(self, word: str, known: Iterable[str]) -> str:
        """Suggest the known word that is spelt most like the one found, or nothing."""
        if len(self._problems) >= _ADVISED or len(word) > _MOST:
            return ""
        near = get_close_matches(word, tuple(known), n=1, cutoff=_LIKENESS)
        return f"did you mean {near[0]}?" if near else ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in the order in which they were found."""
        return tuple(self._problems)

    def raise_if_any(self) -> None:
        """Go on only if nothing was found.

        Raises:
            ScenarioError: with every problem, if there is one.
        """
        if self._problems:
            raise ScenarioError(self.problems)
