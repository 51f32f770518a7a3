"""How people move and how long they wait: flows between the points of the pathway, and curves of waits."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.draws import FloatArray
from sim.base.metric_key import MetricKey
from sim.engine.recording import Int64Array
from sim.engine.vocabulary import Cause, Wait
from sim.report.study import Arm, Band, Study, band
from sim.results.monthly_summary import CAUSES
from sim.results.survival import day_reached


@dataclass(frozen=True)
class Node:
    """A point of the pathway with the persons who pass it in a year."""

    key: str
    label: str
    column: int
    persons: float
    """[persons / year]."""


@dataclass(frozen=True)
class Link:
    """Persons who go from one point to another in a year."""

    source: str
    target: str
    persons: float
    """[persons / year]."""


@dataclass(frozen=True)
class Pathway:
    """The pathway of one scenario; what a point receives, it hands on."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def persons(self, key: str) -> float:
        """Give the persons who pass a point in a year, 0 where there is no such point."""
        return next((node.persons for node in self.nodes if node.key == key), 0.0)


HEADS = ("Arrive", "All encounters", "First decision", "Where it leads")
"""Names of the columns."""

_LABELS = {
    "border": ("Caught between ports", 0),
    "ports": ("Found at ports", 0),
    "inside": ("Arrested in the interior", 0),
    "met": ("Encounters", 1),
    "return": ("Return without an order", 2),
    "order": ("Expedited or old order", 2),
    "notice": ("Notice for a hearing", 2),
    "other": ("Otherwise, or open", 2),
    "home": ("No hearing, sent home", 3),
    "court": ("Hearing in the US", 3),
    "mexico": ("Waits in Mexico", 3),
    "rest": ("Otherwise, or open", 3),
}
_ISSUED = (("issued", "yes"),)
_POSITIVE = ("outcome", "positive")
_SMALLEST = 0.5
"""Fewer persons a year than this are not drawn [persons / year]."""


def pathway(study: Study, arm: Arm) -> Pathway | None:
    """Follow the persons met in a year to their first decision and to where it leads.

    The number that is settled otherwise or still open is what the others leave, so that the columns add up.
    """
    border = _number(study, arm, "apprehensions")
    if border is None:
        return None
    ports, inside = (_number(study, arm, name) or 0.0 for name in ("inadmissibles", "interior_arrests"))
    met = border + ports + inside
    returned = _some(study, arm, MetricKey("voluntary_returns"), MetricKey("voluntary_returns", (("place", "port"),)))
    ordered = _some(study, arm, MetricKey("expedited_removals", _ISSUED), MetricKey("reinstatements", _ISSUED))
    positive = _some(study, arm, MetricKey("fear_screenings", (_POSITIVE,)))
    reasonable = _some(study, arm, MetricKey("fear_screenings", (("kind", "reasonable"), _POSITIVE)))
    notices = _some(study, arm, MetricKey("notices_to_appear"))
    at_once = max(notices - positive, 0.0)
    other = max(met - returned - ordered - at_once, 0.0)
    in_mexico = min(_some(study, arm, MetricKey("returned_to_mexico")), at_once)
    claims = min(positive + reasonable, ordered)
    flows = {
        ("border", "met"): border,
        ("ports", "met"): ports,
        ("inside", "met"): inside,
        ("met", "return"): returned,
        ("met", "order"): ordered,
        ("met", "notice"): at_once,
        ("met", "other"): other,
        ("return", "home"): returned,
        ("order", "home"): ordered - claims,
        ("order", "court"): claims,
        ("notice", "court"): at_once - in_mexico,
        ("notice", "mexico"): in_mexico,
        ("other", "rest"): other,
    }
    return _built(flows)


def _built(flows: dict[tuple[str, str], float]) -> Pathway:
    links = tuple(Link(*ends, persons) for ends, persons in flows.items() if persons >= _SMALLEST)
    nodes = []
    for key, (label, column) in _LABELS.items():
        into = sum(link.persons for link in links if link.target == key)
        out = sum(link.persons for link in links if link.source == key)
        if max(into, out) > 0:
            nodes.append(Node(key, label, column, max(into, out)))
    return Pathway(tuple(nodes), links)


