"""Memo sections, and levers: parameters that one decision-maker sets, with the readings of an order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from pydantic import Field

from sim.data.models import Document, Text, read_model
from sim.data.tree import Findings, MappingNode, Mark
from sim.data.yaml_reader import read_file

LEVERS = "levers.yaml"
"""The file of all sections and levers, below scenarios/."""
_HERE = Mark(f"scenarios/{LEVERS}")


class Memo(Enum):
    """Who orders what a lever moves."""

    BORDER = "border"
    """The memo that implements Executive Order 13767."""
    INTERIOR = "interior"
    """The memo that implements Executive Order 13768."""
    OTHER = "other"
    """Nobody in the memos: Congress, the Justice Department, Mexico, the courts."""


@dataclass(frozen=True)
class Section:
    """One lettered section of a memo."""

    memo: Memo
    letter: str
    title: str
    reason: str = ""
    """Why the section moves nothing in the model; empty if it has levers."""
    mark: Mark = field(default=_HERE, compare=False)
    """Where it is written."""


class Reading(Enum):
    """How an order is read: its words, the agencies' plans, or what happened."""

    ORDERED = "ordered"
    ANNOUNCED = "announced"
    REALISED = "realised"


@dataclass(frozen=True)
class Lever:
    """Something that a decision-maker sets, and the parameters that it alone may move."""

    name: str
    memo: Memo
    section: str
    """Letter of the section; empty if no memo orders it."""
    targets: tuple[str, ...]
    doc: str
    no_value: Mapping[Reading, str] = field(default_factory=dict)
    """Why a reading has no value of its own, so that the base stands; each other reading has a layer."""
    mark: Mark = field(default=_HERE, compare=False)
    """Where it is written."""


class _Section(Document):
    title: Text
    reason: Text = ""


class _Lever(Document):
    memo: Memo
    section: Text = ""
    targets: tuple[Text, ...]
    doc: Text
    no_value: dict[Reading, Text] = Field(default_factory=dict)


class _Levers(Document):
    """The file as it is written."""

    sections: dict[Memo, dict[str, _Section]]
    levers: dict[str, _Lever]


def read_levers(scenarios: Path, findings: Findings) -> tuple[tuple[Lever, ...], tuple[Section, ...]]:
    """Read all levers and sections, in order; whatever is wrong is noted."""
    node = read_file(scenarios / LEVERS, _HERE.file, findings)
    read = read_model(node, _Levers, findings) if node else None
    if read is None or not isinstance(node, MappingNode):
        return (), ()
    sections = tuple(
        Section(memo, letter, entry.title, entry.reason, _key(node, "sections", memo.value, letter))
        for memo, lettered in read.sections.items()
        for letter, entry in lettered.items()
    )
    levers = tuple(
        Lever(name, entry.memo, entry.section, entry.targets, entry.doc, entry.no_value, _key(node, "levers", name))
        for name, entry in read.levers.items()
    )
    return levers, sections


def _key(node: MappingNode, *path: str) -> Mark:
    """Where the last key of a path stands."""
    for key in path[:-1]:
        below = node.items[key]
        node = below if isinstance(below, MappingNode) else node
    return node.keys[path[-1]]
