"""Judges hear the cases of the day on each docket, decide them or put them off, and close some without a decision."""

import math
from collections import Counter

from sim.base.days import Phase
from sim.engine.columns import Event
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Cause, Flow, Tally, Wait
from tests.oracle.attendance import is_absent
from tests.oracle.bench import AT_LARGE, Bench, Pool, kind_of_hearing, port_seats
from tests.oracle.calendars import Book, Calendar, book_of
from tests.oracle.decisions import complete, is_last, outcome_of, share_on_merits
from tests.oracle.dockets import ask, is_plain
from tests.oracle.people import Person, families
from tests.oracle.staff import bench_by_day
from tests.oracle.world import Process, World

_LARGEST_FAMILY = 4
SITTING = (Docket.DETAINED, Docket.MEXICO, Docket.PRIORITY, Docket.GENERAL)


def courts(world: World) -> Process:
    """On working days, hear as many cases as the bench has time for; then give dates."""
    bench, closures_owed = Bench(world), 0.0
    for day, capacity in zip(world.days, bench_by_day(world.facts), strict=True):
        yield world.office_hours(day, Phase.HEAR)
        had_priority = day > 0 and world.facts.is_on("courts.priority_docket", day - 1)
        if had_priority and not world.facts.is_on("courts.priority_docket", day):
            _end_priority(world)
        for docket in SITTING:
            if _is_closed(world, docket, day) and not (day and _is_closed(world, docket, day - 1)):
                _close(world, docket)
        if world.facts.clock.is_working[day]:
            world.tally(Tally.COURT_CAPACITY, round(capacity * 1000))
            put_off, used = _sit(world, bench, capacity)
            closures_owed += _closures_due(world)
            closures_owed -= _close_some(world, put_off, int(closures_owed))
            world.tally(Tally.COURT_USED, math.floor(used * 1000 + 0.5))
        _give_dates(world)


def open_calendars(world: World) -> None:
    """Each book begins with a plan for the first working day; the two of people at large do not know of each other."""
    first = next((each for each in bench_by_day(world.facts) if each), 0.0)
    bench, masters = Bench(world), world.facts.number("courts.master_share")
    held, large = bench.shares(0)
    for docket in SITTING:
        own = held if docket == Docket.DETAINED else large
        for is_merits, share in ((False, masters), (True, 1.0 - masters)):
            hearings = first * (own * share) / bench.length_of((docket, is_merits))
            if docket == Docket.MEXICO:
                hearings = port_seats(world, 0) / 2.0
            world.calendars[docket, is_merits] = Calendar(world, (docket, is_merits), hearings)


def _is_closed(world: World, docket: Docket, day: int) -> bool:
    return world.facts.is_on(f"courts.closed.{docket.name.lower()}", day)


def _close(world: World, docket: Docket) -> None:
    """A docket closes: nobody on it has a date any longer, and all ask for one."""
    for person in world.people:
        if person.docket == docket and person.diary.get(Event.HEARING, -1) >= world.today:
            person.strike(Event.HEARING)
            ask(world, person)
    for person in world.called:
        if person.docket == docket:
            ask(world, person)
    world.called = [person for person in world.called if person.docket != docket]


def _end_priority(world: World) -> None:
    """The priority docket ends: those who ask for a date ask on the general docket, the others keep theirs."""
    asking = world.dockets[Docket.PRIORITY].empty()
    for person in world.people:
        if person.docket == Docket.PRIORITY:
            person.docket = Docket.GENERAL
    for person in asking:
        world.dockets[Docket.GENERAL].join(person, world.today)


def _sit(world: World, bench: Bench, capacity: float) -> tuple[list[Person], float]:
    """Hear the cases of the day; say which of people at large go on, and what was used of the bench."""
    bench.begin()
    held, large = (capacity * share for share in bench.shares(world.today))
    beside = bench.hours_beside()
    custody = Pool(held, held + bench.owed[Docket.DETAINED] - beside)
    _, is_dry = _sit_for(world, bench, custody, (Docket.DETAINED,))
    bench.owed[Docket.DETAINED] = min(custody.left, 0.0) if is_dry else custody.left
    passes_on = world.facts.is_on("courts.unused_hours_pass_on", world.today)
    passed = max(custody.left, 0.0) if is_dry and passes_on else 0.0
    seats = bench.seats[world.today] + bench.seats_left
    ports = Pool(large, large + bench.owed[Docket.GENERAL] + passed, seats=seats)
    _, is_dry = _sit_for(world, bench, ports, (Docket.MEXICO,))
    bench.seats_left = 0 if is_dry else min(ports.seats or 0, _LARGEST_FAMILY)
    used = ports.budget - ports.left
    world.tally(Tally.PORT_SEATS_USED, seats - (ports.seats or 0))
    idle = max(min(capacity * bench.detailed(world.today), passed) - used, 0.0)
    rest = Pool(large - max(used - passed, 0.0), ports.left - idle)
    put_off, is_dry = _sit_for(world, bench, rest, AT_LARGE)
    bench.owed[Docket.GENERAL] = min(rest.left, 0.0) if is_dry else rest.left
    for book, calendar in world.calendars.items():
        calendar.learn(bench.offered[book])
    return put_off, beside + custody.budget - custody.left + used + rest.budget - rest.left


