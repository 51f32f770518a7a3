"""People come to a port of entry without papers; a third of them use something that is modelled here.

Who acts: people in parties, on any day of the month; officers of the Office of Field Operations.
What they meet: withdrawal or refusal, parole of Cubans with no case until 12 January 2017, expedited removal, a fear
interview, a notice to appear, or the care of ORR.
Who pays: CBP, per person processed.
Levers: arrivals at ports.
"""

import numpy as np

from sim.base.days import Phase
from sim.base.draws import FloatArray
from sim.base.words import CLASSES, Nationality, PersonClass, Sector
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, rule
from sim.engine.draws import draw_of
from sim.model.border.admission import (
    Admission,
    Cell,
    Wave,
    draw_parties,
    expect,
    keep_party,
    mean_party,
    party_size,
    played,
)
from sim.model.context import Context, Steps
from sim.model.disposition import choice
from sim.model.fields import computed, stream
from sim.model.months import months_of
from sim.world import columns, vocabulary
from sim.world.event_calendar import schedule
from sim.world.numbers import Authority, Event, Flow, Order, Track
from sim.world.state import State
from sim.world.verbs import enter

PORT_TRACKS: dict[str, tuple[PersonClass, columns.Track]] = {
    "mexican_expedited_removal": (PersonClass.SINGLE_ADULT, columns.Track.REMOVE_BY_CBP),
    "other_expedited_removal": (PersonClass.SINGLE_ADULT, columns.Track.REMOVE_FROM_BED),
    "credible_fear_adult": (PersonClass.SINGLE_ADULT, columns.Track.CREDIBLE_FEAR),
    "notice_adult": (PersonClass.SINGLE_ADULT, columns.Track.NOTICE_DETAINED),
    "family_released": (PersonClass.FAMILY_MEMBER, columns.Track.NOTICE_RELEASED),
    "family_centre": (PersonClass.FAMILY_MEMBER, columns.Track.CREDIBLE_FEAR),
    "child_to_orr": (PersonClass.UNACCOMPANIED_CHILD, columns.Track.CARE_OF_ORR),
}
"""Groups of arrivals who use a modelled resource, with their class and track."""

COUNTED_TRACKS: dict[str, tuple[PersonClass, Nationality | None, vocabulary.Flow | None]] = {
    "withdrawn_or_refused": (PersonClass.SINGLE_ADULT, None, vocabulary.Flow.VOLUNTARY_RETURN_PORT),
    "child_returned": (
        PersonClass.UNACCOMPANIED_CHILD,
        Nationality.MEXICO,
        vocabulary.Flow.VOLUNTARY_RETURN_PORT,
    ),
    "cuban_paroled": (PersonClass.SINGLE_ADULT, Nationality.CUBA, vocabulary.Flow.PAROLED_AT_PORT),
    "other": (PersonClass.SINGLE_ADULT, None, None),
}
"""Groups of arrivals who leave no trace beyond the count, with class, nationality if it is one, and flow."""


SEEKING_PROTECTION = frozenset(
    ("credible_fear_adult", "family_released", "family_centre", "child_to_orr", "cuban_paroled")
)
"""Groups whose number fell with the arrivals between ports."""
AREAS = ("west", "centre", "east", "away")
"""Groups of ports; the last lie away from Mexico."""
_AREA_SECTORS = np.array([Sector.SAN_DIEGO, Sector.EL_PASO, Sector.LAREDO, columns.NO_SECTOR], np.int64)
"""A sector that stands for each group of ports."""
_FAST = ("other_expedited_removal", "credible_fear_adult", "family_centre")
"""Groups put in expedited removal, which did not reach Cubans before the policy ended."""
_DAYS_A_YEAR = 365.0
_COUNTED = (PersonClass.SINGLE_ADULT, columns.Track.NONE)
"""Stands for the track of those who are counted only."""
_NO_FLOW = -1
_FLOWS = {name: flow for name, (_, _, flow) in COUNTED_TRACKS.items() if flow is not None}
_KINDS = {name: kind for name, (kind, _) in PORT_TRACKS.items()}
_KINDS |= {name: kind for name, (kind, _, _) in COUNTED_TRACKS.items()}
_ONLY = {name: only for name, (_, only, _) in COUNTED_TRACKS.items() if only is not None}
_CELLS = [
    (name, nationality) for name in _KINDS for nationality in Nationality if _ONLY.get(name, nationality) == nationality
]
"""Each group of arrivals, and a nationality that comes in it."""


