"""How many cores and how much memory a process may use: those of the machine, or fewer where a container limits them.

Limits of control groups are read as the Linux kernel documents them, version 1 (cgroup-v1/memory.rst,
scheduler/sched-bwc.rst) and version 2 (cgroup-v2.rst). A group may have less than its parents, never more, so the least
of all groups from the own one up to the root holds.
"""

import os
from collections.abc import Iterator
from math import ceil
from pathlib import Path, PurePosixPath

_ROOT = Path("/")
_KIBIBYTE = 1024
"""The unit of /proc/meminfo [bytes]."""
_UNLIMITED = 2**60
"""Version 1 writes a number near 2^63 for memory without a limit; no machine has this much [bytes]."""


def free_memory(root: Path = _ROOT) -> int:
    """Measure the memory that new processes may take [bytes].

    Args:
        root: the folder that holds proc/ and sys/.
    """
    return min((_memory_of_the_machine(root), *_memory_left(root)))


def usable_cores(root: Path = _ROOT) -> int:
    """Count the cores that processes may keep busy at once, >= 1 [cores].

    Args:
        root: the folder that holds proc/ and sys/.
    """
    return max(1, min((_cores_of_the_machine(), *_cores_allowed(root))))


def _memory_of_the_machine(root: Path) -> int:
    fields = _fields(root / "proc" / "meminfo")
    if "MemAvailable:" in fields:
        return fields["MemAvailable:"] * _KIBIBYTE
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _cores_of_the_machine() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS does not say which cores a process may use
        return os.cpu_count() or 1


def _memory_left(root: Path) -> Iterator[int]:
    """Give what each group that has a limit leaves; pages of files count as free, since the kernel gives them back."""
    files = (
        ("memory.max", "memory.current", ("inactive_file", "active_file")),
        ("memory.limit_in_bytes", "memory.usage_in_bytes", ("total_inactive_file", "total_active_file")),
    )
    for group in _groups(root, "memory"):
        for limit_file, usage_file, reclaimable in files:
            limit, usage = _number(group / limit_file), _number(group / usage_file)
            if limit is not None and usage is not None and limit < _UNLIMITED:
                kept = _fields(group / "memory.stat")
                yield max(0, limit - usage + sum(kept.get(name, 0) for name in reclaimable))


def _cores_allowed(root: Path) -> Iterator[int]:
    """Give the cores that each group with a quota of processor time may keep busy."""
    for group in _groups(root, "cpu"):
        quota, period = _number(group / "cpu.cfs_quota_us"), _number(group / "cpu.cfs_period_us")
        words = _words(group / "cpu.max")
        if len(words) == 2:
            quota, period = _whole(words[0]), _whole(words[1])
        if quota is not None and period and quota > 0:
            yield ceil(quota / period)


def _groups(root: Path, controller: str) -> Iterator[Path]:
    """Give the folders of the own group and of those above it, in both versions.

    Inside a container the path may be one of the host; what is mounted is then the container's own group at the top.
    """
    mounted = root / "sys" / "fs" / "cgroup"
    for line in _lines(root / "proc" / "self" / "cgroup"):
        _, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if not controllers:
            tops = [mounted, mounted / "unified"]
        elif controller in controllers.split(","):
            tops = [mounted / controllers, mounted / controller]
        else:
            continue
        own = PurePosixPath(path)
        for top in tops:
            for group in (own, *own.parents):
                yield top / str(group).lstrip("/")


def _number(path: Path) -> int | None:
    words = _words(path)
    return _whole(words[0]) if words else None


def _whole(word: str) -> int | None:
    return int(word) if word.isdecimal() and word.isascii() else None


def _fields(path: Path) -> dict[str, int]:
    """Read lines of a name and a whole number."""
    lines = (line.split() for line in _lines(path))
    return {words[0]: int(words[1]) for words in lines if len(words) > 1 and _whole(words[1]) is not None}


def _words(path: Path) -> list[str]:
    return " ".join(_lines(path)).split()


def _lines(path: Path) -> list[str]:
    """Read a file of the kernel; one that is not there, or may not be read, says nothing."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
