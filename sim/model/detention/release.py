"""A person in custody who may be released is so on a planned day, and some then report to alternatives to detention.

The grounds are bond, parole, recognisance, and a sponsor for a child. A judge hears on bond those whose bond ICE did
not set, on the day on which they are released on it, and others who ask and are held all the same. Some of those
released are enrolled: they report until the term or the case is over, adults alone, and one adult for each family.
Who acts: ICE and ORR, every day, on those whose release is due; immigration judges, on bond; ICE and its contractor, on
those enrolled.
What limits it: nothing but the plan, as a release for want of a bed is made where beds are given out; places in the
program of alternatives.
Who pays: ICE for those enrolled, per person and day; counsel and bond are paid by the person.
Levers: shares of parole, bond and recognisance, by date; places and shares enrolled.
"""

import math

import numpy as np

from sim.engine import columns, vocabulary
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.diagrams import CASES
from sim.engine.draws import BELOW_ONE, draw, is_head, quantile
from sim.engine.event_calendar import due, schedule
from sim.engine.numbers import (
    KEEP,
    NEVER,
    Authority,
    BookIn,
    Case,
    Cause,
    Disposition,
    Event,
    Flow,
    Nationality,
    Order,
    PersonClass,
    Place,
    Release,
    Tally,
    Wait,
    table,
)
from sim.engine.person import Person
from sim.engine.queues import WAITING, ReleasePriority, join, serve, serve_all
from sim.engine.state import PERSONS, State
from sim.engine.verbs import STATE_SHIFT, begin_wait, count, end_wait, move
from sim.model.courts.calendar import put_on_docket
from sim.model.courts.court import Court
from sim.model.courts.filing import Notices, plan_filing
from sim.model.courts.hours import BOND_HEARINGS
from sim.model.detention.custody import leave_custody, leave_docket, leave_interview, leave_staging
from sim.model.fields import (
    by_day,
    dated_distributions,
    distribution,
    in_force,
    number,
    places,
    residual_life,
    stream,
    whole,
)
from sim.scenario.names import parameters

_PROGRAM = parameters.detention.alternatives
_RELEASE = parameters.detention.release
_HEARINGS = parameters.detention.bond_hearings
_DELAYS = {
    columns.Release.BOND: _RELEASE.bond_days,
    columns.Release.PAROLE: _RELEASE.parole_days,
    columns.Release.RECOGNISANCE: _RELEASE.recognisance_days,
}
"""The days to a release, by ground."""
_DELAY = np.array([list(_DELAYS).index(each) if each in _DELAYS else -1 for each in columns.Release], np.int64)
"""Which of them is that of each ground, shape (Release,)."""
_ON_BOND = int(columns.Release.BOND)
_FLOWS = table(
    {
        columns.Release.BOND: vocabulary.Flow.RELEASED_BOND,
        columns.Release.PAROLE: vocabulary.Flow.RELEASED_PAROLE,
        columns.Release.RECOGNISANCE: vocabulary.Flow.RELEASED_RECOGNISANCE,
        columns.Release.FAMILY: vocabulary.Flow.RELEASED_FAMILY,
        columns.Release.SPONSOR: vocabulary.Flow.RELEASED_TO_SPONSOR,
    },
    columns.Release,
)
"""The flow in which each ground of release is counted, shape (Release,)."""
_FEAR_FOUND, _NOTICE, _ARREST = (int(cls) for cls in ReleasePriority)


@bundle
class Alternatives(Bundle):
    """The program of alternatives to detention."""

    places: Ints = places(_PROGRAM.places)
    adult_share: Floats = by_day(_PROGRAM.enrolled_share.adult)
    family_share: Floats = by_day(_PROGRAM.enrolled_share.family)
    chosen: Word = stream("alternatives.chosen")
    check_in_days: int = whole(_PROGRAM.check_in_days)
    term_days: Floats = distribution(_PROGRAM.term_days)
    term_left_days: Floats = residual_life(_PROGRAM.term_days)
    """What those of the first day have before them."""
    stay: Word = stream("alternatives.stay")
    at_first: Word = stream("day0.program")


@rule
def propose(world: State, program: Alternatives, person: Person, row: int, day: int) -> None:
    """Choose from those released whom to enrol when the program next takes people in."""
    is_open = person.case in (Case.SERVED, Case.PENDING)
    if is_open and is_head(person) and person.since[Wait.ALTERNATIVES] == NEVER:
        share = 0.0
        if person.kind == PersonClass.SINGLE_ADULT:
            share = program.adult_share[day]
        elif person.kind == PersonClass.FAMILY_MEMBER:
            share = program.family_share[day]
        if draw(person, program.chosen) < share:
            join(world.people, world.enrolling, person, row, day)


