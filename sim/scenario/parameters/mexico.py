"""Mexico: interdiction, consent, shelter, and people who wait there for their hearings (INA 235(b)(2)(C))."""

from sim.scenario.parameters.group import ByNationality, ParameterGroup
from sim.scenario.quantities import DatedCount, DatedRate, DatedShare, DatedSwitch, Duration, Rate, Share


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


class Mexico(ParameterGroup):
    """What the scenario claims: mexico decides whom it stops, whom it receives and how many."""

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
    going_home_share: Share
    """People sent back who give up and go home before the hearing [share]."""
    going_home_days: Duration
    """From return to Mexico to going home [days]."""
    paroled_in_share: Share
    """People sent back who are let in on parole before the hearing, as too vulnerable to wait [share]."""
    changes_track_share: Share
    """People sent back who are taken back into custody after a fear of Mexico was found [share]."""
    taken_in_days: Duration
    """From return to Mexico to parole or custody [days]."""
    trying_again_share: Share
    """People sent back who try to cross again before the hearing [share]."""
    trying_again_days: Duration
    """From return to Mexico to another attempt [days]."""


class PortCaps(ParameterGroup):
    """Persons who can be handed over in a day, by group of ports."""

    west: DatedRate
    """Ports of California and western Arizona [persons/day]."""
    centre: DatedRate
    """Ports from Tucson to Big Bend [persons/day]."""
    east: DatedRate
    """Ports from Del Rio to the mouth of the Rio Grande [persons/day]."""


class ContiguousReturn(ParameterGroup):
    """What the scenario claims about people sent back to wait in a neighbouring country."""

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
