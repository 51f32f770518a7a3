"""A person is a record: everything known of one human being lies side by side, in two lines of a processor's cache."""

from typing import Annotated, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

from sim.engine.columns import Day, Event, Ticket
from sim.engine.compiled import Word
from sim.engine.vocabulary import Wait

_LINE = 64
"""A line of a processor's cache; records begin where one begins [bytes]."""

Code8 = Annotated[int, np.uint8]
Flag = Annotated[bool, np.bool_]
DayOf = Annotated[int, Day]
Records = NDArray[np.void]


class Person:
    """What is known of a person; the widest fields come first, so that none is lost between two."""

    key: Annotated[Word, np.uint64]
    draw_key: Annotated[Word, np.uint64]
    """The word by which the decisions that follow the last arrest are drawn."""
    ticket: Annotated[list[int], np.uint16, len(Ticket)]
    due: Annotated[list[int], Day, len(Event)]
    since: Annotated[list[int], Day, len(Wait)]
    encounter_day: DayOf
    arrested: DayOf
    repatriated: DayOf
    relieved: DayOf
    filed: DayOf
    ready: DayOf
    hearings: Annotated[int, np.uint16]
    nationality: Code8
    kind: Code8
    source: Code8
    group: Code8
    sector: Code8
    place: Code8
    case: Code8
    docket: Code8
    disposition: Code8
    order: Code8
    authority: Code8
    mode: Code8
    route: Code8
    manner: Code8
    release: Code8
    book_in: Code8
    arrests: Code8
    mexico_exit: Code8
    has_prior_order: Flag
    is_returnable: Flag
    is_releasable: Flag
    fear_found: Flag
    """Whether the fear claimed in this arrest was found credible; a claim not yet heard, or closed, was not."""
    is_at_large_arrest: Flag
    is_prosecuted: Flag
    was_prosecuted: Flag
    is_subsequent: Flag
    has_document: Flag
    is_for_merits: Flag


People = list[Person]
"""The table of persons as rules see it."""


def _kind() -> np.dtype[np.void]:
    """The record as numpy lays it out."""
    fields = []
    for name, hint in get_type_hints(Person, include_extras=True).items():
        _, kind, *count = get_args(hint)
        fields.append((name, kind, (count[0],)) if count else (name, kind))
    return np.dtype(fields, align=True)


PERSON = _kind()


def blank_people(size: int) -> Records:
    """Make room for persons of whom nothing is known, each at the beginning of a line of the cache.

    Args:
        size: how many [rows].
    """
    raw = np.zeros(size * PERSON.itemsize + _LINE, np.uint8)
    first = -raw.ctypes.data % _LINE
    return raw[first : first + size * PERSON.itemsize].view(PERSON)
