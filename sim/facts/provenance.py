"""Where every number of a scenario comes from: its value and range, its source, and the layer that set it."""

from datetime import date
from pathlib import PurePath
from typing import TypeAlias

from sim.facts.leaves import UNSOURCED, AnyLeaf, Entry, Origin, Plain
from sim.facts.shapes import FAMILIES, Shape

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def provenance_of(leaf: AnyLeaf, qualities: dict[str, str]) -> dict[str, Json]:
    """Tell everything about one leaf.

    Args:
        leaf: a leaf of a resolved scenario.
        qualities: the quality of each reference to a source.
    """
    sources = list(dict.fromkeys(entry.source for entry in leaf.entries if entry.source))
    return {
        "path": leaf.path,
        "kind": leaf.spec.quantity.kind.name,
        "unit": leaf.spec.unit,
        "definition": leaf.spec.doc,
        "value": value_of(leaf),
        "low": _by_date(leaf, [entry.low for entry in leaf.entries]),
        "high": _by_date(leaf, [entry.high for entry in leaf.entries]),
        "stretch": _by_date(leaf, [_stretch(entry) for entry in leaf.entries]),
        "source": "; ".join(sources) if sources or not leaf.spec.quantity.is_claim else UNSOURCED,
        "quality": "; ".join(dict.fromkeys(qualities[source] for source in sources)),
        "scope": "; ".join(dict.fromkeys(entry.scope for entry in leaf.entries if entry.scope)),
        "note": "; ".join(dict.fromkeys(entry.note for entry in leaf.entries if entry.note)),
        **origin_of(leaf.origin),
        "replaced": [origin_of(before.origin) for before in leaf.replaced],
    }


def value_of(leaf: AnyLeaf) -> Json:
    """The value of a leaf, or its values by date; the dates of ramps are listed in `ramps`."""
    return _by_date(leaf, [plain(entry.value) for entry in leaf.entries])


def plain(value: Plain) -> Json:
    """Write a value as JSON; a duration as its distribution with its parameters."""
    if isinstance(value, Shape):
        names = FAMILIES[value.family]
        if not names:
            return {value.family: value.parameters[0]}
        return {value.family: dict(zip(names, value.parameters, strict=True))}
    return value.isoformat() if isinstance(value, date) else value


def _by_date(leaf: AnyLeaf, values: list[Json]) -> Json:
    if all(value is None for value in values):
        return None
    if not leaf.is_dated:
        return values[0]
    return {
        f"{entry.when}{' (ramp)' if entry.is_ramp else ''}": value
        for entry, value in zip(leaf.entries, values, strict=True)
    }


def _stretch(entry: Entry) -> Json:
    return {"low": entry.stretch[0], "high": entry.stretch[1]} if entry.stretch else None


def origin_of(origin: Origin) -> dict[str, Json]:
    """Tell who set a leaf and where that is written; a file is named as others can find it, never by its place here."""
    file = PurePath(origin.mark.file)
    name = file.name if file.is_absolute() else origin.mark.file
    return {"layer": origin.layer, "file": name, "line": origin.mark.line}
