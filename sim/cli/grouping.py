"""Options that several verbs share are declared once, in groups; a verb takes a whole group as one argument."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints


def takes_groups(verb: Callable[..., None]) -> Callable[..., None]:
    """Show every field of a group as an option of its own, and hand the verb the groups.

    An argument of the verb is a group where its type is a dataclass; its default is a group too, and holds the
    defaults of the options.

    Args:
        verb: what a command does; typer reads its options from the signature.
    """
    hints = get_type_hints(verb, include_extras=True)
    groups = {name: kind for name, kind in hints.items() if isinstance(kind, type) and is_dataclass(kind)}
    options: list[Parameter] = []
    for argument in signature(verb).parameters.values():
        if argument.name in groups:
            options += _fields_of(groups[argument.name], argument.default)
        else:
            options.append(argument.replace(annotation=hints[argument.name]))

    @wraps(verb)
    def taken(**given: Any) -> None:  # noqa: ANN401 - typer gives what the signature below says
        for name, group in groups.items():
            given[name] = group(**{field.name: given.pop(field.name) for field in fields(group)})
        verb(**given)

    taken.__annotations__ = {option.name: option.annotation for option in options}
    taken.__signature__ = Signature(options)  # type: ignore[attr-defined]  # functions have it, their type does not
    return taken


def _fields_of(group: type[Any], usual: object) -> list[Parameter]:
    types, defaults = get_type_hints(group, include_extras=True), vars(usual)
    return [
        Parameter(field.name, Parameter.KEYWORD_ONLY, default=defaults[field.name], annotation=types[field.name])
        for field in fields(group)
    ]
