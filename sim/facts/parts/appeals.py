"""Orders of removal may be appealed to the Board of Immigration Appeals, and from there to a circuit court."""

from sim.facts.parts.part import Part
from sim.facts.quantities import DatedCount, DatedRate, Duration, Share, Switch


class AppealShare(Part):
    """Who appeals."""

    detained: Share
    """People ordered removed in their presence who appeal, detained docket [share]."""
    released: Share
    """People ordered removed in their presence who appeal, people at large [share]."""
    withholding_only: Share
    """People denied withholding who appeal [share]."""


class AppealDays(Part):
    """How long an appeal takes before it is ripe for a decision."""

    detained: Duration
    """From the appeal to a case ripe for the Board, people who are held [days]."""
    released: Duration
    """From the appeal to a case ripe for the Board, people at large [days]."""
    circuit: Duration
    """From the petition to the decision of a circuit court [days]."""


class RemandedShare(Part):
    """What comes back to the judge."""

    board: Share
    """Appeals that the Board sends back to the judge [share]."""
    circuit: Share
    """Petitions after which the case comes back to the judge [share]."""


class Appeals(Part):
    """Appeals to the Board and petitions to circuit courts."""

    share: AppealShare
    """Who appeals."""
    days: AppealDays
    """How long an appeal takes before it is ripe for a decision."""
    board_decisions_per_year: DatedRate
    """Decisions that the Board can make [cases/year]."""
    remanded_share: RemandedShare
    """What comes back to the judge."""
    petition_share: Share
    """Dismissed appeals that go on to a circuit court with a stay [share]."""
    wait_in_mexico: Switch
    """Whether people returned to Mexico wait there for the Board too."""
    initial_pending: DatedCount
    """Appeals pending on the first day [cases]."""
