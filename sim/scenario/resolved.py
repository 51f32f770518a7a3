"""A resolved scenario: complete, closed and frozen; and the same with uncertain parameters fixed in their ranges."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial

from sim.base.days import Clock
from sim.base.text import count_of
from sim.data.arrivals import Arrivals, BorderHistory, arrivals
from sim.data.calendar import clock
from sim.data.seeds import Source
from sim.scenario.inputs import Correlation, Inputs
from sim.scenario.kinds import NumberKind
from sim.scenario.parameter import AnyParameter, Effect, Entry, Setting
from sim.scenario.values import CENTRE, Value, compiled, drawn, is_uncertain
from sim.scenario.writing import RUN, Json, as_document, as_text, provenance_of

_REPLICATIONS = "run.replications"
"""More replications are the same work with more of it, so they name nothing new."""


@dataclass(frozen=True)
class RunPlan:
    """How long, how often and with which seed the scenario is simulated."""

    start: date
    years: int
    """Length of the run [years]."""
    replications: int
    """How often the run is played [replications]."""
    seed: int


@dataclass(frozen=True)
class LayerUse:
    """A layer that a scenario lists."""

    name: str
    lever: str
    is_replaced: bool = False
    """Whether a later reading of the same lever took its place."""


@dataclass(frozen=True, repr=False)
class Scenario:
    """All parameters of one scenario with their sources; light enough to be sent to a worker."""

    name: str
    title: str
    summary: str
    parameters: dict[str, AnyParameter]
    """Every parameter by path, those of the run included."""
    base: dict[str, AnyParameter]
    """Every parameter of the base; feedback loops act on the departure from it."""
    layers: tuple[LayerUse, ...]
    run: RunPlan
    days_off: frozenset[date]
    """Federal holidays."""
    sources: dict[str, Source]
    """What each reference in the parameters names."""
    history: BorderHistory | None = None
    """What is published about apprehensions at the border."""
    correlation: Correlation = field(default_factory=Correlation)
    """Which uncertain parameters are drawn in common."""
    declared: tuple[Source, ...] = ()
    """Sources that the scenario's author brings along."""
    leaves_out: tuple[str, ...] = ()
    """What the scenario says it does not cover."""
    scale: float = 1.0
    """The share of the world that is simulated [share]."""
    own: tuple[str, ...] = ()
    """The settings that the user wrote behind its name, each as PATH=VALUE."""

    def __repr__(self) -> str:
        """Say which scenario it is, in two lines."""
        run, layers = self.run, count_of(len(self.layers), "layer")
        times = f"{count_of(run.years, 'year')}, {count_of(run.replications, 'replication')}, seed {run.seed}"
        rest = f"from {run.start} for {times}; {layers}, {len(self.parameters)} numbers and rules"
        return f"Scenario {self.label}: {self.title}\n{rest}"

    @property
    def label(self) -> str:
        """What it is called in tables: its name, with the settings that the name carries."""
        return f"{self.name}:{';'.join(self.own)}" if self.own else self.name

    def compile(self, replication: int, *, fixed: bool) -> Inputs:
        """Draw the uncertain parameters of one replication and lay every parameter on the days of the run.

        Args:
            replication: counted from 1.
            fixed: whether uncertain parameters stay at their central values.
        """
        days, coming = self._days
        values, base = (
            at_centre | ({} if fixed else self._drawn(replication, parameters))
            for parameters, at_centre in self._values
        )
        return Inputs(
            clock=days,
            arrivals=coming,
            seed=self.run.seed,
            replication=replication,
            scale=self.scale,
            values=values,
            base=base,
        )

    def uncertain(self) -> tuple[str, ...]:
        """Paths of the parameters that are drawn in each replication."""
        return tuple(path for path, parameter in self.parameters.items() if is_uncertain(parameter))

    def digest(self) -> str:
        """Hash this scenario and its base, the number of replications and the scale left aside."""
        lines = [
            self._document({path: parameter for path, parameter in parameters.items() if path != _REPLICATIONS})
            for parameters in (self.parameters, self.base)
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def says_the_same(self, other: "Scenario") -> bool:
        """Whether every claim is the same in another scenario, whoever made it; runs are no claims."""
        claims = {path: parameter for path, parameter in self.parameters.items() if not path.startswith(RUN)}
        return all(parameter.says_the_same(other.parameters[path]) for path, parameter in claims.items())

    def to_yaml(self) -> str:
        """Write a scenario file that says the same without layers or parents."""
        return self._document(self.parameters)

    def provenance(self) -> list[dict[str, Json]]:
        """Give the provenance of every parameter, ready for JSON."""
        qualities = {reference: source.quality for reference, source in self.sources.items()}
        return [provenance_of(parameter, qualities) for parameter in self.parameters.values()]

    def _covered(self) -> dict[str, AnyParameter]:
        """The parameters of the base that this scenario gives other values."""
        return {
            path: parameter
            for path, parameter in self.base.items()
            if not parameter.says_the_same(self.parameters[path])
        }

    @cached_property
    def _days(self) -> tuple[Clock, Arrivals | None]:
        """The days of the run, and what is published about those who come on them."""
        days = clock(self.run.start, self.run.years, self.days_off)
        return days, arrivals(self.history, days) if self.history else None

    @cached_property
    def _values(self) -> tuple[tuple[tuple[AnyParameter, ...], dict[str, Value]], ...]:
        """Of all parameters, and of covered ones of the base: the uncertain ones, and all at their centres."""
        return tuple(self._at_centre(parameters) for parameters in (self.parameters, self._covered()))

    def _at_centre(self, parameters: dict[str, AnyParameter]) -> tuple[tuple[AnyParameter, ...], dict[str, Value]]:
        claims = {path: parameter for path, parameter in parameters.items() if not path.startswith(RUN)}
        uncertain = tuple(parameter for parameter in claims.values() if is_uncertain(parameter))
        return uncertain, {path: compiled(parameter, self.run.start, CENTRE) for path, parameter in claims.items()}

    def _drawn(self, replication: int, parameters: tuple[AnyParameter, ...]) -> dict[str, Value]:
        """Draw uncertain parameters in a replication."""
        uniform = partial(self.correlation.uniform, seed=self.run.seed, replication=replication)
        return {
            parameter.path: compiled(parameter, self.run.start, uniform(parameter.spec.draw_name))
            for parameter in parameters
        }

    def _document(self, parameters: dict[str, AnyParameter]) -> str:
        header = {"scenario": as_text(self.name), "title": as_text(self.title)}
        if self.summary:
            header["summary"] = as_text(self.summary)
        if self.leaves_out:
            header["leaves_out"] = "[" + ", ".join(as_text(text) for text in self.leaves_out) + "]"
        return as_document(header, self.declared, parameters)


Quantiles = Mapping[str, float]
"""A quantile in [0, 1] by the name that a parameter is drawn under: 0 the low end, 0.5 the median, 1 the high end."""


def uncertain_draws(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """List the names under which the uncertain parameters of a scenario are drawn, with the parameters of each."""
    found: dict[str, list[str]] = {}
    for path in scenario.uncertain():
        found.setdefault(scenario.parameters[path].spec.draw_name, []).append(path)
    return {name: tuple(paths) for name, paths in found.items()}


def quantiles_of(scenario: Scenario, replication: int) -> dict[str, float]:
    """The quantile that a replication draws for each uncertain parameter."""
    return {
        name: scenario.correlation.uniform(name, scenario.run.seed, replication) for name in uncertain_draws(scenario)
    }


def fixed_at(scenario: Scenario, quantiles: Quantiles) -> Scenario:
    """Give a scenario in which some uncertain parameters have the value of a quantile, and no range; so has their base.

    Args:
        scenario: a resolved scenario.
        quantiles: which parameters, and at what quantile.
    """
    return replace(
        scenario,
        parameters=_fixed_parameters(scenario, scenario.parameters, quantiles),
        base=_fixed_parameters(scenario, scenario.base, quantiles),
    )


def _fixed_parameters(
    scenario: Scenario, parameters: Mapping[str, AnyParameter], quantiles: Quantiles
) -> dict[str, AnyParameter]:
    start = scenario.run.start
    return {
        path: _fixed(parameter, quantiles[parameter.spec.draw_name], start)
        if parameter.spec.draw_name in quantiles and is_uncertain(parameter)
        else parameter
        for path, parameter in parameters.items()
    }


def _fixed(parameter: AnyParameter, quantile: float, start: date) -> AnyParameter:
    kind = parameter.spec.quantity.kind
    is_whole = isinstance(kind, NumberKind) and kind.is_whole
    return replace(
        parameter,
        settings=tuple(_fixed_setting(setting, quantile, start, is_whole=is_whole) for setting in parameter.settings),
    )


def _fixed_setting(setting: Setting, quantile: float, start: date, *, is_whole: bool) -> Setting:
    is_counted = is_whole and setting.effect is Effect.SET
    entries = tuple(_fixed_entry(entry, quantile, start, is_whole=is_counted) for entry in setting.entries)
    return replace(setting, entries=entries)


def _fixed_entry(entry: Entry, quantile: float, start: date, *, is_whole: bool) -> Entry:
    value = entry.value if isinstance(entry.value, date) else drawn(entry, start, quantile)
    if is_whole and isinstance(value, float):
        value = round(value)
    return replace(entry, value=value, low=None, high=None, stretch=None)
