"""Scenario and layer files as they are written: name, parent, layers and settings."""

import re
from dataclasses import dataclass
from pathlib import Path

from sim.data.seeds import Source
from sim.data.sources import declared_source
from sim.data.tree import Findings, MappingNode, Mark, Node, ScalarNode, SequenceNode
from sim.data.yaml_reader import read_file

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""What the name of a scenario looks like; it becomes the name of a folder."""

SCENARIO_KEYS = ("scenario", "title", "group", "summary", "extends", "layers", "set", "run", "leaves_out", "sources")
LAYER_KEYS = ("lever", "title", "set")
_NAME_RULE = "small letters, digits and hyphens, at most 64 characters"


@dataclass(frozen=True)
class Reference:
    """A document named in another, and where it is named."""

    name: str
    mark: Mark


@dataclass(frozen=True)
class ScenarioDocument:
    """A scenario file as it was written, its settings not yet read."""

    path: Path
    name: str
    title: str
    group: str
    """The heading under which it is listed."""
    summary: str
    extends: Reference | None
    layers: tuple[Reference, ...]
    settings: Node | None
    run: Node | None
    leaves_out: tuple[str, ...]
    sources: tuple[Source, ...]
    cited: tuple[ScalarNode, ...]
    """References to sources on which the scenario as a whole rests."""


@dataclass(frozen=True)
class LayerDocument:
    """A layer file as it was written, its settings not yet read."""

    lever: Reference
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
        leaves_out=tuple(reference.name for reference in _references(node, "leaves_out", findings)),
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
    for key in node.items:
        if key not in keys:
            shown_key = str(ScalarNode(node.mark, key, key))
            expected = "one of " + ", ".join(keys)
            findings.add(
                node.keys[key], shown_key, found="an unknown key", expected=expected, hint=findings.like(key, keys)
            )
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


def _references(node: MappingNode, key: str, findings: Findings) -> tuple[Reference, ...]:
    """Read a text or a list of texts; `extends` and `lever` take one, the others a list."""
    item = node.items.get(key)
    if item is None:
        return ()
    is_single = key in ("extends", "lever")
    if isinstance(item, SequenceNode) is is_single:
        findings.add(item.mark, key, found=str(item), expected="a text" if is_single else "a list")
        return ()
    found = []
    for each in item.items if isinstance(item, SequenceNode) else (item,):
        if isinstance(each, ScalarNode) and isinstance(each.value, str) and each.value:
            found.append(Reference(each.value, each.mark))
        else:
            findings.add(each.mark, key, found=str(each), expected="a text")
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
    for each in item.items:
        if isinstance(each, MappingNode):
            source = declared_source(each, findings)
            declared += [source] if source else []
        elif isinstance(each, ScalarNode):
            cited.append(each)
        else:
            findings.add(each.mark, "sources", found=str(each), expected="a reference or a mapping")
    return tuple(declared), tuple(cited)
