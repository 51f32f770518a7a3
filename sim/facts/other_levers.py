"""What no memo orders is set by Congress, by other departments, by Mexico and by the courts."""

from sim.facts.levers import Lever
from sim.facts.sections import Memo

OTHER_LEVERS: tuple[Lever, ...] = (
    Lever(
        "mexican_consent",
        Memo.OTHER,
        "",
        targets=("mexico.consent_per_day",),
        doc="Mexico decides how many persons of other nationalities it receives; no order of the memos sets it.",
    ),
    Lever(
        "docket_priorities",
        Memo.OTHER,
        "",
        targets=("courts.priority_docket", "courts.docket_share.priority"),
        doc="The Justice Department decides which cases the courts hear first.",
    ),
    Lever(
        "judges",
        Memo.OTHER,
        "",
        targets=("courts.judges", "staffing.judges_added"),
        doc="Congress pays for immigration judges, and the Justice Department hires them.",
    ),
    Lever(
        "bond",
        Memo.OTHER,
        "",
        targets=("detention.release.bond_share.entrant", "detention.release.bond_share.discretionary"),
        doc="Judges and officers set bonds; no section of the memos speaks of them.",
    ),
    Lever(
        "alternatives_to_detention",
        Memo.OTHER,
        "",
        targets=("detention.alternatives.places",),
        doc="Congress pays for places in the program of check-ins.",
    ),
    Lever(
        "charter_contract",
        Memo.OTHER,
        "",
        targets=("removal.charter.aircraft", "removal.charter.load_threshold", "removal.charter.longest_wait_days"),
        doc="ICE contracts aircraft and decides when one leaves.",
    ),
    Lever(
        "visa_sanctions",
        Memo.OTHER,
        "",
        targets=("removal.visa_sanctions.coverage",),
        doc="The Secretary of State may refuse visas where a country takes nobody back.",
    ),
    Lever(
        "deterrence",
        Memo.OTHER,
        "",
        targets=("border.deterrence.gain", "border.deterrence.share"),
        doc="What is announced may keep people from setting out; no section of the memos sets how many.",
    ),
    Lever(
        "interdiction",
        Memo.OTHER,
        "",
        targets=("mexico.interdiction_share",),
        doc="Mexico decides how many people in transit it returns.",
    ),
    Lever(
        "suits",
        Memo.OTHER,
        "",
        targets=(
            "litigation.release_grounds.stopped_share",
            "litigation.expedited_removal.stopped_share",
            "litigation.contiguous_return.stopped_share",
            "litigation.fear_standard.stopped_share",
            "litigation.parole.stopped_share",
            "litigation.detainers.stopped_share",
        ),
        doc="Courts may stop a section of the memos; what it orders then falls back to the base.",
    ),
    Lever(
        "shelters",
        Memo.OTHER,
        "",
        targets=("mexico.shelter_places",),
        doc="Shelters and charities in Mexico have so many places.",
    ),
    Lever(
        "aid",
        Memo.OTHER,
        "",
        targets=("costs.aid_to_mexico_usd_per_year",),
        doc="Congress and the Department of State decide on aid; section C only asks for a list.",
    ),
    Lever(
        "family_limit",
        Memo.OTHER,
        "",
        targets=("detention.family_limit_days",),
        doc="A court order limits the stay of families in custody.",
    ),
    Lever(
        "magistrates",
        Memo.OTHER,
        "",
        targets=("prosecution.magistrates_per_day", "prosecution.marshals_places"),
        doc="The Justice Department and the courts say how many can be prosecuted in a day, and held for it.",
    ),
    Lever(
        "metering",
        Memo.OTHER,
        "",
        targets=("ports.processed_per_day",),
        doc="The Office of Field Operations decides how many people a day it processes at ports.",
    ),
    Lever(
        "deferred_action",
        Memo.OTHER,
        "",
        targets=("interior.daca_exempt",),
        doc="The interior memo leaves the memorandum of June 2012 in place: people with DACA are passed over.",
    ),
)
"""The levers that stand outside the memos."""
