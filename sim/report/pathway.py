"""Everybody who is met is settled somehow: sent home, ordered removed, given a hearing; what flows in flows out."""

from dataclasses import dataclass

from sim.base.metric_key import MetricKey
from sim.report.study import Side, Study


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


def pathway(study: Study, side: Side) -> Pathway | None:
    """Follow the persons met in a year to their first decision and to where it leads.

    The number that is settled otherwise or still open is what the others leave, so that the columns add up.
    """
    border = _number(study, side, "apprehensions")
    if border is None:
        return None
    ports, inside = (_number(study, side, name) or 0.0 for name in ("inadmissibles", "interior_arrests"))
    met = border + ports + inside
    returned = _some(study, side, MetricKey("voluntary_returns"), MetricKey("voluntary_returns", (("place", "port"),)))
    ordered = _some(study, side, MetricKey("expedited_removals", _ISSUED), MetricKey("reinstatements", _ISSUED))
    positive = _some(study, side, MetricKey("fear_screenings", (_POSITIVE,)))
    reasonable = _some(study, side, MetricKey("fear_screenings", (("kind", "reasonable"), _POSITIVE)))
    notices = _some(study, side, MetricKey("notices_to_appear"))
    at_once = max(notices - positive, 0.0)
    other = max(met - returned - ordered - at_once, 0.0)
    in_mexico = min(_some(study, side, MetricKey("returned_to_mexico")), at_once)
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


def _number(study: Study, side: Side, metric: str) -> float | None:
    found = study.level(side, MetricKey(metric))
    return None if found is None else found.mean


def _some(study: Study, side: Side, *keys: MetricKey) -> float:
    return sum(found.mean for key in keys if (found := study.level(side, key)) is not None)
