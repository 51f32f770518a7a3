"""Documents are checked by pydantic models, and every problem is told where it stands in the file."""

import re
from collections.abc import Iterator
from typing import Annotated, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from sim.data.tree import Findings, MappingNode, Mark, Node, SequenceNode

Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that says something."""


class Document(BaseModel):
    """A document, or a mapping in one, with the keys that are known and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


D = TypeVar("D", bound=Document)
_EXPECTED = {"string_type": "a text", "string_too_short": "a text", "tuple_type": "a list", "dict_type": "a mapping"}
"""What is expected, by pydantic's name of the error."""
_QUOTED = re.compile(r"'([^']*)'")
_Place: TypeAlias = tuple[int | str, ...]


def read_model(node: Node, model: type[D], findings: Findings, path: str = "") -> D | None:
    """Read a document as its model says; nothing if anything is wrong with it.

    Args:
        node: the document.
        model: its keys and what they hold; every value is read as it was written.
        findings: receives every problem.
        path: the name of the document in messages, if it is part of another.
    """
    try:
        return model.model_validate(_plain(node))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            place, mark, found, expected = _explained(detail, node, model)
            is_unknown = detail["type"] == "extra_forbidden"
            hint = findings.like(str(place[-1]), _known(model, place[:-1])) if is_unknown else ""
            whole = ".".join(str(part) for part in (path, *place) if part != "")
            findings.add(mark, whole, found=found, expected=expected, hint=hint)
        return None


def _plain(node: Node) -> object:
    """The document as mappings, lists and texts, which is what pydantic reads."""
    if isinstance(node, MappingNode):
        return {key: _plain(item) for key, item in node.items.items()}
    return tuple(_plain(item) for item in node.items) if isinstance(node, SequenceNode) else node.text


def _explained(detail: ErrorDetails, node: Node, model: type[Document]) -> tuple[_Place, Mark, str, str]:
    """Say of a problem that pydantic found what it is about, where that stands, what is there and what should be."""
    kind, place = detail["type"], detail["loc"]
    above, name = place[:-1], place[-1] if place else ""
    if kind == "missing":
        return above, _at(node, above)[0].mark, f"no {name}", f"the key {name}"
    if kind == "extra_forbidden":
        return place, _at(node, place)[1], f"the key {name}", "one of " + ", ".join(_known(model, above))
    choices = "one of " + ", ".join(_QUOTED.findall(str(detail.get("ctx", {}).get("expected", ""))))
    if name == "[key]":
        return above, _at(node, above)[1], f"the key {above[-1]}", choices
    value = _at(node, place)[0]
    if kind == "model_type":
        return place, value.mark, str(value), "a mapping with " + ", ".join(_known(model, place))
    return place, value.mark, str(value), _EXPECTED.get(kind, choices)


def _at(node: Node, place: _Place) -> tuple[Node, Mark]:
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


def _known(model: type[Document], place: _Place) -> tuple[str, ...]:
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
