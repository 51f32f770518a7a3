"""A parameter: its value on each date, its range, its source, and the layers that set it; the types to declare one.

Settings are partial in time: each holds from its first date, and what lies below it holds until then.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Annotated, Any, Generic, TypeAlias, TypeVar, final

from sim.data.tree import Mark
from sim.scenario.kinds import AnyKind, ChoiceKind, DurationKind, NumberKind, Shape, SwitchKind

T = TypeVar("T")
W = TypeVar("W")
Plain: TypeAlias = bool | int | float | str | date | Shape | None

UNSOURCED = "set by the scenario's author, no source"
"""What is printed as the source of a number that a user wrote without one."""


@final
@dataclass(frozen=True)
class Quantity:
    """How a parameter is typed in a parameter group: its kind, and whether it changes by date."""

    kind: AnyKind
    is_dated: bool = False
    is_claim: bool = True
    """Whether it says something about the world, so that the base needs a source for it; settings of a run do not."""

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Any:  # noqa: ANN401 - pydantic's type
        """Tell pydantic that the value is a parameter that has been checked already."""
        from pydantic_core import core_schema

        return core_schema.is_instance_schema(Parameter)


@dataclass(frozen=True)
class ParameterSpec:
    """What a parameter must be, as its group declares it."""

    path: str
    quantity: Quantity
    unit: str
    doc: str
    is_optional: bool = False
    """Whether null is a value of the parameter."""
    table: str = ""
    """The path of the table whose members share one draw, or nothing."""

    @property
    def draw_name(self) -> str:
        """The name under which the parameter is drawn in uncertainty runs."""
        return self.table or self.path


@dataclass(frozen=True)
class Entry:
    """One value with its range, from one date on or from the start."""

    value: Plain
    low: float | None = None
    """Lower end of the range, in the unit of the parameter."""
    high: float | None = None
    """Upper end of the range, in the unit of the parameter."""
    stretch: tuple[float, float] | None = None
    """Range of the factor on all parameters of a duration [ratio]."""
    source: str = ""
    scope: str = ""
    note: str = ""
    when: date | None = None
    ramp_from: date | None = None
    """The day from which the value moves linearly to this one, which it reaches on `when`; none where it jumps."""


@dataclass(frozen=True)
class Origin:
    """Who set a parameter, and where that is written."""

    layer: str
    mark: Mark


class Effect(Enum):
    """How a setting combines with the layers below it."""

    SET = "set"
    """Takes its place."""
    ADD = "add"
    """Is added to it."""
    TIMES = "times"
    """Multiplies it."""


@dataclass(frozen=True)
class Setting:
    """The values that one layer gives a parameter, each from its date on; the last holds to the end."""

    entries: tuple[Entry, ...]
    """In the order of their dates, at least one; a single one without a date holds for the whole run."""
    origin: Origin
    effect: Effect = Effect.SET
    is_bare: bool = False
    """Whether it was written as values and nothing else."""

    @property
    def starts(self) -> date | None:
        """The first day on which it holds; none where it holds for the whole run."""
        first = self.entries[0]
        return first.ramp_from or first.when

    def until(self, day: date) -> tuple[Entry, ...]:
        """The entries that count before a day, a ramp that is under way on it included."""
        return tuple(
            entry for entry in self.entries if (begins := entry.ramp_from or entry.when) is None or begins < day
        )


@dataclass(frozen=True)
class Parameter(Generic[T]):
    """A claim with its whole history of dates; T is the type of its values."""

    spec: ParameterSpec
    settings: tuple[Setting, ...]
    """In order, each over those before it; at least one, and the first says what holds before all dates."""
    replaced: tuple["Parameter[T]", ...] = ()
    """The parameter as the layers below gave it, base first."""

    @property
    def path(self) -> str:
        """The name of the parameter."""
        return self.spec.path

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every value that counts on some day, those below before those above."""
        return tuple(entry for setting in self.settings for entry in setting.entries)

    @property
    def origin(self) -> Origin:
        """Who set it last."""
        return self.settings[-1].origin

    @property
    def value(self) -> Plain:
        """The first value, which is the only one of a parameter without dates."""
        return self.settings[0].entries[0].value

    @property
    def is_dated(self) -> bool:
        """Whether the value changes by date."""
        return len(self.settings) > 1 or self.settings[0].starts is not None

    def says_the_same(self, other: "Parameter[T]") -> bool:
        """Whether values, ranges, dates and sources are the same, whoever set them."""
        return [(setting.effect, setting.entries) for setting in self.settings] == [
            (setting.effect, setting.entries) for setting in other.settings
        ]

    def over(self, below: "Parameter[T]") -> "Parameter[T]":
        """Lay the settings of this parameter over those of another, which hold before the first date of these."""
        settings = below.settings
        for setting in self.settings:
            settings = (*_uncovered(settings, setting), setting)
        return replace(self, settings=settings)

    def on_and_after(self, day: date) -> "Parameter[T]":
        """Leave aside every setting that a later one covers from a day on."""
        covers = [
            index
            for index, setting in enumerate(self.settings)
            if setting.effect is Effect.SET and (setting.starts is None or setting.starts <= day)
        ]
        return replace(self, settings=self.settings[covers[-1] :]) if covers and covers[-1] else self


