"""Scenario files as nobody should write them: sound ones broken by chance, and every trick that YAML knows."""

import random
from collections.abc import Callable
from pathlib import Path

from sim.scenario.catalogue import catalogue_of
from sim.scenario.parameters import Parameters

_PARAMETERS = tuple(sorted(catalogue_of(Parameters).parameters))
_SOUND = """scenario: mine
title: A scenario of mine
extends: kelly-memos
summary: What I want to know.
layers: [border/H-contiguous-return.realised]
set:
  mexico.consent_per_day:
    2017-06-01: {value: 100, unit: persons/day, low: 0, high: 300, source: "assumption#A-031"}
  detention.beds.adult: 40000
run: {start: 2016-10-01, years: 2, replications: 4, seed: 7}
"""
_VALUES = (
    *("-1", "0", "1", "1e400", "-1e400", ".nan", ".inf", "-.inf", "NaN", "nan", "0x1F", "010", "0o17", "1_000", "1e6"),
    *("yes", "no", "on", "off", "~", "null", "''", '"x"', "10:30", "1:30:00", "2016-13-41", "1850-01-01", "0001-01-01"),
    *("9999-12-31", "2016-02-30", "2017-02-29", "2016-10-01T00:00:00Z", "[]", "{}", "[1, 2, 3]", "{value: 5}"),
    *("{value: .nan, unit: beds}", "{lognormal: {median: 10, p90: 5}, unit: days}", "{lognormal: 3}", "{value: }"),
    *("{2016-10-01: 1, 2016-10-01: 2}", "{2016-10-01: -5}", "{1850-01-01: 5}", "{9999-12-31: 5, 2016-10-01: 3}"),
    *("{value: 1, low: 2, high: 0, unit: share, source: x}", "!!python/object:os.system ls", "!!binary aGk=", "&a 5"),
    *("*a", "<<", "| \n  a\n  b", "> \n  folded", "%TAG", "@at", "`tick`", "\\", "\t5", "5 # five", "nationwide"),
    *("<script>alert(1)</script>", "../../etc/passwd", "/etc/passwd", "C:\\x", "file://x", "$(id)", "{{7*7}}", "%s%n"),
    *("9" * 400, "9" * 5000, "-" + "9" * 5000, "0." + "0" * 400 + "1", "1e-400", "\u202e5", "\uff15", "\u0665", "½"),
)
_LINES = (
    *(
        "<<: {a: 1}",
        "&anchor a: 1",
        "? [a, b]\n: c",
        "- a\n- b",
        "--- \na: 1\n--- \nb: 2",
        "...",
        "%YAML 1.1",
        "a: b: c",
    ),
    *("a: *b", "set:", "set: 5", "set: []", "run: 5", "run: {years: 0}", "run: {years: 21}", "run: {start: soon}"),
    *("run: {start: 1850-01-01}", "run: {start: 2036-01-01}", "run: {years: 99999999999999999999}", "run: {seed: -1}"),
    *("extends: mine", "extends: mine.yaml", "extends: ../mine.yaml", "extends: /etc/passwd", "extends: [a]"),
    *("extends: ''", "extends: kelly", "layers: x", "layers: [x, x]", "layers: [../x]", "layers: [border/A]"),
    *("title: <script>alert(1)</script>", "title: ''", "title: 5", "title: [a]", "scenario: ../x", "scenario: CON"),
    *("scenario: ''", "scenario: " + "a" * 65, "scenario: 5", "scenario: null", "sources: {a: 1}", "sources: [a]"),
    *(
        "leaves_out: 5",
        "summary: {a: 1}",
        "unknown: 1",
        "set: {a.b.c: 1}",
        "set: {courts: 5}",
        "set: {courts: {judges: x}}",
    ),
    *("set: {run.years: 3}", "run: {years: 2, years: 3}", "'': 1", "? : 1", "null: 1", "5: 1", "2016-10-01: 1"),
)


def broken_file(rng: random.Random) -> bytes:
    """One file that may be sound, odd or monstrous.

    Args:
        rng: the same generator gives the same file.
    """
    return rng.choice(_WAYS)(rng)


def family_of_files(folder: Path, rng: random.Random) -> Path:
    """Files that extend each other, also in circles; the one to be read is returned.

    Args:
        folder: where they are written.
        rng: the same generator gives the same files.
    """
    names = ["a.yaml", "b.yaml", "c.yaml", "mine.yaml"]
    for name in names:
        parent = rng.choice([*names, "kelly-memos", "status-quo", "./a.yaml", "x/../b.yaml", "../c.yaml", "none.yaml"])
        text = f"scenario: {name[:-5]}\ntitle: {name}\nextends: {parent}\n"
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "mine.yaml"


def _sound_with_values(rng: random.Random) -> bytes:
    parameters = rng.sample(_PARAMETERS, rng.randint(1, 6))
    lines = [f"  {_misspelt(parameter, rng)}: {rng.choice(_VALUES)}" for parameter in parameters]
    return ("scenario: mine\ntitle: Mine\nset:\n" + "\n".join(lines) + "\n").encode("utf-8", "surrogatepass")


def _sound_with_lines(rng: random.Random) -> bytes:
    lines = _SOUND.splitlines()
    for _ in range(rng.randint(1, 4)):
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(_LINES))
    return "\n".join(lines).encode()


def _sound_with_bytes(rng: random.Random) -> bytes:
    content = bytearray(_SOUND.encode())
    for _ in range(rng.randint(1, 12)):
        place = rng.randrange(len(content))
        act = rng.randrange(4)
        if act == 0:
            content[place] = rng.randrange(256)
        elif act == 1:
            del content[place : place + rng.randint(1, 9)]
        elif act == 2:
            content[place:place] = bytes(rng.choice(b"{}[]:,&*!|>'\"%@`#-? \t\n\r\0") for _ in range(rng.randint(1, 5)))
        else:
            content[place:place] = content[place : place + rng.randint(1, 60)]
        if not content:
            return b""
    return bytes(content)


def _cut_short(rng: random.Random) -> bytes:
    content = _SOUND.encode()
    return content[: rng.randrange(len(content))]


def _monstrous(rng: random.Random) -> bytes:
    depth, length = rng.choice([19, 21, 500, 5000]), rng.choice([1000, 200_000, 1_000_001])
    return rng.choice(
        [
            b"[" * depth,
            b"a: " + b"[" * depth + b"]" * depth,
            b"{a: " * depth + b"1" + b"}" * depth,
            b"x" * length + b": 1\n",
            b"title: " + b"x" * length,
            b"set: {detention.beds.adult: " + b"9" * min(length, 5000) + b"}\n",
            b"\xff\xfes\x00c\x00e\x00",
            b"\xef\xbb\xbf" + _SOUND.encode(),
            b"\0" * 10,
            b"- " * depth + b"a",
            b"a: 1\n" * min(length // 10, 2000),
            b"a: &a [*a, *a]\n" * 20,
            bytes(rng.randrange(256) for _ in range(200)),
            "title: \ud800".encode("utf-8", "surrogatepass"),
            _SOUND.encode("utf-16"),
            b"",
            b"\n\n# nothing\n",
        ]
    )


def _misspelt(parameter: str, rng: random.Random) -> str:
    if rng.random() < 0.8:
        return parameter
    place = rng.randrange(len(parameter))
    return parameter[:place] + rng.choice(["", ".", "x", " ", "é", ".."]) + parameter[place + 1 :]


_WAYS: tuple[Callable[[random.Random], bytes], ...] = (
    _sound_with_values,
    _sound_with_lines,
    _sound_with_bytes,
    _cut_short,
    _monstrous,
)
