"""A resolved scenario written out: as one file that can be run again, and with the provenance of each value."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import isinf
from pathlib import PurePath
from typing import TypeAlias

import numpy as np

from sim.data.seeds import Source
from sim.scenario.kinds import EARLIEST, FAMILIES, NumberKind, Shape
from sim.scenario.parameter import UNSOURCED, AnyParameter, Effect, Entry, Origin, Plain, Setting
from sim.scenario.values import CENTRE, Value, compiled, is_uncertain

_STRANGE = re.compile("[\x7f-\xa0\u2028\u2029\ufeff]")
RUN = "run."
"""What the paths of the settings of a run begin with."""


def as_number(value: float) -> str:
    """Write a number so that it is read back as the same number."""
    return str(int(value)) if value == int(value) else repr(float(value))


def as_text(text: str) -> str:
    """Write a text in double quotes."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _STRANGE.sub(lambda strange: f"\\u{ord(strange[0]):04x}", quoted)


def as_value(value: Plain) -> str:
    """Write the bare value of a parameter."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return as_number(value)
    return value.isoformat() if isinstance(value, date) else as_text(str(value))


def as_parameter(parameter: AnyParameter, indent: str = "    ") -> str:
    """Write a parameter as the value of its path: one value, values by date, or a list of settings over each other."""
    if len(parameter.settings) == 1:
        return _setting(parameter.settings[0], parameter.spec.unit, indent)
    written = (_setting(setting, parameter.spec.unit, indent + "  ") for setting in parameter.settings)
    return "".join(f"\n{indent}-{text}" for text in written)


def _setting(setting: Setting, unit: str, indent: str) -> str:
    if setting.effect is not Effect.SET:
        unit = "ratio" if setting.effect is Effect.TIMES else unit
        plain = replace(setting, effect=Effect.SET)
        return f"\n{indent}{setting.effect.value}:{_setting(plain, unit, indent + '  ')}"
    if setting.entries[0].when is None:
        return " " + _entry(setting.entries[0], unit, None)
    before = [None, *(entry.when for entry in setting.entries)]
    pairs = zip(setting.entries, before, strict=False)
    return "".join(f"\n{indent}{entry.when}: {_entry(entry, unit, last)}" for entry, last in pairs)


def as_document(header: Mapping[str, str], sources: Iterable[Source], parameters: Mapping[str, AnyParameter]) -> str:
    """Write a scenario file.

    Args:
        header: keys with their values as YAML.
        sources: those that the scenario declares itself.
        parameters: all of them, those of the run included.
    """
    lines = [f"{key}: {value}" for key, value in header.items()]
    declared = [_mapping({"key": source.key, **dict(source.fields)}) for source in sources]
    lines += ["sources:", *(f"  - {source}" for source in declared)] if declared else []
    run = {path: parameter for path, parameter in parameters.items() if path.startswith(RUN)}
    settings = ", ".join(f"{path.removeprefix(RUN)}: {as_value(parameter.value)}" for path, parameter in run.items())
    lines += [f"run: {{{settings}}}"]
    claims = [
        f"  {path}:{as_parameter(parameter)}" for path, parameter in sorted(parameters.items()) if path not in run
    ]
    lines += ["set:", *claims] if claims else []
    return "\n".join(lines) + "\n"


def _mapping(texts: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {as_text(text)}" for key, text in texts.items()) + "}"


def _entry(entry: Entry, unit: str, before: date | None) -> str:
    details = _details(entry, before)
    if not details and not isinstance(entry.value, Shape):
        return as_value(entry.value)
    unit_of_value = {"unit": as_text(unit)} if unit and entry.value is not None else {}
    parts = {**_value(entry.value), **unit_of_value, **details}
    return "{" + ", ".join(f"{key}: {value}" for key, value in parts.items()) + "}"


def _details(entry: Entry, before: date | None) -> dict[str, str]:
    details = {}
    if entry.low is not None and entry.high is not None:
        details = {"low": as_number(entry.low), "high": as_number(entry.high)}
    if entry.stretch:
        details["stretch"] = f"{{low: {as_number(entry.stretch[0])}, high: {as_number(entry.stretch[1])}}}"
    if entry.ramp_from:
        details["ramp"] = "true" if entry.ramp_from == before else entry.ramp_from.isoformat()
    for key, text in (("source", entry.source), ("scope", entry.scope), ("note", entry.note)):
        if text:
            details[key] = as_text(text)
    return details


def _value(value: Plain) -> dict[str, str]:
    if not isinstance(value, Shape):
        return {"value": as_value(value)}
    names = FAMILIES[value.family]
    if not names:
        return {value.family: as_number(value.parameters[0])}
    pairs = ", ".join(f"{name}: {as_number(days)}" for name, days in zip(names, value.parameters, strict=True))
    return {value.family: f"{{{pairs}}}"}


Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def provenance_of(parameter: AnyParameter, qualities: dict[str, str]) -> dict[str, Json]:
    """Give value, range, source, layer and definition of one parameter.

    Args:
        parameter: a parameter of a resolved scenario.
        qualities: the quality of each reference to a source.
    """
    sources = list(dict.fromkeys(entry.source for entry in parameter.entries if entry.source))
    return {
        "path": parameter.path,
        "kind": parameter.spec.quantity.kind.name,
        "unit": parameter.spec.unit,
        "definition": parameter.spec.doc,
        "value": value_of(parameter),
        "low": _end_of(parameter, 0.0, [entry.low for entry in parameter.entries]),
        "high": _end_of(parameter, 1.0, [entry.high for entry in parameter.entries]),
        "stretch": _by_date(parameter, [_stretch(entry) for entry in parameter.entries]),
        "source": "; ".join(sources) if sources or not parameter.spec.quantity.is_claim else UNSOURCED,
        "quality": "; ".join(dict.fromkeys(qualities[source] for source in sources)),
        "scope": "; ".join(dict.fromkeys(entry.scope for entry in parameter.entries if entry.scope)),
        "note": "; ".join(dict.fromkeys(entry.note for entry in parameter.entries if entry.note)),
        **origin_of(parameter.origin),
        "replaced": [origin_of(before.origin) for before in parameter.replaced],
    }


def value_of(parameter: AnyParameter) -> Json:
    """The value of a parameter, or its values by date, changes worked in; a date that ends a ramp says so."""
    if len(parameter.settings) > 1 and isinstance(parameter.spec.quantity.kind, NumberKind):
        return _worked_out(parameter, CENTRE)
    return _by_date(parameter, [plain(entry.value) for entry in parameter.entries])


def _end_of(parameter: AnyParameter, place: float, ends: list[float | None]) -> Json:
    """One end of the range of a parameter, 0 the low one and 1 the high one; none where it has no range."""
    if len(parameter.settings) > 1 and isinstance(parameter.spec.quantity.kind, NumberKind):
        return _worked_out(parameter, place) if is_uncertain(parameter) else None
    return _by_date(parameter, list(ends))


def _worked_out(parameter: AnyParameter, place: float) -> Json:
    """What a number is on each day on which something changes, with every setting laid over those below."""
    dates = set()
    for setting, above in zip(parameter.settings, (*parameter.settings[1:], None), strict=True):
        end = above.starts if above and above.effect is Effect.SET and above.starts else date.max
        dates |= {day for entry in setting.entries for day in (entry.when, entry.ramp_from) if day and day < end}
        dates |= {setting.starts - timedelta(days=1)} if setting.starts and setting.starts > EARLIEST else set()
    value, days = compiled(parameter, EARLIEST, place), sorted({max(day, EARLIEST) for day in dates} | {EARLIEST})
    level = {day: _level(value, day) for day in days}
    values: dict[str, Json] = {}
    for before, day in pairwise(days):
        is_ramp = before + timedelta(days=1) < day and _slopes(value, before, day)
        if is_ramp or level[day] != level[before]:
            values[f"{day}{' (ramp)' if is_ramp else ''}"] = _number(level[day])
    first = f"{parameter.settings[0].entries[0].when or EARLIEST}"
    return {first if first < min(values, default="9") else f"{EARLIEST}": _number(level[EARLIEST]), **values}


def _number(level: float) -> Json:
    """Write a number that was worked out, to six significant digits."""
    if isinf(level):
        return "nationwide"
    return int(level) if level == int(level) else float(f"{level:.6g}")


def _level(value: Value, day: date) -> float:
    return float(value.levels(np.array([(day - EARLIEST).days]))[0])


def _slopes(value: Value, before: date, day: date) -> bool:
    """Whether a number moves between two dates on which something changes."""
    return _level(value, day - timedelta(days=1)) != _level(value, before)


def plain(value: Plain) -> Json:
    """Write a value as JSON; a duration as its distribution with its parameters."""
    if isinstance(value, Shape):
        names = FAMILIES[value.family]
        if not names:
            return {value.family: value.parameters[0]}
        return {value.family: dict(zip(names, value.parameters, strict=True))}
    return value.isoformat() if isinstance(value, date) else value


def _by_date(parameter: AnyParameter, values: list[Json]) -> Json:
    if all(value is None for value in values):
        return None
    if not parameter.is_dated:
        return values[0]
    dated: dict[str, Json] = {}
    for entry, value in zip(parameter.entries, values, strict=True):
        is_first = not dated and len(parameter.settings) > 1
        dated[f"{EARLIEST if is_first else entry.when}{' (ramp)' if entry.ramp_from else ''}"] = value
    return dated


def _stretch(entry: Entry) -> Json:
    return {"low": entry.stretch[0], "high": entry.stretch[1]} if entry.stretch else None


def origin_of(origin: Origin) -> dict[str, Json]:
    """Tell who set a parameter and where that is written; a file is named as others can find it."""
    file = PurePath(origin.mark.file)
    name = file.name if file.is_absolute() else origin.mark.file
    return {"layer": origin.layer, "file": name, "line": origin.mark.line}
