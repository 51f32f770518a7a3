"""Types of the declared quantities: shares, counts, rates, days, dollars, switches, durations."""

from typing import Annotated, TypeAlias, TypeVar

from sim.scenario.distribution_kind import DurationKind
from sim.scenario.distributions import Shape
from sim.scenario.kinds import ChoiceKind, NumberKind, SwitchKind
from sim.scenario.parameter import Parameter, Quantity

W = TypeVar("W")

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
DatedSigned: TypeAlias = Annotated[Parameter[float], Quantity(_SIGNED, is_dated=True)]
ZoneMiles: TypeAlias = Annotated[Parameter[float], Quantity(_ZONE_MILES)]
DatedZoneMiles: TypeAlias = Annotated[Parameter[float], Quantity(_ZONE_MILES, is_dated=True)]
Switch: TypeAlias = Annotated[Parameter[bool], Quantity(SwitchKind())]
DatedSwitch: TypeAlias = Annotated[Parameter[bool], Quantity(SwitchKind(), is_dated=True)]
Duration: TypeAlias = Annotated[Parameter[Shape], Quantity(DurationKind())]
DatedDuration: TypeAlias = Annotated[Parameter[Shape], Quantity(DurationKind(), is_dated=True)]
Choice: TypeAlias = Annotated[Parameter[W], Quantity(ChoiceKind())]
"""Written with its words: Choice[Literal["fifo", "lifo"]]."""
DatedChoice: TypeAlias = Annotated[Parameter[W], Quantity(ChoiceKind(), is_dated=True)]
