"""The register of levers by memo section, claims of the articles, and the trace of a number to its source."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from sim.base.errors import Problem, ScenarioError
from sim.data.seeds import Row, Source, read_rows
from sim.data.tree import Findings, Mark
from sim.scenario.assembly import LoadedLibrary, load_library, read_shipped_layer
from sim.scenario.documents import layer_names
from sim.scenario.levers import Lever, Memo, Reading, Section
from sim.scenario.library import Library, shipped_library
from sim.scenario.parameter import AnyParameter, Effect
from sim.scenario.resolved import Scenario
from sim.scenario.writing import Json, origin_of, provenance_of, value_of

ROLES = ("input", "mechanism", "constraint", "output", "narrative")
"""What a claim is to the model; a narrative is a label only."""
KINDS = ("parameter", "lever", "metric", "process", "refusal", "scenario", "section", "seed")
"""What a reference of a claim may name."""
COLUMNS = ("claim", "article", "text", "role", "represented_by", "why_none", "note")
_FILE = "claims.csv"


@dataclass(frozen=True)
class Reference:
    """What stands for a claim: a parameter, a metric, a process or another part of the model."""

    kind: str
    name: str


@dataclass(frozen=True)
class Claim:
    """One claim of an article."""

    key: str
    articles: tuple[str, ...]
    text: str
    role: str
    references: tuple[Reference, ...]
    why_none: str
    note: str


def read_claims(library: Library | None = None) -> tuple[Claim, ...]:
    """Read every claim, in order.

    Args:
        library: the shipped one if not given; one without claims has none.

    Raises:
        ScenarioError: with every row that cannot be read.
    """
    library = library or shipped_library()
    path = library.seeds / _FILE
    if not path.is_file():
        return ()
    findings = Findings()
    shown = library.shown(path)
    claims = [_claim(row, shown, findings) for row in read_rows(path, shown, columns=COLUMNS, findings=findings)]
    findings.raise_if_any()
    return tuple(claims)


def claims_about(path: str, lever: str, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Find the claims that a parameter stands for, itself or through its lever."""
    names = {("parameter", path), ("lever", lever)}
    return tuple(claim for claim in claims if any((to.kind, to.name) in names for to in claim.references))


def _claim(row: Row, shown: str, findings: Findings) -> Claim:
    key, articles, text, role, represented, why_none, note = row.cells
    mark = Mark(shown, row.line, 1)
    if role not in ROLES:
        findings.add(mark, f"{key}.role", found=role or "nothing", expected="one of " + ", ".join(ROLES))
    if bool(represented) == bool(why_none):
        found = "both" if represented else "neither"
        findings.add(mark, key, found=found, expected="either what represents the claim or why nothing does")
    references = tuple(Reference(*text.partition(":")[::2]) for text in represented.split(";") if text)
    for reference in references:
        if reference.kind not in KINDS:
            findings.add(mark, key, found=f"{reference.kind}:{reference.name}", expected="one of " + ", ".join(KINDS))
    return Claim(key, tuple(articles.split(";")), text, role, references, why_none, note)


Readings: TypeAlias = dict[tuple[str, str], dict[str, AnyParameter]]
"""The parameters that each lever sets in each reading."""


def levers_table(library: Library | None = None) -> list[dict[str, Json]]:
    """List every section of both memos with its levers, or with the reason why it has none.

    Raises:
        ScenarioError: if the base or a layer cannot be read.
    """
    loaded, readings = _read_all(library)
    return [_section(section, loaded, readings) for section in loaded.library.sections]


def other_levers(library: Library | None = None) -> list[Json]:
    """List the levers that no memo orders: of Congress, other departments, Mexico and the courts.

    Raises:
        ScenarioError: if the base or a layer cannot be read.
    """
    loaded, readings = _read_all(library)
    levers = [lever for lever in loaded.library.levers if lever.memo is Memo.OTHER]
    return [row for lever in levers for row in _rows(lever, loaded, readings)]


def _read_all(library: Library | None) -> tuple[LoadedLibrary, Readings]:
    """Read the base and every shipped layer."""
    findings = Findings()
    loaded = load_library(library or shipped_library(), findings)
    readings: Readings = {}
    for name in layer_names(loaded.library):
        settings = read_shipped_layer(name, loaded)
        if settings:
            parameters = readings.setdefault((settings.lever, name.rpartition(".")[2]), {})
            parameters |= settings.parameters
    findings.raise_if_any()
    return loaded, readings


def _section(section: Section, loaded: LoadedLibrary, readings: Readings) -> dict[str, Json]:
    levers = [lever for lever in loaded.library.levers if (lever.memo, lever.section) == (section.memo, section.letter)]
    return {
        "memo": section.memo.value,
        "section": section.letter,
        "title": section.title,
        "levers": [row for lever in levers for row in _rows(lever, loaded, readings)],
        "reason": section.reason,
    }


def _rows(lever: Lever, loaded: LoadedLibrary, readings: Readings) -> list[Json]:
    """One row for each parameter that a lever moves."""
    return [_row(lever, path, loaded, readings) for path in lever.targets]


