"""The page says what was found, when and on what machine; of what was not measured it says by what command it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.evidence.storing import DISTANCE, REFERENCE, ROOT, Figures, stored

PAGE = ROOT / "docs" / "evidence.md"
COMMANDS = {
    "test": "`make test`",
    "verify": "`make verify`",
    "coverage": "`make coverage`",
    "mutants": "`make mutants`",
    "truth": "`make truth`",
    "benchmarks": "`make bench`",
}
"""What measures each part anew."""
_COMPARED, _DIFFERENT = "persons compared with the oracle", "differences from the oracle"
_HELD, _BROKEN = "worlds held to the laws", "laws broken"
_FUZZED = {
    "scenario files read": "scenario files met with a traceback",
    "commands typed": "commands ended with a traceback",
}


def lines() -> Iterator[str]:
    """Write the page, line by line."""
    yield "# Evidence"
    yield ""
    yield "What was measured, when and on what machine; `make evidence` writes it from what is stored."
    yield ""
    yield from _in_short()
    for name in ("test", "verify"):
        yield from _tests(name)
    yield from _coverage()
    yield from _mutants()
    yield from _truth()
    yield from _speed()


def _in_short() -> Iterator[str]:
    yield "| figure | value | measured |"
    yield "|---|---|---|"
    test, proof = stored("test"), stored("verify") or stored("test")
    found = _numbers(proof)
    yield _row(
        "persons compared with the oracle, and differences", proof, "verify", _pair(found, _COMPARED, _DIFFERENT)
    )
    yield _row("worst distance from a closed form, standard errors", proof, "verify", _number(found, DISTANCE))
    yield _row(
        f"{_HELD} of the country and of arithmetic, and {_BROKEN}", proof, "verify", _pair(found, _HELD, _BROKEN)
    )
    for what, traces in _FUZZED.items():
        yield _row(f"hostile {what}, and tracebacks", proof, "verify", _pair(found, what, traces))
    mutants = stored("mutants")
    yield _row("mutants killed, and left", mutants, "mutants", mutants and f"{mutants['killed']}, {mutants['left']}")
    yield _row("lines and branches covered, percent", stored("coverage"), "coverage", _whole(stored("coverage")))
    yield _row("wall time of the tests, seconds", test, "test", test and f"{test['wall_seconds']}")
    truth = stored("truth")
    yield _row(
        "mean error of the backtest, share", truth, "truth", truth and str(_inner(truth, "scores")["mean_error"])
    )
    is_timed = any((REFERENCE / "benchmarks").glob("*.md"))
    yield "| speed | see below | |" if is_timed else _row("speed", None, "benchmarks", None)
    yield ""


def _row(name: str, of: Figures | None, kind: str, value: str | None) -> str:
    if of is None or not value:
        return f"| {name} | not measured; {COMMANDS[kind]} does it | |"
    return f"| {name} | {value} | {of['date']}, {of['machine']} |"


def _inner(figures: Figures, name: str) -> Mapping[str, object]:
    inner = figures[name]
    assert isinstance(inner, dict)
    return inner


def _numbers(figures: Figures | None) -> Mapping[str, object]:
    return _inner(figures, "figures") if figures else {}


def _number(found: Mapping[str, object], name: str) -> str | None:
    return f"{float(str(found[name])):,.10g}" if name in found else None


def _pair(found: Mapping[str, object], first: str, second: str) -> str | None:
    return f"{_number(found, first)}, {_number(found, second)}" if first in found else None


def _whole(coverage: Figures | None) -> str | None:
    return coverage and ", ".join(str(share) for share in _shares(coverage, "all"))


def _shares(coverage: Figures, part: str) -> tuple[object, object]:
    shares = _inner(_inner(coverage, "parts"), part)  # type: ignore[arg-type]
    return shares["lines"], shares["branches"]


def _head(title: str, kind: str, figures: Figures) -> Iterator[str]:
    yield f"## {title}: {COMMANDS[kind]}"
    yield ""
    note = figures.get("note")
    yield f"{figures['date']}, {figures['machine']}.{f' {note}' if note else ''}"
    yield ""


def _tests(name: str) -> Iterator[str]:
    found = stored(name)
    if found is None:
        return
    yield from _head("Tests" if name == "test" else "Long verification", name, found)
    yield "| figure | value |"
    yield "|---|---:|"
    yield f"| wall time, seconds | {found['wall_seconds']:,} |"
    for key in ("tests", "failures", "errors", "skipped"):
        yield f"| {key} | {found[key]:,} |"
    for figure in _numbers(found):
        yield f"| {figure} | {_number(_numbers(found), figure)} |"
    yield ""
    yield from _closed_forms(found)


def _closed_forms(found: Figures) -> Iterator[str]:
    if not found.get("closed forms"):
        return
    yield "| closed form | distance, standard errors |"
    yield "|---|---:|"
    for said, distance in _inner(found, "closed forms").items():
        yield f"| {said} | {distance} |"
    yield ""


def _coverage() -> Iterator[str]:
    found = stored("coverage")
    if found is None:
        return
    yield from _head("Coverage of the tests", "coverage", found)
    yield "Commands that tests type run in processes of their own; what these alone come past counts as not covered."
    yield ""
    yield "| package | lines, percent | branches, percent |"
    yield "|---|---:|---:|"
    for part in _inner(found, "parts"):
        covered, branches = _shares(found, part)
        yield f"| {part} | {covered} | {branches} |"
    yield ""


def _mutants() -> Iterator[str]:
    found = stored("mutants")
    if found is None:
        return
    yield from _head("Mutants", "mutants", found)
    yield "| figure | value |"
    yield "|---|---:|"
    for name, value in found.items():
        if name not in {"date", "machine"} and not name.startswith("names of"):
            yield f"| {name} | {value} |"
    yield ""
    yield "Why those that are left are left stands in [mutants.md](mutants.md)."
    yield ""


def _truth() -> Iterator[str]:
    found = stored("truth")
    if found is None:
        return
    yield from _head("Truth", "truth", found)
    yield "| figure | value |"
    yield "|---|---:|"
    for name, value in _inner(found, "scores").items():
        yield f"| {name.replace('_', ' ')} | {value} |"
    yield ""


def _speed() -> Iterator[str]:
    tables = sorted((REFERENCE / "benchmarks").glob("*.md"))
    if tables:
        yield f"## Speed: {COMMANDS['benchmarks']}"
        yield ""
    for sitting in tables:
        yield from _demoted(sitting)
        yield ""


def _demoted(page: Path) -> Iterator[str]:
    for line in page.read_text(encoding="utf-8").splitlines():
        yield f"##{line}" if line.startswith("#") else line
