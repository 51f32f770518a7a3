"""Scenario and layer files: found by name or path, with their parents, and read but for their settings."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sim.data.seeds import Source
from sim.data.sources import declared_source
from sim.data.tree import Findings, MappingNode, Mark, Node, ScalarNode, SequenceNode
from sim.data.yaml_reader import read_file
from sim.scenario.catalogue import Strictness
from sim.scenario.levers import LEVERS
from sim.scenario.library import Library

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""What the name of a scenario looks like; it becomes the name of a folder."""

SCENARIO_KEYS = ("scenario", "title", "group", "summary", "extends", "layers", "set", "run", "leaves_out", "sources")
LAYER_KEYS = ("lever", "title", "set")
_NAME_RULE = "small letters, digits and hyphens, at most 64 characters"


@dataclass(frozen=True)
class ScenarioDocument:
    """A scenario file as it was written, its settings not yet read."""

    path: Path
    name: str
    title: str
    group: str
    """The heading under which it is listed."""
    summary: str
    extends: ScalarNode | None
    layers: tuple[ScalarNode, ...]
    settings: Node | None
    run: Node | None
    leaves_out: tuple[str, ...]
    sources: tuple[Source, ...]
    cited: tuple[ScalarNode, ...]
    """ScalarNodes to sources on which the scenario as a whole rests."""


@dataclass(frozen=True)
class LayerDocument:
    """A layer file as it was written, its settings not yet read."""

    lever: ScalarNode
    title: str
    settings: Node


def read_scenario_document(path: Path, shown: str, findings: Findings) -> ScenarioDocument | None:
    """Read a scenario file but for its settings; nothing if it is no mapping at all."""
    node = _document(path, shown, SCENARIO_KEYS, findings)
    if node is None:
        return None
    sources, cited = _sources(node, findings)
    name = _text(node, "scenario", findings)
    return ScenarioDocument(
        path=path,
        name=_checked_name(node, name, findings),
        title=_text(node, "title", findings) or name,
        group=_text(node, "group", findings),
        summary=_text(node, "summary", findings),
        extends=next(iter(_references(node, "extends", findings)), None),
        layers=_references(node, "layers", findings),
        settings=node.items.get("set"),
        run=node.items.get("run"),
        leaves_out=tuple(reference.text for reference in _references(node, "leaves_out", findings)),
        sources=sources,
        cited=cited,
    )


def read_layer_document(path: Path, shown: str, findings: Findings) -> LayerDocument | None:
    """Read a layer file but for its settings; nothing if it names no lever or sets nothing."""
    node = _document(path, shown, LAYER_KEYS, findings)
    if node is None:
        return None
    for key in ("lever", "set"):
        if key not in node.keys:
            findings.add(node.mark, "", found=f"no {key}", expected=f"the key {key}")
    lever = next(iter(_references(node, "lever", findings)), None)
    settings = node.items.get("set")
    if lever is None or settings is None:
        return None
    return LayerDocument(lever, _text(node, "title", findings), settings)


def _document(path: Path, shown: str, keys: tuple[str, ...], findings: Findings) -> MappingNode | None:
    node = read_file(path, shown, findings)
    if node is None:
        return None
    if not isinstance(node, MappingNode) or not node.keys:
        found = "nothing" if isinstance(node, MappingNode) else str(node)
        findings.add(node.mark, "", found=found, expected="a mapping with " + ", ".join(keys))
        return None
    findings.refuse_unknown_keys(node, keys)
    return node


def _checked_name(node: MappingNode, name: str, findings: Findings) -> str:
    if "scenario" not in node.keys:
        findings.add(node.mark, "scenario", found="nothing", expected=f"a name: {_NAME_RULE}")
    elif name and not NAME.fullmatch(name):
        item = node.items["scenario"]
        findings.add(item.mark, "scenario", found=str(item), expected=f"a name: {_NAME_RULE}")
    return name


def _text(node: MappingNode, key: str, findings: Findings) -> str:
    item = node.items.get(key)
    if item is None:
        return ""
    if not isinstance(item, ScalarNode) or not item.text.strip():
        findings.add(item.mark, key, found=str(item), expected="a text")
        return ""
    return item.text.strip()


def _references(node: MappingNode, key: str, findings: Findings) -> tuple[ScalarNode, ...]:
    """Read a text or a list of texts; `extends` and `lever` take one, the others a list."""
    item = node.items.get(key)
    if item is None:
        return ()
    is_single = key in ("extends", "lever")
    if isinstance(item, SequenceNode) is is_single:
        findings.add(item.mark, key, found=str(item), expected="a text" if is_single else "a list")
        return ()
    found = []
    for text in item.items if isinstance(item, SequenceNode) else (item,):
        if isinstance(text, ScalarNode) and isinstance(text.value, str) and text.value:
            found.append(text)
        else:
            findings.add(text.mark, key, found=str(text), expected="a text")
    return tuple(found)


def _sources(node: MappingNode, findings: Findings) -> tuple[tuple[Source, ...], tuple[ScalarNode, ...]]:
    """Read the sources of a scenario: references to known ones, and ones that it declares itself."""
    item = node.items.get("sources")
    if item is None:
        return (), ()
    if not isinstance(item, SequenceNode):
        findings.add(item.mark, "sources", found=str(item), expected="a list")
        return (), ()
    declared, cited = [], []
    for source_node in item.items:
        if isinstance(source_node, MappingNode):
            source = declared_source(source_node, findings)
            declared += [source] if source else []
        elif isinstance(source_node, ScalarNode):
            cited.append(source_node)
        else:
            findings.add(source_node.mark, "sources", found=str(source_node), expected="a reference or a mapping")
    return tuple(declared), tuple(cited)


