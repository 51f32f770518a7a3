"""A user may change a scenario on the command line, leaf by leaf or by its short options."""

import math
from dataclasses import dataclass, replace

from sim.facts.desk import Desk
from sim.facts.findings import Findings
from sim.facts.leaf_reader import read_leaf
from sim.facts.leaves import AnyLeaf
from sim.facts.reader import read_text
from sim.facts.settings import read_settings
from sim.facts.tree import MappingNode, Mark, Node, ScalarNode

_SET = "--set"
_SCALE = "--scale"


@dataclass(frozen=True)
class Overrides:
    """What the command line says beside the name of the scenario."""

    set: tuple[str, ...] = ()
    """Each as PATH=VALUE."""
    replications: int | None = None
    """How often the run is played [replications]."""
    seed: int | None = None
    years: int | None = None
    """Length of the run [years]."""
    scale: float = 1.0
    """The share of the world that is simulated [share]."""


def read_overrides(overrides: Overrides, desk: Desk) -> tuple[dict[str, AnyLeaf], dict[str, AnyLeaf]]:
    """Read the leaves that the command line sets: by `--set`, and by short options, which come after."""
    _check_scale(overrides.scale, desk.findings)
    settings, options = _read_set(overrides.set, replace(desk, layer=_SET)), _read_options(overrides, desk)
    _check_once(settings, options, desk.findings)
    return settings, options


def option_paths(overrides: Overrides) -> dict[str, int | None]:
    """Give the leaves that have an option of their own, each with what the user says there."""
    return {
        "run.replications": overrides.replications,
        "run.seed": overrides.seed,
        "run.years": overrides.years,
    }


def _check_once(settings: dict[str, AnyLeaf], options: dict[str, AnyLeaf], findings: Findings) -> None:
    """Refuse a leaf that `--set` and an option of its own put to different values."""
    for path in settings.keys() & options.keys():
        said, option = settings[path].value, options[path]
        if said != option.value:
            name = option.origin.layer
            found = f"{said} here and {option.value} in {name}"
            findings.add(Mark(_SET), path, found=found, expected="each path once", hint=f"use {name} alone")


def _check_scale(scale: float, findings: Findings) -> None:
    if not (math.isfinite(scale) and 0.0 < scale <= 1.0):
        findings.add(Mark(_SCALE), "", found=f"{scale:g}", expected="a share above 0 and at most 1")


def _read_set(settings: tuple[str, ...], desk: Desk) -> dict[str, AnyLeaf]:
    mark = Mark(_SET)
    items: dict[str, Node] = {}
    for setting in settings:
        path, equals, value = setting.partition("=")
        path = path.strip()
        shown = str(ScalarNode(mark, setting, setting))
        if not equals or not path:
            desk.findings.add(mark, "", found=shown, expected="PATH=VALUE", hint="for example run.years=3")
            continue
        if path in items:
            desk.findings.add(mark, path, found=f"{shown} after another value", expected="each path once")
            continue
        node = read_text(value, mark, desk.findings, in_file=False)
        if node is not None:
            items[path] = node if value.strip() else ScalarNode(mark, None, "")
    return read_settings(MappingNode(mark, items, dict.fromkeys(items, mark)), "", desk)


def _read_options(overrides: Overrides, desk: Desk) -> dict[str, AnyLeaf]:
    leaves: dict[str, AnyLeaf] = {}
    for path, value in option_paths(overrides).items():
        if value is None:
            continue
        option = f"--{path.removeprefix('run.')}"
        node = ScalarNode(Mark(option), value, str(value))
        leaf = read_leaf(desk.catalogue.leaves[path], node, replace(desk, layer=option))
        if leaf:
            leaves[leaf.path] = leaf
    return leaves
