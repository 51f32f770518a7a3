"""Officers of ICE arrest people inside the country: from jails on a detainer, or at large.

Who acts: deportation officers, every day.
What limits it: the arrests that the officers on board and the priority rule lead to.
Who pays: ICE, per arrest.
Levers: the priority rule, officers added (at-large arrests only, after the time to hire).
"""

import numpy as np

from sim.base.days import Phase
from sim.base.draws import FloatArray
from sim.base.words import Nationality, PersonClass
from sim.model.admission import Cell, admit, days_of_month, parties
from sim.model.context import Context, Steps
from sim.model.months import months_of
from sim.model.staff import officers
from sim.world.columns import Appointment, Source

CHANNELS = ("jail", "at_large")
"""Where an arrest is made."""


def interior_arrests(ctx: Context) -> Steps:
    """Bring those who will be arrested in a month into the world."""
    rates = arrests_per_year(ctx)
    shares = ctx.inputs.by_nationality("interior.nationality_share")
    scale = ctx.inputs.by_day("interior.arrests_scale") * ctx.inputs.scale
    base = ctx.inputs.by_day("interior.arrests_per_year")
    for month in months_of(ctx.inputs.clock):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        share_of_year = (month.end - month.first) / 365.0
        for channel in CHANNELS:
            multiplier = month.mean(scale * rates[channel])
            expected = month.mean(base) * share_of_year / shares.sum()
            for nationality in Nationality:
                cell = Cell(Source.INTERIOR, f"{month.label} {channel}", nationality, PersonClass.SINGLE_ADULT)
                heads = parties(ctx, cell, expected * shares[nationality] * _share(ctx, channel), multiplier)
                days = days_of_month(ctx, heads, (month.first, month.end))
                inside = (days >= 0) & (days < ctx.inputs.clock.days)
                rows = admit(ctx, cell, heads[inside])
                ctx.persons.is_at_large_arrest[rows] = channel == "at_large"
                ctx.calendar(Appointment.ARRIVAL).book(rows, days[inside])


def arrests_per_year(ctx: Context) -> dict[str, FloatArray]:
    """Arrests of each channel against their base number, shape (days,) each."""
    priority = ctx.inputs.by_day("interior.priority_multiplier")
    cooperation = ctx.inputs.by_day("interior.jail_cooperation_multiplier")
    cooperation = cooperation * ctx.inputs.by_day("interior.agreements_multiplier")
    added = officers(ctx.inputs) / ctx.inputs.by_day("staffing.ice_officers") - 1.0
    effect = ctx.inputs.number("interior.at_large_elasticity_of_officers")
    return {"jail": priority * cooperation, "at_large": priority * np.maximum(1.0 + effect * added, 0.0)}


def _share(ctx: Context, channel: str) -> float:
    jail = ctx.inputs.number("interior.jail_share")
    return jail if channel == "jail" else 1.0 - jail
