"""The immigration courts hear cases on booked days; judges are few, and dockets share them.

Who acts: immigration judges, on federal working days, on the cases next in line of each docket.
What limits it: capacity in completions, judges x completions a judge-year / working days of the year, shared out among
the dockets; what a docket leaves unused passes to the next; what it completes above or below its share is carried over.
Who pays: EOIR, per judge team.
Levers: judges, completions per judge-year, shares of dockets, closures.
"""

import numpy as np

from sim.base.days import Phase
from sim.base.draws import FloatArray
from sim.model.bench import Bench
from sim.model.context import Context, Steps
from sim.model.decisions import Decisions
from sim.model.docketing import Docketing
from sim.model.imposed_filings import imposed_filings
from sim.model.offices import Offices
from sim.model.staff import judges_at_work
from sim.world.columns import Appointment, Source
from sim.world.diagrams import Case, Docket
from sim.world.persons import Rows
from sim.world.vocabulary import Flow, Queue, Tally

_THOUSANDTHS = 1000


def filings(ctx: Context, docketing: Docketing) -> Steps:
    """Enter the notices that reach the court today, and the cases that come back to it."""
    persons = ctx.persons
    ages, age_luck = ctx.inputs.duration("courts.returning_case_age_days"), ctx.stream("filings.age")
    imposed = imposed_filings(ctx)
    for day in ctx.days:
        yield ctx.until(day, Phase.FILE)
        rows = ctx.calendar(Appointment.FILING).take(day)
        if not len(rows) and imposed is None:
            continue
        source = persons.source[rows]
        back = (source == Source.RECALENDARED) | (source == Source.REOPENED)
        fresh = rows[~back]
        docketing.file(fresh if imposed is None else imposed.enter(fresh, day), day)
        again = rows[back]
        persons.since[Queue.DECISION][again] = day - ages.sample(ctx.luck(age_luck, again))
        _take_back(ctx, docketing, again, day)


def _take_back(ctx: Context, docketing: Docketing, rows: Rows, day: int) -> None:
    """Put closed and completed cases back on the docket; their age runs from the old filing."""
    persons = ctx.persons
    ctx.record.count(Flow.RECALENDARED, rows[persons.source[rows] == Source.RECALENDARED], day)
    ctx.record.count(Flow.REOPENED, rows[persons.source[rows] == Source.REOPENED], day)
    docketing.assign(rows, day)


def hearings(ctx: Context, offices: Offices) -> Steps:
    """Hear the cases next in line on each docket."""
    bench, decisions, docketing = Bench(ctx), Decisions(ctx, offices), offices.docketing
    capacity = completions_by_day(ctx)
    priority = ctx.inputs.flag_by_day("courts.priority_docket")
    for day in ctx.days:
        yield ctx.until(day, Phase.HEAR)
        docketing.join(ctx.calendar(Appointment.HEARING).take(day), day)
        if day > 0 and priority[day - 1] and not priority[day]:
            _end_priority(ctx, docketing, day)
        if not ctx.is_working[day]:
            continue
        ctx.record.tally(Tally.COURT_CAPACITY, day, round(capacity[day] * _THOUSANDTHS))
        completed = bench.sit(day, float(capacity[day]), decisions)
        ctx.record.tally(Tally.COURT_USED, day, completed * _THOUSANDTHS)


def completions_by_day(ctx: Context) -> FloatArray:
    """Completions that the judges on the bench can make, shape (days,) [cases]."""
    inputs, clock = ctx.inputs, ctx.inputs.clock
    rate = judges_at_work(inputs) * inputs.by_day("courts.completions_per_judge_year") * inputs.scale
    return rate * clock.is_working / clock.working_days_of_year


def _end_priority(ctx: Context, docketing: Docketing, day: int) -> None:
    """When the priority docket is ended its cases are reset: they join the general line anew."""
    persons = ctx.persons
    rows = ctx.world.dockets[Docket.PRIORITY].empty()
    persons.move(rows, docket=Docket.GENERAL)
    docketing.join(rows, day)
    pending = persons.case[: persons.size] == Case.PENDING
    booked = np.flatnonzero(pending & (persons.docket[: persons.size] == Docket.PRIORITY))
    persons.move(booked, docket=Docket.GENERAL)
