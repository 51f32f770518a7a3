"""Mexico stops some of those who travel north and returns them to Guatemala, Honduras or El Salvador.

Who acts: the National Migration Institute of Mexico (INM), every day, on people in transit whom it can reach.
What limits it: how much Mexico cooperates, which may hang on aid. Harm done to people on the way is not modelled.
Who pays: Mexico; the price is no account of the ledger. Levers: interdiction, cooperation, aid.
"""

import numpy as np

from sim.base.days import Phase
from sim.base.draws import FloatArray
from sim.base.words import CLASSES, Nationality, PersonClass
from sim.facts.first_attempts import first_attempts
from sim.facts.inputs import Inputs
from sim.model.admission import Cell, coming, mean_party, party_sizes
from sim.model.context import Context, Steps
from sim.model.crossing import presenter_share
from sim.model.deterrence import setting_out
from sim.model.months import months_of
from sim.model.passing import interdiction
from sim.world.columns import Source
from sim.world.vocabulary import Flow


def transit(ctx: Context) -> Steps:
    """Count those whom Mexico returns in each month; they never reach the border and get no row."""
    inputs = ctx.inputs
    first, base_caught = first_attempts(inputs), inputs.number("border.evader_apprehended_share")
    returned = setting_out(inputs) * inputs.scale * returned_ratio(inputs)
    for number, month in enumerate(months_of(inputs.clock)):
        yield ctx.until(max(month.first, 0), Phase.STAFF)
        for nationality in Nationality:
            for kind in PersonClass:
                presenting = presenter_share(ctx, kind)
                expected = float(first.apprehended[number, :, kind, nationality].sum())
                expected *= presenting + (1.0 - presenting) / base_caught
                cell = Cell(Source.BORDER, f"{month.label} in transit", nationality, kind)
                heads, days = coming(ctx, cell, month, expected / mean_party(ctx, kind), returned[nationality])
                sizes = party_sizes(ctx, kind, heads)
                ctx.record.count_ahead(Flow.RETURNED_BY_INM, np.repeat(days, sizes), nationality * CLASSES + kind)


def returned_ratio(inputs: Inputs) -> FloatArray:
    """Those whom Mexico returns against those who try in the base path, shape (NATIONALITIES, days)."""
    reach = inputs.by_nationality("mexico.interdiction_reach")[:, None]
    base = 1.0 - reach * inputs.base_by_day("mexico.interdiction_share")
    returned: FloatArray = reach * interdiction(inputs) / base
    return returned
