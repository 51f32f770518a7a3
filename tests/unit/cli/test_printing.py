"""Tables look alike in a file, in a document and on a terminal."""

import pytest

from sim.cli.printing import aligned, markdown, print_tables
from sim.report.tables import Table

TABLE = Table(
    "calm", "Whole run.", ("Measure", "Unit", "Mean"), (("Flights | all", "missions", "1,200"), ("X", "", "3")), 2
)


def test_numbers_stand_to_the_right() -> None:
    assert aligned(TABLE).splitlines() == [
        "calm",
        "Whole run.",
        "",
        "Measure        Unit       Mean",
        "-------------  --------  -----",
        "Flights | all  missions  1,200",
        "X                            3",
    ]


def test_markdown_keeps_its_columns_apart() -> None:
    assert markdown(TABLE).splitlines() == [
        "**calm** Whole run.",
        "",
        "| Measure | Unit | Mean |",
        "| --- | --- | ---: |",
        "| Flights \\| all | missions | 1,200 |",
        "| X |  | 3 |",
    ]


def test_off_a_terminal_tables_are_plain(capsys: pytest.CaptureFixture[str]) -> None:
    print_tables((TABLE, TABLE), as_markdown=False)
    assert capsys.readouterr().out == f"{aligned(TABLE)}\n\n{aligned(TABLE)}\n"


def test_on_a_terminal_nothing_is_lost(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    print_tables((TABLE,), as_markdown=False)
    drawn = capsys.readouterr().out
    assert all(word in drawn for word in ("calm", "Whole run.", "Flights | all", "1,200"))
