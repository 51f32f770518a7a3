"""Events are counted: arrests, screenings, hearings decided, removals, releases."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import combinations

from sim.base.metric_key import ALL, Dimensions, joined_dimensions
from sim.engine.counted import FLOW_METRICS as COUNTED
from sim.engine.vocabulary import Flow, Stock
from sim.results.groups import MARGINS, MEMBERS, SIMPLE, Int64Array, by_margin
from sim.results.measures import Cell, Kind, Metric, quotient
from sim.results.periods import Observed

_WORDS: dict[str, tuple[str, str]] = {
    "attempts": ("events", "Attempts to cross between ports of entry, repeated attempts included."),
    "apprehensions": ("events", "Border Patrol apprehensions between ports; one person may be counted more than once."),
    "got_aways": ("events", "Attempts between ports that ended in the interior without an arrest."),
    "turned_back": ("events", "Attempts between ports that were given up at the line."),
    "reentries": ("events", "New attempts by persons returned, removed or waiting in Mexico before."),
    "inadmissibles": ("persons", "Persons found inadmissible at ports of entry by the Office of Field Operations."),
    "interior_arrests": ("persons", "Administrative arrests by ICE inside the country."),
    "expedited_removals": ("persons", "Expedited removal orders executed; those issued stand in `issued=yes`."),
    "reinstatements": ("persons", "Reinstated orders executed; those issued stand in `issued=yes`."),
    "voluntary_returns": (
        "persons",
        "Returns without an order, between ports and from the interior; at ports in `place=port`.",
    ),
    "prosecutions": ("persons", "Border prosecutions accepted for unlawful entry or re-entry."),
    "notices_to_appear": ("notices", "Notices to appear served."),
    "court_receipts": ("cases", "Notices to appear filed with the immigration court."),
    "fear_screenings": (
        "persons",
        "Credible-fear cases completed, closed ones without a decision included; reasonable fear in `kind=reasonable`.",
    ),
    "returned_to_mexico": ("events", "Returns to Mexico of persons whose case is pending; never counted as removals."),
    "refused_by_mexico": (
        "events",
        "Returns that the US wanted and Mexico refused, for consent or proof of nationality.",
    ),
    "taken_in_from_mexico": (
        "persons",
        "Persons waiting in Mexico who are paroled into the US (`kind=parole`) or taken back into custody "
        "(`kind=custody`).",
    ),
    "returned_by_mexico": (
        "persons",
        "Persons in transit whom Mexico returns to their country before they reach the border.",
    ),
    "metered": ("persons", "Persons who have to wait at a port because its number of the day is reached."),
    "held_for_bridge": (
        "persons",
        "Mexicans held overnight because the bridge had closed when their papers were done.",
    ),
    "fear_reviews": ("cases", "Negative findings of fear reviewed by an immigration judge, vacated or affirmed."),
    "prosecutions_declined": (
        "persons",
        "Border prosecutions wanted for which no magistrate or no Marshals place was left.",
    ),
    "removals": ("persons", "Orders executed by removal from the country."),
    "court_completions": ("cases", "Initial and subsequent decisions of immigration judges."),
    "removal_orders": ("cases", "Decisions of immigration judges that order removal, absentia orders included."),
    "relief_grants": ("cases", "Decisions of immigration judges that grant relief."),
    "in_absentia_orders": ("cases", "Removal orders against respondents who did not appear."),
    "closures": ("cases", "Cases administratively closed, gross."),
    "recalendared": ("cases", "Closed cases put back on the calendar, gross."),
    "reopened": ("cases", "Decided cases reopened or remanded, gross."),
    "hearings": ("hearings", "Hearings held, on the calendar and on the merits, and those that were missed."),
    "hearings_reset": ("hearings", "Booked hearings moved to another day because no time was left for them."),
    "appeals": ("cases", "Appeals to the Board; petitions to circuit courts with a stay in `stage=circuit`."),
    "appeals_dismissed": ("cases", "Appeals that the Board dismissed."),
    "book_ins": (
        "persons",
        "Initial book-ins to ICE detention, also by `stream=`; hold rooms, ORR and Marshals in `resource=`.",
    ),
    "releases": (
        "persons",
        "Releases from ICE custody by kind; paroles at ports and releases to sponsors stand beside.",
    ),
    "released_for_want_of_bed": ("persons", "Releases that a free bed of the right type would have prevented."),
    "zadvydas_releases": (
        "persons",
        "Releases on an order of supervision six months or more after the final order, removal not foreseeable.",
    ),
    "check_ins": (
        "visits",
        "Check-ins with ICE or its contractor, of people under an order of supervision and on alternatives to "
        "detention.",
    ),
    "alternatives_enrolments": ("persons", "Enrolments in alternatives to detention, one adult for a family."),
    "missed_hearings": ("hearings", "Hearings at which the respondent did not appear."),
    "children_separated": ("persons", "Children made unaccompanied by the prosecution of a parent."),
}
"""Unit and definition of every metric that flows add to."""

_INITIAL = tuple(flow for flow in Flow if flow.name.startswith("COMPLETED_INITIAL_"))
_NON_DETAINED_PENDING = (Stock.PENDING_MEXICO, Stock.PENDING_PRIORITY, Stock.PENDING_GENERAL)

Own = tuple[tuple[Dimensions, tuple[Flow, ...]], ...]


def _subsets(dims: Dimensions) -> Iterator[Dimensions]:
    for size in range(1, len(dims) + 1):
        yield from combinations(dims, size)


def _own_groups(metric: str) -> tuple[tuple[Flow, ...], Own]:
    """List the flows of a metric's total, and those of each group by its own dimensions.

    A group beside the total is dropped where its name already means a part of the total.
    """
    total: list[Flow] = []
    parts: dict[Dimensions, list[Flow]] = {}
    beside: dict[Dimensions, list[Flow]] = {}
    for flow, counted in ((here, one) for here in Flow for one in COUNTED[here] if one.metric == metric):
        if counted.in_total:
            total.append(flow)
        for dims in _subsets(counted.dims):
            (parts if counted.in_total else beside).setdefault(dims, []).append(flow)
    groups = {**beside, **parts}
    return tuple(total), tuple((dims, tuple(flows)) for dims, flows in sorted(groups.items()))


def count_cells(total: Int64Array, parts: Iterable[tuple[Dimensions, Int64Array]], scale: float) -> Iterator[Cell]:
    """Give the cells of a count of persons: its margins, and each of its own groups.

    Groups of one own dimension are given by nationality and by class too.

    Args:
        total: counts by nationality and class, shape (GROUPS,).
        parts: own dimensions and their counts, each of shape (GROUPS,).
        scale: the share of the world that was simulated.
    """
    for dims, value in zip(MARGINS, by_margin(total).tolist(), strict=True):
        yield Cell(dims, value / scale)
    for own, counts in parts:
        margins = MARGINS[:SIMPLE] if len(own) == 1 else (ALL,)
        for dims, value in zip(margins, (MEMBERS[: len(margins)] @ counts).tolist(), strict=True):
            yield Cell(joined_dimensions(own, dims), value / scale)


def _flow_cells(total: tuple[Flow, ...], parts: Own, observed: Observed) -> Iterator[Cell]:
    flows = observed.flows
    own = ((dims, flows[list(some)].sum(axis=0)) for dims, some in parts)
    yield from count_cells(flows[list(total)].sum(axis=0), own, observed.scale)


def _absentia_cells(total: tuple[Flow, ...], parts: Own, observed: Observed) -> Iterator[Cell]:
    yield from _flow_cells(total, parts, observed)
    absent = by_margin(observed.flows[Flow.IN_ABSENTIA])[:SIMPLE].tolist()
    decided = _non_detained_initial(observed)
    pending = by_margin(observed.stocks[-1, list(_NON_DETAINED_PENDING)].sum(axis=0).astype(decided.dtype))
    for row, dims in enumerate(MARGINS[:SIMPLE]):
        first = joined_dimensions(dims, (("share", "of_initial_nondetained_completions"),))
        yield from quotient(absent[row], int(decided[row]), first, "share")
        second = joined_dimensions(dims, (("share", "of_nondetained_respondents"),))
        yield from quotient(absent[row], int(decided[row] + pending[row]), second, "share")


def _non_detained_initial(observed: Observed) -> Int64Array:
    initial = observed.flows[list(_INITIAL)].sum(axis=0) - observed.flows[Flow.COMPLETED_DETAINED]
    return by_margin(initial)


def _metric(name: str) -> Metric:
    unit, definition = _WORDS[name]
    cells = _absentia_cells if name == "in_absentia_orders" else _flow_cells
    return Metric(name, unit, Kind.SUM, definition, partial(cells, *_own_groups(name)))


FLOW_METRICS: tuple[Metric, ...] = tuple(_metric(name) for name in _WORDS)
"""Every metric that counts events."""


def _fear_cells(observed: Observed) -> Iterator[Cell]:
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
