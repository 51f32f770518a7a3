"""Expedited removal reaches persons found within a zone and a time after entry (INA 235(b)(1))."""

from sim.facts.parts.part import ByNationality, Part
from sim.facts.quantities import DatedCount, DatedSwitch, DatedZoneMiles, Duration, Rate, Share


class ExpeditedRemoval(Part):
    """What the scenario claims about whom expedited removal reaches."""

    zone_miles: DatedZoneMiles
    """Depth of the zone from the land border, or nationwide [miles]."""
    max_days_present: DatedCount
    """Longest presence in the United States of a person whom it reaches [days]."""
    cubans_included: DatedSwitch
    """Whether it reaches Cubans; it did not before 13 January 2017."""
    applied_share: Share
    """People inside limits wider than those of the base whom officers in fact put in it [share]."""
    proof_of_presence_share: Share
    """People present longer than the limit who can prove it [share]."""
    days_present: Duration
    """Presence of people outside the limits of 2004 who entered without inspection [days]."""
    entered_without_inspection_share: Share
    """People arrested inside the country with a notice who entered without inspection [share]."""
    notice_outside_limits_share: Share
    """Adults given a notice at the border because they were outside the limits [share]."""
    fear_share: ByNationality[Share]
    """Share of those newly reached who claim fear [share]."""
    interior_miles_low: Rate
    """Nearest place of arrest of people outside the limits of 2004, from the border [miles]."""
    interior_miles_high: Rate
    """Farthest place of arrest, from the border [miles]."""