_LAYER_NAME = re.compile(r"(border|interior|other)/[A-Za-z0-9-]+\.(ordered|announced|realised)")
_SUFFIXES = (".yaml", ".yml")
_INSIDE = "a shipped name, or a relative path inside the folder of the file that ends in .yaml"


@dataclass(frozen=True)
class FoundFile:
    """A file that a name or path stands for."""

    path: Path
    shown: str
    """Its name in messages."""
    strictness: Strictness


@dataclass(frozen=True)
class FoundScenario:
    """One scenario document of a chain of parents."""

    document: ScenarioDocument
    place: FoundFile


def scenario_names(library: Library) -> tuple[str, ...]:
    """The names of the shipped scenarios, in order."""
    files = (path for path in library.scenarios.glob("*.yaml") if path.name != LEVERS)
    return tuple(sorted(path.stem for path in files if NAME.fullmatch(path.stem)))


def layer_names(library: Library) -> tuple[str, ...]:
    """The names of the shipped layers, in order."""
    folder = library.scenarios / "layers"
    return tuple(sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.yaml")))


def find_scenario(name_or_path: str, library: Library, findings: Findings) -> FoundFile | None:
    """Find the scenario that a user asks for."""
    if NAME.fullmatch(name_or_path):
        return _shipped_scenario(ScalarNode(Mark(name_or_path), name_or_path, name_or_path), library, findings, key="")
    path = Path(name_or_path)
    if path.suffix in _SUFFIXES and "\0" not in name_or_path:
        return FoundFile(path, name_or_path, Strictness.FREE)
    expected = "the name of a shipped scenario or the path of a file that ends in .yaml"
    hint = findings.like(name_or_path, scenario_names(library))
    findings.add(Mark(name_or_path), "", found=repr(name_or_path), expected=expected, hint=hint)
    return None


def find_chain(found: FoundFile, library: Library, findings: Findings) -> tuple[FoundScenario, ...]:
    """Read a scenario and its parents, the parent of all first; a file that cannot be read is noted and left out."""
    return tuple(reversed(tuple(_chain(found, library, findings))))


def find_layer(reference: ScalarNode, near: FoundFile, library: Library, findings: Findings) -> FoundFile | None:
    """Find the layer that a scenario lists."""
    if _is_path(reference.text):
        return _neighbour(reference, near, findings, key="layers")
    path = library.scenarios / "layers" / f"{reference.text}.yaml"
    if _LAYER_NAME.fullmatch(reference.text) and path.is_file():
        return FoundFile(path, library.shown(path), Strictness.SOURCED)
    expected = "a shipped layer, or a relative path inside the folder of the file that ends in .yaml"
    hint = findings.like(reference.text, layer_names(library))
    findings.add(reference.mark, "layers", found=repr(reference.text), expected=expected, hint=hint)
    return None


def _chain(found: FoundFile, library: Library, findings: Findings) -> Iterator[FoundScenario]:
    seen: list[Path] = []
    place: FoundFile | None = found
    while place is not None:
        seen.append(_real(place.path))
        document = read_scenario_document(place.path, place.shown, findings)
        if document is None:
            return
        yield FoundScenario(document, place)
        place = _parent(document, place, library, findings)
        if place and document.extends and _real(place.path) in seen:
            expected = "a parent that does not extend this scenario again"
            findings.add(document.extends.mark, "extends", found=f"a cycle through {place.shown}", expected=expected)
            return


def _parent(document: ScenarioDocument, place: FoundFile, library: Library, findings: Findings) -> FoundFile | None:
    parent = document.extends
    if parent is None:
        return None
    if NAME.fullmatch(parent.text):
        return _shipped_scenario(parent, library, findings, key="extends")
    if _is_path(parent.text):
        return _neighbour(parent, place, findings, key="extends")
    hint = findings.like(parent.text, scenario_names(library))
    findings.add(parent.mark, "extends", found=repr(parent.text), expected=_INSIDE, hint=hint)
    return None


def _shipped_scenario(reference: ScalarNode, library: Library, findings: Findings, *, key: str) -> FoundFile | None:
    path = library.scenarios / f"{reference.text}.yaml"
    names = scenario_names(library)
    if reference.text in names:
        return FoundFile(path, library.shown(path), Strictness.FREE)
    near = findings.like(reference.text, names)
    hint = near or (f"there are {', '.join(names)}" if names else "")
    findings.add(reference.mark, key, found=f"no scenario {reference.text}", expected="a shipped name", hint=hint)
    return None


def _real(path: Path) -> Path:
    """The file behind links; unlike Path.resolve it also answers for links in a circle."""
    return Path(os.path.realpath(path))


def _is_path(name: str) -> bool:
    return PurePosixPath(name).suffix in _SUFFIXES


def _neighbour(reference: ScalarNode, near: FoundFile, findings: Findings, *, key: str) -> FoundFile | None:
    """Find a file by its path relative to the file that names it, never outside that file's folder."""
    folder = near.path.parent
    relative = PurePosixPath(reference.text)
    is_plain = not relative.is_absolute() and ".." not in relative.parts and not re.search(r"[\\:\0]", reference.text)
    if is_plain and _real(folder / relative).is_relative_to(_real(folder)):
        shown = (PurePosixPath(near.shown).parent / relative).as_posix()
        return FoundFile(folder / relative, shown, near.strictness)
    findings.add(reference.mark, key, found=repr(reference.text), expected=_INSIDE)
    return None
