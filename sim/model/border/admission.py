"""People come into the world in parties, month by month: one person alone, or a family that stays together.

Who acts: nobody; stations say how many are expected of each source, nationality and class, and admission draws who
comes on which day. Each candidate has a day of the month, any day alike, and comes if that day brings so many: what
changes on a day changes nobody who comes before it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import CLASSES, Nationality, PersonClass
from sim.base.draws import FloatArray, hash64
from sim.engine import columns
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import candidate, draw_of
from sim.engine.numbers import PersonClass as Class
from sim.engine.state import State
from sim.engine.verbs import enter
from sim.model.context import Context, Month
from sim.model.fields import computed, stream
from sim.scenario.names import parameters

LARGEST_FAMILY = 4
"""No party is larger; an aircraft of a scaled world has room for one [persons]."""
Words = NDArray[np.uint64]
_AT_ONCE = Month("", 0, 1)
"""The time at which people come who are there when the run begins, or who fill what a month lacks."""


@dataclass(frozen=True)
class Cell:
    """The candidates of one source in one month, of one nationality and class."""

    source: columns.Source
    label: str
    """What the candidates come for and when, such as "2016-10"; part of their identity."""
    nationality: Nationality
    kind: PersonClass

    @property
    def group(self) -> int:
        """The code of nationality and class."""
        return self.nationality * CLASSES + self.kind

    def name(self, copy: int) -> tuple[str | int, ...]:
        """What names the candidates; where more come than in the base path, those of each copy have their own."""
        return (self.source.name, self.label, int(self.nationality), int(self.kind), copy)


def family_size_cdf(ctx: Context) -> FloatArray:
    """Shares of families of two, and of at most three; the rest are four, shape (2,)."""
    two = ctx.inputs.number(parameters.border.families.of_two_share)
    three = ctx.inputs.number(parameters.border.families.of_three_share)
    return np.array([two, two + three])


@bundle
class Admission(Bundle):
    """How candidates become parties."""

    part: Word = stream("admission.part")
    comes: Word = stream("admission.comes")
    day: Word = stream("admission.day")
    family_size: Word = stream("admission.family_size")
    family_size_cdf: Floats = computed(family_size_cdf)


@bundle
class Wave(Bundle):
    """Those who may come in one month, by cell, and the parties that do, one after another."""

    names: Words
    """The word of each cell and copy, shape (cells, copies)."""
    sources: Ints
    """Where each cell comes from, shape (cells,)."""
    groups: Ints
    """Nationality and class of each cell, shape (cells,)."""
    expected: Floats
    """Parties that a whole month would bring in the base path at the rate of each day, shape (cells, days played)."""
    times: Floats
    """Scale of the run times all policy effects on their number, shape (cells, days played) [ratio]."""
    first: int
    """First day of the month, negative if before the run [day]."""
    length: int
    """Days of the month [days]."""
    head: Words
    """Key of the first member of each party, shape (room,)."""
    day: Ints
    """Day on which each comes, shape (room,)."""
    cell: Ints
    sector: Ints
    """Where each comes, if its station says so, shape (room,)."""
    parties: int
    """How many parties there are."""


def played(ctx: Context, month: Month) -> slice:
    """The days of a month that lie in the run."""
    return slice(max(month.first, 0), min(month.end, ctx.inputs.clock.days))


def expect(ctx: Context, month: Month, cells: Sequence[Cell], expected: FloatArray, times: FloatArray) -> Wave:
    """Lay out a month with nobody in it yet.

    Args:
        ctx: the context.
        month: in which they come.
        cells: where they come from and who they are.
        expected: parties that a whole month would bring in the base path, >= 0, shape (cells, 1) or, where it hangs on
            the day, (cells, days played).
        times: scale of the run times all policy effects on their number, >= 0, shape as of `expected`.
    """
    days = played(ctx, month)
    shape = (len(cells), days.stop - days.start)
    copies = np.ceil(times.max(axis=1)).astype(np.int64)
    candidates = expected.max(axis=1).astype(np.int64) + 1
    names = np.zeros((len(cells), max(int(copies.max()), 1)), np.uint64)
    for number, (cell, many) in enumerate(zip(cells, copies.tolist(), strict=True)):
        for copy in range(many):
            names[number, copy] = hash64("person", *cell.name(copy))
    room = int((candidates * copies).sum())
    return Wave.of(
        names=names,
        sources=np.array([int(cell.source) for cell in cells]),
        groups=np.array([cell.group for cell in cells]),
        expected=np.broadcast_to(expected, shape),
        times=np.broadcast_to(times, shape),
        first=month.first,
        length=month.end - month.first,
        head=np.empty(room, np.uint64),
        day=np.empty(room, np.int64),
        cell=np.empty(room, np.int64),
        sector=np.full(room, columns.NO_SECTOR, np.int64),
        parties=0,
    )


@rule
def draw_parties(admission: Admission, wave: Wave) -> int:
    """Draw the parties that come on the days of a month that lie in the run; how many persons they are."""
    begin, days, parties, persons = max(wave.first, 0), wave.expected.shape[1], 0, 0
    for cell in range(len(wave.groups)):
        candidates, most_times = int64(_most(wave.expected, cell)) + 1, _most(wave.times, cell)
        for copy in range(int64(math.ceil(most_times))):
            part = draw_of(candidate(wave.names[cell, copy], 0), admission.part)
            for number in range(candidates):
                head = candidate(wave.names[cell, copy], number)
                comes = draw_of(head, admission.comes)
                if comes >= most_times - copy:
                    continue
                here = wave.first + int64(math.floor(draw_of(head, admission.day) * wave.length)) - begin
                if here < 0 or here >= days or number >= math.floor(wave.expected[cell, here] + part):
                    continue
                if comes < wave.times[cell, here] - copy:
                    wave.head[parties], wave.day[parties], wave.cell[parties] = head, begin + here, cell
                    parties += 1
                    persons += party_size(admission, wave.groups[cell] % CLASSES, head)
    wave.parties = parties
    return persons


@rule
def _most(values: Floats, line: int) -> float:
    """The largest number of a line."""
    most = values[line, 0]
    for day in range(values.shape[1]):
        most = max(most, values[line, day])
    return most


@rule
def party_size(admission: Admission, kind: int, head: Word) -> int:
    """Persons in a party: one, or the size of the family [persons]."""
    if kind != Class.FAMILY_MEMBER:
        return 1
    uniform = draw_of(head, admission.family_size)
    return 2 + int64(uniform >= admission.family_size_cdf[0]) + int64(uniform >= admission.family_size_cdf[1])


@rule
def keep_party(wave: Wave, party: int, place: int) -> None:
    """Let a party stand at an earlier place, over one that is done with."""
    wave.head[place], wave.day[place], wave.cell[place] = wave.head[party], wave.day[party], wave.cell[party]
    wave.sector[place] = wave.sector[party]


def mean_party(ctx: Context, kind: PersonClass) -> float:
    """Mean number of persons in a party of this class [persons]."""
    if kind != PersonClass.FAMILY_MEMBER:
        return 1.0
    two, three = family_size_cdf(ctx)
    return float(2 * two + 3 * (three - two) + LARGEST_FAMILY * (1 - three))


def bring(ctx: Context, admission: Admission, cells: Sequence[Cell], parties: FloatArray) -> Ints:
    """Let parties enter at one time; the rows of their members, party by party.

    Args:
        ctx: the context.
        admission: how candidates become parties.
        cells: where they come from and who they are.
        parties: how many of each cell, >= 0; the part of the last is one candidate by chance, shape (cells,).
    """
    wave = expect(ctx, _AT_ONCE, cells, parties[:, None], np.ones((len(cells), 1)))
    persons = draw_stock(admission, wave)
    first = ctx.persons.reserve(persons)
    enter_parties(ctx.state, admission, wave, first)
    return np.arange(first, first + persons)


@rule
def draw_stock(admission: Admission, wave: Wave) -> int:
    """Draw the parties that come at one time; how many persons they are."""
    parties, persons = 0, 0
    for cell in range(len(wave.groups)):
        part = draw_of(candidate(wave.names[cell, 0], 0), admission.part)
        for number in range(int64(wave.expected[cell, 0] + part)):
            head = candidate(wave.names[cell, 0], number)
            wave.head[parties], wave.cell[parties] = head, cell
            parties += 1
            persons += party_size(admission, wave.groups[cell] % CLASSES, head)
    wave.parties = parties
    return persons


@rule
def enter_parties(world: State, admission: Admission, wave: Wave, row: int) -> None:
    """Let the members of each party enter, from a row on; each member's key is the head's key and a number."""
    for party in range(wave.parties):
        head, cell = wave.head[party], wave.cell[party]
        for member in range(party_size(admission, wave.groups[cell] % CLASSES, head)):
            enter(world, world.people[row], row, head | np.uint64(member), wave.sources[cell], wave.groups[cell])
            row += 1
