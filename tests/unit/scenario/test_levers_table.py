"""The register goes from section to lever to parameter to value and source."""

import json
from pathlib import Path
from typing import Any

import pytest

from sim.base.errors import ScenarioError
from sim.data.tree import Findings
from sim.scenario.documents import scenario_names
from sim.scenario.levers import Lever, Memo, Reading, Section, read_levers
from sim.scenario.library import Library, shipped_library
from sim.scenario.scenario import load
from sim.scenario.tracing import levers_table, other_levers, readings_without_a_number
from tests.unit.trees import write


def test_every_section_has_a_row_with_its_levers_or_its_reason(library: Library) -> None:
    rows = levers_table(library)

    assert [(row["section"], bool(row["levers"]), bool(row["reason"])) for row in rows] == [
        ("G", True, False),
        ("J", True, False),
        ("D", False, True),
    ]
    json.dumps(rows)


def test_a_lever_shows_base_and_each_reading_of_each_parameter(library: Library) -> None:
    beds: Any = levers_table(library)[1]["levers"]

    assert beds[1] == {
        "name": "beds",
        "path": "detention.beds.surge_adult",
        "base": 2000,
        "ordered": 5000,
        "announced": None,
        "realised": None,
        "source": "report-1",
    }
    assert beds[0]["base"] == {"2016-10-01": 34000, "2017-01-09 (ramp)": 35000}
    assert (beds[0]["ordered"], beds[0]["realised"]) == (50000, 38000)


def test_levers_outside_the_memos_stand_apart(library: Library) -> None:
    layer = "lever: consent\nset: {mexico.consent_per_day: {value: 9, unit: persons/day, source: law-2}}\n"
    write(library.root, {"scenarios/layers/other/consent.ordered.yaml": layer})

    row: Any = other_levers(library)[0]

    assert (row["name"], row["base"], row["ordered"], row["source"]) == (
        "consent",
        0.0,
        9.0,
        "law-2; assumption#A-001",
    )


def test_both_memos_have_all_their_sections() -> None:
    sections = shipped_library().sections
    assert [section.letter for section in sections if section.memo is Memo.BORDER] == list("ABCDEFGHIJKLMNOP")
    assert [section.letter for section in sections if section.memo is Memo.INTERIOR] == list("ABCDEFGHI")


def test_a_reading_without_a_number_says_why_the_base_stands(library: Library) -> None:
    assert ("border J", "beds", "announced", "nobody did") in readings_without_a_number(library)


def test_every_lever_of_the_memos_moves_a_parameter_in_every_reading_or_says_why_not() -> None:
    told = {(name, reading) for _, name, reading, _ in readings_without_a_number()}
    for row in levers_table():
        levers: Any = row["levers"]
        for name in {lever["name"] for lever in levers}:
            for reading in ("ordered", "announced", "realised"):
                moved = [lever for lever in levers if lever["name"] == name and lever[reading] is not None]
                assert bool(moved) != ((name, reading) in told), (name, reading)


LEVER = "memo: border, section: A, targets: [a.b], doc: Beds."
SECTION = "sections: {border: {A: {title: x}}}\n"


def test_levers_are_read_with_their_place_in_the_file(tmp_path: Path) -> None:
    write(tmp_path, {"levers.yaml": f"{SECTION}levers:\n  beds: {{{LEVER}, no_value: {{announced: nobody did}}}}\n"})
    findings = Findings()

    (lever,), (section,) = read_levers(tmp_path, findings)

    assert not findings.problems
    assert lever == Lever("beds", Memo.BORDER, "A", ("a.b",), "Beds.", {Reading.ANNOUNCED: "nobody did"})
    assert section == Section(Memo.BORDER, "A", "x")
    assert (str(lever.mark.line), section.mark.column) == ("3", 21)


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("- 1\n", "levers.yaml:1:1: found a list, expected a mapping"),
        (f"levers: {{beds: {{{LEVER}}}}}\n", "levers.yaml:1:1: found no sections, expected the key sections"),
        (
            SECTION + "levers: {beds: {memo: sea}}\n",
            "levers.beds.memo: found sea, expected one of border, int",
        ),
        (SECTION + "levers: {beds: {memo: border}}\n", "2:16: levers.beds: found no doc, expected the key doc"),
        (
            SECTION + f"levers: {{beds: {{{LEVER}, dok: x}}}}\n",
            "2:71: levers.beds.dok: found the key dok, expect",
        ),
        (SECTION + f"levers: {{beds: {{{LEVER}, dok: x}}}}\n", "no_value; did you mean doc?"),
        (SECTION + f"levers: {{beds: {{{LEVER}, section: [1]}}}}\n", "found the key section a second time"),
        (SECTION + "levers: {beds: {targets: x}}\n", "levers.beds.targets: found x, expected a list"),
        (SECTION + "levers: {beds: {doc: }}\n", "2:22: levers.beds.doc: found nothing, expected a text"),
        (SECTION + "levers: {beds: {doc: [1]}}\n", "2:22: levers.beds.doc: found a list, expected a text"),
        (
            SECTION + f"levers: {{beds: {{{LEVER}, no_value: {{so: x}}}}}}\n",
            "no_value.so: found the key so, expected one",
        ),
        ("sections: {sea: {}}\nlevers: {}\n", "1:12: sections.sea: found the key sea, expected one of border"),
    ],
)
def test_what_is_wrong_with_the_file_of_levers_is_told_where_it_stands(tmp_path: Path, text: str, told_as: str) -> None:
    write(tmp_path, {"levers.yaml": text})
    findings = Findings()

    assert read_levers(tmp_path, findings) == ((), ()) or "second time" in told_as
    assert told_as in "\n".join(str(problem) for problem in findings.problems)


def test_the_file_of_levers_is_no_scenario() -> None:
    assert "levers" not in scenario_names(shipped_library())
    with pytest.raises(ScenarioError, match="no scenario levers"):
        load("levers")
