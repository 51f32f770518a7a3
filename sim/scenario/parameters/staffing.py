"""Agents, officers and judges are hired, trained and lost."""

from sim.scenario.parameters.group import ParameterGroup
from sim.scenario.quantities import Count, DatedCount, DatedRate, DatedShare, Rate, Share


class Pipeline(ParameterGroup):
    """How an order to hire becomes people at work."""

    applicants_per_hire: Rate
    """Applicants for each person who enters the academy [applicants/hire]."""
    applicants_added_per_year: Rate
    """Applicants that recruiting for an order brings beyond those who replace people leaving [applicants/year]."""
    academy_places_per_year: Rate
    """Places of the academy beyond those for people who replace others [persons/year]."""
    time_to_hire_days: Count
    """From the order to the first person in the academy [days]."""
    academy_days: Count
    """From the academy to work [days]."""
    academy_completed_share: Share
    """Of those who enter the academy, who come to work [share]."""
    attrition_per_year: Share
    """Of those on board, who leave in a year [share]."""


class Replacement(Pipeline):
    """A pipeline that also replaces those who leave."""

    hires_per_year: DatedRate
    """People who come to work in a year without an order [persons/year]."""


class Staffing(ParameterGroup):
    """What the scenario claims: agents, officers and judges are hired, trained and lost."""

    usbp_agents: DatedRate
    """Border Patrol agents on board as published; the one of the first day is where the run starts [agents]."""
    usbp_agents_added: DatedCount
    """Agents sought by a hiring order, beyond those on board [agents]."""
    usbp_agents_hiring: Replacement
    """How agents are hired."""
    usbp_agents_deployable_share: DatedShare
    """Of the time of agents on board, what is available for deployment on the border [share]."""
    air_marine_agents: DatedRate
    """Agents of Air and Marine Operations on board where the run starts [agents]."""
    air_marine_agents_added: DatedCount
    """Agents of Air and Marine Operations sought by a hiring order, beyond those on board [agents]."""
    air_marine_agents_hiring: Replacement
    """How agents of Air and Marine Operations are hired."""
    ice_officers: DatedRate
    """Deportation officers on board as published; the one of the first day is where the run starts [officers]."""
    ice_officers_added: DatedCount
    """Officers sought by a hiring order, beyond those on board [officers]."""
    ice_officers_hiring: Replacement
    """How officers are hired."""
    judges_added: DatedCount
    """Judges sought beyond those on board as published or funded [judges]."""
    judges_hiring: Pipeline
    """How judges are hired."""
