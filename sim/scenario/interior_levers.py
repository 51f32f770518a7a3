"""The interior memo moves arrests inside the country, discretion in court and hiring."""

from sim.scenario.levers import Lever, Memo, Reading

INTERIOR_LEVERS: tuple[Lever, ...] = (
    Lever(
        "priorities",
        Memo.INTERIOR,
        "A",
        targets=("interior.priority_multiplier",),
        doc="Section A exempts no class from enforcement: the same officers make more arrests.",
        unsaid={
            Reading.ANNOUNCED: "the field guidance took effect at once and gives no number",
        },
    ),
    Lever(
        "detainers",
        Memo.INTERIOR,
        "B",
        targets=("interior.detainers.issued",),
        doc="Section B restores Secure Communities and detainers; more people are handed over from jails.",
        unsaid={
            Reading.ANNOUNCED: "detainers were to be issued again at once; no number was given",
            Reading.REALISED: "published arrests of FY2017 do not tell detainers from priorities; section A holds both",
        },
    ),
    Lever(
        "discretion",
        Memo.INTERIOR,
        "C",
        targets=(
            "courts.closures_per_year",
            "courts.terminated_share.detained",
            "courts.terminated_share.released",
            "courts.voluntary_departure_share.detained",
            "courts.voluntary_departure_share.released",
        ),
        doc="Section C allows discretion case by case only: few cases are closed, and fewer are terminated.",
        unsaid={
            Reading.ANNOUNCED: "the Department's attorneys were to review each case; no number was given",
        },
    ),
    Lever(
        "hire_ice_officers",
        Memo.INTERIOR,
        "E",
        targets=("staffing.ice_officers_added",),
        doc="Section E orders 10,000 more officers and agents; sets the number sought, which hiring may not reach.",
    ),
)
"""The levers of the interior memo, in the order of its sections."""
