"""Two kinds of things go wrong: the user's input can be mended, a broken rule of the model cannot."""

import re
from dataclasses import dataclass

_LAST_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
CONTROLS = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef{_LAST_OF_PLANES}]"
)
"""What acts on a terminal or cannot stand in a page: line breaks and other controls (C0, C1), marks that turn the
direction of writing (bidi), surrogates, and codes that are no characters."""


def visible(text: str) -> str:
    r"""Write control characters as escapes.

    >>> print(visible("a\x1b[31m"))
    a\x1b[31m
    """
    return CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


@dataclass(frozen=True)
class Problem:
    """One mistake in the user's input: where it stands, what was found, what was expected and what to do."""

    file: str
    line: int
    """Line of the value, counted from 1; 0 when the input is not a file [lines]."""
    column: int
    """Column of the value, counted from 1; 0 when the input is not a file [columns]."""
    path: str
    found: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        """Write the problem as one line that an editor can jump to."""
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        name = f"{self.path}: " if self.path else ""
        advice = f"; {self.hint}" if self.hint else ""
        return visible(f"{where}: {name}found {self.found}, expected {self.expected}{advice}")


class MemosimError(Exception):
    """The base of every error that the program raises on purpose."""


class ScenarioError(MemosimError):
    """The user's input does not say what can be run; all its problems are told at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class InvariantError(MemosimError):
    """A rule of the model was broken; this is ours to mend, and the run stops at once."""


class ResultsError(MemosimError):
    """Stored results cannot be read or written as asked; the message says what to do."""
