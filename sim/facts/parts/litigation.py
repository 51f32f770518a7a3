"""Courts may stop a section of the memos."""

from sim.facts.parts.part import Part
from sim.facts.quantities import Duration, Share


class Suit(Part):
    """Suits against one section."""

    stopped_share: Share
    """How likely a court is to stop the section once it is in force [share]."""
    days_to_stop: Duration
    """From the day the section is in force to the day a court stops it [days]."""
    days_stopped: Duration
    """From the day a court stops the section to the day the stop is lifted [days]."""


class Litigation(Part):
    """What the scenario claims: courts may stop a section of the memos."""

    release_grounds: Suit
    """Border section A, release."""
    expedited_removal: Suit
    """Border section G, expedited removal beyond the limits of the base."""
    contiguous_return: Suit
    """Border section H, return to Mexico."""
    fear_standard: Suit
    """Border section I, findings of fear."""
    parole: Suit
    """Border section K, parole."""
    detainers: Suit
    """Interior section B, detainers."""
