"""A person leaves short-term holding for a bed, a bus, a court, a shelter, Mexico, or the street.

Who acts: CBP, every day, on those whose papers are done.
What limits it: magistrates and places of the Marshals, beds of ORR, the hours of bridges, whether Mexico consents.
Mexico receives its nationals at the bridges of nine cities, by day; who comes too late is held until the morning.
Who pays: CBP, per day in hold; DOJ for prosecution; HHS for children.
Levers: magistrates, places, beds of ORR, closing hours of bridges, consent, parole of Haitians at ports.
"""

import numpy as np

from sim.engine.columns import CITIES, CITY_ACROSS, NO_CITY, City
from sim.engine.compiled import Bundle, Flags, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import draw, quantile
from sim.engine.event_calendar import due, schedule
from sim.engine.numbers import (
    KEEP,
    WALKED_TO_CITY,
    Authority,
    Case,
    Cause,
    Disposition,
    Event,
    Flow,
    Manner,
    Mode,
    Nationality,
    PersonClass,
    Place,
    Source,
    Wait,
)
from sim.engine.person import Person
from sim.engine.queues import WAITING, BedPriority, join, serve, serve_all
from sim.engine.state import State
from sim.engine.verbs import begin_wait, count, end_wait, move
from sim.model.detention.custody import present
from sim.model.detention.release import Releases, release
from sim.model.fields import by_day, computed, daily, dated_distributions, distribution, in_force, places, stream
from sim.model.removal.orders import depart_with_cbp, repatriate
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

DAY_HOURS, NIGHT_BEGINS, NIGHT_ENDS = 24.0, 22.0, 5.0
"""A day, and the night for which the share of papers done is known [hours]."""
_PRECISION = 12
"""Shares are rounded to this many decimals, so that nobody is late for a bridge that does not close [digits]."""
_CITY_ACROSS = np.where(CITY_ACROSS == NO_CITY, CITIES, CITY_ACROSS).astype(np.int64)
"""The city across from each sector, or CITIES."""
_HELD_BY_LAW, _CLAIM, _ARREST, _NOTICE = (int(cls) for cls in BedPriority)


def late_share(inputs: Inputs) -> Floats:
    """Share of those whose papers are done in a day for whom the bridge has closed, shape (days, CITIES + 1).

    Nobody is late for the last, which stands for all who are not beside a bridge.
    """
    closes = inputs.by_code_and_day(parameters.removal.bridge_closes, City)
    never = np.full(inputs.clock.days, DAY_HOURS)
    return done_after(np.stack([*closes, never], axis=1), inputs.number(parameters.removal.papers_at_night_share))


def done_after(hour: Floats, night_share: float) -> Floats:
    """Share of papers done after an hour of the day, the night from ten to five having a share of its own.

    Args:
        hour: from 0 to 24, any shape.
        night_share: papers done in the night [share].
    """
    night_hours = DAY_HOURS - NIGHT_BEGINS + NIGHT_ENDS
    at = [0.0, NIGHT_ENDS, NIGHT_BEGINS, DAY_HOURS]
    morning = night_share * NIGHT_ENDS / night_hours
    done = np.interp(hour, at, [0.0, morning, morning + 1.0 - night_share, 1.0])
    after: Floats = np.round(1.0 - done, _PRECISION)
    return after


@bundle
class Holding(Bundle):
    """The officers who send persons on from hold when their papers are done."""

    releases: Releases
    consents: Flags = computed(lambda ctx: ctx.daily(ctx.inputs.by_day(parameters.mexico.consent_per_day)) > 0)
    magistrates: Ints = daily(parameters.prosecution.magistrates_per_day)
    marshals: Ints = places(parameters.prosecution.marshals_places)
    sentence_days: Floats = distribution(parameters.prosecution.sentence_days)
    sentence: Word = stream("hold.sentence")
    orr_beds: Ints = places(parameters.children.beds)
    care_days: Floats = dated_distributions(parameters.children.care_days)
    care_in_force: Ints = in_force(parameters.children.care_days)
    care: Word = stream("hold.care")
    sponsor_delay_days: Ints = computed(
        lambda ctx: np.rint(ctx.inputs.by_day(parameters.children.sponsor_delay_days)).astype(np.int64)
    )
    haitian_share: Floats = by_day(parameters.detention.release.haitian_parole_share)
    haitian: Word = stream("hold.haitian")
    bus_days: Floats = distribution(parameters.removal.without_bed_days)
    bus: Word = stream("hold.bus")
    late_share: Floats = computed(lambda ctx: late_share(ctx.inputs))
    hour: Word = stream("bridges.hour")


