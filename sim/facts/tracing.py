"""A number is traced back: to the layer and line that set it, to its source, and to the section that moves it."""

from sim.base.errors import Problem, ScenarioError
from sim.facts.claims import claims_about, read_claims
from sim.facts.findings import Findings
from sim.facts.levers import Lever
from sim.facts.library import Library, shipped_library
from sim.facts.parameter import AnyParameter
from sim.facts.provenance import Json, origin_of, provenance_of, value_of
from sim.facts.resolved import Scenario
from sim.facts.sections import Memo
from sim.facts.sources import Source

WEAKEST_FIRST = ("", "assumption", "recalled", "estimate", "secondary", "official")
"""Qualities of sources, the weakest first; empty for a number that its author gave without a source."""


def explained(scenario: Scenario, path: str, library: Library | None = None) -> dict[str, Json]:
    """Tell of one parameter what it is, who set it one after the other, what its sources are and which lever moves it.

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
        "chain": [{**origin_of(each.origin), "value": value_of(each)} for each in (*parameter.replaced, parameter)],
        "sources": [_source(reference, scenario.sources[reference]) for reference in references],
        "lever": _lever(lever),
        "claims": [{"claim": claim.key, "text": claim.text, "note": claim.note} for claim in claims],
    }


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
    below = sorted(each for each in scenario.parameters if each.startswith(f"{path}."))
    hint = "it has " + ", ".join(below) if below else Findings().like(path, scenario.parameters)
    return Problem("PATH", 0, 0, "", path or "nothing", f"the path of a parameter of {scenario.name}", hint)
