"""A block of settings names parameters by their paths, or nests them by part, and gives each a value."""

from sim.facts.catalogue import join
from sim.facts.parameter import AnyParameter
from sim.facts.parameter_reader import read_parameter
from sim.facts.read_context import ReadContext
from sim.facts.tree import MappingNode, Mark, Node, ScalarNode

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
        group: the part that the block belongs to; empty for a block with whole paths.
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
    """Note every parameter of a part that a block of the base leaves out, at the mapping in which it is missing."""
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
