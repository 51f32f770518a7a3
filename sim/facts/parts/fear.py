"""Asylum officers screen those who fear return."""

from sim.facts.parts.part import ByNationality, Part
from sim.facts.quantities import DatedRate, DatedShare, Duration, Share


class Fear(Part):
    """What the scenario claims: asylum officers screen those who fear return."""

    officers: DatedRate
    """Asylum officers on board [officers]."""
    screening_share: DatedShare
    """Share of officers given to screening; the others do affirmative asylum [share]."""
    interviews_per_officer_day: DatedRate
    """Interviews that an officer given to screening holds in a working day [interviews/officer-day]."""
    positive_share: DatedShare
    """Positive findings among decided credible-fear claims [share]."""
    closed_share: DatedShare
    """Credible-fear claims closed without a decision [share]."""
    closed_removed_share: Share
    """Closed claims after which the order is carried out [share]."""
    vacated_share: DatedShare
    """Negative findings that a judge vacates on review [share]."""
    reasonable_positive_share: Share
    """Positive findings among reasonable-fear claims [share]."""
    reasonable_share_of_reinstated: ByNationality[Share]
    """Adults with an earlier order who claim fear [share]."""
    preparation_days: Duration
    """From booking to readiness for the interview, single adults [days]."""
    family_preparation_days: Duration
    """From booking to readiness for the interview, families [days]."""
