"""The run itself, the staff that agencies hire, and what a unit of each thing costs."""

from datetime import date
from typing import Annotated, TypeAlias

from sim.scenario.kinds import EARLIEST, DayKind, NumberKind
from sim.scenario.parameter import Count, DatedCount, DatedRate, DatedShare, DatedUsd, Parameter, Quantity, Rate, Share
from sim.scenario.parameters.group import ParameterGroup

_LAST = date(2035, 9, 30)
"""The last day of fiscal year 2035."""
_LARGEST_SEED = 2**53
"""A seed stays exact in every program that reads it."""

StartDay: TypeAlias = Annotated[Parameter[date], Quantity(DayKind(EARLIEST, _LAST), is_claim=False)]
Years: TypeAlias = Annotated[
    Parameter[int], Quantity(NumberKind("count", "a whole number from 1 to 20", 1, 20, is_whole=True), is_claim=False)
]
Replications: TypeAlias = Annotated[
    Parameter[int],
    Quantity(NumberKind("count", "a whole number from 1 to 10000", 1, 10000, is_whole=True), is_claim=False),
]
Seed: TypeAlias = Annotated[
    Parameter[int],
    Quantity(
        NumberKind("count", f"a whole number from 0 to {_LARGEST_SEED}", 0, _LARGEST_SEED, is_whole=True),
        is_claim=False,
    ),
]


class Run(ParameterGroup):
    """What is simulated, how often and with which seed."""

    start: StartDay
    """First day of the run."""
    years: Years
    """Length of the run [years]."""
    replications: Replications
    """How often the run is played with other draws [replications]."""
    seed: Seed
    """Names the draws of the run: the same seed gives the same draws to every scenario [number]."""


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
    """Staff on board and staff sought: agents, officers and judges, and how they are hired."""

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


class Costs(ParameterGroup):
    """Unit costs in nominal dollars of about FY2017."""

    hold_days_usd: DatedUsd
    """A person in a hold room for a day: marginal cost of custody by CBP [USD/person-day]."""
    barrier_usd_per_mile: DatedUsd
    """A mile of barrier [USD/mile]."""
    adult_beds_usd: DatedUsd
    """An adult in a bed for a day: the rate of the detention budget [USD/person-day]."""
    surge_beds_usd: DatedUsd
    """An adult in a bed of the surge reserve for a day [USD/person-day]."""
    marshals_days_usd: DatedUsd
    """A person in the custody of the Marshals for a day [USD/person-day]."""
    children_in_care_usd: DatedUsd
    """A child in a permanent shelter of ORR for a day [USD/child-day]."""
    support_in_mexico_usd: DatedUsd
    """What Mexico spends on a person who waits there, for a day [USD/person-day]."""
    port_hearing_usd: DatedUsd
    """The room, line, guards and interpreter of a hearing at a port of a person who waits in Mexico [USD/person]."""
    living_in_mexico_usd: DatedUsd
    """What a person who waits in Mexico spends on living, for a day [USD/person-day]."""
    interior_arrests_usd: DatedUsd
    """Identification and arrest of a person inside the country [USD/person]."""
    prosecution_usd: DatedUsd
    """Prosecution of a person for an entry offence: courts and attorneys [USD/person]."""
    bond_premium_usd: DatedUsd
    """What a person released on bond pays for it and does not get back [USD/person]."""
    reception_usd: DatedUsd
    """What Mexico, or another country of origin, spends on receiving one of its own who is removed [USD/person]."""
    ground_transport_usd: DatedUsd
    """Removal of a person over land by ICE [USD/person]."""
    commercial_fare_usd: DatedUsd
    """Commercial seat of a person removed [USD/person]."""
    escort_usd: DatedUsd
    """Trip of an escort who goes along with a person on a commercial flight [USD/escort]."""
    fear_interview_usd: DatedUsd
    """A fear interview: officer time and overhead [USD/interview]."""
    shelter_days_usd: DatedUsd
    """A person in a shelter for a day [USD/person-day]."""
    alternatives_to_detention_usd: DatedUsd
    """A person under alternatives to detention for a day [USD/person-day]."""
    agent_usd_per_year: DatedUsd
    """A Border Patrol agent added, for a year [USD/agent-year]."""
    officer_usd_per_year: DatedUsd
    """A deportation officer added, for a year [USD/officer-year]."""
    agent_hire_usd: DatedUsd
    """A person hired as agent, from recruiting to the end of the academy [USD/person]."""
    officer_hire_usd: DatedUsd
    """A person hired as officer, from recruiting to the end of the academy [USD/person]."""
    judge_team_usd: DatedUsd
    """A judge with staff and space, for a year [USD/team-year]."""
    family_centres_usd_per_year: DatedUsd
    """Family centres, paid by capacity whatever their use, for a year [USD/year]."""
    custody_fixed_usd_per_year: DatedUsd
    """Custody operations beyond the bed rate, for a year [USD/year]."""
    children_fixed_usd_per_year: DatedUsd
    """Care of children beyond the shelter rate, for a year [USD/year]."""
    border_patrol_fixed_usd_per_year: DatedUsd
    """The Border Patrol as it stands, agents added aside, for a year [USD/year]."""
    courts_fixed_usd_per_year: DatedUsd
    """Immigration courts and appeals beyond the teams of judges, for a year [USD/year]."""
    aid_to_mexico_usd_per_year: DatedUsd
    """Aid of the Department of State to Mexico for its southern border, for a year [USD/year]."""
    counsel_usd: DatedUsd
    """What a respondent who has counsel pays for it until the first decision, booked then [USD/case]."""
    bond_forfeits_usd: DatedUsd
    """What is forfeited, per person released on bond, booked at the release [USD/person]."""
