# Two commands do everything on a fresh clone: `make build` and `make test`.
# Each sets up what it needs first, says what it installs, and does nothing where all is in place.

VENV := .venv
BIN := $(VENV)/bin
BUILT := $(VENV)/.ready-build
TESTED := $(VENV)/.ready-test
NPM := tests/js/node_modules/.ready

.PHONY: build test check words schemas bench clean

build: $(BUILT)
	$(BIN)/coursewright build --out dist
	$(BIN)/coursewright build content/guide --out dist

test: $(TESTED) $(NPM)
	@tools/test.sh

check: $(BUILT)
	$(BIN)/coursewright check

words: $(TESTED)
	$(BIN)/python -m tools.words

schemas: $(TESTED)
	$(BIN)/python -m tools.schemas

bench: $(TESTED) $(NPM)
	$(BIN)/python -m tools.bench

clean:
	rm -rf $(VENV) tests/js/node_modules .mypy_cache .pytest_cache .ruff_cache

$(BUILT): pyproject.toml
	@tools/setup.sh build
	@touch $@

$(TESTED): pyproject.toml
	@tools/setup.sh test
	@touch $@ $(BUILT)

$(NPM): tests/js/package-lock.json
	@echo "Installing the test-only npm packages into tests/js/node_modules"
	@cd tests/js && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
