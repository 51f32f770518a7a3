"""The immigration courts hear cases on booked days; judges are few, and dockets share them.

Who acts: immigration judges, on federal working days, on the cases booked for the day on each docket.
What limits it: capacity in completions, judges x completions a judge-year / working days of the year, shared out among
the dockets; what a docket leaves unused passes to the next; what it completes above or below its share is carried over.
Hearings for which no time is left are reset; free time is filled with cases of the coming days that are ready.
Who pays: EOIR, per judge team.
Levers: judges, judges detailed, completions per judge-year, shares of dockets, closures.
"""

from sim.base.days import Phase
from sim.model.bench import Bench
from sim.model.context import Context, Steps
from sim.model.decisions import Decisions
from sim.model.docketing import Docketing
from sim.model.imposed_filings import imposed_filings
from sim.model.judges import completions_by_day
from sim.model.notices import Notices
from sim.model.offices import Offices
from sim.world.columns import Appointment, Source
from sim.world.persons import Rows
from sim.world.vocabulary import Flow, Tally

_THOUSANDTHS = 1000


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


def hearings(ctx: Context, offices: Offices) -> Steps:
    """Hear the cases booked for the day on each docket, and give dates to those who ask for one."""
    docketing = offices.docketing
    bench, decisions = Bench(ctx, docketing), Decisions(ctx, offices)
    capacity = completions_by_day(ctx.inputs)
    priority = ctx.inputs.flag_by_day("courts.priority_docket")
    for day in ctx.days:
        yield ctx.until(day, Phase.HEAR)
        if day > 0 and priority[day - 1] and not priority[day]:
            docketing.end_priority(day)
        if ctx.is_working[day]:
            ctx.record.tally(Tally.COURT_CAPACITY, day, round(capacity[day] * _THOUSANDTHS))
            completed = bench.sit(day, float(capacity[day]), decisions)
            ctx.record.tally(Tally.COURT_USED, day, completed * _THOUSANDTHS)
        docketing.give_dates(day)
