"""A document as it was written: every key and every value keeps the place where it stands."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

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
