"""Officers decide the disposition of each arrested person: removal, a fear claim, a return or a notice to appear.

Who acts: officers of CBP and ICE, every day, on those arrested that day and those whose papers are done.
What limits it: the reach of expedited removal, whether Mexico receives people of third countries.
Who pays: CBP, per day in hold.
Levers: zone and days of expedited removal, contiguous return, share prosecuted, detain-by-default.
"""

import numpy as np

from sim.engine.compiled import Bundle, Floats, Word, bundle, int64, rule
from sim.engine.draws import choice, draw, quantile
from sim.engine.event_calendar import schedule
from sim.engine.numbers import (
    KEEP,
    Authority,
    Case,
    Disposition,
    Event,
    Flow,
    Nationality,
    Order,
    PersonClass,
    Source,
    Wait,
)
from sim.engine.person import Person
from sim.engine.queues import serve_all
from sim.engine.state import State
from sim.engine.verbs import begin_wait, count, move, record_disposition, touch
from sim.model.context import Context
from sim.model.contiguous_return import ReturnRules, is_chosen_for_return
from sim.model.expedited_removal import ExpeditedRemoval, or_notice, widen_at_border, widen_inside
from sim.model.fields import by_day, by_nationality, by_nationality_and_day, computed, distribution, number, stream
from sim.model.interior.rates import DISPOSITIONS, ON_OLD_ORDER, ORDERS, disposition_weights
from sim.scenario.names import parameters

_ADULTS = parameters.border.adult_track
_WITHOUT_ORDER = {
    Disposition.REMOVE_FROM_BED: _ADULTS.expedited_removal,
    Disposition.CREDIBLE_FEAR: _ADULTS.credible_fear,
    Disposition.VOLUNTARY_RETURN: _ADULTS.voluntary_return,
    Disposition.NOTICE_DETAINED: _ADULTS.notice,
}
"""What may happen to an adult found between ports who has no earlier order, and how often."""
_WITHOUT_ORDER_DISPOSITIONS = np.array(list(_WITHOUT_ORDER), np.int64)


def _adult_shares(ctx: Context) -> Floats:
    """What happens to adults without an earlier order, shape (NATIONALITIES, 4) [weight]."""
    return np.stack([ctx.inputs.by_nationality(share) for share in _WITHOUT_ORDER.values()], axis=1)


def _interior_shares(ctx: Context) -> Floats:
    """What is done with people arrested inside, by channel and day one after another, shape (channels x days, 7)."""
    weights = disposition_weights(ctx.inputs)
    return weights.reshape(-1, weights.shape[-1])


@bundle
class DispositionRules(Bundle):
    """The officers who decide what is done with each arrested person."""

    expedited: ExpeditedRemoval
    returns: ReturnRules
    disposition: Word = stream("disposition.track")
    custody: Word = stream("disposition.custody")
    adult_shares: Floats = computed(_adult_shares)
    reinstated_share: float = number(parameters.border.reinstated_share)
    reinstated: Word = stream("disposition.reinstated")
    reasonable_share: Floats = by_nationality(parameters.fear.reasonable_share_of_reinstated)
    centre_share: Floats = by_nationality(parameters.border.family_track.centre)
    removed_share: Floats = by_nationality(parameters.border.family_track.removed)
    child_returned_share: float = number(parameters.children.mexican_returned_share)
    detained_share: Floats = by_day(parameters.detention.notice_detained_share)
    interior_shares: Floats = computed(_interior_shares)
    mandatory_share: float = number(parameters.interior.mandatory_detention_share)
    by_cbp_share: float = number(parameters.removal.mexican_by_cbp_share)
    without_bed_share: float = number(parameters.removal.mexican_without_bed_share)
    prosecuted_share: Floats = by_nationality(parameters.prosecution.share)
    prosecution: Floats = by_day(parameters.prosecution.multiplier)
    prosecuted: Word = stream("disposition.prosecuted")
    expelled_share: Floats = by_nationality_and_day(parameters.border.expelled_share)
    expelled: Word = stream("disposition.expelled")
    processing_days: Floats = distribution(parameters.border.processing_days)
    processing: Word = stream("disposition.processing")


@rule
def decide(world: State, rules: DispositionRules, day: int) -> None:
    """Decide what is done with those arrested today, and plan the day on which their papers are done."""
    rows = serve_all(world.people, world.processing)
    touch(world, rows)
    for row in rows:
        person = world.people[row]
        if person.source == Source.INTERIOR:
            decide_inside(world, rules, person, day)
        elif person.source == Source.BORDER:
            decide_at_border(rules, person, day)
            if is_expelled(rules, person, day):
                person.disposition, person.order = Disposition.EXPULSION, Order.NONE
                person.authority, person.is_prosecuted = Authority.NONE, False
        if person.disposition == Disposition.NOTICE_DETAINED and person.source != Source.INTERIOR:
            choose_custody(rules, person, day)
        open_case(world, person, row, day)
        record_disposition(world, person, day)
        person.is_returnable = is_chosen_for_return(rules.returns, person, day)
        days = quantile(rules.processing_days, 0, draw(person, rules.processing))
        schedule(world, person, row, Event.READY, day + max(days, 1))


@rule
def is_expelled(rules: DispositionRules, person: Person, day: int) -> bool:
    """Whether a person met between ports is put over the bridge at once: without a claim, and not a child alone."""
    is_afraid = person.disposition in (Disposition.CREDIBLE_FEAR, Disposition.REASONABLE_FEAR)
    if is_afraid or person.kind == PersonClass.UNACCOMPANIED_CHILD:
        return False
    return draw(person, rules.expelled) < rules.expelled_share[person.nationality, day]


