"""What the court receives in a month: notices, cases of offices that arrest nobody, and those that come back.

Who acts: asylum offices, judges and parties, who bring cases on any day of the month; clerks, who enter them.
What limits it: what clerks can enter, or the receipts of the month where they are imposed, to replay history. The
model's own filings then go first; when the month is full the others wait for the next; what it lacks on its last day is
filled from others.
Who pays: nobody.
Levers: other receipts, recalendared and reopened cases.
"""

from collections.abc import Callable
from math import isnan

import numpy as np

from sim.base.codes import Nationality
from sim.base.days import DAYS_A_YEAR, Phase
from sim.engine.columns import Source as Origin
from sim.engine.compiled import Ints, bound, int64, rule
from sim.engine.event_calendar import schedule
from sim.engine.numbers import KEEP, Event, Flow, PersonClass, Place, Source, Tally
from sim.engine.state import State
from sim.engine.verbs import enter, move
from sim.model.border.admission import Admission, Cell, Wave, bring, draw_parties, expect, played
from sim.model.context import Context, Month, Process, cases_come_back, months_of
from sim.model.courts.court import Court
from sim.model.courts.filing import Clerks, file_due, file_some, take_waiting
from sim.scenario.names import parameters

_SOURCES = {
    Origin.COURT: parameters.courts.other_receipts_per_year,
    Origin.RECALENDARED: parameters.courts.recalendared_per_year,
    Origin.REOPENED: parameters.courts.reopened_per_year,
}


def filings(ctx: Context, court: Court, clerks: Clerks) -> Callable[[int], object]:
    """Enter the notices that reach the court today, and the cases that come back to it from before the run."""
    file_all, receipts = bound(file_due, ctx.state, clerks), ctx.inputs.imposed_receipts
    if receipts is None:
        return file_all
    imposed = ImposedFilings(ctx, court, receipts)
    return lambda day: imposed.file(clerks, day) if imposed.is_imposed(day) else file_all(day)


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
        self._shares = ctx.inputs.by_nationality(parameters.courts.nationality_share)

    def is_imposed(self, day: int) -> bool:
        """Say whether the receipts of a day's month are imposed."""
        return self._cases[int(self._month_of[day])] is not None

    def file(self, clerks: Clerks, day: int) -> None:
        """File as many of those due as the month has room for, and on its last day all that it lacks."""
        ctx, court = self._ctx, self._court
        number = int(self._month_of[day])
        rows, following = take_waiting(ctx.state, clerks, day), self._months[number].end
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
        return max(wanted - int(self._ctx.record.flows[begin:, Flow.NTA_FILED].sum()), 0)

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


def referrals_from_freed_time(ctx: Context, month: Month) -> float:
    """Cases that officers freed from screening some time ago refer to the court in a month, or fewer if negative.

    The loop acts on the departure of interviews held from the base path, once the whole month lies so far back.
    """
    inputs = ctx.inputs
    gain, lag = inputs.number(parameters.fear.affirmative.gain), inputs.whole(parameters.fear.affirmative.lag_days)
    per_interview = inputs.number(parameters.fear.affirmative.referrals_per_interview)
    path = inputs.by_day(parameters.fear.affirmative.base_interviews_per_year)
    first, end = month.first - lag, month.end - lag
    if gain == 0.0 or first < 0:
        return 0.0
    base = float(path[first:end].sum()) / DAYS_A_YEAR
    held = float(ctx.record.tallies[first:end, Tally.FEAR_SLOTS_USED].sum()) / inputs.scale
    return gain * (base - held) * per_interview


def court_sources(ctx: Context) -> Process:
    """Bring the cases of a month into the world, each to be filed on its day."""
    rates = {source: ctx.inputs.by_day(path) for source, path in _SOURCES.items()}
    if not cases_come_back(ctx):
        rates = {Origin.COURT: rates[Origin.COURT]}
    imposed = ctx.inputs.imposed_receipts or ()
    admission, shares = Admission.of(ctx), ctx.inputs.by_nationality(parameters.courts.nationality_share)
    for place, month in enumerate(months_of(ctx.inputs.clock)):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        cells, expected = [], []
        for source, rate in rates.items():
            if source == Origin.COURT and place < len(imposed) and not isnan(imposed[place]):
                continue  # what the month lacks is filled from these when it ends
            cases = rate[played(ctx, month)] * (month.end - month.first) / DAYS_A_YEAR
            if source == Origin.COURT:
                cases = np.maximum(cases + referrals_from_freed_time(ctx, month), 0.0)
            cells += [Cell(source, month.label, one, PersonClass.SINGLE_ADULT) for one in Nationality]
            expected.append(cases * shares[:, None] / shares.sum())
        if cells:
            times = np.full((len(cells), 1), ctx.inputs.scale)
            wave = expect(ctx, month, cells, np.concatenate(expected), times)
            cases_found = draw_parties(admission, wave)
            enter_cases(ctx.state, wave, ctx.persons.reserve(cases_found))


@rule
def enter_cases(world: State, wave: Wave, row: int) -> None:
    """Let each case enter, from a row on, at large and to be filed on its day."""
    for party in range(wave.parties):
        cell, person = wave.cell[party], world.people[row]
        source = wave.sources[cell]
        enter(world, person, row, wave.head[party], source, wave.groups[cell])
        move(world, person, row, Place.AT_LARGE, KEEP, KEEP)
        person.hearings = int64(source != Source.COURT)
        person.is_subsequent = source == Source.REOPENED
        schedule(world, person, row, Event.FILING, wave.day[party])
        row += 1
