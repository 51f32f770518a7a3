"""On the first day people are already in beds, in care and before the courts, with a part of the wait behind them."""

import math
from collections import defaultdict
from itertools import accumulate

from sim.base.codes import Nationality, PersonClass
from sim.base.draws import keys_of
from sim.engine.columns import Authority, BookIn, Disposition, Event, Order, Release, Source
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Wait
from tests.oracle.appeals import is_open
from tests.oracle.calendars import Book, book_of
from tests.oracle.coming import Whence, mean_party, party
from tests.oracle.courts import interval, is_fast
from tests.oracle.custody import book_in_of, plan_release
from tests.oracle.dockets import ask, docket_of, is_plain, plan_filing, put_on_docket
from tests.oracle.facts import chosen, total
from tests.oracle.people import Person
from tests.oracle.removal import make_final
from tests.oracle.supervision import enrol_first
from tests.oracle.world import World

_SHARES = {
    "court": ("courts.nationality_share", PersonClass.SINGLE_ADULT),
    "family": ("courts.family_nationality_share", PersonClass.FAMILY_MEMBER),
    "child": ("children.nationality_share", PersonClass.UNACCOMPANIED_CHILD),
    "interior": ("interior.nationality_share", PersonClass.SINGLE_ADULT),
    "ordered": ("detention.initial_order_nationality", PersonClass.SINGLE_ADULT),
    "fear": ("ports.nationality_share", PersonClass.SINGLE_ADULT),
}
"""Kinds of people in the stocks: the shares of nationalities, and the class."""
_SCALES = ("border.attempts_scale", "ports.arrivals_scale", "interior.arrests_scale")
"""What shuts the flows of people off."""
_YEARS = (
    "this_year",
    "one_year_ago",
    "two_years_ago",
    "three_years_ago",
    "four_years_ago",
    "five_years_ago",
    "earlier",
)


def populate(world: World) -> None:
    """Fill the world as it stood on the first day."""
    _court(world)
    _unfiled_notices(world)
    _appeals(world)
    _motions(world)
    _old_orders(world)
    _family_centres(world)
    _fear_claimants(world)
    _under_final_order(world)
    _children_in_care(world)
    _in_custody_of_marshals(world)
    enrol_first(world, world.people)


def _stock(world: World, label: str, what: str, persons: float) -> list[Person]:
    """So many persons of a kind, split by nationality, who have all been arrested once."""
    path, kind = _SHARES[what]
    shares = world.facts.of_each(path)
    cuts = [
        round(share * persons / mean_party(world.facts, kind))
        for share in accumulate(share / total(shares) for share in shares)
    ]
    people: list[Person] = []
    for nationality, before, cut in zip(Nationality, [0, *cuts], cuts, strict=False):
        whence = Whence(Source.STOCK, f"{label} {what}", nationality, kind)
        name = (whence.source.name, whence.label, int(nationality), int(kind), 0)
        for head in keys_of(cut - before, *name).tolist():
            people += party(world, whence, head)
    for person in people:
        person.arrests = 1
    return people


def _while_open(world: World, source: str, persons: float) -> float:
    """A stock is empty where the scenario has shut the flow that feeds it."""
    scale = {"border": "border.attempts_scale", "interior": "interior.arrests_scale"}[source]
    return persons if any(world.facts.series(scale)) else 0.0


def _elapsed(world: World, person: Person) -> int:
    return world.facts.rest("detention.initial_elapsed_days", world.draw("day0.stay", person))


