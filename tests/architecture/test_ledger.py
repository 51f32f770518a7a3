"""Each thing is paid once: unit costs state their scope, and no two lines of the ledger cover the same."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim.base.codes import Payer
from sim.engine.recording import LEDGER
from sim.model.accounts import ledger
from sim.model.context import Context
from sim.model.run import play, simulate
from sim.results.metrics import measure
from sim.scenario.scenario import Overrides, load
from tests.architecture.moving import World, inputs_of, raised_value
from tests.worlds import small

AFTER: World = (
    "kelly-memos-consent",
    (
        "run.start=2017-06-01",
        "staffing.usbp_agents_hiring.time_to_hire_days=0",
        "staffing.usbp_agents_hiring.academy_days=5",
        "staffing.ice_officers_hiring.time_to_hire_days=0",
        "staffing.ice_officers_hiring.academy_days=5",
        "border.barrier_first_mile_days=0",
        "border.barrier_miles_added=74",
    ),
    0.01,
    100,
)
"""A world in which every line of the ledger is paid."""
BASE = load("status-quo").parameters
COSTS = tuple(
    path for path, parameter in BASE.items() if parameter.spec.unit.startswith("USD") and not path.startswith("run.")
)
SHARED = {"reception": ("reception", "reception_elsewhere")}
"""Lines that share a unit cost because different countries pay it for different people."""


@cache
def _played() -> Context:
    return play(inputs_of(AFTER))[0]


@cache
def _paid(path: str = "") -> tuple[int, ...]:
    """The sum of each line for the same persons and days, with one unit cost raised or none."""
    ctx, inputs = _played(), inputs_of(AFTER)
    values = {**inputs.values, path: raised_value(path, AFTER)} if path else inputs.values
    return tuple(ledger(replace(inputs, values=values, read=set()), ctx.record).sum(axis=0).tolist())


@cache
def _moved_by(path: str) -> tuple[str, ...]:
    return tuple(line.item for line, one, other in zip(LEDGER, _paid(), _paid(path), strict=True) if one != other)


def _scope(path: str) -> str:
    scopes = {entry.scope for entry in BASE[path].entries}
    assert len(scopes) == 1, path
    return scopes.pop()


def test_every_line_of_the_ledger_is_paid_in_some_world() -> None:
    assert [line.item for line, cents in zip(LEDGER, _paid(), strict=True) if not cents] == []


@pytest.mark.parametrize("path", COSTS)
def test_a_unit_cost_moves_the_line_of_its_scope_and_no_other(path: str) -> None:
    stage, _, part = _scope(path).partition(", ")
    moved = [line for line in LEDGER if line.item in _moved_by(path)]
    assert {line.part.name.lower() for line in moved} == {part}
    assert tuple(line.item for line in moved) == SHARED.get(stage, tuple(line.item for line in moved)[:1])


def test_no_two_lines_cover_the_same() -> None:
    of_line: dict[str, set[str]] = {}
    of_scope: dict[str, set[tuple[str, ...]]] = {}
    for path in COSTS:
        of_scope.setdefault(_scope(path), set()).add(_moved_by(path))
        for item in _moved_by(path):
            of_line.setdefault(item, set()).add(_scope(path))
    assert set(of_line) == {line.item for line in LEDGER}
    assert {item: scopes for item, scopes in of_line.items() if len(scopes) > 1} == {}
    assert {scope: lines for scope, lines in of_scope.items() if len(lines) > 1} == {}


def test_sums_by_payer_and_by_receiver_agree_to_the_cent() -> None:
    recording = simulate(small("kelly-memos-consent", scale=0.002, days=40))
    totals = recording.ledger.sum(axis=0)
    by_payer, by_receiver = np.zeros(len(Payer), np.int64), np.zeros(len(Payer), np.int64)
    for line, cents in zip(LEDGER, totals.tolist(), strict=True):
        by_payer[line.payer] += cents
        by_receiver[line.receiver] += cents
    assert int(by_payer.sum()) == int(by_receiver.sum()) == int(recording.ledger.sum())
    rows = {
        row.key.group: row.value
        for row in measure(recording)
        if (row.key.metric, row.key.period) == ("cost_usd", "all")
    }
    for role, sums in (("payer", by_payer), ("receiver", by_receiver)):
        published = {party: rows.get(f"{role}={party.name.lower()}", 0.0) * recording.scale * 100 for party in Payer}
        assert {party: round(cents) for party, cents in published.items()} == dict(
            zip(Payer, sums.tolist(), strict=True)
        )


def test_nobody_is_paid_by_itself() -> None:
    assert [line.item for line in LEDGER if line.payer is line.receiver] == []


def test_what_waits_in_mexico_moves_cost_and_the_fixed_part_stands() -> None:
    settings = ("run.start=2017-06-01", "mexico.consent_per_day=2000")
    here = simulate(small("kelly-memos", "run.start=2017-06-01", scale=0.004, days=50))
    there = simulate(small("kelly-memos", *settings, scale=0.004, days=50))
    change = {
        line.item: int(cents) for line, cents in zip(LEDGER, (there.ledger - here.ledger).sum(axis=0), strict=True)
    }
    fixed = {line.item for line in LEDGER if line.part.name == "FIXED"}
    assert {item: cents for item, cents in change.items() if item in fixed and cents} == {}
    assert change["support_in_mexico"] > 0
    assert change["living_in_mexico"] > 0
    assert change["adult_beds"] + change["hold_days"] < 0


def test_an_all_in_figure_is_refused_in_the_place_of_a_part() -> None:
    from sim.base.errors import ScenarioError

    setting = 'costs.interior_arrests_usd={value: 10854, unit: USD/person, scope: "removal, all-in"}'
    with pytest.raises(ScenarioError, match="an all-in figure may not be added to its own parts"):
        load("status-quo", Overrides(set=(setting,)))
