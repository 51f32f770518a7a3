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
from sim.model.day0 import populate
from sim.model.offices import open_offices
from sim.model.schedule import processes
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
    env = simpy.Environment()
    world = new_world(inputs.clock, newest_first=inputs.choice("courts.docket_rule") == "lifo")
    ctx = Context(env, inputs, world)
    offices = open_offices(ctx)
    populate(ctx, offices)
    ages = Ages(ctx)
    steps = [*processes(ctx, offices), _evenings(ctx, ages, progress)]
    for process in steps:
        env.process(process)
    env.run()
    recording = _recording(ctx, ages)
    del env, world, ctx, offices, ages, steps, process
    gc.collect()
    return recording


def _evenings(ctx: Context, ages: Ages, progress: Progress | None) -> Steps:
    """Look at the ages of cases when a year ends, and tell how far the run has come."""
    every = max(len(ctx.days) // _REPORTS, 1)
    for day in ctx.days:
        yield ctx.until(day, Phase.AUDIT)
        ages.look(day)
        if progress is not None and day % every == 0:
            progress((day + 1) / len(ctx.days))


def _recording(ctx: Context, ages: Ages) -> Recording:
    clock, record = ctx.inputs.clock, ctx.record
    last = clock.days - 1
    if any(calendar.overdue(last) for calendar in ctx.world.calendars):
        raise InvariantError("run: an appointment lies before the end of the run and was never taken")
    record.cut_off(clock.days)
    return Recording(
        start=clock.start,
        scale=ctx.inputs.scale,
        flows=record.flows,
        stocks=record.stocks,
        tallies=record.tallies,
        ledger=record.ledger,
        waits=record.spells.table(),
        ages=ages.table(),
        cohorts=cohorts(ctx),
        person_rows=ctx.persons.size,
        unread=ctx.inputs.unread(),
    )
