# luodi: two commands. `make run` shows the product on this machine, `make test` proves it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
JOBS ?= 2
FUZZ ?= 100
BIN := .venv/bin
DATA := $(or $(LUODI_DATA_DIR),data)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
PO := $(wildcard src/luodi/locale/*/LC_MESSAGES/*.po)
STATIC := $(shell find src -path '*/static/*' -type f)
ON_SQLITE := env -u LUODI_DATABASE_URL LUODI_TEST_ENGINE=sqlite
ON_POSTGRES := LUODI_TEST_ENGINE=postgresql $(BIN)/python -m tests.support.postgres run --
PYTEST := $(BIN)/python -m pytest -q -n $(JOBS)
FAST := tests/kernel tests/db tests/spine tests/conventions --ignore tests/conventions/test_contracts.py

.PHONY: run test check lint needs shots bench fuzz messages lock clean

run: .venv/installed $(PO:.po=.mo) $(DATA)/static/made
	$(BIN)/luodi run --demo --port $(PORT)

test: lint needs
	$(ON_SQLITE) $(PYTEST)
	$(ON_POSTGRES) $(PYTEST) -m rows
	$(BIN)/python -m tools.shots --some

# The fast loop, under a minute: what stands still, the kernel, and what every room stands on.
check: lint
	$(ON_SQLITE) $(PYTEST) $(FAST)

lint: .venv/tested $(PO:.po=.mo)
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/ruff check .
	$(BIN)/mypy

# What pip does not bring: a PostgreSQL server, a browser, a font for Chinese. Installed here or said loudly.
needs: .venv/tested
	sh tools/needs.sh $(BIN)/python

shots: needs $(PO:.po=.mo) $(DATA)/static/made
	$(BIN)/python -m tools.shots

bench: .venv/benched
	$(BIN)/luodi bench cases
	$(BIN)/luodi bench cases --batch 1000
	$(BIN)/luodi bench cases --writers 8
	$(BIN)/python -m tests.support.postgres run --durable -- $(BIN)/luodi bench cases
	$(BIN)/luodi bench seal
	$(BIN)/luodi bench verify
	$(BIN)/luodi bench inbox --pages
	$(BIN)/luodi bench find
	$(BIN)/luodi bench clock
	$(BIN)/luodi bench graph

# Ask the API at length what its description allows and what it does not; FUZZ of each kind. On PostgreSQL:
# LUODI_TEST_ENGINE=postgresql .venv/bin/python -m tests.support.postgres run -- make fuzz
fuzz: .venv/tested $(PO:.po=.mo)
	$(BIN)/python -m tools.fuzz --examples $(FUZZ)

messages: .venv/tested
	$(BIN)/python tools/messages.py update

lock:
	sh tools/lock.sh

clean:
	rm -rf .venv $(PO:.po=.mo)

.venv/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

.venv/tested: .venv/installed requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@

.venv/benched: .venv/installed requirements-bench.lock
	$(PIP) --require-hashes -r requirements-bench.lock
	touch $@

%.mo: %.po .venv/installed
	$(BIN)/python tools/messages.py compile $<

$(DATA)/static/made: .venv/installed $(STATIC)
	DJANGO_SETTINGS_MODULE=luodi.config.settings $(BIN)/python -m django collectstatic --noinput --verbosity 0
	touch $@
