"""People under final orders leave by bus, on commercial seats or on charters."""

from sim.scenario.parameter import Count, DatedCount, DatedRate, DatedShare, DatedUsd, Duration, Rate, Share
from sim.scenario.parameters.group import ByNationality, ParameterGroup


class DirectHours(ParameterGroup):
    """Direct round trips."""

    mexico: Rate
    """Direct round trip from the staging airports to a city on the border with Mexico [hours]."""
    mexico_interior: Rate
    """Direct round trip from the staging airports to the interior of Mexico [hours]."""
    guatemala: Rate
    """Direct round trip from the staging airports to Guatemala [hours]."""
    honduras: Rate
    """Direct round trip from the staging airports to Honduras [hours]."""
    el_salvador: Rate
    """Direct round trip from the staging airports to El Salvador [hours]."""
    haiti: Rate
    """Direct round trip from the staging airports to Haiti [hours]."""
    regional: Rate
    """Direct round trip to the Caribbean, Nicaragua and the north of South America [hours]."""


class WeeklyLandings(ParameterGroup):
    """Missions a country receives in a week."""

    mexico: Count
    """Missions received in a week to a city on the border with Mexico [missions/week]."""
    mexico_interior: Count
    """Missions received in a week in the interior of Mexico [missions/week]."""
    guatemala: Count
    """Missions received in a week in Guatemala [missions/week]."""
    honduras: Count
    """Missions received in a week in Honduras [missions/week]."""
    el_salvador: Count
    """Missions received in a week in El Salvador [missions/week]."""
    haiti: Count
    """Missions received in a week in Haiti [missions/week]."""
    regional: Count
    """Missions received in a week in the Caribbean, Nicaragua and the north of South America [missions/week]."""
    long_range: Count
    """Missions received in a week beyond the reach of routine aircraft [missions/week]."""


class LongRange(ParameterGroup):
    """Missions beyond the reach of the routine aircraft."""

    hours: DatedRate
    """Block hours of a long-range mission, several stops included [hours]."""
    usd_per_flight_hour: DatedUsd
    """Price of an hour of a long-range charter [USD/hour]."""
    load_threshold: DatedCount
    """A long-range mission leaves when so many wait [persons]."""
    longest_wait_days: DatedCount
    """A long-range mission leaves when somebody has waited so long in staging [days]."""


class Charter(ParameterGroup):
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
    longest_wait_haiti_days: DatedCount
    """A mission to Haiti leaves when somebody has waited so long in staging [days]."""
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
    long_range: LongRange
    """Missions beyond the reach of the routine aircraft."""
    transfer_seats_abroad: Count
    """Seats of a mission abroad in which transfers ride along while people are gathered [seats]."""
    pickup_stops: Count
    """Airports at which a mission abroad gathers people [stops]."""
    pickup_missed_share: Share
    """Stops that a mission cannot make, so that it leaves without the people who wait there [share]."""
    domestic_hours: Rate
    """Block hours of a mission that moves people between places of detention [hours]."""
    cancelled_share: Share
    """Missions cancelled on the day [share]."""
    transfer_share: DatedShare
    """People booked into a bed who are moved by air between places of detention [share]."""


class VisaSanctions(ParameterGroup):
    """Visas withheld from the nationals of countries that do not take people back (section 243(d))."""

    coverage: DatedShare
    """People of recalcitrant countries whose country is under sanctions [share]."""
    effect: Share
    """Documents never issued that are issued under sanctions [share]."""


class BridgeHours(ParameterGroup):
    """The hour at which Mexico stops receiving its nationals for the day, by city."""

    tijuana: DatedRate
    """The bridge to Tijuana [hour of the day]."""
    mexicali: DatedRate
    """The bridge to Mexicali [hour of the day]."""
    san_luis_rio_colorado: DatedRate
    """The bridge to San Luis Rio Colorado [hour of the day]."""
    nogales: DatedRate
    """The bridge to Nogales [hour of the day]."""
    ciudad_juarez: DatedRate
    """The bridge to Ciudad Juarez [hour of the day]."""
    ojinaga: DatedRate
    """The bridge to Ojinaga [hour of the day]."""
    piedras_negras: DatedRate
    """The bridge to Piedras Negras [hour of the day]."""
    nuevo_laredo: DatedRate
    """The bridge to Nuevo Laredo [hour of the day]."""
    reynosa: DatedRate
    """The bridge to Reynosa [hour of the day]."""


class Removal(ParameterGroup):
    """Removal of people under final orders: documents, and seats on buses, commercial flights and charters."""

    mexican_by_cbp_share: Share
    """Orders of Mexican adults carried out by CBP at the border [share]."""
    mexican_without_bed_share: Share
    """Orders of Mexican adults carried out by ICE without a bed [share]."""
    without_bed_days: Duration
    """From hold to the bridge for people removed without a bed [days]."""
    bridge_closes: BridgeHours
    """The hour at which Mexico stops receiving its nationals for the day, by city."""
    papers_at_night_share: Share
    """Papers of Mexicans who leave from hold that are done between ten at night and five in the morning [share]."""
    document_days: ByNationality[Duration]
    """From a final order in custody to a travel document and readiness [days]."""
    never_documented_share: ByNationality[DatedShare]
    """Final orders in custody for which no document is ever issued [share]."""
    charter_share: ByNationality[DatedShare]
    """Removals by ICE from a bed that fly by charter [share]."""
    commercial_share: ByNationality[DatedShare]
    """Removals by ICE from a bed on commercial seats [share]."""
    farther_share: ByNationality[DatedShare]
    """Charter passengers flown to the interior of Mexico, or beyond the reach of routine aircraft [share]."""
    visa_sanctions: VisaSanctions
    """Visas withheld from the nationals of countries that do not take people back."""
    escorted_share: Share
    """People on commercial seats who travel with escorts [share]."""
    escorts_each: Count
    """Escorts of each person who has any [persons]."""
    ground_days: Duration
    """From a document to the bridge over land [days]."""
    commercial_days: Duration
    """From a document to a commercial seat with an escort [days]."""
    charter: Charter
    """Chartered aircraft and the rule by which they leave."""
