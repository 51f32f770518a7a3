"""An asylum officer interviews those who fear return; one interview serves a family.

Who acts: asylum officers, on federal working days, in the order of the day on which people are ready; immigration
    judges review a negative finding of those who ask for it.
What limits it: interviews that the officers given to screening can hold; they are shared with affirmative asylum,
    which lends more of them while claims wait long.
Who pays: USCIS, per interview.
Levers: officers, the positive share, time per interview. Nationalities differ in what is found; the share of all is
    what a scenario moves.
"""

import numpy as np

from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, rule
from sim.engine.draws import draw, is_head, quantile
from sim.engine.event_calendar import due, schedule
from sim.engine.numbers import (
    KEEP,
    Authority,
    Case,
    Cause,
    Disposition,
    Event,
    Flow,
    Order,
    PersonClass,
    Source,
    Tally,
    Wait,
)
from sim.engine.person import Person
from sim.engine.queues import NOBODY, first_day, join, serve
from sim.engine.state import State
from sim.engine.verbs import count, end_wait
from sim.model.context import Context
from sim.model.courts.calendar import file_case
from sim.model.courts.filing import serve_notice
from sim.model.courts.hours import FEAR_REVIEWS
from sim.model.detention.release import Releases, plan_release
from sim.model.fields import by_day, computed, distribution, number, stream, whole
from sim.model.removal.orders import begin_removal
from sim.scenario.names import parameters

_FEAR = parameters.fear
_LEAST = 1e-9
"""A share of positive findings is taken to be no nearer to none and to all [share]."""
_FARTHEST, _HALVINGS = 100.0, 80
"""How far the odds are shifted at most, in logarithms, and how often that range is halved."""


def interviews_by_day(ctx: Context) -> tuple[Ints, Ints]:
    """Interviews that the officers given to screening can hold, and those given to it while claims wait long.

    None are held on days off; both of shape (days,) [interviews].
    """
    by_day = ctx.inputs.by_day
    per_share = by_day(_FEAR.officers) * by_day(_FEAR.interviews_per_officer_day) * ctx.is_working
    usual = by_day(_FEAR.screening_share)
    most = np.maximum(usual, by_day(_FEAR.surge.screening_share))
    return ctx.daily(per_share * usual), ctx.daily(per_share * most)


def positive_shares(ctx: Context) -> Floats:
    """Positive findings by nationality and day, shape (NATIONALITIES, days) [share]."""
    levels, which = np.unique(ctx.inputs.by_day(_FEAR.positive_share), return_inverse=True)
    claims = ctx.inputs.by_nationality(_FEAR.claims_by_nationality)
    found = np.clip(ctx.inputs.by_nationality(_FEAR.positive_by_nationality), _LEAST, 1.0 - _LEAST)
    shares = np.array([shifted_to(float(level), claims, found) for level in levels])
    return np.ascontiguousarray(shares[which].T)


def shifted_to(level: float, claims: Floats, found: Floats) -> Floats:
    """Multiply the odds of all nationalities alike, until the usual claims together are found as often as is said.

    Args:
        level: what is said of all [share].
        claims: the usual claims by nationality, of which the proportion counts, shape (NATIONALITIES,).
        found: positive findings by nationality before, shape (NATIONALITIES,) [share].

    Returns:
        Positive findings by nationality, shape (NATIONALITIES,) [share].
    """
    low, high, shares = -_FARTHEST, _FARTHEST, found
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        shares = 1.0 / (1.0 + (1.0 / found - 1.0) * np.exp(-middle))
        is_low = (claims * shares).sum() < level * claims.sum()
        low, high = (middle, high) if is_low else (low, middle)
    return shares


@bundle
class Screening(Bundle):
    """The officers who decide fear claims, and the judges who review a negative finding."""

    releases: Releases
    usual: Ints = computed(lambda ctx: interviews_by_day(ctx)[0])
    most: Ints = computed(lambda ctx: interviews_by_day(ctx)[1])
    patience_days: int = whole(_FEAR.surge.after_days)
    closed_share: Floats = by_day(_FEAR.closed_share)
    closing: Word = stream("fear.closing")
    closed_removed_share: float = number(_FEAR.closed_removed_share)
    positive_share: Floats = computed(positive_shares)
    reasonable_share: float = number(_FEAR.reasonable_positive_share)
    outcome: Word = stream("fear.outcome")
    asking_share: float = number(_FEAR.review_requested_share)
    asking: Word = stream("fear.asks_for_review")
    review_days: Floats = distribution(_FEAR.review_days)
    wait: Word = stream("fear.review_days")
    vacated_share: Floats = by_day(_FEAR.vacated_share)
    review: Word = stream("fear.review")
    family_release_days: int = whole(parameters.detention.family_release_days)


