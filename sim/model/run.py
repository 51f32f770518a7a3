"""One replication: a world is made, its institutions are set to work, and what happened is written down."""

import simpy

from sim.base.errors import InvariantError
from sim.engine.recording import Recording
from sim.engine.spells import cut_off, wait_table
from sim.engine.state import Store
from sim.engine.verbs import ForbiddenError
from sim.facts.inputs import Inputs
from sim.model.cohorts import cohorts
from sim.model.context import Context
from sim.model.costs.ledger import ledger
from sim.model.end_of_day import Ages, Progress, close_books, end_of_day, is_anybody_overdue
from sim.model.institutions import open_institutions
from sim.model.litigation import after_suits
from sim.model.population.court_stock import fill_courts
from sim.model.population.custody_stock import fill_custody
from sim.model.population.stocks import Stocks
from sim.model.room import horizon, room
from sim.model.schedule import processes


def simulate(inputs: Inputs, progress: Progress | None = None) -> Recording:
    """Play one replication and return its record.

    Args:
        inputs: everything the scenario claims, drawn for this replication.
        progress: told the share of days played, 0 to 1.

    Raises:
        InvariantError: if a rule of the model is broken.
    """
    return finish(*play(inputs, progress))


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
    ctx = Context(env, inputs, Store(room(inputs), inputs.clock, horizon(inputs.clock), newest_first=is_newest_first))
    for tally, stopped in stops.items():
        ctx.record.tallies[stopped.start : stopped.stop, tally] = 1
    institutions = open_institutions(ctx)
    stocks = Stocks(ctx)
    fill_courts(ctx, institutions, stocks)
    fill_custody(ctx, institutions, stocks)
    ages = Ages(ctx)
    for steps in (*processes(ctx, institutions), end_of_day(ctx, ages, progress)):
        env.process(steps)
    try:
        env.run()
    except ForbiddenError:
        raise ctx.persons.forbidden() from None
    close_books(ctx)
    if is_anybody_overdue(ctx.state, inputs.clock.days):
        raise InvariantError("run: an appointment lies before the end of the run and was never taken")
    return ctx, ages


def finish(ctx: Context, ages: Ages) -> Recording:
    """Cut off the waits that go on and gather what is kept of a run."""
    clock, record = ctx.inputs.clock, ctx.record
    cut_off(record.state, clock.days)
    return Recording(
        start=clock.start,
        scale=ctx.inputs.scale,
        flows=record.flows,
        stocks=record.stocks,
        tallies=record.tallies,
        ledger=ledger(ctx.inputs, record),
        waits=wait_table(record, clock),
        ages=ages.table(),
        cohorts=cohorts(ctx),
        person_rows=ctx.persons.size,
        unread=ctx.inputs.unread(),
    )
