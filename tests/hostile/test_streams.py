"""Whatever becomes of what is printed, a command does its work, says what it can and ends with its exit code."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

TINY = ("--scale", "0.001", "--years", "1", "--replications", "1", "--jobs", "1")
TABLES = """
import sys
from sim.cli.printing import print_tables
from sim.cli.streams import open_streams, print_json, say, show
from sim.report.tables import Table
open_streams()
table = Table("Pe\\u00f1a", "\\u2026", ("Measure", "Mean"), (("Removals", "\\u22125"), ("\\x1b[31m\\n", "\\u4e2d")))
print_tables((table,), as_markdown="md" in sys.argv)
show("\\u2212\\udcff")
say("\\u2212\\udcff")
print_json({"\\u2212": "\\x9b"})
"""
WORKERS = """
import multiprocessing, sys
import typer
from sim.cli.outcome import heed_signals, outcome
from sim.study.executors import perform_all
from tests.unit.study.works import wait_long
def told(_: float) -> None:
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
heed_signals()
try:
    with outcome(as_json=False):
        perform_all(wait_long, range(1, 4), jobs=2, on_done=print, on_progress=told)
except typer.Exit as left:
    sys.exit(left.exit_code)
"""


def shell(line: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell, in which "$@" is the command with these words."""
    command = ["sh", "-c", line, "sh", sys.executable, "-m", "sim.cli", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def program(text: str, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a program in Python."""
    command = [sys.executable, "-c", text, *words]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, timeout=120, check=False)


@pytest.mark.parametrize("look", ["text", "md"])
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii", "utf-8"])
def test_tables_are_printed_in_any_encoding(encoding: str, look: str) -> None:
    ran = program(TABLES, look, PYTHONIOENCODING=encoding)
    assert ran.returncode == 0, ran.stderr
    out = ran.stdout.decode(encoding)
    assert ("\u22125" if encoding == "utf-8" else "-5") in out
    assert ("Pena" if encoding == "ascii" else "Peña") in out
    assert "\\x1b[31m\\n" in out
    assert "\\udcff" in out
    assert ('{\n  "\u2212": "\\u009b"\n}' if encoding == "utf-8" else '{\n  "\\u2212": "\\u009b"\n}') in out
    assert b"\x1b" not in ran.stdout + ran.stderr


def test_a_reader_that_closes_early_and_notices_that_fail_cost_no_file(tmp_path: Path) -> None:
    """All at once: stdout is closed by its reader, stderr is full, the folder looks like a pattern and a home."""
    odd = tmp_path / "p [ab]{c,d}*? %41 ~"
    odd.mkdir()
    ran = shell(
        '{ "$@" 2>/dev/full; echo "ended with $?" >ended; } | true',
        odd,
        "run",
        "status-quo",
        *TINY,
        "--xlsx",
        "--out",
        "~x[1]",
    )
    assert ran.stdout == ran.stderr == ""
    assert (odd / "ended").read_text() == "ended with 0\n"
    assert sorted(path.name for path in odd.iterdir()) == ["ended", "~x[1]"]
    (run,) = (odd / "~x[1]/status-quo").iterdir()
    tables = {"ledger.parquet", "stocks.parquet", "manifest.json", "metrics.csv", "report.html", "report.xlsx"}
    assert tables < {path.name for path in run.iterdir()}


def test_output_that_cannot_be_written_is_the_users_to_mend(tmp_path: Path) -> None:
    ran = shell('"$@" >/dev/full', tmp_path, "list")
    assert ran.returncode == 2
    assert ran.stderr.startswith("memosim: cannot write the output: No space left on device; ")


def test_output_waits_for_its_reader_where_the_pipe_does_not(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with subprocess.Popen(
        [sys.executable, "-m", "sim.cli", "schema"], cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE
    ) as ran:
        os.close(writing)
        with open(reading, "rb") as reader:
            printed = reader.read()
        assert ran.stderr is not None
        assert ran.stderr.read() == b""
    assert ran.returncode == 0
    assert len(printed) > 100_000
    assert json.loads(printed)["type"] == "object"


@pytest.mark.parametrize("where", ["2>&-", ">&- 2>&- <&-"])
def test_an_exit_code_needs_no_stderr(tmp_path: Path, where: str) -> None:
    ran = shell(f'"$@" {where}', tmp_path, "explain", "status-quo", "nothing.such")
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", "")


def test_names_that_act_on_a_terminal_are_shown(tmp_path: Path) -> None:
    name = "\x1b[31mX\x9b\u202e\n.yaml"
    (tmp_path / name).write_text("scenario: x\ntitle: X\nextends: status-quo\n", encoding="utf-8")
    ran = shell('"$@"', tmp_path, "check", name, f"{name}x")
    assert "\\x1b[31mX\\x9b\\u202e\\n.yaml: fine; X" in ran.stdout
    assert "found '\\x1b[31mX" in ran.stderr
    assert not set("\x1b\x9b\u202e") & set(ran.stdout + ran.stderr)


def test_a_signal_ends_a_run_as_ctrl_c_does(tmp_path: Path) -> None:
    words = ["run", "status-quo", "--scale", "0.001", "--years", "20", "--jobs", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "sim.cli", *words], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as playing:
        assert playing.stderr is not None
        assert playing.stderr.readline() == "replications found: none, to compute: 20\n"
        playing.send_signal(signal.SIGTERM)
        told = playing.stderr.read()
    assert playing.returncode == 143
    assert told.endswith(f"the same command goes on from there:\n  memosim {' '.join(words)}\n")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_leaves_no_worker(number: signal.Signals, code: int) -> None:
    """SIGTERM comes to the parent, as from a batch system; SIGHUP to all, as from a terminal that closes."""
    ran = [sys.executable, "-c", WORKERS]
    with subprocess.Popen(
        ran, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        workers = [int(word) for word in parent.stdout.readline().split()]
        if number is signal.SIGHUP:
            os.killpg(parent.pid, number)
        else:
            parent.send_signal(number)
        told = parent.stderr.read()
    assert parent.returncode == code
    assert told.startswith("interrupted; what had finished is kept")
    assert "Traceback" not in told
    assert len(workers) == 2
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
