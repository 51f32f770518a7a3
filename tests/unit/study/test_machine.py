"""Cores and memory are those that the container has, not those of the machine around it."""

from pathlib import Path

import pytest

from sim.study.executors import default_jobs
from sim.study.machine import free_memory, usable_cores

GB = 2**30
V1_NONE = 9223372036854771712
"""What version 1 writes where memory has no limit [bytes]."""


def machine(root: Path, files: dict[str, str], cgroup: str = "0::/\n", gigabytes: int = 64) -> Path:
    """Lay out proc/ and sys/ of a machine with so much memory available."""
    told = {"proc/meminfo": f"MemTotal: 1 kB\nMemAvailable: {gigabytes * GB // 1024} kB\nHugePages_Total: 0\n",
            "proc/self/cgroup": cgroup, **{f"sys/fs/cgroup/{name}": text for name, text in files.items()}}  # fmt: skip
    for name, text in told.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.mark.parametrize(
    ("cgroup", "files", "gigabytes"),
    [
        ("0::/\n", {}, 64),
        ("0::/\n", {"memory.max": "max\n", "memory.current": f"{GB}\n"}, 64),
        ("0::/\n", {"memory.max": f"{2 * GB}\n", "memory.current": f"{GB}\n"}, 1),
        ("0::/\n", {"memory.max": f"{GB}\n", "memory.current": f"{2 * GB}\n"}, 0),
        ("0::/\n", {"memory.max": f"{200 * GB}\n", "memory.current": f"{GB}\n"}, 64),
        ("0::/\n", {"memory.max": f"{8 * GB}\n"}, 64),
        # pages of files are given back when memory is short
        ("0::/\n", {"memory.max": f"{8 * GB}\n", "memory.current": f"{7 * GB}\n",
                    "memory.stat": f"anon 5\ninactive_file {2 * GB}\nactive_file {GB}\n"}, 4),
        # the least from the own group up to the root
        ("0::/slurm/job/step\n", {"slurm/job/step/memory.max": "max\n", "slurm/job/step/memory.current": "0\n",
                                  "slurm/job/memory.max": f"{4 * GB}\n", "slurm/job/memory.current": f"{GB}\n",
                                  "slurm/memory.max": f"{9 * GB}\n", "slurm/memory.current": f"{GB}\n"}, 3),
        # a path of the host that is not mounted in the container
        ("0::/docker/1f\n", {"memory.max": f"{2 * GB}\n", "memory.current": "0\n"}, 2),
        ("11:memory:/docker/1f\n5:cpu,cpuacct:/\n",
         {"memory/memory.limit_in_bytes": f"{2 * GB}\n", "memory/memory.usage_in_bytes": f"{GB}\n",
          "memory/memory.stat": f"inactive_file 1\ntotal_inactive_file {GB // 2}\ntotal_active_file {GB // 2}\n"}, 2),
        ("4:memory:/a/b\n0::/\n",
         {"memory/a/b/memory.limit_in_bytes": f"{V1_NONE}\n", "memory/a/b/memory.usage_in_bytes": "5\n",
          "memory/a/memory.limit_in_bytes": f"{5 * GB}\n", "memory/a/memory.usage_in_bytes": f"{GB}\n"}, 4),
        ("4:memory:/\n", {"memory/memory.limit_in_bytes": f"{V1_NONE}\n", "memory/memory.usage_in_bytes": "5\n"}, 64),
        ("1:name=systemd:/\n0::/x\n", {"unified/x/memory.max": f"{GB}\n", "unified/x/memory.current": "0\n"}, 1),
        ("nonsense\n\n", {"memory.max": "soon\n", "memory.current": "-1\n"}, 64),
    ],
)  # fmt: skip
def test_memory_is_what_the_own_group_leaves(
    cgroup: str, files: dict[str, str], gigabytes: int, tmp_path: Path
) -> None:
    assert free_memory(machine(tmp_path, files, cgroup)) == gigabytes * GB


@pytest.mark.parametrize(
    ("cgroup", "files", "cores"),
    [
        ("0::/\n", {}, 64),
        ("0::/\n", {"cpu.max": "max 100000\n"}, 64),
        ("0::/\n", {"cpu.max": "100000 100000\n"}, 1),
        ("0::/\n", {"cpu.max": "150000 100000\n"}, 2),
        ("0::/\n", {"cpu.max": "5000 100000\n"}, 1),
        ("0::/\n", {"cpu.max": "9900000 100000\n"}, 64),
        ("0::/a/b\n", {"a/b/cpu.max": "max 100000\n", "a/cpu.max": "300000 100000\n"}, 3),
        ("3:cpu,cpuacct:/docker/1f\n",
         {"cpu,cpuacct/cpu.cfs_quota_us": "250000\n", "cpu,cpuacct/cpu.cfs_period_us": "100000\n"}, 3),
        ("3:cpu:/a\n", {"cpu/a/cpu.cfs_quota_us": "-1\n", "cpu/a/cpu.cfs_period_us": "100000\n",
                        "cpu/cpu.cfs_quota_us": "400000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 4),
        ("2:cpuacct:/\n", {"cpu/cpu.cfs_quota_us": "400000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 64),
        ("0::/\n", {"cpu.max": "100000 0\n"}, 64),
        ("0::/\n", {"cpu.max": "much\n"}, 64),
    ],
)  # fmt: skip
def test_cores_are_the_quota_rounded_up(
    cgroup: str, files: dict[str, str], cores: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: set(range(64)), raising=False)
    assert usable_cores(machine(tmp_path, files, cgroup)) == cores


def test_a_machine_that_tells_nothing_has_memory_and_a_core(tmp_path: Path) -> None:
    assert free_memory(tmp_path) > 0
    assert usable_cores(tmp_path) >= 1


def test_no_more_jobs_than_tasks_or_memory() -> None:
    assert default_jobs(1, 1.0) == 1
    assert default_jobs(100, free_memory() * 2.0) == 1