def ports(ctx: Context) -> Steps:
    """Bring those who come to ports in a month into the world, and count those who use nothing modelled."""
    officers = Officers.of(ctx, admission=Admission.of(ctx))
    yearly = _by_cell({name: ctx.inputs.by_day(f"ports.per_year.{name}") for name in _KINDS})
    times = _by_cell({name: _multiplier(ctx, name) for name in _KINDS})
    tables = {name: _shares(ctx, name) for name in _KINDS}
    shares = np.stack([np.broadcast_to(tables[name][one], len(ctx.days)) for name, one in _CELLS])
    means = np.array([[mean_party(ctx, _KINDS[name])] for name, _ in _CELLS])
    for month in months_of(ctx.inputs.clock):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        days, share_of_year = played(ctx, month), (month.end - month.first) / _DAYS_A_YEAR
        cells = [Cell(columns.Source.PORT, f"{month.label} {name}", one, _KINDS[name]) for name, one in _CELLS]
        expected = yearly[:, days] * share_of_year * shares[:, days] / means
        wave = expect(ctx, month, cells, expected, times[:, days])
        persons = find_inadmissible(ctx.state, officers, wave)
        enter_at_ports(ctx.state, officers, wave, ctx.persons.reserve(persons))


def _by_cell(by_name: dict[str, FloatArray]) -> FloatArray:
    """What each group of arrivals has by day, for each cell, shape (cells, days)."""
    return np.stack([by_name[name] for name, _ in _CELLS])


def _multiplier(ctx: Context, name: str) -> FloatArray:
    """How many come, against the base path, shape (days,); the observed fall counts on the observed arrivals only."""
    scale = ctx.inputs.by_day("ports.arrivals_scale") * ctx.inputs.scale
    fall = ctx.inputs.by_day(f"ports.observed_fall.{'asylum' if name in SEEKING_PROTECTION else 'other'}")
    return scale * fall if ctx.inputs.choice("border.arrivals") == "observed" else scale


def _shares(ctx: Context, name: str) -> FloatArray:
    """The nationalities of those who come to ports on each day, shape (NATIONALITIES, days) or (NATIONALITIES, 1)."""
    if name in _ONLY or name == "mexican_expedited_removal":
        return np.eye(len(Nationality))[:, [_ONLY.get(name, Nationality.MEXICO)]]
    if name == "child_to_orr":
        shares = ctx.inputs.by_nationality("children.nationality_share")[:, None]
        return shares / shares.sum()
    if name in COUNTED_TRACKS:
        shares = ctx.inputs.by_nationality_and_day("ports.counted_nationality_share")
        return shares / shares.sum(axis=0)
    shares = ctx.inputs.by_nationality_and_day("ports.nationality_share")
    if name == "other_expedited_removal":
        shares[Nationality.MEXICO] = 0.0
    if name in _FAST:
        shares[Nationality.CUBA] *= ctx.inputs.flag_by_day("expedited_removal.cubans_included")
    return shares / shares.sum(axis=0)


@bundle
class Officers(Bundle):
    """The officers at ports, and what becomes of whom they find inadmissible."""

    admission: Admission
    tracks: Ints = computed(lambda _: np.array([PORT_TRACKS.get(name, _COUNTED)[1] for name, _ in _CELLS], np.int64))
    """The track of each cell, none where people are counted only, shape (cells,)."""
    flows: Ints = computed(lambda _: np.array([_FLOWS.get(name, _NO_FLOW) for name, _ in _CELLS], np.int64))
    """The flow in which each cell is counted beyond those inadmissible, shape (cells,)."""
    area_shares: Floats = computed(lambda ctx: np.array([[ctx.inputs.number(f"ports.area_share.{a}") for a in AREAS]]))
    area: Word = stream("ports.area")


@rule
def find_inadmissible(world: State, officers: Officers, wave: Wave) -> int:
    """Count the parties of a month who use nothing modelled, and keep the others; how many persons these are."""
    draw_parties(officers.admission, wave)
    kept, persons = 0, 0
    for party in range(wave.parties):
        day, cell = wave.day[party], wave.cell[party]
        group = wave.groups[cell]
        if officers.tracks[cell] != Track.NONE:
            keep_party(wave, party, kept)
            kept += 1
            persons += party_size(officers.admission, group % CLASSES, wave.head[party])
            continue
        world.flows[day, Flow.INADMISSIBLE, group] += 1
        if officers.flows[cell] != _NO_FLOW:
            world.flows[day, officers.flows[cell], group] += 1
    wave.parties = kept
    return persons


@rule
def enter_at_ports(world: State, officers: Officers, wave: Wave, row: int) -> None:
    """Let the members of each party that is left enter, from a row on, on their track and beside their port."""
    for party in range(wave.parties):
        head, cell = wave.head[party], wave.cell[party]
        group, track = wave.groups[cell], officers.tracks[cell]
        sector = _AREA_SECTORS[choice(officers.area_shares, 0, draw_of(head, officers.area))]
        is_removed = track in (Track.REMOVE_BY_CBP, Track.REMOVE_FROM_BED)
        for member in range(party_size(officers.admission, group % CLASSES, head)):
            person = world.people[row]
            enter(world, person, row, head | np.uint64(member), wave.sources[cell], group)
            person.sector, person.track, person.authority = sector, track, Authority.ARRIVING
            person.order = Order.ER if is_removed else Order.NONE
            schedule(world, person, row, Event.ARRIVAL, wave.day[party])
            row += 1
