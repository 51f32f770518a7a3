"""A port that lets in only so many people a day makes the others who seek protection wait on the other side.

Who acts: officers at ports of entry, every day, on those who seek protection; those who lose patience cross between
ports.
What limits it: persons processed in a day; families are let in together.
Who pays: shelters and migrants on the other side.
Levers: persons processed in a day.
"""

import numpy as np

from sim.base.codes import marked
from sim.model.context import Context
from sim.world.columns import Appointment, Source, Track
from sim.world.persons import Rows
from sim.world.vocabulary import Flow

_SEEKING = marked(Track.CREDIBLE_FEAR, Track.NOTICE_DETAINED, Track.NOTICE_RELEASED, Track.CARE_OF_ORR)
"""Tracks of people who seek protection at a port."""


class Gate:
    """The line in front of the ports."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._processed = ctx.daily(ctx.inputs.by_day("ports.processed_per_day"))
        self._crossing_share = ctx.inputs.number("ports.impatient_share")
        self._patience = ctx.inputs.duration("ports.patience_days")
        self._luck = {name: ctx.stream(f"gate.{name}") for name in ("impatient", "patience")}

    def let_in(self, rows: Rows, day: int) -> Rows:
        """Let in those who do not seek protection at a port, and of the others as many as are processed today.

        Args:
            rows: those who come today, shape (n,).
            day: today.
        """
        persons, line = self._ctx.persons, self._ctx.world.metered
        seeking = (persons.source[rows] == Source.PORT) & _SEEKING[persons.track[rows]]
        limit = int(self._processed[day])
        if not line.size and int(seeking.sum()) <= limit:
            return rows
        line.join(rows[seeking], day)
        let_in = line.take(limit)
        turned_away = rows[seeking][~np.isin(rows[seeking], let_in)]
        self._ctx.record.count(Flow.METERED, turned_away, day)
        again = self._ctx.calendar(Appointment.REENTRY)
        again.cancel(let_in)
        impatient = turned_away[self._ctx.luck(self._luck["impatient"], turned_away) < self._crossing_share]
        patience = self._patience.sample(self._ctx.luck(self._luck["patience"], impatient))
        again.book(impatient, day + 1 + patience)
        return np.concatenate([rows[~seeking], let_in])
