"""A person who was returned tries again or stays; whoever tries is met by agents, turns back, or gets away."""

from sim.base.words import PersonClass
from sim.world.columns import NO_SECTOR, Appointment, Authority, Manner, Mode, Order, Release, Source, Track
from sim.world.diagrams import Case, Docket, Place
from sim.world.vocabulary import Flow
from tests.oracle.coming import passing, sector_of
from tests.oracle.people import Person
from tests.oracle.staff import apprehension_share
from tests.oracle.world import World

_FLOWS = ("border.attempts_scale", "ports.arrivals_scale", "interior.arrests_scale")
_PLACES = {Manner.INTERIOR_FLIGHT: "interior_flight", Manner.HOME_BY_AIR: "home_by_air"}


def decide(world: World, person: Person) -> None:
    """On the evening of the return it is decided whether a person tries again, and when."""
    facts, place, consequence = world.facts, _PLACES.get(person.manner, "bridge"), "voluntary"
    if person.case == Case.FINAL:
        person.has_prior_order = True
        consequence = "prosecuted" if person.was_prosecuted else "removed"
    share = facts.number(f"border.reentry.share.{place}") * facts.number(f"border.reentry.factor.{consequence}")
    share = min(min(share, 1.0) * facts.number("border.reentry_gain"), 1.0)
    share *= any(any(facts.series(flow)) for flow in _FLOWS) * passing(facts, person.nationality, world.today)
    if world.luck("reentry.tries", person) < share:
        days = facts.days("border.reentry.days", world.luck("reentry.delay", person))
        person.note(Appointment.REENTRY, world.today + 1 + days)


def attempt(world: World, person: Person) -> None:
    """A person tries again; adults evade, families and children alone do not."""
    world.count(Flow.ATTEMPT, person)
    world.count(Flow.REENTRY, person)
    evades = person.kind == PersonClass.SINGLE_ADULT
    luck = world.luck("reentry.sector", person)
    sector = sector_of(world.facts, luck, (person.nationality, person.kind), world.today)
    if not evades or world.luck("reentry.caught", person) < apprehension_share(world.facts, sector)[world.today]:
        _begin_anew(person)
        person.sector = sector
        person.note(Appointment.ARRIVAL, world.today + 1)
    elif world.luck("reentry.turned_back", person) < world.facts.number("border.turned_back_share"):
        world.count(Flow.TURNED_BACK, person)
    else:
        world.count(Flow.GOT_AWAY, person)
        _begin_anew(person)
        person.place = Place.AT_LARGE


def _begin_anew(person: Person) -> None:
    """The papers of the journey before are closed."""
    person.case, person.docket, person.track, person.order = Case.NONE, Docket.NONE, Track.NONE, Order.NONE
    person.authority, person.mode, person.release = Authority.NONE, Mode.NONE, Release.NONE
    person.source, person.sector, person.hearings = Source.BORDER, NO_SECTOR, 0
    person.claimed_fear = person.is_subsequent = person.was_prosecuted = person.has_document = False
