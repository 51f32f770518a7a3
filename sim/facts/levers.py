"""A lever is something that a decision-maker sets; a section of a memo orders how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from sim.facts.sections import Memo


class Reading(Enum):
    """How an order is read: its words, the agencies' plans, or what happened."""

    ORDERED = "ordered"
    ANNOUNCED = "announced"
    REALISED = "realised"


@dataclass(frozen=True)
class Lever:
    """Something that a decision-maker sets, and the parameters that it alone may move."""

    name: str
    memo: Memo
    section: str
    """Letter of the section; empty if no memo orders it."""
    targets: tuple[str, ...]
    doc: str
    unsaid: Mapping[Reading, str] = field(default_factory=dict)
    """Why a reading has no value of its own, so that the base stands; each other reading has a layer."""
