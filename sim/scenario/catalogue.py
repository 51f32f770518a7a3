"""The catalogue of all parameters, derived from their declarations, and the context in which a scenario is read."""

import re
import types
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from sim.base.errors import InvariantError
from sim.data.sources import Register
from sim.data.tree import Findings
from sim.scenario.kinds import ChoiceKind
from sim.scenario.parameter import ParameterSpec, Quantity
from sim.scenario.parameters.group import ParameterGroup, Table, sentences

_UNIT = re.compile(r"\[([^\[\]]+)\]\.?\s*$")


@dataclass(frozen=True)
class Catalogue:
    """All parameters by path, and the groups they lie in."""

    parameters: dict[str, ParameterSpec]
    groups: dict[str, tuple[str, ...]]
    """The names directly below each group; the root is the empty path."""

    def below(self, group: str) -> tuple[str, ...]:
        """The paths of all parameters of a group, itself excluded."""
        prefix = f"{group}." if group else ""
        return tuple(path for path in self.parameters if path.startswith(prefix))


def catalogue_of(group: type[ParameterGroup]) -> Catalogue:
    """Collect all parameters below a group, with their groups.

    Raises:
        InvariantError: if a field is no quantity, or a number has no unit at the end of its docstring.
    """
    catalogue = Catalogue({}, {})
    _collect(group, "", "", "", catalogue)
    return catalogue


def join(group: str, name: str) -> str:
    """Write the path of a name in a group."""
    return f"{group}.{name}" if group else name


def _collect(group: type[ParameterGroup], path: str, doc: str, table: str, catalogue: Catalogue) -> None:
    catalogue.groups[path] = tuple(group.model_fields)
    own = sentences(group)
    for name, field in group.model_fields.items():
        below, sentence = join(path, name), own.get(name) or doc
        if isinstance(field.annotation, type) and issubclass(field.annotation, ParameterGroup):
            inner = below if issubclass(field.annotation, Table) else table
            _collect(field.annotation, below, sentence, inner, catalogue)
        else:
            catalogue.parameters[below] = _parameter(below, field, sentence, table)


def _parameter(path: str, field: FieldInfo, doc: str, table: str) -> ParameterSpec:
    quantity, annotation, is_optional = _quantity(field)
    if quantity is None:
        raise InvariantError(
            f"{path}: found {field.annotation}, expected a quantity of sim.scenario.parameter or a group"
        )
    words = get_args(annotation)
    if isinstance(quantity.kind, ChoiceKind) and words:
        quantity = replace(quantity, kind=ChoiceKind(tuple(str(word) for word in get_args(words[0]))))
    text = " ".join(doc.split())
    unit = _UNIT.search(text)
    if quantity.kind.has_unit and unit is None:
        raise InvariantError(f"{path}: found a docstring without unit, expected one that ends with [unit]")
    return ParameterSpec(path, quantity, unit[1] if unit else "", _UNIT.sub("", text).strip(), is_optional, table)


def _quantity(field: FieldInfo) -> tuple[Quantity | None, Any, bool]:
    """The quantity that a field declares, the type of its values, and whether it may be null."""
    inner, metadata, is_optional = field.annotation, tuple(field.metadata), False
    if get_origin(inner) in (Union, types.UnionType):
        members = [member for member in get_args(inner) if member is not types.NoneType]
        is_optional = len(members) < len(get_args(inner))
        inner, *metadata_list = get_args(members[0]) if len(members) == 1 else (None,)
        metadata = tuple(metadata_list)
    quantity = next((item for item in metadata if isinstance(item, Quantity)), None)
    return quantity, inner, is_optional


class Strictness(IntEnum):
    """How much must be stated beside a value, depending on the file it stands in."""

    FREE = 0
    """A user's scenario: a bare number will do."""
    SOURCED = 1
    """A shipped layer: a source."""
    RANGED = 2
    """The base: a source and a range."""


@dataclass(frozen=True)
class ReadContext:
    """What readers of parameters share: the catalogue, the register of sources, and the list of problems."""

    catalogue: Catalogue
    register: Register
    findings: Findings
    layer: str = ""
    """The layer that is being read."""
    strictness: Strictness = Strictness.FREE