def _sit_for(world: World, bench: Bench, pool: Pool, dockets: tuple[Docket, ...]) -> tuple[list[Person], bool]:
    """Hear cases of one docket, or of those of people at large together; say who goes on, and whether nobody waits."""
    books = [(docket, is_merits) for is_merits in (False, True) for docket in dockets]
    if dockets == (Docket.MEXICO,):
        books.reverse()
    if is_plain(world):
        books = [(dockets[-1], False)]
    books = [book for book in books if not _is_closed(world, book[0], world.today)]
    has_parts = dockets == AT_LARGE and not is_plain(world)
    if has_parts:
        bench.limit(pool)
    put_off = _take_turns(world, bench, pool, books)
    if has_parts:
        bench.settle(pool, AT_LARGE)
        if (Docket.GENERAL, True) in pool.dry or _is_closed(world, Docket.GENERAL, world.today):
            put_off += _take_turns(world, bench, pool, books)
    return put_off, pool.dry >= set(books)


def _take_turns(world: World, bench: Bench, pool: Pool, books: list[Book]) -> list[Person]:
    """Each book in turn, while somebody of it could be heard; say which people at large go on."""
    put_off: list[Person] = []
    for book in books:
        if book in pool.dry:
            continue
        places = bench.places(book, pool)
        heard, is_dry = _call(world, book, places)
        pool.seats = None if pool.seats is None else pool.seats - len(heard)
        used, going_on = 0.0, list[Person]()
        for number, person in enumerate(heard):
            beside = [heard[other] for other in (number - 1, number + 1) if 0 <= other < len(heard)]
            length = bench.length_in_family(person, beside, is_first=number == 0)
            is_done, kind = _hear(world, person)
            used += float(is_done) if bench.is_in_cases else length * bench.hours_of(kind)
            if not is_done and book[0] in AT_LARGE:
                going_on.append(person)
        bench.learn(book, used, len(heard))
        pool.take(book, used)
        if is_dry:
            pool.dry.add(book)
        put_off += going_on
    return put_off


def _call(world: World, book: Book, places: int) -> tuple[list[Person], bool]:
    """Who is heard today, and whether nobody else could be."""
    if is_plain(world):
        heard = world.dockets[book[0]].serve(places)
        return heard, len(heard) < places and not len(world.dockets[book[0]])
    called = sorted((person for person in world.called if book_of(person) == book), key=lambda one: one.key)
    taken = set(called)
    world.called = [person for person in world.called if person not in taken]
    if len(called) > places:
        return _hear_some(world, called, places), False
    ahead = _ahead(world, book)
    heard = called + _move_up(ahead, places - len(called))
    waits = [person for people in ahead for person in people if Event.HEARING in person.diary]
    return heard, len(heard) < places and not waits


def _hear_some(world: World, called: list[Person], places: int) -> list[Person]:
    """Fast cases first, then others by draw; the rest ask for another date."""
    word = {person: world.facts.word("bench.reset", person.family, world.today) for person in called}
    called.sort(key=lambda one: (not is_fast(world, one), word[one], one.key))
    heard = _whole_families(called, places)
    for person in called[len(heard) :]:
        world.count(Flow.HEARING_RESET, person)
        ask(world, person)
    return heard


def _ahead(world: World, book: Book) -> list[list[Person]]:
    """Those booked for later days who could be heard today, by date."""
    today, booked = world.today, world.calendars[book].booked()
    days = sorted(day for day in booked if day > today)
    return [[person for person in booked[day] if person.ready is not None and person.ready <= today] for day in days]


def _move_up(ahead: list[list[Person]], places: int) -> list[Person]:
    """Fill free places with them, the first date first."""
    moved: list[Person] = []
    for people in ahead:
        some = _whole_families(people, places - len(moved))
        moved += some
        for person in some:
            person.strike(Event.HEARING)
        if len(some) < len(people):
            break
    return moved


def _whole_families(people: list[Person], places: int) -> list[Person]:
    some: list[Person] = []
    for family in families(people):
        if len(some) + len(family) > places:
            break
        some += family
    return some


def is_fast(world: World, person: Person) -> bool:
    """Most cases that came back are heard ahead of the queue."""
    if is_plain(world) or person.docket < Docket.PRIORITY or not person.is_subsequent:
        return False
    return world.facts.draw("docketing.fast", person.family) < world.facts.number("courts.returned_ahead_share")


