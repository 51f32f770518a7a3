"""The workbook holds the tables, the numbers and the notes, and nothing in it is a formula."""

import json
import re
import zipfile
from pathlib import Path

from sim.report.reports import study_of, write_report
from sim.report.workbook import sheets, write_workbook
from sim.results.manifest import MANIFEST
from sim.study.comparison import compare_plans
from sim.study.plans import Options
from sim.study.progress import Watcher
from tests.unit.study.playing import plan, play, played_by


def folder_of(out: Path) -> Path:
    """A comparison whose author wrote what looks like a formula."""
    options = Options(out, jobs=1)
    plans = [plan(options, "calm"), plan(options, "busy")]
    with played_by(play):
        done = compare_plans(plans, options, Watcher(), command="memosim compare", page=write_report)
    path = done.baseline.directory / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), "title": '=HYPERLINK("http://x")'}))
    return done.directory


def test_the_workbook_holds_results_sources_and_notes(tmp_path: Path) -> None:
    study = study_of((folder_of(tmp_path),))
    found = {sheet.name: sheet for sheet in sheets(study)}
    assert list(found)[:2] == ["Notes", "Differences"]
    assert ("Not simulated", "", "the weather") in found["Notes"].rows
    whole = [row for row in found["Differences"].rows if row[3] == "all"]
    assert [tuple(row[:7]) for row in whole] == [("busy", "apprehensions", "all", "all", 2.0, 4.0, 2.0)]
    assert {"Ledger", "Numbers", "Sources", "What is counted", "Checklists"} <= set(found)
    assert all(len(row) == len(sheet.columns) for sheet in found.values() for row in sheet.rows)


def test_what_an_author_wrote_is_no_formula_and_equal_results_give_equal_files(tmp_path: Path) -> None:
    study = study_of((folder_of(tmp_path),))
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, study)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        pages = [book.read(name).decode() for name in book.namelist() if "worksheets" in name]
        words = book.read("xl/sharedStrings.xml").decode()
    assert not any(re.search(r"<f[ >]", page) for page in pages)
    assert "=HYPERLINK" in words