@rule
def enrol(world: State, program: Alternatives, day: int) -> None:
    """Enrol those chosen, as many as there are places for; the others are released without."""
    world.tallies[day, Tally.PROGRAM_PLACES] += program.places[day]
    if world.enrolling.numbers[WAITING] == 0:
        return
    free = program.places[day]
    for persons in world.enrolled:
        free -= persons
    for row in serve(world.people, world.enrolling, max(free, 0), False):
        person = world.people[row]
        begin_wait(world, person, Wait.ALTERNATIVES, day)
        count(world, person, Flow.ENROLLED, day)
        schedule(world, person, row, Event.CHECK_IN, day + max(program.check_in_days, 1))
    serve_all(world.people, world.enrolling)


@rule
def enrol_at_first(world: State, program: Alternatives, total: float) -> None:
    """On the first day enrol so many of those at large with a case pending, each with a part of the term behind."""
    fitting = 0
    for row in range(world.numbers[PERSONS]):
        fitting += _could_be_enrolled(world, row)
    for row in range(world.numbers[PERSONS]):
        person = world.people[row]
        if _could_be_enrolled(world, row) and draw(person, program.at_first) < total / max(fitting, 1):
            begin_wait(world, person, Wait.ALTERNATIVES, 0)
            person.since[Wait.ALTERNATIVES] = -1 - quantile(program.term_left_days, 0, draw(person, program.stay))
            days = int64(math.floor(draw(person, program.chosen) * max(program.check_in_days, 1)))
            schedule(world, person, row, Event.CHECK_IN, 1 + days)


@rule
def report_to_program(world: State, program: Alternatives, person: Person, row: int, day: int) -> None:
    """See a person who reports: whose term or case is over leaves the program, others come again."""
    if person.since[Wait.ALTERNATIVES] == NEVER:
        return
    if person.place != Place.AT_LARGE or person.case not in (Case.SERVED, Case.PENDING):
        end_wait(world, person, Wait.ALTERNATIVES, day, Cause.CLOSED)
        return
    count(world, person, Flow.CHECKED_IN, day)
    if day >= _end_of_term(program, person):
        end_wait(world, person, Wait.ALTERNATIVES, day, Cause.SERVED)
    else:
        schedule(world, person, row, Event.CHECK_IN, day + max(program.check_in_days, 1))


@rule
def _end_of_term(program: Alternatives, person: Person) -> int:
    """The day on which the term of a person is over; of those of the first day the rest is left."""
    since, uniform = int64(person.since[Wait.ALTERNATIVES]), draw(person, program.stay)
    if since < 0:
        return quantile(program.term_left_days, 0, min(1.0 - uniform, BELOW_ONE))
    return since + quantile(program.term_days, 0, uniform)


@rule
def _could_be_enrolled(world: State, row: int) -> bool:
    """Whether a person is at large with a case pending, and not a child alone."""
    if world.cells[row] >> STATE_SHIFT != Place.AT_LARGE * CASES + Case.PENDING:
        return False
    person = world.people[row]
    return is_head(person) and person.kind != PersonClass.UNACCOMPANIED_CHILD


@bundle
class Releases(Bundle):
    """The officers who decide custody: who is released, on what ground and when."""

    court: Court
    notices: Notices
    alternatives: Alternatives
    parole_share: Floats = by_day(_RELEASE.parole_share)
    bond_share_entrant: Floats = by_day(_RELEASE.bond_share.entrant)
    bond_share_discretionary: Floats = by_day(_RELEASE.bond_share.discretionary)
    recognisance_share: Floats = by_day(_RELEASE.recognisance_share)
    ground: Word = stream("release.ground")
    days: Floats = dated_distributions(*_DELAYS.values())
    in_force: Ints = in_force(*_DELAYS.values())
    delay: Word = stream("release.delay")
    set_by_judge_share: float = number(_HEARINGS.set_by_judge_share)
    asked_share: float = number(_HEARINGS.asked_share)
    heard: Word = stream("release.heard_on_bond")
    hearings_per_person: float = number(_HEARINGS.per_person)
    hearings: Word = stream("release.bond_hearings")


