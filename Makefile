# The first call of any target sets everything up: it needs Python 3.11+, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	$(if $(UPGRADE),--upgrade)
# Half as many again as cores: a good part of the tests waits for a process, a page or a clock.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) \* 3 / 2)

.DEFAULT_GOAL := help
.PHONY: help run demo test check bench soak lock clean browser

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-7s %s\n", $$1, $$2 }'

run: $(READY) ## Start the line, with the settings of .env
	$(BIN)/python -m bot run

demo: $(READY) ## Start the line on emulated messengers, with a page of phones
	$(BIN)/python -m sandbox

test: $(READY) browser ## Run the tests (ARGS="-k word" for some of them)
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(READY) ## Look for mistakes without running: style, types, imports, content
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy bot sandbox benchmarks tests
	$(BIN)/lint-imports
	$(BIN)/python -m bot check

bench: $(READY) ## Measure
	$(BIN)/python -m benchmarks $(ARGS)

soak: $(READY) ## Run the tests that kill and break, in full; takes long
	SOAK=1 $(BIN)/python -m pytest -m soak -o faulthandler_timeout=3600 $(ARGS)

lock: $(READY) ## Write the requirements files after a change of pyproject.toml (UPGRADE=1: newest versions)
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

clean: ## Remove what these targets made: environment, caches, builds. Data and .env stay
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find bot sandbox tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# The stamp is made last: an installation that was broken off is done again.
$(READY): requirements-dev.txt
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is older. Name a newer one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "$(PYTHON) could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# The tests of the page use the system's Chromium, or the one that CHROMIUM names; only where there is none, Playwright's own.
browser: $(READY)
	@command -v "$${CHROMIUM:-chromium}" >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
		|| $(BIN)/playwright install chromium >/dev/null 2>&1 \
		|| echo "No Chromium, and Playwright could not fetch one: the tests that open the page will fail."
