"""A person in custody who may be released is so on a planned day: on bond, on parole, on recognisance, to a sponsor.

Who acts: ICE and ORR, every day, on those whose release is due.
What limits it: nothing but the plan; a release for want of a bed is made where beds are given out.
Who pays: supervision at large is paid by ICE, counsel and bond by the person.
Levers: shares of parole, bond and recognisance, by date.
"""

import numpy as np

from sim.engine import columns, vocabulary
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import draw, quantile
from sim.engine.event_calendar import due, schedule
from sim.engine.numbers import (
    KEEP,
    Authority,
    BookIn,
    Case,
    Cause,
    Disposition,
    Event,
    Flow,
    Nationality,
    Order,
    Place,
    Release,
    Wait,
)
from sim.engine.person import Person
from sim.engine.queues import ReleasePriority, join
from sim.engine.state import State
from sim.engine.verbs import count, end_wait, move
from sim.model.courts.calendar import put_on_docket
from sim.model.courts.court import Court
from sim.model.courts.filing import Notices, plan_filing
from sim.model.detention.alternatives import Alternatives, propose
from sim.model.detention.custody import leave_custody, leave_docket, leave_interview, leave_staging
from sim.model.fields import by_day, dated_distributions, in_force, stream
from sim.scenario.names import parameters

_RELEASE = parameters.detention.release
_DELAYS = (_RELEASE.bond_days, _RELEASE.parole_days, _RELEASE.recognisance_days)
"""The days to a release, in the order of their grounds."""
_FLOWS = np.full(len(columns.Release), -1, np.int64)
"""The flow in which each ground of release is counted."""
_FLOWS[columns.Release.BOND] = vocabulary.Flow.RELEASED_BOND
_FLOWS[columns.Release.PAROLE] = vocabulary.Flow.RELEASED_PAROLE
_FLOWS[columns.Release.RECOGNISANCE] = vocabulary.Flow.RELEASED_RECOGNISANCE
_FLOWS[columns.Release.FAMILY] = vocabulary.Flow.RELEASED_FAMILY
_FLOWS[columns.Release.SPONSOR] = vocabulary.Flow.RELEASED_TO_SPONSOR
_FEAR_FOUND, _NOTICE, _ARREST = (int(cls) for cls in ReleasePriority)


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
    days: Floats = dated_distributions(*_DELAYS)
    in_force: Ints = in_force(*_DELAYS)
    delay: Word = stream("release.delay")


@rule
def plan_release(world: State, releases: Releases, person: Person, row: int, day: int) -> None:
    """Decide custody of an adult in a bed who has been served: on what ground and when it is released, if ever."""
    person.release = ground_of_release(releases, person, day)
    if person.release != Release.NONE:
        which = releases.in_force[int64(person.release) - Release.BOND, day]
        days = quantile(releases.days, which, draw(person, releases.delay))
        schedule(world, person, row, Event.RELEASE, day + max(days, 1))
    if person.authority != Authority.INA_236C:
        person.is_releasable = True
        cls = _ARREST if person.book_in == BookIn.ICE_ARREST else _NOTICE
        join(world.people, world.releasable[_FEAR_FOUND if person.claimed_fear else cls], person, row, day)


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
def release_due(world: State, releases: Releases, day: int) -> None:
    """Release those whose day has come; a child leaves the custody of ORR for a sponsor."""
    for row in due(world, Event.RELEASE, day):
        person = world.people[row]
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
    case, is_in_hold = int64(person.case), person.place == Place.HOLD
    if case == Case.PENDING and not is_in_hold:
        leave_docket(world, person)
    elif case == Case.CREDIBLE_FEAR:
        if not is_in_hold:
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
