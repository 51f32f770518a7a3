"""A leaf is one claim about the world: its value on each date, its range, its source and the layer that set it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeAlias, TypeVar, final

from sim.facts.duration_kind import DurationKind
from sim.facts.kinds import ChoiceKind, DayKind, NumberKind, SwitchKind
from sim.facts.shapes import Shape
from sim.facts.tree import Mark

T = TypeVar("T")
AnyKind: TypeAlias = NumberKind | SwitchKind | ChoiceKind | DayKind | DurationKind
Plain: TypeAlias = bool | int | float | str | date | Shape | None

UNSOURCED = "set by the scenario's author, no source"
"""What is printed as the source of a number that a user wrote without one."""


@final
@dataclass(frozen=True)
class Quantity:
    """How a leaf is typed in a scenario part: its kind, and whether it changes by date."""

    kind: AnyKind
    is_dated: bool = False
    is_claim: bool = True
    """Whether it says something about the world, so that the base needs a source for it; settings of a run do not."""

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Any:  # noqa: ANN401 - pydantic's type
        """Tell pydantic that the value is a leaf that has been checked already."""
        from pydantic_core import core_schema

        return core_schema.is_instance_schema(Leaf)


@dataclass(frozen=True)
class LeafSpec:
    """What a leaf must be, as its scenario part declares it."""

    path: str
    quantity: Quantity
    unit: str
    doc: str
    is_optional: bool = False
    """Whether null is a value of the leaf."""
    table: str = ""
    """The path of the table whose members share one draw, or nothing."""

    @property
    def luck(self) -> str:
        """The name under which the leaf is drawn in uncertainty runs."""
        return self.table or self.path


@dataclass(frozen=True)
class Entry:
    """One value with its range, from one date on or from the start."""

    value: Plain
    low: float | None = None
    """Lower end of the range, in the unit of the leaf."""
    high: float | None = None
    """Upper end of the range, in the unit of the leaf."""
    stretch: tuple[float, float] | None = None
    """Range of the factor on all parameters of a duration [ratio]."""
    source: str = ""
    scope: str = ""
    note: str = ""
    when: date | None = None
    is_ramp: bool = False
    """Whether the value moves linearly from the entry before to this date."""


@dataclass(frozen=True)
class Origin:
    """Who set a leaf, and where that is written."""

    layer: str
    mark: Mark


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """A claim with its whole history of dates; T is the type of its values."""

    spec: LeafSpec
    entries: tuple[Entry, ...]
    origin: Origin
    replaced: tuple["Leaf[T]", ...] = ()
    """What was said of this leaf before, base first."""
    is_bare: bool = False
    """Whether it was written as one value and nothing else."""

    @property
    def path(self) -> str:
        """The name of the leaf."""
        return self.spec.path

    @property
    def value(self) -> Plain:
        """The first value, which is the only one of a leaf without dates."""
        return self.entries[0].value

    @property
    def is_dated(self) -> bool:
        """Whether the value changes by date."""
        return self.entries[0].when is not None


AnyLeaf: TypeAlias = Leaf[Any]
"""A leaf of any type of value; the type is known from the scenario part only."""
