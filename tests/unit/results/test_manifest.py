"""A run's folder is named after everything that could change its numbers, and after nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sim.base.errors import ResultsError
from sim.results.manifest import (
    MANIFEST,
    Provenance,
    Request,
    Setup,
    forget_manifest,
    read_manifest,
    run_manifest,
    source_digest,
    stored_manifest,
    write_manifest,
)

SETUP = Setup(
    name="kelly-memos",
    title="As ordered",
    summary="",
    start=date(2016, 10, 1),
    years=4,
    seed=1,
    scale=1.0,
    fixed=False,
    scenario_digest="a",
    seeds_digest="b",
    source_digest="c",
)


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 2},
        {"scale": 0.5},
        {"fixed": True},
        {"scenario_digest": "c"},
        {"seeds_digest": "c"},
        {"source_digest": "d"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_numbers_changes_the_folder(change: dict[str, object]) -> None:
    assert replace(SETUP, **change).run_id != SETUP.run_id  # type: ignore[arg-type]


def test_words_do_not_change_the_folder() -> None:
    assert replace(SETUP, title="Other").run_id == SETUP.run_id


def test_the_source_has_one_digest() -> None:
    assert source_digest() == source_digest()


def test_an_interval_says_what_it_is_about() -> None:
    assert SETUP.interval_label == "95% interval over chance and uncertain inputs"
    assert replace(SETUP, fixed=True).interval_label == "95% interval, chance alone"


def test_a_manifest_marks_a_whole_folder(tmp_path: Path) -> None:
    content = run_manifest(SETUP, Request(8, "metrics", "memosim run x"), Provenance((), (), (), (), (), ()), unread=())
    assert read_manifest(tmp_path) is None
    write_manifest(tmp_path, content)
    assert read_manifest(tmp_path) == content
    forget_manifest(tmp_path)
    assert read_manifest(tmp_path) is None


def test_a_damaged_manifest_is_told_to_readers_and_replaced_by_writers(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("{")
    with pytest.raises(ResultsError, match="damaged"):
        read_manifest(tmp_path)
    assert stored_manifest(tmp_path) is None


def test_a_manifest_of_before_names_its_parameters_by_the_word_of_now(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"kind": "run", "leaves": [{"path": "courts.judges"}]}', encoding="utf-8")
    assert read_manifest(tmp_path) == {"kind": "run", "parameters": [{"path": "courts.judges"}]}


@pytest.mark.parametrize("content", ["null", "[1]", '{"scale": NaN}', "[" * 100_000])
def test_a_manifest_that_is_no_mapping_of_numbers_and_words_is_damaged(content: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(ResultsError, match="is damaged"):
        read_manifest(tmp_path)


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ResultsError, match="name a folder of results"):
        read_manifest(tmp_path / "file")
