"""A resolved scenario written out in full, so that it can be run again from one file."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sim.data.seeds import Source
from sim.scenario.distributions import FAMILIES, Shape
from sim.scenario.parameter import AnyParameter, Effect, Entry, Plain, Setting

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
    return "".join(f"\n{indent}-{_setting(each, parameter.spec.unit, indent + '  ')}" for each in parameter.settings)


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
    lines += ["sources:", *(f"  - {each}" for each in declared)] if declared else []
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
    said = _said(entry, before)
    if not said and not isinstance(entry.value, Shape):
        return as_value(entry.value)
    unit_of_value = {"unit": as_text(unit)} if unit and entry.value is not None else {}
    parts = {**_value(entry.value), **unit_of_value, **said}
    return "{" + ", ".join(f"{key}: {value}" for key, value in parts.items()) + "}"


def _said(entry: Entry, before: date | None) -> dict[str, str]:
    said = {}
    if entry.low is not None and entry.high is not None:
        said = {"low": as_number(entry.low), "high": as_number(entry.high)}
    if entry.stretch:
        said["stretch"] = f"{{low: {as_number(entry.stretch[0])}, high: {as_number(entry.stretch[1])}}}"
    if entry.ramp_from:
        said["ramp"] = "true" if entry.ramp_from == before else entry.ramp_from.isoformat()
    for key, text in (("source", entry.source), ("scope", entry.scope), ("note", entry.note)):
        if text:
            said[key] = as_text(text)
    return said


def _value(value: Plain) -> dict[str, str]:
    if not isinstance(value, Shape):
        return {"value": as_value(value)}
    names = FAMILIES[value.family]
    if not names:
        return {value.family: as_number(value.parameters[0])}
    pairs = ", ".join(f"{name}: {as_number(days)}" for name, days in zip(names, value.parameters, strict=True))
    return {value.family: f"{{{pairs}}}"}
