"""Keep a measurement, or write the page."""

import sys
from pathlib import Path

from tools.evidence.page import PAGE, lines
from tools.evidence.storing import store

if __name__ == "__main__":
    if sys.argv[1:2] == ["store"]:
        store(sys.argv[2], Path(sys.argv[3]))
    else:
        PAGE.write_text("\n".join(lines()).rstrip() + "\n", encoding="utf-8")
        sys.stdout.write(PAGE.read_text(encoding="utf-8"))
