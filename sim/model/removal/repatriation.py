"""A person is repatriated to the border with Mexico, to its interior, or to another country."""

from sim.engine.compiled import Ints, rule
from sim.model.context import Context
from sim.world import diagrams
from sim.world.numbers import KEEP, NEVER, Docket, Manner, Nationality, Place
from sim.world.person import Person
from sim.world.persons import Rows
from sim.world.queues import join
from sim.world.state import State
from sim.world.verbs import move


@rule
def repatriate(world: State, person: Person, row: int, day: int, case: int) -> None:
    """Let a person who leaves custody today be in the own country, and write down where and how it came there.

    The paper stands as it did where the case is KEEP.
    """
    person.manner = Manner.BRIDGE if person.nationality == Nationality.MEXICO else Manner.HOME_BY_AIR
    move(world, person, row, Place.ABROAD, case, KEEP if case == KEEP else Docket.NONE)
    if person.repatriated == NEVER or person.repatriated < person.arrested:
        person.repatriated = day
    join(world.people, world.returned, person, row, day)


def set_down(ctx: Context, rows: Rows, day: int, *, case: diagrams.Case | None = None) -> None:
    """Repatriate a batch; each paper stands at a case from now on, or as it did."""
    if len(rows):
        _repatriate_all(ctx.state, rows, day, KEEP if case is None else int(case))


@rule
def _repatriate_all(world: State, rows: Ints, day: int, case: int) -> None:
    people = world.people
    for row in rows:
        repatriate(world, people[row], row, day, case)
