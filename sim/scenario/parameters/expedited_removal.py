"""Expedited removal (INA 235(b)(1)) and the screening of those who fear return."""

from sim.scenario.parameters.group import ByNationality, ParameterGroup
from sim.scenario.quantities import (
    Count,
    DatedCount,
    DatedRate,
    DatedShare,
    DatedSwitch,
    DatedZoneMiles,
    Duration,
    Rate,
    Share,
)


class ExpeditedRemoval(ParameterGroup):
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


class Affirmative(ParameterGroup):
    """Affirmative asylum, which shares the officers."""

    gain: Rate
    """How much of the time freed from screening goes to affirmative cases; 0 shuts the loop off [ratio]."""
    base_interviews_per_year: DatedRate
    """Fear interviews of the base path [interviews/year]."""
    referrals_per_interview: Rate
    """Cases referred to the court in the time of one fear interview [cases/interview]."""
    lag_days: Count
    """From the time freed to the referral [days]."""


class Surge(ParameterGroup):
    """Officers who leave affirmative asylum for screening when claims wait long."""

    after_days: Count
    """Wait of the oldest claim ready for an interview at which they are called [days]."""
    screening_share: DatedShare
    """Share of officers given to screening while they are called, if more than at other times [share]."""


class Fear(ParameterGroup):
    """What the scenario claims: asylum officers screen those who fear return."""

    officers: DatedRate
    """Asylum officers on board [officers]."""
    screening_share: DatedShare
    """Share of officers given to screening; the others do affirmative asylum [share]."""
    surge: Surge
    """More officers while claims wait long."""
    interviews_per_officer_day: DatedRate
    """Interviews that an officer given to screening holds in a working day [interviews/officer-day]."""
    positive_share: DatedShare
    """Positive findings among decided credible-fear claims [share]."""
    closed_share: DatedShare
    """Credible-fear claims closed without a decision [share]."""
    closed_removed_share: Share
    """Closed claims after which the order is carried out [share]."""
    review_requested_share: Share
    """Negative findings that a judge is asked to review [share]."""
    review_days: Duration
    """From a negative finding to the review by a judge [days]."""
    vacated_share: DatedShare
    """Findings under review that a judge vacates [share]."""
    affirmative: Affirmative
    """Affirmative asylum, which shares the officers."""
    reasonable_positive_share: Share
    """Positive findings among reasonable-fear claims [share]."""
    reasonable_share_of_reinstated: ByNationality[Share]
    """Adults with an earlier order who claim fear [share]."""
    preparation_days: Duration
    """From booking to readiness for the interview, single adults [days]."""
    family_preparation_days: Duration
    """From booking to readiness for the interview, families [days]."""