@rule
def process_out(world: State, holding: Holding, day: int) -> None:
    """Send on those who waited for the bridge, those whose papers are done, those charged, and children."""
    for row in serve_all(world.people, world.overnight):
        leave_the_country(world, world.people[row], row, day)
    for row in due(world, Event.READY, day):
        leave_hold(world, holding, world.people[row], row, day)
    if world.charged.numbers[WAITING]:
        prosecute(world, holding, day)
    if world.care.numbers[WAITING]:
        free = holding.orr_beds[day] - present(world, Place.ORR)
        for row in serve(world.people, world.care, max(free, 0), False):
            hand_to_orr(world, holding, world.people[row], row, day)


@rule
def leave_hold(world: State, holding: Holding, person: Person, row: int, day: int) -> None:
    """Send on a person whose papers are done, or whose sentence is served: charged, for Mexico, or as decided."""
    if person.place == Place.MARSHALS:
        end_wait(world, person, Wait.MARSHALS, day, Cause.SERVED)
        move(world, person, row, Place.HOLD, KEEP, KEEP)
    if person.is_prosecuted:
        join(world.people, world.charged, person, row, day)
    elif not is_offered_to_mexico(world, holding, person, row, day):
        dispatch(world, holding, person, row, day)


@rule
def is_offered_to_mexico(world: State, holding: Holding, person: Person, row: int, day: int) -> bool:
    """Let a person chosen for return wait for the bridge, if Mexico receives anybody today."""
    if person.is_returnable and holding.consents[day]:
        join(world.people, world.returnable, person, row, day)
        return True
    if person.is_returnable:
        person.is_returnable = False
        count(world, person, Flow.REFUSED_FOR_CONSENT, day)
    return False


@rule
def prosecute(world: State, holding: Holding, day: int) -> None:
    """Bring as many of those charged before a magistrate as the courts and the Marshals take; drop the rest."""
    free = holding.marshals[day] - present(world, Place.MARSHALS)
    for row in serve(world.people, world.charged, max(min(holding.magistrates[day], free), 0), False):
        person = world.people[row]
        end_wait(world, person, Wait.CBP_HOLD, day, Cause.SERVED)
        count(world, person, Flow.PROSECUTED, day)
        count(world, person, Flow.BOOKED_INTO_MARSHALS, day)
        move(world, person, row, Place.MARSHALS, KEEP, KEEP)
        begin_wait(world, person, Wait.MARSHALS, day)
        person.is_prosecuted, person.was_prosecuted = False, True
        days = quantile(holding.sentence_days, 0, draw(person, holding.sentence))
        schedule(world, person, row, Event.READY, day + max(days, 1))
    for row in serve_all(world.people, world.charged):
        person = world.people[row]
        person.is_prosecuted = False
        count(world, person, Flow.PROSECUTION_DECLINED, day)
        dispatch(world, holding, person, row, day)


@rule
def hand_to_orr(world: State, holding: Holding, person: Person, row: int, day: int) -> None:
    """Hand a child over to ORR, to be released to a sponsor."""
    end_wait(world, person, Wait.CBP_HOLD, day, Cause.SERVED)
    count(world, person, Flow.BOOKED_INTO_ORR, day)
    move(world, person, row, Place.ORR, KEEP, KEEP)
    begin_wait(world, person, Wait.ORR, day)
    days = max(quantile(holding.care_days, holding.care_in_force[0, day], draw(person, holding.care)), 1)
    schedule(world, person, row, Event.RELEASE, day + days + holding.sponsor_delay_days[day])