def _row(lever: Lever, path: str, loaded: LoadedLibrary, readings: Readings) -> dict[str, Json]:
    read = {reading.value: readings.get((lever.name, reading.value), {}).get(path) for reading in Reading}
    base = loaded.base.get(path)
    given = [parameter for parameter in (*read.values(), base) if parameter is not None]
    sources = dict.fromkeys(entry.source for parameter in given for entry in parameter.entries if entry.source)
    return {
        "name": lever.name,
        "path": path,
        "base": value_of(base) if base else None,
        **{reading: value_of(parameter) if parameter else None for reading, parameter in read.items()},
        "source": "; ".join(sources) or None,
    }


def readings_without_a_number(library: Library | None = None) -> tuple[tuple[str, str, str, str], ...]:
    """List section, lever, reading and reason where a reading of a memo has no number and the base stands."""
    return tuple(
        (f"{lever.memo.value} {lever.section}", lever.name, reading.value, why)
        for lever in (library or shipped_library()).levers
        for reading, why in lever.no_value.items()
    )


WEAKEST_FIRST = ("", "assumption", "recalled", "estimate", "secondary", "official")
"""Qualities of sources, the weakest first; empty for a number that its author gave without a source."""


def explained(scenario: Scenario, path: str, library: Library | None = None) -> dict[str, Json]:
    """Trace one parameter: its definition, every layer that set it, its sources, its lever and its claims.

    Args:
        scenario: a resolved scenario.
        path: the path of a parameter.
        library: the shipped one if not given.

    Raises:
        ScenarioError: if there is no such parameter.
    """
    parameter = scenario.parameters.get(path)
    if parameter is None:
        raise ScenarioError((_unknown(scenario, path),))
    library = library or shipped_library()
    references = dict.fromkeys(entry.source for entry in parameter.entries if entry.source)
    lever = library.mover(path)
    claims = claims_about(path, lever.name if lever else "", read_claims(library))
    return {
        **provenance_of(parameter, _qualities(scenario)),
        "chain": [{**origin_of(step.origin), "value": _written(step)} for step in (*parameter.replaced, parameter)],
        "sources": [_source(reference, scenario.sources[reference]) for reference in references],
        "lever": _lever(lever),
        "claims": [{"claim": claim.key, "text": claim.text, "note": claim.note} for claim in claims],
    }


def _written(step: AnyParameter) -> Json:
    """What a layer writes of a parameter, without what holds below it."""
    setting = step.settings[-1]
    value = value_of(replace(step, settings=(setting,)))
    return value if setting.effect is Effect.SET else {setting.effect.value: value}


def weakest_first(scenario: Scenario) -> list[dict[str, Json]]:
    """List the claims of a scenario, the weakest first: by quality of source, then by width of range."""
    claims = [
        parameter
        for parameter in scenario.parameters.values()
        if parameter.spec.quantity.is_claim and _says_something(parameter)
    ]
    qualities = _qualities(scenario)
    ranked = sorted(claims, key=lambda parameter: (_rank(parameter, qualities), -_width(parameter), parameter.path))
    return [
        {"weakest": WEAKEST_FIRST[_rank(parameter, qualities)], **provenance_of(parameter, qualities)}
        for parameter in ranked
    ]


def _says_something(parameter: AnyParameter) -> bool:
    """Whether a parameter claims anything; one that may be null and is claims nothing."""
    return any(entry.value is not None for entry in parameter.entries)


def _qualities(scenario: Scenario) -> dict[str, str]:
    return {reference: source.quality for reference, source in scenario.sources.items()}


def _rank(parameter: AnyParameter, qualities: dict[str, str]) -> int:
    return min(WEAKEST_FIRST.index(qualities.get(entry.source, "")) for entry in parameter.entries)


def _width(parameter: AnyParameter) -> float:
    """How wide the range is beside the value, of the entry where it is widest [ratio]."""
    return max(_relative(entry.low, entry.high, entry.stretch) for entry in parameter.entries)


def _relative(low: float | None, high: float | None, stretch: tuple[float, float] | None) -> float:
    low, high = stretch or (low, high)
    if low is None or high is None:
        return 0.0
    middle = abs(low + high) / 2
    return (high - low) / middle if middle else 0.0


def _source(reference: str, source: Source) -> Json:
    return {"reference": reference, "quality": source.quality, **dict(source.fields)}


def _lever(lever: Lever | None) -> Json:
    if lever is None:
        return None
    memo = "" if lever.memo is Memo.OTHER else lever.memo.value
    return {"name": lever.name, "memo": memo, "section": lever.section, "doc": lever.doc}


def _unknown(scenario: Scenario, path: str) -> Problem:
    below = sorted(known for known in scenario.parameters if known.startswith(f"{path}."))
    hint = "it has " + ", ".join(below) if below else Findings().like(path, scenario.parameters)
    return Problem("PATH", 0, 0, "", path or "nothing", f"the path of a parameter of {scenario.name}", hint)
