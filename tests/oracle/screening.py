"""A person who fears return is interviewed by an asylum officer, a family by one; the claim goes to court or fails."""

from math import exp, sqrt

from sim.base.codes import Nationality
from sim.base.days import Phase
from sim.engine.columns import Authority, Disposition, Event, Order, Source
from sim.engine.diagrams import Case
from sim.engine.vocabulary import Cause, Flow, Tally, Wait
from tests.oracle import mexico
from tests.oracle.custody import plan_release
from tests.oracle.dockets import file, serve
from tests.oracle.people import Person, families
from tests.oracle.removal import make_final
from tests.oracle.world import Process, World


def asylum_office(world: World) -> Process:
    """Hold the interviews of the working day, in the order in which people became ready."""
    facts = world.facts
    shares = [facts.on("fear.screening_share", day) for day in world.days]
    called = [max(share, facts.on("fear.surge.screening_share", day)) for day, share in enumerate(shares)]
    usual, most = _interviews(world, shares), _interviews(world, called)
    for day in world.days:
        yield world.office_hours(day, Phase.SCREEN)
        if not most[day]:
            continue
        since = min((joined for _, joined in world.interviews.joined.values()), default=day)
        is_late = len(world.interviews) > 0 and day - since >= facts.number("fear.surge.after_days")
        slots = most[day] if is_late else usual[day]
        abroad = world.afraid.serve(usual[day], by_family=True)
        for person in abroad:
            mexico.tell_of_fear(world, person)
        people = world.interviews.serve(slots - len(families(abroad)), by_family=True)
        world.tally(Tally.FEAR_SLOTS, slots)
        world.tally(Tally.FEAR_SLOTS_USED, len(families(abroad)) + len(families(people)))
        for person in people:
            interview(world, person)


def _interviews(world: World, shares: list[float]) -> list[int]:
    """Interviews of each day, if these shares of the officers screen."""
    facts = world.facts
    rates = [
        facts.on("fear.officers", day) * shares[day]
        * facts.on("fear.interviews_per_officer_day", day) * bool(facts.clock.is_working[day])
        for day in world.days
    ]  # fmt: skip
    return facts.whole_numbers(rates)


def interview(world: World, person: Person) -> None:
    """A claim is found credible or not, or is closed; the fear of a person under an order is reasonable or not."""
    world.end(Wait.FEAR_SCREENING, person, Cause.SERVED)
    if person.case == Case.CREDIBLE_FEAR:
        _screen_credible_fear(world, person)
    else:
        _screen_reasonable_fear(world, person)


def _screen_credible_fear(world: World, person: Person) -> None:
    if world.draw("fear.closing", person) < world.on("fear.closed_share"):
        world.count(Flow.CREDIBLE_CLOSED, person)
        if world.draw("fear.review", person) >= world.facts.number("fear.closed_removed_share"):
            _refer(world, person)
        else:
            _carry_out(world, person)
    elif world.draw("fear.outcome", person) < _found_credible(world, person.nationality):
        world.count(Flow.CREDIBLE_POSITIVE, person)
        person.fear_found = True
        _refer(world, person)
    else:
        world.count(Flow.CREDIBLE_NEGATIVE, person)
        _ask_for_review(world, person)


def _found_credible(world: World, nationality: Nationality) -> float:
    """How often a nationality is found credible: its odds, times what brings the usual claims together to the total.

    The factor is sought from both sides on the scale of its logarithm.
    """
    facts, total = world.facts, world.on("fear.positive_share")
    odds, claims = {}, {}
    for each in Nationality:
        share = min(max(facts.number(f"fear.positive_by_nationality.{each.name.lower()}"), 1e-9), 1 - 1e-9)
        odds[each] = share / (1 - share)
        claims[each] = facts.number(f"fear.claims_by_nationality.{each.name.lower()}")
    if total not in world.factors_of_odds:
        least, most = exp(-100.0), exp(100.0)
        while (factor := sqrt(least * most)) not in (least, most) and most / least > 1 + 1e-14:
            positive = sum(claims[each] / (1 + 1 / (factor * odds[each])) for each in Nationality)
            least, most = (factor, most) if positive < total * sum(claims.values()) else (least, factor)
        world.factors_of_odds[total] = factor
    return 1 / (1 + 1 / (world.factors_of_odds[total] * odds[nationality]))


def _screen_reasonable_fear(world: World, person: Person) -> None:
    person.authority = Authority.INA_241
    if world.draw("fear.outcome", person) < world.facts.number("fear.reasonable_positive_share"):
        world.count(Flow.REASONABLE_POSITIVE, person)
        file(world, person)
    else:
        world.count(Flow.REASONABLE_NEGATIVE, person)
        _ask_for_review(world, person)


def _ask_for_review(world: World, person: Person) -> None:
    """A person asks a judge to review a negative finding, or the order is carried out."""
    if world.draw("fear.asks_for_review", person) < world.facts.number("fear.review_requested_share"):
        days = world.facts.days("fear.review_days", world.draw("fear.review_days", person))
        person.note(Event.FEAR_REVIEW, world.today + max(days, 1))
    else:
        _carry_out(world, person)


def review(world: World, person: Person) -> None:
    """A judge vacates a negative finding, or affirms it; that of a family is heard once."""
    world.heard_beside["fear_review"] += person.key == person.family
    if world.draw("fear.review", person) >= world.on("fear.vacated_share"):
        world.count(Flow.FEAR_REVIEW_AFFIRMED, person)
        _carry_out(world, person)
        return
    world.count(Flow.FEAR_REVIEW_VACATED, person)
    if person.case == Case.CREDIBLE_FEAR:
        person.fear_found = True
        _refer(world, person)
    else:
        file(world, person)


def _carry_out(world: World, person: Person) -> None:
    if person.case == Case.CREDIBLE_FEAR:
        person.order = Order.ER
    make_final(world, person)


def _refer(world: World, person: Person) -> None:
    """A notice is served; a family is released within days, and custody of an adult is decided."""
    serve(world, person)
    if person.is_adult_alone:
        if person.authority != Authority.INA_236C or person.disposition != Disposition.CREDIBLE_FEAR:
            person.authority = (
                Authority.INA_235B_ARRIVING if person.source == Source.PORT else Authority.INA_235B_ENTRANT
            )
        plan_release(world, person)
    else:
        soon = world.today + world.facts.whole("detention.family_release_days")
        person.note(Event.RELEASE, min(person.diary[Event.RELEASE], soon))
        world.releasable_families.join(person, world.today)
