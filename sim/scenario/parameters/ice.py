"""ICE: arrests inside the country, and custody in operational beds, by type."""

from typing import Self

from pydantic import model_validator

from sim.scenario.parameter import (
    Count,
    DatedCount,
    DatedDuration,
    DatedRate,
    DatedShare,
    DatedSwitch,
    Duration,
    Rate,
    Share,
    Signed,
)
from sim.scenario.parameters.group import ByNationality, ContradictionError, ParameterGroup


class Detainers(ParameterGroup):
    """Requests to jails to hold a person for ICE."""

    issued: DatedRate
    """Detainers issued against the practice of FY2016; Secure Communities finds more to issue them for [ratio]."""
    honoured_share: DatedShare
    """Detainers that jails honour [share]."""
    share_of_jail_arrests: Share
    """Arrests in jails made on a detainer, under the practice of FY2016 [share]."""


class Agreements(ParameterGroup):
    """Agreements under section 287(g), by which local officers do the work of ICE."""

    in_force: DatedCount
    """Agreements in force [agreements]."""
    share_of_jail_arrests: Share
    """Arrests in jails made under the agreements of February 2017 [share]."""


class Pool(ParameterGroup):
    """Whom the arrests of a channel fall on."""

    pending: Rate
    """People with a case pending; it moves to the detained docket [weight]."""
    order: Rate
    """People at large under an order; it is executed [weight]."""
    removed: Rate
    """People removed before; the order is reinstated [weight]."""
    no_record: Rate
    """People with none of these [weight]."""


class Pools(ParameterGroup):
    """Whom arrests fall on, by channel."""

    jail: Pool
    """In jails and prisons."""
    at_large: Pool
    """At homes, at work and on streets."""


class PoolSize(ParameterGroup):
    """How many people arrests of a pool are spread over."""

    pending: Rate
    """Adults at large with a case pending [persons]."""
    order: Rate
    """People at large under an order [persons]."""


class NoRecord(ParameterGroup):
    """What happens to those with no record."""

    notice: Rate
    """Served a notice to appear [weight]."""
    administrative: Rate
    """Removed administratively under section 238(b) [weight]."""
    voluntary_return: Rate
    """Return voluntarily [weight]."""
    released: Rate
    """Let go soon [weight]."""


class Interior(ParameterGroup):
    """Arrests inside the country: how many, by which channel, and whom they fall on."""

    arrests_per_year: DatedRate
    """Administrative arrests by ICE under the practice of FY2016 [persons/year]."""
    arrests_scale: DatedRate
    """All arrests by ICE against the base path [ratio]."""
    priority_multiplier: DatedRate
    """Arrests under the priority rule in force, against the practice of FY2016 [ratio]."""
    detainers: Detainers
    """Requests to jails to hold a person for ICE."""
    agreements: Agreements
    """Agreements by which local officers do the work of ICE."""
    daca_exempt: DatedSwitch
    """Whether recipients of DACA are left alone."""
    daca_share: Share
    """Recipients of DACA among people with no record [share]."""
    jail_share: Share
    """Arrests made in jails and prisons [share]."""
    at_large_elasticity_of_officers: Signed
    """Per cent more arrests at large for one per cent more officers [1]."""
    pool: Pools
    """Whom arrests fall on, by channel."""
    pool_size: PoolSize
    """How many people arrests of a pool are spread over."""
    no_record: NoRecord
    """What happens to those with no record."""
    reasonable_fear_share_of_removed: Share
    """People removed before and arrested again who claim fear [share]."""
    mandatory_detention_share: Share
    """Arrested people who must be held under section 236(c) [share]."""
    nationality_share: ByNationality[Rate]
    """Nationality of those arrested inside the country [weight]."""
    brief_stay_days: Duration
    """Stay of people who return voluntarily or are released soon after an interior arrest [days]."""

    @model_validator(mode="after")
    def _somebody_has_no_exemption(self) -> Self:
        """How many more are met without the exemption follows from those who are met with it.

        Raises:
            ContradictionError: if nobody is met with it.
        """
        share = self.daca_share
        if share.value == 1:
            raise ContradictionError(share, "a share below 1: some people with no record are not exempt")
        return self


class Beds(ParameterGroup):
    """Beds that can be slept in, by type."""

    adult: DatedCount
    """Operational adult beds, contracted places without the surge reserve [beds]."""
    surge_adult: DatedCount
    """Adult beds of the surge reserve [beds]."""
    family: DatedCount
    """Operational beds in family residential centres [beds]."""


class Surge(ParameterGroup):
    """When the surge reserve is called, and when it opens."""

    called_at_share: Share
    """Share of the contracted beds in use at which the reserve is called [share]."""
    opens_after_days: Count
    """From the call to the opening of the reserve [days]."""


