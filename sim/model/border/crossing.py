"""People try to cross between ports; agents of the Border Patrol catch some, some turn back, some get away.

Who acts: people in parties, on any day of the month; agents, on each attempt of somebody who evades.
What limits it: the chance of capture in a sector on a day, which moves with agents on board and barrier built.
Who pays: CBP, per apprehension.
Levers: attempts, interdiction in Mexico, agents added, barrier.
"""

import numpy as np

from sim.base.codes import CLASSES, GROUPS, NATIONALITIES, SECTORS, Nationality, PersonClass
from sim.base.days import Phase
from sim.base.draws import FloatArray
from sim.engine.columns import Source
from sim.engine.compiled import Bundle, Floats, Word, bundle, rule
from sim.engine.draws import choice, draw_of
from sim.engine.event_calendar import schedule
from sim.engine.numbers import Event, Flow
from sim.engine.state import State
from sim.engine.verbs import enter
from sim.model.border.admission import Admission, Cell, Wave, draw_parties, expect, keep_party, party_size, played
from sim.model.border.first_attempts import MOST_TRIES, FirstAttempts, expected_apprehensions
from sim.model.border.transit import (
    first_tries,
    party_means,
    passing_ratio,
    presenter_shares,
    setting_out,
    tries_per_capture,
)
from sim.model.context import Context, Month, Process, months_of
from sim.model.fields import computed, number, stream
from sim.model.staffing import apprehension_share, turned_back_share
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

_PRECISION = 12
"""A power may differ in its last digits between processors; it is rounded to this many decimals [digits]."""
_TIMES = 2
"""Each group tries for the first time and, returned before the run, again: cell is group x 2 + which."""


@bundle
class Agents(Bundle):
    """The agents between ports, and how it ends for those who come to them."""

    caught_share: Floats
    """Of those who evade, who are caught, shape (days, SECTORS)."""
    turned_back_share: Floats
    """Of the others, who turn back, shape (days, SECTORS)."""
    again_share: Floats
    """Of those who evade, who turn back and try again, shape (days, SECTORS)."""
    turned_back_cdf: Floats
    """The chance to turn back and try again fewer than 1, 2, ... times, shape (days, SECTORS, MOST_TRIES - 1)."""
    tries_again_share: float = number(parameters.border.turned_back_again_share)
    """Of those who turn back, who try again."""
    sector_shares: Floats = computed(lambda ctx: _sector_shares(ctx.inputs))


def open_stations(ctx: Context) -> Agents:
    """Let the agents be on duty for the run."""
    inputs = ctx.inputs
    caught, back = apprehension_share(inputs), turned_back_share(inputs)
    again = (1.0 - caught) * back * inputs.number(parameters.border.turned_back_again_share)
    turned_back_cdf = turned_back_chances(again)
    return Agents.of(
        ctx, caught_share=caught, turned_back_share=back, again_share=again, turned_back_cdf=turned_back_cdf
    )


def turned_back_chances(again: FloatArray) -> FloatArray:
    """The chance to turn back and try again fewer than 1, 2, ... times on one journey, a further dimension.

    Args:
        again: the chance that a try ends so, of any shape.
    """
    return np.round(1.0 - again[..., None] ** np.arange(1, MOST_TRIES), _PRECISION)


def _sector_shares(inputs: Inputs) -> FloatArray:
    """Over which sectors people of a nationality and class are spread in a month, shape (months x GROUPS, SECTORS)."""
    return expected_apprehensions(inputs).transpose(0, 3, 2, 1).reshape(-1, SECTORS)


@rule
def sector_of(agents: Agents, month: int, group: int, uniform: float) -> int:
    """The sector in which somebody of a nationality and class tries."""
    return choice(agents.sector_shares, month * GROUPS + group, uniform)


@rule
def turned_back_times(turned_back_cdf: Floats, day: int, sector: int, uniform: float) -> int:
    """How often a person is turned back and tries again on one journey."""
    times = 0
    while times < turned_back_cdf.shape[2] and uniform >= turned_back_cdf[day, sector, times]:
        times += 1
    return times


def crossing(ctx: Context, first: FirstAttempts, agents: Agents) -> Process:
    """Bring those who will be apprehended in a month into the world, and count those who are not."""
    expected, prior_order_share = _expected(ctx, first)
    border = Border.of(ctx, admission=Admission.of(ctx), agents=agents, prior_order_share=prior_order_share)
    times = np.repeat(attempt_multiplier(ctx.inputs), CLASSES * _TIMES, axis=0)
    for which, month in enumerate(months_of(ctx.inputs.clock)):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        wave = expect(ctx, month, _cells(month), expected[which][:, None], times[:, played(ctx, month)])
        caught = attempt(ctx.state, border, wave, which)
        enter_caught(ctx.state, border, wave, which, ctx.persons.reserve(caught))


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