def _uncovered(below: tuple[Setting, ...], above: Setting) -> tuple[Setting, ...]:
    """The settings that still count below another: all below a relative one, else those before its first day."""
    if above.effect is not Effect.SET:
        return below
    if above.starts is None:
        return ()
    kept = []
    for index, setting in enumerate(below):
        entries = setting.until(above.starts) or (setting.entries[:1] if index == 0 else ())
        kept += [replace(setting, entries=entries)] if entries else []
    return tuple(kept)


AnyParameter: TypeAlias = Parameter[Any]
"""A parameter of any type of value; the type is known from its group only."""

_SHARE = NumberKind("share", "a share in [0, 1]", 0.0, 1.0)
_COUNT = NumberKind("count", "a whole number >= 0", 0.0, is_whole=True)
_RATE = NumberKind("rate", "a number >= 0", 0.0)
_DAYS = NumberKind("days", "a number of days >= 0", 0.0)
_USD = NumberKind("usd", "dollars >= 0", 0.0)
_SIGNED = NumberKind("signed", "a number")
_ZONE_MILES = NumberKind("zone_miles", "a number of miles >= 0 or nationwide", 0.0, word="nationwide")

Share: TypeAlias = Annotated[Parameter[float], Quantity(_SHARE)]
DatedShare: TypeAlias = Annotated[Parameter[float], Quantity(_SHARE, is_dated=True)]
Count: TypeAlias = Annotated[Parameter[int], Quantity(_COUNT)]
DatedCount: TypeAlias = Annotated[Parameter[int], Quantity(_COUNT, is_dated=True)]
Rate: TypeAlias = Annotated[Parameter[float], Quantity(_RATE)]
DatedRate: TypeAlias = Annotated[Parameter[float], Quantity(_RATE, is_dated=True)]
Days: TypeAlias = Annotated[Parameter[float], Quantity(_DAYS)]
DatedDays: TypeAlias = Annotated[Parameter[float], Quantity(_DAYS, is_dated=True)]
Usd: TypeAlias = Annotated[Parameter[float], Quantity(_USD)]
DatedUsd: TypeAlias = Annotated[Parameter[float], Quantity(_USD, is_dated=True)]
Signed: TypeAlias = Annotated[Parameter[float], Quantity(_SIGNED)]
DatedZoneMiles: TypeAlias = Annotated[Parameter[float], Quantity(_ZONE_MILES, is_dated=True)]
Switch: TypeAlias = Annotated[Parameter[bool], Quantity(SwitchKind())]
DatedSwitch: TypeAlias = Annotated[Parameter[bool], Quantity(SwitchKind(), is_dated=True)]
Duration: TypeAlias = Annotated[Parameter[Shape], Quantity(DurationKind())]
DatedDuration: TypeAlias = Annotated[Parameter[Shape], Quantity(DurationKind(), is_dated=True)]
Choice: TypeAlias = Annotated[Parameter[W], Quantity(ChoiceKind())]
"""Written with its words: Choice[Literal["fifo", "lifo"]]."""
