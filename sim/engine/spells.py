"""A wait is a spell with a beginning, an end and a way out; equal spells are kept as one line with a count."""

import numpy as np
from numpy.typing import NDArray

from sim.base.days import Clock
from sim.base.words import GROUPS
from sim.engine.columns import BookIn
from sim.engine.compiled import Ints, rule
from sim.engine.ordering import longer, part
from sim.engine.recording import WaitTable
from sim.engine.state import PERSONS, SPELLS, State, Store, early_spells
from sim.engine.verbs import LONGEST, YEARS, end_wait, spell_code
from sim.engine.vocabulary import Cause, Wait

_WAITS, _DETENTION, _STILL_WAITING = len(Wait), int(Wait.DETENTION), int(Cause.STILL_WAITING)
_FIRST_ROOM = 1 << 12


def wait_table(store: Store, clock: Clock) -> WaitTable:
    """All spells that have ended, in a fixed order."""
    early = early_spells(store.state)[: store.numbers[SPELLS]]
    codes, counts = np.unique(early, return_counts=True)
    _, years, causes, _, ages = store.ended.shape
    since_first_day, persons = _ended(store.ended.reshape(-1, ages), store.longest.reshape(-1), years, causes)
    code, count = np.concatenate([codes, since_first_day]), np.concatenate([counts, persons])
    order = code.argsort()
    code, exit_age = np.divmod(code[order], LONGEST)
    code, entry = np.divmod(code, LONGEST)
    code, cause = np.divmod(code, len(Cause))
    code, year = np.divmod(code, YEARS)
    code, stream = np.divmod(code, len(BookIn))
    queue, group = np.divmod(code, GROUPS)
    return WaitTable(
        queue=queue.astype(np.int32),
        group=group.astype(np.int32),
        stream=stream.astype(np.int32),
        fiscal_year=(year + int(clock.fiscal_years[0])).astype(np.int32),
        cause=cause.astype(np.int32),
        entry=entry.astype(np.int32),
        exit=exit_age.astype(np.int32),
        count=count[order].astype(np.int64),
    )


@rule
def censor(world: State, day: int) -> None:
    """Write down the waits that go on when the run ends."""
    people = world.people
    for row in range(world.numbers[PERSONS]):
        for wait in range(_WAITS):
            end_wait(world, people[row], wait, day, _STILL_WAITING)


@rule
def _ended(ended: NDArray[np.int32], longest: Ints, years: int, causes: int) -> tuple[Ints, Ints]:
    """The codes of the waits that began in the run, and how many there are of each; both of shape (n,)."""
    codes, counts, n = np.empty(_FIRST_ROOM, np.int64), np.empty(_FIRST_ROOM, np.int64), 0
    for line in range(ended.shape[0]):
        group, what = line % GROUPS, line // GROUPS
        cause, what = what % causes, what // causes
        year, wait = what % years, what // years
        queue, stream = (wait, 0) if wait < _WAITS else (_DETENTION, wait - _WAITS)
        for age in range(longest[line]):
            if ended[line, age]:
                codes, counts = longer(codes, n + 1), longer(counts, n + 1)
                codes[n] = spell_code(queue, group, stream, year, cause, 0, age)
                counts[n] = ended[line, age]
                n += 1
    return part(codes, 0, n), part(counts, 0, n)
