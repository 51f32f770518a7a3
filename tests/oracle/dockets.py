"""A notice is served on a person and reaches the court later or never; then the case stands on a docket."""

from sim.base.days import Phase
from sim.engine.columns import Event, Source
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Flow, Wait
from tests.oracle.people import Person
from tests.oracle.world import Process, World

_LAGS = ("detained", "fear_positive", "family_or_child", "interior", "border_adult")


def serve(world: World, person: Person) -> None:
    """A person is served with a notice, and it is planned when the notice is filed."""
    person.case = Case.SERVED
    world.count(Flow.NTA_SERVED, person)
    plan_filing(world, person, world.today)


def plan_filing(world: World, person: Person, served: int) -> None:
    """The notice of a person held for the court is filed soon, that of another later or never."""
    world.desk.leave(person)
    if not _is_held(person) and world.draw("notices.filed", person) < world.facts.number("courts.never_filed_share"):
        person.strike(Event.FILING)
        return
    path = f"courts.filing_lag.{_kind_of_lag(person)}"
    lag = world.facts.days(path, world.draw("notices.lag", person), max(served, 0))
    person.note(Event.FILING, served + 1 + lag)


def filing_clerks(world: World) -> Process:
    """Clerks enter the notices on the desk, of people held first, then the oldest, as many as they can in a day."""
    sits = [world.facts.share_of_working_year(day) > 0 for day in world.days]
    rates = [world.facts.on("courts.filings_per_day", day) * sits[day] for day in world.days]
    for day, places in zip(world.days, world.facts.whole_numbers(rates), strict=True):
        yield world.office_hours(day, Phase.SCREEN)
        _draw_rest_anew(world, day)
        yield world.office_hours(day, Phase.FILE)
        for person, (_, came) in list(world.desk.joined.items()):
            world.desk.join(person, came, cls=int(not _is_held(person)))
        for person in world.desk.serve(places):
            file(world, person)


def _draw_rest_anew(world: World, day: int) -> None:
    """When the time to file changes, the rest of it is drawn anew for every notice of the kind not yet due."""
    paths = {kind: f"courts.filing_lag.{kind}" for kind in _LAGS}
    changed = [kind for kind, path in paths.items() if day and world.facts.changes(path, day)]
    for person in world.people if changed else ():
        if person.case == Case.SERVED and Event.FILING in person.diary and _kind_of_lag(person) in changed:
            draw = world.draw("notices.lag_again", person)
            person.note(Event.FILING, day + world.facts.days(paths[_kind_of_lag(person)], draw, day))


def reach_court(world: World, person: Person) -> None:
    """A notice comes to the desk of a clerk, or a case of before comes back to the court."""
    if person.source not in (Source.RECALENDARED, Source.REOPENED):
        world.desk.join(person, world.today)
        return
    age = world.facts.days("courts.returning_case_age_days", world.draw("filings.age", person))
    person.filed, person.hearings = world.today - age, 1
    if person.source == Source.REOPENED:
        draw_old_order(world, person)
    world.count(Flow.RECALENDARED if person.source == Source.RECALENDARED else Flow.REOPENED, person)
    take_back(world, person)


def draw_old_order(world: World, person: Person) -> None:
    """A person under an order of before the run, who was only counted, is given a life."""
    world.old_orders[person.nationality] = max(world.old_orders[person.nationality] - 1, 0)


def take_back(world: World, person: Person) -> None:
    """A case that was closed or decided is pending again; its age runs from the old filing."""
    assert person.filed is not None
    person.since[Wait.DECISION], person.is_for_merits = person.filed, False
    put_on_docket(world, person)


def file(world: World, person: Person) -> None:
    """A case begins."""
    world.count(Flow.NTA_FILED, person)
    person.filed, person.is_subsequent, person.is_for_merits = world.today, False, False
    world.begin(Wait.DECISION, person)
    world.begin(Wait.FIRST_HEARING, person)
    put_on_docket(world, person)


def put_on_docket(world: World, person: Person) -> None:
    """A case goes on the docket that goes with where the person is; whoever is not in hold asks for a hearing."""
    person.case, person.docket = Case.PENDING, docket_of(world, person)
    if person.place is not Place.HOLD:
        ask(world, person)


def change_docket(world: World, person: Person) -> None:
    """A person with a pending case has moved: the hearing is struck, and another is booked on another docket."""
    leave_docket(world, person)
    put_on_docket(world, person)


def leave_docket(world: World, person: Person) -> None:
    """The next hearing is struck, or the date for it is no longer waited for."""
    person.strike(Event.HEARING)
    world.dockets[person.docket].leave(person)


def stand_in_custody(world: World, person: Person) -> None:
    """A person with a pending case is taken into hold: no date is set before there is a bed or a release."""
    leave_docket(world, person)
    person.docket = Docket.GENERAL if is_plain(world) else Docket.DETAINED


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


def ask(world: World, person: Person) -> None:
    """A person asks for the date of a hearing; in a plain court the day of filing is the place in the queue."""
    assert person.filed is not None
    world.dockets[person.docket].join(person, person.filed if is_plain(world) else world.today)


def come_to_court(world: World, person: Person) -> None:
    """The day of the hearing has come."""
    world.called.append(person)


def is_plain(world: World) -> bool:
    """Whether the court is one plain queue in which each case is heard once."""
    return world.facts.inputs.choice("courts.docket_rule") in ("fifo", "lifo")


def _is_held(person: Person) -> bool:
    """Whether a person is held for the court, in a bed or across the border."""
    return person.place in (Place.ADULT_BED, Place.IN_MEXICO)


def _kind_of_lag(person: Person) -> str:
    if _is_held(person):
        return "detained"
    if person.fear_found:
        return "fear_positive"
    if not person.is_adult_alone:
        return "family_or_child"
    return "interior" if person.source == Source.INTERIOR else "border_adult"
