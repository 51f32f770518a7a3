"""A run says what it was: the resolved scenario with its sources, digests, versions and the command that repeats it."""

import hashlib
import json
import platform
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sim.base.errors import ResultsError
from sim.results.atomic_files import write_json

MANIFEST = "manifest.json"
RUN_ID_LENGTH = 16
"""Hexadecimal digits of a run id [digits]."""
_SOURCE = (".py", ".html", ".css")
_NOT_SOURCE = ("__pycache__", "_shipped")


@dataclass(frozen=True)
class Setup:
    """Everything that a run is made from, but the number of its replications and where and how fast it is computed."""

    name: str
    """What it is called in tables: the scenario's name, with the settings that the user wrote behind it."""
    title: str
    summary: str
    start: date
    years: int
    """Length of the run [years]."""
    seed: int
    """The number that all draws begin with [1]."""
    scale: float
    """The share of the world that is simulated [share]."""
    fixed: bool
    """Whether uncertain parameters stay at their central values."""
    scenario_digest: str
    seeds_digest: str
    source_digest: str

    @property
    def run_id(self) -> str:
        """The name of the run's folder: equal for runs that must give equal numbers."""
        parts = (
            self.scenario_digest,
            self.seeds_digest,
            self.name,
            str(self.seed),
            str(self.fixed),
            repr(self.scale),
            self.source_digest,
            *versions().values(),
        )
        return digest(*parts)

    @property
    def place(self) -> str:
        """The folder of the run below the root of all results."""
        return f"{self.name.partition(':')[0]}/{self.run_id}"

    @property
    def interval_label(self) -> str:
        """What the intervals of the run are about."""
        return "95% interval, chance alone" if self.fixed else "95% interval over chance and uncertain inputs"


@dataclass(frozen=True)
class Provenance:
    """Where the numbers of a scenario come from; ready to be written as JSON."""

    layers: tuple[str, ...]
    parameters: tuple[dict[str, object], ...]
    leaves_out: tuple[str, ...]
    settings: tuple[str, ...]
    """What the user set, each with its value and from when."""
    notes: tuple[str, ...]
    """What must be known before a number is read."""
    sources: tuple[dict[str, object], ...]
    """What each reference in the parameters names."""


@dataclass(frozen=True)
class Request:
    """What the user asked of a run."""

    replications: int
    """How many times the years are played [replications]."""
    keep: str
    """`metrics`, or `series` where everything recorded is kept."""
    command: str
    """The command that repeats the run."""


def digest(*parts: str) -> str:
    """Shorten texts to one name; other texts give another name."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:RUN_ID_LENGTH]


def source_digest() -> str:
    """Digest the package's own source, since a change of the rules changes the numbers."""
    root = Path(__file__).resolve().parent.parent
    text = hashlib.sha256()
    for path in sorted(root.rglob("*.*"), key=lambda path: path.relative_to(root).as_posix()):
        inside = path.relative_to(root)
        if path.suffix in _SOURCE and not set(_NOT_SOURCE) & set(inside.parts):
            text.update(inside.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return text.hexdigest()[:RUN_ID_LENGTH]


def versions() -> dict[str, str]:
    """Name the versions of the libraries whose arithmetic is in the numbers."""
    return {name: version(name) for name in ("numpy", "scipy")}


def program_version() -> str:
    """Name the version of the program as installed, or `0` where it runs from a bare folder."""
    try:
        return version("memosim")
    except PackageNotFoundError:
        return "0"


def run_manifest(
    setup: Setup, request: Request, provenance: Provenance, *, unread: tuple[str, ...]
) -> dict[str, object]:
    """Put together the manifest of a run; two identical runs have identical manifests."""
    return {
        "kind": "run",
        "scenario": setup.name,
        "title": setup.title,
        "summary": setup.summary,
        "run_id": setup.run_id,
        "start": setup.start.isoformat(),
        "years": setup.years,
        "seed": setup.seed,
        "replications": request.replications,
        "fixed": setup.fixed,
        "scale": setup.scale,
        "keep": request.keep,
        "interval": setup.interval_label,
        "set": list(provenance.settings),
        "notes": list(provenance.notes),
        "command": request.command,
        "digests": {"scenario": setup.scenario_digest, "seeds": setup.seeds_digest, "source": setup.source_digest},
        "versions": {"memosim": program_version(), "python": _python(), **versions()},
        "layers": list(provenance.layers),
        "leaves_out": list(provenance.leaves_out),
        "unread": list(unread),
        "sources": list(provenance.sources),
        "parameters": list(provenance.parameters),
    }


def write_manifest(folder: Path, content: dict[str, object]) -> None:
    """Write the manifest, last of all files: a folder without one is not whole."""
    write_json(folder / MANIFEST, content)


def read_manifest(folder: Path) -> dict[str, object] | None:
    """Read the manifest of a folder, or give None where there is none.

    Raises:
        ResultsError: if it is damaged.
    """
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"), parse_constant=_refuse)
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise ResultsError(f"{folder} is a file; name a folder of results") from error
    except (ValueError, RecursionError) as error:
        raise ResultsError(f"{folder / MANIFEST} is damaged ({error}); run again to write it anew") from error
    if not isinstance(content, dict):
        raise ResultsError(f"{folder / MANIFEST} is damaged (it is no mapping); run again to write it anew")
    if "leaves" in content:  # what the parameters were called before
        content["parameters"] = content.pop("leaves")
    return dict(content)


def _refuse(constant: str) -> None:
    """Refuse what JSON has no word for."""
    raise ValueError(f"found {constant}, expected a number")


def stored_manifest(folder: Path) -> dict[str, object] | None:
    """Read the manifest of a folder that is about to be written; a damaged one counts as none."""
    try:
        return read_manifest(folder)
    except ResultsError:
        return None


def forget_manifest(folder: Path) -> None:
    """Take the manifest away before files change, so that a killed run does not read as whole."""
    (folder / MANIFEST).unlink(missing_ok=True)


def _python() -> str:
    return ".".join(platform.python_version_tuple()[:2])
