"""Whatever is typed, the program ends by itself with a message, and writes nowhere but where it was told to."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.files import broken_file

FEW, MANY = 20, 200
HANGS = 120
"""A command that takes longer is taken to hang [seconds]."""
_VERBS = ("list", "check", "run", "compare", "levers", "sweep", "sensitivity", "uncertainty", "solve", "discover")
_MORE_VERBS = (
    "backtest",
    "calibrate",
    "report",
    "sources",
    "explain",
    "new",
    "schema",
    "results",
    "sail",
    "",
    "--help",
)
_PLAYING = ("run", "compare", "sweep", "sensitivity", "uncertainty", "solve", "discover", "backtest", "calibrate")
"""What plays the whole country unless it is told to be small."""
_TINY = ("--scale", "0.001", "--years", "1", "--replications", "1", "--quiet")
_NAMES = (
    "status-quo",
    "kelly-memos",
    "kelly-memo",
    "../status-quo",
    "/etc/passwd",
    "broken.yaml",
    "none.yaml",
    ".",
    "",
)
_OPTIONS: tuple[tuple[str, ...], ...] = (
    ("--set", "detention.beds.adult=-5"),
    ("--set", "detention.bedz.adult=5"),
    ("--set", "detention.beds.adult=nan"),
    ("--set", "detention.beds.adult"),
    ("--set", "=5"),
    ("--set", "courts.judges={2016-13-41: 5}"),
    ("--set", "courts.judges=" + "9" * 4000),
    ("--set", "run.years=0"),
    ("--scale", "0"),
    ("--scale", "-1"),
    ("--scale", "nan"),
    ("--scale", "1e-9"),
    ("--years", "21"),
    ("--years", "x"),
    ("--replications", "0"),
    ("--replications", "99999999999999999999"),
    ("--seed", "-1"),
    ("--seed", "340282366920938463463374607431768211456"),
    ("--jobs", "0"),
    ("--out", "file-in-the-way"),
    ("--out", "\udcff\udcfe"),
    ("--keep", "all"),
    ("--vary", "detention.beds.adult=1:x:3"),
    ("--vary", "nothing=1,2"),
    ("--vary", "detention.beds.adult=5:1:0"),
    ("--until", "court_pending@2017<=x"),
    ("--until", "no_such_metric@2017<=5"),
    ("--from", "2017-02-30"),
    ("--observed", "nowhere"),
    ("--json",),
    ("--md",),
    ("--sail",),
    ("--", "-x"),
)


_SOUND = (
    ("run", "status-quo"),
    ("run", "observed"),
    ("compare", "status-quo", "kelly-memos"),
    ("run", "broken.yaml"),
    ("check", "broken.yaml"),
    ("levers",),
    ("list",),
)


def command(rng: random.Random) -> list[str]:
    """One command line: nearly right, or thrown together."""
    options = [word for option in rng.sample(_OPTIONS, rng.randint(0, 2)) for word in option]
    if rng.random() < 0.5:
        sound = rng.choice(_SOUND)
        tiny = _TINY if sound[0] in ("run", "compare") else ()
        return [*sound, *tiny, *(options[:2] if rng.random() < 0.6 else ())]
    words = [rng.choice(_VERBS + _MORE_VERBS), *rng.sample(_NAMES, rng.randint(0, 2)), *options]
    return [*words[: rng.randint(1, len(words))], *(_TINY if words[0] in _PLAYING else ())]


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.relative_to(folder).parts[0] != "results"}


@pytest.mark.slow
def test_no_command_is_met_with_a_traceback(
    tmp_path: Path, record_property: Callable[[str, object], None], *, is_thorough: bool
) -> None:
    (tmp_path / "file-in-the-way").write_text("not a folder")
    before = _files(tmp_path) | {Path("broken.yaml")}
    ended: dict[int, int] = {}
    for number in range(MANY if is_thorough else FEW):
        rng = random.Random(f"command {number}")
        (tmp_path / "broken.yaml").write_bytes(broken_file(rng))
        words = command(rng)
        ran = subprocess.run(
            [sys.executable, "-m", "sim.cli", *words],
            cwd=tmp_path,
            env=os.environ | {"COLUMNS": "100"},
            capture_output=True,
            timeout=HANGS,
            check=False,
        )
        told = ran.stderr.decode("utf-8", "replace")
        assert ran.returncode in (0, 2), f"{words} ended with {ran.returncode}: {told}"
        assert "Traceback" not in told, f"{words}: {told}"
        assert ran.returncode == 0 or told, f"{words} failed without a word"
        ended[ran.returncode] = ended.get(ran.returncode, 0) + 1
        new = _files(tmp_path) - before
        assert not new, f"{words} wrote {new}"
    assert set(ended) == {0, 2}
    record_property("commands typed", sum(ended.values()))
    record_property("commands ended with a traceback", 0)
