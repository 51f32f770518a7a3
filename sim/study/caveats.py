"""Notes that a reader needs beside the numbers of a scenario: its initial state, its settings, what had no effect."""

from collections.abc import Iterator, Sequence
from datetime import date

from sim.data.calendar import end_of_run
from sim.results.metrics import SMALLEST_RELIABLE
from sim.scenario.kinds import FAMILIES, Shape
from sim.scenario.layering import RESERVE
from sim.scenario.library import BASE, LAYER
from sim.scenario.parameter import AnyParameter, Effect, Entry, Plain, Setting
from sim.scenario.resolved import Scenario
from sim.scenario.writing import as_value, value_of

CONSTRUCTED = (date(2015, 10, 1), date(2016, 10, 1))
"""Days for which a state of the world was put together; a run from another day shifts the nearer one."""


def notes_on(scenario: Scenario) -> tuple[str, ...]:
    """List what a reader must know before the numbers of a scenario."""
    return (
        *_start(scenario.run.start),
        *_arrivals(scenario),
        *_return(scenario),
        *_scale(scenario.scale),
        *notes_on_settings(scenario),
    )


def notes_on_settings(scenario: Scenario) -> tuple[str, ...]:
    """List what the user's settings do beside what they say: to values by date, to the reserve of beds, or nothing."""
    return (*_whole_run(scenario), *_reserve(scenario), *_too_late(scenario))


def settings_of(scenario: Scenario) -> tuple[str, ...]:
    """Tell what the user set, beside what is shipped: the number or rule, its value, and from when."""
    adult, surge = (scenario.parameters.get(path) for path in RESERVE)
    follows = [setting.origin for setting in adult.settings] if adult else []
    return tuple(
        f"{parameter.path} {_setting_text(setting, parameter.spec.unit)}"
        for parameter, setting in _by_user(scenario)
        if parameter is not surge or setting.origin not in follows
    )