@rule
def screen(world: State, screening: Screening, day: int) -> None:
    """Hold the reviews that are due, put those who are ready in the queue, and hold the interviews of the day."""
    for row in due(world, Event.FEAR_REVIEW, day):
        review(world, screening, world.people[row], row, day)
    for row in due(world, Event.INTERVIEW, day):
        join(world.people, world.interviews, world.people[row], row, day)
    if screening.most[day] == 0:
        return
    oldest, places = first_day(world.people, world.interviews), screening.usual[day]
    if oldest < NOBODY and day - oldest >= screening.patience_days:
        places = screening.most[day]
    world.tallies[day, Tally.FEAR_SLOTS] += places
    places = max(places - world.tallies[day, Tally.FEAR_SLOTS_USED], 0)  # people in Mexico were heard before
    for row in serve(world.people, world.interviews, places, True):
        person = world.people[row]
        world.tallies[day, Tally.FEAR_SLOTS_USED] += is_head(person)
        end_wait(world, person, Wait.FEAR_SCREENING, day, Cause.SERVED)
        if person.case == Case.CREDIBLE_FEAR:
            decide_credible(world, screening, person, row, day)
        else:
            decide_reasonable(world, screening, person, row, day)


@rule
def decide_credible(world: State, screening: Screening, person: Person, row: int, day: int) -> None:
    """Close a claim of credible fear, or find for or against it."""
    if draw(person, screening.closing) < screening.closed_share[day]:
        count(world, person, Flow.CREDIBLE_CLOSED, day)
        if draw(person, screening.review) >= screening.closed_removed_share:
            refer(world, screening, person, row, day)
        else:
            carry_out(world, screening, person, row, day)
    elif draw(person, screening.outcome) < screening.positive_share[person.nationality, day]:
        count(world, person, Flow.CREDIBLE_POSITIVE, day)
        person.fear_found = True
        refer(world, screening, person, row, day)
    else:
        count(world, person, Flow.CREDIBLE_NEGATIVE, day)
        find_against(world, screening, person, row, day)


@rule
def decide_reasonable(world: State, screening: Screening, person: Person, row: int, day: int) -> None:
    """Find for or against a claim of reasonable fear; a positive one is heard in withholding-only proceedings."""
    person.authority = Authority.INA_241
    if draw(person, screening.outcome) < screening.reasonable_share:
        count(world, person, Flow.REASONABLE_POSITIVE, day)
        file_case(world, screening.releases.court, person, row, day)
    else:
        count(world, person, Flow.REASONABLE_NEGATIVE, day)
        find_against(world, screening, person, row, day)


@rule
def find_against(world: State, screening: Screening, person: Person, row: int, day: int) -> None:
    """Let a person who asks wait for the review of a judge; carry out the order of another."""
    if draw(person, screening.asking) < screening.asking_share:
        days = quantile(screening.review_days, 0, draw(person, screening.wait))
        schedule(world, person, row, Event.FEAR_REVIEW, day + max(days, 1))
    else:
        carry_out(world, screening, person, row, day)


@rule
def review(world: State, screening: Screening, person: Person, row: int, day: int) -> None:
    """Let a judge vacate or affirm a negative finding; that of a family is reviewed once."""
    screening.releases.court.custody_matters[FEAR_REVIEWS] += is_head(person)
    if draw(person, screening.review) >= screening.vacated_share[day]:
        count(world, person, Flow.FEAR_REVIEW_AFFIRMED, day)
        carry_out(world, screening, person, row, day)
        return
    count(world, person, Flow.FEAR_REVIEW_VACATED, day)
    if person.case == Case.CREDIBLE_FEAR:
        person.fear_found = True
        refer(world, screening, person, row, day)
    else:
        file_case(world, screening.releases.court, person, row, day)


@rule
def carry_out(world: State, screening: Screening, person: Person, row: int, day: int) -> None:
    """Carry out an order that no claim stands against any more."""
    if person.case == Case.CREDIBLE_FEAR:
        person.order = Order.ER
    begin_removal(world, screening.releases.court.orders, person, row, day)


@rule
def refer(world: State, screening: Screening, person: Person, row: int, day: int) -> None:
    """Send a claim on to the court: serve a notice and decide custody; a family is released some days later."""
    serve_notice(world, screening.releases.notices, person, row, day, KEEP)
    if person.kind != PersonClass.SINGLE_ADULT:
        limit = person.due[Event.RELEASE]
        schedule(world, person, row, Event.RELEASE, min(limit, day + screening.family_release_days))
        person.is_releasable = True
        join(world.people, world.releasable_families, person, row, day)
        return
    is_convicted = person.authority == Authority.INA_236C and person.disposition == Disposition.CREDIBLE_FEAR
    if not is_convicted:
        person.authority = Authority.INA_235B_ARRIVING if person.source == Source.PORT else Authority.INA_235B_ENTRANT
    plan_release(world, screening.releases, person, row, day)
