"""Series that a user brings are read strictly; what they cannot say is left aside and named."""

from pathlib import Path

import pytest

from sim.data.observed import ObservedData, read_observed
from sim.data.published import Meanings, read_meanings
from sim.data.seeds import COLUMNS, shipped_root
from sim.data.tree import Findings

HEADER = ",".join(COLUMNS) + "\n"


def meanings() -> Meanings:
    findings = Findings()
    found = read_meanings(shipped_root() / "seeds", findings)
    findings.raise_if_any()
    return found


def row(series: str, year: str, value: object, **more: str) -> str:
    cells = {"series": series, "year_type": "FY", "year": year, "area": "Nationwide", "value": str(value)}
    cells |= {"unit": "persons", "quality": "official", **more}
    return ",".join(cells.get(column, "") for column in COLUMNS) + "\n"


def read(tmp_path: Path, text: str) -> tuple[ObservedData, list[str]]:
    folder = tmp_path / "mine"
    folder.mkdir(exist_ok=True)
    (folder / "some.csv").write_text(text, encoding="utf-8")
    findings = Findings()
    found = read_observed(folder, meanings(), (), findings)
    return found, [str(problem) for problem in findings.problems]


def test_rows_that_say_something_are_kept(tmp_path: Path) -> None:
    found, problems = read(tmp_path, HEADER + row("eoir_pending", "2018", 100) + row("ice_adp", "2018", 5))

    assert problems == []
    assert [(each.series, each.value) for each in found.rows] == [("eoir_pending", 100.0), ("ice_adp", 5.0)]
    assert found.skipped == ()


def test_an_unknown_series_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    _, problems = read(tmp_path, HEADER + row("ice_apd", "2018", 5))

    assert problems[0].startswith("mine/some.csv: series: found ice_apd, expected one of bp_apprehensions")
    assert "did you mean ice_adp?" in problems[0]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (row("eoir_pending", "2018", 1, category="alternative_vintage"), "category 'alternative_vintage'"),
        (row("eoir_pending", "2018", 1, area="Texas"), "area 'Texas'"),
        (row("eoir_pending", "2018H1", 1), "neither a fiscal year nor a month"),
        (row("eoir_pending", "2018", 1, year_type="CY"), "of CY 2018"),
        (row("ice_removals", "2018", 1, category="interior"), "category 'interior'"),
    ],
)
def test_rows_of_unknown_places_and_periods_are_skipped_and_named(tmp_path: Path, line: str, named: str) -> None:
    found, problems = read(tmp_path, HEADER + line + row("ice_adp", "2018", 5))

    assert problems == []
    assert [each.series for each in found.rows] == ["ice_adp"]
    assert named in found.skipped[0]


def test_a_number_given_twice_counts_once(tmp_path: Path) -> None:
    found, _ = read(tmp_path, HEADER + row("ice_adp", "2018", 5) + row("ice_adp", "2018", 6))

    assert [each.value for each in found.rows] == [5.0]
    assert "once more" in found.skipped[0]


def test_a_damaged_row_is_told_with_its_line(tmp_path: Path) -> None:
    _, problems = read(tmp_path, HEADER + row("ice_adp", "2018", "many"))

    assert problems == ["mine/some.csv:2:1: value: found 'many', expected a finite number"]


def test_a_folder_without_tables_is_an_error(tmp_path: Path) -> None:
    findings = Findings()
    read_observed(tmp_path / "nowhere", meanings(), (), findings)

    assert "no such folder" in str(findings.problems[0])


def test_other_content_has_another_name(tmp_path: Path) -> None:
    first, _ = read(tmp_path, HEADER + row("ice_adp", "2018", 5))
    second, _ = read(tmp_path, HEADER + row("ice_adp", "2018", 6))

    assert first.digest != second.digest
