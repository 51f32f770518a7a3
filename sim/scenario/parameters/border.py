"""Crossings between ports, apprehension, prosecution for the entry, and children who come alone."""

from typing import Literal, Self

from pydantic import model_validator

from sim.scenario.parameter import (
    Choice,
    Count,
    DatedCount,
    DatedDays,
    DatedDuration,
    DatedRate,
    DatedShare,
    Duration,
    Rate,
    Share,
    Signed,
)
from sim.scenario.parameters.group import ByNationality, ContradictionError, ParameterGroup


class AdultTrack(ParameterGroup):
    """What happens to adults with no earlier order."""

    expedited_removal: ByNationality[Rate]
    """Adults with no earlier order put in expedited removal who claim no fear, as a share of all adults
    apprehended [weight]."""
    credible_fear: ByNationality[Rate]
    """Adults with no earlier order who claim fear, as a share of all adults apprehended [weight]."""
    voluntary_return: ByNationality[Rate]
    """Adults with no earlier order who return voluntarily, as a share of all adults apprehended [weight]."""
    notice: ByNationality[Rate]
    """Adults with no earlier order who get a notice to appear at once, as a share of all adults apprehended
    [weight]."""


class FamilyTrack(ParameterGroup):
    """What happens to families."""

    centre: ByNationality[Share]
    """Family members put in expedited removal with a fear claim, in a family centre [share]."""
    removed: ByNationality[Share]
    """Family members removed from the border without a claim [share]."""


class Families(ParameterGroup):
    """Sizes of families."""

    of_two_share: Share
    """Families of two persons [share]."""
    of_three_share: Share
    """Families of three persons; the rest have four [share]."""


class ReentryPlace(ParameterGroup):
    """The chance of another attempt by the place of the return."""

    bridge: Share
    """People set down at the border with Mexico who try again [share]."""
    interior_flight: Share
    """People flown into the interior of Mexico who try again [share]."""
    home_by_air: Share
    """People taken to a country that is not Mexico who try again [share]."""


class ReentryManner(ParameterGroup):
    """The chance of another attempt by the manner of the return."""

    voluntary: Rate
    """After a voluntary return, against a removal [ratio]."""
    removed: Rate
    """After a removal [ratio]."""
    prosecuted: Rate
    """After a prosecution and a removal, against a removal [ratio]."""


class Reentry(ParameterGroup):
    """People who were returned try again."""

    share: ReentryPlace
    """The chance of another attempt by the place of the return."""
    factor: ReentryManner
    """The chance of another attempt by the manner of the return."""
    origin: ByNationality[Rate]
    """The chance of another attempt by nationality, against that of people of Mexico and Central America [ratio]."""
    days: Duration
    """From the return to the next attempt [days]."""


class BarrierShares(ParameterGroup):
    """How the miles ordered are spread over the sectors along Mexico; what counts is their proportion."""

    big_bend: Share
    """Miles ordered in Big Bend [share]."""
    del_rio: Share
    """Miles ordered in Del Rio [share]."""
    el_centro: Share
    """Miles ordered in El Centro [share]."""
    el_paso: Share
    """Miles ordered in El Paso [share]."""
    laredo: Share
    """Miles ordered in Laredo [share]."""
    rio_grande_valley: Share
    """Miles ordered in Rio Grande Valley [share]."""
    san_diego: Share
    """Miles ordered in San Diego [share]."""
    tucson: Share
    """Miles ordered in Tucson [share]."""
    yuma: Share
    """Miles ordered in Yuma [share]."""


class SectorMiles(ParameterGroup):
    """How long the border with Mexico is in each sector."""

    big_bend: Rate
    """The border in Big Bend [miles]."""
    del_rio: Rate
    """The border in Del Rio [miles]."""
    el_centro: Rate
    """The border in El Centro [miles]."""
    el_paso: Rate
    """The border in El Paso [miles]."""
    laredo: Rate
    """The border in Laredo [miles]."""
    rio_grande_valley: Rate
    """The border in Rio Grande Valley [miles]."""
    san_diego: Rate
    """The border in San Diego [miles]."""
    tucson: Rate
    """The border in Tucson [miles]."""
    yuma: Rate
    """The border in Yuma [miles]."""


class Deterrence(ParameterGroup):
    """An announcement keeps people from setting out."""

    gain: Rate
    """How much of the share is believed; 0 shuts the loop off [ratio]."""
    share: DatedShare
    """First attempts between ports that are not made because of what was announced [share]."""


