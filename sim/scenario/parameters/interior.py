"""Officers of ICE arrest people inside the country."""

from typing import Self

from pydantic import model_validator

from sim.scenario.parameters.group import ByNationality, ContradictionError, ParameterGroup
from sim.scenario.quantities import DatedCount, DatedRate, DatedShare, DatedSwitch, Duration, Rate, Share, Signed


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
    """What the scenario claims: officers of ICE arrest people inside the country."""

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