def _court(world: World) -> None:
    """Every pending case has its age, its docket and its place in the queue."""
    facts = world.facts
    pending = round(facts.number("courts.initial_pending") * facts.scale)
    held, inside_share = (
        facts.number("courts.initial_share.detained"),
        facts.number("courts.initial_share.detained_interior"),
    )
    families = _stock(world, "court", "family", pending * facts.number("courts.initial_share.families"))
    children = _stock(world, "court", "child", pending * facts.number("courts.initial_share.children"))
    inside = _stock(world, "court", "interior", _while_open(world, "interior", pending * held * inside_share))
    border = _stock(world, "court held", "fear", _while_open(world, "border", pending * held * (1 - inside_share)))
    rest = pending - sum(len(people) for people in (families, children, inside, border))
    adults = _stock(world, "court", "court", float(rest))
    for person in adults:
        person.is_subsequent = world.draw("day0.kind", person) < facts.number("courts.initial_subsequent_share")
    _age(world, families + children, adults, held=len(inside) + len(border))
    for person in families + children + adults:
        _is_at_large(world, person)
    _line_up(world, families + children + adults)
    for person in border:
        person.book_in, person.fear_found = BookIn.FEAR_CLAIM, True
        _is_held_for_court(world, person, Authority.INA_235B_ENTRANT)
    for person in inside:
        is_mandatory = world.draw("day0.kind", person) < facts.number("interior.mandatory_detention_share")
        person.book_in = BookIn.ICE_ARREST
        _is_held_for_court(world, person, Authority.INA_236C if is_mandatory else Authority.INA_236A)


def _age(world: World, young: list[Person], adults: list[Person], *, held: int) -> None:
    """Cases have the ages of the years in which they were received; those of people in beds are of this year."""
    facts = world.facts
    received = [facts.number(f"courts.initial_received.{year}") for year in _YEARS]
    third = facts.number("courts.initial_young_third_year_share")
    recent = [count * share for count, share in zip(received, (1.0, 1.0, third, 0.0, 0.0, 0.0, 0.0), strict=True)]
    cases = max(len(young) + len(adults) + held, 1)
    of_young = [weight / total(recent) * len(young) * (total(received) / cases) for weight in recent]
    of_held = [held * (total(received) / cases), *[0.0] * (len(received) - 1)]
    taken = [one + other for one, other in zip(of_young, of_held, strict=True)]
    of_adults = [max(count - less, 0.0) for count, less in zip(received, taken, strict=True)]
    for people, weights in ((young, recent), (adults, of_adults)):
        shares = [weight / total(weights) for weight in weights]
        for person in people:
            person.filed = person.since[Wait.DECISION] = -_case_age(world, person, shares)


def _case_age(world: World, person: Person, shares: list[float]) -> int:
    draw, cuts = world.facts.draw("day0.age", person.family), list(accumulate(shares))
    year = min(sum(draw >= cut for cut in cuts), len(cuts) - 1)
    inside = (draw - (cuts[year] - shares[year])) / (shares[year] if shares[year] > 0 else 1.0)
    width = 3.0 if year == len(cuts) - 1 else 1.0
    return math.floor((year + inside * width) * 365.0 * world.facts.number("courts.initial_age_factor"))


def _is_at_large(world: World, person: Person) -> None:
    """A person with a pending case lives at large and has been heard once, unless the case is fresh."""
    person.place = Place.AT_LARGE
    filed = person.since[Wait.DECISION]
    kind = "adult" if person.is_adult_alone else "young"
    if -filed >= world.facts.whole(f"courts.initial_unheard_days.{kind}"):
        person.hearings = 1
        _is_set_for_merits(world, person, "released")
    else:
        person.since[Wait.FIRST_HEARING] = filed
    person.case, person.docket = Case.PENDING, docket_of(world, person)


def _is_set_for_merits(world: World, person: Person, where: str) -> None:
    share = world.facts.number(f"courts.initial_merits_share.{where}")
    person.is_for_merits = world.facts.draw("day0.merits", person.family) < share


def _line_up(world: World, people: list[Person]) -> None:
    """The books stand as if they had always been kept: the youngest cases stand near the end."""
    by_book: defaultdict[Book, list[Person]] = defaultdict(list)
    for person in people:
        person.ready = 0
        by_book[book_of(person)].append(person)
        if is_plain(world):
            ask(world, person)
    for book, calendar in {} if is_plain(world) else sorted(world.calendars.items(), key=lambda item: item[0][::-1]):
        if book == (Docket.PRIORITY, False):
            _between_hearings(world, by_book[book])
            continue
        if book == (Docket.PRIORITY, True) and by_book[book]:
            general = world.calendars[Docket.GENERAL, True]
            share = len(by_book[book]) / (len(by_book[book]) + len(by_book[Docket.GENERAL, True]))
            calendar.level, general.level = calendar.level * share, general.level * (1.0 - share)
        here = by_book[book]
        length = len(here) / max(calendar.level, 1.0) * 7 / 5
        here.sort(key=lambda one: (_turn(world, one, length), one.key))
        if here:
            calendar.give_first_free(here, [0] * len(here), 0)


