"""The command line, `memosim`."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code.

    0 is fine, 2 the user's to fix, 1 ours; 130, 143 and 129 say that Ctrl-C, SIGTERM or SIGHUP interrupted it.
    """
    from sim.cli.outcome import heed_signals, interrupted_code, settled
    from sim.cli.streams import open_streams

    try:
        outlet = open_streams()
        heed_signals()
        from sim.cli.app import answer  # typer and rich take a tenth of a second

        code = settled(outlet, answer(sys.argv[1:]))
    except KeyboardInterrupt as error:
        code = interrupted_code(error)
    sys.exit(code)
