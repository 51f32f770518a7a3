"""Every event of the simulation adds to a published metric: one table says to which, and in which group."""

from sim.base.metric_key import joined_dimensions
from sim.engine.vocabulary import Flow
from sim.results.flow_kinds import BOOK_INS, REMOVALS, Counted, FlowMetric


def _counts(unit: str, definition: str, *counted: Counted) -> FlowMetric:
    return FlowMetric(unit, definition, counted)


def _adds(flow: Flow, **dimensions: str) -> Counted:
    return Counted(flow, joined_dimensions(dimensions.items()), in_total=True)


def _beside(flow: Flow, **dimensions: str) -> Counted:
    return Counted(flow, joined_dimensions(dimensions.items()), in_total=False)


def _within(flow: Flow, **dimensions: str) -> Counted:
    return Counted(flow, joined_dimensions(dimensions.items()), in_total=False, is_exact=True)


FLOW_TABLE: dict[str, FlowMetric] = {
    "attempts": _counts(
        "events", "Attempts to cross between ports of entry, repeated attempts included.", _adds(Flow.ATTEMPT)
    ),
    "apprehensions": _counts(
        "events",
        "Border Patrol apprehensions between ports; one person may be counted more than once.",
        _adds(Flow.APPREHENDED),
    ),
    "got_aways": _counts(
        "events", "Attempts between ports that ended in the interior without an arrest.", _adds(Flow.GOT_AWAY)
    ),
    "turned_back": _counts("events", "Attempts between ports that were given up at the line.", _adds(Flow.TURNED_BACK)),
    "reentries": _counts(
        "events", "New attempts by persons returned, removed or waiting in Mexico before.", _adds(Flow.REENTRY)
    ),
    "inadmissibles": _counts(
        "persons",
        "Persons found inadmissible at ports of entry by the Office of Field Operations.",
        _adds(Flow.INADMISSIBLE),
    ),
    "interior_arrests": _counts(
        "persons",
        "Administrative arrests by ICE inside the country.",
        _adds(Flow.ARREST_JAIL, channel="jail"),
        _adds(Flow.ARREST_AT_LARGE, channel="at_large"),
        _beside(Flow.ARREST_AT_CHECK_IN, channel="check_in"),
    ),
    "expedited_removals": _counts(
        "persons",
        "Expedited removal orders executed; those issued stand in `issued=yes`.",
        *(_adds(flow) for flow, (_, kind, _) in REMOVALS.items() if kind == "er"),
        _beside(Flow.ER_ISSUED, issued="yes"),
    ),
    "reinstatements": _counts(
        "persons",
        "Reinstated orders executed; those issued stand in `issued=yes`.",
        *(_adds(flow) for flow, (_, kind, _) in REMOVALS.items() if kind == "reinstatement"),
        _beside(Flow.REINSTATEMENT_ISSUED, issued="yes"),
    ),
    "voluntary_returns": _counts(
        "persons",
        "Returns without an order, between ports and from the interior; at ports in `place=port`.",
        _adds(Flow.VOLUNTARY_RETURN_BORDER, place="border"),
        _beside(Flow.VOLUNTARY_RETURN_PORT, place="port"),
        _adds(Flow.VOLUNTARY_RETURN_INTERIOR, place="interior"),
    ),
    "expulsions": _counts(
        "persons",
        "Persons met between ports who are put over a bridge to Mexico at once, without an order or a hearing.",
        _adds(Flow.EXPELLED),
    ),
    "prosecutions": _counts(
        "persons", "Border prosecutions accepted for unlawful entry or re-entry.", _adds(Flow.PROSECUTED)
    ),
    "notices_to_appear": _counts("notices", "Notices to appear served.", _adds(Flow.NTA_SERVED)),
    "court_receipts": _counts("cases", "Notices to appear filed with the immigration court.", _adds(Flow.NTA_FILED)),
    "fear_screenings": _counts(
        "persons",
        "Credible-fear cases completed, closed ones without a decision included; reasonable fear in `kind=reasonable`.",
        _adds(Flow.CREDIBLE_POSITIVE, outcome="positive"),
        _adds(Flow.CREDIBLE_NEGATIVE, outcome="negative"),
        _adds(Flow.CREDIBLE_CLOSED, outcome="closed"),
        _beside(Flow.REASONABLE_POSITIVE, kind="reasonable", outcome="positive"),
        _beside(Flow.REASONABLE_NEGATIVE, kind="reasonable", outcome="negative"),
    ),
    "returned_to_mexico": _counts(
        "events",
        "Returns to Mexico of persons whose case is pending; never counted as removals.",
        _adds(Flow.RETURNED_TO_MEXICO),
    ),
    "refused_by_mexico": _counts(
        "events",
        "Returns that the US wanted and Mexico refused, for consent or proof of nationality.",
        _adds(Flow.REFUSED_FOR_CONSENT, reason="consent"),
        _adds(Flow.REFUSED_FOR_PROOF, reason="proof"),
    ),
    "returns_decided": _counts(
        "persons",
        "Stays in Mexico that ended with a judge's decision.",
        _adds(Flow.RETURN_ENDED_REMOVAL, outcome="removal"),
        _adds(Flow.RETURN_ENDED_ABSENTIA, outcome="removal_in_absentia"),
        _adds(Flow.RETURN_ENDED_RELIEF, outcome="relief"),
        _adds(Flow.RETURN_ENDED_TERMINATED, outcome="terminated"),
        _adds(Flow.RETURN_ENDED_DEPARTURE, outcome="voluntary_departure"),
    ),
    "taken_in_from_mexico": _counts(
        "persons",
        "Persons waiting in Mexico who are paroled into the US (`kind=parole`), taken back into custody "
        "(`kind=custody`), come alone as children of families that wait on (`kind=child`), or are let in with all "
        "who wait in their city (`kind=site`).",
        _adds(Flow.PAROLED_FROM_MEXICO, kind="parole"),
        _adds(Flow.TAKEN_BACK_FROM_MEXICO, kind="custody"),
        _adds(Flow.CHILD_SENT_ALONE, kind="child"),
        _adds(Flow.BROUGHT_IN_FROM_MEXICO, kind="site"),
    ),
    "mexico_fear_interviews": _counts(
        "persons",
        "Persons waiting in Mexico who said that they fear it and were heard by an asylum officer, by the finding.",
        _adds(Flow.TAKEN_BACK_FROM_MEXICO, outcome="positive"),
        _adds(Flow.FEAR_OF_MEXICO_NOT_FOUND, outcome="negative"),
    ),
    "returned_by_mexico": _counts(
        "persons",
        "Persons in transit whom Mexico returns to their country before they reach the border.",
        _adds(Flow.RETURNED_BY_INM),
    ),
    "metered": _counts(
        "persons", "Persons who have to wait at a port because its number of the day is reached.", _adds(Flow.METERED)
    ),
    "held_for_bridge": _counts(
        "persons",
        "Mexicans held overnight because the bridge had closed when their papers were done.",
        _adds(Flow.HELD_FOR_BRIDGE),
    ),
    "fear_reviews": _counts(
        "cases",
        "Negative findings of fear reviewed by an immigration judge, vacated or affirmed.",
        _adds(Flow.FEAR_REVIEW_VACATED, outcome="vacated"),
        _adds(Flow.FEAR_REVIEW_AFFIRMED, outcome="affirmed"),
    ),
    "bond_hearings": _counts(
        "hearings",
        "Hearings of immigration judges on bond: of people then released on it, and of people then held.",
        _adds(Flow.BOND_GRANTED, outcome="released"),
        _adds(Flow.BOND_DENIED, outcome="held"),
    ),
    "prosecutions_declined": _counts(
        "persons",
        "Border prosecutions wanted for which no magistrate or no Marshals place was left.",
        _adds(Flow.PROSECUTION_DECLINED),
    ),
    "removals": _counts(
        "persons",
        "Orders executed by removal from the country.",
        *(_adds(flow, agency=agency, type=kind, mode=mode) for flow, (agency, kind, mode) in REMOVALS.items()),
    ),
    "court_completions": _counts(
        "cases",
        "Initial and subsequent decisions of immigration judges; of people who wait in Mexico in `program=mexico`.",
        _adds(Flow.COMPLETED_INITIAL_REMOVAL, kind="initial", outcome="removal"),
        _adds(Flow.COMPLETED_INITIAL_RELIEF, kind="initial", outcome="relief"),
        _adds(Flow.COMPLETED_INITIAL_TERMINATED, kind="initial", outcome="terminated"),
        _adds(Flow.COMPLETED_INITIAL_DEPARTURE, kind="initial", outcome="voluntary_departure"),
        _adds(Flow.COMPLETED_SUBSEQUENT_REMOVAL, kind="subsequent", outcome="removal"),
        _adds(Flow.COMPLETED_SUBSEQUENT_RELIEF, kind="subsequent", outcome="relief"),
        _adds(Flow.COMPLETED_SUBSEQUENT_TERMINATED, kind="subsequent", outcome="terminated"),
        _adds(Flow.COMPLETED_SUBSEQUENT_DEPARTURE, kind="subsequent", outcome="voluntary_departure"),
        _beside(Flow.COMPLETED_DETAINED, docket="detained"),
        _beside(Flow.COMPLETED_WITHHOLDING, kind="withholding_only"),
        _beside(Flow.COMPLETED_WITH_COUNSEL, kind="with_counsel"),
        _beside(Flow.COMPLETED_MEXICO_REMOVAL, program="mexico", outcome="removal"),
        _beside(Flow.COMPLETED_MEXICO_RELIEF, program="mexico", outcome="relief"),
        _beside(Flow.COMPLETED_MEXICO_TERMINATED, program="mexico", outcome="terminated"),
        _beside(Flow.COMPLETED_MEXICO_DEPARTURE, program="mexico", outcome="voluntary_departure"),
        _within(Flow.COMPLETED_MEXICO_WITH_COUNSEL, program="mexico", kind="with_counsel"),
    ),
    "removal_orders": _counts(
        "cases",
        "Decisions of immigration judges that order removal, absentia orders included.",
        _adds(Flow.COMPLETED_INITIAL_REMOVAL),
        _adds(Flow.COMPLETED_SUBSEQUENT_REMOVAL),
        _beside(Flow.COMPLETED_MEXICO_REMOVAL, program="mexico"),
    ),
    "relief_grants": _counts(
        "cases",
        "Decisions of immigration judges that grant relief.",
        _adds(Flow.COMPLETED_INITIAL_RELIEF),
        _adds(Flow.COMPLETED_SUBSEQUENT_RELIEF),
        _beside(Flow.COMPLETED_MEXICO_RELIEF, program="mexico"),
    ),
    "in_absentia_orders": _counts(
        "cases",
        "Removal orders against respondents who did not appear; of people sent to wait in Mexico in `program=mexico`.",
        _adds(Flow.IN_ABSENTIA),
        _beside(Flow.IN_ABSENTIA_MEXICO, program="mexico"),
    ),
    "closures": _counts("cases", "Cases administratively closed, gross.", _adds(Flow.CLOSED)),
    "recalendared": _counts("cases", "Closed cases put back on the calendar, gross.", _adds(Flow.RECALENDARED)),
    "reopened": _counts(
        "cases",
        "Decided cases reopened or remanded, gross.",
        _adds(Flow.REOPENED, kind="before"),
        _adds(Flow.REOPENED_ABSENTIA, kind="absentia"),
        _adds(Flow.REMANDED, kind="remand"),
    ),
    "hearings": _counts(
        "hearings",
        "Hearings held, on the calendar and on the merits, and those missed; for people sent to Mexico in "
        "`program=mexico`.",
        _adds(Flow.MISSED_HEARING, kind="missed"),
        _adds(Flow.MASTER_HEARING, kind="master"),
        _adds(Flow.MERITS_HEARING, kind="merits"),
        _beside(Flow.MISSED_HEARING_MEXICO, program="mexico", kind="missed"),
        _beside(Flow.MASTER_HEARING_MEXICO, program="mexico", kind="master"),
        _beside(Flow.MERITS_HEARING_MEXICO, program="mexico", kind="merits"),
    ),
    "hearings_reset": _counts(
        "hearings", "Booked hearings moved to another day because no time was left for them.", _adds(Flow.HEARING_RESET)
    ),
    "appeals": _counts(
        "cases",
        "Appeals to the Board, those of the government in `kind=government`; petitions to circuit courts with a stay "
        "in `stage=circuit`.",
        _adds(Flow.APPEAL_FILED, stage="board"),
        _beside(Flow.APPEALED_BY_GOVERNMENT, kind="government"),
        _beside(Flow.PETITION_FILED, stage="circuit"),
    ),
    "appeals_dismissed": _counts("cases", "Appeals that the Board dismissed.", _adds(Flow.APPEAL_DISMISSED)),
    "book_ins": _counts(
        "persons",
        "Initial book-ins to ICE detention, also by `stream=`; hold rooms, ORR and Marshals in `resource=`.",
        _adds(Flow.BOOKED_IN),
        *(_beside(flow, stream=stream) for flow, stream, _ in BOOK_INS),
        *(_beside(flow, resource=beds) for flow, _, beds in BOOK_INS),
        _beside(Flow.BOOKED_INTO_HOLD, resource="hold"),
        _beside(Flow.BOOKED_INTO_ORR, resource="orr"),
        _beside(Flow.BOOKED_INTO_MARSHALS, resource="marshals"),
    ),
    "releases": _counts(
        "persons",
        "Releases from ICE custody by kind; paroles at ports and releases to sponsors stand beside.",
        _beside(Flow.PAROLED_AT_PORT, kind="paroled_at_port"),
        _adds(Flow.RELEASED_BOND, kind="bond"),
        _adds(Flow.RELEASED_PAROLE, kind="parole"),
        _adds(Flow.RELEASED_RECOGNISANCE, kind="recognisance"),
        _adds(Flow.RELEASED_FAMILY, kind="family"),
        _beside(Flow.RELEASED_TO_SPONSOR, kind="sponsor"),
        _adds(Flow.RELEASED_CASE_WON, kind="case_won"),
        _adds(Flow.RELEASED_FOR_WANT_OF_BED, kind="want_of_bed"),
        _adds(Flow.SUPERVISED, kind="supervision"),
        _adds(Flow.RELEASED_AFTER_REVIEW, kind="supervision"),
    ),
    "released_for_want_of_bed": _counts(
        "persons",
        "Releases that a free bed of the right type would have prevented.",
        _adds(Flow.RELEASED_FOR_WANT_OF_BED),
    ),
    "zadvydas_releases": _counts(
        "persons",
        "Releases on an order of supervision six months or more after the final order, removal not foreseeable.",
        _adds(Flow.SUPERVISED),
    ),
    "check_ins": _counts(
        "visits",
        "Check-ins with ICE or its contractor, of people under an order of supervision and on alternatives to "
        "detention.",
        _adds(Flow.CHECKED_IN, program="alternatives"),
        _adds(Flow.CHECKED_IN_UNDER_SUPERVISION, program="supervision"),
    ),
    "alternatives_enrolments": _counts(
        "persons", "Enrolments in alternatives to detention, one adult for a family.", _adds(Flow.ENROLLED)
    ),
    "missed_hearings": _counts(
        "hearings",
        "Hearings at which the respondent did not appear; of people sent to wait in Mexico in `program=mexico`.",
        _adds(Flow.MISSED_HEARING),
        _beside(Flow.MISSED_HEARING_MEXICO, program="mexico"),
    ),
    "children_separated": _counts(
        "persons", "Children made unaccompanied by the prosecution of a parent.", _adds(Flow.CHILD_SEPARATED)
    ),
}
"""Every metric that counts events, and the events that it counts."""
