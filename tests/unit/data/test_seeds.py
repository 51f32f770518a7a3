"""Tables of published values are read strictly, and named by a digest."""

from pathlib import Path

import pytest

from sim.data.seeds import COLUMNS, Observation, digest, read_series
from sim.data.tree import Findings
from tests.unit.trees import write

HEADER = ",".join(COLUMNS) + "\n"
ROW = 'ice_adp,FY,2016,,Nationwide,,total,34376,persons,official,"ICE, report",http://x,\n'


def read(tmp_path: Path, text: str) -> tuple[tuple[Observation, ...], list[str]]:
    (tmp_path / "s.csv").write_bytes(text.encode())
    findings = Findings()
    return read_series(tmp_path / "s.csv", "seeds/s.csv", findings), [str(problem) for problem in findings.problems]


def test_a_row_is_one_published_value(tmp_path: Path) -> None:
    (observation,), problems = read(tmp_path, HEADER + ROW)

    assert problems == []
    assert (observation.series, observation.year, observation.value) == ("ice_adp", "2016", 34376.0)
    assert observation.source_title == "ICE, report"


def test_a_note_may_run_over_lines(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, HEADER + ROW.replace(",\n", ',"two\nlines"\n') + ROW)

    assert problems == []
    assert (len(rows), rows[0].note) == (2, "two\nlines")


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("series,value\n", "seeds/s.csv:1:1: found series,value, expected the columns series,year_type"),
        ("", "seeds/s.csv:1:1: found nothing, expected the columns"),
        (HEADER + "a,b\n", "seeds/s.csv:2:1: found 2 values, expected 13 values in each row"),
        (HEADER + ROW.replace("34376", "many"), "seeds/s.csv:2:1: value: found 'many', expected a finite number"),
        (HEADER + ROW.replace("34376", "nan"), "seeds/s.csv:2:1: value: found 'nan', expected a finite number"),
        (HEADER + ROW.replace("34376", ""), "seeds/s.csv:2:1: value: found '', expected a finite number"),
        (HEADER + ROW.replace("FY", "XY"), "seeds/s.csv:2:1: year_type: found 'XY', expected one of FY, CY"),
        (HEADER + ROW.replace("official", "sure"), "seeds/s.csv:2:1: quality: found 'sure', expected one of official"),
        (HEADER + ROW.replace("persons", ""), "seeds/s.csv:2:1: unit: found '', expected a unit"),
        (HEADER + 'a"b",c\n"d', "seeds/s.csv:"),
    ],
)
def test_a_wrong_table_is_told_where_it_is_wrong(tmp_path: Path, text: str, told_as: str) -> None:
    rows, problems = read(tmp_path, text)

    assert rows == ()
    assert problems[0].startswith(told_as)


def test_all_wrong_rows_are_told(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, HEADER + ROW.replace("34376", "x") + ROW + ROW.replace("FY", "x"))

    assert len(rows) == 1
    assert [problem.split(":")[1] for problem in problems] == ["2", "4"]


def test_a_table_that_is_not_utf8_or_not_there_is_told(tmp_path: Path) -> None:
    findings = Findings()
    (tmp_path / "s.csv").write_bytes(HEADER.encode() + b"\xe9")

    assert read_series(tmp_path / "s.csv", "s.csv", findings) == ()
    assert read_series(tmp_path / "t.csv", "t.csv", findings) == ()
    assert [(problem.file, problem.line, problem.found) for problem in findings.problems] == [
        ("s.csv", 2, "byte 0xe9"),
        ("t.csv", 0, "no file"),
    ]


def test_the_digest_names_content_and_place_of_every_file(tmp_path: Path) -> None:
    write(tmp_path, {"one/a.csv": "1", "one/b.csv": "2"})
    before = digest(tmp_path)

    write(tmp_path, {"one/.b.csv.tmp": "in the making"})
    assert digest(tmp_path) == before

    write(tmp_path, {"one/b.csv": "3"})
    after_change = digest(tmp_path)
    (tmp_path / "one/b.csv").rename(tmp_path / "one/c.csv")
    assert len({before, after_change, digest(tmp_path)}) == 3
