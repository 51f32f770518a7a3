"""A final order in custody leads to a travel document, to staging, and out of the country.

Who acts: ICE, every day, on those under a final order: it asks countries of origin for documents and chooses how each
person travels; buses go to the bridges, single seats are bought on commercial flights. CBP, on those whose order it
carries out at the border.
What limits it: the document that a country issues or not; Mexican ports receive their own nationals.
Who pays: ICE, per person.
Levers: shares never documented, days to a document, visa sanctions, shares of the modes of travel.
"""

from sim.base import codes
from sim.base.draws import FloatArray
from sim.engine.columns import FAR_ROUTE, NEAR_ROUTE
from sim.engine.compiled import Bundle, Floats, Word, bundle, int64, rule
from sim.engine.draws import draw, quantile
from sim.engine.event_calendar import cancel, due, schedule
from sim.engine.numbers import (
    KEEP,
    NEVER,
    REMOVED_BY_ICE,
    Authority,
    Case,
    Cause,
    Disposition,
    Docket,
    Event,
    Flow,
    Manner,
    Mode,
    Nationality,
    Order,
    Place,
    Route,
    Wait,
)
from sim.engine.person import Person
from sim.engine.queues import join
from sim.engine.state import State
from sim.engine.verbs import begin_wait, count, end_wait, move, touch
from sim.model.detention.custody import leave_custody, remove_from_release_list, stop_waiting_in_mexico
from sim.model.fields import by_nationality_and_day, computed, distribution, distribution_by_nationality, stream
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters


@bundle
class RemovalOrders(Bundle):
    """The officers who carry out final orders: documents asked for, reviews planned."""

    review_days: int = computed(
        lambda ctx: max(ctx.inputs.whole(parameters.detention.custody_review.first_after_days), 1)
    )
    never_share: Floats = computed(lambda ctx: never_documented(ctx.inputs))
    """By nationality and day, shape (NATIONALITIES, days) [share]."""
    never: Word = stream("orders.never")
    document_days: Floats = distribution_by_nationality(parameters.removal.document_days)
    document: Word = stream("orders.document")


@rule
def become_final(world: State, orders: RemovalOrders, person: Person, row: int, day: int) -> None:
    """Let a judge's order become final: in custody removal begins, at large nothing follows.

    Who waited in Mexico for it was returned at a bridge, and may try again like others returned there. Against who has
    gone home from there it stands as an earlier order.
    """
    if person.place in (Place.AT_LARGE, Place.ABROAD):
        person.has_prior_order = person.has_prior_order or person.place == Place.ABROAD
        move(world, person, row, KEEP, Case.FINAL, Docket.NONE)
    elif person.place == Place.IN_MEXICO:
        stop_waiting_in_mexico(world, person, Flow.RETURN_ENDED_REMOVAL, day)
        move(world, person, row, Place.ABROAD, Case.FINAL, Docket.NONE)
        join(world.people, world.returned, person, row, day)
    elif person.place in (Place.ADULT_BED, Place.FAMILY_BED, Place.HOLD):
        begin_removal(world, orders, person, row, day)


@rule
def begin_removal(world: State, orders: RemovalOrders, person: Person, row: int, day: int) -> None:
    """Let an order of a person in custody become final, ask for a document and plan the custody review."""
    remove_from_release_list(world, person)
    move(world, person, row, KEEP, Case.FINAL, Docket.NONE)
    person.authority = Authority.INA_241
    begin_wait(world, person, Wait.REMOVAL, day)
    ask_document(world, orders, person, row, day)
    if person.place == Place.ADULT_BED:
        cancel(person, Event.RELEASE)
        schedule(world, person, row, Event.REVIEW, day + orders.review_days)


@rule
def ask_document(world: State, orders: RemovalOrders, person: Person, row: int, day: int) -> None:
    """Ask the country of origin for a document; some are never issued, and some have come before."""
    days = 1
    if not person.has_document:
        if draw(person, orders.never) < orders.never_share[person.nationality, day]:
            return
        days = max(quantile(orders.document_days, int64(person.nationality), draw(person, orders.document)), 1)
    person.has_document = False
    schedule(world, person, row, Event.DOCUMENT, day + days)


@rule
def depart_with_cbp(world: State, person: Person, row: int, day: int) -> None:
    """Let the arresting agency carry out an order at the border, with no bed of ICE."""
    end_wait(world, person, Wait.CBP_HOLD, day, Cause.REMOVED)
    is_reinstated = person.order == Order.REINSTATEMENT
    flow = Flow.REMOVED_CBP_REINSTATEMENT_GROUND if is_reinstated else Flow.REMOVED_CBP_ER_GROUND
    count(world, person, flow, day)
    repatriate(world, person, row, day, Case.FINAL)


