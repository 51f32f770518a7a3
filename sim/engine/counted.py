"""What each event means in the words of the published tables: the metric it adds to, and its dimensions there."""

from dataclasses import dataclass

from sim.engine.columns import BookIn
from sim.engine.vocabulary import Flow


@dataclass(frozen=True)
class Counted:
    """The published metric that a flow adds to, and its own dimensions there."""

    metric: str
    dims: tuple[tuple[str, str], ...] = ()
    in_total: bool = True
    """False where the group stands beside the total of the metric and is no part of it."""


def _counted(metric: str, *, in_total: bool = True, **dims: str) -> Counted:
    return Counted(metric, tuple(sorted(dims.items())), in_total)


_OUTCOMES = {
    "REMOVAL": "removal",
    "RELIEF": "relief",
    "TERMINATED": "terminated",
    "DEPARTURE": "voluntary_departure",
}
_TYPES = {"ER": "er", "REINSTATEMENT": "reinstatement", "ORDER": "order"}
_EXECUTED = {"ER": ("expedited_removals",), "REINSTATEMENT": ("reinstatements",), "ORDER": ()}


def _removal(agency: str, kind: str, mode: str) -> tuple[Counted, ...]:
    executed = tuple(_counted(metric) for metric in _EXECUTED[kind])
    return (_counted("removals", agency=agency, type=_TYPES[kind], mode=mode), *executed)


def _removals() -> dict[Flow, tuple[Counted, ...]]:
    table = {}
    for flow in Flow:
        word, _, rest = flow.name.partition("_")
        if word == "REMOVED":
            agency, kind, mode = rest.split("_")
            table[flow] = _removal(agency.lower(), kind, mode.lower())
    return table


def _completions() -> dict[Flow, tuple[Counted, ...]]:
    table = {}
    for kind in ("INITIAL", "SUBSEQUENT"):
        for name, outcome in _OUTCOMES.items():
            also = {"REMOVAL": ("removal_orders",), "RELIEF": ("relief_grants",)}.get(name, ())
            completed = _counted("court_completions", kind=kind.lower(), outcome=outcome)
            table[Flow[f"COMPLETED_{kind}_{name}"]] = (completed, *(_counted(metric) for metric in also))
    return table


def _book_ins() -> dict[Flow, tuple[Counted, ...]]:
    """Book-ins by stream, and by the kind of bed that goes with the stream."""
    table: dict[Flow, tuple[Counted, ...]] = {}
    for stream in BookIn:
        if stream != BookIn.NONE:
            beds = "family_beds" if stream == BookIn.FAMILY else "adult_beds"
            table[Flow[f"BOOKED_IN_{stream.name}"]] = (
                _counted("book_ins", stream=stream.name.lower(), in_total=False),
                _counted("book_ins", resource=beds, in_total=False),
            )
    return table


