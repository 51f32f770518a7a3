"""On the planned day a person is let go from custody; a child leaves the care of ORR for a sponsor.

Who acts: ICE and ORR, every day, on those whose release is due.
What limits it: nothing but the plan; a release for want of a bed is made by the bed desk.
Who pays: supervision at large is paid by ICE, counsel and bond by the person.
Levers: shares of parole, bond and recognisance, by date.
"""

from sim.base.days import Phase
from sim.model.context import Context, Steps
from sim.model.letting_go import RELEASE_FLOWS, LettingGo
from sim.world.columns import Appointment, Release
from sim.world.diagrams import Place


def release(ctx: Context, letting_go: LettingGo) -> Steps:
    """Let go those whose day has come."""
    persons = ctx.persons
    for day in ctx.days:
        yield ctx.until(day, Phase.RELEASE)
        rows = ctx.calendar(Appointment.RELEASE).take(day)
        if not len(rows):
            continue
        persons.release[rows[persons.place[rows] == Place.ORR]] = Release.SPONSOR
        for ground, flow in RELEASE_FLOWS.items():
            ctx.record.count(flow, rows[persons.release[rows] == ground], day)
        letting_go.let_go(rows, day)
