"""A person whom no country will take is let go under supervision six months after the order became final.

Who acts: ICE, every day, on those in a bed whose review is due (Zadvydas v. Davis, 2001).
What limits it: a person in staging, with a document in hand, is not let go.
Who pays: ICE, per day under supervision.
Levers: the days after which a person is let go.
"""

from sim.base.days import Phase
from sim.model.context import Context, Steps
from sim.model.custody import leave_custody
from sim.world.columns import NEVER, Appointment
from sim.world.diagrams import Case, Place
from sim.world.vocabulary import Cause, Flow, Queue


def custody_reviews(ctx: Context) -> Steps:
    """Let those go who have no document when their review comes."""
    persons = ctx.persons
    for day in ctx.days:
        yield ctx.until(day, Phase.REVIEW)
        rows = ctx.calendar(Appointment.REVIEW).take(day)
        if not len(rows):
            continue
        rows = rows[persons.since[Queue.STAGING][rows] == NEVER]
        ctx.calendar(Appointment.DOCUMENT).cancel(rows)
        leave_custody(ctx, rows, day, Cause.RELEASED)
        ctx.record.end(Queue.REMOVAL, rows, day, Cause.RELEASED)
        ctx.record.count(Flow.SUPERVISED, rows, day)
        persons.move(rows, place=Place.AT_LARGE, case=Case.SUPERVISED)
