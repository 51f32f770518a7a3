"""Events are counted: arrests, screenings, hearings decided, removals, releases."""

from collections.abc import Iterator
from functools import partial
from itertools import combinations

from sim.base.metric_key import Dimensions, joined_dimensions
from sim.engine.recording import Int64Array
from sim.engine.vocabulary import Flow, Stock
from sim.results.flow_kinds import FlowMetric
from sim.results.flow_table import FLOW_TABLE
from sim.results.metric_definition import (
    MARGINS,
    SIMPLE,
    Cell,
    Kind,
    Metric,
    PeriodTotals,
    by_margin,
    count_cells,
    quotient,
)

_NON_DETAINED_PENDING = (Stock.PENDING_MEXICO, Stock.PENDING_PRIORITY, Stock.PENDING_GENERAL)
_INITIAL = (
    Flow.COMPLETED_INITIAL_REMOVAL,
    Flow.COMPLETED_INITIAL_RELIEF,
    Flow.COMPLETED_INITIAL_TERMINATED,
    Flow.COMPLETED_INITIAL_DEPARTURE,
)

Own = tuple[tuple[Dimensions, tuple[Flow, ...]], ...]


def _subsets(dims: Dimensions) -> Iterator[Dimensions]:
    for size in range(1, len(dims) + 1):
        yield from combinations(dims, size)


def _own_groups(metric: FlowMetric) -> Own:
    """List the flows of each group by the metric's own dimensions.

    A group beside the total is dropped where its name already means a part of the total.
    """
    parts: dict[Dimensions, list[Flow]] = {}
    beside: dict[Dimensions, list[Flow]] = {}
    for one in metric.counted:
        for dims in (one.dimensions,) if one.is_exact else _subsets(one.dimensions):
            (parts if one.in_total else beside).setdefault(dims, []).append(one.flow)
    return tuple((dims, tuple(flows)) for dims, flows in sorted({**beside, **parts}.items()))


def _flow_cells(total: tuple[Flow, ...], parts: Own, observed: PeriodTotals) -> Iterator[Cell]:
    flows = observed.flows
    own = ((dims, flows[list(some)].sum(axis=0)) for dims, some in parts)
    yield from count_cells(flows[list(total)].sum(axis=0), own, observed.scale)


def _absentia_cells(total: tuple[Flow, ...], parts: Own, observed: PeriodTotals) -> Iterator[Cell]:
    yield from _flow_cells(total, parts, observed)
    absent = by_margin(observed.flows[Flow.IN_ABSENTIA])[:SIMPLE].tolist()
    decided = _non_detained_initial(observed)
    pending = by_margin(observed.stocks[-1, list(_NON_DETAINED_PENDING)].sum(axis=0).astype(decided.dtype))
    for row, dims in enumerate(MARGINS[:SIMPLE]):
        first = joined_dimensions(dims, (("share", "of_initial_nondetained_completions"),))
        yield from quotient(absent[row], int(decided[row]), first, "share")
        second = joined_dimensions(dims, (("share", "of_nondetained_respondents"),))
        yield from quotient(absent[row], int(decided[row] + pending[row]), second, "share")


def _non_detained_initial(observed: PeriodTotals) -> Int64Array:
    initial = observed.flows[list(_INITIAL)].sum(axis=0) - observed.flows[Flow.COMPLETED_DETAINED]
    return by_margin(initial)


def _metric(name: str, counted: FlowMetric) -> Metric:
    cells = _absentia_cells if name == "in_absentia_orders" else _flow_cells
    formula = partial(cells, counted.total, _own_groups(counted))
    return Metric(name, counted.unit, Kind.SUM, counted.definition, formula)


FLOW_METRICS: tuple[Metric, ...] = tuple(_metric(name, counted) for name, counted in FLOW_TABLE.items())
"""Every metric that counts events."""


def _fear_cells(observed: PeriodTotals) -> Iterator[Cell]:
    flows = by_margin(observed.flows)[:, :SIMPLE].tolist()
    outcomes = zip(
        MARGINS[:SIMPLE],
        flows[Flow.CREDIBLE_POSITIVE],
        flows[Flow.CREDIBLE_NEGATIVE],
        flows[Flow.CREDIBLE_CLOSED],
        strict=True,
    )
    for dims, positive, negative, closed in outcomes:
        yield from quotient(positive, positive + negative + closed, dims)
        yield from quotient(positive, positive + negative, joined_dimensions(dims, (("of", "decided"),)))


FEAR_POSITIVE_SHARE = Metric(
    "fear_positive_share",
    "share",
    Kind.SHARE,
    "Positive credible-fear decisions, of all cases completed; of the cases decided in `of=decided`.",
    _fear_cells,
)
