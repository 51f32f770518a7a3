"""ICE gives out beds by priority each day: a detention order is a priority rule, not capacity.

Who acts: ICE, every day, on those in hold who need a bed.
What limits it: operational beds by type, the surge beds included while they are open; a cut evicts nobody. When no bed
is free: (1) a Mexican under an executable order goes home from hold; (2) at or under the cap, the releasable detainee
of lowest priority is released for each who comes with no lower priority; (3) others wait in hold up to the limit;
(4) then they are released with a notice if the law allows, else they stay and are counted. Beds of families are rooms:
each family takes one; when none is free a family with a positive finding is released for one that comes.
Who pays: ICE, per bed and day.
Levers: adult and family beds, the days a person may be held by CBP, the days a family may be kept.
"""

import numpy as np

from sim.engine.compiled import Bundle, Flags, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import draw, is_head, quantile
from sim.engine.event_calendar import schedule
from sim.engine.numbers import (
    BOOKED_IN,
    KEEP,
    NEVER,
    Case,
    Cause,
    Disposition,
    Event,
    Flow,
    Mode,
    Order,
    PersonClass,
    Place,
    Release,
    Tally,
    Wait,
)
from sim.engine.person import Person
from sim.engine.queues import (
    WAITING,
    BedPriority,
    Queue,
    ReleasePriority,
    count_waiting,
    entries,
    join,
    leave_only,
    serve,
    waiting,
)
from sim.engine.state import FAMILIES, State
from sim.engine.verbs import begin_wait, count, end_wait, move
from sim.model.context import Context
from sim.model.courts.calendar import put_on_docket
from sim.model.courts.filing import plan_filing, serve_notice
from sim.model.detention.custody import book_in_today, present
from sim.model.detention.holding import Holding, schedule_ground_removal
from sim.model.detention.release import Releases, plan_release, release
from sim.model.fields import by_day, computed, distribution, number, places, stream, whole
from sim.model.removal.orders import begin_removal
from sim.scenario.names import parameters

_DETENTION, _SURGE = parameters.detention, parameters.detention.surge
_HELD_BY_LAW, _CLAIM, _ARREST, _NOTICE = (int(cls) for cls in BedPriority)
_DISPLACES = np.array(
    [ReleasePriority.ARREST, ReleasePriority.ARREST, ReleasePriority.ARREST, ReleasePriority.NOTICE], np.int64
)
"""The highest priority of a releasable detainee who is released for a person of each class in hold."""


def _rooms(ctx: Context) -> Ints:
    """Rooms in family centres on each day at the scale of the run, shape (days,)."""
    beds, each = (
        ctx.inputs.by_day(parameters.detention.beds.family),
        ctx.inputs.number(parameters.detention.family_room_beds),
    )
    return np.rint(beds * ctx.inputs.scale / max(each, 1.0)).astype(np.int64)


@bundle
class Beds(Bundle):
    """The beds of ICE and those who give them out."""

    holding: Holding
    releases: Releases
    contracted: Ints = places(_DETENTION.beds.adult)
    surge: Ints = places(_DETENTION.beds.surge_adult)
    """Beds that are called when the contracted ones fill up, and open some days later."""
    called_at_share: float = number(_SURGE.called_at_share)
    opens_after_days: int = whole(_SURGE.opens_after_days)
    was_full: Flags = computed(lambda ctx: np.zeros(len(ctx.days), np.bool_))
    is_surge_open: bool = computed(lambda _: False)
    family: Ints = places(_DETENTION.beds.family)
    rooms: Ints = computed(_rooms)
    family_limit_days: Floats = by_day(_DETENTION.family_limit_days)
    hold_limit_days: int = whole(parameters.border.hold_limit_days)
    preparation_days: Floats = distribution(parameters.fear.preparation_days, parameters.fear.family_preparation_days)
    preparation: Word = stream("intake.rest")
    brief_days: Floats = distribution(parameters.interior.brief_stay_days)
    brief: Word = stream("intake.brief")


@rule
def give_out_beds(world: State, beds: Beds, day: int) -> None:
    """Give out the free beds of the day, then apply the rule for those who got none."""
    give_out_rooms(world, beds, day)
    operational = operational_beds(beds, day, present(world, Place.ADULT_BED))
    world.tallies[day, Tally.ADULT_BEDS] += operational
    give_to_adults(world, beds, day, max(operational - present(world, Place.ADULT_BED), 0))
    release_for_beds(world, beds, day, operational)
    relieve_hold(world, beds, day)


