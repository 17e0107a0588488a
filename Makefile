# Every command of the house. `make` alone lists them.
# Only python3 (3.11 or newer) and pip are needed: everything else goes into .venv.

PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LINTED := bot dialogs routing_rules locales storage tests benchmarks
COMPLETE := dialogs/*,routing_rules/*,locales/*,storage/*,bot/turn.py

.DEFAULT_GOAL := help
.PHONY: help run talk test check lint format accept coverage mutants sizes lock clean

help:  ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

run: $(VENV)/.run $(VENV)/.esik  ## Install and start Esik with demo content on http://127.0.0.1:8080
	@export ESIK_DATA_DIR="$${ESIK_DATA_DIR:-./data}"; $(BIN)/esik seed-demo && exec $(BIN)/esik serve $(ARGS)

talk: $(VENV)/.run $(VENV)/.esik  ## Talk to Esik in this terminal
	@ESIK_DATA_DIR="$${ESIK_DATA_DIR:-./data}" exec $(BIN)/esik talk $(ARGS)

test: $(VENV)/.dev $(VENV)/.esik  ## Install and run every test (ARGS="tests/house -x" for some)
	@.ci/tools
	@$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

check: lint test  ## Everything that must hold before a change is merged

lint: $(VENV)/.dev $(VENV)/.esik  ## Check form and types: ruff and mypy --strict
	@$(BIN)/ruff format --check $(LINTED)
	@$(BIN)/ruff check $(LINTED)
	@$(BIN)/mypy

format: $(VENV)/.dev  ## Put the code into the form that lint asks for
	@$(BIN)/ruff format $(LINTED)
	@$(BIN)/ruff check --fix $(LINTED)

accept: $(VENV)/.dev $(VENV)/.esik  ## Rewrite the golden conversations; then read their diff
	@test -z "$${CI:-}" || { echo "make accept: refused in CI, a person reads the diff" >&2; exit 1; }
	@$(BIN)/python -m pytest --accept -k golden $(ARGS)

coverage: $(VENV)/.dev $(VENV)/.esik  ## Run every test and fail where the core is not wholly covered
	@.ci/tools
	@$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report= $(ARGS)
	@$(BIN)/coverage report --fail-under=0 --omit='$(COMPLETE)'
	@$(BIN)/coverage report --fail-under=100 --include='$(COMPLETE)'

mutants: $(VENV)/.dev $(VENV)/.esik  ## Put small mistakes into the talk and see whether the tests notice (slow)
	@$(BIN)/python benchmarks/mutants.py $(ARGS)

sizes: $(VENV)/.dev  ## Print how long files and functions are
	@$(BIN)/python -m tests.house.source

lock: $(VENV)/.dev  ## Compile the locks again from pyproject.toml (ARGS=--upgrade for newer releases)
	@$(PIP) install uv
	@$(BIN)/uv pip compile $(LOCK) --extra build --output-file requirements/run.txt
	@$(BIN)/uv pip compile $(LOCK) --extra build --extra dev --output-file requirements/dev.txt

LOCK = pyproject.toml --python-version 3.11 --quiet --generate-hashes \
	--no-emit-index-url --no-annotate --no-header $(ARGS)

clean:  ## Remove what was installed and cached, but never ./data
	@rm -rf $(VENV) .cache .hypothesis

# A Debian without python3-venv makes a venv that has no pip: the pip outside then fills it.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Esik needs Python 3.11 or newer")'
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { \
		$(PYTHON) -m venv --clear --without-pip $(VENV) && \
		$(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }

# A stamp is older than its lock when the lock has changed: only then is anything installed.
$(VENV)/.run: requirements/run.txt | $(BIN)/python
	@echo "Installing what Esik needs to run into $(VENV) ..."
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(BIN)/python
	@echo "Installing what Esik needs to be tested into $(VENV) ..."
	@$(PIP) install --require-hashes -r $<
	@touch $@ $(VENV)/.run

$(VENV)/.esik: pyproject.toml | $(BIN)/python
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
