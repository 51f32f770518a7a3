"""Kinds of removals and of book-ins, by the event that counts them."""

from sim.engine.vocabulary import Flow

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
