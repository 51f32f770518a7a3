"""Children who come alone are returned if Mexican and willing, or cared for by ORR."""

from sim.facts.parts.part import ByNationality, Part
from sim.facts.quantities import DatedCount, DatedDays, DatedDuration, Rate, Share


class Children(Part):
    """What the scenario claims: children who come alone are returned if Mexican and willing, or cared for by ORR."""

    mexican_returned_share: Share
    """Mexican children screened and returned [share]."""
    care_days: DatedDuration
    """Stay in the care of ORR [days]."""
    beds: DatedCount
    """Beds of ORR [beds]."""
    sponsor_delay_days: DatedDays
    """Days that enforcement against sponsors adds to a stay [days]."""
    initial_in_care: DatedCount
    """Children in the care of ORR on the first day [children]."""
    nationality_share: ByNationality[Rate]
    """Nationality of children in care on the first day [weight]."""
