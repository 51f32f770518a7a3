"""Notices reach the court, and cases come back to it from before the run; where receipts are imposed, exactly so many.

Who acts: the clerk of the court, every day, on cases that reach it for the first time or come back.
What limits it: nothing, or the receipts of the month where they are imposed. The model's own filings then go first;
when the month is full the others wait unfiled to the first day of the next; what the month still lacks on its last day
is filled from other receipts.
Who pays: nobody. Imposed receipts are used to replay history and moved by no lever.
"""

import numpy as np

from sim.base.days import Phase
from sim.base.words import Nationality, PersonClass
from sim.model.border.admission import Cell, admit, parties
from sim.model.context import Context, Steps
from sim.model.courts.calendar import Docketing
from sim.model.months import months_of
from sim.model.notices import Notices
from sim.world.columns import Appointment, Source
from sim.world.diagrams import Place
from sim.world.families import whole_families
from sim.world.persons import Rows
from sim.world.vocabulary import Flow, Tally


def filings(ctx: Context, notices: Notices, docketing: Docketing) -> Steps:
    """Enter the notices that reach the court today, and the cases that come back to it from before the run."""
    persons = ctx.persons
    ages, age_luck = ctx.inputs.duration("courts.returning_case_age_days"), ctx.stream("filings.age")
    imposed = imposed_filings(ctx)
    for day in ctx.days:
        yield ctx.until(day, Phase.FILE)
        if day:
            notices.plan_again(day)
        rows = ctx.calendar(Appointment.FILING).take(day)
        if not len(rows) and imposed is None:
            continue
        source = persons.source[rows]
        back = (source == Source.RECALENDARED) | (source == Source.REOPENED)
        fresh = rows[~back]
        docketing.file(fresh if imposed is None else imposed.enter(fresh, day), day)
        again = rows[back]
        persons.filed[again] = day - ages.sample(ctx.luck(age_luck, again))
        _take_back(ctx, docketing, again, day)


def _take_back(ctx: Context, docketing: Docketing, rows: Rows, day: int) -> None:
    """Put closed and decided cases of before, all heard once, on the docket; those decided come from old orders."""
    persons = ctx.persons
    persons.hearings[rows] = 1
    reopened = rows[persons.source[rows] == Source.REOPENED]
    ctx.record.count(Flow.RECALENDARED, rows[persons.source[rows] == Source.RECALENDARED], day)
    ctx.record.count(Flow.REOPENED, reopened, day)
    ctx.world.old_orders.draw(persons.nationality[reopened])
    docketing.take_back(rows, day)


class ImposedFilings:
    """The receipts of each month that are imposed, and how many of them are still open."""

    def __init__(self, ctx: Context, receipts: tuple[float, ...]) -> None:
        self._ctx = ctx
        self._months = months_of(ctx.inputs.clock)
        self._month_of = np.concatenate(
            [np.full(min(month.end, len(ctx.days)) - max(month.first, 0), n) for n, month in enumerate(self._months)]
        )
        self._cases = [self._share_of_run(n, cases) for n, cases in enumerate(receipts)]
        self._shares = ctx.inputs.by_nationality("courts.nationality_share")

    def enter(self, rows: Rows, day: int) -> Rows:
        """Choose who is filed today: as many of those due as the month has room for, and on its last day all it lacks.

        Args:
            rows: cases that are due to be filed for the first time, shape (n,).
            day: today.

        Returns:
            The cases that are filed today.
        """
        number = int(self._month_of[day])
        if self._cases[number] is None:
            return rows
        persons, room = self._ctx.persons, self._room(number)
        rows = rows[np.argsort(persons.key[rows], kind="stable")]
        end = whole_families(persons.is_head(rows), min(room, len(rows)))
        now, later = rows[:end], rows[end:]
        following = self._months[number].end
        self._ctx.calendar(Appointment.FILING).book(later, np.full(len(later), following, np.int32))
        self._ctx.record.tally(Tally.FILINGS_DEFERRED, day, len(later))
        if day == min(following, len(self._ctx.days)) - 1 and room > end:
            filled = self._fill(room - end, number)
            self._ctx.record.tally(Tally.FILINGS_FILLED, day, len(filled))
            now = np.concatenate([now, filled])
        return now

    def _room(self, number: int) -> int:
        """Cases that may still be filed this month; what was filed beyond an earlier month is made up for."""
        first, wanted = number, 0
        while first >= 0 and (cases := self._cases[first]) is not None:
            wanted, first = wanted + cases, first - 1
        begin = max(self._months[first + 1].first, 0)
        return max(wanted - int(self._ctx.record.flows[begin:, Flow.NTA_FILED].sum()), 0)

    def _fill(self, cases: int, number: int) -> Rows:
        """Bring cases of offices that arrest nobody, all to be filed today."""
        cuts = np.rint(np.cumsum(self._shares / self._shares.sum()) * cases).astype(np.int64)
        rows = []
        for nationality, count in zip(Nationality, np.diff(cuts, prepend=0).tolist(), strict=True):
            label = f"{self._months[number].label} imposed"
            cell = Cell(Source.COURT, label, nationality, PersonClass.SINGLE_ADULT)
            rows.append(admit(self._ctx, cell, parties(self._ctx, cell, count)))
        filled = np.concatenate(rows)
        self._ctx.persons.move(filled, place=Place.AT_LARGE)
        return filled

    def _share_of_run(self, number: int, cases: float) -> int | None:
        """Whole cases of a month at the scale of the run; only the days that are played count."""
        if np.isnan(cases):
            return None
        month = self._months[number]
        played = min(month.end, len(self._ctx.days)) - max(month.first, 0)
        return round(cases * played / (month.end - month.first) * self._ctx.inputs.scale)


def imposed_filings(ctx: Context) -> ImposedFilings | None:
    """Open the book of imposed receipts; none where the model finds them itself."""
    receipts = ctx.inputs.imposed_receipts
    return None if receipts is None else ImposedFilings(ctx, receipts)
