"""A judge decides a case, adjourns it, sets it for a merits hearing, or orders removal in absence.

A case ends at its last master or on the merits; what it is decided as depends on nationality, counsel and docket.
Who acts: immigration judges.
What limits it: the hours of the bench.
Who pays: EOIR.
Levers: hearings of a case, share that comes to the merits, relief, terminations, departures.
"""

from sim.engine.compiled import int64, rule
from sim.engine.draws import draw, draw_again, quantile
from sim.engine.event_calendar import schedule
from sim.engine.numbers import (
    COMPLETED,
    Cause,
    Disposition,
    Docket,
    Event,
    Flow,
    Order,
    Outcome,
    Wait,
)
from sim.engine.person import Person
from sim.engine.state import State
from sim.engine.verbs import count, count_on_docket, end_return, end_wait
from sim.model.courts.appeals import contest, file_appeal, is_appealed, is_contested
from sim.model.courts.attendance import is_absent, is_reached, is_represented
from sim.model.courts.court import Court
from sim.model.courts.ending import end_case
from sim.model.courts.hours import (
    ABSENT,
    MASTER,
    MASTER_COUNSEL,
    MASTER_DETAINED,
    MERITS,
    MERITS_COUNSEL,
    MERITS_DETAINED,
    PLAIN,
)
from sim.model.removal.orders import become_final

_AT_LARGE, _HELD = 0, 1


@rule
def hear(world: State, court: Court, person: Person, row: int, docket: int, day: int) -> tuple[bool, int]:
    """Hold a hearing; whether it completes the case, and of which kind it was."""
    end_wait(world, person, Wait.FIRST_HEARING, day, Cause.SERVED)
    times = int64(person.hearings)
    person.hearings = times + 1
    if is_absent(world, court, person, row, docket, times, day):
        count_on_docket(world, person, Flow.MISSED_HEARING, docket, day)
        complete(world, court, person, row, docket, day, outcome_in_absence(court, person, docket, times), True)
        return True, ABSENT
    kind, is_on_merits = kind_of_hearing(court, person, docket, day), bool(person.is_for_merits)
    count_on_docket(world, person, Flow.MERITS_HEARING if is_on_merits else Flow.MASTER_HEARING, docket, day)
    is_decided = is_last(court, person, docket, times)
    if is_decided and not is_on_merits and not court.is_single_queue:
        share = share_on_merits(court, person, docket, day)
        person.is_for_merits = draw_again(person, times, court.merits) < share
        is_decided = not person.is_for_merits
    if is_decided:
        complete(world, court, person, row, docket, day, outcome_of(court, person, docket, times, day), False)
    return is_decided, kind


@rule
def kind_of_hearing(court: Court, person: Person, docket: int, day: int) -> int:
    """The kind of a hearing to which the person comes."""
    if court.is_single_queue:
        return PLAIN
    if docket == Docket.DETAINED:
        return MERITS_DETAINED if person.is_for_merits else MASTER_DETAINED
    if is_represented(court, person, docket, day):
        return MERITS_COUNSEL if person.is_for_merits else MASTER_COUNSEL
    return MERITS if person.is_for_merits else MASTER


@rule
def is_last(court: Court, person: Person, docket: int, times: int) -> bool:
    """Whether a hearing to which the person comes is the last on the master calendar, or on the merits."""
    share = court.ends_first[docket] if times == 0 else court.ends_masters[docket]
    if person.is_for_merits:
        share = court.ends_merits[docket]
    return court.is_single_queue or draw_again(person, times, court.decided) < share


@rule
def chances_of(court: Court, person: Person, docket: int, day: int) -> tuple[float, float, float, float]:
    """The chances that a case ends in relief, is terminated, or ends in departure, and that it is heard on the merits.

    Relief is granted on the merits alone; of the other cases some come to them, more of those with counsel.
    """
    where = _HELD if docket == Docket.DETAINED else _AT_LARGE
    terminated, departure = court.terminated[where, day], court.departure[where, day]
    has_counsel = int64(is_represented(court, person, docket, day))
    won = court.relief[docket, person.nationality] * court.relief_factor[docket, has_counsel]
    won = min(won, 1.0 - terminated - departure)
    on_merits = court.on_merits[where]
    removed = (1.0 - won - terminated - departure) * on_merits[has_counsel]
    return won, terminated, departure, won + terminated * on_merits[2] + departure * on_merits[3] + removed


