"""A decision may be appealed to the Board, and what the Board decided be taken to a circuit court."""

from sim.base.days import Phase
from sim.engine.columns import Event, Order
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Cause, Flow, Wait
from tests.oracle.attendance import has_counsel
from tests.oracle.dockets import take_back
from tests.oracle.freedom import set_free
from tests.oracle.people import Person
from tests.oracle.removal import let_become_final
from tests.oracle.world import Process, World

_HELD, _OTHERS = range(2)
"""The order in which the Board decides."""


def is_open(world: World) -> bool:
    """Whether cases come back to the court: not to a court alone, nor where one net share stands for all flows."""
    scales = ("border.attempts_scale", "ports.arrivals_scale", "interior.arrests_scale")
    is_alone = not any(any(world.facts.series(scale)) for scale in scales)
    return not is_alone and not world.facts.inputs.is_set("courts.closure_net_share")


def may_appeal(world: World, person: Person, docket: Docket, *, is_withholding_only: bool) -> bool:
    """A person ordered removed in the presence of the judge appeals, or does not."""
    if not is_open(world):
        return False
    kind = {Docket.DETAINED: "detained", Docket.MEXICO: "mexico"}.get(docket, "released")
    kind += ".with_counsel" if has_counsel(world, person) else ".without_counsel"
    share = world.facts.number(f"courts.appeals.share.{'withholding_only' if is_withholding_only else kind}")
    return _draw(world, "appeals.appealed", person) < share


def government_appeals(world: World, person: Person) -> bool:
    """The government appeals against a grant of relief, or lets it stand."""
    share = world.facts.number("courts.appeals.share.government")
    if not is_open(world) or _draw(world, "appeals.by_government", person) >= share:
        return False
    person.order = Order.NONE
    world.count(Flow.APPEALED_BY_GOVERNMENT, person)
    appeal(world, person)
    return True


def appeal(world: World, person: Person) -> None:
    """An appeal stays what was decided."""
    world.count(Flow.APPEAL_FILED, person)
    person.case, person.docket = Case.APPEALED, Docket.NONE
    if person.place == Place.IN_MEXICO and not world.facts.is_on("courts.appeals.wait_in_mexico", 0):
        world.count(Flow.RETURN_ENDED_REMOVAL if person.order else Flow.RETURN_ENDED_RELIEF, person)
        world.end(Wait.MEXICO, person, Cause.SERVED)
        person.strike(Event.MEXICO_EXIT)
        world.afraid.leave(person)
        person.place = Place.AT_LARGE
    _wait(world, person, "detained" if person.place == Place.ADULT_BED else "released")


def ripen(world: World, person: Person) -> None:
    """An appeal is ripe for the Board; a petition is decided."""
    if person.case == Case.APPEALED:
        world.appeals.join(person, world.today, _HELD if person.place == Place.ADULT_BED else _OTHERS)
    elif person.case == Case.PETITION_FOR_REVIEW:
        if _draw(world, "appeals.granted", person) < world.facts.number("courts.appeals.remanded_share.circuit"):
            _remand(world, person)
        else:
            let_become_final(world, person)


def reopen(world: World, person: Person) -> None:
    """An order made in absence is reopened, if the person is still at large under it."""
    if person.case == Case.FINAL and person.place == Place.AT_LARGE:
        world.count(Flow.REOPENED_ABSENTIA, person)
        _hear_again(world, person)


def board(world: World) -> Process:
    """On working days the Board decides as many ripe appeals as it can."""
    facts = world.facts
    yearly = facts.series("courts.appeals.board_decisions_per_year")
    working = [bool(day) for day in facts.clock.is_working]
    days_of_year = [int(days) for days in facts.clock.working_days_of_year]
    rates = [rate * sits / days for rate, sits, days in zip(yearly, working, days_of_year, strict=True)]
    for day, places in zip(world.days, facts.whole_numbers(rates), strict=True):
        yield world.office_hours(day, Phase.FILE)
        for person in world.appeals.serve(places):
            _decide(world, person)


def _decide(world: World, person: Person) -> None:
    if _draw(world, "appeals.remanded", person) < world.facts.number("courts.appeals.remanded_share.board"):
        _remand(world, person)
        return
    has_won = person.order == Order.NONE
    if has_won and person.place == Place.HOLD:
        person.note(Event.APPEAL, world.today + 1)
        return
    world.count(Flow.APPEAL_DISMISSED, person)
    if has_won:
        set_free(world, person, "RELIEF")
    elif _draw(world, "appeals.petitions", person) < world.facts.number("courts.appeals.petition_share"):
        world.count(Flow.PETITION_FILED, person)
        person.case = Case.PETITION_FOR_REVIEW
        _wait(world, person, "circuit")
    else:
        let_become_final(world, person)


def _remand(world: World, person: Person) -> None:
    world.count(Flow.REMANDED, person)
    _hear_again(world, person)


def _hear_again(world: World, person: Person) -> None:
    person.is_subsequent = True
    take_back(world, person)


def _wait(world: World, person: Person, kind: str) -> None:
    days = world.facts.days(f"courts.appeals.days.{kind}", _draw(world, "appeals.days", person))
    person.note(Event.APPEAL, world.today + 1 + days)


def _draw(world: World, decision: str, person: Person) -> float:
    return world.facts.draw(decision, person.family, person.hearings)
