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
from sim.engine.columns import Source as Origin
from sim.engine.compiled import Bundle, Floats, Ints, Word, bound, bundle, rule
from sim.engine.distributions import quantile
from sim.engine.draws import draw
from sim.engine.event_calendar import due, schedule
from sim.engine.numbers import KEEP, Event, Flow, Place, Source
from sim.engine.ordering import by_key, part
from sim.engine.person import Person
from sim.engine.state import State
from sim.engine.verbs import count, move
from sim.engine.vocabulary import Flow as Counted
from sim.engine.vocabulary import Tally
from sim.facts.parameters import parameters
from sim.model.border.admission import Admission, Cell, bring
from sim.model.context import Context, Steps
from sim.model.courts.bench import whole_families
from sim.model.courts.calendar import file_case, recalendar
from sim.model.courts.court import Court
from sim.model.courts.notices import Notices, plan_again
from sim.model.fields import distribution, stream
from sim.model.months import months_of


@bundle
class Clerks(Bundle):
    """The clerks who enter cases that reach the court."""

    court: Court
    notices: Notices
    age_days: Floats = distribution(parameters.courts.returning_case_age_days)
    age: Word = stream("filings.age")


def filings(ctx: Context, court: Court, clerks: Clerks) -> Steps:
    """Enter the notices that reach the court today, and the cases that come back to it from before the run."""
    imposed, act = imposed_filings(ctx, court), bound(file_due, ctx.state, clerks)
    for day in ctx.days:
        yield ctx.until(day, Phase.FILE)
        if imposed is None or not imposed.is_imposed(day):
            act(day)
        else:
            imposed.file(clerks, day)


@rule
def file_due(world: State, clerks: Clerks, day: int) -> None:
    """File the cases that are due."""
    for row in take_due(world, clerks, day):
        file_case(world, clerks.court, world.people[row], row, day)


@rule
def take_due(world: State, clerks: Clerks, day: int) -> Ints:
    """Take back cases of before the run that are due; those due for the first time, in the order of keys."""
    if day > 0:
        plan_again(world, clerks.notices, day)
    rows = due(world, Event.FILING, day)
    n = 0
    for row in rows:
        person = world.people[row]
        if person.source in (Source.RECALENDARED, Source.REOPENED):
            take_back(world, clerks, person, row, day)
        else:
            rows[n] = row
            n += 1
    return by_key(world.people, part(rows, 0, n))


@rule
def take_back(world: State, clerks: Clerks, person: Person, row: int, day: int) -> None:
    """Put a closed or decided case of before, heard once, on the docket; a decided one comes from old orders."""
    person.filed = day - quantile(clerks.age_days, 0, draw(person, clerks.age))
    person.hearings = 1
    if person.source == Source.REOPENED:
        count(world, person, Flow.REOPENED, day)
        world.old_orders[person.nationality] = max(world.old_orders[person.nationality] - 1, 0)
    else:
        count(world, person, Flow.RECALENDARED, day)
    recalendar(world, clerks.court, person, row, day)


@rule
def file_some(world: State, court: Court, rows: Ints, room: int, later: int, day: int) -> int:
    """File as many of some cases as there is room for, no family in part, and let the others wait; how many were."""
    end = whole_families(world.people, rows, min(room, len(rows)))
    for i in range(len(rows)):
        if i < end:
            file_case(world, court, world.people[rows[i]], rows[i], day)
        else:
            schedule(world, world.people[rows[i]], rows[i], Event.FILING, later)
    return end


@rule
def settle(world: State, rows: Ints) -> None:
    """Let persons who were never arrested live at large."""
    for row in rows:
        move(world, world.people[row], row, Place.AT_LARGE, KEEP, KEEP)


class ImposedFilings:
    """The receipts of each month that are imposed, and how many of them are still open."""

    def __init__(self, ctx: Context, court: Court, receipts: tuple[float, ...]) -> None:
        self._ctx, self._court = ctx, court
        self._months = months_of(ctx.inputs.clock)
        self._month_of = np.concatenate(
            [np.full(min(month.end, len(ctx.days)) - max(month.first, 0), n) for n, month in enumerate(self._months)]
        )
        self._cases = [self._share_of_run(n, cases) for n, cases in enumerate(receipts)]
        self._shares = ctx.inputs.by_nationality("courts.nationality_share")

    def is_imposed(self, day: int) -> bool:
        """Say whether the receipts of a day's month are imposed."""
        return self._cases[int(self._month_of[day])] is not None

    def file(self, clerks: Clerks, day: int) -> None:
        """File as many of those due as the month has room for, and on its last day all that it lacks."""
        ctx, court = self._ctx, self._court
        number = int(self._month_of[day])
        rows, following = take_due(ctx.state, clerks, day), self._months[number].end
        room = self._room(number)
        filed = file_some(ctx.state, court, rows, room, following, day)
        ctx.record.tallies[day, Tally.FILINGS_DEFERRED] += len(rows) - filed
        if day == min(following, len(ctx.days)) - 1 and room > filed:
            filled = self._fill(room - filed, number)
            ctx.record.tallies[day, Tally.FILINGS_FILLED] += len(filled)
            file_some(ctx.state, court, filled, len(filled), following, day)

    def _room(self, number: int) -> int:
        """Cases that may still be filed this month; what was filed beyond an earlier month is made up for."""
        first, wanted = number, 0
        while first >= 0 and (cases := self._cases[first]) is not None:
            wanted, first = wanted + cases, first - 1
        begin = max(self._months[first + 1].first, 0)
        return max(wanted - int(self._ctx.record.flows[begin:, Counted.NTA_FILED].sum()), 0)

    def _fill(self, cases: int, number: int) -> Ints:
        """Bring cases of offices that arrest nobody, all to be filed today."""
        cuts = np.rint(np.cumsum(self._shares / self._shares.sum()) * cases)
        label = f"{self._months[number].label} imposed"
        cells = [Cell(Origin.COURT, label, nationality, PersonClass.SINGLE_ADULT) for nationality in Nationality]
        filled = bring(self._ctx, Admission.of(self._ctx), cells, np.diff(cuts, prepend=0.0))
        settle(self._ctx.state, filled)
        return filled

    def _share_of_run(self, number: int, cases: float) -> int | None:
        """Whole cases of a month at the scale of the run; only the days that are played count."""
        if np.isnan(cases):
            return None
        month = self._months[number]
        played = min(month.end, len(self._ctx.days)) - max(month.first, 0)
        return round(cases * played / (month.end - month.first) * self._ctx.inputs.scale)


def imposed_filings(ctx: Context, court: Court) -> ImposedFilings | None:
    """Open the book of imposed receipts; none where the model finds them itself."""
    receipts = ctx.inputs.imposed_receipts
    return None if receipts is None else ImposedFilings(ctx, court, receipts)
