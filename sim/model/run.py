"""One replication: a world is made, its institutions are set to work, and what happened is written down."""

import simpy

from sim.base.days import DAYS_A_YEAR, Clock
from sim.base.errors import InvariantError
from sim.engine.columns import LAST_DAY
from sim.engine.persons import censor, wait_table
from sim.engine.recording import Recording
from sim.engine.state import Store
from sim.engine.verbs import ForbiddenError
from sim.model.accounts import cohorts, ledger
from sim.model.border.first_attempts import expected_apprehensions
from sim.model.border.ports import PORT_DISPOSITIONS
from sim.model.context import Context
from sim.model.end_of_day import Ages, Progress, close_books, end_of_day, is_anybody_overdue
from sim.model.litigation import after_suits
from sim.model.population.court_stock import fill_courts
from sim.model.population.stocks import Stocks, fill_custody
from sim.model.schedule import open_institutions, processes
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

_SPARE = 1.1
"""Room kept beyond the estimate; the table grows if even that is not enough [ratio]."""
_LEAST = 1 << 14
"""Room of the smallest world [rows]."""

_STOCKS = (
    parameters.courts.initial_pending,
    parameters.courts.initial_unfiled,
    parameters.courts.appeals.initial_pending,
    parameters.courts.initial_motions_pending,
    parameters.children.initial_in_care,
    parameters.prosecution.initial_in_custody,
    parameters.detention.initial.families,
    parameters.detention.initial.fear_claimants,
    parameters.detention.initial.final_order_border,
    parameters.detention.initial.final_order_interior,
)
_RATES = (
    parameters.courts.other_receipts_per_year,
    parameters.courts.recalendared_per_year,
    parameters.courts.reopened_per_year,
)

_HEARINGS_BEYOND = 3650
"""How far past the end of the run hearings can be booked [days]."""


def horizon(clock: Clock) -> int:
    """Days on which hearings can be booked, counted from the first [days]."""
    return min(clock.days + _HEARINGS_BEYOND, LAST_DAY)


def estimated_rows(inputs: Inputs) -> int:
    """Estimate the rows of a run [rows]."""
    persons = sum(inputs.number(each) for each in _STOCKS)
    yearly = sum(inputs.by_day(each) for each in _RATES)
    yearly = yearly + inputs.by_day(parameters.ports.arrivals_scale) * sum(
        inputs.by_day(group.per_year) for group in PORT_DISPOSITIONS.values()
    )
    arrests = inputs.by_day(parameters.interior.arrests_per_year)
    arrests = arrests * inputs.by_day(parameters.interior.priority_multiplier)
    yearly = yearly + arrests * inputs.by_day(parameters.interior.arrests_scale)
    persons += float(yearly.sum()) / DAYS_A_YEAR
    if inputs.arrivals is not None:
        caught = float(expected_apprehensions(inputs).sum())
        persons += caught * float(inputs.by_day(parameters.border.attempts_scale).max())
    return max(int(persons * inputs.scale * _SPARE), _LEAST)


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
    is_newest_first = inputs.choice(parameters.courts.docket_rule) == "lifo"
    env = simpy.Environment()
    ctx = Context(
        env, inputs, Store(estimated_rows(inputs), inputs.clock, horizon(inputs.clock), newest_first=is_newest_first)
    )
    for tally, is_stopped in stops.items():
        ctx.record.tallies[:, tally] = is_stopped
    institutions, stocks, ages = open_institutions(ctx), Stocks(ctx), Ages(ctx)
    try:
        fill_courts(ctx, institutions, stocks)
        fill_custody(ctx, institutions, stocks)
        for steps in (*processes(ctx, institutions), end_of_day(ctx, ages, progress)):
            env.process(steps)
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
    censor(record.state, clock.days)
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
