"""How long the program takes to say what it can do."""

import statistics
import subprocess
import sys

from tools.benchmarks.taking import ROOT, Sitting, wall

_TIMES = 15
_WORDS = {"memosim --help": ("-m", "sim.cli", "--help"), "import typer": ("-c", "import typer")}
_HEAVY = ("numpy", "pydantic", "yaml")


def lines(sitting: Sitting) -> list[str]:
    """Measure in turn, and write the medians."""
    taken: dict[str, list[float]] = {name: [] for name in _WORDS}
    for _ in range(_TIMES if sitting.rounds > 1 else 3):
        for name, words in _WORDS.items():
            taken[name].append(wall([sys.executable, *words]))
    clock = {name: statistics.median(each) for name, each in taken.items()}
    ratio = clock["memosim --help"] / clock["import typer"]
    return [
        *(f"{name}: {spent * 1000:.0f} ms;" for name, spent in clock.items()),
        f"ratio {ratio:.2f}; of {', '.join(_HEAVY)} it imports {', '.join(imported()) or 'none'}.",
    ]


def imported() -> list[str]:
    """Which heavy libraries are read to print the help."""
    asked = "import sys; sys.argv[1:] = ['--help']\ntry:\n    import sim.cli; sim.cli.main()\n"
    asked += f"finally:\n    sys.stderr.write(' '.join(set({_HEAVY!r}) & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    return sorted(ran.stderr.split())