@rule
def operational_beds(beds: Beds, day: int, held: int) -> int:
    """Adult beds of a day: those contracted, and the surge beds while these are as full as when they were called."""
    is_full = held >= beds.called_at_share * beds.contracted[day]
    beds.was_full[day] = is_full
    was_called = beds.was_full[max(day - beds.opens_after_days, 0)]
    beds.is_surge_open = was_called or (beds.is_surge_open and is_full)
    return beds.contracted[day] + (beds.surge[day] if beds.is_surge_open else 0)


@rule
def give_to_adults(world: State, beds: Beds, day: int, free: int) -> None:
    """Give free beds to adults by class and day joined; Mexicans under an order who get none go home."""
    free -= give_by_class(world, beds, day, free)
    if world.removable.numbers[WAITING]:
        for row in serve(world.people, world.removable, free, False):
            book_in(world, beds, world.people[row], row, day, Place.ADULT_BED)
        for row in serve(world.people, world.removable, world.removable.numbers[WAITING], False):
            schedule_ground_removal(world, beds.holding, world.people[row], row, day)


@rule
def give_by_class(world: State, beds: Beds, day: int, free: int) -> int:
    """Give so many beds to those in hold, class by class; how many were given."""
    given = 0
    for cls in range(_NOTICE + 1):
        queue = world.adult_beds[cls]
        if given < free and queue.numbers[WAITING]:
            rows = serve(world.people, queue, free - given, False)
            given += len(rows)
            for row in rows:
                book_in(world, beds, world.people[row], row, day, Place.ADULT_BED)
            if entries(queue):
                break
    return given


@rule
def release_for_beds(world: State, beds: Beds, day: int, operational: int) -> None:
    """Release detainees, one for one, for those in hold whose priority is no lower."""
    if present(world, Place.ADULT_BED) > operational:
        return
    for cls in range(_NOTICE + 1):
        if world.adult_beds[cls].numbers[WAITING] == 0:
            continue
        wanted, released = count_waiting(world.people, world.adult_beds[cls]), 0
        for lower in range(_DISPLACES[cls] + 1):
            queue = world.releasable[lower]
            if released < wanted and queue.numbers[WAITING]:
                rows = serve(world.people, queue, wanted - released, False)
                released += len(rows)
                for row in rows:
                    release_for_want_of_bed(world, beds, world.people[row], row, day)
                if entries(queue):
                    break
        give_by_class(world, beds, day, released)


@rule
def release_for_want_of_bed(world: State, beds: Beds, person: Person, row: int, day: int) -> None:
    """Release a person because a bed is wanted for another, or because there was none; no bond is posted."""
    person.is_releasable, person.release = False, Release.NONE
    count(world, person, Flow.RELEASED_FOR_WANT_OF_BED, day)
    release(world, beds.releases, person, row, day)


@rule
def relieve_hold(world: State, beds: Beds, day: int) -> None:
    """Release those who may be, once they have been held up to the limit, and count everybody past it."""
    for cls in range(_CLAIM, _NOTICE + 1):
        release_overdue(world, beds, world.adult_beds[cls], day)
    last, past = day - beds.hold_limit_days, 0
    rows, joined = waiting(world.people, world.adult_beds[_HELD_BY_LAW])
    for i in range(len(rows)):  # people whom ICE arrested are not in the custody of CBP
        past += world.people[rows[i]].since[Wait.CBP_HOLD] == NEVER and joined[i] <= last
    for arrested in range(last + 1):
        past += world.in_hold[arrested]
    world.tallies[day, Tally.HELD_OVER_LIMIT] += past


@rule
def release_overdue(world: State, beds: Beds, queue: Queue, day: int) -> None:
    """Release those in a queue who were arrested by CBP, or for whom ICE asked for a bed, too long ago."""
    if queue.numbers[WAITING] == 0:
        return
    rows, joined = waiting(world.people, queue)
    for i in range(len(rows)):
        person = world.people[rows[i]]
        since = int64(person.since[Wait.CBP_HOLD])
        if (joined[i] if since == NEVER else since) <= day - beds.hold_limit_days:
            leave_only(queue, person)
            release_for_want_of_bed(world, beds, person, rows[i], day)


