"""Where compiled rules are kept: in the user's cache, a folder for each version of each file of rules.

The cache of numba looks at the file of a rule and not at those of the rules that it calls: after a change in one of
these it would go on with the old machine code. So the folder of a file is named after every line that could be compiled
into its rules, which are its own and those of all files that it imports; a change compiles anew what depends on it.
"""

import atexit
import hashlib
import os
import re
import shutil
import sys
import tempfile
import warnings
from functools import cache
from importlib.metadata import version
from pathlib import Path

_ROOT = "MEMOSIM_CACHE_DIR"
"""Names another folder to keep compiled rules in; processes started by this one read it too."""
_PACKAGE = Path(__file__).parent.parent
_COMPILED = ("base", "engine", "model")
"""Packages whose sources could be compiled into a rule."""
_LIBRARIES = ("numba", "llvmlite", "numpy")
_DIGEST_BYTES = 8
_KEPT = 8
"""Versions of each file whose rules are kept [folders]."""
_IMPORT = re.compile(rb"^from (sim[.\w]*) import (\([^)]*\)|.*)$", re.MULTILINE)


def folder(source: Path) -> Path:
    """The folder for the rules of a file, made if it is missing.

    Where nothing can be written it is a temporary one, and the rules are compiled anew each time.
    """
    place = Path(_name(source), _version(source))
    found = _root() / place
    try:
        found.mkdir(parents=True, exist_ok=True)
        os.utime(found)
    except OSError:
        found = _temporary(_root()) / place
        found.mkdir(parents=True)
    return found


def is_whole() -> bool:
    """Whether every rule of this version of the program has been compiled."""
    return _mark().exists()


def note_whole() -> None:
    """Write down that every rule of this version has been compiled, and drop versions that were not used lately."""
    for place in filter(Path.is_dir, _root().iterdir()):
        for old in sorted(place.iterdir(), key=lambda each: each.stat().st_mtime)[:-_KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    _mark().parent.mkdir(parents=True, exist_ok=True)
    _mark().touch()


def _root() -> Path:
    given = os.environ.get(_ROOT) or os.environ.get("NUMBA_CACHE_DIR")
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "memosim"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "memosim"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "memosim"


def _mark() -> Path:
    """The file that says that every rule of this version was compiled."""
    return _root() / "whole" / _digest(tuple(sorted(each for part in _COMPILED for each in _sources(part))))


def _sources(part: str) -> list[Path]:
    return list((_PACKAGE / part).rglob("*.py"))


def _name(source: Path) -> str:
    """A name for a file of rules, wherever it lies."""
    return ".".join(source.relative_to(_PACKAGE).parts) if source.is_relative_to(_PACKAGE) else source.name


def _version(source: Path) -> str:
    """A name for all that the machine code of a file depends on: sources, libraries and the version of Python."""
    seen, left = {source}, [source]
    while left:
        for each in _imported(left.pop()) - seen:
            seen.add(each)
            left.append(each)
    return _digest(tuple(sorted(seen)))


def _digest(sources: tuple[Path, ...]) -> str:
    found = hashlib.blake2b(_libraries(), digest_size=_DIGEST_BYTES)
    for source in sources:
        found.update(_name(source).encode() + b"\0" + _text(source))
    return found.hexdigest()


@cache
def _libraries() -> bytes:
    return "".join(f"{name} {version(name)}\0" for name in _LIBRARIES).encode() + sys.version.encode()


@cache
def _text(source: Path) -> bytes:
    return source.read_bytes()


@cache
def _imported(source: Path) -> frozenset[Path]:
    """The files that could be compiled in from which this one imports something."""
    found = set[Path]()
    for module, names in _IMPORT.findall(_text(source)):
        place = _PACKAGE.parent.joinpath(*module.decode().split("."))
        each = re.findall(r"\w+", names.decode())
        found.update((place.with_suffix(".py"), *(place / f"{name}.py" for name in each)))
    return frozenset(
        path for path in found if path.relative_to(_PACKAGE.parent).parts[1] in _COMPILED and path.is_file()
    )


def _temporary(wanted: Path) -> Path:
    """Make a folder that goes when this process ends, for it and the processes that it starts."""
    root = Path(tempfile.mkdtemp(prefix="memosim-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    os.environ[_ROOT] = str(root)
    warnings.warn(
        f"{wanted}: cannot be written, so that the rules are compiled anew in each session (half a minute); "
        f"name a folder of your own in {_ROOT}",
        RuntimeWarning,
        stacklevel=2,
    )
    return root