def _give_dates(world: World) -> None:
    """Who asks is given a date: fast cases the day they need, others the first free slot, the earliest need first."""
    for docket in () if is_plain(world) else SITTING:
        if _is_closed(world, docket, world.today):
            continue
        asking = world.dockets[docket].empty()
        for person in asking:
            person.ready = world.today + 1 + interval(world, person)
        asking.sort(key=lambda one: (one.ready or 0, one.key))
        for is_merits in (False, True):
            calendar = world.calendars[docket, is_merits]
            here = [person for person in asking if person.is_for_merits == is_merits]
            for person in here:
                if is_fast(world, person):
                    person.note(Event.HEARING, calendar.next_court_day(person.ready or 0))
            late = [person for person in here if not is_fast(world, person)]
            if late:
                earliest = [max(person.ready or 0, world.today + 1) for person in late]
                calendar.give_first_free(late, earliest, world.today + 1)


def interval(world: World, person: Person) -> int:
    """The least time to the next hearing of a person."""
    draw = world.facts.draw("docketing.interval", person.family, person.hearings)
    kind = person.docket.name.lower()
    if person.docket == Docket.GENERAL:
        kind = "released" if person.hearings else "first"
    elif person.docket == Docket.PRIORITY and not person.hearings:
        kind = "priority_first"
    if person.docket in AT_LARGE and person.is_for_merits:
        kind = "merits"
    return world.facts.days(f"courts.interval.{kind}", draw)


def _hear(world: World, person: Person) -> tuple[bool, str]:
    """A person is heard, or does not come; say whether this completes the case, and what kind of hearing it was."""
    world.end(Wait.FIRST_HEARING, person, Cause.SERVED)
    if is_absent(world, person):
        outcome = outcome_of(world, person, absent=True)
        _count_hearing(world, person, Flow.MISSED_HEARING)
        person.hearings += 1
        complete(world, person, outcome, absent=True)
        return True, "in_absentia"
    kind, times = kind_of_hearing(world, person), person.hearings
    _count_hearing(world, person, Flow.MERITS_HEARING if person.is_for_merits else Flow.MASTER_HEARING)
    ends = is_last(world, person)
    if ends and not person.is_for_merits and not is_plain(world):
        draw = world.facts.draw("hearings.merits", person.family, times)
        person.is_for_merits = draw < share_on_merits(world, person)
        ends = not person.is_for_merits
    outcome = outcome_of(world, person, absent=False) if ends else ""
    person.hearings += 1
    if ends:
        complete(world, person, outcome, absent=False)
    elif person.docket < Docket.PRIORITY:
        ask(world, person)
    return ends, kind


def _count_hearing(world: World, person: Person, flow: Flow) -> None:
    """Count a hearing, and once more if it is of a person sent to wait in Mexico."""
    world.count(flow, person)
    if person.docket == Docket.MEXICO:
        world.count(Flow[f"{flow.name}_MEXICO"], person)


def _closures_due(world: World) -> float:
    """Closures that a working day adds to those due: so many a year, or a share of the pending cases."""
    facts, today = world.facts, world.today
    share_of_year = facts.share_of_working_year(today)
    if not facts.inputs.is_set("courts.closure_net_share"):
        return world.on("courts.closures_per_year") * share_of_year * facts.scale
    pending = Counter(person.case for person in world.people)[Case.PENDING]
    return facts.number("courts.closure_net_share") * pending * share_of_year


def _close_some(world: World, put_off: list[Person], places: int) -> int:
    """Of the cases put off some are closed, by draw against age, in a plain court the next in line; say how many."""
    at_large = [person for person in put_off if person.docket >= Docket.PRIORITY]
    at_large.sort(key=lambda one: (_turn(world, one), one.key))
    closed = _next_in_line(world, places) if is_plain(world) else _whole_families(at_large, places)
    for person in closed:
        world.count(Flow.CLOSED, person)
        world.end(Wait.DECISION, person, Cause.CLOSED)
        person.case, person.docket = Case.CLOSED, Docket.NONE
    for person in at_large:
        if person.case == Case.PENDING:
            ask(world, person)
    return len(closed)


def _next_in_line(world: World, places: int) -> list[Person]:
    """Those of the next cases whose people are at large; the others keep their place."""
    following = world.dockets[Docket.GENERAL].serve(places)
    for person in following:
        if person.place != Place.AT_LARGE:
            ask(world, person)
    return [person for person in following if person.place == Place.AT_LARGE]


def _turn(world: World, person: Person) -> float:
    draw = world.facts.draw("closures.order", person.family, person.hearings)
    age = max(world.today - (person.filed or 0), 1)
    return draw / age ** world.facts.whole("courts.closure_age_power")
