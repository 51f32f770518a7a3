"""A judge decides a case, adjourns it, or orders removal in absence; an order may be appealed, to the Board and beyond.

Whether a person at large comes depends on counsel, on how often it was heard, and on whether the notice arrived; what a
case is decided as depends on nationality, counsel and docket.
Who acts: immigration judges; the Board of Immigration Appeals on federal working days, circuit courts when one is ripe.
What limits it: the time for transcript and briefs, and the decisions that the Board can make in a year.
Who pays: EOIR; a detained person's bed is paid by ICE meanwhile.
Levers: share appealed, times, decisions of the Board, share remanded, whether people wait in Mexico for it.
"""

from sim.engine.compiled import int64, rule
from sim.engine.draws import draw, draw_again, quantile
from sim.engine.event_calendar import due, schedule
from sim.engine.numbers import (
    COMPLETED,
    KEEP,
    Case,
    Cause,
    Disposition,
    Docket,
    Event,
    Flow,
    Order,
    Outcome,
    Place,
    Wait,
)
from sim.engine.person import Person
from sim.engine.queues import WAITING, join, serve
from sim.engine.state import State
from sim.engine.verbs import count, end_wait, move
from sim.model.courts.attendance import is_absent, is_reached, is_represented
from sim.model.courts.calendar import recalendar
from sim.model.courts.court import Court
from sim.model.detention.custody import leave_custody, stop_waiting_in_mexico
from sim.model.removal.orders import become_final, repatriate

_DETAINED, _RELEASED = 0, 1
"""The order in which the Board decides ripe appeals."""
_AT_LARGE, _HELD = 0, 1


@rule
def review(world: State, court: Court, day: int) -> None:
    """Decide petitions that are ripe, as many appeals as the Board can today, and motions."""
    people, places = world.people, court.board_decisions[day]
    for row in due(world, Event.APPEAL, day):
        _become_ripe(world, court, people[row], row, day)
    for cls in range(_RELEASED + 1):
        rows = serve(people, world.appeals[cls], places, False)
        places -= len(rows)
        for row in rows:
            _decide_appeal(world, court, people[row], row, day)
        if world.appeals[cls].numbers[WAITING]:
            break
    for row in due(world, Event.MOTION, day):
        person = people[row]
        if person.case == Case.FINAL and person.place == Place.AT_LARGE:
            count(world, person, Flow.REOPENED_ABSENTIA, day)
            _hear_again(world, court, person, row, day)


@rule
def is_appealed(court: Court, person: Person, is_withholding_only: bool) -> bool:
    """Whether a person who was present when removal was ordered, and is still on the docket, appeals."""
    share = court.appeal_share_detained if person.docket == Docket.DETAINED else court.appeal_share_released
    if is_withholding_only:
        share = court.appeal_share_withholding
    return court.comes_back and draw_again(person, int64(person.hearings), court.appealed) < share


