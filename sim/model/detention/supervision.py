"""Custody of a person whose order cannot be carried out is reviewed; those released report, and may be arrested again.

Who acts: ICE, on the day 90 days after the order became final (8 CFR 241.4) and 180 days after it (Zadvydas v. Davis,
2001), as often again as it takes, and on the day of each check-in; ICE and its contractor for the alternatives.
On whom: people in a bed under a final order, and those released. A person in staging, with a document in hand, is not
released, nor is one whose document is to be expected soon: removal is likely in the foreseeable future.
Who pays: ICE, for the bed until then and for a new one.
Levers: the days of the reviews, the share released at the first, the days within which a document counts as
foreseeable, days between check-ins, the share arrested again once they can be removed.
"""

from sim.engine.compiled import Bundle, Floats, Word, bundle, int64, rule
from sim.engine.draws import draw
from sim.engine.event_calendar import cancel, due, schedule
from sim.engine.numbers import KEEP, NEVER, Authority, Case, Cause, Disposition, Event, Flow, Place, Wait
from sim.engine.person import Person
from sim.engine.state import State
from sim.engine.verbs import arrest, count, end_wait, move
from sim.model.detention.custody import leave_custody
from sim.model.detention.holding import Holding, dispatch
from sim.model.detention.release import enrol, report_to_program
from sim.model.fields import by_day, stream, whole
from sim.scenario.names import parameters

_REVIEW, _SUPERVISION = parameters.detention.custody_review, parameters.detention.supervision


@bundle
class Supervision(Bundle):
    """The officers who review custody after a final order, and to whom those released report."""

    holding: Holding
    first_after_days: int = whole(_REVIEW.first_after_days)
    second_after_days: int = whole(_REVIEW.second_after_days)
    released_at_first_share: Floats = by_day(_REVIEW.released_at_first_share)
    foreseeable_days: int = whole(_REVIEW.foreseeable_days)
    first: Word = stream("custody_reviews.first")
    check_in_days: int = whole(_SUPERVISION.check_in_days)
    arrested_again_share: Floats = by_day(_SUPERVISION.arrested_again_share)
    again: Word = stream("supervision.again")


@rule
def review_custody(world: State, supervision: Supervision, day: int) -> None:
    """Release those whose removal is not foreseeable: some at the first review, all at the second."""
    for row in due(world, Event.REVIEW, day):
        person = world.people[row]
        if person.since[Wait.STAGING] != NEVER:
            continue
        document, ordered = int64(person.due[Event.DOCUMENT]), int64(person.since[Wait.REMOVAL])
        is_likely = document != NEVER and document - day <= supervision.foreseeable_days
        is_second = day - ordered >= supervision.second_after_days
        is_free = is_second or draw(person, supervision.first) < supervision.released_at_first_share[day]
        if is_free and not is_likely:
            flow = Flow.SUPERVISED if is_second else Flow.RELEASED_AFTER_REVIEW
            release_under_supervision(world, supervision, person, row, day, flow)
            continue
        again = ordered + supervision.second_after_days
        if is_second:
            again = day + max(supervision.second_after_days - supervision.first_after_days, 1)
        schedule(world, person, row, Event.REVIEW, max(again, day + 1))


@rule
def release_under_supervision(
    world: State, supervision: Supervision, person: Person, row: int, day: int, flow: int
) -> None:
    """Release a person under an order of supervision; a document may still come."""
    document = int64(person.due[Event.DOCUMENT])
    if document != NEVER:
        cancel(person, Event.DOCUMENT)
        schedule(world, person, row, Event.LATER_DOCUMENT, document)
    leave_custody(world, person, day, Cause.RELEASED)
    end_wait(world, person, Wait.REMOVAL, day, Cause.RELEASED)
    count(world, person, flow, day)
    move(world, person, row, Place.AT_LARGE, Case.ORDER_OF_SUPERVISION, KEEP)
    schedule(world, person, row, Event.CHECK_IN, day + max(supervision.check_in_days, 1))


@rule
def check_in(world: State, supervision: Supervision, day: int) -> None:
    """Put on file the documents that have come, see those who report, and enrol those released since yesterday."""
    program = supervision.holding.releases.alternatives
    for row in due(world, Event.LATER_DOCUMENT, day):
        world.people[row].has_document = True
    for row in due(world, Event.CHECK_IN, day):
        person = world.people[row]
        if person.case == Case.ORDER_OF_SUPERVISION and person.place == Place.AT_LARGE:
            report(world, supervision, person, row, day)
        else:
            report_to_program(world, program, person, row, day)
    enrol(world, program, day)


@rule
def report(world: State, supervision: Supervision, person: Person, row: int, day: int) -> None:
    """See a person under supervision: some of those whose document has come are arrested, the others come again."""
    count(world, person, Flow.CHECKED_IN_UNDER_SUPERVISION, day)
    if not person.has_document or draw(person, supervision.again) >= supervision.arrested_again_share[day]:
        schedule(world, person, row, Event.CHECK_IN, day + max(supervision.check_in_days, 1))
        return
    count(world, person, Flow.ARREST_AT_CHECK_IN, day)
    arrest(person)
    person.disposition, person.authority = Disposition.REMOVE_FROM_BED, Authority.INA_241
    move(world, person, row, Place.HOLD, Case.FINAL, KEEP)
    dispatch(world, supervision.holding, person, row, day)
