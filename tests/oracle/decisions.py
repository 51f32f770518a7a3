"""A case is decided, and the body follows the paper."""

from itertools import accumulate

from sim.engine.columns import Disposition, Event, Order
from sim.engine.diagrams import Docket, Place
from sim.engine.vocabulary import Cause, Flow, Wait
from tests.oracle.appeals import appeal, government_appeals, is_open, may_appeal
from tests.oracle.attendance import has_counsel, is_reached
from tests.oracle.dockets import is_plain
from tests.oracle.freedom import set_free
from tests.oracle.people import Person
from tests.oracle.removal import let_become_final
from tests.oracle.world import World

_RISING = ("RELIEF", "TERMINATED", "DEPARTURE", "REMOVAL")
"""How a case may be decided, in the order in which the draw of the decision rises."""


def is_last(world: World, person: Person) -> bool:
    """Whether a hearing to which the person comes is the last on the master calendar, or on the merits."""
    draw = world.facts.draw("hearings.decided", person.family, person.hearings)
    kind = {Docket.DETAINED: "detained", Docket.MEXICO: "mexico"}.get(person.docket, "released")
    hearings = f"courts.hearings_per_decided_case.{kind}"
    masters, first = world.facts.number(f"{hearings}.master"), 0.0
    if is_plain(world):
        return True
    if person.is_for_merits:
        return draw < 1.0 / max(world.facts.number(f"{hearings}.merits"), 1.0)
    if person.docket == Docket.DETAINED:
        return draw < min(1.0 / masters, 1.0)
    first = world.facts.number("courts.decided_at_first_hearing_share")
    if not person.hearings:
        return draw < first
    return masters <= 1.0 or draw < min((1.0 - first) / (masters - 1.0), 1.0)


def _chances(world: World, person: Person) -> tuple[dict[str, float], dict[str, float]]:
    """How a case may end, and which part of each end comes after a merits hearing."""
    where = "detained" if person.docket == Docket.DETAINED else "released"
    terminated = world.on(f"courts.terminated_share.{where}")
    departure = world.on(f"courts.voluntary_departure_share.{where}")
    represented = has_counsel(world, person)
    relief = min(_relief(world, person, where), 1.0 - terminated - departure)
    removal = 1.0 - relief - terminated - departure
    ends = {"RELIEF": relief, "TERMINATED": terminated, "DEPARTURE": departure, "REMOVAL": removal}
    share = {name: world.facts.number(f"courts.on_merits_share.{where}.{name}") for name in ("terminated", "departure")}
    failed = f"removal_{'represented' if represented else 'unrepresented'}"
    on_merits = {
        "RELIEF": 1.0,
        "TERMINATED": share["terminated"],
        "DEPARTURE": share["departure"],
        "REMOVAL": world.facts.number(f"courts.on_merits_share.{where}.{failed}"),
    }
    return ends, on_merits


def share_on_merits(world: World, person: Person) -> float:
    """The chance that a case at its last master is set for the merits; one of withholding alone always is."""
    if _is_withholding_only(person):
        return 1.0
    ends, on_merits = _chances(world, person)
    *_, share = accumulate(ends[name] * on_merits[name] for name in _RISING)
    return share


def outcome_of(world: World, person: Person, *, absent: bool) -> str:
    """What the case would be decided as at this hearing."""
    if absent:
        return _outcome_in_absence(world, person)
    draw = world.facts.draw("hearings.outcome", person.family, person.hearings)
    if _is_withholding_only(person):
        return "RELIEF" if draw < world.facts.number("courts.relief_share.withholding_only") else "REMOVAL"
    ends, on_merits = _chances(world, person)
    if not is_plain(world):
        *_, merits = accumulate(ends[name] * on_merits[name] for name in _RISING)
        draw *= merits if person.is_for_merits else 1.0 - merits
        part = on_merits if person.is_for_merits else {name: 1.0 - share for name, share in on_merits.items()}
        ends = {name: share * part[name] for name, share in ends.items()}
    cuts = accumulate(ends[name] for name in _RISING[:-1])
    return _RISING[sum(draw >= cut for cut in cuts)]


