"""A scenario is put together: base, parents, layers and settings, checked as a whole."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from sim.base.errors import InvariantError
from sim.data.arrivals import BorderHistory, read_history
from sim.data.calendar import Holidays, end_of_run, read_holidays
from sim.data.seeds import Source
from sim.data.sources import Register, read_register
from sim.data.tree import Findings, Mark
from sim.scenario.catalogue import ReadContext, Strictness, catalogue_of, join
from sim.scenario.documents import (
    FoundFile,
    FoundScenario,
    find_chain,
    find_layer,
    find_scenario,
    read_layer_document,
)
from sim.scenario.inputs import Correlation, read_correlation
from sim.scenario.layering import Settings, check_changes, check_scopes, combine, without_reserve
from sim.scenario.library import Library, read_base, read_fitted
from sim.scenario.parameter import AnyParameter
from sim.scenario.parameters.group import ContradictionError, ParameterGroup
from sim.scenario.resolved import LayerUse, RunPlan, Scenario
from sim.scenario.settings import Overrides, read_overrides, read_own, read_settings, split_name


@dataclass(frozen=True)
class LoadedLibrary:
    """A library with its lists and its base, read once for any number of scenarios."""

    library: Library
    context: ReadContext
    base: dict[str, AnyParameter]
    fitted: dict[str, AnyParameter]
    """Numbers of the base that a calibration set anew."""
    holidays: Holidays | None
    history: BorderHistory | None
    correlation: Correlation

    @property
    def numbers(self) -> dict[str, AnyParameter]:
        """The base, with the numbers that a calibration set anew in place of its own."""
        fitted = {path: replace(parameter, replaced=(self.base[path],)) for path, parameter in self.fitted.items()}
        return {**self.base, **fitted}


def load_library(library: Library, findings: Findings) -> LoadedLibrary:
    """Read the lists of sources, the base and the holidays; whatever is wrong is noted."""
    context = ReadContext(catalogue_of(library.parameters), read_register(library.seeds, findings), findings)
    base, holidays = read_base(library, context), read_holidays(library.seeds, findings)
    fitted = read_fitted(library, context)
    correlation = read_correlation(library.seeds, findings) if fitted else Correlation()
    return LoadedLibrary(library, context, base, fitted, holidays, read_history(library.seeds, findings), correlation)


def assemble(loaded: LoadedLibrary, name_or_path: str, overrides: Overrides) -> Scenario | None:
    """Put one scenario together.

    Args:
        loaded: the library; its findings receive every problem.
        name_or_path: a shipped name, or the path of a file.
        overrides: what the command line sets.

    Returns:
        The scenario, or nothing if anything was found wrong.
    """
    findings = loaded.context.findings
    name, own = split_name(name_or_path)
    found = find_scenario(name, loaded.library, findings)
    chain = find_chain(found, loaded.library, findings) if found else ()
    loaded = replace(loaded, context=replace(loaded.context, register=_register(chain, loaded.context)))
    layers = [layer for link in chain for layer in _layers(link, loaded)]
    overriding = (*read_overrides(overrides, loaded.context), read_own(own, name_or_path, loaded.context))
    layers += [without_reserve(Settings(parameters)) for parameters in overriding if parameters]
    combined = combine([Settings(loaded.numbers), *layers], findings)
    parameters = _within_run(combined)
    check_changes(parameters, findings)
    _check_whole(parameters, loaded)
    if findings.problems or not chain:
        return None
    return replace(_scenario(chain, layers, parameters, loaded), scale=overrides.scale, own=own)


def read_shipped_layer(name: str, loaded: LoadedLibrary) -> Settings | None:
    """Read a shipped layer, whether a scenario uses it or not."""
    path = loaded.library.scenarios / "layers" / f"{name}.yaml"
    found = FoundFile(path, loaded.library.shown(path), Strictness.SOURCED)
    return _read_layer(name, found, loaded)


def _read_layer(name: str, found: FoundFile, loaded: LoadedLibrary) -> Settings | None:
    """Read one layer: a lever, and the parameters of that lever alone."""
    context = replace(loaded.context, layer=name, strictness=found.strictness)
    document = read_layer_document(found.path, found.shown, context.findings)
    if document is None:
        return None
    lever = loaded.library.lever(document.lever.text)
    if lever is None:
        names = [known.name for known in loaded.library.levers]
        hint = context.findings.like(document.lever.text, names)
        mark = document.lever.mark
        context.findings.add(mark, "lever", found=document.lever.text, expected="a lever of the register", hint=hint)
        return None
    parameters = read_settings(document.settings, "", context)
    for path, parameter in parameters.items():
        if path not in lever.targets:
            expected = "one of " + ", ".join(lever.targets)
            hint = f"{lever.name} moves nothing else"
            context.findings.add(
                parameter.origin.mark, path, found="another lever's parameter", expected=expected, hint=hint
            )
    return Settings(parameters, name, lever.name)


def _within_run(parameters: dict[str, AnyParameter]) -> dict[str, AnyParameter]:
    """Drop settings that later ones cover on every day of the run."""
    start = parameters["run.start"].value if "run.start" in parameters else None
    if not isinstance(start, date):
        return parameters
    return {path: parameter.on_and_after(start) for path, parameter in parameters.items()}


def _register(chain: tuple[FoundScenario, ...], context: ReadContext) -> Register:
    """The sources known to a scenario: the shipped ones, and those that it and its parents declare."""
    declared = {source.key: source for link in chain for source in link.document.sources}
    register = context.register.extended(declared)
    for link in chain:
        for reference in link.document.cited:
            register.check(reference, "sources", context.findings)
    return register


def _layers(link: FoundScenario, loaded: LoadedLibrary) -> list[Settings]:
    """The layers that a scenario lists, then its own settings."""
    layers = []
    context = loaded.context
    names: dict[str, Mark] = {}
    for reference in link.document.layers:
        if reference.text in names:
            expected = f"each layer once; it stands on line {names[reference.text].line} already"
            context.findings.add(reference.mark, "layers", found=f"{reference.text} again", expected=expected)
            continue
        names[reference.text] = reference.mark
        found = find_layer(reference, link.place, loaded.library, context.findings)
        settings = _read_layer(reference.text, found, loaded) if found else None
        layers += [settings] if settings else []
    own = replace(context, layer=f"scenario {link.document.name}", strictness=link.place.strictness)
    parameters = read_settings(link.document.run, "run", own) if link.document.run else {}
    parameters |= read_settings(link.document.settings, "", own) if link.document.settings else {}
    return [*layers, without_reserve(Settings(parameters))]


def _check_whole(parameters: dict[str, AnyParameter], loaded: LoadedLibrary) -> None:
    """Check the scenario as a whole: claims that contradict each other, scopes, and holidays for every day."""
    if parameters.keys() != loaded.context.catalogue.parameters.keys():
        return
    check_claims(parameters, loaded.library.parameters, loaded.context.findings)
    check_scopes(parameters, loaded.base, loaded.context.findings)
    start, years = parameters["run.start"].value, parameters["run.years"].value
    holidays = loaded.holidays
    if isinstance(start, date) and isinstance(years, int) and holidays and not holidays.covers(start, years):
        mark = parameters["run.years"].origin.mark
        found = f"a run from {start} to {end_of_run(start, years)}"
        expected = f"days from {holidays.first} to {holidays.last}, for which federal holidays are known"
        loaded.context.findings.add(mark, "run.years", found=found, expected=expected)


def check_claims(parameters: dict[str, AnyParameter], declared: type[ParameterGroup], findings: Findings) -> None:
    """Note claims that contradict each other.

    Args:
        parameters: all parameters that are declared.
        declared: the group of all parameters, whose validators are asked.
        findings: receives every contradiction.
    """
    try:
        declared.model_validate(_nested(declared, "", parameters))
    except ValidationError as error:
        for detail in error.errors():
            _note_contradiction(detail.get("ctx", {}).get("error"), error, findings)


def _note_contradiction(cause: object, error: ValidationError, findings: Findings) -> None:
    if not isinstance(cause, ContradictionError):
        raise InvariantError(f"a scenario part refuses parameters that were read: {error}") from error
    parameter = cause.parameter
    found = ", ".join(str(entry.value) for entry in parameter.entries)
    findings.add(parameter.origin.mark, parameter.path, found=found, expected=cause.expected, hint=cause.hint)


def _nested(group: type[ParameterGroup], path: str, parameters: dict[str, AnyParameter]) -> dict[str, Any]:
    """Arrange parameters as the groups nest them; the values are parameters or further such mappings, hence Any."""
    nested: dict[str, Any] = {}
    for name, field in group.model_fields.items():
        below = join(path, name)
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, ParameterGroup):
            nested[name] = _nested(inner, below, parameters)
        else:
            nested[name] = parameters[below]
    return nested


def _scenario(
    chain: tuple[FoundScenario, ...],
    layers: list[Settings],
    parameters: dict[str, AnyParameter],
    loaded: LoadedLibrary,
) -> Scenario:
    document = chain[-1].document
    last = {layer.lever: layer for layer in layers}
    uses = tuple(
        LayerUse(layer.layer, layer.lever, is_replaced=last[layer.lever] is not layer)
        for layer in layers
        if layer.layer
    )
    references = {entry.source for parameter in parameters.values() for entry in parameter.entries if entry.source}
    references |= {reference.text for link in chain for reference in link.document.cited}
    return Scenario(
        name=document.name,
        title=document.title,
        summary=document.summary,
        parameters=parameters,
        base=loaded.numbers,
        layers=uses,
        run=_plan(parameters),
        history=loaded.history,
        correlation=loaded.correlation,
        days_off=frozenset(loaded.holidays.dates if loaded.holidays else ()),
        sources=_found(references, loaded.context.register),
        declared=tuple({source.key: source for link in chain for source in link.document.sources}.values()),
        leaves_out=tuple(dict.fromkeys(text for link in chain for text in link.document.leaves_out)),
    )


def _found(references: set[str], register: Register) -> dict[str, Source]:
    found = {reference: register.find(reference) for reference in sorted(references)}
    return {reference: source for reference, source in found.items() if source}


def _plan(parameters: dict[str, AnyParameter]) -> RunPlan:
    start = parameters["run.start"].value
    if not isinstance(start, date):
        raise InvariantError(f"run.start is {start!r}, expected a date")
    years, replications, seed = (_whole(parameters[f"run.{name}"]) for name in ("years", "replications", "seed"))
    return RunPlan(start, years, replications, seed)


def _whole(parameter: AnyParameter) -> int:
    if not isinstance(parameter.value, int):
        raise InvariantError(f"{parameter.path} is {parameter.value!r}, expected a whole number")
    return parameter.value