@rule
def decide_at_border(rules: DispositionRules, person: Person, day: int) -> None:
    """Decide by class what is done with a person met between ports."""
    if person.kind == PersonClass.UNACCOMPANIED_CHILD:
        goes_home = (
            person.nationality == Nationality.MEXICO and draw(person, rules.disposition) < rules.child_returned_share
        )
        person.disposition = Disposition.VOLUNTARY_RETURN if goes_home else Disposition.CARE_OF_ORR
    elif person.kind == PersonClass.FAMILY_MEMBER:
        decide_family(rules, person, day)
    else:
        decide_adult(rules, person, day)


@rule
def decide_family(rules: DispositionRules, person: Person, day: int) -> None:
    """A family claims fear and goes to a centre, is removed from the border, or is released with a notice."""
    uniform, centre = draw(person, rules.disposition), rules.centre_share[person.nationality]
    disposition = Disposition.NOTICE_RELEASED
    if uniform < centre:
        disposition = Disposition.CREDIBLE_FEAR
    elif uniform < centre + rules.removed_share[person.nationality]:
        is_mexican = person.nationality == Nationality.MEXICO
        disposition = Disposition.REMOVE_BY_CBP if is_mexican else Disposition.REMOVE_FROM_BED
    person.disposition = or_notice(rules.expedited, person, disposition, day, Disposition.NOTICE_RELEASED)
    is_removed = person.disposition in (Disposition.REMOVE_BY_CBP, Disposition.REMOVE_FROM_BED)
    person.order = Order.ER if is_removed else Order.NONE
    person.authority = Authority.INA_235B_ENTRANT


@rule
def decide_adult(rules: DispositionRules, person: Person, day: int) -> None:
    """An adult is removed, claims fear, returns voluntarily or gets a notice; an earlier order is reinstated."""
    uniform, nationality = draw(person, rules.disposition), int64(person.nationality)
    disposition = _WITHOUT_ORDER_DISPOSITIONS[choice(rules.adult_shares, nationality, uniform)]
    disposition = widen_at_border(rules.expedited, person, disposition, day)
    disposition = or_notice(rules.expedited, person, disposition, day, Disposition.NOTICE_DETAINED)
    person.order = Order.ER if disposition == Disposition.REMOVE_FROM_BED else Order.NONE
    if person.has_prior_order and draw(person, rules.reinstated) < rules.reinstated_share:
        disposition = (
            Disposition.REASONABLE_FEAR
            if uniform < rules.reasonable_share[nationality]
            else Disposition.REMOVE_FROM_BED
        )
        person.order = Order.REINSTATEMENT
    person.authority = Authority.INA_236A if disposition == Disposition.NOTICE_DETAINED else Authority.INA_235B_ENTRANT
    share = rules.prosecuted_share[nationality] * rules.prosecution[day]
    person.is_prosecuted = disposition == Disposition.REMOVE_FROM_BED and draw(person, rules.prosecuted) < share
    is_mexican = nationality == Nationality.MEXICO
    person.disposition = (
        way_home(rules, person) if is_mexican and disposition == Disposition.REMOVE_FROM_BED else disposition
    )


@rule
def way_home(rules: DispositionRules, person: Person) -> int:
    """Which agency carries out the order of a Mexican, and whether a bed is needed."""
    uniform = draw(person, rules.custody)
    if uniform < rules.by_cbp_share:
        return Disposition.REMOVE_BY_CBP
    is_bed_needed = uniform >= rules.by_cbp_share + rules.without_bed_share
    return Disposition.REMOVE_FROM_BED if is_bed_needed else Disposition.REMOVE_WITHOUT_BED


@rule
def decide_inside(world: State, rules: DispositionRules, person: Person, day: int) -> None:
    """What is done with a person arrested inside the country follows from what is found in the record."""
    line = int64(person.is_at_large_arrest) * len(rules.detained_share) + day
    chosen = choice(rules.interior_shares, line, draw(person, rules.disposition))
    person.disposition, person.order = DISPOSITIONS[chosen], ORDERS[chosen]
    if chosen == ON_OLD_ORDER:
        world.old_orders[person.nationality] = max(world.old_orders[person.nationality] - 1, 0)
    is_mandatory = (
        person.disposition != Disposition.INTERIOR_OTHER and draw(person, rules.custody) < rules.mandatory_share
    )
    person.authority = Authority.INA_236C if is_mandatory else Authority.INA_236A
    widen_inside(rules.expedited, person, day)


@rule
def choose_custody(rules: DispositionRules, person: Person, day: int) -> None:
    """Release some of those who get a notice at the border or at a port on recognisance."""
    if draw(person, rules.custody) >= rules.detained_share[day]:
        person.disposition = Disposition.NOTICE_RELEASED
    else:
        person.authority = Authority.INA_235B_ARRIVING if person.source == Source.PORT else Authority.INA_236A


@rule
def open_case(world: State, person: Person, row: int, day: int) -> None:
    """Open the papers that the disposition asks for: a fear claim, or an order issued."""
    if person.disposition in (Disposition.CREDIBLE_FEAR, Disposition.REASONABLE_FEAR):
        is_credible = person.disposition == Disposition.CREDIBLE_FEAR
        move(world, person, row, KEEP, Case.CREDIBLE_FEAR if is_credible else Case.REASONABLE_FEAR, KEEP)
        begin_wait(world, person, Wait.FEAR_SCREENING, day)
    if person.order == Order.ER or person.disposition == Disposition.CREDIBLE_FEAR:
        count(world, person, Flow.ER_ISSUED, day)
    if person.order == Order.REINSTATEMENT:
        count(world, person, Flow.REINSTATEMENT_ISSUED, day)
