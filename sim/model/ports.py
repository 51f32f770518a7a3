"""People come to a port of entry without papers; a third of them use something that is modelled here.

Who acts: people in parties, on any day of the month; officers of the Office of Field Operations.
What they meet: withdrawal or refusal, parole of Cubans with no case until 12 January 2017, expedited removal, a fear
interview, a notice to appear, or the care of ORR.
Who pays: CBP, per person processed.
Levers: arrivals at ports.
"""

import numpy as np
from numpy.typing import NDArray

from sim.base.days import Phase
from sim.base.draws import FloatArray, UInt64Array
from sim.base.words import CLASSES, Nationality, PersonClass, Sector
from sim.model.admission import Cell, admit, coming, mean_party, party_sizes
from sim.model.context import Context, Steps
from sim.model.months import Month, months_of
from sim.model.tracks import choose
from sim.world.columns import NO_SECTOR, Appointment, Authority, Order, Source, Track
from sim.world.vocabulary import Flow

PORT_TRACKS: dict[str, tuple[PersonClass, Track]] = {
    "mexican_expedited_removal": (PersonClass.SINGLE_ADULT, Track.REMOVE_BY_CBP),
    "other_expedited_removal": (PersonClass.SINGLE_ADULT, Track.REMOVE_FROM_BED),
    "credible_fear_adult": (PersonClass.SINGLE_ADULT, Track.CREDIBLE_FEAR),
    "notice_adult": (PersonClass.SINGLE_ADULT, Track.NOTICE_DETAINED),
    "family_released": (PersonClass.FAMILY_MEMBER, Track.NOTICE_RELEASED),
    "family_centre": (PersonClass.FAMILY_MEMBER, Track.CREDIBLE_FEAR),
    "child_to_orr": (PersonClass.UNACCOMPANIED_CHILD, Track.CARE_OF_ORR),
}
"""Groups of arrivals who use a modelled resource, with their class and track."""

COUNTED_TRACKS: dict[str, tuple[PersonClass, Nationality | None, Flow | None]] = {
    "withdrawn_or_refused": (PersonClass.SINGLE_ADULT, None, Flow.VOLUNTARY_RETURN_PORT),
    "child_returned": (PersonClass.UNACCOMPANIED_CHILD, Nationality.MEXICO, Flow.VOLUNTARY_RETURN_PORT),
    "cuban_paroled": (PersonClass.SINGLE_ADULT, Nationality.CUBA, Flow.PAROLED_AT_PORT),
    "other": (PersonClass.SINGLE_ADULT, None, None),
}
"""Groups of arrivals who leave no trace beyond the count, with class, nationality if it is one, and flow."""


SEEKING_PROTECTION = frozenset(
    ("credible_fear_adult", "family_released", "family_centre", "child_to_orr", "cuban_paroled")
)
"""Groups whose number fell with the arrivals between ports."""


def ports(ctx: Context) -> Steps:
    """Bring those who come to ports in a month into the world, and count those who use nothing modelled."""
    rates = {name: ctx.inputs.by_day(f"ports.per_year.{name}") for name in (*PORT_TRACKS, *COUNTED_TRACKS)}
    multipliers = {name: _multiplier(ctx, name) for name in rates}
    for month in months_of(ctx.inputs.clock):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        share_of_year = (month.end - month.first) / 365.0
        for name, rate in rates.items():
            when = (month, rate * share_of_year, multipliers[name])
            if name in PORT_TRACKS:
                _admit_track(ctx, name, when)
            else:
                _count_track(ctx, name, when)


def _multiplier(ctx: Context, name: str) -> FloatArray:
    """How many come, against the base path, shape (days,); the observed fall counts on the observed arrivals only."""
    scale = ctx.inputs.by_day("ports.arrivals_scale") * ctx.inputs.scale
    fall = ctx.inputs.by_day(f"ports.observed_fall.{'asylum' if name in SEEKING_PROTECTION else 'other'}")
    return scale * fall if ctx.inputs.choice("border.arrivals") == "observed" else scale


def areas_of(ctx: Context, heads: UInt64Array) -> NDArray[np.uint8]:
    """The sector beside the port of each party, or none for ports away from Mexico, shape (n,)."""
    weights = np.array([ctx.inputs.number(f"ports.area_share.{area}") for area in AREAS])
    luck = ctx.stream("ports.area").uniform(heads)
    return AREA_SECTORS[choose(luck, np.broadcast_to(weights, (len(heads), len(weights))))]


AREAS = ("west", "centre", "east", "away")
"""Groups of ports; the last lie away from Mexico."""
AREA_SECTORS = np.array([Sector.SAN_DIEGO, Sector.EL_PASO, Sector.LAREDO, NO_SECTOR], np.uint8)
"""A sector that stands for each group of ports."""
_FAST = ("other_expedited_removal", "credible_fear_adult", "family_centre")
"""Groups put in expedited removal, which did not reach Cubans before the policy ended."""


def _shares(ctx: Context, name: str) -> FloatArray:
    """The nationalities of those who come to ports on each day, shape (NATIONALITIES, days) or (NATIONALITIES, 1)."""
    if name == "mexican_expedited_removal":
        return np.eye(len(Nationality))[:, [Nationality.MEXICO]]
    if name == "child_to_orr":
        shares = ctx.inputs.by_nationality("children.nationality_share")[:, None]
        return shares / shares.sum()
    shares = ctx.inputs.by_nationality_and_day("ports.nationality_share")
    if name == "other_expedited_removal":
        shares[Nationality.MEXICO] = 0.0
    if name in _FAST:
        shares[Nationality.CUBA] *= ctx.inputs.flag_by_day("expedited_removal.cubans_included")
    return shares / shares.sum(axis=0)


_Arrivals = tuple[Month, FloatArray, FloatArray]
"""A month, the persons it would bring at the rate of each day, and the multiplier, the last two of shape (days,)."""


def _admit_track(ctx: Context, name: str, when: _Arrivals) -> None:
    kind, track = PORT_TRACKS[name]
    month, persons, scale = when
    shares = _shares(ctx, name)
    for nationality in Nationality:
        cell = Cell(Source.PORT, f"{month.label} {name}", nationality, kind)
        heads, days = coming(ctx, cell, month, persons * shares[nationality] / mean_party(ctx, kind), scale)
        rows = admit(ctx, cell, heads)
        sizes = party_sizes(ctx, kind, heads)
        ctx.persons.sector[rows] = np.repeat(areas_of(ctx, heads), sizes)
        ctx.persons.track[rows] = track
        ctx.persons.authority[rows] = Authority.ARRIVING
        ctx.persons.order[rows] = Order.ER if track in (Track.REMOVE_BY_CBP, Track.REMOVE_FROM_BED) else Order.NONE
        ctx.calendar(Appointment.ARRIVAL).book(rows, np.repeat(days, sizes))


def _count_track(ctx: Context, name: str, when: _Arrivals) -> None:
    kind, only, flow = COUNTED_TRACKS[name]
    month, persons, scale = when
    shares = ctx.inputs.by_nationality_and_day("ports.counted_nationality_share")
    shares /= shares.sum(axis=0)
    nationalities = Nationality if only is None else (only,)
    for nationality in nationalities:
        share = shares[nationality] if only is None else np.ones(1)
        cell = Cell(Source.PORT, f"{month.label} {name}", nationality, kind)
        _, days = coming(ctx, cell, month, persons * share, scale)
        group = nationality * CLASSES + kind
        ctx.record.count_ahead(Flow.INADMISSIBLE, days, group)
        if flow is not None:
            ctx.record.count_ahead(flow, days, group)