class Border(ParameterGroup):
    """Crossings between ports: who comes, how many are caught, what happens to them, and who tries again."""

    arrivals: Choice[Literal["observed", "no-announcement"]]
    """Which arrivals come: the published months, or those months as if nothing had been announced."""
    attempts_scale: DatedRate
    """All attempts against the base path [ratio]."""
    deterrence: Deterrence
    """An announcement keeps people from setting out; only on arrivals without one."""
    no_announcement_level: Rate
    """Arrivals of the baseline without an announcement, from February 2017 on, against the level of October
    2016 to January 2017 [ratio]."""
    evader_apprehended_share: Share
    """Chance that an evader is caught in an attempt between ports [share]."""
    apprehension_elasticity_of_agents: Signed
    """Per cent more evaders caught for one per cent more agents [1]."""
    barrier_miles_added: DatedRate
    """Miles of barrier ordered and paid for beyond those standing [miles]."""
    barrier_share: BarrierShares
    """How the miles ordered are spread over the sectors along Mexico."""
    sector_miles: SectorMiles
    """How long the border with Mexico is in each sector."""
    barrier_miles_per_year: Rate
    """Miles built in a year once building has begun [miles/year]."""
    barrier_first_mile_days: Count
    """From the order to the first mile: surveys, land, contracts [days]."""
    apprehension_gain_per_mile: Rate
    """Relative rise of the chance of capture for a mile of barrier, spread evenly along the border [share/mile]."""
    turned_back_share: Share
    """Share of the evaders not caught who turn back [share]."""
    turned_back_elasticity_of_agents: Signed
    """Per cent more of the evaders not caught who turn back for one per cent more agents [1]."""
    turned_back_gain_per_mile: Rate
    """Relative rise of the share that turns back for a mile of barrier [share/mile]."""
    turned_back_again_share: Share
    """Share of those turned back on a journey after a return who try again on the same journey [share]."""
    turned_back_again_days: Count
    """Days between the tries of one journey [days]."""
    presenter_share: Share
    """Share of single adults apprehended who did not try to evade [share]."""
    reentry_gain: Rate
    """Strength of trying again by people returned, removed or waiting in Mexico; 0 shuts it off, and all those
    apprehended try for the first time [ratio]."""
    reentry: Reentry
    """People who were returned try again."""
    reinstated_share: Share
    """Adults with an executed earlier order whose order is reinstated; the others go on as if they had none
    [share]."""
    prior_order_share: ByNationality[Share]
    """Adults apprehended who have an executed earlier removal order [share]."""
    expelled_share: ByNationality[DatedShare]
    """Adults and families met between ports, of those without a claim of fear, who are put over a bridge to Mexico at
    once, without an order or a hearing [share]."""
    adult_track: AdultTrack
    """What happens to adults with no earlier order."""
    family_track: FamilyTrack
    """What happens to families."""
    families: Families
    """Sizes of families."""
    processing_days: Duration
    """From arrest until the papers are done [days]."""
    hold_limit_days: Count
    """Longest time in hold by policy [days]."""

    @model_validator(mode="after")
    def _some_are_caught(self) -> Self:
        """How many try follows from how many of them are caught.

        Raises:
            ContradictionError: if nobody is.
        """
        share = self.evader_apprehended_share
        if share.value == 0:
            raise ContradictionError(share, "a share above 0: how many try follows from those who are caught")
        return self

    @model_validator(mode="after")
    def _deters_once(self) -> Self:
        """The published months hold whatever effect the announcement had.

        Raises:
            ContradictionError: if they are to be lowered by it again.
        """
        gain = self.deterrence.gain
        if gain.value != 0 and self.arrivals.value == "observed":
            raise ContradictionError(
                gain,
                "0 while border.arrivals is observed: the published months hold any effect of the announcement",
                "set border.arrivals to no-announcement, or leave border.deterrence.gain at 0",
            )
        return self


class Prosecution(ParameterGroup):
    """Criminal prosecution of the entry, before the removal: whose, how many a day, and where they are held."""

    share: ByNationality[Share]
    """Adults under an order who are prosecuted first [share]."""
    multiplier: DatedRate
    """Prosecutions against the practice of FY2016 [ratio]."""
    magistrates_per_day: DatedRate
    """Defendants whom magistrates can take in a day [persons/day]."""
    marshals_places: DatedCount
    """Places of the Marshals for people charged with the entry [places]."""
    sentence_days: Duration
    """Time in the custody of the Marshals [days]."""
    initial_in_custody: Count
    """Persons in the custody of the Marshals on the first day [persons]."""


class Children(ParameterGroup):
    """Children who come alone: those returned to Mexico, and those whom ORR cares for until a sponsor comes."""

    mexican_returned_share: Share
    """Mexican children screened and returned [share]."""
    care_days: DatedDuration
    """Stay in the care of ORR [days]."""
    beds: DatedCount
    """Beds of ORR [beds]."""
    sponsor_delay_days: DatedDays
    """Days that enforcement against sponsors adds to a stay [days]."""
    initial_in_care: DatedCount
    """Children in the care of ORR on the first day [children]."""
    nationality_share: ByNationality[Rate]
    """Nationality of children in care on the first day [weight]."""
