"""Beside each number stands where it comes from: its range, its source, and the layer, file and line that set it."""

from collections.abc import Mapping
from dataclasses import dataclass

Leaf = Mapping[str, object]
"""One leaf of a scenario as its manifest tells it."""


_PURE = "1"
"""The unit of a pure number, which is not printed."""
_RUN = "run."
"""Leaves whose numbers are names and dates, and are printed as they are."""


@dataclass(frozen=True)
class LeafRow:
    """A leaf of a scenario as one row of text."""

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


def leaf_row(leaf: Leaf) -> LeafRow:
    """Write one leaf as text."""
    value = leaf.get("value")
    is_name = str(leaf.get("path")).startswith(_RUN)
    return LeafRow(
        path=_text(leaf, "path"),
        definition=_text(leaf, "definition"),
        value=str(value) if is_name else value_text(value),
        range=_range(leaf),
        unit="" if _text(leaf, "unit") == _PURE else _text(leaf, "unit"),
        source=_text(leaf, "source"),
        quality=_text(leaf, "quality"),
        note=_text(leaf, "note"),
        layer=_text(leaf, "layer"),
        place=_place(leaf),
    )


def link_text(link: Leaf) -> str:
    """Write one link of the chain of those who set a leaf."""
    return f"{_set_by(_text(link, 'layer'), _place(link))}: {value_text(link['value'])}"


def _set_by(layer: str, place: str) -> str:
    return f"{layer}, {place}" if place else layer


def _place(leaf: Leaf) -> str:
    """Name the file and line; an option of the command line is no file, and is the layer already."""
    file, line = _text(leaf, "file"), leaf.get("line")
    return f"{file}:{line}" if line else file if file != leaf.get("layer") else ""


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


def _range(leaf: Leaf) -> str:
    low, high = leaf.get("low"), leaf.get("high")
    if isinstance(low, Mapping) and isinstance(high, Mapping):
        dates = [date for date in low if low[date] is not None and high.get(date) is not None]
        return "; ".join(f"{date} {value_text(low[date])} to {value_text(high[date])}" for date in dates)
    if low is not None and high is not None:
        return f"{value_text(low)} to {value_text(high)}"
    stretch = leaf.get("stretch")
    if isinstance(stretch, Mapping) and "low" in stretch:
        return f"stretched by {value_text(stretch['low'])} to {value_text(stretch['high'])}"
    return ""


def _text(leaf: Leaf, name: str) -> str:
    value = leaf.get(name)
    return "" if value is None else str(value)
