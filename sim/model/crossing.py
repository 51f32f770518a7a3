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
from sim.base.errors import InvariantError
from sim.base.words import CLASSES, Nationality, PersonClass
from sim.model.admission import Cell, admit, days_of_month, mean_party, parties, party_sizes
from sim.model.context import Context, Steps
from sim.model.months import Month, months_of
from sim.model.staff import apprehension_share
from sim.world.columns import Appointment, Source
from sim.world.vocabulary import Flow


@dataclass(frozen=True)
class Attempts:
    """Those who try in one month, of one nationality and class; arrays have shape (n,)."""

    heads: UInt64Array
    days: NDArray[np.int32]
    is_caught: NDArray[np.bool_]
    turns_back: NDArray[np.bool_]


def crossing(ctx: Context) -> Steps:
    """Bring those who will be apprehended in a month into the world, and count those who are not."""
    caught = apprehension_share(ctx.inputs)
    multiplier = attempt_multiplier(ctx)
    for month, expected in zip(months_of(ctx.inputs.clock), expected_apprehensions(ctx), strict=True):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        for nationality in Nationality:
            for kind in PersonClass:
                cell = Cell(Source.BORDER, month.label, nationality, kind)
                scale = month.mean(multiplier[nationality])
                attempts = _attempts(ctx, cell, expected[kind, nationality], (month, scale, caught))
                _enter(ctx, cell, attempts)


def expected_apprehensions(ctx: Context) -> FloatArray:
    """Apprehensions of the chosen baseline by month, class and nationality, shape (months, CLASSES, NATIONALITIES)."""
    arrivals = ctx.inputs.arrivals
    if arrivals is None:
        raise InvariantError("crossing: the inputs hold no published arrivals")
    if ctx.inputs.choice("border.arrivals") == "observed":
        return arrivals.observed
    level = np.where(arrivals.is_after_announcement, ctx.inputs.number("border.no_announcement_level"), 1.0)
    return arrivals.no_announcement * level[:, None, None]


def attempt_multiplier(ctx: Context) -> FloatArray:
    """How many try, against the base path, shape (NATIONALITIES, days).

    Interdiction in Mexico acts by its departure from the stored base path, and only on those whom it can reach.
    """
    inputs = ctx.inputs
    scale = inputs.by_day("border.attempts_scale") * inputs.scale
    reach = inputs.by_nationality("mexico.interdiction_reach")
    passed = 1.0 - reach[:, None] * interdiction(ctx)[None, :]
    base = 1.0 - reach[:, None] * inputs.base_by_day("mexico.interdiction_share")[None, :]
    return scale[None, :] * passed / base


def interdiction(ctx: Context) -> FloatArray:
    """Share of those in transit who are returned by Mexico, shape (days,).

    It falls with Mexico's cooperation by a gain; with the gain at zero cooperation moves nothing.
    """
    share = ctx.inputs.by_day("mexico.interdiction_share")
    lost = 1.0 - ctx.inputs.by_day("mexico.cooperation")
    return np.clip(share * (1.0 - ctx.inputs.number("mexico.cooperation_gain") * lost), 0.0, 1.0)


def presenter_share(ctx: Context, kind: PersonClass) -> float:
    """Share of those apprehended who did not try to evade."""
    return ctx.inputs.number("border.presenter_share") if kind == PersonClass.SINGLE_ADULT else 1.0


def _attempts(ctx: Context, cell: Cell, persons: float, when: tuple[Month, float, FloatArray]) -> Attempts:
    """Draw who tries in a month and how it ends; `persons` are the apprehensions expected in the base path."""
    month, multiplier, caught_by_day = when
    base = ctx.inputs.number("border.evader_apprehended_share")
    presenting = presenter_share(ctx, cell.kind)
    tries = presenting + (1.0 - presenting) / base
    heads = parties(ctx, cell, persons * tries / mean_party(ctx, cell.kind), multiplier)
    days = days_of_month(ctx, heads, (month.first, month.end))
    inside = (days >= 0) & (days < ctx.inputs.clock.days)
    heads, days = heads[inside], days[inside]
    presents = ctx.stream("crossing.presents").uniform(heads) < presenting / tries
    luck = ctx.stream("crossing.caught").uniform(heads)
    is_caught = presents | (luck < caught_by_day[days])
    back = ctx.inputs.number("border.turned_back_share")
    turns_back = ~is_caught & (ctx.stream("crossing.turned_back").uniform(heads) < back)
    return Attempts(heads, days, is_caught, turns_back)


def _enter(ctx: Context, cell: Cell, attempts: Attempts) -> None:
    """Count the attempts and give a row to each person who will be apprehended."""
    group = cell.nationality * CLASSES + cell.kind
    lost = ~attempts.is_caught
    ctx.record.count_ahead(Flow.ATTEMPT, attempts.days[lost], group)
    ctx.record.count_ahead(Flow.TURNED_BACK, attempts.days[attempts.turns_back], group)
    ctx.record.count_ahead(Flow.GOT_AWAY, attempts.days[lost & ~attempts.turns_back], group)
    heads = attempts.heads[attempts.is_caught]
    prior = np.zeros(len(heads), np.bool_)
    if cell.kind == PersonClass.SINGLE_ADULT:
        share = ctx.inputs.by_nationality("border.prior_order_share")[cell.nationality]
        prior = ctx.stream("crossing.prior_order").uniform(heads) < share
    rows = admit(ctx, cell, heads, prior)
    days = np.repeat(attempts.days[attempts.is_caught], party_sizes(ctx, cell.kind, heads))
    ctx.calendar(Appointment.ARRIVAL).book(rows, days)
    ctx.record.count_ahead(Flow.ATTEMPT, days, group)
