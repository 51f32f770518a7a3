"""A person has a body in one place, a paper at one point, and a diary of dates to come; families go together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

import simpy

from sim.base.codes import CLASSES, Nationality, PersonClass
from sim.base.days import PHASES, Phase
from sim.engine.columns import (
    NO_SECTOR,
    Authority,
    BookIn,
    Disposition,
    Event,
    Manner,
    MexicoExit,
    Mode,
    Order,
    Release,
    Source,
)
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Wait

FAMILY = ~0xF
"""The bits of a key that the members of a family share."""
HALVES = 2
"""A phase of a day has two halves: people move in the first, offices work in the second."""
PHASE_OF = {
    Event.ARRIVAL: Phase.ARRIVE,
    Event.READY: Phase.DISPOSE,
    Event.INTERVIEW: Phase.SCREEN,
    Event.FILING: Phase.FILE,
    Event.HEARING: Phase.HEAR,
    Event.REVIEW: Phase.REVIEW,
    Event.CHECK_IN: Phase.REVIEW,
    Event.LATER_DOCUMENT: Phase.REVIEW,
    Event.RELEASE: Phase.RELEASE,
    Event.MEXICO_EXIT: Phase.MEXICO,
    Event.ICE_ARREST: Phase.ARRIVE,
    Event.DOCUMENT: Phase.DOCUMENTS,
    Event.DEPARTURE: Phase.BRIDGE,
    Event.REENTRY: Phase.REENTER,
    Event.FEAR_REVIEW: Phase.SCREEN,
    Event.APPEAL: Phase.FILE,
    Event.MOTION: Phase.FILE,
}
"""When on its day each kind of date comes."""


def moment(day: int, phase: Phase) -> int:
    """The first half of a phase of a day, on the clock of the run."""
    return HALVES * (day * PHASES + phase)


@dataclass(eq=False, slots=True)
class Person:
    """One person."""

    env: simpy.Environment
    key: int
    nationality: Nationality
    kind: PersonClass
    source: Source
    has_prior_order: bool = False
    place: Place = Place.ABROAD
    case: Case = Case.NONE
    docket: Docket = Docket.NONE
    disposition: Disposition = Disposition.NONE
    order: Order = Order.NONE
    authority: Authority = Authority.NONE
    mode: Mode = Mode.NONE
    route: str = ""
    manner: Manner = Manner.NONE
    release: Release = Release.NONE
    book_in: BookIn = BookIn.NONE
    arrests: int = 0
    hearings: int = 0
    is_returnable: bool = False
    is_prosecuted: bool = False
    is_at_large_arrest: bool = False
    is_subsequent: bool = False
    fear_found: bool = False
    is_for_merits: bool = False
    """Whether the next hearing is on the merits."""
    has_document: bool = False
    was_prosecuted: bool = False
    sector: int = NO_SECTOR
    mexico_exit: MexicoExit = MexicoExit.NONE
    encounter_day: int | None = None
    arrested: int | None = None
    repatriated: int | None = None
    relieved: int | None = None
    filed: int | None = None
    """The day on which the notice was filed."""
    ready: int | None = None
    """The first day on which the case could be heard next."""
    diary: dict[Event, int] = field(default_factory=dict)
    since: dict[Wait, int] = field(default_factory=dict)
    """The day on which each wait that goes on began."""
    group: int = field(init=False)
    """The group of nationality and class that the person is counted in."""
    news: simpy.Event = field(init=False)
    """Comes true when an office writes a date in the diary or strikes one."""

    def __post_init__(self) -> None:
        self.group = self.nationality * CLASSES + self.kind
        self.news = self.env.event()

    @property
    def family(self) -> int:
        """The key by which decisions are drawn; a family has one."""
        return self.key & FAMILY

    @property
    def is_adult_alone(self) -> bool:
        """Whether the person came as a single adult."""
        return self.kind == PersonClass.SINGLE_ADULT

    def note(self, date: Event, day: int) -> None:
        """Write a date in the diary, in place of an earlier one of its kind."""
        self.diary[date] = day
        self._wake()

    def strike(self, date: Event) -> None:
        """Strike a date from the diary, if it stands there."""
        if self.diary.pop(date, None) is not None:
            self._wake()

    def next_date(self) -> tuple[int, Event] | None:
        """The first date in the diary, and the moment at which it comes."""
        return min(((moment(day, PHASE_OF[date]), date) for date, day in self.diary.items()), default=None)

    def _wake(self) -> None:
        if not self.news.triggered:
            self.news.succeed()


class Line:
    """Those who wait for one thing: by class, then by the day they joined, then by key."""

    def __init__(self, *, newest_first: bool = False) -> None:
        self._sign = -1 if newest_first else 1
        self.joined: dict[Person, tuple[int, int]] = {}
        """Class and day of everybody in line."""

    def __len__(self) -> int:
        return len(self.joined)

    def join(self, person: Person, day: int, cls: int = 0) -> None:
        """Stand in line."""
        self.joined[person] = (cls, day)

    def leave(self, person: Person) -> None:
        """Leave the line, if in it."""
        self.joined.pop(person, None)

    def in_order(self) -> list[Person]:
        """Everybody in the order of service."""
        return sorted(self.joined, key=self._turn)

    def of_class(self, cls: int, until: int | None = None) -> list[Person]:
        """Those of a class who joined on a day or before, in order."""
        joined = self.joined
        return [one for one in self.in_order() if joined[one][0] == cls and (until is None or joined[one][1] <= until)]

    def serve(self, places: int, *, by_family: bool = False) -> list[Person]:
        """Serve the first in line as long as a whole family finds place; a family may count as one."""
        served: list[Person] = []
        for family in families(self.in_order()):
            needed = 1 if by_family else len(family)
            if needed > places:
                break
            places -= needed
            served += family
        for person in served:
            self.leave(person)
        return served

    def up_to_class(self, highest: int) -> "list[Person]":
        """Those of a class or of one before it, in order."""
        return [one for one in self.in_order() if self.joined[one][0] <= highest]

    def empty(self) -> list[Person]:
        """Send everybody on, in order."""
        people = self.in_order()
        self.joined.clear()
        return people

    def _turn(self, person: Person) -> tuple[int, int, int]:
        cls, day = self.joined[person]
        return cls, self._sign * day, person.key


def families(people: Iterable[Person]) -> list[list[Person]]:
    """Put those who stand beside each other and belong together into one list each."""
    return [list(family) for _, family in groupby(people, key=lambda person: person.family)]
