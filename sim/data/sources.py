"""Sources: publications, and assumptions with their reasons; every number names one of them."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from sim.data.models import Document, Text, read_model
from sim.data.seeds import Quality, Source
from sim.data.tree import Findings, MappingNode, Node, ScalarNode
from sim.data.yaml_reader import read_file

_SOURCE_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
_ASSUMPTION_KEY = re.compile(r"A-[0-9]{3}")


class _Source(Document):
    title: Text
    quality: Quality
    publisher: Text = ""
    date: Text = ""
    url: Text = ""
    note: Text = ""


class _Assumption(Document):
    title: Text
    reason: Text
    note: Text = ""
    quality: ClassVar[str] = "assumption"


@dataclass(frozen=True)
class Register:
    """All sources and assumptions that a scenario may name."""

    sources: dict[str, Source]
    assumptions: dict[str, Source]

    def find(self, reference: str) -> Source | None:
        """The source that a reference names, its place left aside."""
        key, _, place = reference.partition("#")
        return self.assumptions.get(place) if key == "assumption" else self.sources.get(key)

    def check(self, node: Node, path: str, findings: Findings) -> str:
        """Read a reference and check that its source is known; an unusable one is noted and read as nothing."""
        expected = "a source, written key#place or assumption#A-001"
        if not isinstance(node, ScalarNode) or not isinstance(node.value, str) or not node.value:
            findings.add(node.mark, path, found=str(node), expected=expected)
            return ""
        if self.find(node.value) is None:
            self._refuse(node, path, findings)
        return node.value

    def _refuse(self, node: ScalarNode, path: str, findings: Findings) -> None:
        key, _, place = node.text.partition("#")
        expected, hint = "a source listed in seeds/sources.yaml", findings.like(key, self.sources)
        if key == "assumption":
            expected, hint = "an assumption listed in seeds/assumptions.yaml", findings.like(place, self.assumptions)
        elif key in self.assumptions:
            hint = f"write assumption#{key}"
        findings.add(node.mark, path, found=str(node), expected=expected, hint=hint)

    def extended(self, sources: dict[str, Source]) -> "Register":
        """A register that also knows the sources of a user's scenario."""
        return Register({**self.sources, **sources}, self.assumptions)


def read_register(seeds: Path, findings: Findings) -> Register:
    """Read both lists of the seeds; whatever is wrong in them is noted."""
    sources = read_file(seeds / "sources.yaml", "seeds/sources.yaml", findings)
    assumptions = read_file(seeds / "assumptions.yaml", "seeds/assumptions.yaml", findings)
    return Register(
        _entries(sources, _SOURCE_KEY, _Source, findings),
        _entries(assumptions, _ASSUMPTION_KEY, _Assumption, findings),
    )


def declared_source(node: MappingNode, findings: Findings) -> Source | None:
    """Read a source that a user's scenario declares itself, with its key among the fields."""
    key = node.items.get("key")
    if not isinstance(key, ScalarNode) or not _SOURCE_KEY.fullmatch(key.text):
        mark = key.mark if key else node.mark
        expected = "a key in small letters, digits and hyphens"
        findings.add(mark, "sources", found=str(key or "no key"), expected=expected)
        return None
    fields = MappingNode(
        node.mark,
        {name: item for name, item in node.items.items() if name != "key"},
        {name: mark for name, mark in node.keys.items() if name != "key"},
    )
    return _entry(key.text, fields, _Source, findings)


def _entries(
    document: Node | None, pattern: re.Pattern[str], model: type[_Source] | type[_Assumption], findings: Findings
) -> dict[str, Source]:
    if document is None:
        return {}
    if not isinstance(document, MappingNode):
        findings.add(document.mark, "", found=str(document), expected="a mapping from keys to entries")
        return {}
    found = {}
    for key, node in document.items.items():
        if not pattern.fullmatch(key):
            findings.add(document.keys[key], key, found=repr(key), expected=f"a key of the form {pattern.pattern}")
        entry = _entry(key, node, model, findings)
        if entry:
            found[key] = entry
    return found


def _entry(key: str, node: Node, model: type[_Source] | type[_Assumption], findings: Findings) -> Source | None:
    """Read one source; one that is wrong in part is known by its key, so that those who name it are not to blame."""
    read = read_model(node, model, findings, key)
    if not isinstance(node, MappingNode):
        return None
    if read is None:
        return Source(key, "", "", ())
    fields = tuple((name, item.text) for name, item in node.items.items() if isinstance(item, ScalarNode))
    return Source(key, read.title, read.quality, fields)
