"""People try to cross between ports; agents catch some, some turn back, some get away.

Who acts: people in parties, on any day of the month; Border Patrol agents.
What limits it: the chance that an evader is caught, which moves with agents on board.
Who pays: CBP, per apprehension.
Levers: attempts, interdiction in Mexico, agents added.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.base.days import Phase
from sim.base.draws import FloatArray, UInt64Array
from sim.base.words import CLASSES, SECTORS, Nationality, PersonClass
from sim.facts.first_attempts import expected_apprehensions, first_attempts
from sim.model.admission import Cell, admit, coming, mean_party, party_sizes
from sim.model.context import Context, Steps
from sim.model.deterrence import setting_out
from sim.model.months import Month, months_of
from sim.model.passing import interdiction
from sim.model.staffing.barrier import apprehension_share, turned_back_share
from sim.world.columns import Appointment, Source
from sim.world.vocabulary import Flow


@dataclass(frozen=True)
class Attempts:
    """Those who try in one month, of one nationality and class; arrays have shape (n,)."""

    heads: UInt64Array
    days: NDArray[np.int32]
    sectors: NDArray[np.uint8]
    is_caught: NDArray[np.bool_]
    turns_back: NDArray[np.bool_]


@dataclass(frozen=True)
class Wave:
    """Who is expected to try in one month, of one nationality and class."""

    month: Month
    attempts: float
    """Persons in the base path [persons]."""
    presenting_share: float
    """Those of them who do not try to evade [share]."""
    prior_order_share: float
    """Those of the adults caught who have an executed earlier order [share]."""
    multiplier: FloatArray
    """Scale of the run times all policy effects on their number, shape (days,) [ratio]."""
    is_again: bool = False
    """Whether they were returned before the run."""


def crossing(ctx: Context) -> Steps:
    """Bring those who will be apprehended in a month into the world, and count those who are not."""
    crossers = Crossers(ctx)
    for number, month in enumerate(months_of(ctx.inputs.clock)):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        for nationality in Nationality:
            for kind in PersonClass:
                crossers.bring(Cell(Source.BORDER, month.label, nationality, kind), number, month)
                crossers.bring_back(Cell(Source.BORDER, f"{month.label} again", nationality, kind), number, month)


class Crossers:
    """Who comes to the border between ports."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._first = first_attempts(inputs)
        self._published = expected_apprehensions(inputs)
        self._multiplier = attempt_multiplier(ctx)
        self._caught_share = apprehension_share(inputs)
        self._base_share = inputs.number("border.evader_apprehended_share")
        self._back_share = turned_back_share(inputs)

    def bring(self, cell: Cell, number: int, month: Month) -> None:
        """Bring those who try for the first time."""
        expected = float(self._first.apprehended[number, :, cell.kind, cell.nationality].sum())
        presenting = presenter_share(self._ctx, cell.kind)
        tries = presenting + (1.0 - presenting) / self._base_share
        prior = float(self._first.prior_order_share[number, cell.nationality])
        scale = self._multiplier[cell.nationality]
        self._come(cell, number, Wave(month, expected * tries, presenting / tries, prior, scale))

    def bring_back(self, cell: Cell, number: int, month: Month) -> None:
        """Bring those who were returned before the run and try again in it."""
        expected = float(self._first.earlier[number, cell.kind, cell.nationality])
        if not expected:
            return
        ordered = float(self._first.earlier_with_order[number, cell.kind, cell.nationality])
        presenting = float(cell.kind != PersonClass.SINGLE_ADULT)
        scale = self._multiplier[cell.nationality]
        wave = Wave(month, expected, presenting, ordered / expected, scale, is_again=True)
        self._come(cell, number, wave)

    def _come(self, cell: Cell, number: int, wave: Wave) -> None:
        attempts = self._attempts(cell, number, wave)
        group = cell.nationality * CLASSES + cell.kind
        lost, record = ~attempts.is_caught, self._ctx.record
        record.count_ahead(Flow.ATTEMPT, attempts.days[lost], group)
        record.count_ahead(Flow.TURNED_BACK, attempts.days[attempts.turns_back], group)
        record.count_ahead(Flow.GOT_AWAY, attempts.days[lost & ~attempts.turns_back], group)
        if wave.is_again:
            record.count_ahead(Flow.REENTRY, attempts.days[lost], group)
        self._enter(cell, wave, attempts)

    def _attempts(self, cell: Cell, number: int, wave: Wave) -> Attempts:
        """Draw who tries in a month and how it ends."""
        ctx = self._ctx
        heads, days = coming(ctx, cell, wave.month, wave.attempts / mean_party(ctx, cell.kind), wave.multiplier)
        presents = ctx.stream("crossing.presents").uniform(heads) < wave.presenting_share
        where, kind = ctx.stream("crossing.sector").uniform(heads), np.full(len(heads), cell.kind)
        sectors = sectors_of(where, self._published[number], kind, np.full(len(heads), cell.nationality))
        luck = ctx.stream("crossing.caught").uniform(heads)
        is_caught = presents | (luck < self._caught_share[days, sectors])
        back = ctx.stream("crossing.turned_back").uniform(heads) < self._back_share[days, sectors]
        return Attempts(heads, days, sectors, is_caught, ~is_caught & back)

    def _enter(self, cell: Cell, wave: Wave, attempts: Attempts) -> None:
        """Give a row to each person who will be apprehended."""
        ctx = self._ctx
        heads = attempts.heads[attempts.is_caught]
        prior = ctx.stream("crossing.prior_order").uniform(heads) < wave.prior_order_share
        if cell.kind != PersonClass.SINGLE_ADULT and not wave.is_again:
            prior[:] = False
        rows = admit(ctx, cell, heads, prior)
        sizes = party_sizes(ctx, cell.kind, heads)
        days = np.repeat(attempts.days[attempts.is_caught], sizes)
        ctx.persons.sector[rows] = np.repeat(attempts.sectors[attempts.is_caught], sizes)
        ctx.calendar(Appointment.ARRIVAL).book(rows, days)
        group = cell.nationality * CLASSES + cell.kind
        ctx.record.count_ahead(Flow.ATTEMPT, days, group)
        if wave.is_again:
            ctx.record.count_ahead(Flow.REENTRY, days, group)


