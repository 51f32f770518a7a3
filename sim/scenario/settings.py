"""Settings of parameters by path: blocks in scenario and layer files, and overrides of the command line."""

import math
import re
from dataclasses import dataclass, replace

from sim.data.tree import Findings, MappingNode, Mark, Node, ScalarNode
from sim.data.yaml_reader import is_number, read_text
from sim.scenario.catalogue import ReadContext, join
from sim.scenario.entry_reader import both_spellings
from sim.scenario.kinds import NumberKind
from sim.scenario.parameter import AnyParameter, Effect
from sim.scenario.parameter_reader import read_parameter

REFUSED = {
    "military": (
        "agents of the Border Patrol and officers of ICE",
        "soldiers make no arrests: the draft that considered it was not signed, and on 23 February 2017 the Secretary"
        " said that the military would not enforce immigration law; set staffing.usbp_agents_added instead",
    )
}
"""What no scenario may ask for, with what is expected and why."""


def read_settings(node: Node, group: str, context: ReadContext) -> dict[str, AnyParameter]:
    """Read every parameter that a block sets.

    Args:
        node: the block.
        group: the group that the block belongs to; empty for a block with whole paths.
        context: receives every problem.

    Returns:
        The parameters that could be read, by path.
    """
    found: dict[str, tuple[Mark, AnyParameter]] = {}
    for mark, path, parameter in _walk(node, group, context):
        if path in found:
            first = found[path][0]
            line = f"; it is set on line {first.line} already" if first.line else ""
            context.findings.add(mark, path, found="the parameter a second time", expected="each parameter once" + line)
        else:
            found[path] = (mark, parameter)
    return {path: parameter for path, (_, parameter) in found.items()}


def check_complete(node: Node, group: str, context: ReadContext) -> None:
    """Note every parameter of a group that a block of the base leaves out, at the mapping in which it is missing."""
    children = context.catalogue.groups[group]
    if not isinstance(node, MappingNode):
        return
    for name in children:
        path = join(group, name)
        below = node.items.get(name)
        if below is not None and path in context.catalogue.groups:
            check_complete(below, path, context)
        elif name not in node.keys:
            context.findings.add(node.mark, path, found="nothing", expected=f"the key {name}")


def _walk(node: Node, group: str, context: ReadContext) -> list[tuple[Mark, str, AnyParameter]]:
    if not isinstance(node, MappingNode):
        names = context.catalogue.groups[group]
        expected = "a mapping with " + ", ".join(names) if group else "a mapping from paths to values"
        context.findings.add(node.mark, group, found=str(node), expected=expected)
        return []
    found = []
    for key, item in node.items.items():
        path = join(group, key)
        if path in context.catalogue.parameters:
            parameter = read_parameter(context.catalogue.parameters[path], item, context)
            found += [(node.keys[key], path, parameter)] if parameter else []
        elif path in context.catalogue.groups:
            found += _walk(item, path, context)
        else:
            _refuse(node.keys[key], path, group, context)
    return found


def _refuse(mark: Mark, path: str, group: str, context: ReadContext) -> None:
    shown = ScalarNode(mark, path, path)
    word = path.partition(".")[0]
    if word in REFUSED:
        expected, reason = REFUSED[word]
        context.findings.add(mark, str(shown), found="a task for soldiers", expected=expected, hint=reason)
        return
    known = context.catalogue.below(group) or tuple(context.catalogue.parameters)
    siblings = [join(group, name) for name in context.catalogue.groups[group]] if group else []
    hint = context.findings.like(path, [*siblings, *known])
    expected = "one of " + ", ".join(context.catalogue.groups[group]) if group else "the path of a parameter"
    context.findings.add(mark, str(shown), found="an unknown key", expected=expected, hint=hint)


_SET = "--set"
_SCALE = "--scale"
_OWN = re.compile(r":(?=[a-z_]+(\.[a-z0-9_]+)+ *=)")
"""Where the settings begin that a scenario's name carries."""
_DATED = re.compile(r"[^@]*@[^@{}]*")
"""A value with the date from which it holds."""
_SIGNS = ("+", "-", "*")
_SIGNED = re.compile(r"[-+*] *[-+*0-9.].*|[-+*]")
"""A number with a sign in front: so many more, so many fewer, or so many times as many."""


@dataclass(frozen=True)
class Overrides:
    """What the command line says beside the name of the scenario."""

    set: tuple[str, ...] = ()
    """Each as PATH=VALUE, PATH=VALUE@DATE, or the change PATH=+VALUE@DATE or PATH=*VALUE@DATE."""
    replications: int | None = None
    """How often the run is played [replications]."""
    seed: int | None = None
    years: int | None = None
    """Length of the run [years]."""
    scale: float = 1.0
    """The share of the world that is simulated [share]."""


