"""The register of levers: from section to lever to parameter to value and source, generated and never typed."""

from dataclasses import replace
from typing import TypeAlias

from sim.facts.assembly import Opened, open_library, read_layer
from sim.facts.findings import Findings
from sim.facts.levers import Lever, Reading
from sim.facts.library import Library, shipped_library
from sim.facts.parameter import AnyParameter
from sim.facts.provenance import Json, value_of
from sim.facts.read_context import Demand
from sim.facts.resolving import Found, layer_names
from sim.facts.sections import Memo, Section

Readings: TypeAlias = dict[tuple[str, str], dict[str, AnyParameter]]
"""The parameters that each lever sets in each reading."""


def levers_table(library: Library | None = None) -> list[dict[str, Json]]:
    """List every section of both memos with its levers, or with the reason why it has none.

    Raises:
        ScenarioError: if the base or a layer cannot be read.
    """
    findings = Findings()
    opened = open_library(library or shipped_library(), findings)
    readings = _readings(opened)
    findings.settle()
    return [_section(section, opened, readings) for section in opened.library.sections]


def other_levers(library: Library | None = None) -> list[Json]:
    """List the levers that no memo orders: of Congress, other departments, Mexico and the courts.

    Raises:
        ScenarioError: if the base or a layer cannot be read.
    """
    findings = Findings()
    opened = open_library(library or shipped_library(), findings)
    readings = _readings(opened)
    findings.settle()
    levers = [lever for lever in opened.library.levers if lever.memo is Memo.OTHER]
    return [row for lever in levers for row in _rows(lever, opened, readings)]


def _readings(opened: Opened) -> Readings:
    readings: Readings = {}
    library = opened.library
    for name in layer_names(library):
        path = library.scenarios / "layers" / f"{name}.yaml"
        context = replace(opened.context, layer=name, demand=Demand.SOURCED)
        settings = read_layer(Found(path, library.shown(path), Demand.SOURCED), library, context)
        if settings:
            parameters = readings.setdefault((settings.lever, name.rpartition(".")[2]), {})
            parameters |= settings.parameters
    return readings


def _section(section: Section, opened: Opened, readings: Readings) -> dict[str, Json]:
    levers = [lever for lever in opened.library.levers if (lever.memo, lever.section) == (section.memo, section.letter)]
    return {
        "memo": section.memo.value,
        "section": section.letter,
        "title": section.title,
        "levers": [row for lever in levers for row in _rows(lever, opened, readings)],
        "reason": section.reason,
    }


def _rows(lever: Lever, opened: Opened, readings: Readings) -> list[Json]:
    """One row for each parameter that a lever moves."""
    return [_row(lever, path, opened, readings) for path in lever.targets]


def _row(lever: Lever, path: str, opened: Opened, readings: Readings) -> dict[str, Json]:
    read = {reading.value: readings.get((lever.name, reading.value), {}).get(path) for reading in Reading}
    base = opened.base.get(path)
    said = [parameter for parameter in (*read.values(), base) if parameter is not None]
    sources = dict.fromkeys(entry.source for parameter in said for entry in parameter.entries if entry.source)
    return {
        "name": lever.name,
        "path": path,
        "base": value_of(base) if base else None,
        **{reading: value_of(parameter) if parameter else None for reading, parameter in read.items()},
        "source": "; ".join(sources) or None,
    }


def readings_without_a_number(library: Library | None = None) -> tuple[tuple[str, str, str, str], ...]:
    """List section, lever, reading and reason where a reading of a memo has no number and the base stands."""
    return tuple(
        (f"{lever.memo.value} {lever.section}", lever.name, reading.value, why)
        for lever in (library or shipped_library()).levers
        for reading, why in lever.unsaid.items()
    )
