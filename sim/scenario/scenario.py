"""Load a scenario by name or path, or a coalition of sections for attribution."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sim.data.tree import Findings
from sim.scenario.assembly import assemble, check_claims, load_library
from sim.scenario.documents import ScenarioDocument, read_scenario_document, scenario_names
from sim.scenario.library import Library, shipped_library
from sim.scenario.resolved import Scenario
from sim.scenario.settings import Overrides

__all__ = ["SHELF", "Overrides", "Scenario", "load", "load_all", "shipped"]

_NO_OVERRIDES = Overrides()
SHELF = ("Baselines", "The memos", "One section alone", "Mexico", "One resource or rule")
"""The groups in which shipped scenarios are listed, in order."""


def load(name_or_path: str, overrides: Overrides = _NO_OVERRIDES, library: Library | None = None) -> Scenario:
    """Read, complete and check one scenario.

    Args:
        name_or_path: the name of a shipped scenario, or the path of a file.
        overrides: what the command line says beside it.
        library: the shipped one if not given.

    Raises:
        ScenarioError: with every problem of every file that takes part.
    """
    return load_all((name_or_path,), overrides, library)[0]


def load_all(
    names_or_paths: tuple[str, ...], overrides: Overrides = _NO_OVERRIDES, library: Library | None = None
) -> tuple[Scenario, ...]:
    """Read several scenarios, the base only once.

    Args:
        names_or_paths: each the name of a shipped scenario, or the path of a file.
        overrides: what the command line says of all of them.
        library: the shipped one if not given.

    Raises:
        ScenarioError: with every problem of every file that takes part.
    """
    return _assembled([(name, overrides) for name in names_or_paths], library)


def load_variants(
    name_or_path: str, variants: Sequence[Overrides], library: Library | None = None
) -> tuple[Scenario, ...]:
    """Read one scenario with several changes in turn, the base only once.

    Args:
        name_or_path: the name of a shipped scenario, or the path of a file.
        variants: what is changed, one after the other.
        library: the shipped one if not given.

    Raises:
        ScenarioError: with every problem of every variant.
    """
    return _assembled([(name_or_path, overrides) for overrides in variants], library)


def _assembled(wanted: Sequence[tuple[str, Overrides]], library: Library | None) -> tuple[Scenario, ...]:
    findings = Findings()
    loaded = load_library(library or shipped_library(), findings)
    scenarios = [assemble(loaded, name, overrides) for name, overrides in wanted]
    findings.raise_if_any()
    return tuple(scenario for scenario in scenarios if scenario)


def shipped(library: Library | None = None) -> tuple[ScenarioDocument, ...]:
    """Read the shipped scenarios but for their settings, by name.

    Raises:
        ScenarioError: if one of them cannot be read.
    """
    library = library or shipped_library()
    findings = Findings()
    paths = [library.scenarios / f"{name}.yaml" for name in scenario_names(library)]
    documents = [read_scenario_document(path, library.shown(path), findings) for path in paths]
    findings.raise_if_any()
    return tuple(document for document in documents if document)


def changed_by_layer(before: Scenario, after: Scenario) -> dict[str, tuple[str, ...]]:
    """List which parameters each layer of a scenario changes, in the order in which the scenario lists its layers.

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
    check_claims(scenario.parameters, (library or shipped_library()).parameters, findings)
    findings.raise_if_any()
