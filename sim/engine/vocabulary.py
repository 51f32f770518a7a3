"""What is recorded about the world: flows, stocks, tallies and waits."""

from sim.base.codes import Code


class Flow(Code):
    """One kind of event, counted in persons by day, nationality and class."""

    ATTEMPT = 0
    GOT_AWAY = 1
    TURNED_BACK = 2
    APPREHENDED = 3
    REENTRY = 4
    INADMISSIBLE = 5
    PAROLED_AT_PORT = 6
    ARREST_JAIL = 7
    ARREST_AT_LARGE = 8
    ER_ISSUED = 9
    REINSTATEMENT_ISSUED = 10
    VOLUNTARY_RETURN_BORDER = 11
    VOLUNTARY_RETURN_PORT = 12
    VOLUNTARY_RETURN_INTERIOR = 13
    PROSECUTED = 14
    NTA_SERVED = 15
    NTA_FILED = 16
    CREDIBLE_POSITIVE = 17
    CREDIBLE_NEGATIVE = 18
    CREDIBLE_CLOSED = 19
    REASONABLE_POSITIVE = 20
    REASONABLE_NEGATIVE = 21
    RETURNED_TO_MEXICO = 22
    REFUSED_FOR_CONSENT = 23
    REFUSED_FOR_PROOF = 24
    REMOVED_ICE_ER_CHARTER = 25
    REMOVED_ICE_ER_COMMERCIAL = 26
    REMOVED_ICE_ER_GROUND = 27
    REMOVED_ICE_REINSTATEMENT_CHARTER = 28
    REMOVED_ICE_REINSTATEMENT_COMMERCIAL = 29
    REMOVED_ICE_REINSTATEMENT_GROUND = 30
    REMOVED_ICE_ORDER_CHARTER = 31
    REMOVED_ICE_ORDER_COMMERCIAL = 32
    REMOVED_ICE_ORDER_GROUND = 33
    REMOVED_CBP_ER_GROUND = 34
    REMOVED_CBP_REINSTATEMENT_GROUND = 35
    COMPLETED_INITIAL_REMOVAL = 36
    COMPLETED_INITIAL_RELIEF = 37
    COMPLETED_INITIAL_TERMINATED = 38
    COMPLETED_INITIAL_DEPARTURE = 39
    COMPLETED_SUBSEQUENT_REMOVAL = 40
    COMPLETED_SUBSEQUENT_RELIEF = 41
    COMPLETED_SUBSEQUENT_TERMINATED = 42
    COMPLETED_SUBSEQUENT_DEPARTURE = 43
    COMPLETED_DETAINED = 44
    IN_ABSENTIA = 45
    CLOSED = 46
    RECALENDARED = 47
    REOPENED = 48
    BOOKED_IN = 49
    BOOKED_INTO_HOLD = 50
    BOOKED_INTO_ORR = 51
    BOOKED_INTO_MARSHALS = 52
    RELEASED_BOND = 53
    RELEASED_PAROLE = 54
    RELEASED_RECOGNISANCE = 55
    RELEASED_FAMILY = 56
    RELEASED_TO_SPONSOR = 57
    RELEASED_CASE_WON = 58
    RELEASED_FOR_WANT_OF_BED = 59
    SUPERVISED = 60
    MISSED_HEARING = 61
    CHILD_SEPARATED = 62
    BOOKED_IN_MEXICAN_REMOVAL = 63
    BOOKED_IN_OTHER_REMOVAL = 64
    BOOKED_IN_FEAR_CLAIM = 65
    BOOKED_IN_NOTICE = 66
    BOOKED_IN_FAMILY = 67
    BOOKED_IN_ICE_ARREST = 68
    RELEASED_AFTER_REVIEW = 69
    CHECKED_IN = 70
    CHECKED_IN_UNDER_SUPERVISION = 71
    ENROLLED = 72
    ARREST_AT_CHECK_IN = 73
    PAROLED_FROM_MEXICO = 74
    TAKEN_BACK_FROM_MEXICO = 75
    FEAR_REVIEW_VACATED = 76
    FEAR_REVIEW_AFFIRMED = 77
    PROSECUTION_DECLINED = 78
    METERED = 79
    MASTER_HEARING = 80
    MERITS_HEARING = 81
    HEARING_RESET = 82
    COMPLETED_WITHHOLDING = 83
    REOPENED_ABSENTIA = 84
    REMANDED = 85
    APPEAL_FILED = 86
    APPEAL_DISMISSED = 87
    PETITION_FILED = 88
    RETURNED_BY_INM = 89
    HELD_FOR_BRIDGE = 90
    COMPLETED_WITH_COUNSEL = 91
    BOND_GRANTED = 92
    BOND_DENIED = 93
    CHILD_SENT_ALONE = 94
    FEAR_OF_MEXICO_NOT_FOUND = 95
    BROUGHT_IN_FROM_MEXICO = 96
    EXPELLED = 97
    APPEALED_BY_GOVERNMENT = 98
    COMPLETED_MEXICO_REMOVAL = 99
    COMPLETED_MEXICO_RELIEF = 100
    COMPLETED_MEXICO_TERMINATED = 101
    COMPLETED_MEXICO_DEPARTURE = 102
    COMPLETED_MEXICO_WITH_COUNSEL = 103
    IN_ABSENTIA_MEXICO = 104
    MISSED_HEARING_MEXICO = 105
    MASTER_HEARING_MEXICO = 106
    MERITS_HEARING_MEXICO = 107
    RETURN_ENDED_REMOVAL = 108
    RETURN_ENDED_ABSENTIA = 109
    RETURN_ENDED_RELIEF = 110
    RETURN_ENDED_TERMINATED = 111
    RETURN_ENDED_DEPARTURE = 112


