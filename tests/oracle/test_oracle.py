"""The engine, whose rules are compiled, and the oracle, where each person lives alone, tell the same story of all."""

import ast
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sim.engine.vocabulary import Flow
from sim.model.run import play as play_engine
from sim.scenario.inputs import Inputs
from sim.scenario.scenario import Overrides, load, shipped
from tests.oracle.comparing import Comparison, compare
from tests.oracle.country import play as play_oracle
from tests.oracle.people import Line

Tell = Callable[[str, object], None]
"""Writes a number beside a test in its report."""
_SHOWN = 30
"""How many differences are shown [lines]."""
_FULL_AIRCRAFT = ("removal.charter.seats=1500", "removal.charter.load_threshold=1000")
"""So many seats that a small world sees aircraft leave full as well as late."""
_RULES = ("sim.model", "sim.results", "sim.study", "sim.report", "sim.cli")
"""Parts of the program of which the oracle may know nothing."""
_INPUT = "sim.model.border.first_attempts"
"""First attempts, which both are given: a convolution of what is published, before anybody comes."""
_WORDS = ("sim.engine.columns", "sim.engine.diagrams", "sim.engine.vocabulary")
"""Parts of the world of which the oracle may know the words."""


@dataclass(frozen=True)
class Small:
    """A small world, and what must happen in it for the comparison to mean something."""

    scenario: str
    scale: float
    """The share of the country that is played [share]."""
    settings: tuple[str, ...] = ()
    happens: tuple[Flow, ...] = ()
    years: int = 1
    """Length of the run [years]."""

    def inputs(self, replication: int = 1) -> Inputs:
        """Read the scenario and draw one replication.

        Args:
            replication: counted from 1.
        """
        overrides = Overrides(set=self.settings, years=self.years, scale=self.scale)
        return load(self.scenario, overrides).compile(replication, fixed=False)


_SUITS = ("expedited_removal", "contiguous_return", "fear_standard", "parole", "detainers")
_STOPPED = (
    *(f"litigation.{suit}.stopped_share=1" for suit in _SUITS),
    *(f"litigation.{suit}.days_to_stop={20 + 20 * number}" for number, suit in enumerate(_SUITS)),
    *(f"litigation.{suit}.days_stopped=40" for suit in _SUITS),
)
"""Courts stop one section after the other for forty days."""
_ENJOINED = (
    "litigation.contiguous_return.injunction={2017-03-25: true, 2017-04-05: false, 2017-08-01: true}",
    "litigation.release_grounds.injunction=true@2017-06-01",
)
"""An injunction overlaps a stop by chance, is lifted, and comes back."""
WORLDS = {
    "before the memos": Small(
        "status-quo",
        0.003,
        happens=(
            Flow.SUPERVISED,
            Flow.CLOSED,
            Flow.RECALENDARED,
            Flow.REOPENED,
            Flow.RELEASED_TO_SPONSOR,
            Flow.PROSECUTED,
        ),
    ),
    "the memos with consent": Small(
        "kelly-memos-consent",
        0.003,
        (*_FULL_AIRCRAFT, "mexico.consent_per_day={2016-10-01: 0, 2017-03-20: 900}", *_STOPPED, *_ENJOINED),
        happens=(Flow.RETURNED_TO_MEXICO, Flow.REFUSED_FOR_CONSENT, Flow.REENTRY, Flow.REMOVED_ICE_ER_CHARTER),
    ),
    "people who try again find no bed": Small(
        "kelly-memos-consent",
        0.002,
        (
            *("mexico.consent_per_day=3000", "mexico.hazard.trying_again=0.6"),
            *("courts.filing_lag.detained=8", "courts.interval.first=1", "border.hold_limit_days=40"),
            *("detention.beds.adult=0", "detention.beds.family=400"),
            *("mexico.seats_limit_returns={2016-10-01: false, 2017-07-01: true}", "mexico.notice_days=60"),
        ),
        happens=(Flow.RETURNED_TO_MEXICO, Flow.REENTRY, Flow.RELEASED_FOR_WANT_OF_BED),
    ),
    "everything at the border at its limit": Small(
        "kelly-memos-consent",
        0.003,
        (
            *("mexico.consent_per_day={2016-10-01: 0, 2017-01-01: 2000}", "contiguous_return.port_cap.west=700"),
            *(
                "contiguous_return.enabled=true",
                "mexico.sites.tijuana.received_per_day=300",
                "mexico.sites.nuevo_laredo.open={2016-10-01: true, 2017-06-01: false}",
                "mexico.sites.reynosa.received_per_day=2000",
                "mexico.sites.ciudad_juarez.brings_in={2016-10-01: false, 2017-06-01: true}",
                "mexico.sites.tijuana.brings_in={2016-10-01: false, 2017-05-01: true}",
                "contiguous_return.port_cap.east=3000",
                "mexico.fear_found_share=0.6",
            ),
            *("mexico.hazard.vulnerable=0.1", "mexico.hazard.saying_fear=0.2", "mexico.hazard.sending_child=0.6"),
            *("contiguous_return.proof_lacking_share=0.2", "children.beds=4000"),
            *("prosecution.magistrates_per_day=150", "prosecution.marshals_places=6000"),
            *("ports.processed_per_day={2016-10-01: 120, 2017-02-01: 2000}", "fear.review_requested_share=1"),
            *("fear.positive_share=0.5", "border.reinstated_share=0.7"),
        ),
        happens=(
            *(Flow.RETURNED_TO_MEXICO, Flow.REFUSED_FOR_PROOF, Flow.PAROLED_FROM_MEXICO, Flow.TAKEN_BACK_FROM_MEXICO),
            *(Flow.BROUGHT_IN_FROM_MEXICO, Flow.CHILD_SENT_ALONE, Flow.FEAR_OF_MEXICO_NOT_FOUND),
            *(Flow.METERED, Flow.PROSECUTION_DECLINED, Flow.FEAR_REVIEW_VACATED, Flow.FEAR_REVIEW_AFFIRMED),
        ),
    ),
    "few beds": Small(
        "status-quo",
        0.003,
        (
            *(
                f"border.expelled_share.{country}={{2016-10-01: 0, 2017-03-01: 0.5}}"
                for country in ("mexico", "honduras")
            ),
            *_FULL_AIRCRAFT,
            "detention.beds.adult={2016-10-01: 30000, 2017-01-10: 13000}",
            "detention.beds.family=1500",
        ),
        happens=(
            *(Flow.RELEASED_FOR_WANT_OF_BED, Flow.RELEASED_BOND, Flow.RELEASED_PAROLE, Flow.RELEASED_FAMILY),
            *(Flow.BOND_GRANTED, Flow.BOND_DENIED, Flow.EXPELLED),
        ),
    ),
    "a court that closes a net share": Small(
        "kelly-memos", 0.002, ("courts.closure_net_share=0.05",), happens=(Flow.CLOSED, Flow.IN_ABSENTIA)
    ),
    "dockets that close and open again": Small(
        "kelly-memos",
        0.002,
        (
            *("courts.closed.general={2016-10-01: false, 2016-12-01: true, 2017-03-01: false}",),
            *("courts.closed.detained={2016-10-01: false, 2017-01-05: true, 2017-02-05: false}",),
            *("courts.unused_hours_pass_on=false", "courts.docket_share.priority=0.05", "courts.judges_detailed=40"),
        ),
        happens=(Flow.HEARING_RESET, Flow.MERITS_HEARING),
    ),
    "judges rated in the cases that they complete": Small(
        "status-quo", 0.002, ("courts.completions_per_judge_year={2016-10-01: 0, 2017-02-01: 700}",)
    ),
    "a court that hears the oldest first": Small("status-quo", 0.002, ("courts.docket_rule=fifo",)),
    "a court that hears the newest first": Small("status-quo", 0.002, ("courts.docket_rule=lifo",)),
}
BIG = Small("observed", 0.005, years=2, happens=(Flow.PAROLED_AT_PORT, Flow.RELEASED_CASE_WON, Flow.COMPLETED_DETAINED))