def _number(study: Study, arm: Arm, metric: str) -> float | None:
    level = study.level(arm, MetricKey(metric))
    return None if level is None else level.mean


def _some(study: Study, arm: Arm, *keys: MetricKey) -> float:
    return sum(level.mean for key in keys if (level := study.level(arm, key)) is not None)


DAYS_A_YEAR = 365.25
"""One year [days]."""
_FEWEST = 2
"""Points that make a curve [points]."""
_KEPT = 70
"""Points of a curve that are drawn [points]."""
HALF = 0.5
_TENTH = 0.1


@dataclass(frozen=True)
class Age:
    """The time after which so many have left, or the longest time known where fewer have."""

    days: int
    """[days]."""
    is_reached: bool

    def __str__(self) -> str:
        """Write the time, or that it is longer than what is known."""
        if not self.is_reached:
            return f"more than {self.days:,} days"
        return "1 day" if self.days == 1 else f"{self.days:,} days"


@dataclass(frozen=True)
class Waiting:
    """The waits of one scenario in one place; the curve is thinned for drawing, times are read off the whole one."""

    arm: Arm
    ages: FloatArray
    """Time since the wait began at the points that are drawn, shape (points,) [days]."""
    still: Band
    """Share still waiting at each age."""
    causes: dict[Cause, FloatArray]
    """Share gone by each age, by how the wait ended, mean over the replications."""
    median: Age
    """Time after which half have left."""
    ninth: Age
    """Time after which one in ten still waits."""

    @property
    def left(self) -> float:
        """Share still waiting where the curve ends."""
        return float(self.still.mean[-1])


def waiting(study: Study, arm: Arm, queue: Wait) -> Waiting | None:
    """Read the curve of one wait, up to the length of the run; None where nobody waited so in the run."""
    outlines = arm.outlines
    if not outlines:
        return None
    curves = np.stack([outline.incidence[queue] for outline in outlines])
    ages = outlines[0].ages
    seen = ~np.isnan(curves).any(axis=(0, 1)) & (ages <= study.days)
    points = int(np.argmin(seen)) if not seen.all() else len(seen)
    if points < _FEWEST or not curves[:, :, :points].any():
        return None
    ages, curves = ages[:points], curves[:, :, :points]
    gone = curves.sum(axis=1)
    median, ninth = (_age(ages, gone.mean(axis=0), share) for share in (HALF, 1.0 - _TENTH))
    kept = _drawn(ages, median)
    causes = {Cause(code): curves[:, code, kept].mean(axis=0) for code in range(CAUSES) if curves[:, code].any()}
    still = band(1.0 - gone[:, kept], (0.0, 1.0))
    return Waiting(arm, ages[kept].astype(np.float64), still, causes, median, ninth)


def _age(ages: Int64Array, gone: FloatArray, share: float) -> Age:
    day = day_reached(ages, gone, share)
    return Age(int(ages[-1]), is_reached=False) if day is None else Age(day, is_reached=True)


def _drawn(ages: Int64Array, median: Age) -> Int64Array:
    """Choose the points that are drawn, dense where curves fall fast, and those around the time that is marked."""
    points = len(ages)
    share = np.linspace(0.0, 1.0, min(points, _KEPT)) ** 2
    after = min(int(np.searchsorted(ages, median.days)), points - 1)
    return np.unique(np.append(np.round(share * (points - 1)).astype(np.int64), [max(after - 1, 0), after]))


def half_words(ages: Sequence[Age]) -> str:
    """Say when half have left, of one scenario or of several."""
    return f"{'leave within' if all(age.is_reached for age in ages) else 'wait'} {span_words(ages)}"


def span_words(ages: Sequence[Age]) -> str:
    """Write the times of several scenarios as one or as a range."""
    if len({*ages}) == 1:
        return str(ages[0])
    first, last = min(age.days for age in ages), max(age.days for age in ages)
    if all(age.is_reached for age in ages):
        return f"{first:,} to {last:,} days"
    is_told = any(age.is_reached for age in ages if age.days == first)
    return f"{first:,} days or longer" if is_told else f"more than {first:,} days"
