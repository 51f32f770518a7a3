"""What a user types: `memosim` and its verbs."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code: 0 fine, 2 the user's to fix, 1 ours, 130 interrupted."""
    try:
        from sim.cli.app import answer  # typer and rich take a tenth of a second

        code = answer(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
