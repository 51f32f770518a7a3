"""On the first day the system is already full: cases pending, people in beds and in care, notices not yet filed.

Every stock is given its age: stays already spent are drawn from the stationary excess of the stay, cases from the
years in which they were received. A flow that a scenario shuts off leaves the stocks that it feeds empty.
"""

from sim.model.context import Context
from sim.model.day0_court import CourtStock
from sim.model.first_custody import FirstCustody
from sim.model.first_people import FirstPeople
from sim.model.offices import Offices


def populate(ctx: Context, offices: Offices) -> None:
    """Fill the world as it stood on the first day."""
    people = FirstPeople(ctx)
    CourtStock(ctx, offices, people).fill()
    FirstCustody(ctx, offices, people).fill()
