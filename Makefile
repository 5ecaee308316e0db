# Two commands are enough: `make serve` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PARALLEL ?= 2
KILLS ?= 200
JOB_LINES ?= 100000

.PHONY: help serve test test-slow test-jobs lint bench lock clean

help:  ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

serve: $(VENV)/.installed  ## set everything up and run the service (HOST, PORT)
	$(BIN)/diemnhan serve

test: $(VENV)/.installed-dev  ## lint, types, architecture and every test that a bare machine can run
	$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n $(PARALLEL) --dist loadfile -m "not postgres and not browser and not tools and not slow" $(PYTEST_ARGS)

test-slow: $(VENV)/.installed-dev  ## kill -9 during jobs and the real clients: what takes minutes
	$(BIN)/pytest -m "slow and not postgres" $(PYTEST_ARGS)

test-jobs: $(VENV)/.installed-dev  ## jobs on PostgreSQL and hosts of their own, KILLS and JOB_LINES: hours, root, Debian
	DIEMNHAN_TEST_KILLS=$(KILLS) DIEMNHAN_TEST_LINES=$(JOB_LINES) DIEMNHAN_TEST_REAL_LINES=$(JOB_LINES) \
		tools/with_servers.sh $(BIN)/pytest -m "slow or postgres" $(PYTEST_ARGS)

lint: $(VENV)/.installed-dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-dev  ## measure quality, speed and memory; prints a dated table (PARTS=ablation: only that)
	$(BIN)/python -m benchmarks.run $(PARTS)

lock: $(VENV)/.installed-dev  ## renew both lock files from pyproject.toml
	tools/lock.sh

$(VENV)/.created:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: requirements.lock pyproject.toml $(VENV)/.created
	$(BIN)/pip install --disable-pip-version-check --progress-bar on -r requirements.lock
	$(BIN)/pip install --disable-pip-version-check --quiet --no-deps --editable .
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/pip install --disable-pip-version-check --progress-bar on -r requirements-dev.lock
	touch $@

clean:  ## remove the environment and the caches, never the data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache *.egg-info
