"""People under final orders leave by bus, on commercial seats or on charters."""

from sim.facts.parts.part import ByNationality, Part
from sim.facts.quantities import Count, DatedCount, DatedRate, DatedUsd, Duration, Rate, Share


class DirectHours(Part):
    """Direct round trips."""

    mexico: Rate
    """Direct round trip from the staging airports to Mexico [hours]."""
    guatemala: Rate
    """Direct round trip from the staging airports to Guatemala [hours]."""
    honduras: Rate
    """Direct round trip from the staging airports to Honduras [hours]."""
    el_salvador: Rate
    """Direct round trip from the staging airports to El Salvador [hours]."""
    other: Rate
    """Direct round trip from the staging airports to other countries [hours]."""


class WeeklyLandings(Part):
    """Missions a country receives in a week."""

    mexico: Count
    """Missions that the country receives in a week: mexico [missions/week]."""
    guatemala: Count
    """Missions that the country receives in a week: guatemala [missions/week]."""
    honduras: Count
    """Missions that the country receives in a week: honduras [missions/week]."""
    el_salvador: Count
    """Missions that the country receives in a week: el salvador [missions/week]."""
    other: Count
    """Missions that the country receives in a week: other [missions/week]."""


class Charter(Part):
    """Chartered aircraft and the rule by which they leave."""

    usd_per_flight_hour: DatedUsd
    """Price of a charter hour, whatever the load [USD/hour]."""
    seats: DatedCount
    """Seats of a charter aircraft [seats]."""
    staff_seats: Count
    """Seats of a mission that guards and medical staff take [seats]."""
    load_threshold: DatedCount
    """A mission leaves when so many wait [persons]."""
    longest_wait_days: DatedCount
    """A mission leaves when somebody has waited so long in staging [days]."""
    aircraft: DatedRate
    """Aircraft under contract [aircraft]."""
    hours_per_aircraft_day: Rate
    """Block hours that an aircraft can fly in a weekday [hours/aircraft-day]."""
    mission_over_direct: Rate
    """Hours of a mission against the direct round trip, pick-ups included [ratio]."""
    direct_hours: DirectHours
    """Direct round trips."""
    weekly_landings: WeeklyLandings
    """Missions a country receives in a week."""
    domestic_hours: Rate
    """Block hours of a mission that moves people between places of detention [hours]."""
    cancelled_share: Share
    """Missions cancelled on the day [share]."""
    transfer_share: Share
    """People booked into a bed who are moved by air between places of detention [share]."""


class Removal(Part):
    """What the scenario claims: people under final orders leave by bus, on commercial seats or on charters."""

    mexican_by_cbp_share: Share
    """Orders of Mexican adults carried out by CBP at the border [share]."""
    mexican_without_bed_share: Share
    """Orders of Mexican adults carried out by ICE without a bed [share]."""
    without_bed_days: Duration
    """From hold to the bridge for people removed without a bed [days]."""
    document_days: ByNationality[Duration]
    """From a final order in custody to a travel document and readiness [days]."""
    never_documented_share: ByNationality[Share]
    """Final orders in custody for which no document is ever issued [share]."""
    charter_share: ByNationality[Share]
    """Removals by ICE from a bed that fly by charter [share]."""
    commercial_share: ByNationality[Share]
    """Removals by ICE from a bed on commercial seats [share]."""
    ground_days: Duration
    """From a document to the bridge over land [days]."""
    commercial_days: Duration
    """From a document to a commercial seat with an escort [days]."""
    supervision_after_days: Count
    """After this time since the final order a person without a document is let go [days]."""
    charter: Charter
    """Chartered aircraft and the rule by which they leave."""
