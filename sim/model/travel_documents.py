"""A person under a final order leaves only with a document that the country of origin recognises.

Who acts: consulates, every day, on the orders of people in custody.
What limits it: days to a document by country; some are never issued, fewer where visa sanctions press a country.
Who pays: nobody here; the bed of the waiting person is paid by ICE.
Levers: days and shares by country, visa sanctions, shares of seats by charter and commercial.
"""

import numpy as np

from sim.base.days import Phase
from sim.model.context import Context, Steps
from sim.model.orders import choose_mode
from sim.world.columns import Appointment, Mode
from sim.world.persons import Rows
from sim.world.routes import FAR_ROUTE, NEAR_ROUTE, Route
from sim.world.vocabulary import Queue


def travel_documents(ctx: Context) -> Steps:
    """Send those whose document has come to staging, by the mode in which they will travel."""
    inputs, persons = ctx.inputs, ctx.persons
    charter = inputs.by_nationality_and_day("removal.charter_share")
    commercial = inputs.by_nationality_and_day("removal.commercial_share")
    mode, ground, seat = ctx.stream("documents.mode"), ctx.stream("documents.ground"), ctx.stream("documents.seat")
    ground_days = inputs.duration("removal.ground_days")
    seat_days = inputs.duration("removal.commercial_days")
    staging = Staging(ctx)
    for day in ctx.days:
        yield ctx.until(day, Phase.DOCUMENTS)
        rows = ctx.calendar(Appointment.DOCUMENT).take(day)
        if not len(rows):
            continue
        ctx.record.begin(Queue.STAGING, rows, day)
        nationality = persons.nationality[rows]
        chosen = choose_mode(ctx.luck(mode, rows), charter[nationality, day], commercial[nationality, day])
        persons.mode[rows] = chosen
        staging.line_up(rows[chosen == Mode.CHARTER], day)
        some = rows[chosen == Mode.GROUND]
        days = day + ground_days.sample(ctx.luck(ground, some))
        ctx.calendar(Appointment.DEPARTURE).book(some, days)
        some = rows[chosen == Mode.COMMERCIAL]
        days = day + seat_days.sample(ctx.luck(seat, some))
        ctx.calendar(Appointment.DEPARTURE).book(some, days)


class Staging:
    """The places where people wait for a charter, by route."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._farther = ctx.stream("documents.farther")
        self._farther_share = ctx.inputs.by_nationality_and_day("removal.farther_share")

    def line_up(self, rows: Rows, day: int) -> None:
        """Let persons wait for a charter on the route of the own country, near or far."""
        if not len(rows):
            return
        ctx, persons = self._ctx, self._ctx.persons
        nationality = persons.nationality[rows]
        farther = ctx.luck(self._farther, rows) < self._farther_share[nationality, day]
        persons.route[rows] = np.where(farther, FAR_ROUTE[nationality], NEAR_ROUTE[nationality])
        for code in Route:
            ctx.world.routes[code].join(rows[persons.route[rows] == code], day)
