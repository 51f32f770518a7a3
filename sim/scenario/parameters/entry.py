"""Entry: ports, expedited removal (INA 235(b)(1)) and fear screening."""

from sim.scenario.parameter import (
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
from sim.scenario.parameters.group import ByNationality, ParameterGroup, Table


class PerYear(ParameterGroup):
    """Who comes to ports, by what they meet there."""

    mexican_expedited_removal: DatedRate
    """Persons a year at ports of entry: Mexicans removed at once by CBP [persons/year]."""
    other_expedited_removal: DatedRate
    """Persons a year at ports of entry: people of other countries put in expedited removal without a claim
    [persons/year]."""
    credible_fear_adult: DatedRate
    """Persons a year at ports of entry: adults who claim fear [persons/year]."""
    notice_adult: DatedRate
    """Persons a year at ports of entry: adults who get a notice to appear [persons/year]."""
    family_released: DatedRate
    """Persons a year at ports of entry: family members released with a notice or parole [persons/year]."""
    family_centre: DatedRate
    """Persons a year at ports of entry: family members who claim fear and go to a family centre [persons/year]."""
    child_to_orr: DatedRate
    """Persons a year at ports of entry: children who come alone and go to ORR [persons/year]."""
    withdrawn_or_refused: DatedRate
    """Persons a year at ports of entry: people who withdraw or are refused, without custody or court
    [persons/year]."""
    child_returned: DatedRate
    """Persons a year at ports of entry: children of contiguous countries who return [persons/year]."""
    cuban_paroled: DatedRate
    """Persons a year at ports of entry: Cubans paroled in with no case, until the policy ended on 12 January
    2017 [persons/year]."""
    other: DatedRate
    """Persons a year at ports of entry: others: waivers, deferred inspection, crew [persons/year]."""


class ObservedFall(ParameterGroup):
    """How arrivals at ports fell from February 2017 on."""

    asylum: DatedRate
    """Arrivals of people who seek protection, as observed, against the path without an announcement [ratio]."""
    other: DatedRate
    """Arrivals of the others, as observed, against the path without an announcement [ratio]."""


class PortAreas(Table):
    """Where people who use a modelled resource come."""

    west: Rate
    """Ports of California and western Arizona [weight]."""
    centre: Rate
    """Ports from Tucson to Big Bend [weight]."""
    east: Rate
    """Ports from Del Rio to the mouth of the Rio Grande [weight]."""
    away: Rate
    """Ports elsewhere, airports included [weight]."""


class Ports(ParameterGroup):
    """People without papers who come to ports of entry: how many, where, and how many are processed in a day."""

    per_year: PerYear
    """Who comes to ports, by what they meet there."""
    processed_per_day: DatedRate
    """People seeking protection whom the ports let in to an officer in a day; the others wait outside
    [persons/day]."""
    impatient_share: Share
    """Those made to wait who cross between ports if they are not let in within their patience [share]."""
    patience_days: Duration
    """How long these wait [days]."""
    area_share: PortAreas
    """Where people who use a modelled resource come."""
    arrivals_scale: DatedRate
    """All arrivals at ports against the base path [ratio]."""
    observed_fall: ObservedFall
    """How arrivals at ports fell from February 2017 on."""
    counted_nationality_share: ByNationality[DatedRate]
    """Nationality of those who come to ports and use nothing modelled, counted and no more [weight]."""
    nationality_share: ByNationality[DatedRate]
    """Nationality of those who come to ports and use a modelled resource [weight]."""


class ExpeditedRemoval(ParameterGroup):
    """The reach of expedited removal, in miles from the border and days since entry, and whom it falls on."""

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
    """Screening of those who fear return: officers, interviews, findings and review by a judge."""

    officers: DatedRate
    """Asylum officers on board [officers]."""
    screening_share: DatedShare
    """Share of officers given to screening; the others do affirmative asylum [share]."""
    surge: Surge
    """More officers while claims wait long."""
    interviews_per_officer_day: DatedRate
    """Interviews that an officer given to screening holds in a working day [interviews/officer-day]."""
    positive_share: DatedShare
    """Positive findings among decided credible-fear claims, of all nationalities [share]."""
    positive_by_nationality: ByNationality[Share]
    """Positive findings of a nationality, before all are shifted alike to what is found of all [share]."""
    claims_by_nationality: ByNationality[Share]
    """Decided claims of a nationality in the mix for which the total holds; what counts is their proportion [share]."""
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