def _between_hearings(world: World, people: list[Person]) -> None:
    """Masters of the priority docket are held in time, so that each case is somewhere between two of them.

    What they take in the first four weeks the general docket has not, but it has as much as they at the least.
    """
    general = world.calendars[Docket.GENERAL, False]
    for person in people:
        person.ready = math.floor(world.facts.draw("day0.turn", person.family) * interval(world, person))
        person.note(Event.HEARING, general.next_court_day(person.ready))
    soon = [day for day in range(28) if general.is_court_day(day)]
    a_day = sum(person.diary[Event.HEARING] < 28 for person in people) / max(len(soon), 1)
    general.level = max(general.level - a_day, general.level / 2.0)


def _turn(world: World, person: Person, length: float) -> float:
    """Where a case stands in a calendar of so many days."""
    age = -person.since[Wait.DECISION]
    if person.is_subsequent and is_fast(world, person):
        interval = world.facts.inputs.duration("courts.interval.released")
        return world.facts.draw("day0.turn", person.family) * interval.mean
    return length - age if age < length else world.facts.draw("day0.turn", person.family) * length


def _is_held_for_court(world: World, person: Person, authority: Authority) -> None:
    """A person is in a bed for the court since some days."""
    elapsed = _elapsed(world, person)
    person.place, person.disposition, person.hearings = Place.ADULT_BED, Disposition.NOTICE_DETAINED, 1
    person.filed = person.since[Wait.DETENTION] = person.since[Wait.DECISION] = -elapsed
    person.authority = authority
    _is_set_for_merits(world, person, "detained")
    put_on_docket(world, person)
    plan_release(world, person)


def _unfiled_notices(world: World) -> None:
    """Notices have been served that are not filed yet."""
    unfiled = _while_open(world, "border", world.facts.number("courts.initial_unfiled") * world.facts.scale)
    for what in ("family", "child", "court", "fear"):
        share = world.facts.number(f"courts.initial_unfiled_share.{what}")
        for person in _stock(world, "unfiled", what, unfiled * share):
            person.place, person.case, person.fear_found = Place.AT_LARGE, Case.SERVED, what == "fear"
            plan_filing(world, person, -1)


def _appeals(world: World) -> None:
    """Appeals of people at large are pending, with a part of the time before them."""
    if all(not any(world.facts.series(scale)) for scale in _SCALES):
        return
    number = world.facts.number("courts.appeals.initial_pending") * world.facts.scale
    for person in _stock(world, "appeals", "court", number):
        _was_ordered(world, person, Case.APPEALED)
        left = world.facts.rest("courts.appeals.days.released", world.draw("day0.stay", person))
        person.note(Event.APPEAL, left)


def _motions(world: World) -> None:
    """Some orders made in absence will be reopened."""
    if not is_open(world):
        return
    number = world.facts.number("courts.initial_motions_pending") * world.facts.scale
    for person in _stock(world, "motions", "court", number):
        _was_ordered(world, person, Case.FINAL)
        left = world.facts.rest("courts.absentia_motion_days", world.draw("day0.stay", person))
        person.note(Event.MOTION, left)


def _was_ordered(world: World, person: Person, case: Case) -> None:
    """A person lives at large and was ordered removed, on a notice filed long ago."""
    draw = world.facts.draw("day0.age", person.family)
    person.filed = -world.facts.days("courts.returning_case_age_days", draw)
    person.hearings, person.order = 1, Order.ORDER
    person.place, person.case = Place.AT_LARGE, case


