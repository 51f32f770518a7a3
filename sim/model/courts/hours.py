"""How long hearings are, how many a case takes, and what of the bench each docket may use."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from sim.engine import diagrams
from sim.engine.compiled import Flags, Floats, Ints
from sim.engine.diagrams import Docket
from sim.model.context import Context
from sim.model.sites import seats_by_day
from sim.model.staffing import bench_by_day, shares_of_dockets
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

if TYPE_CHECKING:
    from sim.scenario.parameters.court_hearings import HearingsOfCase

_COURTS = parameters.courts
PLAIN_RULES = ("fifo", "lifo")
"""Docket rules under which the court is one plain queue of cases, each heard once, for tests of the court."""
DOCKETS_SITTING = (Docket.DETAINED, Docket.MEXICO, Docket.PRIORITY, Docket.GENERAL)
CASES_RATED = 1
"""The unit of the bench where judges are rated in completed cases; else hours."""
MASTERS = 0
"""Where the balance of the masters of people at large stands, beside those of dockets."""
MASTER, MASTER_COUNSEL, MASTER_DETAINED, MERITS, MERITS_COUNSEL, MERITS_DETAINED, ABSENT, BOND, FEAR_REVIEW, PLAIN = (
    range(10)
)
"""Kinds of hearing, by their length."""
BOND_HEARINGS, FEAR_REVIEWS = 0, 1
"""What judges hear beside cases: hearings on bond, and reviews of negative findings of fear."""


def ends_masters_share(inputs: Inputs, docket: Docket) -> float:
    """The chance that a master hearing at which the person appears is the last, the first one apart.

    The number of masters after the first is geometric, so that a case in the middle of its way looks like any other.
    """
    masters = inputs.number(_hearings(docket).master)
    if docket == Docket.DETAINED:
        return min(1.0 / masters, 1.0)
    first = inputs.number(_COURTS.decided_at_first_hearing_share)
    return min((1.0 - first) / (masters - 1.0), 1.0) if masters > 1.0 else 1.0


def ends_first_share(inputs: Inputs, docket: Docket) -> float:
    """The chance that the first master hearing is the last, if the person appears."""
    if docket == Docket.DETAINED:
        return ends_masters_share(inputs, docket)
    return inputs.number(_COURTS.decided_at_first_hearing_share)


def ends_merits_share(inputs: Inputs, docket: Docket) -> float:
    """The chance that a merits hearing at which the person appears decides the case."""
    return 1.0 / max(inputs.number(_hearings(docket).merits), 1.0)


def _hearings(docket: Docket) -> "HearingsOfCase":
    hearings = _COURTS.hearings_per_decided_case
    return {Docket.DETAINED: hearings.detained, Docket.MEXICO: hearings.mexico}.get(docket, hearings.released)


def is_single_queue(ctx: Context) -> bool:
    """Say whether the court is one queue of cases, each heard once, for tests of the court."""
    return ctx.inputs.choice(_COURTS.docket_rule) in PLAIN_RULES


def by_docket(value: Callable[[Inputs, Docket], float]) -> Callable[[Context], Floats]:
    """A number for each docket, shape (Docket,)."""

    def read(ctx: Context) -> Floats:
        return np.array([value(ctx.inputs, docket) if docket in DOCKETS_SITTING else 0.0 for docket in Docket])

    return read


def hearings_at_first(ctx: Context) -> Floats:
    """Hearings that each book can hold on the first working day, shape (BOOKS,) [persons].

    The dockets of people at large have the same until their cases are known; seats at the ports are halved.
    """
    bench = next((float(each) for each in bench_by_day(ctx.inputs) if each), 0.0)
    shares, masters = shares_of_dockets(ctx.inputs)[:, 0].copy(), ctx.inputs.number(_COURTS.master_share)
    shares[Docket.PRIORITY] = shares[Docket.GENERAL]
    parts = np.concatenate([shares * masters, shares * (1.0 - masters)])
    hearings: Floats = bench * parts / first_lengths(ctx)[units(ctx)[0]]
    hearings[[Docket.MEXICO, Docket.MEXICO + diagrams.DOCKETS]] = seats_by_day(ctx.inputs)[0] / 2.0
    return hearings


def first_lengths(ctx: Context) -> Floats:
    """What a hearing of each book is taken to need until some were held, shape (2, BOOKS) [hours, or cases]."""
    hours = hearing_hours(ctx)
    masters, merits = np.empty(diagrams.DOCKETS), np.empty(diagrams.DOCKETS)
    masters[:], merits[:] = hours[[MASTER, MASTER_COUNSEL]].mean(), hours[[MERITS, MERITS_COUNSEL]].mean()
    masters[Docket.DETAINED], merits[Docket.DETAINED] = hours[MASTER_DETAINED], hours[MERITS_DETAINED]
    of_cases = [
        [1.0 / ctx.inputs.number(_hearings(docket).master) for docket in Docket],
        [1.0 / max(ctx.inputs.number(_hearings(docket).merits), 1.0) for docket in Docket],
    ]
    if is_single_queue(ctx):
        masters[:], of_cases[0] = hours[PLAIN], [1.0 for _ in Docket]
    return np.array([np.concatenate([masters, merits]), np.concatenate(of_cases)])


def hearing_hours(ctx: Context) -> Floats:
    """The length of a hearing of one person by kind, shape (kinds,) [hours]."""
    hours = _COURTS.hearing_hours
    kinds = (
        *(hours.master.unrepresented, hours.master.represented, hours.master.detained),
        *(hours.merits.unrepresented, hours.merits.represented, hours.merits.detained),
        *(hours.in_absentia, hours.bond, hours.fear_review),
    )
    plain = ctx.inputs.number(hours.plain_case) * ctx.inputs.number(_COURTS.slot_yield)
    return np.array([*(ctx.inputs.number(kind) for kind in kinds), plain])


def units(ctx: Context) -> Ints:
    """What the bench is rated in on each day, hours or completed cases, shape (days,)."""
    return np.where(ctx.inputs.by_day(_COURTS.completions_per_judge_year) > 0.0, CASES_RATED, 0)


def closed_dockets(ctx: Context) -> Flags:
    """Whether each docket is closed, shape (Docket, days)."""
    closed = np.zeros((diagrams.DOCKETS, len(ctx.days)), np.bool_)
    switches = (_COURTS.closed.detained, _COURTS.closed.mexico, _COURTS.closed.priority, _COURTS.closed.general)
    for docket, switch in zip(DOCKETS_SITTING, switches, strict=True):
        closed[docket] = ctx.inputs.flag_by_day(switch)
    return closed


def merits_shares(ctx: Context) -> Floats:
    """Which cases come to the merits by how they end, shape (2, 4) [share].

    A line for people at large and one for people who are held: removal without and with counsel, terminated, departure.
    """
    on_merits = _COURTS.on_merits_share
    return np.array(
        [
            [
                ctx.inputs.number(share)
                for share in (of.removal_unrepresented, of.removal_represented, of.terminated, of.departure)
            ]
            for of in (on_merits.released, on_merits.detained)
        ]
    )
