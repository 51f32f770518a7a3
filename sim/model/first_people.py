"""People of the first day come as stocks: so many of a kind, split by nationality, each with a part of the stay behind.

A flow that a scenario shuts off leaves the stocks that it feeds empty.
"""

import numpy as np
from numpy.typing import NDArray

from sim.base.words import Nationality, PersonClass
from sim.model.border.admission import Cell, admit, mean_party, parties
from sim.model.context import Context
from sim.model.streams import streams
from sim.world.columns import Source, Stream
from sim.world.persons import Rows
from sim.world.vocabulary import Queue

_KINDS = {"family": PersonClass.FAMILY_MEMBER, "child": PersonClass.UNACCOMPANIED_CHILD}


class FirstPeople:
    """Those who are in the country when the run begins."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._nationality = {
            "court": inputs.by_nationality("courts.nationality_share"),
            "family": inputs.by_nationality("courts.family_nationality_share"),
            "child": inputs.by_nationality("children.nationality_share"),
            "interior": inputs.by_nationality("interior.nationality_share"),
            "ordered": inputs.by_nationality("detention.initial_order_nationality"),
            "fear": inputs.by_nationality("ports.nationality_share"),
        }
        self._is_open = {
            "border": bool(inputs.by_day("border.attempts_scale").any()),
            "interior": bool(inputs.by_day("interior.arrests_scale").any()),
        }
        self._elapsed = inputs.duration("detention.initial_elapsed_days")
        self.stay_luck = ctx.stream("day0.stay")
        self.kind_luck = ctx.stream("day0.kind")

    def when(self, source: str, total: float) -> float:
        """The stock if the flow that feeds it is open, nothing if it is shut."""
        return total if self._is_open[source] else 0.0

    def make(self, label: str, what: str, persons: float) -> Rows:
        """Enter the parties of a stock: as many as make up so many persons, split by nationality."""
        ctx = self._ctx
        kind = _KINDS.get(what, PersonClass.SINGLE_ADULT)
        shares = self._nationality[what] / self._nationality[what].sum()
        rows = []
        cuts = np.rint(np.cumsum(shares) * persons / mean_party(ctx, kind)).astype(np.int64)
        for nationality, count in zip(Nationality, np.diff(cuts, prepend=0), strict=True):
            cell = Cell(Source.STOCK, f"{label} {what}", nationality, kind)
            rows.append(admit(ctx, cell, parties(ctx, cell, int(count))))
        made = np.concatenate(rows)
        ctx.persons.arrest(made)
        ctx.persons.has_prior_order[made] = False
        return made

    def elapsed_days(self, rows: Rows) -> NDArray[np.int32]:
        """Days that each has been in custody, shape (n,)."""
        return self._elapsed.excess().sample(self._ctx.luck(self.stay_luck, rows))

    def set_since(self, queue: Queue, rows: Rows, spent: NDArray[np.int32]) -> None:
        """Let a wait have begun so many days ago, shape (n,)."""
        self._ctx.persons.since[queue][rows] = -spent

    def begin_stay(self, rows: Rows, spent: NDArray[np.int32], stream: Stream | None = None) -> None:
        """Let a stay in a bed have begun some days ago; the stream follows from the track if it is not given."""
        persons = self._ctx.persons
        persons.stream[rows] = streams(persons, rows) if stream is None else stream
        self._ctx.record.begin(Queue.DETENTION, rows, 0)
        self.set_since(Queue.DETENTION, rows, spent)
