"""What a unit of each thing costs; all dollars are nominal, of about FY2017."""

from sim.scenario.parameters.group import ParameterGroup
from sim.scenario.quantities import DatedUsd


class Costs(ParameterGroup):
    """What the scenario claims: what a unit of each thing costs; all dollars are nominal, of about FY2017."""

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
