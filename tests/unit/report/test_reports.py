"""The page of a finished folder: whole, offline and safe whatever a scenario's author wrote."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from sim.base.errors import ResultsError
from sim.report.reports import write_report
from sim.results.manifest import MANIFEST
from sim.study.comparison import compare_plans
from sim.study.experiment import run_plan
from sim.study.plans import Options
from sim.study.progress import Watcher
from tests.unit.study.playing import plan, play, played_by

VOID = {"meta", "br", "img", "link", "hr", "input"}


class MonthlySummary(HTMLParser):
    """Reads a page strictly: every tag is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(page: str) -> MonthlySummary:
    """Read a page."""
    found = MonthlySummary()
    found.feed(page)
    assert found.open == []
    return found


def run_page(out: Path, **changes: object) -> str:
    """The page of a run, with some words of its manifest changed."""
    options = Options(out, jobs=1)
    with played_by(play):
        run = run_plan(plan(options), options, Watcher(), page=write_report)
    path = run.directory / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    write_report(run.directory)
    return (run.directory / "report.html").read_text()


def test_the_page_is_well_formed_and_in_order(tmp_path: Path) -> None:
    found = outline(run_page(tmp_path))
    headings = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))


def test_the_page_asks_for_nothing(tmp_path: Path) -> None:
    found = outline(run_page(tmp_path))
    assert not [tag for tag, _ in found.tags if tag in {"link", "img", "iframe", "object", "embed"}]
    assert all((attributes.get("href") or "#").startswith("#") for _, attributes in found.tags)
    assert not [attributes for _, attributes in found.tags if attributes.get("src")]
    policies = [attributes for tag, attributes in found.tags if tag == "meta" and "http-equiv" in attributes]
    assert policies[0]["content"].startswith("default-src 'none'")  # type: ignore[union-attr]  # None fails too


def test_what_an_author_wrote_is_text(tmp_path: Path) -> None:
    parameter = {"path": "a.b", "value": "<b>", "source": "x & <y>", "note": "</td>", "definition": "", "unit": "days"}
    page = run_page(tmp_path, title="<script>alert(1)</script>", summary='"><img src=x>', leaves=[parameter])
    found = outline(page)
    assert len([tag for tag, _ in found.tags if tag == "script"]) == 1
    assert "<script>alert" not in page
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>" in page
    assert "x &amp; &lt;y&gt;" in page


def test_the_page_tells_sources_omissions_and_the_command(tmp_path: Path) -> None:
    parameter = {
        "path": "detention.beds.adult",
        "value": {"2016-10-01": 34000, "2017-10-01": 40000},
        "low": {"2016-10-01": 33000, "2017-10-01": 38000},
        "high": {"2016-10-01": 36000, "2017-10-01": 42000},
        "unit": "beds",
        "source": "oig-15-57",
        "quality": "official",
        "layer": "base",
        "file": "scenarios/base/detention.yaml",
        "line": 12,
    }
    source = {
        "reference": "oig-15-57",
        "title": "ICE Air",
        "quality": "official",
        "about": {"title": "ICE Air", "url": "https://example.gov/a"},
    }
    seed = {"path": "run.seed", "value": 20170220, "unit": "number"}
    page = run_page(tmp_path, leaves=[parameter, seed], sources=[source], unread=["courts.judges"])
    for words in (
        "ICE Air",
        "https://example.gov/a",
        "20170220",
        "2016-10-01 34,000; 2017-10-01 40,000",
        "2016-10-01 33,000 to 36,000",
        "scenarios/base/detention.yaml:12",
        "courts.judges",
        "the weather",
        "memosim run calm --replications 3 --seed 7",
        "STRESS-DES",
        "Well documented",
    ):
        assert words in page


def test_the_same_folder_gives_the_same_page(tmp_path: Path) -> None:
    assert run_page(tmp_path / "a") == run_page(tmp_path / "b")


def test_a_comparison_shows_differences_first(tmp_path: Path) -> None:
    options = Options(tmp_path, jobs=1)
    plans = [plan(options, "calm"), plan(options, "busy")]
    with played_by(play):
        done = compare_plans(plans, options, Watcher(), command="memosim compare", page=write_report)
    page = (done.directory / "report.html").read_text()
    outline(page)
    assert page.index("busy less calm") < page.index("<summary>Levels</summary>")
    assert "<h1>What changes under Busy: waits, courts, costs</h1>" in page
    assert "Every difference on this page is against this." in page
    assert "paired 95% interval over chance and uncertain inputs" in page


def test_one_replication_is_called_one(tmp_path: Path) -> None:
    options = Options(tmp_path, jobs=1)
    with played_by(play):
        run = run_plan(plan(options, replications=1), options, Watcher(), page=write_report)
    assert "A single replication has no interval" in (run.directory / "report.html").read_text()


def test_a_folder_that_is_not_whole_or_not_ours_has_no_page(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="does not exist"):
        write_report(tmp_path / "nowhere")
    with pytest.raises(ResultsError, match="is empty"):
        write_report(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ResultsError, match=r"no finished results \(found notes.txt"):
        write_report(tmp_path)
    (tmp_path / "replications").mkdir()
    with pytest.raises(ResultsError, match=r"no manifest.json yet"):
        write_report(tmp_path)
    (tmp_path / MANIFEST).write_text('{"kind": "package", "version": 3}')
    with pytest.raises(ResultsError, match="not of a run, comparison or sweep"):
        write_report(tmp_path)
    (tmp_path / MANIFEST).write_text('{"kind": "ru')
    with pytest.raises(ResultsError, match="damaged"):
        write_report(tmp_path)


def test_a_run_with_a_missing_replication_is_told_as_such(tmp_path: Path) -> None:
    options = Options(tmp_path, jobs=1)
    with played_by(play):
        run = run_plan(plan(options), options, Watcher(), page=write_report)
    (run.directory / "replications" / "0002.npz").unlink()
    with pytest.raises(ResultsError, match=r"0002.npz is missing"):
        write_report(run.directory)
