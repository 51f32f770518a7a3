"""Asylum officers screen those who fear return."""

from sim.facts.parts.part import ByNationality, Part
from sim.facts.quantities import Count, DatedRate, DatedShare, Duration, Rate, Share


class Affirmative(Part):
    """Affirmative asylum, which shares the officers."""

    gain: Rate
    """How much of the time freed from screening goes to affirmative cases; 0 shuts the loop off [ratio]."""
    base_interviews_per_year: DatedRate
    """Fear interviews of the base path [interviews/year]."""
    referrals_per_interview: Rate
    """Cases referred to the court in the time of one fear interview [cases/interview]."""
    lag_days: Count
    """From the time freed to the referral [days]."""


class Surge(Part):
    """Officers who leave affirmative asylum for screening when claims wait long."""

    after_days: Count
    """Wait of the oldest claim ready for an interview at which they are called [days]."""
    screening_share: DatedShare
    """Share of officers given to screening while they are called, if more than at other times [share]."""


class Fear(Part):
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
