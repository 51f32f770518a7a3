"""Buses go to the bridges every day, and single seats are bought on commercial flights.

Who acts: ICE, every day, on those whose day of departure has come.
What limits it: nothing here; Mexican ports receive their own nationals.
Who pays: ICE, per person.
Levers: none yet.
"""

from sim.base.days import Phase
from sim.model.context import Context, Steps
from sim.model.orders import depart
from sim.world.columns import Appointment


def removals_land(ctx: Context) -> Steps:
    """Let those leave whose day has come."""
    for day in ctx.days:
        yield ctx.until(day, Phase.BRIDGE)
        depart(ctx, ctx.calendar(Appointment.DEPARTURE).take(day), day)