def _relief(world: World, person: Person, where: str) -> float:
    """The chance to win of a person who is heard at large or in a bed, or who waits in Mexico."""
    counsel = has_counsel(world, person)
    if person.docket == Docket.MEXICO:
        alone = world.facts.of("courts.relief_share.mexico", person.nationality)
        return alone * (world.facts.number("courts.relief_factor_of_counsel.mexico") if counsel else 1.0)
    return world.facts.of(f"courts.relief_share.{where}", person.nationality) * _factor(
        world, where, has_counsel=counsel
    )


def _factor(world: World, where: str, *, has_counsel: bool) -> float:
    """What counsel, or the lack of it, does to the chance of relief."""
    with_it = world.facts.number(f"courts.relief_factor_of_counsel.{where}")
    if has_counsel:
        return with_it
    share = world.facts.number(f"courts.counsel_among_decided_share.{where}")
    return max((1.0 - share * with_it) / (1.0 - share), 0.0) if share < 1.0 else 1.0


def _is_withholding_only(person: Person) -> bool:
    return person.disposition == Disposition.REASONABLE_FEAR and person.docket == Docket.DETAINED


def _outcome_in_absence(world: World, person: Person) -> str:
    """Removal where notice was valid; abroad it may not have been."""
    if person.docket != Docket.MEXICO:
        return "REMOVAL"
    draw = world.facts.draw("hearings.notice", person.family, person.hearings)
    return "REMOVAL" if draw < world.facts.number("courts.valid_notice_abroad_share") else "TERMINATED"


def complete(world: World, person: Person, outcome: str, *, absent: bool) -> None:
    """A case is completed."""
    docket, only_withholding = person.docket, _is_withholding_only(person)
    if docket == Docket.DETAINED:
        world.count(Flow.COMPLETED_DETAINED, person)
    if only_withholding:
        world.count(Flow.COMPLETED_WITHHOLDING, person)
    world.end(Wait.DECISION, person, Cause.SERVED)
    kind = "SUBSEQUENT" if person.is_subsequent else "INITIAL"
    world.count(Flow[f"COMPLETED_{kind}_{outcome}"], person)
    if kind == "INITIAL" and has_counsel(world, person):
        world.count(Flow.COMPLETED_WITH_COUNSEL, person)
    if docket == Docket.MEXICO:
        _count_from_mexico(world, person, outcome, absent=absent)
    if outcome != "REMOVAL":
        if outcome != "RELIEF" or only_withholding or not government_appeals(world, person):
            set_free(world, person, outcome)
        return
    if person.order == Order.NONE:
        person.order = Order.ORDER
    if absent:
        world.count(Flow.IN_ABSENTIA, person)
        if person.place == Place.IN_MEXICO:
            world.count(Flow.RETURN_ENDED_ABSENTIA, person)
            world.end(Wait.MEXICO, person, Cause.SERVED)
        let_become_final(world, person)
        if is_open(world) and docket != Docket.MEXICO:
            _plan_motion(world, person)
    elif may_appeal(world, person, docket, is_withholding_only=only_withholding):
        appeal(world, person)
    else:
        let_become_final(world, person)


def _count_from_mexico(world: World, person: Person, outcome: str, *, absent: bool) -> None:
    """Count a completed case of the docket of people who wait in Mexico."""
    world.count(Flow[f"COMPLETED_MEXICO_{outcome}"], person)
    if not person.is_subsequent and has_counsel(world, person):
        world.count(Flow.COMPLETED_MEXICO_WITH_COUNSEL, person)
    if absent and outcome == "REMOVAL":
        world.count(Flow.IN_ABSENTIA_MEXICO, person)


def _plan_motion(world: World, person: Person) -> None:
    """Some orders made in absence will be reopened."""
    kind = "notice_reached" if is_reached(world, person) else "notice_missed"
    draw = world.facts.draw("hearings.motion", person.family, person.hearings)
    if draw < world.facts.number(f"courts.absentia_reopened_share.{kind}"):
        days = world.facts.days("courts.absentia_motion_days", world.draw("hearings.motion_days", person))
        person.note(Event.MOTION, world.today + 1 + days)