@rule
def file_appeal(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """File an appeal: removal is stayed until the Board has decided."""
    count(world, person, Flow.APPEAL_FILED, day)
    move(world, person, row, KEEP, Case.APPEALED, Docket.NONE)
    if person.place == Place.IN_MEXICO and not court.waits_in_mexico:
        stop_waiting_in_mexico(world, person, day)
        move(world, person, row, Place.AT_LARGE, KEEP, KEEP)
    is_held = person.place == Place.ADULT_BED
    uniform = draw_again(person, int64(person.hearings), court.appeal_days)
    days = quantile(court.appeal_days_detained if is_held else court.appeal_days_released, 0, uniform)
    schedule(world, person, row, Event.APPEAL, day + 1 + days)


@rule
def _become_ripe(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Put a ripe appeal in the queue, of detained people in front; decide a ripe petition."""
    if person.case == Case.APPEALED:
        cls = _DETAINED if person.place == Place.ADULT_BED else _RELEASED
        join(world.people, world.appeals[cls], person, row, day)
    elif person.case == Case.PETITION_FOR_REVIEW:
        if draw_again(person, int64(person.hearings), court.granted) < court.granted_share:
            _remand(world, court, person, row, day)
        else:
            become_final(world, court.orders, person, row, day)


@rule
def _decide_appeal(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Remand a case, or dismiss the appeal; some then petition a circuit court."""
    hearings = int64(person.hearings)
    if draw_again(person, hearings, court.remanded) < court.remanded_share:
        _remand(world, court, person, row, day)
        return
    count(world, person, Flow.APPEAL_DISMISSED, day)
    if draw_again(person, hearings, court.petitions) < court.petition_share:
        count(world, person, Flow.PETITION_FILED, day)
        move(world, person, row, KEEP, Case.PETITION_FOR_REVIEW, KEEP)
        days = quantile(court.petition_days, 0, draw_again(person, hearings, court.appeal_days))
        schedule(world, person, row, Event.APPEAL, day + 1 + days)
    else:
        become_final(world, court.orders, person, row, day)


@rule
def _remand(world: State, court: Court, person: Person, row: int, day: int) -> None:
    count(world, person, Flow.REMANDED, day)
    _hear_again(world, court, person, row, day)


@rule
def _hear_again(world: State, court: Court, person: Person, row: int, day: int) -> None:
    person.is_subsequent = True
    recalendar(world, court, person, row, day)


@rule
def hear(world: State, court: Court, person: Person, row: int, docket: int, day: int) -> bool:
    """Hold a hearing; whether it completes the case."""
    end_wait(world, person, Wait.FIRST_HEARING, day, Cause.SERVED)
    times = int64(person.hearings)
    person.hearings = times + 1
    if is_absent(world, court, person, row, docket, times, day):
        count(world, person, Flow.MISSED_HEARING, day)
        complete(world, court, person, row, docket, day, outcome_in_absence(court, person, docket, times), True)
        return True
    is_decided = is_ripe(court, person, docket, times)
    merits_share = court.merits_if_decided[docket] if is_decided else court.merits_if_adjourned[docket]
    is_on_merits = times > 0 and draw_again(person, times, court.merits) < merits_share
    count(world, person, Flow.MERITS_HEARING if is_on_merits else Flow.MASTER_HEARING, day)
    if is_decided:
        complete(world, court, person, row, docket, day, outcome_of(court, person, docket, times, day), False)
    return is_decided


@rule
def is_ripe(court: Court, person: Person, docket: int, times: int) -> bool:
    """Whether the case is ripe for a decision, if the person appears."""
    share = court.decided_first[docket] if times == 0 else court.decided_later[docket]
    return court.is_single_queue or draw_again(person, times, court.decided) < share


@rule
def outcome_of(court: Court, person: Person, docket: int, times: int, day: int) -> int:
    """What a case is decided as if the person appears."""
    uniform = draw_again(person, times, court.outcome)
    if is_withholding_only(person):
        return Outcome.REMOVAL if uniform >= court.withholding_share else Outcome.RELIEF
    where = _HELD if docket == Docket.DETAINED else _AT_LARGE
    terminated, departure = court.terminated[where, day], court.departure[where, day]
    won = court.relief[docket, person.nationality]
    won *= court.relief_factor[docket, int64(is_represented(court, person, docket, day))]
    won = min(won, 1.0 - terminated - departure)
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
        end_case(world, person, row, outcome, day)
        return
    if person.order == Order.NONE:
        person.order = Order.ORDER
    if in_absence:
        count(world, person, Flow.IN_ABSENTIA, day)
        become_final(world, court.orders, person, row, day)
        if docket != Docket.MEXICO and court.comes_back:
            plan_motion(world, court, person, row, day)
    elif is_appealed(court, person, is_withholding_only(person)):
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
        count(world, person, Flow.COMPLETED_WITH_COUNSEL, day)
    end_wait(world, person, Wait.DECISION, day, Cause.SERVED)
    count(world, person, COMPLETED[int64(person.is_subsequent), outcome], day)


@rule
def plan_motion(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Plan the day on which a judge reopens an order made in absence, most often where the notice never arrived."""
    share = court.reopened_if_reached if is_reached(court, person) else court.reopened_if_missed
    if draw_again(person, int64(person.hearings), court.motion) < share:
        days = quantile(court.motion_days, 0, draw(person, court.motion_delay))
        schedule(world, person, row, Event.MOTION, day + 1 + days)


@rule
def end_case(world: State, person: Person, row: int, outcome: int, day: int) -> None:
    """Let go where they will those who won, whose case was terminated, or who leave on their own."""
    case = Case.DEPARTED
    if outcome != Outcome.DEPARTURE:
        case = Case.RELIEF if outcome == Outcome.RELIEF else Case.TERMINATED
        person.relieved = day
    if person.place in (Place.ADULT_BED, Place.FAMILY_BED):
        leave_custody(world, person, day, Cause.RELEASED)
        if outcome == Outcome.DEPARTURE:
            repatriate(world, person, row, day, case)
        else:
            count(world, person, Flow.RELEASED_CASE_WON, day)
            move(world, person, row, Place.AT_LARGE, case, Docket.NONE)
    elif person.place == Place.IN_MEXICO:
        stop_waiting_in_mexico(world, person, day)
        move(world, person, row, Place.AT_LARGE if outcome == Outcome.RELIEF else Place.ABROAD, case, Docket.NONE)
        if outcome != Outcome.RELIEF:
            join(world.people, world.returned, person, row, day)
    else:
        move(world, person, row, KEEP, case, Docket.NONE)
