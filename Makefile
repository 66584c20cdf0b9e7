# make demo: the whole main job in a new folder.  make test, lint, campaign, mutation, bench: the checks.
# PYTHON=… chooses the interpreter (3.11 or newer; constraints.txt is frozen for 3.11).

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
SOURCES := cli.py $(shell find console kinerja_es projections sync -type f -not -name '*.pyc')
BENCHMARKS := $(wildcard benchmarks/[a-z]*.py)

.PHONY: demo test lint campaign simulate mutation bench clean

demo: $(VENV)/installed
	rm -rf demo-gumelar
	mkdir demo-gumelar
	cd demo-gumelar && ../$(BIN)/kinerja demo
	@echo "Hasilnya ada di folder demo-gumelar / look in the folder demo-gumelar:"
	@ls demo-gumelar

# The last lines name the checks that were left out because a program is missing (tests/conftest.py).
test: $(VENV)/editable
	$(BIN)/python tests/mutation/rules.py coverage
	$(BIN)/python -m pytest -n auto -m "not campaign"

lint: $(VENV)/editable
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Long searches for faults; twenty-five minutes are their bound.
campaign: $(VENV)/editable
	timeout 1500 $(BIN)/python -m pytest -n auto -m campaign

# Faults put into the rules, one at a time, each to be found by their tests; docs/mutation.md tells of the rest.
mutation: $(VENV)/editable
	rm -rf mutants
	nice $(BIN)/mutmut run
	$(BIN)/python tests/mutation/rules.py score

# Histories of the sync by the million; a failing seed prints the shortest script of what goes wrong.
HISTORIES ?= 1000000
SEED ?= 0
simulate: $(VENV)/editable
	$(BIN)/python -m tests.simulation --histories $(HISTORIES) --seed $(SEED)

bench: $(VENV)/editable
	$(INSTALL) -e '.[bench]'
	set -e; for script in $(BENCHMARKS); do echo "== $$script"; $(BIN)/python $$script; done

clean:
	rm -rf $(VENV) build demo-gumelar mutants .coverage* *.egg-info

# One environment in two states: what a user installs, or the checkout with the tools. Each state ends the other.
$(VENV)/installed: $(SOURCES) pyproject.toml constraints.txt | $(VENV)/bin/python
	rm -rf build
	$(INSTALL) .
	rm -rf build
	rm -f $(VENV)/editable
	touch $@

$(VENV)/editable: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(INSTALL) -e '.[dev]'
	rm -f $(VENV)/installed
	touch $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
