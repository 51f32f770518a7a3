"""Each section of the two memos is a lever on something in the model, or there is a reason why it is not."""

from dataclasses import dataclass
from enum import Enum


class Memo(Enum):
    """Who orders what a lever moves."""

    BORDER = "border"
    """The memo that implements Executive Order 13767."""
    INTERIOR = "interior"
    """The memo that implements Executive Order 13768."""
    OTHER = "other"
    """Nobody in the memos: Congress, the Justice Department, Mexico, the courts."""


class Reading(Enum):
    """How an order is read: its words, the agencies' plans, or what happened."""

    ORDERED = "ordered"
    ANNOUNCED = "announced"
    REALISED = "realised"


@dataclass(frozen=True)
class Lever:
    """Something that a decision-maker sets, and the leaves that it alone may move."""

    name: str
    memo: Memo
    section: str
    """Letter of the section; empty if no memo orders it."""
    targets: tuple[str, ...]
    doc: str


@dataclass(frozen=True)
class Section:
    """One lettered section of a memo."""

    memo: Memo
    letter: str
    title: str
    reason: str = ""
    """Why the section moves nothing in the model; empty if it has levers."""


SECTIONS: tuple[Section, ...] = (
    Section(Memo.BORDER, "A", "Apprehension and detention of persons described in INA 235"),
    Section(Memo.BORDER, "B", "Hiring CBP agents and officers"),
    Section(Memo.BORDER, "C", "Identifying and quantifying aid to Mexico"),
    Section(Memo.BORDER, "D", "287(g) in the border region"),
    Section(
        Memo.BORDER,
        "E",
        "Comprehensive study of border security",
        reason="orders a study and a report; no person, place or dollar of the model moves by it",
    ),
    Section(Memo.BORDER, "F", "Border wall construction and funding"),
    Section(Memo.BORDER, "G", "Expanding expedited removal, INA 235(b)(1)(A)(iii)(I)"),
    Section(Memo.BORDER, "H", "Returning persons to contiguous countries, INA 235(b)(2)(C)"),
    Section(Memo.BORDER, "I", "Asylum referrals and credible-fear determinations"),
    Section(Memo.BORDER, "J", "Resources and personnel to the southern border for detention and adjudication"),
    Section(Memo.BORDER, "K", "Parole authority, INA 212(d)(5)"),
    Section(
        Memo.BORDER,
        "L",
        "Processing of unaccompanied minors",
        reason="a child's status, reassessed, moves the claim to another office; the transfer to ORR is law",
    ),
    Section(Memo.BORDER, "M", "Accountability measures to protect children from exploitation"),
    Section(Memo.BORDER, "N", "Prioritising criminal prosecutions for immigration offences at the border"),
    Section(
        Memo.BORDER,
        "O",
        "Public reporting of border apprehensions data",
        reason="moves no one; it defines the monthly public report, which the program prints from its results",
    ),
    Section(
        Memo.BORDER,
        "P",
        "No private right of action",
        reason="a legal disclaimer; injunctions enter as dates in the leaves that they changed",
    ),
    Section(Memo.INTERIOR, "A", "Enforcement priorities"),
    Section(
        Memo.INTERIOR,
        "B",
        "Strengthening programmes for execution of the laws (CAP, 287(g), Secure Communities)",
    ),
    Section(Memo.INTERIOR, "C", "Prosecutorial discretion"),
    Section(
        Memo.INTERIOR,
        "D",
        "VOICE office",
        reason="moves staff that served as advocates to a victims' office; no arrest, case or bed depends on them",
    ),
    Section(Memo.INTERIOR, "E", "Hiring ICE officers and agents"),
    Section(
        Memo.INTERIOR,
        "F",
        "Civil fines and penalties",
        reason="orders regulations on fines; no published series shows that they moved a case or a cost in 2017-18",
    ),
    Section(
        Memo.INTERIOR,
        "G",
        "Privacy policies",
        reason="limits the Privacy Act to citizens and residents; nothing that the model counts depends on it",
    ),
    Section(
        Memo.INTERIOR,
        "H",
        "Data on apprehensions and releases",
        reason="moves no one; it defines a public report of releases, which the program prints from its results",
    ),
    Section(
        Memo.INTERIOR,
        "I",
        "No private right of action",
        reason="a legal disclaimer; injunctions enter as dates in the leaves that they changed",
    ),
)
"""Every lettered section of both memos, in order."""

