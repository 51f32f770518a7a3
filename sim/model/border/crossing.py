"""People try to cross between ports; agents catch some, some turn back, some get away.

Who acts: people in parties, on any day of the month; Border Patrol agents.
What limits it: the chance that an evader is caught, which moves with agents on board.
Who pays: CBP, per apprehension.
Levers: attempts, interdiction in Mexico, agents added.
"""

import numpy as np

from sim.base.days import Phase
from sim.base.draws import FloatArray
from sim.base.words import CLASSES, GROUPS, NATIONALITIES, Nationality, PersonClass
from sim.engine.columns import Source
from sim.engine.compiled import Bundle, Floats, Word, bundle, rule
from sim.engine.draws import draw_of
from sim.engine.event_calendar import schedule
from sim.engine.numbers import Event, Flow
from sim.engine.state import State
from sim.engine.verbs import enter
from sim.model.border.admission import Admission, Cell, Wave, draw_parties, expect, keep_party, party_size, played
from sim.model.border.agents import Agents, sector_of
from sim.model.border.first_attempts import FirstAttempts
from sim.model.border.transit import (
    first_tries,
    party_means,
    passing_ratio,
    presenter_shares,
    setting_out,
    tries_per_capture,
)
from sim.model.context import Context, Month, Process, months_of
from sim.model.fields import computed, stream
from sim.scenario.inputs import Inputs

_TIMES = 2
"""Each group tries for the first time and, returned before the run, again: cell is group x 2 + which."""


def crossing(ctx: Context, first: FirstAttempts, agents: Agents) -> Process:
    """Bring those who will be apprehended in a month into the world, and count those who are not."""
    expected, prior_order_share = _expected(ctx, first)
    border = Border.of(ctx, admission=Admission.of(ctx), agents=agents, prior_order_share=prior_order_share)
    times = np.repeat(attempt_multiplier(ctx.inputs), CLASSES * _TIMES, axis=0)
    for number, month in enumerate(months_of(ctx.inputs.clock)):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        wave = expect(ctx, month, _cells(month), expected[number][:, None], times[:, played(ctx, month)])
        caught = attempt(ctx.state, border, wave, number)
        enter_caught(ctx.state, border, wave, number, ctx.persons.reserve(caught))


def _cells(month: Month) -> list[Cell]:
    return [
        Cell(Source.BORDER, label, nationality, kind)
        for nationality in Nationality
        for kind in PersonClass
        for label in (month.label, f"{month.label} again")
    ]


def _expected(ctx: Context, first: FirstAttempts) -> tuple[FloatArray, FloatArray]:
    """Parties that try in the base path and, of those caught, the share with an executed earlier order.

    By month and cell, shape (months, cells) both. At a first attempt only adults have such an order.
    """
    months = len(first.earlier)
    again, ordered = (table.transpose(0, 2, 1) for table in (first.earlier, first.earlier_with_order))
    attempts = np.stack([first_tries(ctx, first), again.reshape(months, GROUPS)], axis=2) / party_means(ctx)[:, None]
    shares = np.zeros((months, NATIONALITIES, CLASSES, _TIMES))
    shares[:, :, PersonClass.SINGLE_ADULT, 0] = first.prior_order_share
    shares[..., 1] = ordered / np.where(again > 0.0, again, 1.0)
    return attempts.reshape(months, -1), shares.reshape(months, -1)


def _presenting(ctx: Context) -> FloatArray:
    """Of those who try, the share who do not try to evade, shape (cells,)."""
    is_adult = np.arange(GROUPS) % CLASSES == PersonClass.SINGLE_ADULT
    return np.stack([presenter_shares(ctx) / tries_per_capture(ctx), ~is_adult], axis=1).ravel()


@bundle
class Border(Bundle):
    """Those who try to cross between ports, and the agents whom they meet."""

    admission: Admission
    agents: Agents
    prior_order_share: Floats
    """Of those caught, those with an executed earlier order, shape (months, cells)."""
    presenting_share: Floats = computed(_presenting)
    presents: Word = stream("crossing.presents")
    sector: Word = stream("crossing.sector")
    caught: Word = stream("crossing.caught")
    turned_back: Word = stream("crossing.turned_back")
    prior_order: Word = stream("crossing.prior_order")


@rule
def attempt(world: State, border: Border, wave: Wave, month: int) -> int:
    """Let the parties of a month try, and keep in the wave those that are caught; how many persons these are."""
    draw_parties(border.admission, wave)
    caught, persons = 0, 0
    for party in range(wave.parties):
        head, day, cell = wave.head[party], wave.day[party], wave.cell[party]
        group, size = wave.groups[cell], 1  # of those who are lost the heads count
        sector = sector_of(border.agents, month, group, draw_of(head, border.sector))
        presents = draw_of(head, border.presents) < border.presenting_share[cell]
        if presents or draw_of(head, border.caught) < border.agents.caught_share[day, sector]:
            size = party_size(border.admission, group % CLASSES, head)
            wave.sector[party] = sector
            keep_party(wave, party, caught)
            caught += 1
            persons += size
        elif draw_of(head, border.turned_back) < border.agents.turned_back_share[day, sector]:
            world.flows[day, Flow.TURNED_BACK, group] += 1
        else:
            world.flows[day, Flow.GOT_AWAY, group] += 1
        world.flows[day, Flow.ATTEMPT, group] += size
        if cell % _TIMES:
            world.flows[day, Flow.REENTRY, group] += size
    wave.parties = caught
    return persons


@rule
def enter_caught(world: State, border: Border, wave: Wave, month: int, row: int) -> None:
    """Let the members of each party that will be caught enter, from a row on, and wait for the day on which it is."""
    for party in range(wave.parties):
        head, cell = wave.head[party], wave.cell[party]
        group = wave.groups[cell]
        has_prior_order = draw_of(head, border.prior_order) < border.prior_order_share[month, cell]
        for member in range(party_size(border.admission, group % CLASSES, head)):
            person = world.people[row]
            enter(world, person, row, head | np.uint64(member), wave.sources[cell], group)
            person.sector, person.has_prior_order = wave.sector[party], has_prior_order
            schedule(world, person, row, Event.ARRIVAL, wave.day[party])
            row += 1


def attempt_multiplier(inputs: Inputs) -> FloatArray:
    """How many try for the first time, against the base path, shape (NATIONALITIES, days)."""
    return setting_out(inputs)[None, :] * inputs.scale * passing_ratio(inputs)
