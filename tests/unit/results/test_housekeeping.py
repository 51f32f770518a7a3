"""What a newer run replaced is removed, and nothing that a study still needs."""

import os
from pathlib import Path

from sim.results.housekeeping import remove, replaced, stored_under
from sim.results.manifest import write_manifest


def folder(root: Path, name: str, kind: str, command: str, *, age: int, runs: tuple[str, ...] = ()) -> None:
    """A folder of results of an age in seconds."""
    path = root / name
    path.mkdir(parents=True)
    if kind == "run":
        (path / "replications").mkdir()
    write_manifest(path, {"kind": kind, "replications": 2, "command": command, "runs": list(runs)})
    os.utime(path / "manifest.json", (1e9 - age, 1e9 - age))


def test_the_newest_of_the_same_command_stays_whatever_its_replications(tmp_path: Path) -> None:
    folder(tmp_path, "calm/old", "run", "memosim run calm --replications 2 --seed 7", age=9)
    folder(tmp_path, "calm/new", "run", "memosim run calm --replications 5 --seed 7", age=1)
    folder(tmp_path, "calm/other", "run", "memosim run calm --replications 2 --seed 8", age=9)
    assert [one.name for one in replaced(stored_under(tmp_path))] == ["calm/old"]


def test_a_run_that_a_study_needs_stays(tmp_path: Path) -> None:
    folder(tmp_path, "calm/old", "run", "memosim run calm", age=9)
    folder(tmp_path, "calm/new", "run", "memosim run calm", age=1)
    folder(tmp_path, "sweep-1", "sweep", "memosim sweep calm", age=5, runs=("calm/old",))
    assert replaced(stored_under(tmp_path)) == ()
    folder(tmp_path, "sweep-2", "sweep", "memosim sweep calm", age=2, runs=("calm/new",))
    assert [one.name for one in replaced(stored_under(tmp_path))] == ["calm/old", "sweep-1"]


def test_what_is_removed_is_gone_and_what_is_unfinished_stays(tmp_path: Path) -> None:
    folder(tmp_path, "calm/old", "run", "memosim run calm", age=9)
    folder(tmp_path, "calm/new", "run", "memosim run calm", age=1)
    (tmp_path / "calm" / "begun" / "replications").mkdir(parents=True)
    for one in replaced(stored_under(tmp_path)):
        remove(one)
    assert [(one.name, one.kind) for one in stored_under(tmp_path)] == [
        ("calm/begun", "unfinished"),
        ("calm/new", "run"),
    ]
