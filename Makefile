# What people and CI do here; `make` alone lists it. Needs GNU make and Python 3.11 or newer, nothing else.

# Another interpreter: make test PYTHON=python3.13. More arguments for pytest: make test ARGS='-k dates'.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Stamps, newer than the files that ask for a new installation: one for what running needs, one for all the tools.
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed

.PHONY: help ingest test long check check-all browser faults fuzz hostile mutants pages pythons evidence audit \
        format lint types contracts coverage docs-check wheel bench pictures tidy lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- the two that the README names ---

ingest: $(RUN) ## build or update data/archive.db from seeds/
	$(BIN)/archive ingest seeds/ --db data/archive.db

test: $(DEV) ## run the tests, and the examples in docstrings, in minutes
	$(BIN)/python -m pytest --numprocesses auto $(ARGS)

# --- checks ---

check: format lint types contracts docs-check wheel ## what CI checks beside the tests, in minutes

# Hypothesis marks its tests, so they run here again, with eight times as many examples as in `make test`.
long: $(DEV) ## kills, clusters, many processes, every help example, many invented inputs, the wheel with each extra
	HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest --numprocesses auto \
	    -m "(long or hypothesis) and not browser and not slow" $(ARGS)
	$(BIN)/python -m scripts.smoke_wheel --each-extra

check-all: check long coverage browser faults hostile pythons fuzz audit ## check, and what takes longer

browser: $(DEV) ## the pages in a real chromium (skipped, with the reason, where there is none)
	$(BIN)/python -m pytest -m browser tests/web $(ARGS)

faults: $(DEV) ## ingests of a thousand captures, killed at a hundred moments
	$(BIN)/python -m pytest -m slow tests/faults $(ARGS)

fuzz: $(DEV) ## whatever a coverage-guided fuzzer thinks of, for ten minutes (skipped, with the reason, without atheris)
	$(BIN)/python -m tests.hostile.fuzz -max_total_time=600 -max_len=400 -len_control=0 $(ARGS) || $(BIN)/python -c "import importlib.util as u, sys; sys.exit(u.find_spec('atheris') is not None)"

hostile: $(DEV) ## does time grow no faster than the size of a capture made to be dear?
	$(BIN)/python -m benchmarks.growth_hostile $(ARGS)

mutants: $(DEV) ## do the tests notice small faults in the parser? 400 of them, in half an hour; ARGS=--again after a change
	$(BIN)/python -m scripts.mutants $(ARGS)

pythons: $(DEV) ## the same fingerprint by Python 3.11, 3.12 and 3.13, of which there are
	$(BIN)/python scripts/fingerprints.py $(ARGS)

audit: $(DEV) ## are the locked versions known to be vulnerable? (asks a database on the network; skipped without it)
	@$(BIN)/python scripts/audit.py

format: $(DEV) ## is the code formatted?
	$(BIN)/ruff format --check .

lint: $(DEV) ## ruff's rules, and one word for one thing
	$(BIN)/ruff check .
	$(BIN)/python scripts/words.py

types: $(DEV) ## mypy, strict
	$(BIN)/mypy

contracts: $(DEV) ## do imports point the way data flows?
	$(BIN)/lint-imports --no-logo

coverage: $(DEV) ## the tests again, with branch coverage and its lower limit
	$(BIN)/python -m pytest --quiet --numprocesses auto --cov $(ARGS)

docs-check: $(DEV) ## is what the documents quote what the program prints?
	$(BIN)/python scripts/docs.py --check
	$(BIN)/python scripts/reliability.py --check

wheel: $(DEV) ## does the built wheel work alone, and with the extra formats, in clean environments?
	$(BIN)/python -m scripts.smoke_wheel

# --- measurements ---

bench: $(DEV) ## measure speed beside others, for an hour or two; ARGS='--captures 2000 --articles 20000' is quick
	$(BIN)/python benchmarks/bench.py $(ARGS)

pages: $(DEV) ## how well annotated web pages are read, beside trafilatura: GOLD=FOLDER or archive; SAMPLE=150 for fewer
	$(BIN)/python benchmarks/page_readers.py $(GOLD) $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(TEXTS),--texts $(TEXTS)) $(ARGS)

# --- upkeep ---

evidence: $(DEV) ## measure anew what docs/reliability.md quotes
	$(BIN)/python scripts/reliability.py --measure

pictures: $(DEV) ## take the pictures of docs/pictures anew, in a chromium
	$(BIN)/python scripts/pictures.py

tidy: $(DEV) ## format the code, mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## renew constraints*.txt after a change of dependencies; ARGS=--upgrade takes the newest of all
	PYTHON=$(PYTHON) scripts/lock.sh $(ARGS)

clean: ## remove the environment, the caches and the built; data/archive.db stays
	rm -rf $(VENV) .mutants dist build htmlcov .coverage* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# --- the environment: only locked files, checked by hash, the build backend among them ---

$(RUN): pyproject.toml constraints-run.txt
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer, please: make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement constraints-run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUN) constraints.txt
	$(PIP) --require-hashes --requirement constraints.txt
	@touch $@
