"""The examples of the docstrings, of docs/python.md and of the notebooks run, offline and in a small world."""

import doctest
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
MODULES = sorted(path.stem for path in (ROOT / "sim" / "api").glob("*.py") if path.stem != "__init__")


def cells(notebook: Path) -> Iterator[str]:
    """The code of a notebook, cell by cell."""
    content: dict[str, Any] = json.loads(notebook.read_text(encoding="utf-8"))
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            yield "".join(cell["source"])


def play(pieces: Iterator[str], name: str) -> None:
    """Run pieces of code one after the other, with the same names."""
    names: dict[str, object] = {"__name__": "__main__"}
    for piece in pieces:
        exec(compile(piece, name, "exec"), names)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_examples_of_the_docstrings_hold() -> None:
    found = {name: doctest.testmod(import_module(f"sim.api.{name}")) for name in MODULES}
    assert [name for name, result in found.items() if result.failed] == []
    assert sum(result.attempted for result in found.values()) > 15


@pytest.mark.slow
def test_the_documentation_and_the_notebooks_run() -> None:
    """In one folder, so that what one has played the next finds."""
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    play(iter(re.findall(r"```python\n(.*?)```", text, re.DOTALL)), "docs/python.md")
    for notebook in sorted((ROOT / "docs" / "notebooks").glob("*.ipynb")):
        play(cells(notebook), notebook.name)