@rule
def plan_release(world: State, releases: Releases, person: Person, row: int, day: int) -> None:
    """Decide custody of an adult in a bed who has been served: on what ground and when it is released, if ever."""
    person.release = ground_of_release(releases, person, day)
    if person.release != Release.NONE or is_denied_bond(releases, person):
        ground = _ON_BOND if person.release == Release.NONE else int64(person.release)
        which = releases.in_force[_DELAY[ground], day]
        days = quantile(releases.days, which, draw(person, releases.delay))
        schedule(world, person, row, Event.RELEASE, day + max(days, 1))
    if person.authority != Authority.INA_236C:
        person.is_releasable = True
        cls = _ARREST if person.book_in == BookIn.ICE_ARREST else _NOTICE
        join(world.people, world.releasable[_FEAR_FOUND if person.fear_found else cls], person, row, day)


@rule
def ground_of_release(releases: Releases, person: Person, day: int) -> int:
    """On what ground a person is released; Haitians arriving at ports are paroled from hold or not at all."""
    uniform, parole, bond, recognisance = draw(person, releases.ground), 0.0, 0.0, 0.0
    if person.authority == Authority.INA_235B_ARRIVING and person.nationality != Nationality.HAITI:
        parole = releases.parole_share[day]
    elif person.authority == Authority.INA_235B_ENTRANT:
        bond, recognisance = releases.bond_share_entrant[day], releases.recognisance_share[day]
    elif person.authority == Authority.INA_236A:
        bond, recognisance = releases.bond_share_discretionary[day], releases.recognisance_share[day]
    if uniform < parole:
        return Release.PAROLE
    if uniform < parole + bond:
        return Release.BOND
    return Release.RECOGNISANCE if uniform < parole + bond + recognisance else Release.NONE


@rule
def is_denied_bond(releases: Releases, person: Person) -> bool:
    """Whether a person who may be bonded and is released on no ground asks a judge for bond all the same."""
    may_be_bonded = person.authority in (Authority.INA_235B_ENTRANT, Authority.INA_236A)
    return may_be_bonded and draw(person, releases.heard) < releases.asked_share


@rule
def hear_on_bond(world: State, releases: Releases, person: Person, flow: int, day: int) -> None:
    """Hold the hearings on bond of a person, all on one day."""
    hearings = int64(releases.hearings_per_person + draw(person, releases.hearings))
    releases.court.custody_matters[BOND_HEARINGS] += hearings
    for _ in range(hearings):
        count(world, person, flow, day)


@rule
def release_due(world: State, releases: Releases, day: int) -> None:
    """Release those whose day has come, or deny them bond; a child leaves the custody of ORR for a sponsor."""
    for row in due(world, Event.RELEASE, day):
        person = world.people[row]
        if person.place == Place.ADULT_BED and person.release == Release.NONE:
            hear_on_bond(world, releases, person, Flow.BOND_DENIED, day)
            continue
        if person.release == Release.BOND and draw(person, releases.heard) < releases.set_by_judge_share:
            hear_on_bond(world, releases, person, Flow.BOND_GRANTED, day)
        if person.place == Place.ORR:
            person.release = Release.SPONSOR
        if person.release != Release.NONE:
            count(world, person, _FLOWS[person.release], day)
        release(world, releases, person, row, day)


@rule
def release(world: State, releases: Releases, person: Person, row: int, day: int) -> None:
    """Release a person to live at large: the case goes on, on the docket of those who are not held.

    Whoever was to be removed without a hearing and is served a notice instead is under no order any more.
    """
    leave_custody(world, person, day, Cause.RELEASED)
    case, is_undated = int64(person.case), person.place in (Place.HOLD, Place.ORR)
    if case == Case.PENDING and not is_undated:
        leave_docket(world, person)
    elif case == Case.CREDIBLE_FEAR:
        if not is_undated:
            leave_interview(world, person)
        end_wait(world, person, Wait.FEAR_SCREENING, day, Cause.RELEASED)
    elif case == Case.FINAL:
        leave_staging(world, person, day)
    is_new = case == Case.CREDIBLE_FEAR or (case == Case.NONE and person.disposition != Disposition.INTERIOR_OTHER)
    move(world, person, row, Place.AT_LARGE, Case.SERVED if is_new else KEEP, KEEP)
    if is_new:
        person.order = Order.NONE
        count(world, person, Flow.NTA_SERVED, day)
    if is_new or case == Case.SERVED:
        plan_filing(world, releases.notices, person, row, day)
    elif case == Case.PENDING:
        put_on_docket(world, releases.court, person, row, day)
    propose(world, releases.alternatives, person, row, day)
