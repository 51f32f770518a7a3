"""The clerk of a docket keeps a calendar of masters and one of merits: the first free slot to each case."""

import math
from collections import Counter, defaultdict
from datetime import timedelta

from sim.engine.columns import Event
from sim.engine.diagrams import Docket
from tests.oracle.people import Person
from tests.oracle.world import World

Book = tuple[Docket, bool]
"""A docket, and whether its merits hearings are meant or those on the master calendar."""
_BEYOND = 3650
_LAST = 32767
_NUDGE = 1e-9
_SATURDAY = 5


def book_of(person: Person) -> Book:
    """Where the next hearing of a person stands."""
    return person.docket, person.is_for_merits


class Calendar:
    """The plan of one book."""

    def __init__(self, world: World, book: Book, level: float) -> None:
        self._world, self._book = world, book
        self.level = level
        """Hearings planned for a working day."""
        self.horizon = min(len(world.days) + _BEYOND, _LAST)

    def learn(self, places: int) -> None:
        """On a working day there was time for so many."""
        self.level += (places - self.level) / self._world.facts.number("courts.calendar_memory_days")

    def booked(self) -> dict[int, list[Person]]:
        """Everybody who has a date in this book, by date, in the order of keys."""
        by_day: defaultdict[int, list[Person]] = defaultdict(list)
        for person in self._world.people:
            if book_of(person) == self._book and Event.HEARING in person.diary:
                by_day[person.diary[Event.HEARING]].append(person)
        for people in by_day.values():
            people.sort(key=lambda one: one.key)
        return by_day

    def give_first_free(self, people: list[Person], earliest: list[int], first: int) -> None:
        """Give each, in this order, the first slot free on or after a day; a family has the day of its first."""
        taken = Counter({day: len(those) for day, those in self.booked().items()})
        room, slot, last = _Room(self, taken, first), 0, None
        for person, day in zip(people, earliest, strict=True):
            slot = max(slot + 1, room.before(min(day, self.horizon - 1)) + 1)
            if last is None or person.family != last.family:
                last = person
                date = min(room.day_of(slot), self.horizon - 1)
            person.note(Event.HEARING, date)

    def next_court_day(self, day: int) -> int:
        """The first day on or after a day on which courts sit."""
        while not self.is_court_day(day):
            day += 1
        return day

    def is_court_day(self, day: int) -> bool:
        """Courts sit on working days; past the end of the run every weekday is taken for one."""
        if day in self._world.days:
            return bool(self._world.facts.clock.is_working[day])
        return (self._world.facts.clock.start + timedelta(days=day)).weekday() < _SATURDAY


class _Room:
    """Free slots, added up from a first day on as far as they are asked for."""

    def __init__(self, calendar: Calendar, taken: Counter[int], first: int) -> None:
        self._calendar, self._taken = calendar, taken
        self._day, self._planned, self._whole = first, 0.0, 0
        self._up_to = [0] * first
        """Free slots up to each day, that day included."""

    def before(self, day: int) -> int:
        """Free slots before a day."""
        self._reach(day)
        return self._up_to[day - 1] if day else 0

    def day_of(self, slot: int) -> int:
        """The day on which this slot, counted from the first free one, lies."""
        while (not self._up_to or self._up_to[-1] < slot) and self._day < self._calendar.horizon:
            self._reach(self._day + 1)
        return next((day for day, room in enumerate(self._up_to) if room >= slot), self._calendar.horizon)

    def _reach(self, day: int) -> None:
        while self._day < day:
            self._planned += self._calendar.is_court_day(self._day) * self._calendar.level
            whole = math.floor(self._planned + _NUDGE)
            free = max(whole - self._whole - self._taken[self._day], 0)
            self._whole = whole
            self._up_to.append((self._up_to[-1] if self._up_to else 0) + free)
            self._day += 1
