"""Officers of ICE arrest people inside the country."""

from sim.facts.parts.part import ByNationality, Part
from sim.facts.quantities import DatedRate, Duration, Rate, Share, Signed


class Track(Part):
    """What happens to people arrested inside the country."""

    notice: Rate
    """Arrested people who get a notice to appear [weight]."""
    reinstated: Rate
    """Arrested people whose earlier order is reinstated [weight]."""
    old_order: Rate
    """Arrested people removed on an old final order [weight]."""
    administrative: Rate
    """Arrested people removed administratively under section 238(b) [weight]."""
    voluntary_return: Rate
    """Arrested people who return voluntarily [weight]."""
    reasonable_fear: Rate
    """Arrested people with an earlier order who claim fear [weight]."""
    other: Rate
    """Arrested people released, already in proceedings, or other [weight]."""


class Interior(Part):
    """What the scenario claims: officers of ICE arrest people inside the country."""

    arrests_per_year: DatedRate
    """Administrative arrests by ICE under the practice of FY2016 [persons/year]."""
    arrests_scale: DatedRate
    """All arrests by ICE against the base path [ratio]."""
    priority_multiplier: DatedRate
    """Arrests under the priority rule in force, against the practice of FY2016 [ratio]."""
    jail_cooperation_multiplier: DatedRate
    """Arrests in jails with the detainers and agreements in force, against the practice of FY2016 [ratio]."""
    agreements_multiplier: DatedRate
    """Arrests in jails with the 287(g) agreements in force, against the practice of FY2016 [ratio]."""
    jail_share: Share
    """Arrests made in jails and prisons [share]."""
    at_large_elasticity_of_officers: Signed
    """Per cent more arrests at large for one per cent more officers [1]."""
    track: Track
    """What happens to people arrested inside the country."""
    mandatory_detention_share: Share
    """Arrested people who must be held under section 236(c) [share]."""
    nationality_share: ByNationality[Rate]
    """Nationality of those arrested inside the country [weight]."""
    brief_stay_days: Duration
    """Stay of people who return voluntarily or are released soon after an interior arrest [days]."""
