"""What is shipped must hold together: every claim has its source, every section its lever or a reason."""

from dataclasses import replace
from pathlib import Path

from sim.base.errors import Problem
from sim.facts.assembly import Opened, assemble, open_library, read_layer
from sim.facts.base import check_base_folder
from sim.facts.descriptors import check_tables
from sim.facts.documents import read_scenario_document
from sim.facts.findings import Findings
from sim.facts.levers import Reading
from sim.facts.library import Library
from sim.facts.overrides import Overrides
from sim.facts.read_context import Demand
from sim.facts.resolving import Found, layer_names, scenario_names
from sim.facts.sections import Memo
from sim.facts.tree import Mark

_REGISTER = "sim/facts/library.py"
"""Where the levers are declared."""


def problems_of(library: Library) -> tuple[Problem, ...]:
    """Check all files of a library, and its levers against its parameters."""
    findings = Findings()
    opened = open_library(library, findings)
    check_base_folder(library, opened.context)
    _check_levers(opened)
    _check_sections(library, findings)
    read = {key for name in layer_names(library) for key in _check_layer(name, opened)}
    _check_readings(library, read, findings)
    for name in scenario_names(library):
        _check_scenario(name, opened)
    check_tables(library.seeds, opened.context.register, findings)
    return findings.problems


def _check_levers(opened: Opened) -> None:
    owners: dict[str, str] = {}
    findings = opened.context.findings
    sections = {(section.memo, section.letter) for section in opened.library.sections}
    for lever in opened.library.levers:
        if lever.section and (lever.memo, lever.section) not in sections:
            found = f"section {lever.section}"
            findings.add(Mark(_REGISTER), lever.name, found=found, expected=f"a section of the {lever.memo.value} memo")
        for path in lever.targets:
            owner = owners.setdefault(path, lever.name)
            if owner != lever.name:
                findings.add(Mark(_REGISTER), path, found=f"{lever.name} beside {owner}", expected="one lever for it")
            if path not in opened.context.catalogue.parameters:
                hint = findings.like(path, opened.context.catalogue.parameters)
                findings.add(Mark(_REGISTER), lever.name, found=path, expected="a parameter of the parts", hint=hint)


def _check_sections(library: Library, findings: Findings) -> None:
    moved = {(lever.memo, lever.section) for lever in library.levers}
    for section in library.sections:
        has_lever = (section.memo, section.letter) in moved
        if has_lever == bool(section.reason):
            found = "both" if has_lever else "neither"
            name = f"{section.memo.value} {section.letter}"
            findings.add(Mark(_REGISTER), name, found=found, expected="either a lever or a reason")


def _check_readings(library: Library, read: set[tuple[str, str]], findings: Findings) -> None:
    """Check that each lever of a memo has a layer for each reading, or says why the base stands."""
    for lever in (lever for lever in library.levers if lever.memo is not Memo.OTHER):
        for reading in Reading:
            has_layer, has_reason = (lever.name, reading.value) in read, bool(lever.unsaid.get(reading))
            if has_layer == has_reason:
                found = f"{'both' if has_layer else 'neither'} for the {reading.value} reading"
                findings.add(Mark(_REGISTER), lever.name, found=found, expected="either a layer or a reason")


def _check_layer(name: str, opened: Opened) -> list[tuple[str, str]]:
    """Check a shipped layer, whether a scenario uses it or not, and give its lever and its reading."""
    library = opened.library
    path = library.scenarios / "layers" / f"{name}.yaml"
    findings = opened.context.findings
    folder, _, rest = name.partition("/")
    settings = read_layer(
        Found(path, library.shown(path), Demand.SOURCED),
        library,
        replace(opened.context, layer=name, demand=Demand.SOURCED),
    )
    lever = library.lever(settings.lever) if settings else None
    if lever is None:
        return []
    stem, _, reading = rest.rpartition(".")
    section = stem.partition("-")[0] if lever.section else ""
    if folder != lever.memo.value or section != lever.section or reading not in _READINGS:
        start = f"{lever.section}-" if lever.section else ""
        expected = f"{lever.memo.value}/{start}NAME.READING.yaml, the reading one of " + ", ".join(_READINGS)
        findings.add(Mark(library.shown(path)), "", found=f"{name}.yaml", expected=expected)
    return [(lever.name, reading)]


_READINGS = tuple(reading.value for reading in Reading)


def _check_scenario(name: str, opened: Opened) -> None:
    """Check a shipped scenario; it is named after its file and has a title."""
    path: Path = opened.library.scenarios / f"{name}.yaml"
    shown = opened.library.shown(path)
    findings = opened.context.findings
    document = read_scenario_document(path, shown, findings)
    if document and document.name != name:
        findings.add(Mark(shown), "scenario", found=document.name, expected=f"{name}, the name of the file")
    if document and document.title in ("", name):
        findings.add(Mark(shown), "title", found="nothing", expected="a title")
    assemble(opened, name, Overrides())
