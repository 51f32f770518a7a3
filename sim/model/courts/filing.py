"""A notice to appear is served first and filed with the court later; cases also come from elsewhere, and come back.

Who acts: the clerk of the court, every day, on cases that reach it for the first time or come back; asylum offices,
judges and parties, who bring others on any day of the month.
What limits it: nothing, or the receipts of the month where they are imposed, to replay history. The model's own filings
then go first; when the month is full the others wait for the next; what it lacks on its last day is filled from others.
Who pays: nobody.
Levers: other receipts, recalendared and reopened cases.
"""

from collections.abc import Callable
from math import isnan

import numpy as np

from sim.base.codes import Nationality
from sim.base.days import DAYS_A_YEAR, Phase
from sim.engine.columns import Source as Origin
from sim.engine.compiled import Bundle, Floats, Ints, Word, bound, bundle, int64, rule
from sim.engine.diagrams import CASES
from sim.engine.draws import draw, quantile
from sim.engine.event_calendar import cancel, due, schedule
from sim.engine.numbers import KEEP, NEVER, Case, Event, Flow, PersonClass, Place, Source, Tally
from sim.engine.ordering import by_key, part
from sim.engine.person import Person
from sim.engine.state import PERSONS, State
from sim.engine.verbs import STATE_SHIFT, count, enter, move
from sim.model.border.admission import Admission, Cell, Wave, bring, draw_parties, expect, played
from sim.model.context import Context, Month, Process, cases_come_back, months_of
from sim.model.courts.bench import whole_families
from sim.model.courts.calendar import file_case, recalendar
from sim.model.courts.court import Court
from sim.model.fields import dated_distributions, distribution, in_force, number, stream
from sim.scenario.names import parameters

_LAG = parameters.courts.filing_lag
_LAGS = (_LAG.detained, _LAG.fear_positive, _LAG.family_or_child, _LAG.interior, _LAG.border_adult)
_DETAINED, _FEAR_POSITIVE, _FAMILY_OR_CHILD, _INTERIOR, _BORDER_ADULT = range(len(_LAGS))
_SOURCES = {
    Origin.COURT: parameters.courts.other_receipts_per_year,
    Origin.RECALENDARED: parameters.courts.recalendared_per_year,
    Origin.REOPENED: parameters.courts.reopened_per_year,
}


@bundle
class Notices(Bundle):
    """The days from service to filing; the notice of somebody who is not held may never be filed."""

    lag_days: Floats = dated_distributions(*_LAGS)
    in_force: Ints = in_force(*_LAGS)
    lag: Word = stream("notices.lag")
    lag_again: Word = stream("notices.lag_again")
    never_filed_share: float = number(parameters.courts.never_filed_share)
    filed: Word = stream("notices.filed")


@rule
def serve_notice(world: State, notices: Notices, person: Person, row: int, day: int, place: int) -> None:
    """Serve a notice on a person who goes to a place with it, or stays with KEEP, and plan its filing."""
    move(world, person, row, place, Case.SERVED, KEEP)
    count(world, person, Flow.NTA_SERVED, day)
    plan_filing(world, notices, person, row, day)


@rule
def plan_filing(world: State, notices: Notices, person: Person, row: int, day: int) -> None:
    """Draw the day on which the notice is filed, if it ever is."""
    kind = _kind_of_lag(person)
    if kind != _DETAINED and draw(person, notices.filed) < notices.never_filed_share:
        cancel(person, Event.FILING)
        return
    which = notices.in_force[kind, max(day, 0)]
    schedule(world, person, row, Event.FILING, day + 1 + quantile(notices.lag_days, which, draw(person, notices.lag)))


@rule
def plan_again(world: State, notices: Notices, day: int) -> None:
    """On the day on which the time to file changes, draw the rest of it anew for every notice that waits."""
    changes = False
    for kind in range(_BORDER_ADULT + 1):
        changes |= notices.in_force[kind, day] != notices.in_force[kind, day - 1]
    for row in range(world.numbers[PERSONS] if changes else 0):
        if (world.cells[row] >> STATE_SHIFT) % CASES == Case.SERVED:
            person = world.people[row]
            kind = _kind_of_lag(person)
            which = notices.in_force[kind, day]
            if person.due[Event.FILING] != NEVER and which != notices.in_force[kind, day - 1]:
                lag = quantile(notices.lag_days, which, draw(person, notices.lag_again))
                schedule(world, person, row, Event.FILING, day + lag)


@rule
def _kind_of_lag(person: Person) -> int:
    """Which of the times to filing is that of a person."""
    if person.place in (Place.ADULT_BED, Place.IN_MEXICO):
        return int64(_DETAINED)
    if person.claimed_fear:
        return int64(_FEAR_POSITIVE)
    if person.kind != PersonClass.SINGLE_ADULT:
        return int64(_FAMILY_OR_CHILD)
    return int64(_INTERIOR if person.source == Source.INTERIOR else _BORDER_ADULT)


@bundle
class Clerks(Bundle):
    """The clerks who enter cases that reach the court."""

    court: Court
    notices: Notices
    age_days: Floats = distribution(parameters.courts.returning_case_age_days)
    age: Word = stream("filings.age")


def filings(ctx: Context, court: Court, clerks: Clerks) -> Callable[[int], object]:
    """Enter the notices that reach the court today, and the cases that come back to it from before the run."""
    file_all, receipts = bound(file_due, ctx.state, clerks), ctx.inputs.imposed_receipts
    if receipts is None:
        return file_all
    imposed = ImposedFilings(ctx, court, receipts)
    return lambda day: imposed.file(clerks, day) if imposed.is_imposed(day) else file_all(day)


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
            recalendar_earlier(world, clerks, person, row, day)
        else:
            rows[n] = row
            n += 1
    return by_key(world.people, part(rows, 0, n))


@rule
def recalendar_earlier(world: State, clerks: Clerks, person: Person, row: int, day: int) -> None:
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
        self._shares = ctx.inputs.by_nationality(parameters.courts.nationality_share)

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
