"""How events are counted, and kinds of removals and of book-ins, by the event that counts them."""

from dataclasses import dataclass

from sim.base.metric_key import Dimensions
from sim.engine.vocabulary import Flow


@dataclass(frozen=True)
class Counted:
    """How a flow is counted in a metric."""

    flow: Flow
    dimensions: Dimensions
    """Its own dimensions there."""
    in_total: bool
    """False where the group stands beside the total of the metric and is no part of it."""
    is_exact: bool = False
    """True where it counts in the group of all its dimensions alone."""


@dataclass(frozen=True)
class FlowMetric:
    """A metric that counts events."""

    unit: str
    definition: str
    counted: tuple[Counted, ...]

    @property
    def total(self) -> tuple[Flow, ...]:
        """The flows that add up to the metric."""
        return tuple(one.flow for one in self.counted if one.in_total)


REMOVALS: dict[Flow, tuple[str, str, str]] = {
    Flow.REMOVED_ICE_ER_CHARTER: ("ice", "er", "charter"),
    Flow.REMOVED_ICE_ER_COMMERCIAL: ("ice", "er", "commercial"),
    Flow.REMOVED_ICE_ER_GROUND: ("ice", "er", "ground"),
    Flow.REMOVED_ICE_REINSTATEMENT_CHARTER: ("ice", "reinstatement", "charter"),
    Flow.REMOVED_ICE_REINSTATEMENT_COMMERCIAL: ("ice", "reinstatement", "commercial"),
    Flow.REMOVED_ICE_REINSTATEMENT_GROUND: ("ice", "reinstatement", "ground"),
    Flow.REMOVED_ICE_ORDER_CHARTER: ("ice", "order", "charter"),
    Flow.REMOVED_ICE_ORDER_COMMERCIAL: ("ice", "order", "commercial"),
    Flow.REMOVED_ICE_ORDER_GROUND: ("ice", "order", "ground"),
    Flow.REMOVED_CBP_ER_GROUND: ("cbp", "er", "ground"),
    Flow.REMOVED_CBP_REINSTATEMENT_GROUND: ("cbp", "reinstatement", "ground"),
}
"""Every kind of removal: the agency that carries it out, the kind of order, and how the person travels."""
BOOK_INS = (
    (Flow.BOOKED_IN_MEXICAN_REMOVAL, "mexican_removal", "adult_beds"),
    (Flow.BOOKED_IN_OTHER_REMOVAL, "other_removal", "adult_beds"),
    (Flow.BOOKED_IN_FEAR_CLAIM, "fear_claim", "adult_beds"),
    (Flow.BOOKED_IN_NOTICE, "notice", "adult_beds"),
    (Flow.BOOKED_IN_FAMILY, "family", "family_beds"),
    (Flow.BOOKED_IN_ICE_ARREST, "ice_arrest", "adult_beds"),
)
"""Book-ins by stream, with the kind of bed that goes with it."""