class Stock(Code):
    """Persons present at the end of a day, by nationality and class."""

    HOLD = 0
    DETAINED_ADULT = 1
    DETAINED_FAMILY = 2
    ORR = 3
    MARSHALS = 4
    WAITING_IN_MEXICO = 5
    AWAITING_FEAR_SCREENING = 6
    SERVED_UNFILED = 7
    PENDING_DETAINED = 8
    PENDING_MEXICO = 9
    PENDING_PRIORITY = 10
    PENDING_GENERAL = 11
    ORDERED_IN_CUSTODY = 12
    HELD_MEXICAN_REMOVAL = 13
    HELD_OTHER_REMOVAL = 14
    HELD_FEAR_CLAIM = 15
    HELD_NOTICE = 16
    HELD_FAMILY = 17
    HELD_ICE_ARREST = 18
    SUPERVISED = 19
    ON_ALTERNATIVES = 20
    APPEALED = 21
    PETITIONING = 22
    ORDERED_AT_LARGE = 23
    WAITING_TIJUANA = 24
    WAITING_MEXICALI = 25
    WAITING_SAN_LUIS_RIO_COLORADO = 26
    WAITING_NOGALES = 27
    WAITING_CIUDAD_JUAREZ = 28
    WAITING_OJINAGA = 29
    WAITING_PIEDRAS_NEGRAS = 30
    WAITING_NUEVO_LAREDO = 31
    WAITING_REYNOSA = 32


