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
)
"""The levers that stand outside the memos."""