@rule
def share_on_merits(court: Court, person: Person, docket: int, day: int) -> float:
    """The chance that a case at its last master is set for a merits hearing."""
    return 1.0 if is_withholding_only(person) else chances_of(court, person, docket, day)[3]


@rule
def outcome_of(court: Court, person: Person, docket: int, times: int, day: int) -> int:
    """What a case is decided as if the person appears: on the merits, at a master, or in a single queue whichever."""
    uniform = draw_again(person, times, court.outcome)
    if is_withholding_only(person):
        return Outcome.REMOVAL if uniform >= court.withholding_share else Outcome.RELIEF
    won, terminated, departure, on_merits = chances_of(court, person, docket, day)
    shares = court.on_merits[_HELD if docket == Docket.DETAINED else _AT_LARGE]
    if not court.is_single_queue:
        if person.is_for_merits:
            uniform, terminated, departure = uniform * on_merits, terminated * shares[2], departure * shares[3]
        else:
            uniform, won = uniform * (1.0 - on_merits), 0.0
            terminated, departure = terminated * (1.0 - shares[2]), departure * (1.0 - shares[3])
    if uniform < won:
        return Outcome.RELIEF
    if uniform < won + terminated:
        return Outcome.TERMINATED
    return Outcome.DEPARTURE if uniform < won + terminated + departure else Outcome.REMOVAL


@rule
def is_withholding_only(person: Person) -> bool:
    """Whether an order stands already, so that the person can only be spared the one country."""
    return person.disposition == Disposition.REASONABLE_FEAR and person.docket == Docket.DETAINED


@rule
def outcome_in_absence(court: Court, person: Person, docket: int, times: int) -> int:
    """Removal where notice was valid; abroad it may not have been, and the case is terminated."""
    if docket == Docket.MEXICO and draw_again(person, times, court.notice) >= court.valid_notice_share:
        return Outcome.TERMINATED
    return Outcome.REMOVAL


@rule
def complete(
    world: State, court: Court, person: Person, row: int, docket: int, day: int, outcome: int, in_absence: bool
) -> None:
    """Complete a case and carry the decision out."""
    count_completion(world, court, person, docket, day, outcome)
    if outcome != Outcome.REMOVAL:
        if outcome == Outcome.RELIEF and not is_withholding_only(person) and is_contested(court, person):
            contest(world, court, person, row, day)
        else:
            end_case(world, person, row, outcome, day)
        return
    if person.order == Order.NONE:
        person.order = Order.ORDER
    if in_absence:
        count_on_docket(world, person, Flow.IN_ABSENTIA, docket, day)
        end_return(world, person, Flow.RETURN_ENDED_ABSENTIA, day)
        become_final(world, court.orders, person, row, day)
        if docket != Docket.MEXICO and court.comes_back:
            plan_motion(world, court, person, row, day)
    elif is_appealed(court, person, is_represented(court, person, docket, day), is_withholding_only(person)):
        file_appeal(world, court, person, row, day)
    else:
        become_final(world, court.orders, person, row, day)


@rule
def count_completion(world: State, court: Court, person: Person, docket: int, day: int, outcome: int) -> None:
    """Count a completed case, and end the wait for its decision."""
    if docket == Docket.DETAINED:
        count(world, person, Flow.COMPLETED_DETAINED, day)
        if is_withholding_only(person):
            count(world, person, Flow.COMPLETED_WITHHOLDING, day)
    if not person.is_subsequent and is_represented(court, person, docket, day):
        count_on_docket(world, person, Flow.COMPLETED_WITH_COUNSEL, docket, day)
    end_wait(world, person, Wait.DECISION, day, Cause.SERVED)
    count_on_docket(world, person, COMPLETED[int64(person.is_subsequent), outcome], docket, day)


@rule
def plan_motion(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Plan the day on which a judge reopens an order made in absence, most often where the notice never arrived."""
    share = court.reopened_if_reached if is_reached(court, person) else court.reopened_if_missed
    if draw_again(person, int64(person.hearings), court.motion) < share:
        days = quantile(court.motion_days, 0, draw(person, court.motion_delay))
        schedule(world, person, row, Event.MOTION, day + 1 + days)
