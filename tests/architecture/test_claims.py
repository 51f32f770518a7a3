"""Every claim of the two articles has a place in the model that exists, or says why it has none."""

from pathlib import Path

import pytest

from sim.model.run import play
from sim.results.metrics import METRIC, measure
from sim.scenario.catalogue import catalogue_of
from sim.scenario.documents import scenario_names
from sim.scenario.library import shipped_library
from sim.scenario.settings import REFUSED
from sim.scenario.tracing import Claim, Reference, claims_about, read_claims
from tests.worlds import small

CLAIMS = read_claims()
LIBRARY = shipped_library()
ROOT = LIBRARY.root


@pytest.fixture(scope="module")
def known() -> dict[str, set[str]]:
    """The names of everything that a claim may refer to."""
    return {
        "parameter": set(catalogue_of(LIBRARY.parameters).parameters),
        "lever": {lever.name for lever in LIBRARY.levers},
        "metric": set(METRIC),
        "process": {path.stem for path in (Path(play.__code__.co_filename).parent).rglob("*.py")},
        "refusal": set(REFUSED),
        "scenario": set(scenario_names(LIBRARY)),
        "section": {f"{section.memo.value} {section.letter}" for section in LIBRARY.sections},
        "seed": {path.relative_to(LIBRARY.seeds).as_posix() for path in LIBRARY.seeds.rglob("*.csv")},
    }


def test_the_claims_are_s1_to_s73_each_once() -> None:
    assert [claim.key for claim in CLAIMS] == [f"S{number}" for number in range(1, 74)]
    assert {article for claim in CLAIMS for article in claim.articles} == {"000", "003"}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.key)
def test_what_represents_a_claim_exists(claim: Claim, known: dict[str, set[str]]) -> None:
    missing = [each for each in claim.references if each.name.partition("[")[0] not in known[each.kind]]
    assert missing == []
    assert claim.role == "narrative" or claim.references


def test_the_groups_that_claims_name_are_groups_of_their_metric() -> None:
    from sim.model.run import simulate

    recorded = {
        (row.key.metric, row.key.group) for row in measure(simulate(small("kelly-memos-consent", scale=0.001, days=3)))
    }
    named = {each.name.rstrip("]") for claim in CLAIMS for each in claim.references if "[" in each.name}
    assert [name for name in named if tuple(name.split("[")) not in recorded] == []


def test_a_parameter_finds_its_claims_itself_and_through_its_lever() -> None:
    claims = tuple(
        Claim(key, ("000",), "", "input", (Reference(kind, name),), "", "")
        for key, kind, name in (("S1", "parameter", "a.b"), ("S2", "lever", "beds"), ("S3", "metric", "a.b"))
    )
    assert [claim.key for claim in claims_about("a.b", "beds", claims)] == ["S1", "S2"]
