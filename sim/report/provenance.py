"""Beside each number stands where it comes from: its range, its source, and the layer, file and line that set it."""

from collections.abc import Mapping
from dataclasses import dataclass

Parameter = Mapping[str, object]
"""One parameter of a scenario as its manifest tells it."""


_PURE = "1"
"""The unit of a pure number, which is not printed."""
_RUN = "run."
"""Parameters whose numbers are names and dates, and are printed as they are."""


@dataclass(frozen=True)
class ParameterRow:
    """A parameter of a scenario as one row of text."""

    path: str
    definition: str
    value: str
    range: str
    unit: str
    source: str
    quality: str
    note: str
    layer: str
    place: str
    """The file and line where the layer says so; nothing where there is no file."""

    @property
    def set_by(self) -> str:
        """The layer with its place."""
        return _set_by(self.layer, self.place)


@dataclass(frozen=True)
class SourceRow:
    """What a reference to a source names, as one row of text."""

    reference: str
    title: str
    quality: str
    details: str


def source_row(source: Mapping[str, object]) -> SourceRow:
    """Write one source as text: its title, and the publisher, date, address or reason beside it."""
    about = source.get("about")
    fields = about.items() if isinstance(about, Mapping) else ()
    details = "; ".join(str(text) for name, text in fields if name not in ("title", "quality"))
    return SourceRow(str(source["reference"]), str(source["title"]), str(source["quality"]), details)


def parameter_row(parameter: Parameter) -> ParameterRow:
    """Write one parameter as text."""
    value = parameter.get("value")
    is_name = str(parameter.get("path")).startswith(_RUN)
    return ParameterRow(
        path=_text(parameter, "path"),
        definition=_text(parameter, "definition"),
        value=str(value) if is_name else value_text(value),
        range=_range(parameter),
        unit="" if _text(parameter, "unit") == _PURE else _text(parameter, "unit"),
        source=_text(parameter, "source"),
        quality=_text(parameter, "quality"),
        note=_text(parameter, "note"),
        layer=_text(parameter, "layer"),
        place=_place(parameter),
    )


def link_text(link: Parameter) -> str:
    """Write one link of the chain of those who set a parameter."""
    return f"{_set_by(_text(link, 'layer'), _place(link))}: {value_text(link['value'])}"


def _set_by(layer: str, place: str) -> str:
    return f"{layer}, {place}" if place else layer


def _place(parameter: Parameter) -> str:
    """Name the file and line; an option of the command line is no file, and is the layer already."""
    file, line = _text(parameter, "file"), parameter.get("line")
    return f"{file}:{line}" if line else file if file != parameter.get("layer") else ""


def value_text(value: object) -> str:
    """Write a value: a number with commas, a dated series or a distribution as a list.

    >>> value_text({"2017-01-12": False, "lognormal": {"median": 10, "p90": 35.5}})
    '2017-01-12 no; lognormal (median 10; p90 35.5)'
    """
    if isinstance(value, Mapping):
        return "; ".join(f"{name} {_inner(item)}" for name, item in value.items())
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _inner(value: object) -> str:
    return f"({value_text(value)})" if isinstance(value, Mapping) else value_text(value)


def _range(parameter: Parameter) -> str:
    low, high = parameter.get("low"), parameter.get("high")
    if isinstance(low, Mapping) and isinstance(high, Mapping):
        dates = [date for date in low if low[date] is not None and high.get(date) is not None]
        return "; ".join(f"{date} {value_text(low[date])} to {value_text(high[date])}" for date in dates)
    if low is not None and high is not None:
        return f"{value_text(low)} to {value_text(high)}"
    stretch = parameter.get("stretch")
    if isinstance(stretch, Mapping) and "low" in stretch:
        return f"stretched by {value_text(stretch['low'])} to {value_text(stretch['high'])}"
    return ""


def _text(parameter: Parameter, name: str) -> str:
    value = parameter.get(name)
    return "" if value is None else str(value)
