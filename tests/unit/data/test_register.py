"""Sources are publications or assumptions; what names one must be found."""

import pytest

from sim.scenario.library import Library
from tests.unit.trees import problems_from, scenario_from, told


def test_a_reference_may_name_a_place_in_its_source(library: Library) -> None:
    scenario = scenario_from(
        library, 'scenario: mine\nset: {mexico.zone: {value: 5, source: "report-1#table 3, p. 9"}}\n'
    )

    assert scenario.sources["report-1#table 3, p. 9"].title == "A report"


def test_an_assumption_is_named_with_its_number(library: Library) -> None:
    scenario = scenario_from(library, 'scenario: mine\nset: {mexico.zone: {value: 5, source: "assumption#A-001"}}\n')

    found = scenario.sources["assumption#A-001"]
    assert (found.quality, dict(found.fields)["reason"]) == ("assumption", "Nobody published it")


@pytest.mark.parametrize(
    ("source", "found", "hint"),
    [
        ("report1", "report1", "did you mean report-1?"),
        ("'assumption#A-002'", "'assumption#A-002'", "did you mean A-001?"),
        ("assumption", "assumption", "did you mean A-001?"),
        ("''", "''", ""),
        ("5", "5", ""),
        ("null", "null", ""),
    ],
)
def test_a_source_that_is_not_there_is_told(library: Library, source: str, found: str, hint: str) -> None:
    problem = problems_from(library, f"scenario: mine\nset: {{mexico.zone: {{value: 5, source: {source}}}}}\n")[0]

    assert problem.path == "mexico.zone.source"
    assert problem.found == found
    assert problem.hint in (hint, "")


@pytest.mark.parametrize(
    ("sources", "place"),
    [
        ("own", (2, 10, "sources", "own")),
        ("[[own]]", (2, 11, "sources", "a list")),
        ("[{title: x, quality: official}]", (2, 11, "sources", "no key")),
        ("[{key: Own, title: x, quality: official}]", (2, 17, "sources", "Own")),
        ("[{key: own, title: [x], quality: official}]", (2, 29, "own.title", "a list")),
        ("[{key: own, title: x, quality: sure}]", (2, 41, "own.quality", "sure")),
        ("[{key: own, title: x, quality: official, pages: 3}]", (2, 51, "own.pages", "the key pages")),
    ],
)
def test_a_source_that_is_wrongly_declared_is_told(
    library: Library, sources: str, place: tuple[int, int, str, str]
) -> None:
    problem = problems_from(library, f"scenario: mine\nsources: {sources}\n")[0]

    assert told(problem)[2:] == place[2:]
    assert problem.line == place[0]


def test_lists_of_sources_that_are_missing_are_told(library: Library) -> None:
    (library.seeds / "sources.yaml").unlink()
    (library.seeds / "assumptions.yaml").write_text("A-001: some text\n")

    problems = problems_from(library, "scenario: mine\n")

    assert [(problem.file, problem.found) for problem in problems[:2]] == [
        ("seeds/sources.yaml", "no file"),
        ("seeds/assumptions.yaml", "some text"),
    ]
