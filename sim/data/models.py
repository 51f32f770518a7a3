"""Documents are checked by pydantic models, and every problem is told where it stands in the file."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from sim.data.tree import Findings, MappingNode, Mark, Node, SequenceNode

Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that says something."""


class Document(BaseModel):
    """A document, or a mapping in one, with the keys that are known and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


D = TypeVar("D", bound=Document)
_EXPECTED = {
    "string_type": "a text",
    "string_too_short": "a text",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}
"""What is expected, by pydantic's name of the error."""
_QUOTED = re.compile(r"'([^']*)'")


def read_model(node: Node, model: type[D], findings: Findings) -> D | None:
    """Read a document as its model says; nothing if anything is wrong with it.

    Args:
        node: the document.
        model: its keys and what they hold; every value is read as it was written.
        findings: receives every problem.
    """
    try:
        return model.model_validate(_plain(node))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _note(detail["type"], detail["loc"], detail.get("ctx", {}), (node, model), findings)
        return None


def _plain(node: Node) -> object:
    """The document as mappings, lists and texts, which is what pydantic reads."""
    if isinstance(node, MappingNode):
        return {key: _plain(item) for key, item in node.items.items()}
    return tuple(_plain(item) for item in node.items) if isinstance(node, SequenceNode) else node.text


def _note(
    kind: str,
    place: tuple[int | str, ...],
    context: dict[str, Any],
    whole: tuple[Node, type[Document]],
    findings: Findings,
) -> None:
    """Note one problem that pydantic found, in the words of all readers."""
    is_key = place[-1:] == ("[key]",)
    place = place[:-1] if is_key else place
    node, mark = _at(whole[0], place)
    path, name = ".".join(str(part) for part in place), str(place[-1]) if place else ""
    choices = "one of " + ", ".join(_QUOTED.findall(str(context.get("expected", ""))))
    if kind == "missing":
        findings.add(mark, path, found="nothing", expected=f"the key {name}")
    elif kind == "extra_forbidden":
        known = _known(whole[1], place[:-1])
        expected, hint = "one of " + ", ".join(known), findings.like(name, known)
        findings.add(mark, path, found="an unknown key", expected=expected, hint=hint)
    elif is_key:
        findings.add(mark, path, found=f"the key {name}", expected=choices)
    else:
        findings.add(node.mark, path, found=str(node), expected=_EXPECTED.get(kind, choices))


def _at(node: Node, place: tuple[int | str, ...]) -> tuple[Node, Mark]:
    """The value at a place, or the deepest around it that exists, and where its key stands."""
    mark = node.mark
    for part in place:
        if isinstance(node, MappingNode) and str(part) in node.items:
            mark = node.keys[str(part)]
            node = node.items[str(part)]
        elif isinstance(node, SequenceNode) and isinstance(part, int):
            node = node.items[part]
            mark = node.mark
        else:
            return node, node.mark
    return node, mark


def _known(model: type[Document], place: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys of the model at a place."""
    for part in place:
        field = model.model_fields.get(str(part))
        model = next(_models(field.annotation), model) if field else model
    return tuple(model.model_fields)


def _models(annotation: object) -> Iterator[type[Document]]:
    if isinstance(annotation, type) and issubclass(annotation, Document):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
