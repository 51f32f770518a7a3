"""Layers in time: a later setting covers an earlier one from its first date; unit costs keep their scope.

A later reading of a lever replaces the earlier whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from sim.data.tree import Findings
from sim.scenario.kinds import NumberKind
from sim.scenario.parameter import AnyParameter, Effect
from sim.scenario.values import CENTRE, compiled

RESERVE = ("detention.beds.adult", "detention.beds.surge_adult")
"""A bare number of adult beds means so many beds and no reserve, from the same day on."""

EPOCH = date(2000, 1, 1)
"""A day from which dates are counted where no run gives one."""


@dataclass(frozen=True)
class Settings:
    """The parameters that one layer, or one block of settings, sets."""

    parameters: dict[str, AnyParameter]
    layer: str = ""
    """The name of the layer; empty for the base, for a block `set` and for the command line."""
    lever: str = ""
    """The lever whose reading this is; empty for the base, for a block `set` and for the command line."""


def combine(layers: Sequence[Settings], findings: Findings) -> dict[str, AnyParameter]:
    """Lay settings over each other, the base first.

    Args:
        layers: in order, the later covering the earlier.
        findings: receives two levers that move one parameter.

    Returns:
        Every parameter with all that holds on some day; its origins tell what was said before.
    """
    last = {layer.lever: index for index, layer in enumerate(layers) if layer.lever}
    combined: dict[str, AnyParameter] = {}
    owners: dict[str, str] = {}
    before: dict[str, tuple[AnyParameter, ...]] = {}
    for index, layer in enumerate(layers):
        is_replaced = bool(layer.lever) and last[layer.lever] != index
        if layer.lever and not is_replaced:
            _check_owners(layer, owners, findings)
        for path, parameter in layer.parameters.items():
            if not is_replaced:
                whole = parameter.over(combined[path]) if path in combined else parameter
                combined[path] = replace(whole, replaced=before.get(path, parameter.replaced))
            before[path] = (*before.get(path, ()), *parameter.replaced, parameter)
    return combined


def without_reserve(settings: Settings) -> Settings:
    """Set the surge reserve of beds to zero where a bare number of adult beds is set and no reserve beside it."""
    adult, surge = RESERVE
    beds = settings.parameters.get(adult)
    if beds is None or surge in settings.parameters:
        return settings
    bare = [setting for setting in beds.settings if setting.is_bare and setting.effect is Effect.SET]
    if not bare:
        return settings
    first = bare[0].entries[0]
    none = replace(bare[0], entries=(replace(first, value=0, ramp_from=None),))
    spec = replace(beds.spec, path=surge)
    return replace(settings, parameters={**settings.parameters, surge: replace(beds, spec=spec, settings=(none,))})


def check_changes(parameters: dict[str, AnyParameter], findings: Findings) -> None:
    """Note every relative change that takes a number out of its bounds, or that has no number to change.

    Args:
        parameters: every parameter of a scenario.
        findings: receives every problem.
    """
    for parameter in parameters.values():
        kind = parameter.spec.quantity.kind
        changes = [setting for setting in parameter.settings if setting.effect is not Effect.SET]
        if not changes or not isinstance(kind, NumberKind):
            continue
        words = [entry.value or "nothing" for entry in parameter.entries if isinstance(entry.value, str | None)]
        if words:
            expected = "a number below the change; it changes numbers alone"
            findings.add(parameter.origin.mark, parameter.path, found=words[0], expected=expected)
            continue
        dates = [day for entry in parameter.entries for day in (entry.when, entry.ramp_from) if day]
        value = compiled(parameter, EPOCH, CENTRE).unbounded()
        days = np.array([0, *((day - EPOCH).days for day in dates)])
        wrong = [level for level in value.levels(days) if not kind.least <= level <= kind.most]
        if wrong:
            hint = "its value with the change; write a smaller change, or the value itself"
            findings.add(
                changes[-1].origin.mark, parameter.path, found=f"{wrong[0]:g}", expected=kind.expectation, hint=hint
            )


def _check_owners(layer: Settings, owners: dict[str, str], findings: Findings) -> None:
    for path, parameter in layer.parameters.items():
        owner = owners.setdefault(path, layer.lever)
        if owner != layer.lever:
            expected = f"a parameter that {owner} does not move"
            findings.add(parameter.origin.mark, path, found=f"the lever {layer.lever}", expected=expected)


def check_scopes(parameters: dict[str, AnyParameter], base: dict[str, AnyParameter], findings: Findings) -> None:
    """Note every parameter set with another scope than the base has; without a scope it takes the base's.

    Args:
        parameters: every parameter of the scenario.
        base: what the base says of them.
        findings: receives every problem.
    """
    for path, parameter in parameters.items():
        scopes = {entry.scope for entry in base[path].entries} - {""} if path in base else set()
        others = {entry.scope for entry in parameter.entries} - scopes - {""}
        if scopes and others:
            hint = "convert the number to that scope; an all-in figure may not be added to its own parts"
            found, expected = ", ".join(sorted(others)), "the scope " + ", ".join(sorted(scopes))
            findings.add(parameter.origin.mark, path, found=found, expected=expected, hint=hint)
