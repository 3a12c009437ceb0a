# The two commands of the README are `make demo` and `make test`; the rest is for contributors.
# Every recipe is one or two lines that also work by hand.
PYTHON ?= python3
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
PY = $(BIN)/python
unexport PYTHONDONTWRITEBYTECODE # the tests start many processes, and each would compile the program again

demo: .venv/demo ## set up, check the real data, choose a cohort, write its letters and report, print where they are
	@$(PY) tools/demo.py

test: .venv/dev check ## everything that a change must pass
	$(PY) -m compileall -q src # once, before two processes do it at the same time
	$(MAKE) -j2 --no-print-directory tests-one-half tests-other-half

# Each half is collected by its own process; xdist would collect all tests in every process and send every result.
HALF = tests/cli tests/documents tests/usecases
tests-one-half:
	$(PY) -m pytest -p no:xdist -m "not slow" $(HALF)

tests-other-half:
	$(PY) -m pytest -p no:xdist -m "not slow" tests $(addprefix --ignore=,$(HALF))

test-all: .venv/dev check ## and the slow tests
	$(PY) -m pytest -n auto --dist worksteal --hypothesis-profile slow

check: .venv/dev ## format, lint, types, layers of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

docs: .venv/dev ## write the generated pages and schemas again
	$(PY) tools/pages.py
	$(PY) tools/terminal_pictures.py
	$(PY) tools/report_picture.py

golden: .venv/dev ## write the golden files again; read the difference before you commit it
	$(PY) -m pytest -m golden --update-golden

bench: .venv/dev .venv/peers ## measure against peers, in one run, as ratios
	$(PY) benchmarks/run.py

lock: ## pin every dependency with hashes, in files that name no index
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements.txt
	uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements-dev.txt
	uv pip compile --group bench --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements-bench.txt

.venv/demo: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(PY) -c "open('.venv/demo', 'w').close()"

.venv/dev: requirements-dev.txt .venv/demo
	$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(PY) -c "open('.venv/dev', 'w').close()"

.venv/peers: requirements-bench.txt ## a separate environment: two peers conflict with our solver
	$(PYTHON) -m venv .venv/bench
	$(subst .venv,.venv/bench,$(PY)) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@$(PY) -c "open('.venv/peers', 'w').close()"

.PHONY: demo test tests-one-half tests-other-half test-all check docs golden bench lock
