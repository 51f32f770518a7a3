"""Judges hear the cases of the day on each docket, decide them or put them off, and close some without a decision."""

import math
from collections import Counter

from sim.base.days import Phase
from sim.engine.columns import Event
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Cause, Flow, Tally, Wait
from tests.oracle.attendance import absence_of_groups, is_absent
from tests.oracle.calendars import Calendar
from tests.oracle.decisions import complete, decided, outcome_of
from tests.oracle.dockets import ask, is_plain
from tests.oracle.people import Person, families
from tests.oracle.staff import completions_by_day, detailed_share, on_board
from tests.oracle.world import Process, World

SITTING = (Docket.DETAINED, Docket.MEXICO, Docket.PRIORITY, Docket.GENERAL)
"""The order in which dockets sit; what one leaves unused passes to the next."""
_NUDGE = 1e-9


def courts(world: World) -> Process:
    """On working days, hear as many cases of each docket as its account in completed cases allows; then give dates."""
    owed, closures_owed = dict.fromkeys(SITTING, 0.0), 0.0
    for day, capacity in zip(world.days, completions_by_day(world.facts), strict=True):
        yield world.office_hours(day, Phase.HEAR)
        had_priority = day > 0 and world.facts.is_on("courts.priority_docket", day - 1)
        if had_priority and not world.facts.is_on("courts.priority_docket", day):
            _end_priority(world)
        if world.facts.clock.is_working[day]:
            world.tally(Tally.COURT_CAPACITY, round(capacity * 1000))
            put_off, completed = _sit(world, owed, capacity)
            closures_owed += _closures_due(world)
            closures_owed -= _close_some(world, put_off, int(closures_owed))
            world.tally(Tally.COURT_USED, completed * 1000)
        _give_dates(world)


def open_calendars(world: World) -> None:
    """Each docket begins with a plan for the first working day."""
    first = next((each for each in completions_by_day(world.facts) if each), 0.0)
    for docket, share in _shares(world, 0).items():
        world.calendars[docket] = Calendar(world, docket, first * share * hearings_per_case(world, docket))


def hearings_per_case(world: World, docket: Docket) -> float:
    """One hearing, and after it so many that each has the same chance of being the last; the mean over groups."""
    if is_plain(world):
        return 1.0
    expected = 0.0
    for weight, first, later in absence_of_groups(world, docket):
        ends = [
            absent + (1.0 - absent) * decided(world, docket, hearings) for hearings, absent in enumerate((first, later))
        ]
        expected += weight * (1.0 + (1.0 - ends[0]) / ends[1])
    return expected


def _shares(world: World, day: int) -> dict[Docket, float]:
    """What part of the judges each docket has; those detailed to the border hear only people held."""
    shares, rest = {}, 1.0
    for docket in SITTING[:-1]:
        shares[docket] = min(world.facts.on(f"courts.docket_share.{docket.name.lower()}", day), rest)
        rest -= shares[docket]
    shares[Docket.GENERAL] = rest
    detailed = _detailed(world, day)
    if detailed:
        shares = {docket: share * (1.0 - detailed) for docket, share in shares.items()}
        shares[Docket.DETAINED] += detailed
    return shares


def _detailed(world: World, day: int) -> float:
    return detailed_share(world.facts, on_board(world.facts, "judges")[day], day)


def _end_priority(world: World) -> None:
    """The priority docket ends: those who ask for a date ask on the general docket, the others keep theirs."""
    asking = world.dockets[Docket.PRIORITY].empty()
    for person in world.people:
        if person.docket == Docket.PRIORITY:
            person.docket = Docket.GENERAL
    for person in asking:
        world.dockets[Docket.GENERAL].join(person, world.today)


def _sit(world: World, owed: dict[Docket, float], capacity: float) -> tuple[list[Person], int]:
    """Hear the cases of the day; say which go on, and how many were completed."""
    passed, completed, put_off = 0.0, 0, list[Person]()
    at_border = capacity * _detailed(world, world.today)
    shares = _shares(world, world.today)
    for docket in SITTING:
        if docket == Docket.PRIORITY:
            passed = max(passed - at_border, 0.0)
        budget = capacity * shares[docket] + owed[docket] + passed
        expected = hearings_per_case(world, docket)
        places = max(math.floor(budget * expected + _NUDGE), 0)
        world.calendars[docket].learn(places)
        heard, is_dry = _call(world, docket, places)
        passed = max(budget - len(heard) / expected, 0.0) if is_dry else 0.0
        going_on = [person for person in heard if not _hear(world, person)]
        done = len(heard) - len(going_on)
        completed += done
        owed[docket] = budget - passed - done
        put_off += going_on
    return put_off, completed


