# Everything is installed into .venv; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup demo test check verify pythons coverage mutants truth bench evidence scenarios clean
.DEFAULT_GOAL := demo

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "memosim needs Python 3.11 or later; set PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m sim.study.preparing
	@touch $(STAMP)

demo: $(STAMP)
	$(BIN)/memosim compare status-quo kelly-memos kelly-memos-consent --replications 6

test: $(STAMP)
	$(BIN)/python -m pytest -n 2 --junitxml=build/test.xml

verify: $(STAMP)
	$(BIN)/python -m pytest -n 2 -rs --thorough --junitxml=results/verify.xml tests/hostile tests/oracle tests/verification tests/validation tests/architecture tests/properties
	$(BIN)/python -m tools.evidence store verify results/verify.xml

# Environments of other Pythons, where these are found; the tests then compare what they compute.
pythons:
	for version in 3.11 3.12 3.13; do \
	    if python$$version -c "" 2> /dev/null; then \
	        python$$version -m venv build/python$$version && \
	        build/python$$version/bin/python -m pip install --quiet --disable-pip-version-check \
	            --constraint constraints.txt --editable . ; \
	    else echo "python$$version is not found"; fi; \
	done

# The tests once more, with the lines and branches of the program that they come past.
coverage: $(STAMP)
	mkdir -p build
	$(BIN)/python -m pytest -n 2 --cov=sim --cov-branch --cov-report=json:build/coverage.json
	$(BIN)/python -m tools.evidence store coverage build/coverage.json

# A seeded sample of small mistakes in the engine, which the tests must notice; in the background, for some hours.
mutants: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,mutants]'
	$(BIN)/python -m tools.mutants

# History replayed beside what was published.
truth: $(STAMP)
	$(BIN)/memosim backtest --out build/truth
	$(BIN)/python -m tools.evidence store truth "$$(dirname "$$(ls -t build/truth/*/scores.csv | head -1)")"

# The figures of proof, truth and speed on one page.
evidence: $(STAMP)
	test ! -f build/test.xml || $(BIN)/python -m tools.evidence store test build/test.xml
	$(BIN)/python -m tools.evidence

# How fast it is, side by side with other engines; three quarters of an hour on a machine with nothing else to do.
bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,bench]'
	$(BIN)/python -m tools.benchmarks

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
