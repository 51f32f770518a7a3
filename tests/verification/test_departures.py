"""Charters of the whole model leave in batches as a bulk queue does: by a number reached, or by the longest wait.

A batch leaves on the first weekday on which the number is reached or the first to come has waited long enough; what
comes in between waits. From the days on which people are ready alone, the day of departure of each follows.
"""

from collections.abc import Iterator

import numpy as np
import pytest

from sim.base.days import Clock, Phase
from sim.engine.columns import Route
from sim.model import run
from sim.model.context import Context, Process
from sim.model.schedule import Institutions, processes
from tests.batches import Rows, line
from tests.worlds import small

SCALE, DAYS = 0.05, 75
ROUTES = (Route.MEXICO_INTERIOR, Route.GUATEMALA, Route.HONDURAS, Route.EL_SALVADOR)
AMPLE = (
    *("removal.charter.cancelled_share=0", "removal.charter.pickup_missed_share=0", "removal.charter.aircraft=1000"),
    *(
        "border.reentry_gain=0",
        "detention.family_limit_days=1000",
        "removal.charter.transfer_share=0",
        "removal.charter.seats=1000000",
        "removal.charter.staff_seats=0",
    ),
    *(f"removal.charter.weekly_landings.{route.name.lower()}=1000" for route in ROUTES),
)
"""Aircraft, seats and landings are never what people wait for; nobody is let go meanwhile, or comes back."""
NEVER_FULL, ENDLESS = 1_000_000, 1_000
SATURDAY = 5
Came = dict[int, Rows]
"""Who came into line on each day."""


def batches(came: Came, clock: Clock, number: int, longest: int) -> Iterator[tuple[int, Rows]]:
    """The days on which batches leave, and who leaves."""
    waiting: list[tuple[int, Rows]] = []
    for day in range(clock.days):
        if len(came[day]):
            waiting.append((day, came[day]))
        if not waiting or clock.date_of(day).weekday() >= SATURDAY:
            continue
        if sum(len(rows) for _, rows in waiting) >= number or day - waiting[0][0] >= longest:
            yield day, np.concatenate([rows for _, rows in waiting])
            waiting = []


def seen(monkeypatch: pytest.MonkeyPatch, *rule: str) -> tuple[Context, dict[Route, Came]]:
    """Play a world in which people wait only for a batch, and note who comes into line when."""
    came: dict[Route, Came] = {route: {} for route in ROUTES}

    def note(ctx: Context) -> Process:
        for day in ctx.days:
            yield ctx.until(day, Phase.FLY)
            for route in ROUTES:
                rows, joined = line(ctx.record, "routes", route).members(0)
                came[route][day] = rows[joined == day]

    def watched(ctx: Context, at: Institutions) -> list[Process]:
        return [note(ctx), *processes(ctx, at)]

    monkeypatch.setattr(run, "processes", watched)
    ctx, _ = run.play(small("status-quo", *AMPLE, *rule, scale=SCALE, days=DAYS))
    return ctx, came


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "longest"), [(30, ENDLESS), (NEVER_FULL, 11), (20, 6)], ids=["number", "longest wait", "either"]
)
def test_everybody_leaves_with_the_batch_that_follows_from_when_people_are_ready(
    number: int, longest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = (f"removal.charter.load_threshold={number / SCALE}", f"removal.charter.longest_wait_days={longest}")
    ctx, came = seen(monkeypatch, *rule)
    carried = 0
    for route in ROUTES:
        for day, rows in batches(came[route], ctx.inputs.clock, number, longest):
            assert set(ctx.persons.repatriated[rows].tolist()) == {day}, (route.name, day)
            carried += len(rows)
    assert carried > 150
