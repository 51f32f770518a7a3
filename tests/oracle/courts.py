"""Judges hear the cases next in line on each docket, decide them or put them off, and close some without a decision."""

import math
from itertools import accumulate

from sim.base.days import Phase
from sim.world.columns import Appointment, Order
from sim.world.diagrams import Case, Docket, Place
from sim.world.vocabulary import Cause, Flow, Queue, Tally
from tests.oracle.dockets import book_hearing, is_plain, stand_in_line
from tests.oracle.people import Person, families
from tests.oracle.removal import make_final, set_down
from tests.oracle.staff import completions_by_day
from tests.oracle.world import Steps, World, leave_custody

_SITTING = (Docket.DETAINED, Docket.MEXICO, Docket.PRIORITY, Docket.GENERAL)
"""The order in which dockets sit; what one leaves unused passes to the next."""
_OUTCOMES = {
    "RELIEF": Case.RELIEF,
    "TERMINATED": Case.TERMINATED,
    "DEPARTURE": Case.DEPARTED,
    "REMOVAL": Case.FINAL,
}
"""How a case may be decided, in the order in which the luck of the decision rises."""
_NUDGE = 1e-9


def courts(world: World) -> Steps:
    """On working days, hear as many cases of each docket as its account in completed cases allows."""
    owed, closures_owed = dict.fromkeys(_SITTING, 0.0), 0.0
    for day, capacity in zip(world.days, completions_by_day(world.facts), strict=True):
        yield world.office_hours(day, Phase.HEAR)
        had_priority = day > 0 and world.facts.is_on("courts.priority_docket", day - 1)
        if had_priority and not world.facts.is_on("courts.priority_docket", day):
            _end_priority(world)
        if not world.facts.clock.is_working[day]:
            continue
        world.tally(Tally.COURT_CAPACITY, round(capacity * 1000))
        completed, passed, remaining = 0, 0.0, capacity
        put_off: list[Person] = []
        for docket in _SITTING:
            share = 1.0 if docket == Docket.GENERAL else world.on(f"courts.docket_share.{docket.name.lower()}")
            own = remaining if docket == Docket.GENERAL else min(capacity * share, remaining)
            remaining -= own
            budget = own + owed[docket] + passed
            expected = _hearings_per_completed_case(world, docket)
            places = max(math.floor(budget * expected + _NUDGE), 0)
            heard = world.dockets[docket].serve(places)
            spent = len(heard) / expected
            is_dry = len(heard) < places and not world.dockets[docket]
            passed = max(budget - spent, 0.0) if is_dry else 0.0
            going_on = [person for person in heard if not _hear(world, person)]
            done = len(heard) - len(going_on)
            completed += done
            owed[docket] = budget - passed - done
            put_off += going_on
        closures_owed += _closures_due(world)
        closures_owed -= _close_some(world, put_off, int(closures_owed))
        world.tally(Tally.COURT_USED, completed * 1000)


def _end_priority(world: World) -> None:
    """The priority docket ends: those in line join the general line anew, the others move with their date."""
    waiting = world.dockets[Docket.PRIORITY].empty()
    for person in world.people:
        if person.docket == Docket.PRIORITY:
            person.docket = Docket.GENERAL
    for person in waiting:
        stand_in_line(world, person)


def _hear(world: World, person: Person) -> bool:
    """A person is heard, or does not come; say whether this completes the case."""
    world.end(Queue.FIRST_HEARING, person, Cause.SERVED)
    is_absent, is_decided = _is_absent(world, person), _is_decided(world, person)
    outcome = _outcome_in_absence(world, person) if is_absent else _outcome(world, person)
    person.hearings += 1
    if is_absent:
        world.count(Flow.MISSED_HEARING, person)
        if outcome == "REMOVAL":
            world.count(Flow.IN_ABSENTIA, person)
    if is_absent or is_decided:
        _complete(world, person, outcome)
    return is_absent or is_decided


def _is_absent(world: World, person: Person) -> bool:
    if is_plain(world):
        return False
    if person.docket == Docket.MEXICO and person.place != Place.IN_MEXICO:
        return True
    return world.facts.luck("hearings.absent", person.family, person.hearings) < _no_show(
        world, person.docket, person.hearings
    )


def _is_decided(world: World, person: Person) -> bool:
    if is_plain(world):
        return True
    return world.facts.luck("hearings.decided", person.family, person.hearings) < _decided(
        world, person.docket, person.hearings
    )


def _no_show(world: World, docket: Docket, hearings: int) -> float:
    """The chance of not coming: people who are held are brought."""
    if docket == Docket.DETAINED:
        return 0.0
    kind = "mexico" if docket == Docket.MEXICO else "later" if hearings else "first"
    return world.facts.number(f"courts.no_show.{kind}")


