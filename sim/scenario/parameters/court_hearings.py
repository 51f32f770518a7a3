"""What hearings need of the bench: their length, how many a case takes, and the time between them."""

from sim.scenario.parameter import DatedShare, DatedSwitch, Duration, Rate, Share
from sim.scenario.parameters.group import ParameterGroup


class DocketShare(ParameterGroup):
    """How dockets share the judges."""

    detained: DatedShare
    """Part of the bench of the detained docket [share]."""
    priority: DatedShare
    """The most of the hours of people at large that the docket of families and children takes, first [share]."""


class Interval(ParameterGroup):
    """Least time between hearings."""

    first: Duration
    """From filing to the earliest first hearing, people at large [days]."""
    priority_first: Duration
    """From filing to the earliest first hearing, priority docket [days]."""
    priority: Duration
    """Least time between master hearings, priority docket [days]."""
    merits: Duration
    """Least time from the last master hearing to one on the merits, and between those, people at large [days]."""
    detained: Duration
    """Least time between hearings, detained docket [days]."""
    mexico: Duration
    """Least time between hearings, people waiting in Mexico [days]."""
    released: Duration
    """Least time between master hearings, people at large [days]."""


class HearingsOfCase(ParameterGroup):
    """Hearings that a decided case takes, by what they are for."""

    master: Rate
    """Hearings on the master calendar of a case, if the person comes to all [hearings]."""
    merits: Rate
    """Hearings on the merits of a case that comes to them [hearings]."""


class HoursByKind(ParameterGroup):
    """How long a hearing takes, by who comes to it."""

    unrepresented: Rate
    """A person at large without counsel [hours]."""
    represented: Rate
    """A person at large with counsel [hours]."""
    detained: Rate
    """A person who is held [hours]."""


class HearingHours(ParameterGroup):
    """How long a hearing takes on the bench."""

    master: HoursByKind
    """On the master calendar."""
    merits: HoursByKind
    """On the merits."""
    in_absentia: Rate
    """An order in absence [hours]."""
    bond: Rate
    """A hearing on bond [hours]."""
    fear_review: Rate
    """A review of a negative finding of fear [hours]."""
    joint_family_factor: Rate
    """A hearing of a family together against that of one person [ratio]."""
    plain_case: Rate
    """A whole case in a court of one plain queue, for tests, what is lost when slots collapse included [hours]."""


class OnMerits(ParameterGroup):
    """Which cases come to a merits hearing, by how they end; relief is granted there alone."""

    removal_unrepresented: Share
    """Cases without counsel that end in removal, the person present [share]."""
    removal_represented: Share
    """Cases with counsel that end in removal, the person present [share]."""
    terminated: Share
    """Cases that are terminated [share]."""
    departure: Share
    """Cases that end in voluntary departure [share]."""


class OnMeritsShare(ParameterGroup):
    """Which cases come to a merits hearing."""

    released: OnMerits
    """People at large."""
    detained: OnMerits
    """People who are held."""


class ClosedDockets(ParameterGroup):
    """Dockets that hear nobody; when one closes its hearings are struck, when it opens they are booked again."""

    detained: DatedSwitch
    """Whether the detained docket is closed."""
    mexico: DatedSwitch
    """Whether the docket of people sent back to wait in Mexico is closed."""
    priority: DatedSwitch
    """Whether the priority docket is closed."""
    general: DatedSwitch
    """Whether the general docket is closed."""


class HearingsPerDecidedCase(ParameterGroup):
    """Hearings that a case takes."""

    detained: HearingsOfCase
    """The detained docket."""
    released: HearingsOfCase
    """People at large."""
    mexico: HearingsOfCase
    """People waiting in Mexico."""
