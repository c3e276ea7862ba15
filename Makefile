# Everything that is started by hand or by CI. `make` alone lists it.

PYTHON ?= python3
PORT ?= 8000
VAR ?= var
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Named after the place and the Python, so that a moved checkout or another Python makes its own environment.
MADE := .venv/.made-$(shell (pwd; $(PYTHON) --version) 2>&1 | cksum | tr ' ' '-')

# Nothing is resolved here: what is installed is what the locks name, whatever was released since. What comes as
# sources alone is built with the tools of the build lock, which is therefore installed first.
INSTALL = $(PIP) install --no-deps --no-build-isolation
LOCKED = $(INSTALL) --require-hashes --requirement

# Finds what is needed and not locked, as after a change of pyproject.toml.
CHECKED = $(BIN)/python tools/check_environment.py requirements-build.lock

# Biome and TypeScript come from npm, and npm with Node.js as a wheel: no machine needs either. Both find node on PATH.
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm
FRONT_END = PATH="$(CURDIR)/$(BIN):$$PATH" node_modules/.bin

UV = uv==0.13.9
LOCK = uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE)

# Tests start hundreds of processes of ours. Where this is set, each of them would compile all of its modules first.
test test-fast coverage: export PYTHONDONTWRITEBYTECODE :=

# What takes long stays out of the daily run: browsers, other servers, and what is marked as slow.
FAST = -m "not (browser or postgres or s3 or server or slow)" tests/gallery tests/services tests/dialects

.PHONY: help demo test test-fast coverage check format words bench lock environment
.DEFAULT_GOAL := help

help: ## this list
	@echo "make demo [PORT=8000] [VAR=var] [PYTHON=python3]"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile

demo: export PACKSHOT_VAR := $(VAR)
demo: .venv/.runtime ## installs, loads the demo catalogue into VAR and serves it on PORT
	@$(BIN)/packshot migrate
	@$(BIN)/packshot demo
	@$(BIN)/packshot serve --port $(PORT)

test: .venv/.test ## gets what the tests need, checks, and runs the whole suite
	@$(BIN)/python -m tests.needs
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest --quiet -n auto

test-fast: .venv/.test ## rules, services and dialects on SQLite, for daily work
	@$(BIN)/python -m pytest --quiet -n auto $(FAST)

coverage: .venv/.test ## the whole suite again, measured; fails below what pyproject.toml says
	@$(BIN)/python -m pytest --quiet -n auto --cov --cov-report=term:skip-covered

check: .venv/.test node_modules/.made ## format, lint, types, layers, templates, scripts and styles, changing nothing
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy & types=$$!; \
	$(BIN)/lint-imports && $(BIN)/djlint --check --lint templates \
	&& $(FRONT_END)/biome check --error-on-warnings --log-level=warn && $(FRONT_END)/tsc; others=$$?; \
	wait $$types && exit $$others

format: .venv/.test node_modules/.made ## brings code, templates, scripts and styles into shape
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djlint --reformat --quiet templates || true # it calls a changed file a failure
	@$(FRONT_END)/biome check --write --log-level=warn

words: .venv/.test ## brings the catalogues of the admin's words up to date; what is new waits to be translated
	@$(BIN)/python -m tests.words

bench: .venv/.test ## the benchmarks
	@$(BIN)/python -m bench

lock: $(MADE) ## re-makes the locks from pyproject.toml and package.json; UPGRADE=--upgrade takes the newest of everything
	@$(PIP) install $(UV)
	@$(BIN)/$(LOCK) pyproject.toml --output-file requirements.lock
	@$(BIN)/$(LOCK) --group build --constraint requirements.lock --output-file requirements-build.lock
	@$(BIN)/$(LOCK) pyproject.toml --extra test --constraint requirements.lock --constraint requirements-build.lock \
	--output-file requirements-test.lock
	@$(BIN)/$(LOCK) --group node --output-file requirements-node.lock
	@$(LOCKED) requirements-node.lock
	@$(NPM) install --package-lock-only --silent

environment: $(MADE)

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Packshot needs Python 3.11 \
	or newer; $(PYTHON) is: $$($(PYTHON) --version 2>&1). Name another one: make PYTHON=/path/to/python3" | tr -s '\t ' ' ' >&2; exit 1; }
	@$(PYTHON) -m venv $$(ls .venv/.made-* >/dev/null 2>&1 && echo --clear) .venv
	@touch $@

.venv/.runtime: $(MADE) requirements-build.lock requirements.lock pyproject.toml
	@echo "Installing Packshot into .venv ..."
	@$(LOCKED) requirements-build.lock
	@$(LOCKED) requirements.lock
	@$(CHECKED) requirements.lock
	@$(INSTALL) --editable .
	@touch $@

.venv/.test: .venv/.runtime requirements-test.lock
	@echo "Installing what the tests need into .venv ..."
	@$(LOCKED) requirements-test.lock
	@$(CHECKED) requirements-test.lock --extra test
	@touch $@

.venv/.node: $(MADE) requirements-node.lock
	@$(LOCKED) requirements-node.lock
	@touch $@

node_modules/.made: .venv/.node package.json package-lock.json .npmrc
	@echo "Installing what checks the scripts and styles ..."
	@$(NPM) ci --loglevel=error >/dev/null
	@touch $@