def settings_sentence(runs: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Tell in one sentence what was set, and in which scenarios where there are several.

    Args:
        runs: the name of each scenario, and what was set in it.
    """
    parts = []
    for setting in dict.fromkeys(setting for _, settings in runs for setting in settings):
        names = [name for name, settings in runs if setting in settings]
        everywhere = {1: "", 2: " in both scenarios"}.get(len(runs), f" in all {len(runs)} scenarios")
        where = everywhere if len(names) == len(runs) else " in " + " and ".join(dict.fromkeys(names))
        parts.append(f"{setting},{where}" if where else setting)
    return f"Set: {'; '.join(parts)}." if parts else ""


def _by_user(scenario: Scenario) -> Iterator[tuple[AnyParameter, Setting]]:
    """What was set by options, by the scenario's name or in a file of the user's own; settings of runs left aside."""
    for parameter in scenario.parameters.values():
        if parameter.spec.quantity.is_claim:
            for setting in parameter.settings:
                if not setting.origin.mark.file.startswith(_SHIPPED):
                    yield parameter, setting


_SHIPPED = ("scenarios/", "seeds/")
"""Where the files of the program stand, as messages name them."""


def _setting_text(setting: Setting, unit: str) -> str:
    entries = [_entry_text(entry, setting.effect, unit) for entry in setting.entries]
    return ", then ".join(entries)


def _entry_text(entry: Entry, effect: Effect, unit: str) -> str:
    number, unit = _written(entry.value), "" if unit in _BARE else unit
    if effect is Effect.TIMES:
        text = f"times {number}"
    elif effect is Effect.ADD:
        text = f"{number} {unit}".rstrip() if number.startswith("-") else f"+{number} {unit}".rstrip()
    else:
        text = f"= {number} {unit}".rstrip()
    if entry.low is not None and entry.high is not None and entry.low < entry.high:
        text += f" (drawn from {entry.low:,.10g} to {entry.high:,.10g})"
    if entry.ramp_from:
        return f"{text} on {entry.when}, rising to it from {entry.ramp_from} on"
    return f"{text} from {entry.when} on" if entry.when else f"{text} for the whole run"


_BARE = ("share", "ratio")
"""Units that nobody says."""


def _written(value: Plain) -> str:
    if isinstance(value, Shape):
        names = FAMILIES[value.family] or ("",)
        parts = (f"{name} {days:g}".strip() for name, days in zip(names, value.parameters, strict=True))
        return f"{value.family} {', '.join(parts)}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.10g}"
    return value if isinstance(value, str) else as_value(value)


def _whole_run(scenario: Scenario) -> tuple[str, ...]:
    """Tell of a value without a date that takes the place of values by date."""
    start, last = scenario.run.start, _last_day(scenario)
    notes = []
    for parameter, setting in _by_user(scenario):
        below = [entry.when for one in parameter.replaced[-1:] for entry in one.entries if entry.when]
        if setting.starts is None and setting.effect is Effect.SET and any(start < day <= last for day in below):
            notes.append(
                f"{parameter.path} is the same for the whole run, where the scenario changes it by date; "
                f"to change it from a date write {parameter.path}=VALUE@DATE."
            )
    return tuple(notes)


def _reserve(scenario: Scenario) -> tuple[str, ...]:
    """Tell that a bare number of adult beds leaves no surge reserve."""
    adult, surge = (scenario.parameters.get(path) for path in RESERVE)
    if adult is None or surge is None:
        return ()
    marks = [setting.origin for parameter, setting in _by_user(scenario) if parameter is adult]
    for setting in surge.settings:
        if setting.origin in marks and setting.entries[0].value == 0:
            when = f"from {setting.starts} on" if setting.starts else "for the whole run"
            return (f"{RESERVE[0]} counts all adult beds, so the surge reserve ({RESERVE[1]}) is zero {when}.",)
    return ()


def _too_late(scenario: Scenario) -> tuple[str, ...]:
    """Tell of values that begin after the last day."""
    last = _last_day(scenario)
    late = [
        f"{parameter.path} from {begins}"
        for parameter in scenario.parameters.values()
        for setting in parameter.settings
        if setting.origin.layer not in (BASE, LAYER)
        for entry in setting.entries
        if (begins := entry.ramp_from or entry.when) and begins > last
    ]
    if not late:
        return ()
    return (f"After the last day of the run, {last}, and so without effect: {', '.join(late)}.",)


def _last_day(scenario: Scenario) -> date:
    return end_of_run(scenario.run.start, scenario.run.years)


def _start(start: date) -> tuple[str, ...]:
    if start in CONSTRUCTED:
        return ()
    nearer = min(CONSTRUCTED, key=lambda day: abs(day - start))
    return (f"The run starts from the state built for {nearer}, its dates shifted to {start}.",)


def _arrivals(scenario: Scenario) -> tuple[str, ...]:
    arrivals = arrivals_of(scenario)
    return (f"Arrivals follow the baseline {arrivals[0]} (border.arrivals).",) if arrivals else ()


def _return(scenario: Scenario) -> tuple[str, ...]:
    """Tell of a return to Mexico that is ordered: who may be returned, and whether Mexico receives anybody."""
    if not any(_values(scenario, "contiguous_return.enabled")):
        return ()
    amenable = any(_values(scenario, "contiguous_return.er_amenable_eligible"))
    notes = [
        f"Persons amenable to expedited removal {'may' if amenable else 'may not'} be returned to Mexico "
        f"(contiguous_return.er_amenable_eligible); whether they may is disputed."
    ]
    if not any(_values(scenario, "mexico.consent_per_day")):
        notes.append("Return to Mexico is ordered, not carried out: Mexico consents to nobody.")
    return tuple(notes)


def _scale(scale: float) -> tuple[str, ...]:
    if scale == 1.0:
        return ()
    look = (
        f"A quick look at {scale:g} of the population; counts of persons, cases and dollars are divided by {scale:g}."
    )
    if scale >= SMALLEST_RELIABLE:
        return (look,)
    return (look, "Flights, loads and small groups are not reliable at this scale.")


def arrivals_of(scenario: Scenario) -> tuple[object, ...]:
    """The baseline of arrivals that a scenario follows; none where it has no such parameter."""
    return _values(scenario, "border.arrivals")


def _values(scenario: Scenario, path: str) -> tuple[object, ...]:
    """All values that a parameter takes, one for each date; none where the scenario has no such parameter."""
    parameter = scenario.parameters.get(path)
    value = None if parameter is None else value_of(parameter)
    return tuple(value.values()) if isinstance(value, dict) else () if value is None else (value,)