def sectors_of(
    luck: FloatArray, published: FloatArray, kind: NDArray[np.integer], nationality: NDArray[np.integer]
) -> NDArray[np.uint8]:
    """Choose the sector of each person as those of the same class and nationality are spread that month, shape (n,).

    Args:
        luck: shape (n,).
        published: apprehensions of the month, shape (SECTORS, CLASSES, NATIONALITIES).
        kind: class of each person, shape (n,).
        nationality: shape (n,).
    """
    cuts = np.cumsum(published, axis=0)
    mine = cuts[:, kind, nationality]
    return np.minimum((luck * mine[-1] >= mine).sum(axis=0), SECTORS - 1).astype(np.uint8)


def attempt_multiplier(ctx: Context) -> FloatArray:
    """How many try for the first time, against the base path, shape (NATIONALITIES, days)."""
    inputs = ctx.inputs
    return setting_out(inputs)[None, :] * inputs.scale * passing_ratio(ctx)


def passing_ratio(ctx: Context) -> FloatArray:
    """How many get through Mexico, against the base path, shape (NATIONALITIES, days).

    Interdiction and refuge in Mexico act by their departure from the stored base path, and only on those whom they
    can reach.
    """
    inputs = ctx.inputs
    reach = inputs.by_nationality("mexico.interdiction_reach")[:, None]
    refuge, base_refuge = inputs.by_day("mexico.refuge_share"), inputs.base_by_day("mexico.refuge_share")
    passed = (1.0 - reach * interdiction(inputs)) * (1.0 - reach * refuge)
    base = (1.0 - reach * inputs.base_by_day("mexico.interdiction_share")) * (1.0 - reach * base_refuge)
    return passed / base


def presenter_share(ctx: Context, kind: PersonClass) -> float:
    """Share of those apprehended who did not try to evade."""
    return ctx.inputs.number("border.presenter_share") if kind == PersonClass.SINGLE_ADULT else 1.0