def _decided(world: World, docket: Docket, hearings: int) -> float:
    """The chance that a hearing decides the case of a person who comes."""
    if docket != Docket.DETAINED and not hearings:
        return world.facts.number("courts.decided_at_first_hearing_share")
    kind = {Docket.DETAINED: "detained", Docket.MEXICO: "mexico"}.get(docket, "released")
    return 1.0 / world.facts.number(f"courts.hearings_per_decided_case.{kind}")


def _hearings_per_completed_case(world: World, docket: Docket) -> float:
    """One hearing, and after it so many that each has the same chance of being the last."""
    if is_plain(world):
        return 1.0
    ends = []
    for hearings in (0, 1):
        absent = _no_show(world, docket, hearings)
        ends.append(absent + (1.0 - absent) * _decided(world, docket, hearings))
    return 1.0 + (1.0 - ends[0]) / ends[1]


def _outcome(world: World, person: Person) -> str:
    where = "detained" if person.docket == Docket.DETAINED else "released"
    relief = world.facts.of(f"courts.relief_share.{where}", person.nationality)
    terminated = world.facts.number(f"courts.terminated_share.{where}")
    departure = world.facts.number(f"courts.voluntary_departure_share.{where}")
    luck = world.facts.luck("hearings.outcome", person.family, person.hearings)
    cuts = accumulate((relief, terminated, departure))
    return list(_OUTCOMES)[sum(luck >= cut for cut in cuts)]


def _outcome_in_absence(world: World, person: Person) -> str:
    """Removal where notice was valid; abroad it may not have been."""
    if person.docket != Docket.MEXICO:
        return "REMOVAL"
    luck = world.facts.luck("hearings.notice", person.family, person.hearings)
    return "REMOVAL" if luck < world.facts.number("courts.valid_notice_abroad_share") else "TERMINATED"


def _complete(world: World, person: Person, outcome: str) -> None:
    """A case is completed, and the body follows the paper."""
    if person.docket == Docket.DETAINED:
        world.count(Flow.COMPLETED_DETAINED, person)
    world.end(Queue.DECISION, person, Cause.SERVED)
    kind = "SUBSEQUENT" if person.is_subsequent else "INITIAL"
    world.count(Flow[f"COMPLETED_{kind}_{outcome}"], person)
    if outcome in ("RELIEF", "TERMINATED"):
        person.relieved = world.today
    if outcome == "REMOVAL" and person.order == Order.NONE:
        person.order = Order.ORDER
    person.docket = Docket.NONE
    if person.place in (Place.ADULT_BED, Place.FAMILY_BED):
        _leave_bed(world, person, outcome)
        return
    if person.place == Place.IN_MEXICO:
        world.end(Queue.MEXICO, person, Cause.SERVED)
        person.strike(Appointment.MEXICO_EXIT)
        person.place = Place.AT_LARGE if outcome == "RELIEF" else Place.ABROAD
    person.case = _OUTCOMES[outcome]


def _leave_bed(world: World, person: Person, outcome: str) -> None:
    """Those ordered removed stay in the bed; those who won go free; those who leave on their own go home."""
    if outcome == "REMOVAL":
        make_final(world, person)
        return
    leave_custody(world, person, Cause.RELEASED)
    person.case = _OUTCOMES[outcome]
    if outcome == "DEPARTURE":
        set_down(world, person)
    else:
        person.place = Place.AT_LARGE
        world.count(Flow.RELEASED_CASE_WON, person)


def _closures_due(world: World) -> float:
    """Closures that a working day adds to those due: so many a year, or a share of the pending cases."""
    facts, today = world.facts, world.today
    share_of_year = facts.share_of_working_year(today)
    if not facts.inputs.is_set("courts.closure_net_share"):
        return world.on("courts.closures_per_year") * share_of_year * facts.scale
    pending = sum(person.case == Case.PENDING for person in world.people)
    return facts.number("courts.closure_net_share") * pending * share_of_year


def _close_some(world: World, put_off: list[Person], places: int) -> int:
    """Of the cases put off today some are closed, chosen by luck; say how many. The others get their next hearing."""
    at_large = [person for person in put_off if person.docket in (Docket.PRIORITY, Docket.GENERAL)]
    at_large.sort(key=lambda one: (world.facts.word("closures.order", one.family, one.hearings), one.key))
    closed: list[Person] = []
    for family in families(at_large):
        if len(closed) + len(family) > places:
            break
        closed += family
    for person in closed:
        world.count(Flow.CLOSED, person)
        world.end(Queue.DECISION, person, Cause.CLOSED)
        person.case, person.docket = Case.CLOSED, Docket.NONE
    for person in put_off:
        if person.case == Case.PENDING:
            book_hearing(world, person)
    return len(closed)
