"""Exceptions: ScenarioError and ResultsError for what a user can mend, InvariantError for a broken rule."""

from dataclasses import dataclass
from typing import Self

from sim.base.text import visible


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

    typed: Self | None = None
    """The same error in the words of the command line, where this one is in those of Python."""


class ScenarioError(MemosimError):
    """The user's input does not say what can be run; all its problems are told at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class InvariantError(MemosimError):
    """A rule of the model was broken; this is ours to mend, and the run stops at once."""


class ResultsError(MemosimError):
    """Stored results cannot be read or written as asked; the message says what to do."""
