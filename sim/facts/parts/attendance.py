"""People at large come to their hearings or not, with counsel or without."""

from sim.facts.parts.part import Part, Table
from sim.facts.quantities import Count, Rate, Share, Signed


class ByClass(Table):
    """One claim for each class of persons at large."""

    adult: Share
    """Single adults at large [share]."""
    family: Share
    """Members of families [share]."""
    child: Share
    """Children who came alone [share]."""


class RepresentedShare(Part):
    """Who has counsel."""

    adult: Share
    """Single adults at large with counsel [share]."""
    family: Share
    """Members of families with counsel [share]."""
    child: Share
    """Children who came alone with counsel [share]."""
    detained: Share
    """People on the detained docket with counsel [share]."""
    mexico: Share
    """People waiting in Mexico with counsel [share]."""


class NoShow(Part):
    """Who does not appear."""

    first: ByClass
    """People at large without counsel, reached by a notice, who do not appear at the first hearing."""
    later: ByClass
    """People at large without counsel, reached by a notice, who do not appear at a later hearing."""
    represented_factor: Rate
    """Absence of people with counsel against that of people without [ratio]."""
    mexico: Share
    """People waiting in Mexico who do not appear at a hearing [share]."""
    wait_gain: Signed
    """Change of absence with each year of waiting more than usual; 0 shuts the loop off [ratio/year]."""
    usual_wait_days: Count
    """Wait since filing at which absence is as stated [days]."""


class AbsentiaReopenedShare(Part):
    """Whose order made in absence is reopened."""

    notice_reached: Share
    """Orders in absence that are reopened, where the notice had arrived [share]."""
    notice_missed: Share
    """Orders in absence that are reopened, where the notice had not arrived [share]."""
