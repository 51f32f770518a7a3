"""How many hearings a case takes, no-shows included: the number that turns completions into hearing slots."""

from collections.abc import Iterator

from sim.base.words import PersonClass
from sim.engine.diagrams import Docket
from sim.facts.inputs import Inputs

PLAIN_RULES = ("fifo", "lifo")
"""Docket rules under which the court is one plain queue of cases, each heard once, for tests of the court."""
CLASSES = {
    PersonClass.SINGLE_ADULT: "adult",
    PersonClass.FAMILY_MEMBER: "family",
    PersonClass.UNACCOMPANIED_CHILD: "child",
}
"""The classes of persons in the words of the scenario."""
_OF_DOCKET = {
    Docket.PRIORITY: (PersonClass.FAMILY_MEMBER, PersonClass.UNACCOMPANIED_CHILD),
    Docket.GENERAL: (PersonClass.SINGLE_ADULT,),
}
"""The classes whose mean stands for a docket of people at large; an account in completions mends what it misses."""


def decided_share(inputs: Inputs, docket: Docket) -> float:
    """The chance that a hearing at which the person appears decides the case, the first hearing apart."""
    return 1.0 / (master_hearings(inputs, docket) + merits_hearings(inputs, docket))


def first_decided_share(inputs: Inputs, docket: Docket) -> float:
    """The chance that the first hearing decides the case, if the person appears."""
    if docket == Docket.DETAINED:
        return decided_share(inputs, docket)
    return inputs.number("courts.decided_at_first_hearing_share")


def merits_shares(inputs: Inputs, docket: Docket) -> tuple[float, float]:
    """The chance that a later hearing is on the merits: of one that decides the case, and of one that does not.

    Most cases are decided on the merits; together they make up the merits hearings of a decided case.
    """
    merits, decided = merits_hearings(inputs, docket), decided_share(inputs, docket)
    on_merits = merits * decided
    if merits <= 1.0 or decided >= 1.0:
        return min(merits, 1.0), 0.0
    return 1.0, (on_merits - decided) / (1.0 - decided)


def master_hearings(inputs: Inputs, docket: Docket) -> float:
    """Hearings on the calendar of a decided case [hearings]."""
    return inputs.number(f"courts.hearings_per_decided_case.{_kind(docket)}.master")


def merits_hearings(inputs: Inputs, docket: Docket) -> float:
    """Hearings on the merits of a decided case [hearings]."""
    return inputs.number(f"courts.hearings_per_decided_case.{_kind(docket)}.merits")


def expected_hearings(inputs: Inputs, docket: Docket) -> float:
    """Hearings held per completed case of a docket: 1 + (1 - h1) / h2, with h the chance that a hearing ends the case.

    The number of hearings after the first is geometric, so that a case in the middle of its way looks like any other.
    It is the mean over people with and without counsel, reached by a notice or not.
    """
    if inputs.choice("courts.docket_rule") in PLAIN_RULES:
        return 1.0
    decided = first_decided_share(inputs, docket), decided_share(inputs, docket)
    expected = 0.0
    for weight, first_absent, later_absent in _absences(inputs, docket):
        ends_first = first_absent + (1.0 - first_absent) * decided[0]
        ends_later = later_absent + (1.0 - later_absent) * decided[1]
        expected += weight * (1.0 + (1.0 - ends_first) / ends_later)
    return expected


def _kind(docket: Docket) -> str:
    return {Docket.DETAINED: "detained", Docket.MEXICO: "mexico"}.get(docket, "released")


def _absences(inputs: Inputs, docket: Docket) -> Iterator[tuple[float, float, float]]:
    """List groups by their weight, and their chance of absence at the first hearing and at a later one."""
    if docket == Docket.DETAINED:
        yield 1.0, 0.0, 0.0
        return
    if docket == Docket.MEXICO:
        share = inputs.number("courts.no_show.mexico")
        yield 1.0, share, share
        return
    with_counsel = inputs.number("courts.no_show.represented_factor")
    classes = _OF_DOCKET[docket]
    for kind in classes:
        name, weight = CLASSES[kind], 1.0 / len(classes)
        first, later = inputs.number(f"courts.no_show.first.{name}"), inputs.number(f"courts.no_show.later.{name}")
        reached = inputs.number(f"courts.notice_reached_share.{name}")
        represented = inputs.number(f"courts.represented_share.{name}")
        yield weight * (1.0 - reached), 1.0, 1.0
        yield weight * reached * represented, first * with_counsel, later * with_counsel
        yield weight * reached * (1.0 - represented), first, later
