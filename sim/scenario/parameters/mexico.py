"""Mexico, and return to it to wait for the hearing (INA 235(b)(2)(C))."""

from sim.scenario.parameter import Count, DatedCount, DatedRate, DatedShare, DatedSwitch, Rate, Share
from sim.scenario.parameters.group import ByNationality, ParameterGroup


class ShelterShares(ParameterGroup):
    """How the places in shelters are spread over the cities of the northern border; what counts is their proportion."""

    tijuana: Share
    """Places in shelters of Tijuana [share]."""
    mexicali: Share
    """Places in shelters of Mexicali [share]."""
    san_luis_rio_colorado: Share
    """Places in shelters of San Luis Rio Colorado [share]."""
    nogales: Share
    """Places in shelters of Nogales [share]."""
    ciudad_juarez: Share
    """Places in shelters of Ciudad Juarez [share]."""
    ojinaga: Share
    """Places in shelters of Ojinaga [share]."""
    piedras_negras: Share
    """Places in shelters of Piedras Negras and Ciudad Acuna [share]."""
    nuevo_laredo: Share
    """Places in shelters of Nuevo Laredo [share]."""
    reynosa: Share
    """Places in shelters of Reynosa and Matamoros [share]."""


class Site(ParameterGroup):
    """A city that receives people who wait for a hearing, and the court at the port beside it."""

    open: DatedSwitch
    """Whether people are sent back to this city."""
    received_per_day: DatedRate
    """Persons whom the city receives in a day [persons/day]."""
    seats_per_day: DatedRate
    """Persons whom the court at the port beside it can hear on a court day [persons/day]."""
    brings_in: DatedSwitch
    """Whether those who wait in this city are let in, each when a month of waiting is over."""


class Sites(ParameterGroup):
    """The cities of the northern border that receive people who wait for a hearing."""

    tijuana: Site
    """Across from San Diego."""
    mexicali: Site
    """Across from El Centro."""
    san_luis_rio_colorado: Site
    """Across from Yuma."""
    nogales: Site
    """Across from Tucson."""
    ciudad_juarez: Site
    """Across from El Paso."""
    ojinaga: Site
    """Across from Big Bend."""
    piedras_negras: Site
    """With Ciudad Acuna, across from Del Rio."""
    nuevo_laredo: Site
    """Across from Laredo."""
    reynosa: Site
    """With Matamoros, across from the Rio Grande Valley."""


class MexicoHazards(ParameterGroup):
    """The chances by which people who wait in Mexico leave before the decision, and what they depend on."""

    going_home: Share
    """People who give up and go home, of those who wait, in a month [share]."""
    trying_again: Share
    """People who try to cross again, of those who wait, in a month [share]."""
    vulnerable: Share
    """People let in on parole as too vulnerable to wait, of those who wait, in a month [share]."""
    saying_fear: Share
    """People who say that they fear Mexico, of those who wait, in a month [share]."""
    sending_child: Share
    """Families that send a child alone to the border, of those who wait, in a month [share]."""
    factor_per_year_waited: Rate
    """What a year of waiting makes of each chance [ratio]."""
    factor_with_hearing_date: Rate
    """What a date for the hearing makes of each chance [ratio]."""
    factor_without_shelter: Rate
    """What the want of a place in a shelter makes of each chance [ratio]."""


class Mexico(ParameterGroup):
    """What Mexico does: people stopped on their way, people received, and places to wait."""

    consent_per_day: DatedRate
    """Persons of other nationalities whom Mexico receives back while their cases wait [persons/day]."""
    interdiction_share: DatedShare
    """Central Americans in transit whom Mexico returns [share]."""
    interdiction_reach: ByNationality[Share]
    """Whom interdiction in Mexico can reach [share]."""
    refuge_share: DatedShare
    """Central Americans in transit who claim refuge in Mexico [share]."""
    cooperation: DatedRate
    """Cooperation of Mexico against its level of 2016 [ratio]."""
    aid_weight: Share
    """Cooperation that is lost if all aid is cut [share]."""
    cooperation_gain: Rate
    """How much of interdiction is lost with all cooperation; 0 shuts the loop off [ratio]."""
    shelter_places: DatedCount
    """Places in shelters of the northern border [places]."""
    shelter_share: ShelterShares
    """How the places in shelters are spread over the cities of the northern border."""
    sites: Sites
    """The cities of the northern border that receive people who wait for a hearing."""
    seats_limit_returns: DatedSwitch
    """Whether no more wait for a hearing in Mexico than can be heard within the time of notice."""
    notice_days: Count
    """Days within which there must be a seat for everybody who waits, where seats limit the returns [days]."""
    hazard: MexicoHazards
    """The chances by which people who wait leave Mexico before the decision, month by month."""
    fear_found_share: DatedShare
    """Interviews about a fear of Mexico after which people are taken back into custody [share]."""


class PortCaps(ParameterGroup):
    """Persons who can be handed over in a day, by group of ports."""

    west: DatedRate
    """Ports of California and western Arizona [persons/day]."""
    centre: DatedRate
    """Ports from Tucson to Big Bend [persons/day]."""
    east: DatedRate
    """Ports from Del Rio to the mouth of the Rio Grande [persons/day]."""


class ContiguousReturn(ParameterGroup):
    """Return to a neighbouring country to wait for the hearing: whether, whom and how many a day."""

    enabled: DatedSwitch
    """Whether people of third countries are sent back to Mexico to wait."""
    er_amenable_eligible: DatedSwitch
    """Whether people who could be put in expedited removal may be sent back instead; the law is disputed."""
    daily_cap: DatedRate
    """Persons whom the United States would send back in a day [persons/day]."""
    selected_share: DatedShare
    """Eligible persons whom officers choose to send back [share]."""
    port_cap: PortCaps
    """Persons who can be handed over in a day, by group of ports."""
    proof_lacking_share: Share
    """People chosen for return whom Mexico refuses for want of proof of nationality [share]."""
    fear_of_mexico_share: Share
    """Persons screened out because they fear Mexico [share]."""
