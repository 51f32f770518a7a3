"""Agents and officers are hired, trained and lost."""

from sim.facts.parts.part import Part
from sim.facts.quantities import Count, DatedCount, DatedRate, Rate


class Staffing(Part):
    """What the scenario claims: agents and officers are hired, trained and lost."""

    usbp_agents: DatedRate
    """Border Patrol agents on board without a hiring order [agents]."""
    usbp_agents_added: DatedCount
    """Agents sought by a hiring order [agents]."""
    usbp_agents_net_hires_per_year: Rate
    """Agents added in a year by a hiring order, net of attrition [agents/year]."""
    usbp_agents_time_to_hire_days: Count
    """From the order to the first agent at work [days]."""
    ice_officers: DatedRate
    """Deportation officers on board without a hiring order [officers]."""
    ice_officers_added: DatedCount
    """Officers sought by a hiring order [officers]."""
    ice_officers_net_hires_per_year: Rate
    """Officers added in a year by a hiring order, net of attrition [officers/year]."""
    ice_officers_time_to_hire_days: Count
    """From the order to the first officer at work [days]."""
