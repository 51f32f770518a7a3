"""A person under a final order leaves only with a document that the country of origin recognises.

Who acts: consulates, every day, on the orders of people in custody.
What limits it: days to a document by country; some are never issued, fewer where visa sanctions press a country.
Who pays: nobody here; the bed of the waiting person is paid by ICE.
Levers: days and shares by country, visa sanctions, shares of seats by charter and commercial.
"""

from sim.engine.compiled import Bundle, Floats, Word, bundle, int64, rule
from sim.engine.draws import draw, quantile
from sim.engine.event_calendar import due, schedule
from sim.engine.geography import FAR_ROUTE, NEAR_ROUTE
from sim.engine.numbers import Event, Mode, Wait
from sim.engine.person import Person
from sim.engine.queues import join
from sim.engine.state import State
from sim.engine.verbs import begin_wait, touch
from sim.model.fields import computed, distribution, stream
from sim.scenario.names import parameters


@bundle
class Travel(Bundle):
    """How people with a document travel; shares by nationality and day, shape (NATIONALITIES, days)."""

    charter_share: Floats = computed(lambda ctx: ctx.inputs.by_nationality_and_day("removal.charter_share"))
    commercial_share: Floats = computed(lambda ctx: ctx.inputs.by_nationality_and_day("removal.commercial_share"))
    mode: Word = stream("documents.mode")
    farther_share: Floats = computed(lambda ctx: ctx.inputs.by_nationality_and_day("removal.farther_share"))
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
