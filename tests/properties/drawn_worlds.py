"""Worlds drawn by chance: a scenario, with whatever an analyst may set of beds, courts, aircraft and law."""

from hypothesis import strategies as st

from sim.engine.persons import censor
from sim.model.context import Context
from sim.model.run import play
from tests.worlds import small

DAYS, SCALE = 45, 0.003
SCENARIOS = ("status-quo", "kelly-memos", "kelly-memos-consent", "observed")
"""Before and under the memos, with and without Mexico's consent, and what came of it."""
STARTS = ("2016-10-01", "2017-01-01", "2017-06-01")
"""Before the order about Cubans, across it, and with every section in force."""
_SHARES = (
    "contiguous_return.selected_share",
    "contiguous_return.proof_lacking_share",
    *(f"mexico.hazard.{way}" for way in ("going_home", "trying_again", "vulnerable", "saying_fear", "sending_child")),
    *("mexico.fear_found_share", "border.expelled_share.mexico", "border.expelled_share.honduras"),
    "fear.positive_share",
    "fear.review_requested_share",
    "border.reentry_gain",
    "removal.charter.cancelled_share",
    "removal.charter.pickup_missed_share",
    "courts.master_share",
    "courts.decided_at_first_hearing_share",
    "detention.notice_detained_share",
    "interior.mandatory_detention_share",
)
_SWITCHES = (
    "contiguous_return.enabled",
    "contiguous_return.er_amenable_eligible",
    "expedited_removal.cubans_included",
    "courts.priority_docket",
    "mexico.seats_limit_returns",
    *(f"mexico.sites.{site}.{switch}" for site in ("tijuana", "reynosa") for switch in ("open", "brings_in")),
)
_COUNTS = {
    "detention.beds.adult": 60_000,
    "detention.beds.family": 4_000,
    "detention.family_limit_days": 30,
    "children.beds": 12_000,
    "border.hold_limit_days": 12,
    "mexico.consent_per_day": 3_000,
    "contiguous_return.daily_cap": 2_000,
    "mexico.sites.reynosa.received_per_day": 300,
    "mexico.notice_days": 90,
    "ports.processed_per_day": 800,
    "prosecution.magistrates_per_day": 600,
    "prosecution.marshals_places": 30_000,
    "expedited_removal.max_days_present": 730,
    "fear.officers": 600,
    "courts.judges": 500,
    "removal.charter.seats": 400,
    "removal.charter.load_threshold": 200,
    "removal.charter.longest_wait_days": 30,
    "border.attempts_scale": 3,
    "interior.arrests_scale": 3,
}
"""The most that is drawn of each; the least is none."""
_WORDS = {
    "expedited_removal.zone_miles": ("0", "100", "nationwide"),
    "courts.docket_rule": ("fifo", "lifo"),
}
_SETTING = st.one_of(
    st.tuples(st.sampled_from(_SHARES), st.sampled_from((0.0, 1.0)) | st.floats(0.0, 1.0)),
    st.tuples(st.sampled_from(_SWITCHES), st.sampled_from(("true", "false"))),
    st.sampled_from(sorted(_COUNTS)).flatmap(lambda path: st.tuples(st.just(path), st.integers(0, _COUNTS[path]))),
    st.sampled_from(sorted(_WORDS)).flatmap(lambda path: st.tuples(st.just(path), st.sampled_from(_WORDS[path]))),
)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[str, tuple[str, ...], int]:
    """Draw a scenario, some parameters set, and a seed."""
    parameters = dict(draw(st.lists(_SETTING, min_size=3, max_size=14)))
    start = f"run.start={draw(st.sampled_from(STARTS))}"
    settings = (start, *(f"{path}={value}" for path, value in parameters.items()))
    return draw(st.sampled_from(SCENARIOS)), settings, draw(st.integers(0, 2**32 - 1))


def played(world: tuple[str, tuple[str, ...], int]) -> Context:
    """Play a drawn world to its last day, and write down the waits that go on."""
    scenario, settings, seed = world
    ctx, _ = play(small(scenario, *settings, scale=SCALE, days=DAYS, seed=seed))
    censor(ctx.state, DAYS)
    return ctx
