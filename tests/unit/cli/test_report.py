"""`memosim report` writes a page, or says what is wrong with a folder and ends with 2."""

import json
from pathlib import Path

import pytest

from sim.cli.app import answer
from sim.report.reports import write_report
from sim.results.manifest import MANIFEST
from sim.study.comparison import compare_plans
from sim.study.plans import Options
from sim.study.progress import Watcher
from tests.unit.study.playing import plan, play, played_by


def compared(out: Path) -> Path:
    """The folder of a comparison."""
    options = Options(out, jobs=1)
    plans = [plan(options, "calm"), plan(options, "busy")]
    command = "memosim compare calm busy"
    with played_by(play):
        return compare_plans(plans, options, Watcher(), command=command, page=write_report).directory


def test_a_folder_gets_its_page_again_and_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = compared(tmp_path)
    before = (folder / "report.html").read_bytes()
    (folder / "report.html").unlink()
    assert answer(["report", str(folder), "--xlsx", "--md"]) == 0
    assert (folder / "report.html").read_bytes() == before
    assert (folder / "report.xlsx").exists()
    assert "| Apprehensions between ports | events |" in capsys.readouterr().out


def test_several_runs_on_one_seed_are_set_against_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compared(tmp_path)
    calm, busy = (next((tmp_path / name).iterdir()) for name in ("calm", "busy"))
    page = tmp_path / "mine.html"
    assert answer(["report", str(calm), str(busy)]) == 2
    assert "has seed" in capsys.readouterr().err
    manifest = json.loads((busy / MANIFEST).read_text())
    (busy / MANIFEST).write_text(json.dumps({**manifest, "seed": 7}))
    assert answer(["report", str(calm), str(busy), "--out", str(page)]) == 0
    assert "What changes under Busy" in page.read_text()


@pytest.mark.parametrize("name", ["x.pdf", "x", "x.html.gz", " "])
def test_a_page_has_the_name_of_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert answer(["report", str(tmp_path), "--out", str(tmp_path / name) if name.strip() else name]) == 2
    assert "'--out': found" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("made", ["nothing", "empty", "foreign", "half-written"])
def test_a_folder_that_holds_no_results_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], made: str
) -> None:
    folder = tmp_path / made
    if made != "nothing":
        folder.mkdir()
    if made == "foreign":
        (folder / "manifest.json").write_text('{"name": "another program"}')
    if made == "half-written":
        (folder / "replications").mkdir()
    assert answer(["report", str(folder)]) == 2
    told = capsys.readouterr().err
    assert str(folder) in told
    assert "Traceback" not in told
    assert not (folder / "report.html").exists()
