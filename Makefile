# Two commands set everything up: `make run` and `make test`. Both make the environment in .venv when it is not there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := pip install --quiet --disable-pip-version-check
PIP := $(BIN)/$(INSTALL)

# The lowest versions have no wheels for a Python that came after them.
OLDEST_PYTHON ?= $(shell python3.11 -c '' 2> /dev/null && echo python3.11 || echo $(PYTHON))
TESTS ?=
MINUTES ?= 10
# What the lowest versions are tried on in CI: the quick tests that touch every library.
QUICK := tests/engine tests/exporting tests/results tests/sensitivity/test_sobol.py tests/sensitivity/test_saltelli.py \
	tests/commands/test_check.py tests/inputs/resolve/test_layers.py tests/inputs/schema tests/inputs/test_wrong_input.py \
	tests/running/execution/test_cluster.py tests/running/sampling/test_distributions.py tests/running/store \
	tests/render/test_html.py tests/render/test_docx.py \
	tests/commands/test_export.py tests/commands/test_sensitivity.py
# The floors of which at least this share of the lines and branches is passed by their own tests, in percent.
MEASURED := engine running inputs
COVERED := 95

# The page comes with `make run`: a newcomer has it.
RUN := --extra web
EXTRAS := --extra test --extra export --extra sobol --extra cluster $(RUN)
BUILD_REQUIRES = $(BIN)/python -c "import tomllib; \
	print(*tomllib.load(open('pyproject.toml', 'rb'))['build-system']['requires'], sep='\n')"
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' $(UPGRADE)

# What of the page takes long: a browser, and many seeds.
PAGE := tests/page/long

.PHONY: run test lint types tests page long damage interrupts fuzz site test-lowest test-lowest-quick test-newest lock coverage dist diff docs speed benchmarks clean

## run: make the environment, run the asylum chain into results/asiel, and say where the result is
run: $(VENV)/.installed
	$(BIN)/simulate run asiel.yaml

## test: lint, types and tests; WITHOUT="engine running" leaves out those of these floors
test: lint types tests

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pylint simulate docs/build studies

types: $(VENV)/.tested
	$(BIN)/mypy

tests: $(VENV)/.tested
	$(BIN)/pytest -n auto --dist worksteal -m "not long and not alone" --ignore=$(PAGE) $(WITHOUT:%=--ignore=tests/%)

## long: the trials that take long, in all their forms; CI runs them after `make test`
long: $(VENV)/.tested
	$(BIN)/pytest -n auto --dist worksteal -m long --ignore=$(PAGE) $(MEASURED:%=--ignore=tests/%)

## coverage: all tests of the floors that compute, the long ones too, and the lines and branches of these that they pass
coverage: $(VENV)/.tested
	$(BIN)/pytest -n auto --cov --cov-report= $(MEASURED:%=tests/%)
	for floor in $(MEASURED); do \
		$(BIN)/coverage report --include="simulate/$$floor/*" --fail-under=$(COVERED) || exit 1; done

## page: the local page in a browser, with axe, and its directions over fifty seeds, its memory over hundreds of movements (ten minutes)
page: $(VENV)/.tested
	$(BIN)/pytest -n auto --dist loadfile $(PAGE)

## damage: open result folders that were damaged or forged in every way we know (half an hour); TRIES and SEED for others
damage: $(VENV)/.tested
	PYTHONPATH=.:tests/toys $(BIN)/python -m tests.trials.damage $(or $(TRIES),2822) $(or $(SEED),1)

## interrupts: stop runs with Ctrl-C at random moments (half an hour); TRIES and SEED for others
interrupts: $(VENV)/.tested
	PYTHONPATH=.:tests/toys $(BIN)/python -m tests.trials.interrupts $(or $(TRIES),1000) $(or $(SEED),1)

## fuzz: trials with random values and mangled files for MINUTES minutes; what goes wrong is kept in tests/trials/failed
fuzz: $(VENV)/.tested
	$(BIN)/python -m tests.trials --minutes $(MINUTES)

## dist: build sdist and wheel into dist/, and try both and the Containerfile, from an empty folder, on every Python there is
dist: $(VENV)/.tested
	rm -rf dist
	$(BIN)/python -m hatchling build --directory dist
	DIST=dist $(BIN)/pytest -n auto tests/packaging

