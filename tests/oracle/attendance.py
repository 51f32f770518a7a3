"""A person at large comes to a hearing or does not."""

from sim.base.codes import PersonClass
from sim.engine.columns import Release
from sim.engine.diagrams import Docket, Place
from sim.engine.vocabulary import Wait
from tests.oracle.dockets import is_plain
from tests.oracle.people import Person
from tests.oracle.world import World

_BELOW_ONE = 1.0 - 2.0**-53
_WORDS = {
    PersonClass.SINGLE_ADULT: "adult",
    PersonClass.FAMILY_MEMBER: "family",
    PersonClass.UNACCOMPANIED_CHILD: "child",
}


def has_counsel(world: World, person: Person) -> bool:
    """Whether a person has found counsel by now: more often at large than in a bed, and hardly ever in Mexico."""
    assert person.filed is not None
    waited = world.today - person.filed
    if person.docket == Docket.MEXICO:
        ways = [("mexico", "released", waited)]
    elif person.docket == Docket.DETAINED:
        ways = [(_WORDS[person.kind], "released", person.since[Wait.DETENTION] - person.filed)]
    else:
        ways = [(_WORDS[person.kind], "released", waited)]
    if person.docket == Docket.DETAINED or person.book_in:
        ways.append(("detained", "detained", waited))
    return any(_finds_counsel(world, person, *way) for way in ways)


def _finds_counsel(world: World, person: Person, who: str, pace: str, days: int) -> bool:
    """Whether counsel is found within so many days, if it ever is."""
    draw, share = (
        world.facts.draw("hearings.counsel", person.family),
        world.facts.number(f"courts.represented_share.{who}"),
    )
    return draw < share and world.facts.days(f"courts.counsel_days.{pace}", min(draw / share, _BELOW_ONE)) <= days


def is_reached(world: World, person: Person) -> bool:
    """Whether the notice of a hearing reaches a person at large."""
    share = world.facts.number(f"courts.notice_reached_share.{_WORDS[person.kind]}")
    return person.is_subsequent or world.facts.draw("hearings.reached", person.family) < share


def is_absent(world: World, person: Person) -> bool:
    """Whether a person stays away; those who are held are brought."""
    if is_plain(world) or person.docket == Docket.DETAINED:
        return False
    draw = world.facts.draw("hearings.absent", person.family, person.hearings)
    if person.docket == Docket.MEXICO:
        return person.place != Place.IN_MEXICO or draw < world.facts.number("courts.no_show.mexico")
    if not is_reached(world, person):
        return True
    share = world.facts.number(f"courts.no_show.{'later' if person.hearings else 'first'}.{_WORDS[person.kind]}")
    if has_counsel(world, person):
        share *= world.facts.number("courts.no_show.represented_factor")
    if person.release is Release.BOND:
        share *= world.facts.number("courts.no_show.bond_factor")
    if Wait.ALTERNATIVES in world.head_of(person).since:
        share *= world.facts.number("courts.no_show.alternatives_factor")
    return draw < share * _effect_of_waiting(world, person)


def _effect_of_waiting(world: World, person: Person) -> float:
    gain = world.facts.number("courts.no_show.wait_gain")
    if not gain:
        return 1.0
    waited = world.today - float(person.since[Wait.DECISION]) - world.facts.number("courts.no_show.usual_wait_days")
    return max(1.0 + gain * (waited / 365.0), 0.0)
