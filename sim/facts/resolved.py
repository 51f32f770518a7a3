"""A resolved scenario is complete, closed and frozen: every claim has its value, range, source and layer."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from sim.base.days import Clock
from sim.facts.arrivals import Arrivals, BorderHistory, arrivals
from sim.facts.calendar import clock
from sim.facts.compiling import CENTRE, compiled, is_uncertain
from sim.facts.inputs import Inputs
from sim.facts.leaves import AnyLeaf
from sim.facts.provenance import Json, provenance_of
from sim.facts.sources import Source
from sim.facts.together import Together
from sim.facts.values import Value
from sim.facts.writing import RUN, as_document, as_text

_REPLICATIONS = "run.replications"
"""More replications are the same work with more of it, so they name nothing new."""


@dataclass(frozen=True)
class RunPlan:
    """What is played, how often and with which seed."""

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


@dataclass(frozen=True)
class Scenario:
    """Everything claimed about the world in one scenario; light enough to be sent to a worker."""

    name: str
    title: str
    summary: str
    leaves: dict[str, AnyLeaf]
    """Every leaf by path, those of the run included."""
    base: dict[str, AnyLeaf]
    """What the base says of every leaf; feedback loops act on the departure from it."""
    layers: tuple[LayerUse, ...]
    run: RunPlan
    scale: float
    """The share of the world that is simulated [share]."""
    days_off: frozenset[date]
    """Federal holidays."""
    sources: dict[str, Source]
    """What each reference in the leaves names."""
    history: BorderHistory | None = None
    """What is published about apprehensions at the border."""
    together: Together = field(default_factory=Together)
    """Which uncertain leaves are drawn in common."""
    declared: tuple[Source, ...] = ()
    """Sources that the scenario's author brings along."""
    leaves_out: tuple[str, ...] = ()
    """What the scenario says it does not cover."""
    own: tuple[str, ...] = ()
    """The settings that the user wrote behind its name, each as PATH=VALUE."""

    @property
    def label(self) -> str:
        """What it is called in tables: its name, with the settings that the name carries."""
        return f"{self.name}:{';'.join(self.own)}" if self.own else self.name

    def compile(self, replication: int, *, fixed: bool) -> Inputs:
        """Draw the uncertain leaves of one replication and lay every leaf on the days of the run.

        Args:
            replication: counted from 1.
            fixed: whether uncertain leaves stay at their central values.
        """
        days, coming = self._days
        values, base = (
            at_centre | ({} if fixed else self._drawn(replication, leaves)) for leaves, at_centre in self._values
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
        """Paths of the leaves that are drawn in each replication."""
        return tuple(path for path, leaf in self.leaves.items() if is_uncertain(leaf))

    def digest(self) -> str:
        """Name what this scenario and its base say, the number of replications left aside; scale is no part of it."""
        said = [
            self._document({path: leaf for path, leaf in leaves.items() if path != _REPLICATIONS})
            for leaves in (self.leaves, self.base)
        ]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    def says_the_same(self, other: "Scenario") -> bool:
        """Whether every claim is the same in another scenario, whoever made it; runs are no claims."""
        claims = {path: leaf for path, leaf in self.leaves.items() if not path.startswith(RUN)}
        return all(leaf.says_the_same(other.leaves[path]) for path, leaf in claims.items())

    def to_yaml(self) -> str:
        """Write a scenario file that says the same without layers or parents."""
        return self._document(self.leaves)

    def provenance(self) -> list[dict[str, Json]]:
        """Tell of every leaf what it is, where it comes from and who set it, ready for JSON."""
        qualities = {reference: source.quality for reference, source in self.sources.items()}
        return [provenance_of(leaf, qualities) for leaf in self.leaves.values()]

    def _covered(self) -> dict[str, AnyLeaf]:
        """The leaves of the base that this scenario gives other values."""
        return {path: leaf for path, leaf in self.base.items() if not leaf.says_the_same(self.leaves[path])}

    @cached_property
    def _days(self) -> tuple[Clock, Arrivals | None]:
        """The days of the run, and what is published about those who come on them."""
        days = clock(self.run.start, self.run.years, self.days_off)
        return days, arrivals(self.history, days) if self.history else None

    @cached_property
    def _values(self) -> tuple[tuple[tuple[AnyLeaf, ...], dict[str, Value]], ...]:
        """Of all leaves, and of those of the base that are covered: the uncertain ones, and all at their centres."""
        return tuple(self._at_centre(leaves) for leaves in (self.leaves, self._covered()))

    def _at_centre(self, leaves: dict[str, AnyLeaf]) -> tuple[tuple[AnyLeaf, ...], dict[str, Value]]:
        claims = {path: leaf for path, leaf in leaves.items() if not path.startswith(RUN)}
        uncertain = tuple(leaf for leaf in claims.values() if is_uncertain(leaf))
        return uncertain, {path: compiled(leaf, self.run.start, CENTRE) for path, leaf in claims.items()}

    def _drawn(self, replication: int, leaves: tuple[AnyLeaf, ...]) -> dict[str, Value]:
        """Draw uncertain leaves in a replication."""
        uniform = partial(self.together.uniform, seed=self.run.seed, replication=replication)
        return {leaf.path: compiled(leaf, self.run.start, uniform(leaf.spec.draw_name)) for leaf in leaves}

    def _document(self, leaves: dict[str, AnyLeaf]) -> str:
        header = {"scenario": as_text(self.name), "title": as_text(self.title)}
        if self.summary:
            header["summary"] = as_text(self.summary)
        if self.leaves_out:
            header["leaves_out"] = "[" + ", ".join(as_text(each) for each in self.leaves_out) + "]"
        return as_document(header, self.declared, leaves)
