"""A reading context: what is known while a scenario is read, and what was found wrong with it."""

from dataclasses import dataclass
from enum import IntEnum

from sim.facts.catalogue import Catalogue
from sim.facts.findings import Findings
from sim.facts.register import Register


class Demand(IntEnum):
    """How much must be said about a value, depending on where it stands."""

    FREE = 0
    """A user's scenario: a bare number will do."""
    SOURCED = 1
    """A shipped layer: unit and source."""
    RANGED = 2
    """The base: unit, source and range."""


@dataclass(frozen=True)
class ReadContext:
    """What a reader of parameters needs: which there are, which sources there are, and where to note problems."""

    catalogue: Catalogue
    register: Register
    findings: Findings
    layer: str = ""
    """Who sets the parameters that are being read."""
    demand: Demand = Demand.FREE
