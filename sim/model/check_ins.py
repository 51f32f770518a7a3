"""People let go from custody report to ICE: those under supervision, and those on alternatives to detention.

Who acts: ICE and its contractor, every day, on those whose check-in is due; those let go since then are enrolled.
What limits it: places in the program.
Who pays: ICE.
Levers: places, shares enrolled, days between check-ins, arrests at a check-in.
"""

from sim.base.days import Phase
from sim.model.alternatives import Alternatives
from sim.model.context import Context, Steps
from sim.model.supervision import Supervision
from sim.world.columns import Appointment
from sim.world.diagrams import Case, Place


def check_ins(ctx: Context, supervision: Supervision, alternatives: Alternatives) -> Steps:
    """See those who report each day."""
    persons = ctx.persons
    for day in ctx.days:
        yield ctx.until(day, Phase.REVIEW)
        supervision.receive_documents(day)
        rows = ctx.calendar(Appointment.CHECK_IN).take(day)
        if len(rows):
            supervised = (persons.case[rows] == Case.SUPERVISED) & (persons.place[rows] == Place.AT_LARGE)
            supervision.report(rows[supervised], day)
            alternatives.report(rows[~supervised], day)
        alternatives.enrol(day)
