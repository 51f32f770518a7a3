"""A notice is served on a person and reaches the court later or never; then the case stands on a docket."""

from sim.world.columns import Appointment, Source
from sim.world.diagrams import Case, Docket, Place
from sim.world.vocabulary import Flow, Queue
from tests.oracle.people import Person
from tests.oracle.world import FAST, ORDINARY, World


def serve(world: World, person: Person) -> None:
    """A person is served with a notice, and it is planned when the notice is filed."""
    person.case = Case.SERVED
    world.count(Flow.NTA_SERVED, person)
    plan_filing(world, person, world.today)


def plan_filing(world: World, person: Person, served: int) -> None:
    """The notice of a person held for the court is filed soon, that of another later or never."""
    is_held = person.place in (Place.ADULT_BED, Place.IN_MEXICO)
    if not is_held and world.luck("notices.filed", person) < world.facts.number("courts.never_filed_share"):
        person.strike(Appointment.FILING)
        return
    kind = "detained" if is_held else _kind_of_lag(person)
    lag = world.facts.days(f"courts.filing_lag.{kind}", world.luck("notices.lag", person))
    person.note(Appointment.FILING, served + 1 + lag)


def reach_court(world: World, person: Person) -> None:
    """A notice is filed, or a case comes back to the court: its age runs from the old filing then."""
    if person.source not in (Source.RECALENDARED, Source.REOPENED):
        file(world, person)
        return
    age = world.facts.days("courts.returning_case_age_days", world.luck("filings.age", person))
    person.since[Queue.DECISION] = world.today - age
    world.count(Flow.RECALENDARED if person.source == Source.RECALENDARED else Flow.REOPENED, person)
    put_on_docket(world, person)


def file(world: World, person: Person) -> None:
    """A case begins."""
    world.count(Flow.NTA_FILED, person)
    world.begin(Queue.DECISION, person)
    world.begin(Queue.FIRST_HEARING, person)
    put_on_docket(world, person)


def put_on_docket(world: World, person: Person) -> None:
    """A case goes on the docket that goes with where the person is, and an interval before the hearing begins."""
    person.case, person.docket = Case.PENDING, docket_of(world, person)
    book_hearing(world, person)


def change_docket(world: World, person: Person) -> None:
    """A person with a pending case has moved: the hearing is struck, and another is booked on another docket."""
    leave_docket(world, person)
    put_on_docket(world, person)


def leave_docket(world: World, person: Person) -> None:
    """The next hearing is struck, or the place in line for it is left."""
    person.strike(Appointment.HEARING)
    world.dockets[person.docket].leave(person)


def docket_of(world: World, person: Person) -> Docket:
    """Held by ICE, waiting abroad, a family or child while these have priority, or anybody else."""
    if is_plain(world):
        return Docket.GENERAL
    if person.place in (Place.ADULT_BED, Place.FAMILY_BED):
        return Docket.DETAINED
    if person.place in (Place.IN_MEXICO, Place.ABROAD):
        return Docket.MEXICO
    has_priority = world.facts.is_on("courts.priority_docket", world.today) and not person.is_adult_alone
    return Docket.PRIORITY if has_priority else Docket.GENERAL


def book_hearing(world: World, person: Person) -> None:
    """The next hearing is the first free slot after an interval."""
    interval = 0
    if not is_plain(world):
        luck = world.facts.luck("docketing.interval", person.family, person.hearings)
        interval = world.facts.days(f"courts.interval.{_kind_of_interval(person)}", luck)
    person.note(Appointment.HEARING, world.today + 1 + interval)


def stand_in_line(world: World, person: Person) -> None:
    """The interval is over: a person waits to be heard; some have a fast lane to the first hearing."""
    is_fast = person.hearings == 0 and not is_plain(world)
    is_fast = is_fast and world.facts.luck("docketing.fast", person.family) < world.facts.number(
        "courts.fast_lane_share"
    )
    world.dockets[person.docket].join(person, world.today, FAST if is_fast else ORDINARY)


def is_plain(world: World) -> bool:
    """Whether the court is one plain queue in which each case is heard once."""
    return world.facts.inputs.choice("courts.docket_rule") in ("fifo", "lifo")


def _kind_of_lag(person: Person) -> str:
    if person.claimed_fear:
        return "fear_positive"
    if not person.is_adult_alone:
        return "family_or_child"
    return "interior" if person.source == Source.INTERIOR else "border_adult"


def _kind_of_interval(person: Person) -> str:
    if person.docket in (Docket.DETAINED, Docket.MEXICO):
        return person.docket.name.lower()
    return "released" if person.hearings else "first"
