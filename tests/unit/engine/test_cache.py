"""Compiled rules are kept apart for each version of each file, and old versions go."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim.engine import cache

PACKAGE = Path(cache.__file__).parent.parent
BENCH, VERBS, HOLD = (PACKAGE / path for path in ("model/courts/bench.py", "engine/verbs.py", "model/litigation.py"))


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("MEMOSIM_CACHE_DIR", str(tmp_path))
    return tmp_path


def test_a_change_names_another_folder_for_every_file_that_it_may_be_compiled_into(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = {source: cache.folder(source) for source in (BENCH, VERBS, HOLD)}
    real = cache._text
    monkeypatch.setattr(cache, "_text", lambda source: real(source) + b"#" * (source == VERBS))
    assert cache.folder(BENCH) != before[BENCH], "the bench calls verbs, though a rule of another file stands between"
    assert cache.folder(VERBS) != before[VERBS]
    assert cache.folder(HOLD) == before[HOLD]
    assert before[BENCH].exists()


def test_a_run_notices_an_edited_rule_of_another_file(place: Path) -> None:
    copy = place / "copy"
    shutil.copytree(PACKAGE, copy / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "sim" / "model" / "callee.py").write_text(
        "from sim.engine.compiled import rule\n\n\n@rule\ndef one() -> int:\n    return 1\n"
    )
    (copy / "sim" / "model" / "caller.py").write_text(
        "from sim.engine.compiled import rule\nfrom sim.model.callee import one\n\n\n"
        "@rule\ndef twice() -> int:\n    return 2 * one()\n"
    )
    assert said(copy) == "2\n"
    callee = copy / "sim" / "model" / "callee.py"
    callee.write_text(callee.read_text().replace("return 1", "return 2"))
    assert said(copy) == "4\n"


def said(copy: Path) -> str:
    code = f"import sys; sys.path.insert(0, {str(copy)!r}); from sim.model.caller import twice; print(twice())"
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_the_versions_used_last_are_kept(place: Path) -> None:
    current = cache.folder(BENCH)
    for number in range(12):
        old = current.parent / f"old{number}"
        old.mkdir()
        os.utime(old, (number, number))
    cache.note_whole()
    assert current.exists()
    assert not (current.parent / "old0").exists()
    assert (current.parent / "old11").exists()


def test_it_is_written_down_when_all_rules_are_compiled() -> None:
    assert not cache.is_whole()
    cache.folder(BENCH)
    cache.note_whole()
    assert cache.is_whole()


def test_where_nothing_can_be_written_a_folder_is_made_that_goes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("MEMOSIM_CACHE_DIR", str(blocked))
    with pytest.warns(RuntimeWarning, match="MEMOSIM_CACHE_DIR"):
        folder = cache.folder(BENCH)
    assert folder.exists()
    assert folder.is_relative_to(os.environ["MEMOSIM_CACHE_DIR"]), "processes started from here share it"
    cache.note_whole()
    assert cache.is_whole()


def test_what_is_compiled_is_found_wherever_the_program_lies(tmp_path: Path) -> None:
    code = (
        "from sim.engine.compiled import while_compiling\n"
        "from sim.engine.draws import scramble\n"
        "import numpy\n"
        "with while_compiling(lambda: print('compiled')):\n"
        "    scramble(numpy.uint64(3))"
    )
    for place in ("here", "there"):
        shutil.copytree(PACKAGE, tmp_path / place / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    ran = [
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path / place, check=True, capture_output=True, text=True)
        for place in ("here", "there")
    ]
    assert [each.stdout.count("compiled") for each in ran] == [2, 0]


def test_help_does_not_load_the_compiler() -> None:
    code = (
        "import sys; from sim.cli.app import answer\n"
        "try: answer(['--help'])\n"
        "finally: sys.stderr.write(str('numba' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stderr == "False"


def test_two_processes_do_not_both_compile() -> None:
    code = (
        "import time; from sim.engine import cache; from sim.study.preparing import turn\n"
        "with turn():\n"
        "    print(0 if cache.is_whole() else 1, flush=True); time.sleep(0.5); cache.note_whole()"
    )
    both = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert sorted(one.communicate()[0] for one in both) == ["0\n", "1\n"]
