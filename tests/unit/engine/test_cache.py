"""Compiled rules are kept apart for each version of the program, and old versions go."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.engine import cache


def test_a_change_in_any_source_that_may_be_compiled_in_names_another_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MEMOSIM_CACHE_DIR", str(tmp_path))
    before = cache.folder()
    assert before == cache.folder()
    real = Path.read_bytes
    changed = Path("world") / "verbs.py"
    monkeypatch.setattr(Path, "read_bytes", lambda path: real(path) + b"#" * path.match(str(changed)))
    assert cache.folder() != before
    assert before.exists()


def test_the_versions_used_last_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEMOSIM_CACHE_DIR", str(tmp_path))
    for number in range(12):
        folder = tmp_path / f"old{number}"
        folder.mkdir()
        (folder / "whole.used").touch()
        os.utime(folder / "whole.used", (number, number))
    current = cache.folder()
    assert current.exists()
    assert not (tmp_path / "old0").exists()
    assert (tmp_path / "old11").exists()


def test_it_is_written_down_when_all_rules_are_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEMOSIM_CACHE_DIR", str(tmp_path))
    assert not cache.is_whole()
    cache.note_whole()
    assert cache.is_whole()


def test_where_nothing_can_be_written_a_folder_is_made_that_goes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("MEMOSIM_CACHE_DIR", str(blocked))
    with pytest.warns(RuntimeWarning, match="MEMOSIM_CACHE_DIR"):
        folder = cache.folder()
    assert folder.exists()
    assert os.environ["MEMOSIM_CACHE_DIR"] == str(folder.parent), "processes started from here share it"


def test_help_does_not_load_the_compiler() -> None:
    code = (
        "import sys; from sim.cli.app import answer\n"
        "try: answer(['--help'])\n"
        "finally: sys.stderr.write(str('numba' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stderr == "False"
