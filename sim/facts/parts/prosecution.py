"""Some of those arrested are prosecuted for the entry before their removal."""

from sim.facts.parts.part import ByNationality, Part
from sim.facts.quantities import Count, DatedCount, DatedRate, Duration, Share


class Prosecution(Part):
    """What the scenario claims: some of those arrested are prosecuted for the entry before their removal."""

    share: ByNationality[Share]
    """Adults under an order who are prosecuted first [share]."""
    multiplier: DatedRate
    """Prosecutions against the practice of FY2016 [ratio]."""
    magistrates_per_day: DatedRate
    """Defendants whom magistrates can take in a day [persons/day]."""
    marshals_places: DatedCount
    """Places of the Marshals for people charged with the entry [places]."""
    sentence_days: Duration
    """Time in the custody of the Marshals [days]."""
    initial_in_custody: Count
    """Persons in the custody of the Marshals on the first day [persons]."""
