"""Everything that is wrong with an input is found first and told together."""

from collections.abc import Iterable
from difflib import get_close_matches

from sim.base.errors import Problem, ScenarioError
from sim.facts.tree import Mark

_ADVISED = 100
"""After this many problems no more likely spellings are looked for [problems]."""
_LONGEST = 100
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

    def like(self, word: str, known: Iterable[str]) -> str:
        """Suggest the known word that is spelt most like the one found, or nothing."""
        if len(self._problems) >= _ADVISED or len(word) > _LONGEST:
            return ""
        near = get_close_matches(word, tuple(known), n=1, cutoff=_LIKENESS)
        return f"did you mean {near[0]}?" if near else ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in the order in which they were found."""
        return tuple(self._problems)

    def settle(self) -> None:
        """Go on only if nothing was found.

        Raises:
            ScenarioError: with every problem, if there is one.
        """
        if self._problems:
            raise ScenarioError(self.problems)
