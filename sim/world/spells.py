"""A wait is a spell with a beginning, an end and a way out; equal spells are kept as one line with a count."""

import numpy as np
from numpy.typing import NDArray

from sim.base.days import Clock
from sim.base.words import GROUPS
from sim.world.columns import Stream
from sim.world.persons import UInt8Array
from sim.world.recording import Int64Array, WaitTable
from sim.world.vocabulary import Cause, Queue

_LONGEST = 1 << 14
"""Ages of spells are kept below this many days, longer than any recorded wait [days]."""
_COMPACT_AT = 400_000
"""Lines after which equal spells are merged, to keep memory flat [lines]."""


Spell = tuple[tuple[int, int, int], UInt8Array, NDArray[np.int16], UInt8Array | None]
"""Queue, day and cause of spells that end together, then the group, the first day and the stream of each."""


class Spells:
    """The spells of waiting that have ended, merged from time to time."""

    def __init__(self, clock: Clock) -> None:
        years = clock.fiscal_years
        self._first_year = int(years[0])
        self._year = years - self._first_year
        self._years = int(self._year[-1]) + 1
        self._spells: list[Spell] = []
        self._lines = 0
        self._merged: Int64Array = np.zeros(0, np.int64)
        self._counts: Int64Array = np.zeros(0, np.int64)

    def add(
        self,
        queue: Queue,
        group: UInt8Array,
        since: NDArray[np.int16],
        *,
        day: int,
        cause: Cause,
        stream: UInt8Array | None = None,
    ) -> None:
        """Write down spells that end today.

        Args:
            queue: what was waited for.
            group: code of nationality and class, shape (n,).
            since: the day each spell began, negative for the stock of day 0, shape (n,).
            day: today.
            cause: the way out.
            stream: of stays in beds, shape (n,); other waits have none.
        """
        self._spells.append(((int(queue), day, int(cause)), group, since, stream))
        self._lines += len(group)
        if self._lines > _COMPACT_AT:
            self._merge()

    def table(self) -> WaitTable:
        """All spells, merged and in a fixed order."""
        self._merge()
        code, exit_age = np.divmod(self._merged, _LONGEST)
        code, entry = np.divmod(code, _LONGEST)
        code, cause = np.divmod(code, len(Cause))
        code, year = np.divmod(code, self._years)
        code, stream = np.divmod(code, len(Stream))
        queue, group = np.divmod(code, GROUPS)
        return WaitTable(
            queue=queue.astype(np.int32),
            group=group.astype(np.int32),
            stream=stream.astype(np.int32),
            fiscal_year=(year + self._first_year).astype(np.int32),
            cause=cause.astype(np.int32),
            entry=entry.astype(np.int32),
            exit=exit_age.astype(np.int32),
            count=self._counts.copy(),
        )

    def _merge(self) -> None:
        if not self._spells:
            return
        new, times = np.unique(self._coded(), return_counts=True)
        codes = np.concatenate([self._merged, new])
        self._merged, inverse = np.unique(codes, return_inverse=True)
        counts = np.bincount(inverse, np.concatenate([self._counts, times]), len(self._merged))
        self._counts = counts.astype(np.int64)
        self._spells.clear()
        self._lines = 0

    def _coded(self) -> Int64Array:
        """One number for each spell written down since the last merging, shape (lines,)."""
        what, groups, begins, streams = zip(*self._spells, strict=True)
        lengths = [len(group) for group in groups]
        queue, day, cause = np.repeat(np.array(what, np.int64), lengths, axis=0).T
        began = np.concatenate(begins).astype(np.int64)
        stream = np.concatenate(
            [np.zeros(n, np.uint8) if some is None else some for n, some in zip(lengths, streams, strict=True)]
        )
        code = (queue * GROUPS + np.concatenate(groups)) * len(Stream) + stream
        code = code * self._years + self._year[np.minimum(day, len(self._year) - 1)]
        code = (code * len(Cause) + cause) * _LONGEST + np.clip(-began, 0, _LONGEST - 1)
        coded: Int64Array = code * _LONGEST + np.minimum(day - began, _LONGEST - 1)
        return coded