## diff: what the figures of commit OLD became in NEW, without it this checkout; SCENARIOS, DRAWS, OPTIONS (--to md)
diff: $(VENV)/.installed
	$(BIN)/python -m studies.two_commits $(OLD) $(or $(NEW),.) $(SCENARIOS) -- --draws $(or $(DRAWS),200) $(OPTIONS)

## docs: generate the schemas, the reference pages, the glossary, the diagrams, the backtests and the studies anew
docs: $(VENV)/.installed
	$(BIN)/simulate schema
	$(BIN)/python -m docs.build
	$(BIN)/python -m studies.eigen_risico_2013
	$(BIN)/python -m studies.ramingsfouten

## site: make a site of docs/ in build/site; a warning of Sphinx is an error, and nothing is asked of the network
site: $(VENV)/.installed
	$(PIP) --require-hashes --requirement requirements/docs.txt
	$(BIN)/sphinx-build --builder html --fail-on-warning --quiet docs build/site

## speed: the engine is about as fast as it was: ratios of processor time, measured with nothing beside it
speed: $(VENV)/.tested
	$(BIN)/pytest -m alone tests/benchmarks

## benchmarks: measure how fast it is, beside other programs, and write docs/snelheid.md (a quarter of an hour)
benchmarks: $(VENV)/.tested
	$(PIP) --require-hashes --requirement requirements/benchmark.txt
	$(BIN)/python -m benchmarks

# The pinned versions first, each with its hash; then this package, which adds nothing of its own.
$(VENV)/.installed: pyproject.toml requirements/run.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	# Also where Python is told to keep nothing of what it reads (PYTHONDONTWRITEBYTECODE): every start would read it anew.
	$(BIN)/python -m compileall -q simulate
	$(BIN)/python -m simulate.engine.kernels
	touch $@

$(VENV)/.tested: $(VENV)/.installed requirements/test.txt
	$(PIP) --require-hashes --requirement requirements/test.txt
	touch $@

## lock: write requirements/ anew after a change in pyproject.toml; what is pinned stays, unless UPGRADE=--upgrade
lock: $(VENV)/.installed
	$(PIP) uv
	$(BUILD_REQUIRES) | $(COMPILE) - $(RUN) --output-file requirements/run.txt
	$(BUILD_REQUIRES) | $(COMPILE) - $(EXTRAS) --constraint requirements/run.txt --output-file requirements/test.txt
	$(BUILD_REQUIRES) | $(COMPILE) - --extra docs $(RUN) --constraint requirements/test.txt --output-file requirements/docs.txt
	$(BUILD_REQUIRES) | $(COMPILE) - --extra benchmark $(RUN) --constraint requirements/test.txt \
		--output-file requirements/benchmark.txt
	$(BUILD_REQUIRES) | $(COMPILE) - $(EXTRAS) --resolution lowest-direct --output-file requirements/lowest.txt

## test-lowest: the tests with the lowest versions that pyproject.toml allows; TESTS names some of them
test-lowest:
	$(OLDEST_PYTHON) -m venv --clear $(VENV)-lowest
	$(VENV)-lowest/bin/$(INSTALL) --require-hashes --requirement requirements/lowest.txt
	$(VENV)-lowest/bin/$(INSTALL) --no-deps --no-build-isolation --editable .
	$(VENV)-lowest/bin/pytest -n auto --ignore=$(PAGE) $(TESTS)

test-lowest-quick:
	$(MAKE) test-lowest TESTS='$(QUICK)'

## test-newest: the tests with the newest versions that there are today and that pyproject.toml allows
test-newest:
	$(PYTHON) -m venv --clear $(VENV)-newest
	$(VENV)-newest/bin/$(INSTALL) --prefer-binary --editable '.[test,export,sobol,cluster,web]'
	$(VENV)-newest/bin/pytest -n auto --ignore=$(PAGE) $(TESTS)

clean:
	rm -rf $(VENV) $(VENV)-lowest $(VENV)-newest build dist .diff .mypy_cache .pytest_cache .ruff_cache .coverage .coverage.*