class CustodyReview(ParameterGroup):
    """Reviews of custody after a final order that has not been carried out."""

    first_after_days: Count
    """From the final order to the first review [days]."""
    second_after_days: Count
    """From the final order to the review that ends custody unless removal is foreseeable [days]."""
    released_at_first_share: DatedShare
    """People with no document in sight who are let go at the first review [share]."""
    foreseeable_days: Count
    """A document that comes within these days makes removal foreseeable [days]."""


class Supervised(ParameterGroup):
    """People let go under an order of supervision."""

    check_in_days: Count
    """From one check-in to the next [days]."""
    arrested_again_share: DatedShare
    """People whose document has come who are arrested at a check-in [share]."""


class EnrolledShare(ParameterGroup):
    """Who is enrolled in alternatives to detention on release."""

    adult: DatedShare
    """Adults alone let go with a case to come who are enrolled [share]."""
    family: DatedShare
    """Families let go with a case to come of whom one adult is enrolled [share]."""


class Alternatives(ParameterGroup):
    """Alternatives to detention: a program of reports and tracking for people let go."""

    places: DatedCount
    """People the program can hold [persons]."""
    enrolled_share: EnrolledShare
    """Who is enrolled in alternatives to detention on release."""
    term_days: Duration
    """From enrolment to the end of the term, if the case does not end before [days]."""
    check_in_days: Count
    """From one check-in to the next [days]."""


class BondShare(ParameterGroup):
    """Who is released on bond, by the authority for detention."""

    entrant: DatedShare
    """Entrants with a positive fear finding who are released on bond [share]."""
    discretionary: DatedShare
    """People held under section 236(a) who are released on bond [share]."""


class BondHearings(ParameterGroup):
    """Hearings of immigration judges on bond, and whom they hear."""

    set_by_judge_share: Share
    """People released on bond whose bond a judge set, rather than ICE [share]."""
    asked_share: Share
    """People who may be bonded and stay held who ask a judge all the same [share]."""
    per_person: Rate
    """Hearings on bond of a person who has any [hearings/person]."""


class Release(ParameterGroup):
    """Who is let go from custody, on what ground and when."""

    parole_share: DatedShare
    """Arriving adults with a positive fear finding who are paroled [share]."""
    bond_share: BondShare
    """Who is released on bond, by the authority for detention."""
    haitian_parole_share: DatedShare
    """Haitian adults arriving at ports who are paroled from hold [share]."""
    recognisance_share: DatedShare
    """People who may be bonded who are released on recognisance or under supervision [share]."""
    parole_days: DatedDuration
    """From the decision on custody to parole [days]."""
    bond_days: DatedDuration
    """From the decision on custody to release on bond [days]."""
    recognisance_days: DatedDuration
    """From the decision on custody to release on recognisance [days]."""


class Initial(ParameterGroup):
    """Who is in custody on the first day."""

    families: DatedCount
    """Families in family centres on the first day [persons]."""
    fear_claimants: DatedCount
    """Adults in beds on the first day who wait for a fear interview [persons]."""
    on_alternatives: DatedCount
    """People on alternatives to detention on the first day [persons]."""
    final_order_border: DatedCount
    """Adults in beds on the first day under a final order, arrested at the border [persons]."""
    final_order_interior: DatedCount
    """Adults in beds on the first day under a final order, arrested inside the country [persons]."""


class InitialOrder(ParameterGroup):
    """Orders of those in custody on the first day."""

    er: Rate
    """People in beds on the first day under a final order, who are under an expedited removal order [weight]."""
    reinstatement: Rate
    """People in beds on the first day under a final order, who are under a reinstated order [weight]."""
    order: Rate
    """People in beds on the first day under a final order, who are under another final order [weight]."""


class Detention(ParameterGroup):
    """Detention by ICE: beds by type, grounds and times of release, and those in custody on the first day."""

    beds: Beds
    """Beds that can be slept in, by type."""
    surge: Surge
    """When the surge reserve is called, and when it opens."""
    family_room_beds: Rate
    """Beds that one family blocks in a family centre: rooms are not shared [beds/family]."""
    custody_review: CustodyReview
    """Reviews of custody after a final order that has not been carried out."""
    supervision: Supervised
    """People let go under an order of supervision."""
    alternatives: Alternatives
    """Alternatives to detention."""
    family_limit_days: DatedCount
    """Longest stay of a family [days]."""
    family_release_days: Count
    """From a positive decision to the release of a family [days]."""
    notice_detained_share: DatedShare
    """Adults given a notice at the border or a port who are held [share]."""
    release: Release
    """Who is let go from custody, on what ground and when."""
    bond_hearings: BondHearings
    """Hearings of immigration judges on bond, and whom they hear."""
    initial: Initial
    """Who is in custody on the first day."""
    initial_order: InitialOrder
    """Orders of those in custody on the first day."""
    initial_order_nationality: ByNationality[Rate]
    """Nationality of people in beds on the first day under a final order [weight]."""
    initial_elapsed_days: Duration
    """Whole stay of people in beds on the first day; the part spent is drawn from its stationary excess [days]."""
