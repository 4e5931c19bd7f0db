# Every target works on a machine that has Python 3.11 or later and make: the first run sets up .venv, later ones use it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BASE_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.PHONY: help graph test check bench questions hostile stores scale graphs clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

graph: $(BASE_STAMP) ## build the graph of seeds/ into output/
	@$(BIN)/kg build

test: $(DEV_STAMP) ## run all tests
	@$(BIN)/python -m pytest

check: $(DEV_STAMP) ## style, types, layers, and whether generated files are fresh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/python scripts/generate_terms.py --check
	$(BIN)/python scripts/make_module_list.py --check
	$(BIN)/python scripts/make_questions_page.py --check

bench: $(DEV_STAMP) ## measure the build, its stages, memory, the first query, and the analysis of a large network
	@$(BIN)/python benchmarks/bench.py
	@$(BIN)/python benchmarks/analysis.py

questions: $(DEV_STAMP) ## measure saved questions alone, served, and by rdflib's engine, on output/
	@$(BIN)/python benchmarks/questions.py output --rdflib

hostile: $(DEV_STAMP) ## measure how good queries fare beside hostile ones, on output/
	@$(BIN)/python benchmarks/hostile.py output

stores: $(DEV_STAMP) ## push output/ to Oxigraph's server and to Virtuoso, and compare every saved question
	@$(BIN)/python benchmarks/stores.py output

scale: $(DEV_STAMP) ## measure how time and memory grow with the number of documents
	@$(BIN)/python benchmarks/scale.py

graphs: $(DEV_STAMP) ## measure how fast the interactive graphs open and answer, in a browser
	@$(BIN)/python benchmarks/graphs.py

clean: ## remove what make set up and what a build wrote
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find output -mindepth 1 ! -name .gitkeep -delete

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(BASE_STAMP): pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV_STAMP): pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) for development ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(BASE_STAMP) $@
