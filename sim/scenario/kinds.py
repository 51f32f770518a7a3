"""Kinds of values: shares, counts, rates, days, choices and switches, with what to write in place of others."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, ClassVar, TypeAlias, final

from sim.data.tree import Node, ScalarNode
from sim.scenario.distributions import Shape

MAGNITUDE = 1e15
"""No quantity of this world is larger; above it whole numbers are not exact."""

Schema: TypeAlias = dict[str, Any]
"""A piece of JSON Schema, which is arbitrary JSON by its nature."""
Understood: TypeAlias = bool | int | float | str | date | Shape

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
    """A value that means nothing here: where it stands, what was expected and what to do."""

    node: Node
    expected: str
    hint: str = ""
    below: str = ""
    """Path of the value below the parameter, or nothing."""


class AbstractKind(ABC):
    """What values a parameter may have, and how they are written."""

    keys: ClassVar[tuple[str, ...]] = ("value",)
    """The keys under which the value itself may stand, the one of a bare value first."""
    has_unit: ClassVar[bool] = False
    has_range: ClassVar[bool] = False

    @property
    @abstractmethod
    def name(self) -> str:
        """The name of the kind in tables."""

    @property
    @abstractmethod
    def says(self) -> str:
        """What a value must be, in words."""

    @abstractmethod
    def understand(self, key: str, node: Node) -> Understood | tuple[Refusal, ...]:
        """Read a value that stands under one of the keys."""

    @abstractmethod
    def schema(self) -> Schema:
        """The JSON Schema of a bare value."""


@final
@dataclass(frozen=True)
class NumberKind(AbstractKind):
    """A number between bounds."""

    label: str
    expected: str
    least: float = -MAGNITUDE
    most: float = MAGNITUDE
    is_whole: bool = False
    word: str = ""
    """A word that may stand in place of a number and means without limit, or nothing."""

    has_unit: ClassVar[bool] = True
    has_range: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """The name of the kind in tables."""
        return self.label

    @property
    def says(self) -> str:
        """The bounds, in words."""
        return self.expected

    def understand(self, key: str, node: Node) -> Understood | tuple[Refusal, ...]:
        """Accept a finite number within the bounds, or the word."""
        value = node.value if isinstance(node, ScalarNode) else None
        if self.word and value == self.word:
            return self.word
        if isinstance(value, bool) or not isinstance(value, int | float):
            return (Refusal(node, self.expected, _number_advice(node)),)
        if not self._is_within(value):
            return (Refusal(node, self.expected, self._remedy(value)),)
        return int(value) if self.is_whole else float(value)

    def _is_within(self, value: float) -> bool:
        if not self.least <= value <= self.most:
            return False
        return not self.is_whole or value == int(value)

    def _remedy(self, value: float) -> str:
        if abs(value) > MAGNITUDE and MAGNITUDE in (self.most, -self.least):
            return f"no quantity is larger than {MAGNITUDE:g}"
        if self.most == 1.0 and 1.0 < value <= 100:
            return f"for {value:g} percent write {value / 100:g}"
        return ""

    def schema(self) -> Schema:
        """The bounds as JSON Schema."""
        number: Schema = {"type": "integer" if self.is_whole else "number", "minimum": self.least, "maximum": self.most}
        return {"anyOf": [number, {"const": self.word}]} if self.word else number


@final
@dataclass(frozen=True)
class SwitchKind(AbstractKind):
    """On or off."""

    @property
    def name(self) -> str:
        """The name of the kind in tables."""
        return "switch"

    @property
    def says(self) -> str:
        """The two states, in words."""
        return "true or false"

    def understand(self, key: str, node: Node) -> Understood | tuple[Refusal, ...]:
        """Accept true or false, and none of the words that other programs take for them."""
        if isinstance(node, ScalarNode) and isinstance(node.value, bool):
            return node.value
        word = node.text if isinstance(node, ScalarNode) else ""
        meant = _TRUE.get(word) or _FALSE.get(word) or (word if word in ("true", "false") else "")
        return (Refusal(node, self.says, f"write it as {meant}" if meant else ""),)

    def schema(self) -> Schema:
        """A truth value as JSON Schema."""
        return {"type": "boolean"}


@final
@dataclass(frozen=True)
class ChoiceKind(AbstractKind):
    """One of a few words."""

    words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the kind in tables."""
        return "choice"

    @property
    def says(self) -> str:
        """The words that may be chosen."""
        return "one of " + ", ".join(self.words)

    def understand(self, key: str, node: Node) -> Understood | tuple[Refusal, ...]:
        """Accept one of the words."""
        value = node.value if isinstance(node, ScalarNode) else None
        if isinstance(value, str) and value in self.words:
            return value
        near = get_close_matches(value[:LIKELY], self.words, n=1) if isinstance(value, str) else []
        return (Refusal(node, self.says, f"did you mean {near[0]}?" if near else ""),)

    def schema(self) -> Schema:
        """The words as JSON Schema."""
        return {"enum": list(self.words)}


LIKELY = 100
"""Only the start of a long word is compared with the words that are known [characters]."""


@final
@dataclass(frozen=True)
class DayKind(AbstractKind):
    """A date between two others."""

    least: date
    most: date

    @property
    def name(self) -> str:
        """The name of the kind in tables."""
        return "date"

    @property
    def says(self) -> str:
        """The bounds, in words."""
        return f"a date from {self.least} to {self.most}"

    def understand(self, key: str, node: Node) -> Understood | tuple[Refusal, ...]:
        """Accept a date within the bounds."""
        value = node.value if isinstance(node, ScalarNode) else None
        if isinstance(value, date) and self.least <= value <= self.most:
            return value
        hint = "" if isinstance(value, date) else f"write it as {self.least}, without quotes"
        return (Refusal(node, self.says, hint),)

    def schema(self) -> Schema:
        """A date as JSON Schema."""
        return {"type": "string", "format": "date"}


def _number_advice(node: Node) -> str:
    if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
        return ""
    if node.is_quoted and re.fullmatch(r"[-+]?[0-9.]+", node.text):
        return "write it without quotes"
    return next((advice for pattern, advice in _ADVICE if pattern.fullmatch(node.text[:LIKELY])), "")