class Tally(Code):
    """Whole numbers added up by day that belong to no person: aircraft, seats, staff, capacity."""

    FLIGHTS = 0
    """Missions flown [missions]."""
    FLIGHT_MINUTES = 1
    """Block time flown [minutes]."""
    ARRIVING_SEATS = 2
    """Seats on legs that arrive abroad [seats]."""
    DROP_OFFS = 3
    """Persons who leave an aircraft abroad [persons]."""
    MISSION_SEATS = 4
    """Seats of all missions, domestic transfers included [seats]."""
    MISSION_PASSENGERS = 5
    """Passengers of all missions, domestic transfers included [persons]."""
    TRANSFERS = 6
    """Persons moved between places of detention by air [persons]."""
    BEYOND_SHELTER = 7
    """Persons waiting in Mexico above the places in shelters [persons]."""
    HELD_OVER_LIMIT = 8
    """Persons in hold past the limit of days [persons]."""
    AGENTS = 9
    """Border Patrol agents on board, in thousandths [agents / 1000]."""
    ICE_OFFICERS = 10
    """Deportation officers on board, in thousandths [officers / 1000]."""
    JUDGES = 11
    """Immigration judges on board, in thousandths [judges / 1000]."""
    FEAR_SLOTS = 12
    """Interviews that asylum officers could have held [interviews]."""
    FEAR_SLOTS_USED = 13
    """Interviews held [interviews]."""
    COURT_CAPACITY = 14
    """Hours of the judges on the bench, or cases where they are rated in these, in thousandths [hours / 1000]."""
    COURT_USED = 15
    """What was used of them, in thousandths [hours / 1000]."""
    ADULT_BEDS = 16
    """Operational adult beds [beds]."""
    FAMILY_BEDS = 17
    """Operational family beds [beds]."""
    AIRCRAFT_MINUTES = 18
    """Block time the fleet could have flown [minutes]."""
    CONSENT_PLACES = 19
    """Persons Mexico would have received [persons]."""
    FLIGHTS_UNDER_80 = 20
    """Missions with fewer passengers than 80 per cent of the seats [missions]."""
    FLIGHTS_UNDER_60 = 21
    """Missions with fewer passengers than 60 per cent of the seats [missions]."""
    FLIGHTS_UNDER_40 = 22
    """Missions with fewer passengers than 40 per cent of the seats [missions]."""
    FLIGHTS_CANCELLED = 23
    """Missions cancelled on the day [missions]."""
    LONG_RANGE_FLIGHTS = 24
    """Missions beyond the reach of the routine aircraft [missions]."""
    LONG_RANGE_MINUTES = 25
    """Block time of those missions [minutes]."""
    TRANSFER_MINUTES = 26
    """Block time that transfers account for: their own missions, and a share by heads of pick-up legs [minutes]."""
    EMPTY_SEAT_CENTS = 27
    """What is paid for seats in which nobody sits, by share of the seats of a mission [cents]."""
    PENDING_AGE = 32
    """Ages of all pending cases together, on the last day of each month [case-days]."""
    FILINGS_FILLED = 29
    """Cases that were brought so that a month meets its imposed receipts [cases]."""
    FILINGS_DEFERRED = 30
    """Filings that waited for the next month because receipts are imposed [cases]."""
    PROGRAM_PLACES = 31
    """Places on alternatives to detention [persons]."""
    AGENTS_DEPLOYED = 28
    """Border Patrol agents at work on the border at any moment, in thousandths [agents / 1000]."""
    AIR_MARINE_AGENTS = 57
    """Agents of Air and Marine Operations on board, in thousandths [agents / 1000]."""
    SHELTER_TIJUANA = 33
    SHELTER_MEXICALI = 34
    SHELTER_SAN_LUIS_RIO_COLORADO = 35
    SHELTER_NOGALES = 36
    SHELTER_CIUDAD_JUAREZ = 37
    SHELTER_OJINAGA = 38
    SHELTER_PIEDRAS_NEGRAS = 39
    SHELTER_NUEVO_LAREDO = 40
    SHELTER_REYNOSA = 41
    """Places in shelters of a city on the northern border of Mexico, from SHELTER_TIJUANA on [places]."""
    WALKED_TIJUANA = 42
    WALKED_MEXICALI = 43
    WALKED_SAN_LUIS_RIO_COLORADO = 44
    WALKED_NOGALES = 45
    WALKED_CIUDAD_JUAREZ = 46
    WALKED_OJINAGA = 47
    WALKED_PIEDRAS_NEGRAS = 48
    WALKED_NUEVO_LAREDO = 49
    WALKED_REYNOSA = 50
    """Mexicans who walked home from hold over the bridge of a city, from WALKED_TIJUANA on [persons]."""
    STOPPED_RELEASE_GROUNDS = 51
    STOPPED_EXPEDITED_REMOVAL = 52
    STOPPED_CONTIGUOUS_RETURN = 53
    STOPPED_FEAR_STANDARD = 54
    STOPPED_PAROLE = 55
    STOPPED_DETAINERS = 56
    """Whether a court has stopped a section today, from STOPPED_RELEASE_GROUNDS on [days]."""
    PORT_SEATS_USED = 58
    """Persons who wait in Mexico called to a hearing at a port [persons]."""


class Wait(Code):
    """A wait that is reported, from a start to an end stated in the documentation of the metrics."""

    CBP_HOLD = 0
    FEAR_SCREENING = 1
    FIRST_HEARING = 2
    DECISION = 3
    MEXICO = 4
    STAGING = 5
    REMOVAL = 6
    DETENTION = 7
    ORR = 8
    MARSHALS = 9
    ALTERNATIVES = 10


class Cause(Code):
    """How a wait ended."""

    SERVED = 0
    REMOVED = 1
    RELEASED = 2
    CLOSED = 3
    WENT_HOME = 4
    TRIED_AGAIN = 5
    STILL_WAITING = 6


class CohortStatus(Code):
    """Where the persons of an arrest cohort stand so many months after the arrest as COHORT_MONTHS says."""

    REPATRIATED = 0
    RELIEF = 1
    UNRESOLVED = 2


COHORT_MONTHS = (12, 24, 36)
