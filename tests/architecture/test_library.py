"""Each shipped scenario says what it is, on what it rests and what it leaves out, and differs from the others."""

import pytest

from sim.data.tree import Findings
from sim.scenario.documents import read_scenario_document, scenario_names
from sim.scenario.library import shipped_library
from sim.scenario.scenario import SHELF, load_all, shipped

LIBRARY = shipped_library()
NAMES = scenario_names(LIBRARY)

ASKED = (
    *("status-quo", "kelly-memos", "kelly-memos-consent", "observed"),
    *("border-memo", "interior-memo", "kelly-memos-announced", "kelly-memos-realised"),
    *("wait-in-mexico-limited", "wait-in-mexico-at-scale", "mexico-stands-aside", "aid-cut"),
    *("mexico-demands-proof", "wait-in-mexico-detained", "deterrence-only"),
    *("nationwide-expedited-removal", "beds-only", "judges-only", "flights-held-until-full", "asylum-officer-surge"),
    *("hiring-at-target", "hiring-as-realised", "judge-teams-2017"),
)


def test_the_library_holds_what_an_analyst_would_look_for() -> None:
    assert [name for name in ASKED if name not in NAMES] == []


def test_each_section_with_a_lever_has_a_scenario_of_its_own() -> None:
    moved = {f"section-{lever.memo.value}-{lever.section.lower()}" for lever in LIBRARY.levers if lever.section}
    assert {name for name in NAMES if name.startswith("section-")} == moved


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_says_what_it_is_and_what_it_leaves_out(name: str) -> None:
    findings = Findings()
    document = read_scenario_document(LIBRARY.scenarios / f"{name}.yaml", name, findings)
    assert document is not None
    assert document.group in SHELF
    assert len(document.summary) > 60
    assert document.cited
    assert document.leaves_out


def test_no_two_scenarios_claim_the_same_but_where_nothing_was_realised() -> None:
    claims: dict[str, list[str]] = {}
    for scenario in load_all(NAMES):
        values = str(
            {path: [(e.when, e.value) for e in parameter.entries] for path, parameter in scenario.parameters.items()}
        )
        claims.setdefault(values, []).append(scenario.name)
    twins = [names for names in claims.values() if len(names) > 1]
    assert twins == [["nationwide-expedited-removal", "section-border-g"]]


def test_titles_are_all_different() -> None:
    titles = [listed.title for listed in shipped()]
    assert len(set(titles)) == len(titles)
