"""Every evening the day is counted, paid for and audited; once a year everybody is counted anew.

Who acts: the clerk of the model, after everything else.
"""

import numpy as np

from sim.base.days import Phase
from sim.base.errors import InvariantError
from sim.model.context import Context, Steps
from sim.model.hiring import deployed, force
from sim.model.ledger import Ledger
from sim.model.shelters import Shelters
from sim.world.diagrams import Case, Docket, Place
from sim.world.vocabulary import Tally

_THOUSANDTHS = 1000


def upkeep(ctx: Context) -> Steps:
    """Count, pay and audit each day."""
    ledger, inputs = Ledger(ctx), ctx.inputs
    on_board = {
        Tally.AGENTS: force(inputs, "usbp_agents").on_board,
        Tally.AGENTS_DEPLOYED: deployed(inputs),
        Tally.AIR_MARINE_AGENTS: force(inputs, "air_marine_agents").on_board,
        Tally.ICE_OFFICERS: force(inputs, "ice_officers").on_board,
        Tally.JUDGES: force(inputs, "judges").on_board,
    }
    shelters = Shelters(ctx)
    recounts = {*np.flatnonzero(np.diff(inputs.clock.fiscal_years)).tolist(), inputs.clock.days - 1}
    for day in ctx.days:
        yield ctx.until(day, Phase.AUDIT)
        for tally, staff in on_board.items():
            ctx.record.tally(tally, day, round(float(staff[day]) * _THOUSANDTHS))
        ctx.record.evening(day)
        shelters.count_beyond(day)
        ledger.close_day(day)
        audit(ctx, day)
        if day in recounts:
            ctx.persons.recount()


def audit(ctx: Context, day: int) -> None:
    """Check that nobody is lost and that no line is left over which must be empty.

    Raises:
        InvariantError: if somebody is.
    """
    counts = ctx.persons.counts()
    if int(counts.sum()) != ctx.persons.size or int(counts.min()) < 0:
        raise InvariantError(f"day {day}: {int(counts.sum())} persons are counted and {ctx.persons.size} exist")
    world = ctx.world
    if world.processing.size or world.returnable.size or world.booked_in.size or world.removable.size:
        raise InvariantError(f"day {day}: somebody was left at a desk that must be empty in the evening")
    if counts[:, Case.PENDING, Docket.NONE].any():
        raise InvariantError(f"day {day}: a pending case stands on no docket")
    if world.releasable.size > int(counts[Place.ADULT_BED].sum()):
        raise InvariantError(f"day {day}: more persons may be let go from beds than are in them")
