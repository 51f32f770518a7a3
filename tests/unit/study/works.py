"""Small works that workers in other processes can be given."""

import os
import signal
import time
from collections.abc import Callable

Progress = Callable[[float], None]


def double(task: int, progress: Progress | None = None) -> int:
    """Give twice the number."""
    if progress:
        progress(0.5)
    return 2 * task


def fail_at_two(task: int, progress: Progress | None = None) -> int:
    """Do everything but the number two."""
    if task == 2:
        raise ValueError("two")
    return task


def wait_long(task: int, progress: Progress | None = None) -> int:
    """Do the first at once and the others hardly ever."""
    if task > 0:
        time.sleep(600)
    return task


def die(task: int, progress: Progress | None = None) -> int:
    """Be killed, as by a machine out of memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    return task
