"""How many hearings a case takes, no-shows included: the number that turns completions into hearing slots."""

from sim.facts.inputs import Inputs
from sim.world.diagrams import Docket

PLAIN_RULES = ("fifo", "lifo")
"""Docket rules under which the court is one plain queue of cases, each heard once, for tests of the court."""


def decided_share(inputs: Inputs, docket: Docket) -> float:
    """The chance that a hearing at which the person appears decides the case, the first hearing apart."""
    kind = {Docket.DETAINED: "detained", Docket.MEXICO: "mexico"}.get(docket, "released")
    return 1.0 / inputs.number(f"courts.hearings_per_decided_case.{kind}")


def first_decided_share(inputs: Inputs, docket: Docket) -> float:
    """The chance that the first hearing decides the case, if the person appears."""
    if docket == Docket.DETAINED:
        return decided_share(inputs, docket)
    return inputs.number("courts.decided_at_first_hearing_share")


def no_show_shares(inputs: Inputs, docket: Docket) -> tuple[float, float]:
    """The chance of not appearing, at the first hearing and at a later one; detained people are brought."""
    if docket == Docket.DETAINED:
        return 0.0, 0.0
    if docket == Docket.MEXICO:
        share = inputs.number("courts.no_show.mexico")
        return share, share
    return inputs.number("courts.no_show.first"), inputs.number("courts.no_show.later")


def expected_hearings(inputs: Inputs, docket: Docket) -> float:
    """Hearings held per completed case of a docket: 1 + (1 - h1) / h2, with h the chance that a hearing ends the case.

    The number of hearings after the first is geometric, so that a case in the middle of its way looks like any other.
    """
    if inputs.choice("courts.docket_rule") in PLAIN_RULES:
        return 1.0
    first_absent, later_absent = no_show_shares(inputs, docket)
    ends_first = first_absent + (1.0 - first_absent) * first_decided_share(inputs, docket)
    ends_later = later_absent + (1.0 - later_absent) * decided_share(inputs, docket)
    return 1.0 + (1.0 - ends_first) / ends_later
