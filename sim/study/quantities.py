"""A user asks for one published number as METRIC[group]@year, and a target says what that number is to be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sim.base.errors import Problem, ResultsError, ScenarioError
from sim.base.metric_key import WHOLE, MetricKey
from sim.results.metrics import METRIC
from sim.results.replications import ReplicationMetrics

_QUESTION = r"(?P<metric>[a-z0-9_]+)(?:\[(?P<group>[^\[\]]+)\])?(?:@(?P<year>[A-Za-z0-9-]+))?"
_NUMBER = r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
_TARGET = re.compile(rf"\s*{_QUESTION}\s*(?P<sense><=|>=)\s*(?P<value>{_NUMBER})\s*")


def value_in(replication: ReplicationMetrics, wanted: MetricKey) -> float | None:
    """Look a number up in one replication; None where it has no such row."""
    for key, value in zip(replication.keys, replication.values.tolist(), strict=True):
        if key == wanted:
            return float(value)
    return None


def values_in_all(replications: Sequence[ReplicationMetrics], wanted: MetricKey) -> tuple[float, ...]:
    """Look a number up in every replication.

    Raises:
        ResultsError: if a replication has no such number.
    """
    values = [value_in(replication, wanted) for replication in replications]
    if any(value is None for value in values):
        near = get_close_matches(str(wanted), _neighbours(wanted, replications[0]), n=1, cutoff=0.0)
        hint = f"; the nearest is {near[0]}" if near else ""
        raise ResultsError(f"not every replication has a number {wanted}{hint}; ask for one that every run has")
    return tuple(value for value in values if value is not None)


@dataclass(frozen=True)
class Target:
    """A number that is to stay at or under a value, or at or over it."""

    question: MetricKey
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
    MetricKey("removals"),
    MetricKey("court_completions"),
    MetricKey("court_pending"),
    MetricKey("detained_average"),
    MetricKey("cost_usd", (("payer", "us_federal"),)),
)
"""The headline numbers on which the precision of a study is judged: out, decided, waiting, held, paid."""


def read_question(text: str, option: str) -> MetricKey:
    """Read METRIC[group]@year.

    Args:
        text: what the user wrote.
        option: where it was written, for the message.

    Raises:
        ScenarioError: if it names no published number.
    """
    match = re.fullmatch(rf"\s*{_QUESTION}\s*", text)
    if match is None:
        raise _misread(option, text, "METRIC[group]@year, for example court_pending[docket=detained]@2018")
    return _question(match, option)


def read_target(text: str, option: str) -> Target:
    """Read METRIC[group]@year<=VALUE or >=VALUE.

    Raises:
        ScenarioError: if it names no published number, or no value.
    """
    match = _TARGET.fullmatch(text)
    if match is None:
        raise _misread(option, text, "METRIC[group]@year<=VALUE or >=VALUE, for example 'court_pending_change@all<=0'")
    return Target(_question(match, option), match["sense"] == "<=", float(match["value"]))


def _question(match: re.Match[str], option: str) -> MetricKey:
    metric = match["metric"]
    if metric not in METRIC:
        near = get_close_matches(metric, METRIC, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else ""
        raise _misread(option, metric, "the name of a metric", hint)
    return MetricKey.read(metric, match["group"] or WHOLE, match["year"] or WHOLE)


def _misread(option: str, found: str, expected: str, hint: str = "") -> ScenarioError:
    return ScenarioError((Problem(option, 0, 0, "", found or "nothing", expected, hint),))


def _neighbours(wanted: MetricKey, replication: ReplicationMetrics) -> tuple[str, ...]:
    return tuple(str(key) for key in replication.keys if key.metric == wanted.metric)
