"""Files are written under another name and renamed when they are done: a stored file is whole or not there."""

import io
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.base.errors import ResultsError
from sim.base.text import json_text

Array = NDArray[Any]  # Any: text, whole numbers and fractions lie in one file
Arrays = Mapping[str, Array]

_EPOCH = (1980, 1, 1, 0, 0, 0)


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Give the name to write under, and rename it to `path` at the end; a failure leaves nothing behind."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield aside
        aside.replace(path)
    except OSError as error:
        error.filename = error.filename or str(path)  # a full disk does not say which file did not fit
        raise
    finally:
        aside.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Put a whole file in its place, or leave what was there; a file that holds the same already stays as it is."""
    if _holds(path, content):
        return
    with written_aside(path) as aside, aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _holds(path: Path, content: bytes) -> bool:
    """Say whether a file lies there with this content; one that cannot be read is written anew, or refused then."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def write_text(path: Path, text: str) -> None:
    """Put a whole text file in its place, with the same bytes on every system."""
    write_bytes(path, text.encode())


def write_json(path: Path, content: object) -> None:
    """Put a whole JSON file in its place, in the order given."""
    write_text(path, json_text(content) + "\n")


def remove_unfinished(folder: Path) -> None:
    """Remove files that a killed run left in the making."""
    for left in folder.rglob(".*.tmp"):
        left.unlink(missing_ok=True)


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Store arrays as a compressed npz file without a clock time, so that equal arrays give equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in sorted(arrays.items()):
            member = io.BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, member.getvalue())
    write_bytes(path, packed.getvalue())


def read_arrays(path: Path, names: Sequence[str] = ()) -> dict[str, Array]:
    """Read the arrays of a stored file, all of them where no names are given.

    Raises:
        ResultsError: if the file is damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            return {name: stored[name] for name in names or stored.files}
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError) as error:
        raise ResultsError(f"{path} is damaged ({error}); run again with --fresh to compute it anew") from error


def as_text_array(text: str) -> Array:
    """Turn text into bytes that lie in a file of arrays."""
    return np.frombuffer(text.encode(), np.uint8)


def as_text(stored: Array) -> str:
    """Turn bytes from a file of arrays into text."""
    return stored.tobytes().decode()
