"""What changes on a date changes nothing before it: parameters, people, stocks and money are equal to the bit."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from sim.engine.recording import Recording
from sim.model.litigation import after_suits
from sim.model.run import simulate
from sim.scenario.documents import scenario_names
from sim.scenario.library import LAYER, shipped_library
from sim.scenario.parameter import AnyParameter, Parameter, Setting
from sim.scenario.resolved import Scenario
from sim.scenario.scenario import Overrides, load, load_all
from sim.scenario.values import CENTRE, Value, compiled
from tests.architecture.moving import inputs_of, raised, scenario_of
from tests.worlds import days_of

BASELINE = "status-quo"
SIGNED = date(2017, 2, 20)
"""The day on which both memos were signed."""
_SERVICES = ("usbp_agents", "ice_officers")
_LIMITS = ("applicants_added_per_year", "academy_places_per_year")
_SUITS = ("release_grounds", "expedited_removal", "contiguous_return", "fear_standard", "parole", "detainers")
_PROOF = ("removal.document_days.mexico", "removal.never_documented_share.mexico")
WHOLE_RUN = {
    "deterrence-only": {"border.deterrence.gain"},
    "flights-held-until-full": {"removal.charter.load_threshold", "removal.charter.longest_wait_days"},
    "hiring-at-target": {f"staffing.{service}_hiring.{limit}" for service in _SERVICES for limit in _LIMITS},
    "judge-teams-2017": {"courts.judge_ramp_pace"},
    "kelly-memos-in-court": {f"litigation.{section}.stopped_share" for section in _SUITS},
    "mexico-demands-proof": {*_PROOF, "contiguous_return.proof_lacking_share"},
    "observed": {"border.arrivals"},
    "wait-in-mexico-at-scale": {"contiguous_return.daily_cap"},
    "wait-in-mexico-detained": {
        f"mexico.hazard.{name}" for name in ("going_home", "trying_again", "sending_child", "factor_without_shelter")
    },
}
"""What a shipped scenario sets for the whole run; of these numbers a date says nothing."""
ACT_AT_ONCE = ("deterrence-only", "flights-held-until-full", "judge-teams-2017", "mexico-demands-proof", "observed")
"""Scenarios in which what is set for the whole run acts from the first day on."""
NAMES = [name for name in scenario_names(shipped_library()) if name != BASELINE]
DATED = [name for name in NAMES if name not in ACT_AT_ONCE]
LEAD = 30
"""Days that are played before the first date [days]."""


@cache
def scenarios() -> dict[str, Scenario]:
    return dict(zip(NAMES, load_all(tuple(NAMES)), strict=True))


def set_by(scenario: Scenario) -> dict[str, AnyParameter]:
    """What a scenario says over the base."""
    claims = {path: parameter for path, parameter in scenario.parameters.items() if parameter.spec.quantity.is_claim}
    return {path: parameter for path, parameter in claims.items() if parameter.origin.layer not in ("base", LAYER)}


def first_date(parameter: AnyParameter) -> date | None:
    """The first day on which a layer or a scenario says something of a parameter; nothing where it says it of all."""
    said = [setting.starts for setting in parameter.settings if setting.origin.layer not in ("base", LAYER)]
    return min((start or date.min for start in said), default=date.min) if None not in said else None


def first_change(name: str) -> date:
    return min(first for parameter in set_by(scenarios()[name]).values() if (first := first_date(parameter)))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_set_for_the_whole_run_is_listed(name: str) -> None:
    whole = {path for path, parameter in set_by(scenarios()[name]).items() if first_date(parameter) is None}
    assert whole == WHOLE_RUN.get(name, set())


@pytest.mark.parametrize("fixed", [False, True], ids=["drawn", "fixed"])
@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_is_as_in_the_baseline_before_the_first_date(name: str, *, fixed: bool) -> None:
    scenario = scenarios()[name]
    start = scenario.run.start
    mine, base = (
        scenario.compile(3, fixed=fixed).values,
        below(start, scenario.run.years).compile(3, fixed=fixed).values,
    )
    changed = set_by(scenario)
    for path, value in mine.items():
        if path not in changed:
            assert value == base[path], path
        elif first := first_date(changed[path]):
            days = max((first - start).days, 0)
            assert _by_day(value, days) == _by_day(base[path], days), path


@cache
def below(start: date, years: int) -> Scenario:
    """The baseline on the days of another scenario."""
    return load(BASELINE, Overrides(set=(f"run.start={start}", f"run.years={years}")))


def _by_day(value: Value, days: int) -> list[object]:
    """What a value is on each of the first days, ramps included."""
    states, in_force = value.states(days)
    if all(isinstance(state, int | float) for state in states):
        return list(value.levels(np.arange(days)))
    return [states[number] for number in in_force]


@pytest.mark.slow
@pytest.mark.parametrize("name", DATED)
def test_nobody_and_nothing_differs_before_the_first_date(name: str) -> None:
    start = first_change(name) - timedelta(days=LEAD)
    mine, base = played(name, start), played(BASELINE, start)
    for what in ("flows", "stocks", "tallies", "ledger"):
        before, after = (getattr(each, what)[:LEAD] for each in (base, mine))
        assert (before == after).all(), what


@cache
def played(name: str, start: date) -> Recording:
    """A small world, its uncertain numbers drawn, until a date."""
    return simulate(days_of(beginning_on(start)[name], LEAD + 1, fixed=False))


@cache
def beginning_on(start: date) -> dict[str, Scenario]:
    """The baseline and the scenarios whose first date lies so many days after a start, all beginning there."""
    names = (BASELINE, *(name for name in DATED if first_change(name) - timedelta(days=LEAD) == start))
    found = load_all(names, Overrides(set=(f"run.start={start}",), scale=0.004))
    return dict(zip(names, found, strict=True))


def test_no_suit_is_decided_before_the_memos_are_signed() -> None:
    scenario = scenarios()["kelly-memos-in-court"]
    decided = []
    for replication in range(1, 31):
        inputs = scenario.compile(replication, fixed=False)
        decided += [inputs.clock.date_of(int(days.argmax())) for days in after_suits(inputs)[1].values()]
    assert len(decided) > 30
    assert min(decided) >= SIGNED


@pytest.mark.slow
@pytest.mark.parametrize("name", ["kelly-memos-consent", BASELINE])
def test_no_number_acts_before_its_date(name: str) -> None:
    """Every number that may change by date is moved far on one day in the middle of a month."""
    world = (name, ("run.start=2017-06-01", "border.attempts_scale=3"), 0.01, 50)
    inputs, when = inputs_of(world), date(2017, 7, 16)
    moved = {
        path: compiled(_from(parameter, when), inputs.clock.start, CENTRE)
        for path, parameter in scenario_of(world).parameters.items()
        if parameter.spec.quantity.is_dated
    }
    assert len(moved) > 200
    base = {**{path: inputs.values[path] for path in moved}, **inputs.base}
    before = simulate(replace(inputs, read=set()))
    after = simulate(replace(inputs, values={**inputs.values, **moved}, base=base, read=set()))
    days = inputs.clock.day(when)
    for what in ("flows", "stocks", "tallies", "ledger"):
        old, new = getattr(before, what), getattr(after, what)
        assert (old[:days] == new[:days]).all(), what
        assert (old[days:] != new[days:]).any(), what


def _from(parameter: AnyParameter, when: date) -> AnyParameter:
    """A parameter that is moved far on a day, and is as it was before."""
    now = [entry for entry in parameter.entries if (entry.when or when) <= when]
    entry = replace(raised(parameter, (now or parameter.entries)[-1]), when=when, ramp_from=None, low=None, high=None)
    above: AnyParameter = Parameter(parameter.spec, (Setting((entry,), parameter.origin),))
    return above.over(parameter)
