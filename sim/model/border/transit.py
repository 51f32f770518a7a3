"""People set out for the border; Mexico stops some of those who travel north and returns them to their country.

Who acts: the National Migration Institute of Mexico (INM), every day, on people in transit whom it can reach.
What limits it: how much Mexico cooperates, which may hang on aid. An announcement keeps some people from setting out
between ports and wears off; whether one ever did is not identified, so that gain is zero by default, and the published
fall of early 2017 is no measure of it. Harm done to people on the way is not modelled.
Who pays: Mexico; the price is no account of the ledger.
Levers: attempts, deterrence, interdiction, cooperation, aid.
"""

import numpy as np

from sim.base.codes import CLASSES, GROUPS, Nationality, PersonClass
from sim.base.days import Phase
from sim.base.draws import FloatArray
from sim.engine.columns import Source
from sim.engine.compiled import rule
from sim.engine.numbers import Flow
from sim.engine.state import State
from sim.model.border.admission import Admission, Cell, Wave, draw_parties, expect, mean_party, party_size, played
from sim.model.border.first_attempts import FirstAttempts
from sim.model.context import Context, Process, months_of
from sim.scenario.inputs import Inputs, once_a_run
from sim.scenario.names import parameters


def transit(ctx: Context, first: FirstAttempts) -> Process:
    """Count those whom Mexico returns in each month; they never reach the border and get no row."""
    inputs, admission = ctx.inputs, Admission.of(ctx)
    expected = first_tries(ctx, first) / party_means(ctx)
    returned = np.repeat(setting_out(inputs) * inputs.scale * returned_ratio(inputs), CLASSES, axis=0)
    for number, month in enumerate(months_of(inputs.clock)):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        cells = [
            Cell(Source.BORDER, f"{month.label} in transit", nationality, kind)
            for nationality in Nationality
            for kind in PersonClass
        ]
        wave = expect(ctx, month, cells, expected[number][:, None], returned[:, played(ctx, month)])
        draw_parties(admission, wave)
        stop(ctx.state, admission, wave)


@rule
def stop(world: State, admission: Admission, wave: Wave) -> None:
    """Count the members of each party that Mexico returns."""
    for party in range(wave.parties):
        group = wave.groups[wave.cell[party]]
        size = party_size(admission, group % CLASSES, wave.head[party])
        world.flows[wave.day[party], Flow.RETURNED_BY_INM, group] += size


def first_tries(ctx: Context, first: FirstAttempts) -> FloatArray:
    """Persons who try for the first time in the base path, by month, shape (months, GROUPS) [persons]."""
    by_sector = np.ascontiguousarray(first.apprehended.transpose(0, 3, 2, 1))
    caught = by_sector.sum(axis=3).reshape(len(by_sector), GROUPS)
    return caught * tries_per_capture(ctx)


def tries_per_capture(ctx: Context) -> FloatArray:
    """How many try for each who is apprehended in the base path, shape (GROUPS,) [ratio]."""
    presenting = presenter_shares(ctx)
    tries: FloatArray = presenting + (1.0 - presenting) / ctx.inputs.number(parameters.border.evader_apprehended_share)
    return tries


def presenter_shares(ctx: Context) -> FloatArray:
    """Share of those apprehended who did not try to evade, shape (GROUPS,)."""
    shares = np.ones((len(Nationality), CLASSES))
    shares[:, PersonClass.SINGLE_ADULT] = ctx.inputs.number(parameters.border.presenter_share)
    return shares.reshape(GROUPS)


def party_means(ctx: Context) -> FloatArray:
    """Mean number of persons in a party, shape (GROUPS,) [persons]."""
    return np.array([mean_party(ctx, kind) for kind in PersonClass] * len(Nationality))


@once_a_run
def setting_out(inputs: Inputs) -> FloatArray:
    """People who try for the first time, against the base path, before Mexico stops any, shape (days,)."""
    kept = inputs.number(parameters.border.deterrence.gain) * inputs.by_day(parameters.border.deterrence.share)
    return inputs.by_day(parameters.border.attempts_scale) * np.maximum(1.0 - kept, 0.0)


def cooperation(inputs: Inputs) -> FloatArray:
    """Cooperation of Mexico against its level of 2016, shape (days,).

    It is what a scenario says of it, less what is lost with aid: a share of it hangs on aid at the level of the base.
    """
    aid = inputs.by_day(parameters.costs.aid_to_mexico_usd_per_year)
    cut = np.maximum(1.0 - aid / inputs.base_by_day(parameters.costs.aid_to_mexico_usd_per_year), 0.0)
    kept: FloatArray = inputs.by_day(parameters.mexico.cooperation) * (
        1.0 - inputs.number(parameters.mexico.aid_weight) * cut
    )
    return kept


@once_a_run
def interdiction(inputs: Inputs) -> FloatArray:
    """Share of those in transit who are returned by Mexico, shape (days,).

    It falls with Mexico's cooperation by a gain; with the gain at zero neither cooperation nor aid moves anything.
    """
    share = inputs.by_day(parameters.mexico.interdiction_share)
    lost = 1.0 - cooperation(inputs)
    stopped: FloatArray = np.clip(share * (1.0 - inputs.number(parameters.mexico.cooperation_gain) * lost), 0.0, 1.0)
    return stopped


def returned_ratio(inputs: Inputs) -> FloatArray:
    """Those whom Mexico returns against those who try in the base path, shape (NATIONALITIES, days)."""
    reach = inputs.by_nationality(parameters.mexico.interdiction_reach)[:, None]
    base = 1.0 - reach * inputs.base_by_day(parameters.mexico.interdiction_share)
    returned: FloatArray = reach * interdiction(inputs) / base
    return returned


@once_a_run
def passing_ratio(inputs: Inputs) -> FloatArray:
    """How many get through Mexico, against the base path, shape (NATIONALITIES, days).

    Interdiction and refuge in Mexico act by their departure from the stored base path, and only on those whom they
    can reach.
    """
    reach = inputs.by_nationality(parameters.mexico.interdiction_reach)[:, None]
    refuge, base_refuge = (
        inputs.by_day(parameters.mexico.refuge_share),
        inputs.base_by_day(parameters.mexico.refuge_share),
    )
    passed = (1.0 - reach * interdiction(inputs)) * (1.0 - reach * refuge)
    base = (1.0 - reach * inputs.base_by_day(parameters.mexico.interdiction_share)) * (1.0 - reach * base_refuge)
    return passed / base
