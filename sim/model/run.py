"""One replication: a world is made, its institutions are set to work, and what happened is written down."""

import gc
from collections.abc import Callable

import simpy

from sim.base.days import Phase
from sim.base.errors import InvariantError
from sim.facts.inputs import Inputs
from sim.model.ages import Ages
from sim.model.cohorts import cohorts
from sim.model.context import Context, Steps
from sim.model.institutions import open_institutions
from sim.model.litigation import after_suits
from sim.model.population.court_stock import fill_courts
from sim.model.population.custody_stock import fill_custody
from sim.model.population.stocks import Stocks
from sim.model.room import room
from sim.model.schedule import processes
from sim.world.calendar import is_anybody_overdue
from sim.world.recording import Recording
from sim.world.world import new_world

Progress = Callable[[float], None]
_REPORTS = 50
"""How often progress is told in a run [times]."""


def simulate(inputs: Inputs, progress: Progress | None = None) -> Recording:
    """Play one replication and return its record.

    Args:
        inputs: everything the scenario claims, drawn for this replication.
        progress: told the share of days played, 0 to 1.

    Raises:
        InvariantError: if a rule of the model is broken.
    """
    recording = finish(*play(inputs, progress))
    gc.collect()
    return recording


def play(inputs: Inputs, progress: Progress | None = None) -> tuple[Context, Ages]:
    """Play one replication to its last day and return the world as it then is.

    Args:
        inputs: everything the scenario claims, drawn for this replication.
        progress: told the share of days played, 0 to 1.

    Raises:
        InvariantError: if a rule of the model is broken.
    """
    inputs, stops = after_suits(inputs)
    is_newest_first = inputs.choice("courts.docket_rule") == "lifo"
    env = simpy.Environment()
    ctx = Context(env, inputs, new_world(inputs.clock, room(inputs), newest_first=is_newest_first))
    for tally, stopped in stops.items():
        ctx.record.tallies[stopped.start : stopped.stop, tally] = 1
    institutions = open_institutions(ctx)
    stocks = Stocks(ctx)
    fill_courts(ctx, institutions, stocks)
    fill_custody(ctx, institutions, stocks)
    ages = Ages(ctx)
    for steps in (*processes(ctx, institutions), _evenings(ctx, ages, progress)):
        env.process(steps)
    env.run()
    if is_anybody_overdue(ctx.persons.people, ctx.persons.size, inputs.clock.days):
        raise InvariantError("run: an appointment lies before the end of the run and was never taken")
    return ctx, ages


def _evenings(ctx: Context, ages: Ages, progress: Progress | None) -> Steps:
    """Look at the ages of cases when a year ends, and tell how far the run has come."""
    every = max(len(ctx.days) // _REPORTS, 1)
    for day in ctx.days:
        yield ctx.until(day, Phase.AUDIT)
        ages.look(day)
        if progress is not None and day % every == 0:
            progress((day + 1) / len(ctx.days))


def finish(ctx: Context, ages: Ages) -> Recording:
    """Cut off the waits that go on and gather what is kept of a run."""
    clock, record = ctx.inputs.clock, ctx.record
    record.cut_off(clock.days)
    return Recording(
        start=clock.start,
        scale=ctx.inputs.scale,
        flows=record.flows,
        stocks=record.stocks,
        tallies=record.tallies,
        ledger=record.ledger,
        waits=record.waits(),
        ages=ages.table(),
        cohorts=cohorts(ctx),
        person_rows=ctx.persons.size,
        unread=ctx.inputs.unread(),
    )
