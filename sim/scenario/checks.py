"""Checks of what is shipped: every number has a source, every section of a memo a lever or a reason."""

from pathlib import Path

from sim.base.errors import Problem
from sim.data.seeds import COLUMNS, read_columns, read_series
from sim.data.sources import Register
from sim.data.tree import Findings, MappingNode, Mark, Node, ScalarNode
from sim.data.yaml_reader import read_file
from sim.scenario.assembly import LoadedLibrary, assemble, load_library, read_shipped_layer
from sim.scenario.documents import layer_names, read_scenario_document, scenario_names
from sim.scenario.levers import Memo, Reading
from sim.scenario.library import Library, check_base_folder, shipped_library
from sim.scenario.settings import Overrides


def check_shipped(library: Library | None = None) -> tuple[Problem, ...]:
    """List every problem of the shipped files, and of the levers beside the parameters; there should be none."""
    library = library or shipped_library()
    findings = Findings()
    loaded = load_library(library, findings)
    check_base_folder(library, loaded.context)
    _check_levers(loaded)
    _check_sections(library, findings)
    read = {key for name in layer_names(library) for key in _check_layer(name, loaded)}
    _check_readings(library, read, findings)
    for name in scenario_names(library):
        _check_scenario(name, loaded)
    check_tables(library.seeds, loaded.context.register, findings)
    return findings.problems


def _check_levers(loaded: LoadedLibrary) -> None:
    owners: dict[str, str] = {}
    findings = loaded.context.findings
    sections = {(section.memo, section.letter) for section in loaded.library.sections}
    for lever in loaded.library.levers:
        if lever.section and (lever.memo, lever.section) not in sections:
            found = f"section {lever.section}"
            findings.add(lever.mark, lever.name, found=found, expected=f"a section of the {lever.memo.value} memo")
        for path in lever.targets:
            owner = owners.setdefault(path, lever.name)
            if owner != lever.name:
                findings.add(lever.mark, path, found=f"{lever.name} beside {owner}", expected="one lever for it")
            if path not in loaded.context.catalogue.parameters:
                hint = findings.like(path, loaded.context.catalogue.parameters)
                findings.add(lever.mark, lever.name, found=path, expected="a parameter of the parts", hint=hint)


def _check_sections(library: Library, findings: Findings) -> None:
    moved = {(lever.memo, lever.section) for lever in library.levers}
    for section in library.sections:
        has_lever = (section.memo, section.letter) in moved
        if has_lever == bool(section.reason):
            found = "both" if has_lever else "neither"
            name = f"{section.memo.value} {section.letter}"
            findings.add(section.mark, name, found=found, expected="either a lever or a reason")


def _check_readings(library: Library, read: set[tuple[str, str]], findings: Findings) -> None:
    """Check that each lever of a memo has a layer for each reading, or says why the base stands."""
    for lever in (lever for lever in library.levers if lever.memo is not Memo.OTHER):
        for reading in Reading:
            has_layer, has_reason = (lever.name, reading.value) in read, bool(lever.no_value.get(reading))
            if has_layer == has_reason:
                found = f"{'both' if has_layer else 'neither'} for the {reading.value} reading"
                findings.add(lever.mark, lever.name, found=found, expected="either a layer or a reason")


def _check_layer(name: str, loaded: LoadedLibrary) -> list[tuple[str, str]]:
    """Check a shipped layer, whether a scenario uses it or not, and give its lever and its reading."""
    settings = read_shipped_layer(name, loaded)
    lever = loaded.library.lever(settings.lever) if settings else None
    if lever is None:
        return []
    folder, _, rest = name.partition("/")
    stem, _, reading = rest.rpartition(".")
    section = stem.partition("-")[0] if lever.section else ""
    if folder != lever.memo.value or section != lever.section or reading not in _READINGS:
        start = f"{lever.section}-" if lever.section else ""
        expected = f"{lever.memo.value}/{start}NAME.READING.yaml, the reading one of " + ", ".join(_READINGS)
        mark = Mark(f"scenarios/layers/{name}.yaml")
        loaded.context.findings.add(mark, "", found=f"{name}.yaml", expected=expected)
    return [(lever.name, reading)]


_READINGS = tuple(reading.value for reading in Reading)


def _check_scenario(name: str, loaded: LoadedLibrary) -> None:
    """Check a shipped scenario; it is named after its file and has a title."""
    path: Path = loaded.library.scenarios / f"{name}.yaml"
    shown = loaded.library.shown(path)
    findings = loaded.context.findings
    document = read_scenario_document(path, shown, findings)
    if document and document.name != name:
        findings.add(Mark(shown), "scenario", found=document.name, expected=f"{name}, the name of the file")
    if document and document.title in ("", name):
        findings.add(Mark(shown), "title", found="nothing", expected="a title")
    assemble(loaded, name, Overrides())


_KEYS = ("title", "definition", "source", "columns", "defects", "conflicts", "note")
_REQUIRED = _KEYS[:4]
_COLUMN_KEYS = ("unit", "definition")


def check_tables(seeds: Path, register: Register, findings: Findings) -> None:
    """Check every table of the seeds, and the description beside it."""
    for path in sorted(seeds.rglob("*.csv")):
        shown = f"seeds/{path.relative_to(seeds).as_posix()}"
        columns = read_columns(path, shown, findings)
        if columns == COLUMNS:
            read_series(path, shown, findings)
        _check_description(path, shown, columns, register, findings)


def _check_description(
    table: Path, shown_table: str, columns: tuple[str, ...], register: Register, findings: Findings
) -> None:
    shown = shown_table.removesuffix(".csv") + ".yaml"
    node = read_file(table.with_suffix(".yaml"), shown, findings)
    if not isinstance(node, MappingNode):
        if node is not None:
            findings.add(node.mark, "", found=str(node), expected="a mapping with " + ", ".join(_KEYS))
        return
    findings.refuse_unknown_keys(node, _KEYS)
    for key in _REQUIRED:
        if key not in node.keys:
            findings.add(node.mark, key, found="nothing", expected=f"the key {key}")
    if "source" in node.items:
        register.check(node.items["source"], "source", findings)
    if "columns" in node.items:
        _check_columns(node.items["columns"], columns, findings)


def _check_columns(node: Node, columns: tuple[str, ...], findings: Findings) -> None:
    if not isinstance(node, MappingNode) or tuple(node.items) != columns:
        found = ", ".join(node.items) if isinstance(node, MappingNode) else str(node)
        findings.add(node.mark, "columns", found=found, expected="the columns of the table: " + ", ".join(columns))
        return
    for name, column in node.items.items():
        if not isinstance(column, MappingNode) or tuple(column.items) != _COLUMN_KEYS:
            expected = "a mapping with " + " and ".join(_COLUMN_KEYS)
            findings.add(column.mark, f"columns.{name}", found=str(column), expected=expected)
            continue
        for key, item in column.items.items():
            if not isinstance(item, ScalarNode) or not item.text.strip():
                findings.add(item.mark, f"columns.{name}.{key}", found=str(item), expected="a text")
