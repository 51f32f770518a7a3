"""An order of removal may be appealed to the Board of Immigration Appeals, and then to a circuit court.

People with counsel appeal more often than others; the government appeals against some grants of relief.
Who acts: the Board on federal working days, circuit courts when a petition is ripe, judges who reopen an order made in
absence.
What limits it: the time for transcript and briefs, and the decisions that the Board can make in a year.
Who pays: EOIR; a detained person's bed is paid by ICE meanwhile.
Levers: share appealed, times, decisions of the Board, share remanded, whether people wait in Mexico for it.
"""

from sim.engine.compiled import int64, rule
from sim.engine.draws import draw_again, quantile
from sim.engine.event_calendar import due, schedule
from sim.engine.numbers import KEEP, Case, Docket, Event, Flow, Order, Outcome, Place
from sim.engine.person import Person
from sim.engine.queues import WAITING, join, serve
from sim.engine.state import State
from sim.engine.verbs import count, move
from sim.model.courts.calendar import recalendar
from sim.model.courts.court import Court
from sim.model.courts.ending import end_case
from sim.model.detention.custody import stop_waiting_in_mexico
from sim.model.removal.orders import become_final

_DETAINED, _RELEASED = 0, 1
"""The order in which the Board decides ripe appeals."""


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
def is_appealed(court: Court, person: Person, has_counsel: bool, is_withholding_only: bool) -> bool:
    """Whether a person who was present when removal was ordered, and is still on the docket, appeals."""
    share = court.appeal_share[person.docket, int64(has_counsel)]
    if is_withholding_only:
        share = court.appeal_share_withholding
    return court.comes_back and draw_again(person, int64(person.hearings), court.appealed) < share


@rule
def is_contested(court: Court, person: Person) -> bool:
    """Whether the government appeals against relief."""
    return court.comes_back and draw_again(person, int64(person.hearings), court.contested) < court.government_share


@rule
def contest(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """File an appeal of the government: the person stays where it is, under no order."""
    person.order = Order.NONE
    count(world, person, Flow.APPEALED_BY_GOVERNMENT, day)
    file_appeal(world, court, person, row, day)


@rule
def file_appeal(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """File an appeal: what was decided is stayed until the Board has decided."""
    count(world, person, Flow.APPEAL_FILED, day)
    move(world, person, row, KEEP, Case.APPEALED, Docket.NONE)
    if person.place == Place.IN_MEXICO and not court.waits_in_mexico:
        is_granted = person.order == Order.NONE
        stop_waiting_in_mexico(
            world, person, Flow.RETURN_ENDED_RELIEF if is_granted else Flow.RETURN_ENDED_REMOVAL, day
        )
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
    """Remand a case, or dismiss the appeal; some then petition a circuit court.

    Relief against which the government appealed in vain stands; somebody in hold is told of it in a bed or at large.
    """
    hearings = int64(person.hearings)
    if draw_again(person, hearings, court.remanded) < court.remanded_share:
        _remand(world, court, person, row, day)
        return
    is_relieved = person.order == Order.NONE
    if is_relieved and person.place == Place.HOLD:
        schedule(world, person, row, Event.APPEAL, day + 1)
        return
    count(world, person, Flow.APPEAL_DISMISSED, day)
    if is_relieved:
        end_case(world, person, row, Outcome.RELIEF, day)
    elif draw_again(person, hearings, court.petitions) < court.petition_share:
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