@rule
def dispatch(world: State, holding: Holding, person: Person, row: int, day: int) -> None:
    """Send a person where the disposition leads."""
    disposition = int64(person.disposition)
    if disposition in (Disposition.VOLUNTARY_RETURN, Disposition.REMOVE_BY_CBP, Disposition.EXPULSION):
        if is_late_for_bridge(holding, person, day):
            join(world.people, world.overnight, person, row, day)
            count(world, person, Flow.HELD_FOR_BRIDGE, day)
        else:
            leave_the_country(world, person, row, day)
    elif disposition == Disposition.REMOVE_WITHOUT_BED:
        schedule_ground_removal(world, holding, person, row, day)
    elif disposition == Disposition.NOTICE_RELEASED:
        release(world, holding.releases, person, row, day)
    elif disposition == Disposition.CARE_OF_ORR:
        join(world.people, world.care, person, row, day)
    elif is_paroled_as_haitian(holding, person, day):
        count(world, person, Flow.PAROLED_AT_PORT, day)
        release(world, holding.releases, person, row, day)
    elif disposition not in (Disposition.NONE, Disposition.RETURN_TO_MEXICO):
        ask_for_bed(world, person, row, day)


@rule
def is_late_for_bridge(holding: Holding, person: Person, day: int) -> bool:
    """Whether the bridge of a Mexican has closed by the hour at which the papers are done."""
    if person.nationality != Nationality.MEXICO:
        return False
    return draw(person, holding.hour) < holding.late_share[day, _CITY_ACROSS[person.sector]]


@rule
def leave_the_country(world: State, person: Person, row: int, day: int) -> None:
    """Let a person leave the country from hold, under an order or without one."""
    city = _CITY_ACROSS[person.sector]
    if person.nationality == Nationality.MEXICO and city < CITIES:
        world.tallies[day, WALKED_TO_CITY[city]] += 1
    if person.disposition == Disposition.VOLUNTARY_RETURN:
        end_wait(world, person, Wait.CBP_HOLD, day, Cause.SERVED)
        count(world, person, Flow.VOLUNTARY_RETURN_BORDER, day)
        repatriate(world, person, row, day, Case.DEPARTED)
    elif person.disposition == Disposition.REMOVE_BY_CBP:
        depart_with_cbp(world, person, row, day)
    elif person.disposition == Disposition.EXPULSION:
        end_wait(world, person, Wait.CBP_HOLD, day, Cause.SERVED)
        count(world, person, Flow.EXPELLED, day)
        repatriate(world, person, row, day, Case.DEPARTED)
        person.manner = Manner.BRIDGE  # whatever the country


@rule
def schedule_ground_removal(world: State, holding: Holding, person: Person, row: int, day: int) -> None:
    """Book a person under an executable order on a bus to the bridge, straight from hold."""
    move(world, person, row, KEEP, Case.FINAL, KEEP)
    person.mode, person.authority = Mode.GROUND, Authority.INA_241
    begin_wait(world, person, Wait.REMOVAL, day)
    begin_wait(world, person, Wait.STAGING, day)
    schedule(world, person, row, Event.DEPARTURE, day + quantile(holding.bus_days, 0, draw(person, holding.bus)))


@rule
def is_paroled_as_haitian(holding: Holding, person: Person, day: int) -> bool:
    """Whether an adult from Haiti who arrives at a port is paroled while removals to Haiti are suspended."""
    if person.source != Source.PORT or person.nationality != Nationality.HAITI:
        return False
    if person.kind != PersonClass.SINGLE_ADULT or person.disposition not in (
        Disposition.CREDIBLE_FEAR,
        Disposition.NOTICE_DETAINED,
    ):
        return False
    return draw(person, holding.haitian) < holding.haitian_share[day]


@rule
def ask_for_bed(world: State, person: Person, row: int, day: int) -> None:
    """Let a person wait for a bed by the priority with which one is given."""
    if person.kind != PersonClass.SINGLE_ADULT:
        join(world.people, world.family_beds, person, row, day)
    elif person.disposition == Disposition.REMOVE_FROM_BED and person.nationality == Nationality.MEXICO:
        join(world.people, world.removable, person, row, day)
    else:
        join(world.people, world.adult_beds[class_of_bed(person)], person, row, day)


@rule
def class_of_bed(person: Person) -> int:
    """The priority with which an adult is given a bed."""
    disposition, may_be_released = int64(person.disposition), person.authority != Authority.INA_236C
    if disposition == Disposition.CREDIBLE_FEAR and may_be_released:
        return _CLAIM
    is_noticed = disposition == Disposition.NOTICE_DETAINED and may_be_released
    if disposition == Disposition.INTERIOR_OTHER or (is_noticed and person.source == Source.INTERIOR):
        return _ARREST
    return _NOTICE if is_noticed else _HELD_BY_LAW
