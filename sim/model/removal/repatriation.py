"""A person is repatriated to the border with Mexico, to its interior, or to another country."""

from sim.engine.compiled import rule
from sim.engine.numbers import KEEP, NEVER, Docket, Manner, Nationality, Place
from sim.engine.person import Person
from sim.engine.queues import join
from sim.engine.state import State
from sim.engine.verbs import move


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
