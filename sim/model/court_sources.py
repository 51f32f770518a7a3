"""Cases also reach the court from offices that arrest nobody, and come back to it from its own archives.

Who acts: asylum offices, judges and parties, on any day of the month.
What limits it: yearly numbers taken from published totals.
Who pays: nobody here; the court hears them.
Levers: other receipts, recalendared and reopened cases.
"""

from math import isnan

import numpy as np

from sim.base.days import Phase
from sim.base.words import Nationality, PersonClass
from sim.engine import columns
from sim.engine.compiled import int64, rule
from sim.engine.event_calendar import schedule
from sim.engine.numbers import KEEP, Event, Place, Source
from sim.engine.state import State
from sim.engine.verbs import enter, move
from sim.model.border.admission import Admission, Cell, Wave, draw_parties, expect, played
from sim.model.coming_back import cases_come_back
from sim.model.context import Context, Steps
from sim.model.fear_screening import referrals_from_freed_time
from sim.model.months import months_of

_SOURCES = {
    columns.Source.COURT: "courts.other_receipts_per_year",
    columns.Source.RECALENDARED: "courts.recalendared_per_year",
    columns.Source.REOPENED: "courts.reopened_per_year",
}
_DAYS_A_YEAR = 365.0


def court_sources(ctx: Context) -> Steps:
    """Bring the cases of a month into the world, each to be filed on its day."""
    rates = {source: ctx.inputs.by_day(path) for source, path in _SOURCES.items()}
    if not cases_come_back(ctx):
        rates = {columns.Source.COURT: rates[columns.Source.COURT]}
    imposed = ctx.inputs.imposed_receipts or ()
    admission, shares = Admission.of(ctx), ctx.inputs.by_nationality("courts.nationality_share")
    for number, month in enumerate(months_of(ctx.inputs.clock)):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        cells, expected = [], []
        for source, rate in rates.items():
            if source == columns.Source.COURT and number < len(imposed) and not isnan(imposed[number]):
                continue  # what the month lacks is filled from these when it ends
            cases = rate[played(ctx, month)] * (month.end - month.first) / _DAYS_A_YEAR
            if source == columns.Source.COURT:
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
