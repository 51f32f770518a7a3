"""A question names one published number, and a target says what that number is to be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sim.base.errors import Problem, ResultsError, ScenarioError
from sim.results.groups import WHOLE
from sim.results.metrics import METRIC
from sim.results.replications import Measured

_QUESTION = r"(?P<metric>[a-z0-9_]+)(?:\[(?P<group>[^\[\]]+)\])?(?:@(?P<year>[A-Za-z0-9-]+))?"
_NUMBER = r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
_TARGET = re.compile(rf"\s*{_QUESTION}\s*(?P<sense><=|>=)\s*(?P<value>{_NUMBER})\s*")


@dataclass(frozen=True)
class Question:
    """One number of the long table of metrics."""

    metric: str
    group: str = WHOLE
    fiscal_year: str = WHOLE

    def __str__(self) -> str:
        """Write the question as a user does."""
        group = "" if self.group == WHOLE else f"[{self.group}]"
        year = "" if self.fiscal_year == WHOLE else f"@{self.fiscal_year}"
        return f"{self.metric}{group}{year}"

    @property
    def unit(self) -> str:
        """The unit of the number."""
        return METRIC[self.metric].unit

    def answer(self, measured: Measured) -> float | None:
        """Look the number up in one replication; None where it has no such row."""
        wanted = (self.fiscal_year, self.metric, self.group)
        for key, value in zip(measured.keys, measured.values.tolist(), strict=True):
            if key[:3] == wanted:
                return float(value)
        return None

    def answers(self, replications: Sequence[Measured]) -> tuple[float, ...]:
        """Look the number up in every replication.

        Raises:
            ResultsError: if a replication has no such number.
        """
        found = [self.answer(measured) for measured in replications]
        if any(value is None for value in found):
            near = get_close_matches(str(self), _neighbours(self, replications[0]), n=1, cutoff=0.0)
            hint = f"; the nearest is {near[0]}" if near else ""
            raise ResultsError(f"not every replication has a number {self}{hint}; ask for one that every run has")
        return tuple(value for value in found if value is not None)


@dataclass(frozen=True)
class Target:
    """A number that is to stay at or under a value, or at or over it."""

    question: Question
    is_upper: bool
    """Whether the value is the most that is allowed."""
    value: float

    def __str__(self) -> str:
        """Write the target as a user does."""
        return f"{self.question}{'<=' if self.is_upper else '>='}{self.value:g}"

    def excess(self, found: float) -> float:
        """Say by how much a number misses the target; at most 0 where it is met."""
        return found - self.value if self.is_upper else self.value - found


FIVE = (
    Question("removals"),
    Question("court_completions"),
    Question("court_pending"),
    Question("detained_average"),
    Question("cost_usd", "payer=us_federal"),
)
"""The headline numbers on which the precision of a study is judged: out, decided, waiting, held, paid."""


def read_question(text: str, option: str) -> Question:
    """Read METRIC[group]@year.

    Args:
        text: what the user wrote.
        option: where it was written, for the message.

    Raises:
        ScenarioError: if it names no published number.
    """
    found = re.fullmatch(rf"\s*{_QUESTION}\s*", text)
    if found is None:
        raise _misread(option, text, "METRIC[group]@year, for example court_pending[docket=detained]@2018")
    return _question(found, option)


def read_target(text: str, option: str) -> Target:
    """Read METRIC[group]@year<=VALUE or >=VALUE.

    Raises:
        ScenarioError: if it names no published number, or no value.
    """
    found = _TARGET.fullmatch(text)
    if found is None:
        raise _misread(option, text, "METRIC[group]@year<=VALUE or >=VALUE, for example 'court_pending_change@all<=0'")
    return Target(_question(found, option), found["sense"] == "<=", float(found["value"]))


def _question(found: re.Match[str], option: str) -> Question:
    metric = found["metric"]
    if metric not in METRIC:
        near = get_close_matches(metric, METRIC, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else ""
        raise _misread(option, metric, "the name of a metric", hint)
    group = ";".join(sorted((found["group"] or WHOLE).split(";")))
    return Question(metric, group, found["year"] or WHOLE)


def _misread(option: str, found: str, expected: str, hint: str = "") -> ScenarioError:
    return ScenarioError((Problem(option, 0, 0, "", found or "nothing", expected, hint),))


def _neighbours(question: Question, measured: Measured) -> tuple[str, ...]:
    return tuple(
        str(Question(key.metric, key.group, key.fiscal_year)) for key in measured.keys if key.metric == question.metric
    )