def never_documented(inputs: Inputs) -> FloatArray:
    """Share of final orders for which no document is ever issued, shape (NATIONALITIES, days).

    Sanctions under section 243(d) of the Act act on the countries counted as recalcitrant: on the covered share of
    their nationals, some of the documents that would never have come are issued after all.
    """
    never = inputs.by_nationality_and_day(parameters.removal.never_documented_share)
    covered = inputs.by_day(parameters.removal.visa_sanctions.coverage) * inputs.number(
        parameters.removal.visa_sanctions.effect
    )
    never[codes.Nationality.OTHER_RECALCITRANT] *= 1.0 - covered
    return never


@rule
def repatriate(world: State, person: Person, row: int, day: int, case: int) -> None:
    """Let a person who leaves custody today be in the own country, and write down where and how it came there.

    The paper stands as it did where the case is KEEP.
    """
    person.manner = Manner.BRIDGE if person.nationality == Nationality.MEXICO else Manner.HOME_BY_AIR
    move(world, person, row, Place.ABROAD, case, KEEP if case == KEEP else Docket.NONE)
    if person.repatriated == NEVER or person.repatriated < person.arrested:
        person.repatriated = day
    join(world.people, world.returned, person, row, day)


@rule
def depart_all(world: State, day: int) -> None:
    """Let those leave whose day has come."""
    rows = due(world, Event.DEPARTURE, day)
    touch(world, rows)
    for row in rows:
        depart(world, world.people[row], row, day)


@rule
def depart(world: State, person: Person, row: int, day: int) -> None:
    """Let a person leave the country in the mode that was set, and count the removal."""
    leave_custody(world, person, day, Cause.REMOVED)
    end_wait(world, person, Wait.STAGING, day, Cause.SERVED)
    end_wait(world, person, Wait.REMOVAL, day, Cause.SERVED)
    if person.disposition == Disposition.INTERIOR_RETURN:
        count(world, person, Flow.VOLUNTARY_RETURN_INTERIOR, day)
    else:
        count(world, person, REMOVED_BY_ICE[person.order, person.mode], day)
    repatriate(world, person, row, day, KEEP)
    if person.mode == Mode.CHARTER and person.route == Route.MEXICO_INTERIOR:
        person.manner = Manner.INTERIOR_FLIGHT


@bundle
class Travel(Bundle):
    """How people with a document travel; shares by nationality and day, shape (NATIONALITIES, days)."""

    charter_share: Floats = by_nationality_and_day(parameters.removal.charter_share)
    commercial_share: Floats = by_nationality_and_day(parameters.removal.commercial_share)
    mode: Word = stream("documents.mode")
    farther_share: Floats = by_nationality_and_day(parameters.removal.farther_share)
    farther: Word = stream("documents.farther")
    seat_days: Floats = distribution(parameters.removal.commercial_days)
    seat: Word = stream("documents.seat")
    ground_days: Floats = distribution(parameters.removal.ground_days)
    ground: Word = stream("documents.ground")


@rule
def receive_documents(world: State, travel: Travel, day: int) -> None:
    """Begin the wait in staging of those whose document comes today."""
    rows = due(world, Event.DOCUMENT, day)
    touch(world, rows)
    for row in rows:
        person = world.people[row]
        begin_wait(world, person, Wait.STAGING, day)
        choose_mode(world, travel, person, row, day)


@rule
def choose_mode(world: State, travel: Travel, person: Person, row: int, day: int) -> None:
    """Let a person wait for a charter, or leave on a day to come on a commercial seat or over land."""
    uniform, charter = draw(person, travel.mode), travel.charter_share[person.nationality, day]
    if uniform < charter:
        person.mode = Mode.CHARTER
        wait_for_charter(world, travel, person, row, day)
    elif uniform < charter + travel.commercial_share[person.nationality, day]:
        person.mode = Mode.COMMERCIAL
        days = quantile(travel.seat_days, 0, draw(person, travel.seat))
        schedule(world, person, row, Event.DEPARTURE, day + days)
    else:
        person.mode = Mode.GROUND
        days = quantile(travel.ground_days, 0, draw(person, travel.ground))
        schedule(world, person, row, Event.DEPARTURE, day + days)


@rule
def wait_for_charter(world: State, travel: Travel, person: Person, row: int, day: int) -> None:
    """Let a person wait for a charter on the route of the own country, near or far."""
    is_far = draw(person, travel.farther) < travel.farther_share[person.nationality, day]
    route = int64(FAR_ROUTE[person.nationality] if is_far else NEAR_ROUTE[person.nationality])
    person.route = route
    join(world.people, world.routes[route], person, row, day)