FLOW_METRICS: dict[Flow, tuple[Counted, ...]] = {
    Flow.RETURNED_BY_INM: (_counted("returned_by_mexico"),),
    Flow.ATTEMPT: (_counted("attempts"),),
    Flow.GOT_AWAY: (_counted("got_aways"),),
    Flow.TURNED_BACK: (_counted("turned_back"),),
    Flow.APPREHENDED: (_counted("apprehensions"),),
    Flow.REENTRY: (_counted("reentries"),),
    Flow.INADMISSIBLE: (_counted("inadmissibles"),),
    Flow.PAROLED_AT_PORT: (_counted("releases", kind="paroled_at_port", in_total=False),),
    Flow.ARREST_JAIL: (_counted("interior_arrests", channel="jail"),),
    Flow.ARREST_AT_LARGE: (_counted("interior_arrests", channel="at_large"),),
    Flow.ER_ISSUED: (_counted("expedited_removals", issued="yes", in_total=False),),
    Flow.REINSTATEMENT_ISSUED: (_counted("reinstatements", issued="yes", in_total=False),),
    Flow.VOLUNTARY_RETURN_BORDER: (_counted("voluntary_returns", place="border"),),
    Flow.VOLUNTARY_RETURN_PORT: (_counted("voluntary_returns", place="port", in_total=False),),
    Flow.VOLUNTARY_RETURN_INTERIOR: (_counted("voluntary_returns", place="interior"),),
    Flow.PROSECUTED: (_counted("prosecutions"),),
    Flow.NTA_SERVED: (_counted("notices_to_appear"),),
    Flow.NTA_FILED: (_counted("court_receipts"),),
    Flow.CREDIBLE_POSITIVE: (_counted("fear_screenings", outcome="positive"),),
    Flow.CREDIBLE_NEGATIVE: (_counted("fear_screenings", outcome="negative"),),
    Flow.CREDIBLE_CLOSED: (_counted("fear_screenings", outcome="closed"),),
    Flow.REASONABLE_POSITIVE: (_counted("fear_screenings", kind="reasonable", outcome="positive", in_total=False),),
    Flow.REASONABLE_NEGATIVE: (_counted("fear_screenings", kind="reasonable", outcome="negative", in_total=False),),
    Flow.RETURNED_TO_MEXICO: (_counted("returned_to_mexico"),),
    Flow.REFUSED_FOR_CONSENT: (_counted("refused_by_mexico", reason="consent"),),
    Flow.REFUSED_FOR_PROOF: (_counted("refused_by_mexico", reason="proof"),),
    Flow.PAROLED_FROM_MEXICO: (_counted("taken_in_from_mexico", kind="parole"),),
    Flow.TAKEN_BACK_FROM_MEXICO: (_counted("taken_in_from_mexico", kind="custody"),),
    Flow.FEAR_REVIEW_VACATED: (_counted("fear_reviews", outcome="vacated"),),
    Flow.FEAR_REVIEW_AFFIRMED: (_counted("fear_reviews", outcome="affirmed"),),
    Flow.PROSECUTION_DECLINED: (_counted("prosecutions_declined"),),
    Flow.METERED: (_counted("metered"),),
    Flow.HELD_FOR_BRIDGE: (_counted("held_for_bridge"),),
    **_removals(),
    **_completions(),
    Flow.COMPLETED_DETAINED: (_counted("court_completions", docket="detained", in_total=False),),
    Flow.IN_ABSENTIA: (_counted("in_absentia_orders"),),
    Flow.CLOSED: (_counted("closures"),),
    Flow.RECALENDARED: (_counted("recalendared"),),
    Flow.REOPENED: (_counted("reopened", kind="before"),),
    Flow.REOPENED_ABSENTIA: (_counted("reopened", kind="absentia"),),
    Flow.REMANDED: (_counted("reopened", kind="remand"),),
    Flow.APPEAL_FILED: (_counted("appeals", stage="board"),),
    Flow.APPEAL_DISMISSED: (_counted("appeals_dismissed"),),
    Flow.PETITION_FILED: (_counted("appeals", stage="circuit", in_total=False),),
    Flow.MASTER_HEARING: (_counted("hearings", kind="master"),),
    Flow.MERITS_HEARING: (_counted("hearings", kind="merits"),),
    Flow.HEARING_RESET: (_counted("hearings_reset"),),
    Flow.COMPLETED_WITHHOLDING: (_counted("court_completions", kind="withholding_only", in_total=False),),
    Flow.COMPLETED_WITH_COUNSEL: (_counted("court_completions", kind="with_counsel", in_total=False),),
    Flow.BOOKED_IN: (_counted("book_ins"),),
    **_book_ins(),
    Flow.BOOKED_INTO_HOLD: (_counted("book_ins", resource="hold", in_total=False),),
    Flow.BOOKED_INTO_ORR: (_counted("book_ins", resource="orr", in_total=False),),
    Flow.BOOKED_INTO_MARSHALS: (_counted("book_ins", resource="marshals", in_total=False),),
    Flow.RELEASED_BOND: (_counted("releases", kind="bond"),),
    Flow.RELEASED_PAROLE: (_counted("releases", kind="parole"),),
    Flow.RELEASED_RECOGNISANCE: (_counted("releases", kind="recognisance"),),
    Flow.RELEASED_FAMILY: (_counted("releases", kind="family"),),
    Flow.RELEASED_TO_SPONSOR: (_counted("releases", kind="sponsor", in_total=False),),
    Flow.RELEASED_CASE_WON: (_counted("releases", kind="case_won"),),
    Flow.RELEASED_FOR_WANT_OF_BED: (
        _counted("released_for_want_of_bed"),
        _counted("releases", kind="want_of_bed"),
    ),
    Flow.SUPERVISED: (_counted("zadvydas_releases"), _counted("releases", kind="supervision")),
    Flow.RELEASED_AFTER_REVIEW: (_counted("releases", kind="supervision"),),
    Flow.CHECKED_IN: (_counted("check_ins", program="alternatives"),),
    Flow.CHECKED_IN_UNDER_SUPERVISION: (_counted("check_ins", program="supervision"),),
    Flow.ENROLLED: (_counted("alternatives_enrolments"),),
    Flow.ARREST_AT_CHECK_IN: (_counted("interior_arrests", channel="check_in", in_total=False),),
    Flow.MISSED_HEARING: (_counted("missed_hearings"), _counted("hearings", kind="missed")),
    Flow.CHILD_SEPARATED: (_counted("children_separated"),),
}
"""What each flow means in the words of the published tables."""
