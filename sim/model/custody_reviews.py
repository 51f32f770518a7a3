"""Custody of a person whose order cannot be carried out is reviewed, and most are let go under supervision in the end.

Who acts: ICE, on the day 90 days after the order became final (8 CFR 241.4) and 180 days after it (Zadvydas v. Davis,
2001), and as often again as it takes.
On whom: people in a bed under a final order. A person in staging, with a document in hand, is not let go, nor is one
whose document is to be expected soon: removal is likely in the foreseeable future.
Who pays: ICE, for the bed until then.
Levers: the days of the reviews, the share let go at the first, the days within which a document counts as foreseeable.
"""

import numpy as np

from sim.base.days import Phase
from sim.model.context import Context, Steps
from sim.model.supervision import Supervision
from sim.world.columns import NEVER, Appointment
from sim.world.persons import Rows
from sim.world.vocabulary import Flow, Queue


def custody_reviews(ctx: Context, supervision: Supervision) -> Steps:
    """Hold the reviews that are due each day."""
    board = ReviewBoard(ctx, supervision)
    for day in ctx.days:
        yield ctx.until(day, Phase.REVIEW)
        rows = ctx.calendar(Appointment.REVIEW).take(day)
        if len(rows):
            board.review(rows, day)


class ReviewBoard:
    """The officers who review custody after a final order."""

    def __init__(self, ctx: Context, supervision: Supervision) -> None:
        self._ctx, self._supervision = ctx, supervision
        inputs = ctx.inputs
        self._first = inputs.whole("detention.custody_review.first_after_days")
        self._second = inputs.whole("detention.custody_review.second_after_days")
        self._released_share = inputs.by_day("detention.custody_review.released_at_first_share")
        self._foreseeable = inputs.whole("detention.custody_review.foreseeable_days")
        self._luck = ctx.stream("custody_reviews.first")

    def review(self, rows: Rows, day: int) -> None:
        """Let those go whose removal is not foreseeable: some at the first review, all at the second."""
        persons = self._ctx.persons
        rows = rows[persons.since[Queue.STAGING][rows] == NEVER]
        document = persons.due[Appointment.DOCUMENT][rows].astype(np.int64)
        likely = (document != NEVER) & (document - day <= self._foreseeable)
        ordered = persons.since[Queue.REMOVAL][rows].astype(np.int64)
        is_second = day - ordered >= self._second
        lucky = self._ctx.luck(self._luck, rows) < self._released_share[day]
        freed = ~likely & (is_second | lucky)
        self._supervision.let_go(rows[freed & ~is_second], day, Flow.RELEASED_AFTER_REVIEW)
        self._supervision.let_go(rows[freed & is_second], day, Flow.SUPERVISED)
        again = np.where(is_second, day + max(self._second - self._first, 1), ordered + self._second)
        again = np.maximum(again, day + 1).astype(np.int32)
        self._ctx.calendar(Appointment.REVIEW).book(rows[~freed], again[~freed])
