"""People come to ports of entry without papers to be admitted."""

from sim.scenario.parameters.group import ByNationality, ParameterGroup, Table
from sim.scenario.quantities import DatedRate, Duration, Rate, Share


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
    """What the scenario claims: people come to ports of entry without papers to be admitted."""

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