def _call(world: World, docket: Docket, places: int) -> tuple[list[Person], bool]:
    """Who is heard today, and whether nobody else could be."""
    if is_plain(world):
        heard = world.dockets[docket].serve(places)
        return heard, len(heard) < places and not len(world.dockets[docket])
    called = sorted((person for person in world.called if person.docket == docket), key=lambda one: one.key)
    world.called = [person for person in world.called if person.docket != docket]
    if len(called) > places:
        return _hear_some(world, called, places), False
    ahead = _ahead(world, docket)
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


def _ahead(world: World, docket: Docket) -> list[list[Person]]:
    """Those booked for the next weeks who could be heard today, by date."""
    today, reach = world.today, world.facts.whole("courts.move_up_days")
    booked = world.calendars[docket].booked()
    days = sorted(day for day in booked if today < day <= today + reach)
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
    """Some cases are heard ahead of the queue: at the first hearing, or because they came back."""
    if is_plain(world) or person.docket < Docket.PRIORITY:
        return False
    share = 0.0 if person.hearings else world.facts.number("courts.fast_lane_share")
    if person.is_subsequent:
        share = world.facts.number("courts.returned_ahead_share")
    return world.facts.draw("docketing.fast", person.family) < share


def _give_dates(world: World) -> None:
    """Who asks is given a date: fast cases the day they need, others the first free slot, the earliest need first."""
    for docket in () if is_plain(world) else SITTING:
        asking = world.dockets[docket].empty()
        for person in asking:
            person.ready = world.today + 1 + _interval(world, person)
        asking.sort(key=lambda one: (one.ready or 0, one.key))
        calendar = world.calendars[docket]
        fast = [person for person in asking if is_fast(world, person)]
        for person in fast:
            person.note(Event.HEARING, calendar.next_court_day(person.ready or 0))
        late = [person for person in asking if person not in set(fast)]
        if late:
            earliest = [max(person.ready or 0, world.today + 1) for person in late]
            calendar.give_first_free(late, earliest, world.today + 1)


def _interval(world: World, person: Person) -> int:
    draw = world.facts.draw("docketing.interval", person.family, person.hearings)
    kind = person.docket.name.lower()
    if person.docket >= Docket.PRIORITY:
        kind = "released" if person.hearings else "first"
    return world.facts.days(f"courts.interval.{kind}", draw)


def _hear(world: World, person: Person) -> bool:
    """A person is heard, or does not come; say whether this completes the case."""
    world.end(Wait.FIRST_HEARING, person, Cause.SERVED)
    docket, absent = person.docket, is_absent(world, person)
    draw = world.facts.draw("hearings.decided", person.family, person.hearings)
    ripe = is_plain(world) or draw < decided(world, docket, person.hearings)
    outcome = outcome_of(world, person, absent=absent)
    world.count(_kind_of_hearing(world, person, absent=absent, ripe=ripe), person)
    person.hearings += 1
    if absent or ripe:
        complete(world, person, outcome, absent=absent)
    elif docket < Docket.PRIORITY:
        ask(world, person)
    return absent or ripe


def _kind_of_hearing(world: World, person: Person, *, absent: bool, ripe: bool) -> Flow:
    """Missed, on the calendar, or on the merits."""
    if absent:
        return Flow.MISSED_HEARING
    kind = {Docket.DETAINED: "detained", Docket.MEXICO: "mexico"}.get(person.docket, "released")
    merits = world.facts.number(f"courts.hearings_per_decided_case.{kind}.merits")
    ends = decided(world, person.docket, 1)
    share = min(merits, 1.0) if ripe else 0.0 if merits <= 1.0 or ends >= 1.0 else (merits * ends - ends) / (1.0 - ends)
    draw = world.facts.draw("hearings.merits", person.family, person.hearings)
    return Flow.MERITS_HEARING if person.hearings and draw < share else Flow.MASTER_HEARING


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
