"""The check of the shipped files finds what is unsourced, misplaced or left over."""

from dataclasses import replace
from typing import Any

import pytest

from sim.data.seeds import COLUMNS as SERIES
from sim.scenario.checks import check_shipped
from sim.scenario.levers import Lever, Memo, Reading, Section
from sim.scenario.library import Library
from tests.unit.trees import write

LAYER = "lever: zone\nset: {mexico.zone: {value: 5, unit: miles, source: law-2}}\n"
COLUMNS = "columns: {date: {unit: date, definition: d}, name: {unit: name, definition: n}}\n"
CALENDAR = "seeds/calendar/us_federal_holidays.yaml"


def test_a_sound_library_has_no_problem(library: Library) -> None:
    assert [str(problem) for problem in check_shipped(library)] == []


@pytest.mark.parametrize(
    ("name", "text", "told_as"),
    [
        (
            "scenarios/base/detenton.yaml",
            "",
            "scenarios/base/detenton.yaml: found detenton.yaml, expected a file named",
        ),
        ("scenarios/base/mexico.yaml", "zone: 5\n", "scenarios/base/mexico.yaml:1:1: mexico.consent_per_day: found no"),
        (
            "scenarios/layers/border/J-zone.ordered.yaml",
            LAYER,
            "found border/J-zone.ordered.yaml, expected border/G-NA",
        ),
        ("scenarios/layers/interior/G-zone.ordered.yaml", LAYER, "found interior/G-zone.ordered.yaml, expected border"),
        ("scenarios/layers/border/G-zone.later.yaml", LAYER, "found border/G-zone.later.yaml, expected border/G-NAME"),
        ("scenarios/layers/border/G-x.ordered.yaml", "lever: zon\nset: {}\n", "lever: found zon, expected a lever of"),
        ("scenarios/new.yaml", "scenario: old\ntitle: x\n", "scenarios/new.yaml: scenario: found old, expected new"),
        ("scenarios/new.yaml", "scenario: new\n", "scenarios/new.yaml: title: found nothing, expected a title"),
        (
            "scenarios/new.yaml",
            "scenario: new\ntitle: x\nextends: none\n",
            "scenarios/new.yaml:3:10: extends: found no",
        ),
        ("seeds/sources.yaml", "a: {title: x}\n", "seeds/sources.yaml:1:4: a: found no quality, expected the key qual"),
        ("seeds/sources.yaml", "a: {title: x, quality: so}\n", "a.quality: found so, expected one of official"),
        ("seeds/sources.yaml", "A b: {title: x, quality: official}\n", "found 'A b', expected a key of the form"),
        ("seeds/sources.yaml", "a: {titel: x, quality: official}\n", "a.titel: found the key titel, expected one of"),
        ("seeds/sources.yaml", "[1]", "seeds/sources.yaml:1:1: found a list, expected a mapping from keys to entries"),
        ("seeds/assumptions.yaml", "A-1: {title: x, reason: y}\n", "found 'A-1', expected a key of the form"),
        (
            "seeds/assumptions.yaml",
            "A-001: {title: x}\n",
            "seeds/assumptions.yaml:1:8: A-001: found no reason, expected",
        ),
        ("seeds/people/stock.csv", "a,b\n1,2\n", "seeds/people/stock.yaml: found no file, expected a file that exists"),
        (CALENDAR, f"title: x\ndefinition: y\nsource: law-9\n{COLUMNS}", f"{CALENDAR}:3:9: source: found law-9, expec"),
        (
            CALENDAR,
            f"title: x\nsource: law-2\n{COLUMNS}",
            f"{CALENDAR}:1:1: definition: found nothing, expected the key",
        ),
        (CALENDAR, f"titel: x\n{COLUMNS}", f"{CALENDAR}:1:1: titel: found an unknown key"),
        (
            CALENDAR,
            "columns: {date: {unit: d, definition: e}}\n",
            "columns: found date, expected the columns of the ta",
        ),
        (CALENDAR, COLUMNS.replace("unit: date, ", ""), "columns.date: found a mapping, expected a mapping with unit"),
    ],
)
def test_what_does_not_hold_together_is_told(library: Library, name: str, text: str, told_as: str) -> None:
    write(library.root, {name: text})

    assert told_as in "\n".join(str(problem) for problem in check_shipped(library))


def test_a_series_with_a_wrong_row_is_told(library: Library) -> None:
    write(library.root, {"seeds/people/stock.csv": ",".join(SERIES) + "\n" + ",".join("x" for _ in SERIES) + "\n"})

    assert "seeds/people/stock.csv:2:1: value: found 'x'" in "\n".join(str(each) for each in check_shipped(library))


@pytest.mark.parametrize(
    ("changed", "told_as"),
    [
        ({"levers": ()}, "border G: found neither, expected either a lever or a reason"),
        ({"sections": (Section(Memo.BORDER, "G", "Zone", "why"),)}, "border G: found both, expected either a lever or"),
        ({"levers": (Lever("a", Memo.BORDER, "Q", (), ""),)}, "a: found section Q, expected a section of the border"),
        (
            {"levers": (Lever("a", Memo.BORDER, "G", ("mexico.zon",), ""),)},
            "a: found mexico.zon, expected a parameter of th",
        ),
        (
            {"levers": tuple(Lever(name, Memo.BORDER, "G", ("mexico.zone",), "") for name in "ab")},
            "mexico.zone: found b beside a, expected one lever for it",
        ),
        (
            {"levers": (Lever("a", Memo.BORDER, "G", (), ""),)},
            "a: found neither for the announced reading, expected either a layer or a reason",
        ),
        (
            {"levers": (Lever("zone", Memo.BORDER, "G", ("mexico.zone",), "", {Reading.ORDERED: "no"}),)},
            "zone: found both for the ordered reading, expected either a layer or a reason",
        ),
    ],
)
def test_levers_that_do_not_fit_the_parameters_or_sections_are_told(
    library: Library, changed: dict[str, Any], told_as: str
) -> None:
    assert told_as in "\n".join(str(problem) for problem in check_shipped(replace(library, **changed)))
