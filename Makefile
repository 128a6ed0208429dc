# Two commands set everything up: `make run` and `make test`. Both make the environment in .venv when it is not there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint types tests docs benchmarks clean

## run: make the environment, run the asylum chain into results/asiel, and say where the result is
run: $(VENV)/.installed
	$(BIN)/simulate run asiel.yaml

## test: lint, types and tests
test: lint types tests

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tested
	$(BIN)/mypy

tests: $(VENV)/.tested
	$(BIN)/pytest -n auto

## docs: generate the schemas, the reference pages, the glossary, the diagrams, the backtests and the study of 2013 anew
docs: $(VENV)/.installed
	$(BIN)/simulate schema
	$(BIN)/python -m docs.build
	$(BIN)/python -m studies.eigen_risico_2013

## benchmarks: the ratios in the README, measured again (takes some minutes)
benchmarks: $(VENV)/.tested
	$(BIN)/pip install --quiet --editable '.[benchmark]'
	$(BIN)/python -m benchmarks

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,export,sobol]'
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