def _old_orders(world: World) -> None:
    """Many more live at large under an order, and are only counted."""
    is_empty = any(_while_open(world, source, 1.0) == 0.0 for source in ("border", "interior"))
    for nationality in Nationality:
        number = world.facts.of("courts.initial_orders_at_large", nationality) * world.facts.scale
        world.old_orders[nationality] = 0 if is_empty else round(number)


def _family_centres(world: World) -> None:
    """Families are in centres and wait for an interview, with the rest of the limit before them."""
    persons = _while_open(world, "border", world.facts.number("detention.initial.families") * world.facts.scale)
    limit = world.facts.whole("detention.family_limit_days")
    for person in _stock(world, "centre", "family", persons):
        person.place, person.release = Place.FAMILY_BED, Release.FAMILY
        _claim(world, person)
        spent = math.floor(world.draw("day0.stay", person) * limit)
        person.since[Wait.DETENTION] = -spent
        person.book_in = BookIn.FAMILY
        person.note(Event.RELEASE, max(limit - spent, 1))


def _fear_claimants(world: World) -> None:
    """Adults are in beds and wait for an interview."""
    persons = _while_open(world, "border", world.facts.number("detention.initial.fear_claimants") * world.facts.scale)
    for person in _stock(world, "fear", "fear", persons):
        person.place, person.disposition, person.book_in = Place.ADULT_BED, Disposition.CREDIBLE_FEAR, BookIn.FEAR_CLAIM
        _claim(world, person)


def _claim(world: World, person: Person) -> None:
    """A claim of fear was made some days ago."""
    spent = _elapsed(world, person) // 2
    person.case = Case.CREDIBLE_FEAR
    person.since[Wait.FEAR_SCREENING] = person.since[Wait.DETENTION] = -spent
    ready = world.facts.rest("fear.preparation_days", world.draw("day0.stay", person))
    person.note(Event.INTERVIEW, ready)


def _under_final_order(world: World) -> None:
    """Adults are in beds under a final order and wait for a document."""
    orders = (Order.ER, Order.REINSTATEMENT, Order.ORDER)
    shares = [world.facts.number(f"detention.initial_order.{order.name.lower()}") for order in orders]
    for source in ("border", "interior"):
        persons = world.facts.number(f"detention.initial.final_order_{source}") * world.facts.scale
        for person in _stock(world, f"final {source}", "ordered", _while_open(world, source, persons)):
            person.order = orders[chosen(world.draw("day0.kind", person), shares)]
            person.place, person.disposition = Place.ADULT_BED, Disposition.REMOVE_FROM_BED
            person.book_in = BookIn.ICE_ARREST if source == "interior" else book_in_of(person)
            elapsed = _elapsed(world, person)
            person.since[Wait.DETENTION] = -elapsed
            make_final(world, person)
            person.since[Wait.REMOVAL] = -(elapsed // 2)
            first = world.facts.whole("detention.custody_review.first_after_days")
            second = world.facts.whole("detention.custody_review.second_after_days")
            review = first if elapsed // 2 < first else second
            person.note(Event.REVIEW, max(review - elapsed // 2, 1))


def _children_in_care(world: World) -> None:
    """Children are in the care of ORR, with a part of the stay before them."""
    persons = _while_open(world, "border", world.facts.number("children.initial_in_care") * world.facts.scale)
    for person in _stock(world, "care", "child", persons):
        person.place, person.since[Wait.ORR] = Place.ORR, 0
        left = world.facts.rest("children.care_days", world.draw("day0.stay", person))
        person.note(Event.RELEASE, max(left, 1))


def _in_custody_of_marshals(world: World) -> None:
    """Adults serve a sentence for the entry, with a part of it before them, and will be removed after it."""
    persons = _while_open(world, "border", world.facts.number("prosecution.initial_in_custody") * world.facts.scale)
    for person in _stock(world, "marshals", "interior", persons):
        person.place, person.disposition, person.order = (
            Place.MARSHALS,
            Disposition.REMOVE_FROM_BED,
            Order.REINSTATEMENT,
        )
        person.since[Wait.MARSHALS], person.was_prosecuted = 0, True
        left = world.facts.rest("prosecution.sentence_days", world.draw("day0.stay", person))
        person.note(Event.READY, max(left, 1))
