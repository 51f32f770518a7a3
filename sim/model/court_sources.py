"""Cases also reach the court from offices that arrest nobody, and come back to it from its own archives.

Who acts: asylum offices, judges and parties, on any day of the month.
What limits it: yearly numbers taken from published totals.
Who pays: nobody here; the court hears them.
Levers: other receipts, recalendared and reopened cases.
"""

from math import isnan

import numpy as np

from sim.base.days import Phase
from sim.base.draws import FloatArray
from sim.base.words import Nationality, PersonClass
from sim.model.admission import Cell, admit, coming
from sim.model.coming_back import cases_come_back
from sim.model.context import Context, Steps
from sim.model.fear_screening import referrals_from_freed_time
from sim.model.months import Month, months_of
from sim.world.columns import Appointment, Source
from sim.world.diagrams import Place

_SOURCES = {
    Source.COURT: "courts.other_receipts_per_year",
    Source.RECALENDARED: "courts.recalendared_per_year",
    Source.REOPENED: "courts.reopened_per_year",
}


def court_sources(ctx: Context) -> Steps:
    """Bring the cases of a month into the world, each to be filed on its day."""
    rates = {source: ctx.inputs.by_day(path) for source, path in _SOURCES.items()}
    if not cases_come_back(ctx):
        rates = {Source.COURT: rates[Source.COURT]}
    imposed = ctx.inputs.imposed_receipts or ()
    for number, month in enumerate(months_of(ctx.inputs.clock)):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        for source, rate in rates.items():
            if source == Source.COURT and number < len(imposed) and not isnan(imposed[number]):
                continue  # what the month lacks is filled from these when it ends
            expected = rate * (month.end - month.first) / 365.0
            if source == Source.COURT:
                expected = np.maximum(expected + referrals_from_freed_time(ctx, month), 0.0)
            _bring(ctx, source, month, expected)


def _bring(ctx: Context, source: Source, month: Month, expected: FloatArray) -> None:
    shares = ctx.inputs.by_nationality("courts.nationality_share")
    persons = ctx.persons
    for nationality in Nationality:
        cell = Cell(source, month.label, nationality, PersonClass.SINGLE_ADULT)
        heads, days = coming(ctx, cell, month, expected * shares[nationality] / shares.sum(), ctx.inputs.scale)
        rows = admit(ctx, cell, heads)
        persons.move(rows, place=Place.AT_LARGE)
        ctx.calendar(Appointment.FILING).book(rows, days)
        persons.hearings[rows] = source != Source.COURT
        persons.is_subsequent[rows] = source == Source.REOPENED
