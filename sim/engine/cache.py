"""Where compiled rules are kept: one folder of the user's cache for each version of the program.

The cache of numba looks at the file of a rule and not at those of the rules that it calls: after a change in one of
these it would go on with the old machine code. So the folder is named after every line that could be compiled into it.
"""

import atexit
import hashlib
import os
import shutil
import sys
import tempfile
import warnings
from importlib.metadata import version
from pathlib import Path

_ROOT = "MEMOSIM_CACHE_DIR"
"""Names another folder to keep compiled rules in; processes started by this one read it too."""
_COMPILED = ("base", "engine", "world", "model")
"""Packages whose sources could be compiled into a rule."""
_LIBRARIES = ("numba", "llvmlite", "numpy")
_DIGEST_BYTES = 8
_KEPT = 8
"""Versions of the program whose rules are kept [folders]."""
_WHOLE = "whole"
"""A file of this name says that every rule was compiled."""


def folder() -> Path:
    """The folder of this version of the program, made if it is missing.

    Where nothing can be written it is a temporary one, and the rules are compiled anew each time.
    """
    root = _root()
    found = root / _version()
    try:
        found.mkdir(parents=True, exist_ok=True)
        (found / _WHOLE).with_suffix(".used").touch()
    except OSError:
        root = _temporary(found)
        found = root / found.name
        found.mkdir()
    _prune(root, found)
    return found


def is_whole() -> bool:
    """Whether every rule of this version has been compiled."""
    return (_root() / _version() / _WHOLE).exists()


def note_whole() -> None:
    """Write down that every rule of this version has been compiled."""
    (folder() / _WHOLE).touch()


def _root() -> Path:
    given = os.environ.get(_ROOT) or os.environ.get("NUMBA_CACHE_DIR")
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "memosim"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "memosim"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "memosim"


def _version() -> str:
    """A name for all that machine code depends on: the sources, the libraries and the version of Python."""
    package = Path(__file__).parent.parent
    seen = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for name in _LIBRARIES:
        seen.update(f"{name} {version(name)}\0".encode())
    seen.update(sys.version.encode())
    for source in sorted(source for part in _COMPILED for source in (package / part).rglob("*.py")):
        seen.update(str(source.relative_to(package)).encode() + b"\0" + source.read_bytes())
    return seen.hexdigest()


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


def _prune(root: Path, current: Path) -> None:
    """Leave the versions that were used last."""
    used = [mark.parent for mark in sorted(root.glob("*/*.used"), key=lambda mark: mark.stat().st_mtime)]
    for old in used[:-_KEPT]:
        if old != current:
            shutil.rmtree(old, ignore_errors=True)
