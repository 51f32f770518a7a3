"""Expedited removal reaches people who entered without inspection, within the miles and days in force that day."""

from sim.engine.compiled import Bundle, Flags, Floats, Word, bundle, rule
from sim.engine.draws import draw, quantile
from sim.engine.numbers import Authority, Disposition, Nationality, Order
from sim.engine.person import Person
from sim.model.context import Context
from sim.model.fields import by_day, by_nationality, computed, distribution, flag_by_day, number, stream
from sim.scenario.names import parameters

_RULES = parameters.expedited_removal


def _is_wider(ctx: Context) -> Flags:
    """Say on which days the limits are wider than those of the base, shape (days,)."""
    limits = (_RULES.zone_miles, _RULES.max_days_present)
    miles, days = (ctx.inputs.by_day(limit) > ctx.inputs.base_by_day(limit) for limit in limits)
    return miles | days


@bundle
class ExpeditedRemoval(Bundle):
    """The limits of expedited removal, and whom a wider limit reaches who was outside the old one."""

    is_wider: Flags = computed(_is_wider)
    miles_limit: Floats = by_day(_RULES.zone_miles)
    days_limit: Floats = by_day(_RULES.max_days_present)
    reaches_cubans: Flags = flag_by_day(_RULES.cubans_included)
    proof_share: float = number(_RULES.proof_of_presence_share)
    proof: Word = stream("expedited_removal.proof")
    days_present: Floats = distribution(_RULES.days_present)
    present: Word = stream("expedited_removal.present")
    miles_low: float = number(_RULES.interior_miles_low)
    miles_high: float = number(_RULES.interior_miles_high)
    miles: Word = stream("expedited_removal.miles")
    applied_share: float = number(_RULES.applied_share)
    applied: Word = stream("expedited_removal.applied")
    entered_share: float = number(_RULES.entered_without_inspection_share)
    entry: Word = stream("expedited_removal.entry")
    outside_share: float = number(_RULES.notice_outside_limits_share)
    outside: Word = stream("expedited_removal.outside")
    fear_share: Floats = by_nationality(_RULES.fear_share)
    fear: Word = stream("expedited_removal.fear")


@rule
def or_notice(limits: ExpeditedRemoval, person: Person, disposition: int, day: int, notice: int) -> int:
    """The disposition of a person, or a notice where expedited removal does not reach the person, whatever the zone."""
    is_fast = disposition in (Disposition.REMOVE_FROM_BED, Disposition.CREDIBLE_FEAR, Disposition.REMOVE_BY_CBP)
    is_exempt = person.nationality == Nationality.CUBA and not limits.reaches_cubans[day]
    return notice if is_fast and is_exempt else disposition


@rule
def is_newly_reached(limits: ExpeditedRemoval, person: Person, day: int) -> bool:
    """Whether officers put a person in expedited removal who would have been outside the old limits."""
    if person.nationality == Nationality.CUBA and not limits.reaches_cubans[day]:
        return False
    days = 0
    if draw(person, limits.proof) < limits.proof_share:
        days = quantile(limits.days_present, 0, draw(person, limits.present))
    miles = limits.miles_low + (limits.miles_high - limits.miles_low) * draw(person, limits.miles)
    is_inside = days <= limits.days_limit[day] and miles <= limits.miles_limit[day]
    return is_inside and draw(person, limits.applied) < limits.applied_share


@rule
def expedited_disposition(limits: ExpeditedRemoval, person: Person) -> int:
    """The disposition of a person in expedited removal: a fear claim, or removal."""
    is_afraid = draw(person, limits.fear) < limits.fear_share[person.nationality]
    return Disposition.CREDIBLE_FEAR if is_afraid else Disposition.REMOVE_FROM_BED


@rule
def widen_at_border(limits: ExpeditedRemoval, person: Person, disposition: int, day: int) -> int:
    """The disposition of an adult who may have got a notice only for having been outside the limits."""
    if not limits.is_wider[day] or disposition != Disposition.NOTICE_DETAINED:
        return disposition
    if draw(person, limits.outside) < limits.outside_share and is_newly_reached(limits, person, day):
        return expedited_disposition(limits, person)
    return disposition


@rule
def widen_inside(limits: ExpeditedRemoval, person: Person, day: int) -> None:
    """Put in expedited removal who was arrested inside the country, entered without inspection and is in reach.

    Whoever must be held under section 236(c) is held in it too.
    """
    if not limits.is_wider[day] or person.disposition != Disposition.NOTICE_DETAINED:
        return
    if draw(person, limits.entry) < limits.entered_share and is_newly_reached(limits, person, day):
        person.disposition = expedited_disposition(limits, person)
        person.order = Order.NONE if person.disposition == Disposition.CREDIBLE_FEAR else Order.ER
        if person.authority != Authority.INA_236C:
            person.authority = Authority.INA_235B_ENTRANT
