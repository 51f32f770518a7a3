"""A person who is returned is set down at the border with Mexico, in its interior, or in another country."""

import numpy as np

from sim.base.words import Nationality
from sim.model.context import Context
from sim.world.columns import NEVER, Manner
from sim.world.diagrams import Case, Docket, Place
from sim.world.persons import Rows


def set_down(ctx: Context, rows: Rows, day: int, *, case: Case | None = None) -> None:
    """Let persons be in the own country, and write down where and how they came there.

    Args:
        ctx: the context.
        rows: the persons, who leave custody today.
        day: today.
        case: how their paper stands from now on, if that changes.
    """
    if not len(rows):
        return
    persons = ctx.persons
    persons.manner[rows] = np.where(persons.nationality[rows] == Nationality.MEXICO, Manner.BRIDGE, Manner.HOME_BY_AIR)
    persons.move(rows, place=Place.ABROAD, case=case, docket=None if case is None else Docket.NONE)
    before = persons.repatriated[rows]
    is_first = (before == NEVER) | (before < persons.arrested[rows])
    persons.repatriated[rows] = np.where(is_first, day, before)
    ctx.world.returned.join(rows, day)
