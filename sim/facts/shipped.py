"""The scenarios and the reference data come with the program, inside the wheel or beside a checkout."""

from pathlib import Path

from sim.base.errors import InvariantError


def shipped_root() -> Path:
    """Find the folder that holds scenarios/ and seeds/.

    Raises:
        InvariantError: if the installation lacks them.
    """
    package = Path(__file__).resolve().parents[1]
    for root in (package / "_shipped", package.parent):
        if (root / "scenarios").is_dir() and (root / "seeds").is_dir():
            return root
    raise InvariantError("the installation has no scenarios/ and seeds/; install the program again")
