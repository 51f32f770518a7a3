"""A package of measures is taken apart: a scenario that follows one hand in some sections and another in the rest."""

from collections.abc import Iterable
from dataclasses import replace

from sim.facts.assembly import check_claims
from sim.facts.findings import Findings
from sim.facts.library import Library, shipped_library
from sim.facts.resolved import Scenario


def changed_by_layer(before: Scenario, after: Scenario) -> dict[str, tuple[str, ...]]:
    """Say which parameters each layer of a scenario changes, in the order in which the scenario lists its layers.

    Args:
        before: the scenario that the other is set against.
        after: the other.

    Returns:
        The paths that differ, by the layer or hand that set them in `after`; what no layer set comes last.
    """
    found: dict[str, list[str]] = {layer.name: [] for layer in after.layers}
    for path, parameter in after.parameters.items():
        if not parameter.says_the_same(before.parameters[path]):
            found.setdefault(parameter.origin.layer, []).append(path)
    return {layer: tuple(paths) for layer, paths in found.items() if paths}


def mixed(before: Scenario, after: Scenario, paths: Iterable[str]) -> Scenario:
    """Give a scenario that takes some parameters from one and all the others from another.

    Args:
        before: gives all parameters but those named.
        after: gives the parameters named, and the name.
        paths: of the parameters that are taken from `after`.

    Raises:
        ScenarioError: if the claims contradict each other.
    """
    parameters = {**before.parameters, **{path: after.parameters[path] for path in paths}}
    declared = {source.key: source for source in (*before.declared, *after.declared)}
    scenario = replace(
        after, parameters=parameters, sources={**before.sources, **after.sources}, declared=tuple(declared.values())
    )
    check_whole(scenario)
    return scenario


def check_whole(scenario: Scenario, library: Library | None = None) -> None:
    """Check that the claims of a scenario that was put together from others hold beside each other.

    Raises:
        ScenarioError: with every contradiction.
    """
    findings = Findings()
    check_claims(scenario.parameters, (library or shipped_library()).parts, findings)
    findings.settle()
