"""People who came by land may be sent back to wait in a neighbouring country (INA 235(b)(2)(C))."""

from sim.facts.parts.part import Part
from sim.facts.quantities import DatedRate, DatedShare, DatedSwitch, Share


class PortCaps(Part):
    """Persons who can be handed over in a day, by group of ports."""

    west: DatedRate
    """Ports of California and western Arizona [persons/day]."""
    centre: DatedRate
    """Ports from Tucson to Big Bend [persons/day]."""
    east: DatedRate
    """Ports from Del Rio to the mouth of the Rio Grande [persons/day]."""


class ContiguousReturn(Part):
    """What the scenario claims about people sent back to wait in a neighbouring country."""

    enabled: DatedSwitch
    """Whether people of third countries are sent back to Mexico to wait."""
    er_amenable_eligible: DatedSwitch
    """Whether people who could be put in expedited removal may be sent back instead; the law is disputed."""
    daily_cap: DatedRate
    """Persons whom the United States would send back in a day [persons/day]."""
    selected_share: DatedShare
    """Eligible persons whom officers choose to send back [share]."""
    port_cap: PortCaps
    """Persons who can be handed over in a day, by group of ports."""
    proof_lacking_share: Share
    """People chosen for return whom Mexico refuses for want of proof of nationality [share]."""
    fear_of_mexico_share: Share
    """Persons screened out because they fear Mexico [share]."""
