"""Moves through the door of the persons and numbers drawn are counted while a run is timed, and so are its days."""

import time

import numpy as np

from sim.base.draws import FloatArray, Stream, UInt64Array
from sim.engine.persons import Persons, Rows


class Counting:
    """Counts in this process from now on."""

    def __init__(self) -> None:
        self._moves = self._batches = self._draws = self._calls = 0
        self._seen: list[tuple[float, float, int]] = []
        """Share of the days played, clock and moves so far."""
        self._count_moves()
        self._count_draws()

    def look(self, share: float) -> None:
        """Note how far the run has come; to be given to it as its progress."""
        self._seen.append((share, time.perf_counter(), self._moves))

    def found(self, days: int, years: int) -> dict[str, object]:
        """All counts; a year begins when its first day has been played, so the making of the world is left out."""
        shares, clock, moves = np.array(self._seen).T
        ends = np.linspace(shares[0], 1.0, years + 1)
        length = days / years
        return {
            "moves": self._moves,
            "batches": self._batches,
            "draws": self._draws,
            "draw_calls": self._calls,
            "ms_a_day_by_year": (np.diff(np.interp(ends, shares, clock)) / length * 1000).round(3).tolist(),
            "moves_a_day_by_year": (np.diff(np.interp(ends, shares, moves)) / length).round(1).tolist(),
        }

    def _count_moves(self) -> None:
        door = Persons.move

        def counted(persons: Persons, rows: Rows, **to: object) -> None:
            self._moves += len(rows)
            self._batches += 1
            door(persons, rows, **to)  # type: ignore[arg-type]  # handed on as they came

        Persons.move = counted  # type: ignore[method-assign, assignment]  # only in this process

    def _count_draws(self) -> None:
        draw = Stream.of

        def counted(stream: Stream, chances: UInt64Array) -> FloatArray:
            self._draws += len(chances)
            self._calls += 1
            return draw(stream, chances)

        Stream.of = counted  # type: ignore[method-assign, assignment]  # only in this process