@rule
def give_out_rooms(world: State, beds: Beds, day: int) -> None:
    """Give rooms to families in hold, then apply the rule for those who got none."""
    world.tallies[day, Tally.FAMILY_BEDS] += beds.family[day]
    queue = world.family_beds
    if queue.numbers[WAITING] == 0:
        return
    if beds.family_limit_days[day] < 1:
        for row in serve(world.people, queue, queue.numbers[WAITING], False):
            count(world, world.people[row], Flow.RELEASED_FAMILY, day)
            release(world, beds.releases, world.people[row], row, day)
        return
    free = beds.rooms[day] - world.numbers[FAMILIES]
    give_rooms(world, beds, day, max(free, 0))
    if free >= 0 and queue.numbers[WAITING]:
        rows, _ = waiting(world.people, queue)
        leaving = serve(world.people, world.releasable_families, count_heads(world, rows), True)
        for row in leaving:  # some days early, for those in hold
            world.people[row].is_releasable = False
            count(world, world.people[row], Flow.RELEASED_FAMILY, day)
            release(world, beds.releases, world.people[row], row, day)
        give_rooms(world, beds, day, count_heads(world, leaving))
    release_overdue(world, beds, queue, day)


@rule
def give_rooms(world: State, beds: Beds, day: int, rooms: int) -> None:
    """Give so many rooms to families in hold."""
    for row in serve(world.people, world.family_beds, rooms, True):
        book_in(world, beds, world.people[row], row, day, Place.FAMILY_BED)


@rule
def count_heads(world: State, rows: Ints) -> int:
    """Families and persons alone among some persons."""
    heads = 0
    for row in rows:
        heads += is_head(world.people[row])
    return heads


@rule
def book_in(world: State, beds: Beds, person: Person, row: int, day: int, place: int) -> None:
    """Book a person into a bed, and start what the disposition asks for."""
    end_wait(world, person, Wait.CBP_HOLD, day, Cause.SERVED)
    move(world, person, row, place, KEEP, KEEP)
    person.book_in = book_in_today(person)
    count(world, person, Flow.BOOKED_IN, day)
    count(world, person, BOOKED_IN[person.book_in], day)
    begin_wait(world, person, Wait.DETENTION, day)
    join(world.people, world.booked_in, person, row, day)
    if place == Place.FAMILY_BED:
        person.release = Release.FAMILY
        schedule(world, person, row, Event.RELEASE, day + int64(beds.family_limit_days[day]))
    start(world, beds, person, row, day)


@rule
def start(world: State, beds: Beds, person: Person, row: int, day: int) -> None:
    """Start what the disposition of a person just booked in asks for."""
    disposition = int64(person.disposition)
    if disposition == Disposition.REMOVE_FROM_BED:
        begin_removal(world, beds.releases.court.orders, person, row, day)
    elif disposition in (Disposition.CREDIBLE_FEAR, Disposition.REASONABLE_FEAR):
        which = int64(person.kind != PersonClass.SINGLE_ADULT)
        days = quantile(beds.preparation_days, which, draw(person, beds.preparation))
        schedule(world, person, row, Event.INTERVIEW, day + 1 + days)
    elif disposition == Disposition.NOTICE_DETAINED:
        serve_or_carry_over(world, beds, person, row, day)
    elif disposition == Disposition.INTERIOR_OTHER:
        person.release = Release.RECOGNISANCE
        days = quantile(beds.brief_days, 0, draw(person, beds.brief))
        schedule(world, person, row, Event.RELEASE, day + 1 + days)
    elif disposition == Disposition.INTERIOR_RETURN:
        move(world, person, row, KEEP, Case.DEPARTED, KEEP)
        person.mode, person.order = Mode.GROUND, Order.NONE
        days = quantile(beds.brief_days, 0, draw(person, beds.brief))
        schedule(world, person, row, Event.DEPARTURE, day + 1 + days)


@rule
def serve_or_carry_over(world: State, beds: Beds, person: Person, row: int, day: int) -> None:
    """Serve a notice, or carry over the case of a person who already has one, and decide custody of adults."""
    if person.case == Case.PENDING:
        put_on_docket(world, beds.releases.court, person, row, day)
    elif person.case == Case.SERVED:
        plan_filing(world, beds.releases.notices, person, row, day)
    elif person.case == Case.NONE:
        serve_notice(world, beds.releases.notices, person, row, day, KEEP)
    if person.kind == PersonClass.SINGLE_ADULT:
        plan_release(world, beds.releases, person, row, day)
