"""The bench: how much of it each docket has, what a hearing needs of it, and what is owed from the day before."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from sim.engine.columns import City
from sim.engine.diagrams import Docket
from tests.oracle.attendance import has_counsel
from tests.oracle.calendars import Book
from tests.oracle.dockets import is_plain
from tests.oracle.people import Person
from tests.oracle.staff import detailed_share, is_rated_in_cases, on_board
from tests.oracle.world import World

AT_LARGE = (Docket.PRIORITY, Docket.GENERAL)
_MASTERS = Docket.NONE
"""Under which docket stands what the masters of people at large are owed."""
_REMEMBERED = 200
_SHORTEST = 0.01
_NUDGE = 1e-9


@dataclass
class Pool:
    """What may be used today by one docket, or by both of people at large."""

    own: float
    budget: float
    seats: int | None = None
    """Persons who may be heard, where that is a limit."""
    left: float = field(init=False)
    limits: dict[str, float] = field(default_factory=dict)
    """What is left for masters, and for the priority docket."""
    dry: set[Book] = field(default_factory=set)
    """Books of which nobody else could be heard."""

    def __post_init__(self) -> None:
        self.left = self.budget

    def limit_of(self, book: Book) -> float:
        """The most that a book may use."""
        return min([self.left, *(self.limits[name] for name in _limits_of(book) if name in self.limits)])

    def take(self, book: Book, used: float) -> None:
        """Use some."""
        self.left -= used
        for name in _limits_of(book):
            if name in self.limits:
                self.limits[name] -= used


def _limits_of(book: Book) -> list[str]:
    docket, is_merits = book
    return [*(() if is_merits else ("masters",)), *(("priority",) if docket == Docket.PRIORITY else ())]


class Bench:
    """What judges and clerks know from day to day."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._judges = on_board(world.facts, "judges")
        self.owed: defaultdict[Docket, float] = defaultdict(float)
        self.offered: Counter[Book] = Counter()
        self._lengths: dict[tuple[bool, Book], float] = {}
        working = world.facts.clock.is_working.tolist()
        totals = list(accumulate(port_seats(world, day) * working[day] for day in world.days))
        self.seats = [math.floor(now + _NUDGE) - math.floor(then + _NUDGE) for then, now in pairwise([0.0, *totals])]
        """Whole seats at the ports by day."""
        self.seats_left = 0
        """Seats of the day before that were too few for a family."""

    @property
    def is_in_cases(self) -> bool:
        """Whether judges are rated in cases today."""
        return is_rated_in_cases(self._world.facts, self._world.today)

    def begin(self) -> None:
        """A day begins; nothing is owed where judges are rated otherwise than the day before."""
        today = self._world.today
        self.offered.clear()
        if today and self.is_in_cases != is_rated_in_cases(self._world.facts, today - 1):
            self.owed.clear()

    def detailed(self, day: int) -> float:
        """Which part of the judges hears only people at the border."""
        return detailed_share(self._world.facts, self._judges[day], day)

    def shares(self, day: int) -> tuple[float, float]:
        """What part of the bench the detained docket has, and all others."""
        held, detailed = min(self._world.facts.on("courts.docket_share.detained", day), 1.0), self.detailed(day)
        return held * (1.0 - detailed) + detailed, (1.0 - held) * (1.0 - detailed)

    def limit(self, pool: Pool) -> None:
        """Masters of people at large have a part of their hours, and so has the priority docket."""
        facts, today = self._world.facts, self._world.today
        pool.limits["masters"] = facts.number("courts.master_share") * pool.own + self.owed[_MASTERS]
        share = facts.on("courts.docket_share.priority", today)
        pool.limits["priority"] = share * pool.own + self.owed[Docket.PRIORITY]

    def settle(self, pool: Pool, dockets: tuple[Docket, ...]) -> None:
        """What was not used of a part stays owed while somebody waits; then there are no parts any longer."""
        closed = {
            docket
            for docket in dockets
            if self._world.facts.is_on(f"courts.closed.{docket.name.lower()}", self._world.today)
        }
        for name, key, books in (
            ("masters", _MASTERS, {(docket, False) for docket in dockets}),
            ("priority", Docket.PRIORITY, {(Docket.PRIORITY, False), (Docket.PRIORITY, True)}),
        ):
            left = pool.limits.pop(name)
            is_dry = all(book in pool.dry or book[0] in closed for book in books)
            self.owed[key] = min(left, 0.0) if is_dry else left

    def places(self, book: Book, pool: Pool) -> int:
        """For how many hearings there is time, and room."""
        places = max(math.floor(pool.limit_of(book) / self.length_of(book) + _NUDGE), 0)
        places = places if pool.seats is None else min(places, pool.seats)
        self.offered[book] += places
        return places

    def length_of(self, book: Book) -> float:
        """What a hearing of a book lately needed."""
        return self._lengths.setdefault((self.is_in_cases, book), self._first_length(book))

    def _first_length(self, book: Book) -> float:
        docket, is_merits = book
        kind = {Docket.DETAINED: "detained", Docket.MEXICO: "mexico"}.get(docket, "released")
        step = "merits" if is_merits else "master"
        if self.is_in_cases:
            count = self._world.facts.number(f"courts.hearings_per_decided_case.{kind}.{step}")
            return 1.0 if is_plain(self._world) and not is_merits else 1.0 / (max(count, 1.0) if is_merits else count)
        if is_plain(self._world) and not is_merits:
            return self.hours_of("plain_case")
        if docket == Docket.DETAINED:
            return self.hours_of(f"{step}.detained")
        return (self.hours_of(f"{step}.unrepresented") + self.hours_of(f"{step}.represented")) / 2.0

    def learn(self, book: Book, used: float, hearings: int) -> None:
        """So much was used for so many hearings."""
        mean = self.length_of(book)
        mean += (used - hearings * mean) / (_REMEMBERED + hearings)
        self._lengths[self.is_in_cases, book] = max(mean, _SHORTEST)

    def hours_of(self, kind: str) -> float:
        """How long a hearing of a kind takes."""
        lost = self._world.facts.number("courts.slot_yield") if kind == "plain_case" else 1.0
        return self._world.facts.number(f"courts.hearing_hours.{kind}") * lost

    def hours_beside(self) -> float:
        """What was heard on bond and of fear since the day before, in hours."""
        heard = self._world.heard_beside
        hours = heard["bond"] * self.hours_of("bond") + heard["fear_review"] * self.hours_of("fear_review")
        heard.clear()
        return 0.0 if self.is_in_cases else hours

    def length_in_family(self, person: Person, beside: list[Person], *, is_first: bool) -> float:
        """A family is heard together: its first member takes the time."""
        with_whom = [other.family == person.family for other in beside]
        if not is_first and with_whom[0]:
            return 0.0
        follows = with_whom[-1] if len(with_whom) > (not is_first) else False
        return self.hours_of("joint_family_factor") if follows else 1.0


def port_seats(world: World, day: int) -> float:
    """Persons who can be heard on a court day beside the cities of Mexico that are open."""
    *_, seats = accumulate(
        world.facts.on(f"mexico.sites.{city.name.lower()}.seats_per_day", day)
        * world.facts.is_on(f"mexico.sites.{city.name.lower()}.open", day)
        for city in City
    )
    return seats * world.facts.scale


def kind_of_hearing(world: World, person: Person) -> str:
    """The kind of a hearing to which a person comes."""
    if is_plain(world):
        return "plain_case"
    who = "represented" if has_counsel(world, person) else "unrepresented"
    if person.docket == Docket.DETAINED:
        who = "detained"
    return f"{'merits' if person.is_for_merits else 'master'}.{who}"
