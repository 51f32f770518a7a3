"""Values of a scenario as text, and where each comes from: range, source, layer, file and line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_MOST_DATES = 3
"""Dates of a series that are told; the rest stands in the list of numbers [dates]."""
_RAMP = " (ramp)"


def dated_text(value: object, unit: str, start: date) -> str:
    """Write a value as it is at the start of a run and as it changes later.

    >>> dated_text({"2015-10-01": 14, "2017-02-20": 730}, "days", date(2016, 10, 1))
    '14 days; 730 from 20 Feb 2017'
    >>> dated_text(0.95, "share", date(2016, 10, 1)), dated_text(False, "", date(2016, 10, 1))
    ('95%', 'no')
    """
    if not isinstance(value, Mapping) or not _is_dated(value):
        return _with_unit(value, unit)
    entries = [(_day(name), name.endswith(_RAMP), item) for name, item in value.items()]
    before = [entry for entry in entries if entry[0] <= start]
    later = _changes([*before[-1:], *(entry for entry in entries if entry[0] > start)])
    first, *rest = later
    texts = [_with_unit(first[2], unit)]
    for day, is_ramp, item in rest[:_MOST_DATES]:
        texts.append(f"{_short(item, unit)} {'rising to it by' if is_ramp else 'from'} {day.day} {day:%b %Y}")
    more = f" and {len(rest) - _MOST_DATES} later dates" if len(rest) > _MOST_DATES else ""
    return "; ".join(texts) + more


def _changes(entries: list[tuple[date, bool, object]]) -> list[tuple[date, bool, object]]:
    kept = entries[:1]
    for entry in entries[1:]:
        if entry[2] != kept[-1][2] or entry[1]:
            kept.append(entry)
    return kept


def _is_dated(value: Mapping[str, object]) -> bool:
    return bool(value) and all(_is_day(str(name)) for name in value)


def _is_day(name: str) -> bool:
    try:
        _day(name)
    except ValueError:
        return False
    return True


def _day(name: str) -> date:
    return date.fromisoformat(str(name).removesuffix(_RAMP))


def _short(value: object, unit: str) -> str:
    if unit == "share" and isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.1%}".replace(".0%", "%")
    return value_text(value)


def _with_unit(value: object, unit: str) -> str:
    text = _short(value, unit)
    if value is None or isinstance(value, bool | str) or unit in ("", "1", "share"):
        return text
    return f"{text} {unit}"


def in_words(name: str) -> str:
    """Write a name of the results as people do.

    >>> in_words("support_in_mexico"), in_words("ice_air"), in_words("judge_teams")
    ('Support in Mexico', 'ICE air', 'Judge teams')
    """
    words = [_PROPER.get(word, word) for word in name.split("_")]
    return capitalized(" ".join(words))


def capitalized(words: str) -> str:
    """Write words at the start of a sentence."""
    return words[:1].upper() + words[1:]


def lowered(words: str) -> str:
    """Write a name inside a sentence.

    >>> lowered("Removals"), lowered("US federal spending"), lowered("Mexico")
    ('removals', 'US federal spending', 'Mexico')
    """
    return words[0].lower() + words[1:] if words[1:2].islower() and not words.startswith("Mexico") else words


_PROPER = {
    "mexico": "Mexico",
    "us": "US",
    **{word: word.upper() for word in ("ice", "cbp", "orr", "hhs", "eoir", "bia")},
}


def counted(number: int) -> str:
    """Write a small count as a word at the start of a sentence.

    >>> counted(0), counted(3), counted(20)
    ('No', 'Three', '20')
    """
    return dict(enumerate(_WORDS)).get(number, str(number))


_WORDS = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)


def lever_name(path: str) -> str:
    """Name a lever within a sentence.

    >>> lever_name("detention.beds.adult"), lever_name("courts.appeals.pending")
    ('adult detention beds', 'courts appeals pending')
    """
    return _LEVERS.get(path) or path.replace(".", " ").replace("_", " ")


_LEVERS = {
    "border.attempts_scale": "attempts at the border",
    "contiguous_return.daily_cap": "daily returns to Mexico at most",
    "courts.completions_per_judge_year": "completions of a judge in a year",
    "courts.judges": "immigration judges",
    "courts.other_receipts_per_year": "other court receipts in a year",
    "detention.beds.adult": "adult detention beds",
    "detention.beds.family": "family detention beds",
    "expedited_removal.max_days_present": "longest presence under expedited removal",
    "expedited_removal.zone_miles": "depth of the zone of expedited removal",
    "fear.officers": "asylum officers",
    "fear.positive_share": "share of fear claims found positive",
    "interior.arrests_scale": "arrests in the interior",
    "mexico.consent_per_day": "Mexico's consent",
    "mexico.interdiction_share": "share of those in transit whom Mexico returns",
    "ports.arrivals_scale": "arrivals at ports",
    "removal.charter.aircraft": "charter aircraft",
    "removal.charter.load_threshold": "passengers for whom a charter leaves",
    "removal.charter.longest_wait_days": "longest wait for a charter",
    "removal.charter.seats": "charter seats",
    "removal.charter.usd_per_flight_hour": "price of a charter flight hour",
    "staffing.ice_officers_added": "ICE officers added",
    "staffing.judges_added": "judges added",
    "staffing.usbp_agents_added": "Border Patrol agents added",
}
"""Levers that are often varied, as a sentence names them."""


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
