"""The kind of a duration: a named distribution of days, or one number that never varies."""

from dataclasses import dataclass
from typing import ClassVar, final

from sim.data.tree import MappingNode, Node, ScalarNode
from sim.scenario.distributions import FAMILIES, Shape
from sim.scenario.kinds import AbstractKind, NumberKind, Refusal, Schema, Understood

LONGEST = 36500.0
"""No parameter of a duration is longer, a hundred years; tables are cut off earlier [days]."""

_PARAMETER = NumberKind("days", f"a number of days from 0 to {LONGEST:g}", 0.0, LONGEST)


@final
@dataclass(frozen=True)
class DurationKind(AbstractKind):
    """A distribution of days."""

    keys: ClassVar[tuple[str, ...]] = ("constant", "lognormal", "exponential", "uniform")
    has_unit: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """The name of the kind in tables."""
        return "duration"

    @property
    def says(self) -> str:
        """The distributions, in words."""
        return "one of " + ", ".join(self.keys)

    def understand(self, key: str, node: Node) -> Understood | tuple[Refusal, ...]:
        """Accept the parameters of the distribution named by the key."""
        names = FAMILIES[key]
        if not names:
            value = _PARAMETER.understand(key, node)
            return value if isinstance(value, tuple) else Shape(key, (float(value),))  # type: ignore[arg-type]  # a number by its kind
        if not isinstance(node, MappingNode):
            return (Refusal(node, "a mapping with " + " and ".join(names), below=key),)
        return _parameters(key, node)

    def schema(self) -> Schema:
        """Every distribution as JSON Schema."""
        return {"anyOf": [_PARAMETER.schema(), *(_family_schema(family) for family in self.keys)]}


def _parameters(family: str, node: MappingNode) -> Shape | tuple[Refusal, ...]:
    names = FAMILIES[family]
    expected = "a mapping with " + " and ".join(names)
    refused = [
        Refusal(ScalarNode(node.keys[key], key, key), expected, below=family) for key in node.items if key not in names
    ]
    refused += [Refusal(node, f"the key {name}", below=family) for name in names if name not in node.keys]
    values = []
    for name in names:
        value = _PARAMETER.understand(name, node.items[name]) if name in node.items else 0.0
        if isinstance(value, tuple):
            refused += [Refusal(each.node, each.expected, each.hint, f"{family}.{name}") for each in value]
        else:
            values.append(float(value))  # type: ignore[arg-type]  # a number by its kind
    if refused or len(node.items) < len(names):
        return tuple(refused)
    return _ordered(family, tuple(values), node)


def _ordered(family: str, values: tuple[float, ...], node: MappingNode) -> Shape | tuple[Refusal, ...]:
    """Check what the parameters must be to each other."""
    names = FAMILIES[family]
    if family == "lognormal" and values[0] <= 0.0:
        return (Refusal(node.items["median"], "a number of days > 0", below="lognormal.median"),)
    if len(values) > 1 and values[0] > values[1]:
        return (Refusal(node.items[names[1]], f"at least the {names[0]}, {values[0]:g}", below=f"{family}.{names[1]}"),)
    return Shape(family, values)


def _family_schema(family: str) -> Schema:
    names = FAMILIES[family]
    inner: Schema = _PARAMETER.schema()
    if names:
        inner = {
            "type": "object",
            "properties": {name: _PARAMETER.schema() for name in names},
            "required": list(names),
            "additionalProperties": False,
        }
    return {"type": "object", "properties": {family: inner}, "required": [family]}