def read_overrides(
    overrides: Overrides, context: ReadContext
) -> tuple[dict[str, AnyParameter], dict[str, AnyParameter]]:
    """Read the parameters that the command line sets: by `--set`, and by short options, which come after."""
    _check_scale(overrides.scale, context.findings)
    settings = _read_set(overrides.set, replace(context, layer=_SET), Mark(_SET))
    options = _read_options(overrides, context)
    _check_once(settings, options, context.findings)
    return settings, options


def option_paths(overrides: Overrides) -> dict[str, int | None]:
    """Give the parameters that have an option of their own, each with what the user says there."""
    return {
        "run.replications": overrides.replications,
        "run.seed": overrides.seed,
        "run.years": overrides.years,
    }


def _check_once(settings: dict[str, AnyParameter], options: dict[str, AnyParameter], findings: Findings) -> None:
    """Refuse a parameter that `--set` and an option of its own put to different values."""
    for path in settings.keys() & options.keys():
        setting, option = settings[path].value, options[path]
        if setting != option.value:
            name = option.origin.layer
            found = f"{setting} here and {option.value} in {name}"
            findings.add(Mark(_SET), path, found=found, expected="each path once", hint=f"use {name} alone")


def _check_scale(scale: float, findings: Findings) -> None:
    if not (math.isfinite(scale) and 0.0 < scale <= 1.0):
        findings.add(Mark(_SCALE), "", found=f"{scale:g}", expected="a share above 0 and at most 1")


def split_name(name: str) -> tuple[str, tuple[str, ...]]:
    """Take a scenario's name apart: the name or path itself, and the settings that it carries.

    >>> split_name("kelly-memos:courts.judges=+300@2018-01-01;detention.beds.adult=36000")
    ('kelly-memos', ('courts.judges=+300@2018-01-01', 'detention.beds.adult=36000'))
    """
    found = _OWN.search(name)
    if not found:
        return name, ()
    settings = (setting.strip() for setting in name[found.start() + 1 :].split(";"))
    return name[: found.start()], tuple(setting for setting in settings if setting)


def read_own(settings: tuple[str, ...], name: str, context: ReadContext) -> dict[str, AnyParameter]:
    """Read the parameters that a scenario's name sets beside it."""
    return _read_set(settings, replace(context, layer=name), Mark(name))


def _read_set(settings: tuple[str, ...], context: ReadContext, mark: Mark) -> dict[str, AnyParameter]:
    items: dict[str, Node] = {}
    for setting in settings:
        path, equals, value = setting.partition("=")
        path = path.strip()
        shown = str(ScalarNode(mark, setting, setting))
        if not equals or not path:
            context.findings.add(mark, "", found=shown, expected="PATH=VALUE", hint="for example run.years=3")
            continue
        if path in items:
            hint = f"write {path}={{DATE: VALUE, DATE: VALUE}}"
            context.findings.add(mark, path, found=f"{shown} after another value", expected="each path once", hint=hint)
            continue
        node = _value(path, value.strip(), mark, context)
        if node is not None:
            items[path] = node
    return read_settings(MappingNode(mark, items, dict.fromkeys(items, mark)), "", context)


def _value(path: str, text: str, mark: Mark, context: ReadContext) -> Node | None:
    """Read VALUE, VALUE@DATE, or the change +VALUE@DATE, -VALUE@DATE or *VALUE@DATE."""
    value, at, when = text.rpartition("@") if _DATED.fullmatch(text) else (text, "", "")
    value, when = value.strip(), when.strip()
    if at and not when:
        context.findings.add(mark, path, found="nothing after @", expected="a date, written as in 2017-02-20")
        return None
    spec = context.catalogue.parameters.get(path)
    sign = value[:1] if spec and _SIGNED.fullmatch(value) else ""
    number = value[1:].strip()
    if sign and (not is_number(number) or number[0] in _SIGNS):
        context.findings.add(mark, path, found=value, expected="one sign with a number after it")
        return None
    if spec and sign and not at and isinstance(spec.quantity.kind, NumberKind):
        expected = f"{spec.quantity.kind.expectation}, without a sign"
        context.findings.add(mark, path, found=value, expected=expected, hint=both_spellings(spec, value))
        return None
    node = read_text(value[1:] if sign in ("+", "*") else value, mark, context.findings, in_file=False)
    if node is None:
        return None
    node = node if value else ScalarNode(mark, None, "")
    if at:
        node = MappingNode(mark, {when: node}, {when: mark})
    if sign:
        effect = (Effect.TIMES if sign == "*" else Effect.ADD).value
        node = MappingNode(mark, {effect: node}, {effect: mark})
    return node


def _read_options(overrides: Overrides, context: ReadContext) -> dict[str, AnyParameter]:
    parameters: dict[str, AnyParameter] = {}
    for path, value in option_paths(overrides).items():
        if value is None:
            continue
        option = f"--{path.removeprefix('run.')}"
        node = ScalarNode(Mark(option), value, str(value))
        parameter = read_parameter(context.catalogue.parameters[path], node, replace(context, layer=option))
        if parameter:
            parameters[parameter.path] = parameter
    return parameters
