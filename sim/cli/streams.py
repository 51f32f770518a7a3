"""Printing: answers on stdout and notices on stderr, in letters that the encoding has, without control characters.

Neither stream ends a command: a reader that closes early, a full disk and a closed terminal cost what is printed, never
what is computed or stored.
"""

import codecs
import io
import os
import select
import sys
from typing import TYPE_CHECKING, TextIO, final

from sim.base.text import json_text, nearest, visible

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_NEAREST = "memosim.nearest"
"""The name under which Python finds what writes letters that an encoding lacks."""


@final
class Outlet(io.FileIO):
    """An open file that takes everything, and remembers why something could not be written."""

    def __init__(self, number: int) -> None:
        super().__init__(number, "w", closefd=False)
        self.refusal: OSError | None = None

    def write(self, content: "ReadableBuffer", /) -> int:
        """Write, until it fails for the first time; what comes after would follow a hole."""
        if self.refusal is None:
            try:
                while (written := super().write(content)) is None:  # nobody reads yet, and the file does not wait
                    select.select((), (self,), ())
                return written
            except OSError as error:
                self.refusal = error
        return memoryview(content).nbytes


def open_streams() -> Outlet:
    """Put streams that never fail in the place of stdout and stderr, and give the one of stdout.

    A stream that is closed is opened on nothing first: otherwise the next file would take its number.
    """
    codecs.register_error(_NEAREST, nearest)
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    outlet = Outlet(1)
    sys.stdout = _text(outlet, sys.stdout)
    sys.stderr = _text(Outlet(2), sys.stderr)
    return outlet


def _text(outlet: Outlet, before: TextIO | None) -> io.TextIOWrapper:
    encoding = before.encoding if before else "utf-8"
    is_read_at_once = outlet.fileno() == 2 or outlet.isatty()
    return io.TextIOWrapper(io.BufferedWriter(outlet), encoding, _NEAREST, line_buffering=is_read_at_once)


def show(*lines: str) -> None:
    """Print lines on stdout."""
    for line in lines:
        print(visible(line))


def say(*lines: str) -> None:
    """Print lines on stderr."""
    for line in lines:
        print(visible(line), file=sys.stderr, flush=True)


def print_json(content: object) -> None:
    """Print one JSON value on stdout; in an encoding other than UTF-8 it is plain ASCII."""
    print(json_text(content, is_ascii=codecs.lookup(sys.stdout.encoding or "utf-8").name != "utf-8"))
