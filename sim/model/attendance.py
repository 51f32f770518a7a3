"""A person at large comes to a hearing or not, by counsel, by how often heard, by class, and if the notice arrived."""

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray, UInt64Array
from sim.model.context import Context
from sim.model.court_rules import CLASSES, PLAIN_RULES
from sim.world.columns import NEVER
from sim.world.diagrams import Docket, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Queue

_DAYS_A_YEAR = 365.0


class Attendance:
    """Who has counsel, whom a notice reaches, and who appears."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._is_plain = inputs.choice("courts.docket_rule") in PLAIN_RULES
        self._absent = ctx.stream("hearings.absent")
        self._counsel = ctx.stream("hearings.counsel")
        self._reached = ctx.stream("hearings.reached")
        self._represented = _by_class(ctx, "courts.represented_share")
        self._represented_held = inputs.number("courts.represented_share.detained")
        self._represented_abroad = inputs.number("courts.represented_share.mexico")
        self._reached_share = _by_class(ctx, "courts.notice_reached_share")
        self._first = _by_class(ctx, "courts.no_show.first")
        self._later = _by_class(ctx, "courts.no_show.later")
        self._abroad = inputs.number("courts.no_show.mexico")
        self._factor = inputs.number("courts.no_show.represented_factor")
        self._gain = inputs.number("courts.no_show.wait_gain")
        self._usual_wait = inputs.number("courts.no_show.usual_wait_days")

    def is_represented(self, rows: Rows, docket: Docket) -> NDArray[np.bool_]:
        """Say who has counsel; whoever has it in a bed has it at large too, shape (n,)."""
        share = self._represented[self._ctx.persons.kind[rows]]
        if docket == Docket.DETAINED:
            share = np.full(len(rows), self._represented_held)
        if docket == Docket.MEXICO:
            share = np.full(len(rows), self._represented_abroad)
        return self._counsel.uniform(self._ctx.persons.luck(rows)) < share

    def is_reached(self, rows: Rows) -> NDArray[np.bool_]:
        """Say whom the notice of a hearing reaches at large; whoever had the case reopened is found, shape (n,)."""
        persons = self._ctx.persons
        reached = self._reached.uniform(persons.luck(rows)) < self._reached_share[persons.kind[rows]]
        return reached | persons.is_subsequent[rows]

    def is_absent(self, rows: Rows, docket: Docket, *, times: UInt64Array, day: int) -> NDArray[np.bool_]:
        """Say who does not appear; people who are held are brought.

        Args:
            rows: those to be heard, shape (n,).
            docket: the docket they are on.
            times: hearings before this one, shape (n,).
            day: today.
        """
        if self._is_plain or docket == Docket.DETAINED:
            return np.zeros(len(rows), np.bool_)
        luck = self._absent.uniform(self._ctx.persons.luck(rows), times)
        if docket == Docket.MEXICO:
            return (luck < self._abroad) | (self._ctx.persons.place[rows] != Place.IN_MEXICO)
        kind = self._ctx.persons.kind[rows]
        share = np.where(times == 0, self._first[kind], self._later[kind])
        share = share * np.where(self.is_represented(rows, docket), self._factor, 1.0)
        share = share * self._effect_of_waiting(rows, day)
        return (luck < share) | ~self.is_reached(rows)

    def _effect_of_waiting(self, rows: Rows, day: int) -> FloatArray:
        """What the wait since filing, against the usual one, does to absence; one without a gain, shape (n,)."""
        if not self._gain:
            return np.ones(len(rows))
        since = self._ctx.persons.since[Queue.DECISION][rows]
        years = np.where(since == NEVER, 0.0, (day - since.astype(np.float64) - self._usual_wait) / _DAYS_A_YEAR)
        return np.maximum(1.0 + self._gain * years, 0.0)


def _by_class(ctx: Context, path: str) -> FloatArray:
    """A number for each class of persons, shape (CLASSES,)."""
    return np.array([ctx.inputs.number(f"{path}.{name}") for name in CLASSES.values()])
