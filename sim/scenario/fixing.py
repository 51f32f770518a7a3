"""Uncertain parameters fixed at an end of their range, or at what one replication drew."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sim.scenario.kinds import NumberKind
from sim.scenario.parameter import AnyParameter, Effect, Entry, Setting
from sim.scenario.resolved import Scenario
from sim.scenario.values import drawn, is_uncertain

Quantiles = Mapping[str, float]
"""A quantile in [0, 1] by the name that a parameter is drawn under: 0 the low end, 0.5 the median, 1 the high end."""


def uncertain_draws(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """List the names under which the uncertain parameters of a scenario are drawn, with the parameters of each."""
    found: dict[str, list[str]] = {}
    for path in scenario.uncertain():
        found.setdefault(scenario.parameters[path].spec.draw_name, []).append(path)
    return {name: tuple(paths) for name, paths in found.items()}


def quantiles_of(scenario: Scenario, replication: int) -> dict[str, float]:
    """Say what a replication of a scenario draws for each of its uncertain parameters."""
    return {
        name: scenario.correlation.uniform(name, scenario.run.seed, replication) for name in uncertain_draws(scenario)
    }


def fixed_at(scenario: Scenario, quantiles: Quantiles) -> Scenario:
    """Give a scenario in which some uncertain parameters have the value of a quantile, and no range; so has their base.

    Args:
        scenario: a resolved scenario.
        quantiles: which parameters, and at what quantile.
    """
    return replace(
        scenario,
        parameters=_fixed_parameters(scenario, scenario.parameters, quantiles),
        base=_fixed_parameters(scenario, scenario.base, quantiles),
    )


def _fixed_parameters(
    scenario: Scenario, parameters: Mapping[str, AnyParameter], quantiles: Quantiles
) -> dict[str, AnyParameter]:
    start = scenario.run.start
    return {
        path: _fixed(parameter, quantiles[parameter.spec.draw_name], start)
        if parameter.spec.draw_name in quantiles and is_uncertain(parameter)
        else parameter
        for path, parameter in parameters.items()
    }


def _fixed(parameter: AnyParameter, quantile: float, start: date) -> AnyParameter:
    kind = parameter.spec.quantity.kind
    is_whole = isinstance(kind, NumberKind) and kind.is_whole
    return replace(
        parameter,
        settings=tuple(_fixed_setting(each, quantile, start, is_whole=is_whole) for each in parameter.settings),
    )


def _fixed_setting(setting: Setting, quantile: float, start: date, *, is_whole: bool) -> Setting:
    is_counted = is_whole and setting.effect is Effect.SET
    entries = tuple(_fixed_entry(entry, quantile, start, is_whole=is_counted) for entry in setting.entries)
    return replace(setting, entries=entries)


def _fixed_entry(entry: Entry, quantile: float, start: date, *, is_whole: bool) -> Entry:
    value = entry.value if isinstance(entry.value, date) else drawn(entry, start, quantile)
    if is_whole and isinstance(value, float):
        value = round(value)
    return replace(entry, value=value, low=None, high=None, stretch=None)