LEVERS: tuple[Lever, ...] = (
    Lever(
        "release_grounds",
        Memo.BORDER,
        "A",
        targets=("detention.release.recognisance_share", "detention.notice_detained_share"),
        doc="Section A ends release on policy grounds: fewer are let go on recognisance, more are held from the start.",
    ),
    Lever(
        "hire_border_patrol_agents",
        Memo.BORDER,
        "B",
        targets=("staffing.usbp_agents_added",),
        doc="Section B orders 5,000 more agents; sets the number sought, which hiring may not reach.",
    ),
    Lever(
        "cooperation_with_mexico",
        Memo.BORDER,
        "C",
        targets=("mexico.cooperation",),
        doc="Section C lists aid to Mexico, which may be used as pressure; cooperation moves interdiction in Mexico.",
    ),
    Lever(
        "agreements_with_states",
        Memo.BORDER,
        "D",
        targets=("interior.agreements_multiplier",),
        doc="Section D expands 287(g) agreements; more people are handed over from jails.",
    ),
    Lever(
        "barrier",
        Memo.BORDER,
        "F",
        targets=("border.barrier_miles_added",),
        doc="Section F orders planning and building; sets miles built, which cost money and may raise captures.",
    ),
    Lever(
        "expedited_removal_zone",
        Memo.BORDER,
        "G",
        targets=("expedited_removal.zone_miles", "expedited_removal.max_days_present"),
        doc="Section G announces a wider reach of expedited removal; a notice in the Federal Register had to follow.",
    ),
    Lever(
        "contiguous_return",
        Memo.BORDER,
        "H",
        targets=(
            "contiguous_return.enabled",
            "contiguous_return.daily_cap",
            "contiguous_return.er_amenable_eligible",
        ),
        doc="Section H orders that persons who arrived by land wait in Mexico; Mexico's consent is its own.",
    ),
    Lever(
        "fear_standard",
        Memo.BORDER,
        "I",
        targets=("fear.positive_share", "fear.interviews_per_officer_day"),
        doc="Section I asks for more questions and a strict reading: fewer positive findings, longer interviews.",
    ),
    Lever(
        "detention_beds",
        Memo.BORDER,
        "J",
        targets=("detention.beds.adult", "detention.beds.surge_adult", "detention.beds.family"),
        doc="Section J orders detention capacity at the border; beds exist only where they are funded and built.",
    ),
    Lever(
        "parole",
        Memo.BORDER,
        "K",
        targets=("detention.release.parole_share",),
        doc="Section K ends parole by category: fewer arriving people with a positive fear finding are paroled.",
    ),
    Lever(
        "sponsors",
        Memo.BORDER,
        "M",
        targets=("children.sponsor_delay_days",),
        doc="Section M holds to account those who have children smuggled; fewer sponsors come, care lasts longer.",
    ),
    Lever(
        "prosecution",
        Memo.BORDER,
        "N",
        targets=("prosecution.multiplier",),
        doc="Section N prioritises prosecutions for entry; more people pass through the custody of the Marshals.",
    ),
    Lever(
        "priorities",
        Memo.INTERIOR,
        "A",
        targets=("interior.priority_multiplier",),
        doc="Section A exempts no class from enforcement: the same officers make more arrests.",
    ),
    Lever(
        "detainers",
        Memo.INTERIOR,
        "B",
        targets=("interior.jail_cooperation_multiplier",),
        doc="Section B restores Secure Communities and detainers; more people are handed over from jails.",
    ),
    Lever(
        "discretion",
        Memo.INTERIOR,
        "C",
        targets=("courts.closures_per_year",),
        doc="Section C allows discretion case by case only: few cases are closed without a decision.",
    ),
    Lever(
        "hire_ice_officers",
        Memo.INTERIOR,
        "E",
        targets=("staffing.ice_officers_added",),
        doc="Section E orders 10,000 more officers and agents; sets the number sought, which hiring may not reach.",
    ),
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
)
"""Every lever; a leaf belongs to one lever at most."""
