"""Memo sections, and levers: parameters that one decision-maker sets, with the readings of an order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Memo(Enum):
    """Who orders what a lever moves."""

    BORDER = "border"
    """The memo that implements Executive Order 13767."""
    INTERIOR = "interior"
    """The memo that implements Executive Order 13768."""
    OTHER = "other"
    """Nobody in the memos: Congress, the Justice Department, Mexico, the courts."""


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
        reason="moves no one; it defines the monthly public report, which every run writes as section_o.csv",
    ),
    Section(
        Memo.BORDER,
        "P",
        "No private right of action",
        reason="a legal disclaimer; courts that stop a section enter by `litigation`, as dates in its parameters",
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
        reason="moves no one; it defines a report of releases by reason, which every run writes in section_o.csv",
    ),
    Section(
        Memo.INTERIOR,
        "I",
        "No private right of action",
        reason="a legal disclaimer; courts that stop a section enter by `litigation`, as dates in its parameters",
    ),
)
"""Every lettered section of both memos, in order."""


class Reading(Enum):
    """How an order is read: its words, the agencies' plans, or what happened."""

    ORDERED = "ordered"
    ANNOUNCED = "announced"
    REALISED = "realised"


@dataclass(frozen=True)
class Lever:
    """Something that a decision-maker sets, and the parameters that it alone may move."""

    name: str
    memo: Memo
    section: str
    """Letter of the section; empty if no memo orders it."""
    targets: tuple[str, ...]
    doc: str
    unsaid: Mapping[Reading, str] = field(default_factory=dict)
    """Why a reading has no value of its own, so that the base stands; each other reading has a layer."""
