# Everything is installed into .venv; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup demo test check verify bench evidence scenarios clean
.DEFAULT_GOAL := demo

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "memosim needs Python 3.11 or later; set PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(STAMP)

demo: $(STAMP)
	$(BIN)/memosim compare status-quo kelly-memos kelly-memos-consent --replications 4

test: $(STAMP)
	$(BIN)/python -m pytest -n 2

verify: $(STAMP)
	$(BIN)/python -m pytest -n 2 --thorough --junitxml=results/verify.xml tests/hostile tests/oracle tests/verification tests/validation tests/architecture
	$(BIN)/python -m tests.evidence store verify results/verify.xml

# The figures of proof, truth and speed on one page.
evidence: $(STAMP)
	$(BIN)/python -m tests.evidence

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,bench]'
	$(BIN)/python -m tests.benchmarks

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Every shipped scenario at a small scale, with its headline row.
scenarios: $(STAMP)
	$(BIN)/memosim list --headlines --out build/scenarios

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache build dist
