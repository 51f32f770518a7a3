"""ICE detains persons in operational beds, by type; no order creates a bed."""

from sim.facts.parts.part import Part
from sim.facts.quantities import Count, DatedCount, DatedShare, Duration, Rate


class Beds(Part):
    """Beds that can be slept in, by type."""

    adult: DatedCount
    """Operational adult beds, contracted places without the surge reserve [beds]."""
    surge_adult: DatedCount
    """Adult beds of the surge reserve [beds]."""
    family: DatedCount
    """Operational beds in family residential centres [beds]."""


class BondShare(Part):
    """Who is released on bond, by the authority for detention."""

    entrant: DatedShare
    """Entrants with a positive fear finding who are released on bond [share]."""
    discretionary: DatedShare
    """People held under section 236(a) who are released on bond [share]."""


class Release(Part):
    """Who is let go from custody, on what ground and when."""

    parole_share: DatedShare
    """Arriving adults with a positive fear finding who are paroled [share]."""
    bond_share: BondShare
    """Who is released on bond, by the authority for detention."""
    recognisance_share: DatedShare
    """People who may be bonded who are released on recognisance or under supervision [share]."""
    parole_days: Duration
    """From the decision on custody to parole [days]."""
    bond_days: Duration
    """From the decision on custody to release on bond [days]."""
    recognisance_days: Duration
    """From the decision on custody to release on recognisance [days]."""


class Initial(Part):
    """Who is in custody on the first day."""

    families: DatedCount
    """Families in family centres on the first day [persons]."""
    fear_claimants: DatedCount
    """Adults in beds on the first day who wait for a fear interview [persons]."""
    final_order_border: DatedCount
    """Adults in beds on the first day under a final order, arrested at the border [persons]."""
    final_order_interior: DatedCount
    """Adults in beds on the first day under a final order, arrested inside the country [persons]."""


class InitialOrder(Part):
    """Orders of those in custody on the first day."""

    er: Rate
    """People in beds on the first day under a final order, who are under an expedited removal order [weight]."""
    reinstatement: Rate
    """People in beds on the first day under a final order, who are under a reinstated order [weight]."""
    order: Rate
    """People in beds on the first day under a final order, who are under another final order [weight]."""


class Detention(Part):
    """What the scenario claims: iCE detains persons in operational beds, by type; no order creates a bed."""

    beds: Beds
    """Beds that can be slept in, by type."""
    family_limit_days: DatedCount
    """Longest stay of a family [days]."""
    family_release_days: Count
    """From a positive decision to the release of a family [days]."""
    notice_detained_share: DatedShare
    """Adults given a notice at the border or a port who are held [share]."""
    release: Release
    """Who is let go from custody, on what ground and when."""
    initial: Initial
    """Who is in custody on the first day."""
    initial_order: InitialOrder
    """Orders of those in custody on the first day."""
    initial_elapsed_days: Duration
    """Whole stay of people in beds on the first day; the part spent is drawn from its stationary excess [days]."""
