"""Kinds of values: shares, counts, rates, dates, choices, switches and durations, with advice on how to write them.

Workers load this module, so it stands without pydantic; the advice on a value that is refused is its larger part.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import ClassVar, TypeAlias, final

from sim.base import durations
from sim.base.durations import DayTable
from sim.data.tree import MappingNode, Node, ScalarNode

FAMILIES: dict[str, tuple[str, ...]] = {
    "lognormal": ("median", "p90"),
    "exponential": ("mean",),
    "constant": (),
    "uniform": ("low", "high"),
}
"""Each distribution of days with the names of its parameters; a constant is written as one number."""
_TABLES: dict[str, Callable[..., DayTable]] = {
    "lognormal": durations.lognormal,
    "exponential": durations.exponential,
    "constant": durations.constant,
    "uniform": durations.uniform,
}


@dataclass(frozen=True)
class Shape:
    """One distribution of days."""

    family: str
    parameters: tuple[float, ...]
    """In the order of FAMILIES [days]."""

    def stretched(self, factor: float) -> "Shape":
        """Multiply every parameter; the form of the distribution stays.

        Args:
            factor: > 0.
        """
        return Shape(self.family, tuple(factor * parameter for parameter in self.parameters))

    def table(self) -> DayTable:
        """Cut the distribution into whole days."""
        return _table(self.family, self.parameters)


@lru_cache(maxsize=128)
def _table(family: str, parameters: tuple[float, ...]) -> DayTable:
    """Cached, because a distribution that is not drawn is the same in every replication."""
    return _TABLES[family](*parameters)


MAGNITUDE = 1e15
"""No quantity of this world is larger; above it whole numbers are not exact."""
LIKELY = 100
"""Only the start of a long word is compared with the words that are known [characters]."""

_TRUE = {"yes": "true", "on": "true", "True": "true", "TRUE": "true", "y": "true"}
_FALSE = {"no": "false", "off": "false", "False": "false", "FALSE": "false", "n": "false"}
_ADVICE = (
    (re.compile(r"[-+]?0[0-9]+(\.[0-9]*)?"), "write it without the leading zero"),
    (re.compile(r"[-+]?[0-9]+([_, ][0-9]+)+(\.[0-9]*)?"), "write it without separators"),
    (re.compile(r"[-+]?[0-9.]+ ?%"), "write a share, for example 0.05 for 5%"),
    (re.compile(r"\$ ?[0-9.,]+"), "write the number alone; the unit is known"),
    (re.compile(r"[-+]?\.?(nan|inf|infinity)", re.IGNORECASE), "only finite numbers are quantities"),
)


@dataclass(frozen=True)
class Refusal:
    """A value that is refused: where it stands, what was expected and what to do."""

    node: Node
    expected: str
    hint: str = ""
    below: str = ""
    """Path of the value below the parameter, or nothing."""


Refusals: TypeAlias = tuple[Refusal, ...]


class Kind:
    """What values a parameter may have, and how they are written."""

    keys: ClassVar[tuple[str, ...]] = ("value",)
    """The keys under which the value itself may stand, the one of a bare value first."""
    has_unit: ClassVar[bool] = False
    has_range: ClassVar[bool] = False


@final
@dataclass(frozen=True)
class NumberKind(Kind):
    """A number between bounds."""

    name: str
    """The name of the kind in tables."""
    expectation: str
    """The bounds, in words."""
    least: float = -MAGNITUDE
    most: float = MAGNITUDE
    is_whole: bool = False
    word: str = ""
    """A word that may stand in place of a number and means without limit, or nothing."""

    has_unit: ClassVar[bool] = True
    has_range: ClassVar[bool] = True

    def parse(self, node: Node) -> float | str | Refusals:
        """Accept a finite number within the bounds, or the word."""
        value = node.value if isinstance(node, ScalarNode) else None
        if self.word and value == self.word:
            return self.word
        if isinstance(value, bool) or not isinstance(value, int | float):
            return (Refusal(node, self.expectation, _number_advice(node)),)
        if not self.least <= value <= self.most or (self.is_whole and value != int(value)):
            return (Refusal(node, self.expectation, self._remedy(value)),)
        return int(value) if self.is_whole else float(value)

    def _remedy(self, value: float) -> str:
        if abs(value) > MAGNITUDE and MAGNITUDE in (self.most, -self.least):
            return f"no quantity is larger than {MAGNITUDE:g}"
        if self.most == 1.0 and 1.0 < value <= 100:
            return f"for {value:g} percent write {value / 100:g}"
        return ""


@final
@dataclass(frozen=True)
class SwitchKind(Kind):
    """On or off."""

    name: ClassVar[str] = "switch"
    expectation: ClassVar[str] = "true or false"

    def parse(self, node: Node) -> bool | Refusals:
        """Accept true or false, and none of the words that other programs take for them."""
        if isinstance(node, ScalarNode) and isinstance(node.value, bool):
            return node.value
        word = node.text if isinstance(node, ScalarNode) else ""
        meant = _TRUE.get(word) or _FALSE.get(word) or (word if word in ("true", "false") else "")
        return (Refusal(node, self.expectation, f"write it as {meant}" if meant else ""),)


@final
@dataclass(frozen=True)
class ChoiceKind(Kind):
    """One of a few words."""

    words: tuple[str, ...] = ()
    name: ClassVar[str] = "choice"

    @property
    def expectation(self) -> str:
        """The words that may be chosen."""
        return "one of " + ", ".join(self.words)

    def parse(self, node: Node) -> str | Refusals:
        """Accept one of the words."""
        value = node.value if isinstance(node, ScalarNode) else None
        if isinstance(value, str) and value in self.words:
            return value
        near = get_close_matches(value[:LIKELY], self.words, n=1) if isinstance(value, str) else []
        return (Refusal(node, self.expectation, f"did you mean {near[0]}?" if near else ""),)


EARLIEST = date(2007, 10, 1)
"""The first day on which a run may begin, that of fiscal year 2008: federal holidays are known from it on."""


@final
@dataclass(frozen=True)
class DayKind(Kind):
    """A date between two others."""

    least: date
    most: date
    name: ClassVar[str] = "date"

    @property
    def expectation(self) -> str:
        """The bounds, in words."""
        return f"a date from {self.least} to {self.most}"

    def parse(self, node: Node) -> date | Refusals:
        """Accept a date within the bounds."""
        value = node.value if isinstance(node, ScalarNode) else None
        if isinstance(value, date) and self.least <= value <= self.most:
            return value
        hint = "" if isinstance(value, date) else f"write it as {self.least}, without quotes"
        return (Refusal(node, self.expectation, hint),)


def _number_advice(node: Node) -> str:
    if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
        return ""
    if node.is_quoted and re.fullmatch(r"[-+]?[0-9.]+", node.text):
        return "write it without quotes"
    return next((advice for pattern, advice in _ADVICE if pattern.fullmatch(node.text[:LIKELY])), "")


_LONGEST = 36500.0
"""No parameter of a duration is longer, a hundred years; tables are cut off earlier [days]."""
DAYS = NumberKind("days", f"a number of days from 0 to {_LONGEST:g}", 0.0, _LONGEST)
"""What each parameter of a duration must be."""


@final
@dataclass(frozen=True)
class DurationKind(Kind):
    """A distribution of days."""

    keys: ClassVar[tuple[str, ...]] = ("constant", "lognormal", "exponential", "uniform")
    has_unit: ClassVar[bool] = True
    name: ClassVar[str] = "duration"
    expectation: ClassVar[str] = "one of " + ", ".join(keys)

    def parse(self, node: Node, family: str = "constant") -> Shape | Refusals:
        """Accept the parameters of a distribution."""
        names = FAMILIES[family]
        if not names:
            value = DAYS.parse(node)
            return value if isinstance(value, tuple) else Shape(family, (float(value),))
        expected = "a mapping with " + " and ".join(names)
        if not isinstance(node, MappingNode):
            return (Refusal(node, expected, below=family),)
        unknown = [name for name in node.items if name not in names]
        refused = [Refusal(ScalarNode(node.keys[name], name, name), expected, below=family) for name in unknown]
        refused += [Refusal(node, f"the key {name}", below=family) for name in names if name not in node.keys]
        values = []
        for name in names:
            value = DAYS.parse(node.items[name]) if name in node.items else 0.0
            if isinstance(value, tuple):
                refused += [replace(refusal, below=f"{family}.{name}") for refusal in value]
            else:
                values.append(float(value))
        if refused or len(node.items) < len(names):
            return tuple(refused)
        return _in_order(family, tuple(values), node)


def _in_order(family: str, values: tuple[float, ...], node: MappingNode) -> Shape | Refusals:
    """Check the parameters against each other: a median below its quantile, a lower end below the upper."""
    names = FAMILIES[family]
    if family == "lognormal" and values[0] <= 0.0:
        return (Refusal(node.items["median"], "a number of days > 0", below="lognormal.median"),)
    if len(values) > 1 and values[0] > values[1]:
        return (Refusal(node.items[names[1]], f"at least the {names[0]}, {values[0]:g}", below=f"{family}.{names[1]}"),)
    return Shape(family, values)


AnyKind: TypeAlias = NumberKind | SwitchKind | ChoiceKind | DayKind | DurationKind