SCENARIOS = [listed.name for listed in shipped()]
"""Every scenario that comes with the program."""


@pytest.mark.parametrize("name", WORLDS)
def test_engine_and_oracle_agree_on_every_person(name: str, record_property: Tell) -> None:
    _agree(WORLDS[name], record_property)


@pytest.mark.slow
def test_engine_and_oracle_agree_over_two_years(record_property: Tell) -> None:
    _agree(BIG, record_property)


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
def test_engine_and_oracle_agree_on_every_scenario(name: str, record_property: Tell, *, is_thorough: bool) -> None:
    if not is_thorough:
        pytest.skip("two years of every scenario are part of the long verification")
    _agree(Small(name, 0.002, years=2), record_property)


def test_oracle_with_another_order_of_beds_is_found_out() -> None:
    world = WORLDS["few beds"]
    engine, ages = play_engine(world.inputs())
    careless = play_oracle(world.inputs(), adult_beds=Line(newest_first=True))
    differences = compare(engine, ages, careless).differences
    assert any(difference.startswith("person") for difference in differences)
    assert any(difference.startswith("wait") for difference in differences)


def test_oracle_with_other_draws_is_found_out() -> None:
    world = Small("status-quo", 0.001)
    engine, ages = play_engine(world.inputs())
    assert compare(engine, ages, play_oracle(world.inputs(replication=2))).differences


def test_oracle_knows_no_rule_of_the_engine() -> None:
    known = Counter[str]()
    for file in Path(__file__).parent.glob("*.py"):
        if file.name not in ("comparing.py", Path(__file__).name):
            known.update(_imported(file))
    assert "sim.base.draws" in known
    assert not [name for name in known if name.startswith(_RULES) and name != _INPUT]
    assert not [name for name in known if name.startswith("sim.engine") and name not in _WORDS]


def _agree(world: Small, tell: Tell) -> None:
    engine, ages = play_engine(world.inputs())
    comparison = compare(engine, ages, play_oracle(world.inputs()))
    tell("persons compared with the oracle", comparison.persons)
    tell("numbers compared with the oracle", comparison.numbers)
    tell("differences from the oracle", len(comparison.differences))
    _must_agree(comparison)
    assert comparison.persons == engine.persons.size > 1000
    assert not [flow.name for flow in world.happens if not comparison.events[flow]]


def _must_agree(comparison: Comparison) -> None:
    shown = "\n".join(comparison.differences[:_SHOWN])
    told = f"{comparison.persons} persons and {comparison.numbers} numbers compared (engine / oracle)"
    assert not comparison.differences, f"{told}, {len(comparison.differences)} differ:\n{shown}"


def _imported(file: Path) -> list[str]:
    """The modules that a file imports from."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return names + [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
