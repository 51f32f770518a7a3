"""A file is whole or not there."""

from pathlib import Path

import pytest

from sim.results.atomic_files import remove_unfinished, write_text, written_aside


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    write_text(path, "whole\n")
    with pytest.raises(RuntimeError), written_aside(path) as aside:  # noqa: PT012  # the failure comes after a write
        aside.write_text("half")
        raise RuntimeError
    assert path.read_text() == "whole\n"
    assert [file.name for file in tmp_path.iterdir()] == ["metrics.csv"]


def test_a_file_that_holds_the_same_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_text(path, "whole\n")
    before = path.stat().st_ino
    write_text(path, "whole\n")
    assert path.stat().st_ino == before
    write_text(path, "other\n")
    assert path.read_text() == "other\n"


def test_a_file_in_the_making_has_another_name(tmp_path: Path) -> None:
    with written_aside(tmp_path / "metrics.csv") as aside:
        aside.write_text("half")
        assert aside.name.startswith(".metrics.csv.")
        assert aside.name.endswith(".tmp")
        assert not (tmp_path / "metrics.csv").exists()
    assert (tmp_path / "metrics.csv").exists()


def test_leftovers_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    (tmp_path / "replications").mkdir()
    (tmp_path / "replications" / ".0001.npz.123.tmp").touch()
    (tmp_path / "replications" / "0002.npz").touch()
    remove_unfinished(tmp_path)
    assert [path.name for path in (tmp_path / "replications").iterdir()] == ["0002.npz"]
