"""The register goes from section to lever to parameter to value and source."""

import json
from typing import Any

from sim.scenario.levers import SECTIONS, Memo
from sim.scenario.library import Library
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
    assert [section.letter for section in SECTIONS if section.memo is Memo.BORDER] == list("ABCDEFGHIJKLMNOP")
    assert [section.letter for section in SECTIONS if section.memo is Memo.INTERIOR] == list("ABCDEFGHI")


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
