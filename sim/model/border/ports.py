"""People come to a port of entry without papers; a third of them use something that is modelled here.

Who acts: people in parties, on any day of the month; officers of the Office of Field Operations.
What they meet: withdrawal or refusal, parole of Cubans with no case until 12 January 2017, expedited removal, a fear
interview, a notice to appear, or the care of ORR.
Who pays: CBP, per person processed.
Levers: arrivals at ports.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.base.codes import CLASSES, Nationality, PersonClass, Sector
from sim.base.days import DAYS_A_YEAR, Phase
from sim.base.draws import FloatArray
from sim.engine import columns
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, rule
from sim.engine.draws import choice, draw_of
from sim.engine.event_calendar import schedule
from sim.engine.numbers import Authority, Disposition, Event, Flow, Order
from sim.engine.state import State
from sim.engine.verbs import enter
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
from sim.model.context import Context, Process, months_of
from sim.model.fields import computed, stream
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

if TYPE_CHECKING:
    from sim.scenario.names import Number

_NO_FLOW = -1


class Group(NamedTuple):
    """Some of those who come to ports, and what they meet there."""

    per_year: "Number"
    kind: PersonClass
    disposition: int = int(columns.Disposition.NONE)
    flow: int = _NO_FLOW
    """In which they are counted, beyond those found inadmissible."""
    only: Nationality | None = None
    """Their nationality, if it is one."""


_PER_YEAR, _FALL = parameters.ports.per_year, parameters.ports.observed_fall
PORT_DISPOSITIONS = {
    "mexican_expedited_removal": Group(
        _PER_YEAR.mexican_expedited_removal,
        PersonClass.SINGLE_ADULT,
        Disposition.REMOVE_BY_CBP,
        only=Nationality.MEXICO,
    ),
    "other_expedited_removal": Group(
        _PER_YEAR.other_expedited_removal, PersonClass.SINGLE_ADULT, Disposition.REMOVE_FROM_BED
    ),
    "credible_fear_adult": Group(_PER_YEAR.credible_fear_adult, PersonClass.SINGLE_ADULT, Disposition.CREDIBLE_FEAR),
    "notice_adult": Group(_PER_YEAR.notice_adult, PersonClass.SINGLE_ADULT, Disposition.NOTICE_DETAINED),
    "family_released": Group(_PER_YEAR.family_released, PersonClass.FAMILY_MEMBER, Disposition.NOTICE_RELEASED),
    "family_centre": Group(_PER_YEAR.family_centre, PersonClass.FAMILY_MEMBER, Disposition.CREDIBLE_FEAR),
    "child_to_orr": Group(_PER_YEAR.child_to_orr, PersonClass.UNACCOMPANIED_CHILD, Disposition.CARE_OF_ORR),
}
"""Groups of arrivals who use a modelled resource."""
COUNTED_DISPOSITIONS = {
    "withdrawn_or_refused": Group(
        _PER_YEAR.withdrawn_or_refused, PersonClass.SINGLE_ADULT, flow=Flow.VOLUNTARY_RETURN_PORT
    ),
    "child_returned": Group(
        _PER_YEAR.child_returned,
        PersonClass.UNACCOMPANIED_CHILD,
        flow=Flow.VOLUNTARY_RETURN_PORT,
        only=Nationality.MEXICO,
    ),
    "cuban_paroled": Group(
        _PER_YEAR.cuban_paroled, PersonClass.SINGLE_ADULT, flow=Flow.PAROLED_AT_PORT, only=Nationality.CUBA
    ),
    "other": Group(_PER_YEAR.other, PersonClass.SINGLE_ADULT),
}
"""Groups of arrivals who leave no trace beyond the count."""
SEEKING_PROTECTION = frozenset(
    ("credible_fear_adult", "family_released", "family_centre", "child_to_orr", "cuban_paroled")
)
"""Groups whose number fell with the arrivals between ports."""
_AREA = parameters.ports.area_share
_AREAS = (_AREA.west, _AREA.centre, _AREA.east, _AREA.away)
"""The shares of groups of ports; the last lie away from Mexico."""
_AREA_SECTORS = np.array([Sector.SAN_DIEGO, Sector.EL_PASO, Sector.LAREDO, columns.NO_SECTOR], np.int64)
"""A sector that stands for each group of ports."""
_FAST = ("other_expedited_removal", "credible_fear_adult", "family_centre")
"""Groups put in expedited removal, which did not reach Cubans before the policy ended."""
_CELLS = [
    (name, group, nationality)
    for name, group in (PORT_DISPOSITIONS | COUNTED_DISPOSITIONS).items()
    for nationality in (Nationality if group.only is None else [group.only])
]
"""Each group of arrivals, and a nationality that comes in it."""


def ports(ctx: Context) -> Process:
    """Bring those who come to ports in a month into the world, and count those who use nothing modelled."""
    officers = Officers.of(ctx, admission=Admission.of(ctx))
    yearly = np.stack([ctx.inputs.by_day(group.per_year) for _, group, _ in _CELLS])
    times = np.stack([_multiplier(ctx, name) for name, _, _ in _CELLS])
    tables = {name: _shares(ctx, name, group) for name, group in (PORT_DISPOSITIONS | COUNTED_DISPOSITIONS).items()}
    shares = np.stack([np.broadcast_to(tables[name][nationality], len(ctx.days)) for name, _, nationality in _CELLS])
    means = np.array([[mean_party(ctx, group.kind)] for _, group, _ in _CELLS])
    for month in months_of(ctx.inputs.clock):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        days, share_of_year = played(ctx, month), (month.end - month.first) / DAYS_A_YEAR
        cells = [Cell(columns.Source.PORT, f"{month.label} {name}", one, group.kind) for name, group, one in _CELLS]
        expected = yearly[:, days] * share_of_year * shares[:, days] / means
        wave = expect(ctx, month, cells, expected, times[:, days])
        persons = find_inadmissible(ctx.state, officers, wave)
        enter_at_ports(ctx.state, officers, wave, ctx.persons.reserve(persons))


def _multiplier(ctx: Context, name: str) -> FloatArray:
    """How many come, against the base path, shape (days,); the observed fall counts on the observed arrivals only."""
    scale = ctx.inputs.by_day(parameters.ports.arrivals_scale) * ctx.inputs.scale
    return scale * observed_fall(ctx.inputs, name)


def observed_fall(inputs: Inputs, name: str) -> FloatArray:
    """Arrivals of a group against those of before the fall that was observed, 1 where nothing is, shape (days,)."""
    fall = inputs.by_day(_FALL.asylum if name in SEEKING_PROTECTION else _FALL.other)
    return fall if inputs.choice(parameters.border.arrivals) == "observed" else np.ones_like(fall)


def _shares(ctx: Context, name: str, group: Group) -> FloatArray:
    """The nationalities of those who come to ports on each day, shape (NATIONALITIES, days) or (NATIONALITIES, 1)."""
    if group.only is not None:
        return np.ones((len(Nationality), 1))
    if name == "child_to_orr":
        shares = ctx.inputs.by_nationality(parameters.children.nationality_share)[:, None]
        return shares / shares.sum()
    if name in COUNTED_DISPOSITIONS:
        shares = ctx.inputs.by_nationality_and_day(parameters.ports.counted_nationality_share)
        return shares / shares.sum(axis=0)
    shares = ctx.inputs.by_nationality_and_day(parameters.ports.nationality_share)
    if name == "other_expedited_removal":
        shares[Nationality.MEXICO] = 0.0
    if name in _FAST:
        shares[Nationality.CUBA] *= ctx.inputs.flag_by_day(parameters.expedited_removal.cubans_included)
    return shares / shares.sum(axis=0)


@bundle
class Officers(Bundle):
    """The officers at ports, and what becomes of whom they find inadmissible."""

    admission: Admission
    dispositions: Ints = computed(lambda _: np.array([group.disposition for _, group, _ in _CELLS]))
    """The disposition of each cell, none where people are counted only, shape (cells,)."""
    flows: Ints = computed(lambda _: np.array([group.flow for _, group, _ in _CELLS]))
    """The flow in which each cell is counted beyond those inadmissible, shape (cells,)."""
    area_shares: Floats = computed(lambda ctx: np.array([[ctx.inputs.number(share) for share in _AREAS]]))
    area: Word = stream("ports.area")


@rule
def find_inadmissible(world: State, officers: Officers, wave: Wave) -> int:
    """Count the parties of a month who use nothing modelled, and keep the others; how many persons these are."""
    draw_parties(officers.admission, wave)
    kept, persons = 0, 0
    for party in range(wave.parties):
        day, cell = wave.day[party], wave.cell[party]
        group = wave.groups[cell]
        if officers.dispositions[cell] != Disposition.NONE:
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
    """Let the members of each party that is left enter, from a row on, with their disposition and beside their port."""
    for party in range(wave.parties):
        head, cell = wave.head[party], wave.cell[party]
        group, disposition = wave.groups[cell], officers.dispositions[cell]
        sector = _AREA_SECTORS[choice(officers.area_shares, 0, draw_of(head, officers.area))]
        is_removed = disposition in (Disposition.REMOVE_BY_CBP, Disposition.REMOVE_FROM_BED)
        for member in range(party_size(officers.admission, group % CLASSES, head)):
            person = world.people[row]
            enter(world, person, row, head | np.uint64(member), wave.sources[cell], group)
            person.sector, person.disposition, person.authority = sector, disposition, Authority.INA_235B_ARRIVING
            person.order = Order.ER if is_removed else Order.NONE
            schedule(world, person, row, Event.ARRIVAL, wave.day[party])
            row += 1
